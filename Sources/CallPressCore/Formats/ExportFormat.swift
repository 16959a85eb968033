/// What there is to know about a format before using it.
public struct FormatInfo: Hashable, Sendable {
  /// What `--format` takes, in lower case.
  public var id: String
  /// The extension of its files, without the dot.
  public var fileExtension: String
  /// Its media type, as IANA registers it where it does.
  public var mediaType: String
  /// One line for people.
  public var summary: String
  /// Whether it is made of captions, and so needs times.
  public var needsCaptions: Bool
  /// Whether there is no document where turns have no times.
  public var needsTimes: Bool
  /// Whether several documents one behind the other are still what a reader of one expects, as
  /// with plain text or JSON Lines; such formats may share a stream.
  public var isConcatenable: Bool
  /// Whether the documents of a run's calls are one file: the rows of a table, or lines.
  public var isTable: Bool

  /// Makes the description of a format.
  public init(
    id: String, fileExtension: String, mediaType: String, summary: String,
    needsCaptions: Bool = false, needsTimes: Bool = false, isConcatenable: Bool = false,
    isTable: Bool = false
  ) {
    self.id = id
    self.fileExtension = fileExtension
    self.mediaType = mediaType
    self.summary = summary
    self.needsCaptions = needsCaptions
    self.needsTimes = needsTimes || needsCaptions
    self.isConcatenable = isConcatenable
    self.isTable = isTable
  }
}

extension FormatInfo {
  /// The name of a table's one file for all calls.
  public var tableName: String {
    fileExtension.contains(".") ? fileExtension : "calls.\(fileExtension)"
  }
}

/// A way to write a call down.
///
/// One file conforms; one line registers it.
public protocol ExportFormat: Sendable {
  /// What there is to know about the format.
  static var info: FormatInfo { get }

  /// What this writer makes: ``info-swift.type.property``, unless its settings say otherwise.
  var info: FormatInfo { get }

  /// Makes a writer; whatever is costly, a template for one, is prepared here once.
  init(settings: ExportSettings) throws(CallPressError)

  /// Appends the document to a buffer.
  ///
  /// - Returns: What the format could not carry, and what it had to change.
  /// - Throws: When the call cannot be written in this format at all; then the buffer's new bytes
  ///   mean nothing.
  func export(
    _ call: PreparedCall, into output: inout OutputBuffer
  ) throws(CallPressError) -> [Diagnostic]
}

extension ExportFormat {
  /// What there is to know about the format.
  public var info: FormatInfo { Self.info }
}

/// A call with what several formats share, worked out once.
public struct PreparedCall: Sendable {
  /// The call.
  public var call: Call
  /// The captions, or why there are none; `nil` where no format asked for them.
  public var captions: Result<CaptionTrack, CallPressError>?

  /// Prepares a call.
  public init(_ call: Call, captions: Result<CaptionTrack, CallPressError>? = nil) {
    self.call = call
    self.captions = captions
  }

  /// The captions; throws the reason why there are none.
  public func captionTrack() throws(CallPressError) -> CaptionTrack {
    guard let captions else {
      throw CallPressError(
        .init("captions-not-prepared", .internal), "the captions of this call were not prepared")
    }
    return try captions.get()
  }
}

/// The formats there are, by their identifiers; the only place that lists them is the façade's.
public struct FormatRegistry: Sendable {
  /// The formats in the order in which they are listed.
  public var formats: [any ExportFormat.Type]

  /// Makes a registry.
  public init(_ formats: [any ExportFormat.Type]) {
    self.formats = formats
  }

  /// The format with an identifier, in any case.
  public subscript(id: String) -> (any ExportFormat.Type)? {
    let wanted = id.lowercased()
    return formats.first { $0.info.id == wanted }
  }

  /// The format whose files have an extension, in any case.
  public func format(forExtension fileExtension: String) -> (any ExportFormat.Type)? {
    let wanted = fileExtension.lowercased()
    return formats.first { $0.info.fileExtension == wanted }
  }
}
