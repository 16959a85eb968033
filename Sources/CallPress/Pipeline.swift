public import CallPressCore
import CallPressXML

/// The way from bytes to calls: what kind of document it is, which calls are in it, who reads them.
public struct CallPipeline: Sendable {
  /// Reads the records.
  public var reader: CallReader

  /// Makes a pipeline; a mapping's dialect stands before the standard ones.
  public init(dialects: DialectRegistry = Dialects.standard, options: ReadingOptions = .init()) {
    reader = CallReader(dialects: dialects, options: options)
  }

  /// Reads every call of a document.
  ///
  /// JSON, JSON Lines, XML and text, captions among them, are told apart by their first bytes.
  /// Of these XML and text may be in UTF-16 with a byte order mark.
  ///
  /// - Returns: A call or an error for each record, in order: one bad record does not stop others.
  /// - Throws: When the document as a whole is nothing that can be read.
  public func calls(
    in source: SourceDocument
  ) throws(CallPressError) -> [Result<Call, CallPressError>] {
    var source = source
    // JSON must be UTF-8 (RFC 8259, 8.1), and its reader says so.
    if let bytes = UTF16Text.utf8(source.bytes), SourceKind(bytes) != .json { source.bytes = bytes }
    do throws(CallPressError) {
      switch SourceKind(source.bytes) {
      case .xml: return try calls(inXML: source)
      case .json: return try calls(inJSON: source)
      case .perhapsJSON: return try calls(inJSONOrText: source)
      case .nothing:
        throw CallPressError(.unrecognizedInput, "the input is empty")
      }
    } catch {
      throw error.named(source.name)
    }
  }

  private var limits: JSONDocument.Limits { reader.options.limits }

  // MARK: JSON

  private func calls(
    inJSON source: SourceDocument
  ) throws(CallPressError) -> [Result<Call, CallPressError>] {
    let document: JSONDocument
    do throws(CallPressError) {
      document = try JSONDocument(parsing: source.bytes, limits: limits)
    } catch {
      guard error.code == .malformedJSON,
        let lines = JSONLines.lines(in: source.bytes, limits: limits)
      else { throw error }
      if let list = oneTranscript(lines, source) {
        return try reader.calls(in: list, sourceName: source.name)
      }
      return calls(in: lines, source)
    }
    return try reader.calls(in: document, sourceName: source.name)
  }

  /// The lines as one list, where each is a turn or a message and none a call of its own.
  private func oneTranscript(_ lines: [JSONLines.Line], _ source: SourceDocument) -> JSONDocument? {
    var list: JSONDocument?
    let isOne = reader.isOneTranscript(lines) {
      list = try? JSONLines.list(of: source.bytes, limits: limits)
      return list
    }
    return isOne ? list : nil
  }

  /// Reads each line by itself: whatever is wrong with one stays its own.
  private func calls(
    in lines: [JSONLines.Line], _ source: SourceDocument
  ) -> [Result<Call, CallPressError>] {
    var results: [Result<Call, CallPressError>] = []
    for line in lines {
      do throws(CallPressError) {
        let calls = try reader.calls(in: try line.document.get(), sourceName: source.name)
        results += calls.map { $0.mapError { JSONLines.located($0, line.number) } }
      } catch {
        results.append(.failure(JSONLines.located(error, line.number).named(source.name)))
      }
    }
    return results
  }

  // MARK: Text

  private func calls(
    inJSONOrText source: SourceDocument
  ) throws(CallPressError) -> [Result<Call, CallPressError>] {
    do throws(CallPressError) {
      let document = try JSONDocument(parsing: source.bytes, limits: limits)
      return try reader.calls(in: document, sourceName: source.name)
    } catch {
      guard error.code == .malformedJSON else { throw error }
    }
    guard !source.bytes.contains(0) else {
      throw CallPressError(
        .unrecognizedInput,
        "the input is neither JSON nor XML nor text: it has bytes of zero in it",
        at: source.bytes.firstIndex(of: 0).map { SourceLocation(byteOffset: $0) })
    }
    return [.success(try reader.call(text: source.bytes, sourceName: source.name))]
  }

  // MARK: XML

  private func calls(
    inXML source: SourceDocument
  ) throws(CallPressError) -> [Result<Call, CallPressError>] {
    if TTMLDialect.recognises(source.bytes) {
      return [.success(try reader.call(text: source.bytes, sourceName: source.name))]
    }
    var results: [Result<Call, CallPressError>] = []
    for record in try CallTranscriptXML.records(parsing: source.bytes, limits: limits) {
      let document = try JSONDocument(parsing: record, limits: limits)
      results.append(reader.call(ofRecord: document, sourceName: source.name))
    }
    return results
  }
}

/// What kind of document bytes look like.
enum SourceKind: Equatable {
  /// XML, ours or another's.
  case xml
  /// JSON, or an attempt at it.
  case json
  /// JSON if it can be read as such, else text.
  case perhapsJSON
  /// White space alone.
  case nothing

  /// Looks at the first bytes.
  init(_ bytes: [UInt8]) {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let rest = bytes[start...].drop { $0 <= 0x20 && $0 != 0 }
    guard let first = rest.first else {
      self = .nothing
      return
    }
    let second = rest.dropFirst().first { $0 > 0x20 }
    switch first {
    case UInt8(ascii: "<"): self = .xml
    case UInt8(ascii: "{"): self = .json
    case UInt8(ascii: "["):
      // `[00:01:02] Agent: …` is text.
      self = second.map { Self.beginsElement.contains($0) } ?? true ? .json : .perhapsJSON
    default:
      if CallTranscriptXML.recognises(bytes) {
        self = .xml
      } else {
        self = .perhapsJSON
      }
    }
  }

  /// What an element of an array that may be a transcript begins with.
  private static let beginsElement = Set("{[\"'],".utf8)
}

/// Text in UTF-16 with a byte order mark, as editors of subtitles save it.
enum UTF16Text {
  /// The text in UTF-8, `nil` for bytes that are no such text.
  static func utf8(_ bytes: [UInt8]) -> [UInt8]? {
    let isLittleEndian = bytes.starts(with: [0xFF, 0xFE])
    guard isLittleEndian || bytes.starts(with: [0xFE, 0xFF]), bytes.count.isMultiple(of: 2) else {
      return nil
    }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for at in stride(from: 2, to: bytes.count, by: 2) {
      let (first, second) = (UInt16(bytes[at]), UInt16(bytes[at + 1]))
      units.append(isLittleEndian ? second << 8 | first : first << 8 | second)
    }
    return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
  }
}
