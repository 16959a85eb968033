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
  /// JSON, JSON Lines, our own XML and plain text are told apart by their first bytes.
  ///
  /// - Returns: A call or an error for each record, in order: one bad record does not stop others.
  /// - Throws: When the document as a whole is nothing that can be read.
  public func calls(
    in source: SourceDocument
  ) throws(CallPressError) -> [Result<Call, CallPressError>] {
    do throws(CallPressError) {
      switch SourceKind(source.bytes) {
      case .xml: return try calls(inXML: source)
      case .json: return try calls(inJSON: source)
      case .perhapsJSON: return try calls(inJSONOrText: source)
      case .captions(let name):
        throw CallPressError(
          .unrecognizedInput,
          "the input is \(name) captions, which cannot be read; give the call's record instead")
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
      return calls(in: lines, source)
    }
    return try reader.calls(in: document, sourceName: source.name)
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
  /// Captions of a format that is written only.
  case captions(String)
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
      } else if rest.starts(with: Array("WEBVTT".utf8)) {
        self = .captions("WebVTT")
      } else if Self.beginsCue(rest) {
        self = .captions("SRT")
      } else {
        self = .perhapsJSON
      }
    }
  }

  /// What an element of an array that may be a transcript begins with.
  private static let beginsElement = Set("{[\"'],".utf8)

  /// A number alone on a line, and times with an arrow between them on the next.
  private static func beginsCue(_ bytes: ArraySlice<UInt8>) -> Bool {
    let lines = bytes.prefix(200).split(separator: 0x0A, maxSplits: 2)
    guard lines.count > 1 else { return false }
    let number = lines[0].filter { $0 > 0x20 }
    return !number.isEmpty && number.allSatisfy { $0 &- 0x30 < 10 }
      && lines[1].contains(UInt8(ascii: ":"))
      && String(decoding: lines[1], as: UTF8.self).contains("-->")
  }
}
