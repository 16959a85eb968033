public import CallPressCore

/// Writes calls in a set of formats: everything costly is prepared once for all the calls.
public struct CallExporter: Sendable {
  /// What is written how.
  public let settings: ExportSettings
  private let formats: [any ExportFormat]
  private let needsCaptions: Bool
  private let captionEngine: any CaptionEngine

  /// Prepares the formats with these identifiers, in this order.
  ///
  /// - Throws: `unknown-name` for a format that does not exist; whatever a format throws that
  ///   cannot be prepared, such as a template with an error.
  public init(
    formats ids: [String], settings: ExportSettings = ExportSettings(),
    registry: FormatRegistry = Formats.standard,
    captionEngine: any CaptionEngine = CueLayout()
  ) throws(CallPressError) {
    var formats: [any ExportFormat] = []
    for id in ids {
      guard let type = registry[id] else {
        let known = registry.formats.map { $0.info.id }.joined(separator: ", ")
        throw CallPressError(
          .unknownName, "there is no format “\(id)”; the formats are \(known)")
      }
      formats.append(try type.init(settings: settings))
    }
    self.formats = formats
    self.settings = settings
    self.captionEngine = captionEngine
    needsCaptions = formats.contains { $0.info.needsCaptions }
  }

  /// What there is to know about the formats, in the order in which they are written.
  public var infos: [FormatInfo] { formats.map { $0.info } }

  /// What stands once before the rows of all calls, for a format that is a table; nothing for
  /// others.
  public func header(of id: String) -> [UInt8] {
    guard let table = formats.first(where: { $0.info.id == id }) as? any TableFormat else {
      return []
    }
    var output = OutputBuffer(capacity: 1024)
    table.appendHeader(to: &output)
    return output.bytes()
  }

  /// Writes one call in each format.
  ///
  /// - Parameters:
  ///   - call: The call.
  ///   - buffer: Reused for every document; its bytes are valid only inside `deliver`.
  ///   - deliver: Receives, for each format, either what the format had to leave out, with the
  ///     document in the buffer, or why there is no document. What it throws ends the work.
  public func export<Failure: Error>(
    _ call: Call, using buffer: inout OutputBuffer,
    deliver: (FormatInfo, borrowing OutputBuffer, Result<[Diagnostic], CallPressError>)
      throws(Failure) -> Void
  ) throws(Failure) {
    let call = settings.includesSystemPrompts ? call : call.withholdingSystemPrompts()
    var prepared = PreparedCall(call)
    if needsCaptions {
      var captions = settings.captions
      if captions.language == nil { captions.language = call.language }
      do throws(CallPressError) {
        prepared.captions = .success(
          try captionEngine.track(for: call.transcript, settings: captions))
      } catch {
        prepared.captions = .failure(error)
      }
    }
    for format in formats {
      buffer.removeAll()
      let result: Result<[Diagnostic], CallPressError>
      do throws(CallPressError) {
        result = .success(try format.export(prepared, into: &buffer))
      } catch {
        result = .failure(error)
      }
      try deliver(format.info, buffer, result)
    }
  }
}
