/// A file of captions as its own format's rules see it: what it shows, and where it breaks them.
public struct CaptionFile: Sendable {
  /// The formats that are told apart.
  public enum Kind: String, Hashable, Sendable {
    /// SubRip, which has no standard: what the strictest of its readers take.
    case subRip = "srt"
    /// WebVTT, by the grammar of its standard.
    case webVTT = "vtt"
  }

  /// Something that is against the rules.
  public struct Finding: Hashable, Sendable {
    /// A stable name.
    public var code: String
    /// Whether readers may drop or misread something because of it.
    public var isError: Bool
    /// The line, from 1.
    public var line: Int
    /// The column in bytes, from 1.
    public var column: Int
    /// What is wrong, and what readers do about it.
    public var message: String
  }

  /// What the file is.
  public let kind: Kind
  /// The captions in the order of the file.
  public private(set) var captions: [ShownCaption] = []
  /// What is against the rules, in the order of the file.
  public private(set) var findings: [Finding] = []

  /// Reads a file.
  ///
  /// A file that begins with `WEBVTT` is WebVTT, any other with a line of times is SubRip.
  ///
  /// - Throws: `unknown-dialect` for a file that is neither.
  public init(_ bytes: [UInt8]) throws(CallPressError) {
    let result: (Kind, [ShownCaption], [Finding])? = bytes.withUnsafeBufferPointer { bytes in
      let lines = CaptionLines(bytes)
      if WebVTTReading.isHeader(lines) {
        var check = WebVTTCheck(lines)
        check.run()
        return (.webVTT, check.captions, check.findings)
      }
      guard lines.ranges.indices.contains(where: { CueTimes(lines[$0]) != nil }) else { return nil }
      var check = SubRipCheck(lines)
      check.run()
      return (.subRip, check.captions, check.findings)
    }
    guard let result else {
      throw CallPressError(
        .init("not-captions", .data),
        "neither SubRip nor WebVTT: there is no line with times; callpress check reads those two")
    }
    (kind, captions, findings) = result
    if let place = bytes.withUnsafeBufferPointer({ Self.malformed($0) }) {
      findings.insert(
        Finding(
          code: "not-utf-8", isError: true, line: place.line, column: place.column,
          message: "a byte that is not UTF-8; readers show a replacement character or guess"),
        at: 0)
    }
  }

  /// Where the first byte stands that is not UTF-8.
  private static func malformed(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (line: Int, column: Int)? {
    var line = 1
    var begin = 0
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte < 0x80 {
        if byte == 0x0A {
          line += 1
          begin = at + 1
        }
        at += 1
        continue
      }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      let isWhole =
        byte >= 0xC2 && byte <= 0xF4 && at + length <= bytes.count
        && (1..<length).allSatisfy { bytes[at + $0] & 0xC0 == 0x80 }
      guard isWhole else { return (line, at - begin + 1) }
      at += length
    }
    return nil
  }
}

/// What both checks share: the captions so far, and the order that they must keep.
struct CaptionOrder {
  private(set) var captions: [ShownCaption] = []
  var findings: [CaptionFile.Finding] = []

  /// Notes something about a place.
  mutating func note(
    _ code: String, _ isError: Bool, _ line: Int, _ column: Int, _ message: String
  ) {
    findings.append(
      CaptionFile.Finding(
        code: code, isError: isError, line: line + 1, column: column, message: message))
  }

  /// Notes something about a line.
  mutating func note(_ code: String, _ isError: Bool, _ line: Int, _ message: String) {
    note(code, isError, line, 1, message)
  }

  /// Adds a caption and looks at its times.
  mutating func add(_ caption: ShownCaption, at line: Int) {
    if caption.end <= caption.start {
      note(
        "no-duration", true, line,
        "the caption ends \(caption.start - caption.end) ms before or as it begins; players drop it"
      )
    }
    if let last = captions.last {
      if caption.start < last.start {
        note(
          "out-of-order", true, line,
          "the caption begins before the one above it; some players drop it")
      } else if caption.start < last.end {
        note(
          "overlap", false, line,
          "the caption begins \(last.end - caption.start) ms before the one above it ends")
      }
    }
    if caption.lines.isEmpty {
      note("empty-caption", false, line, "the caption has no text")
    }
    captions.append(caption)
  }
}

/// Times as the formats write them, to the letter.
enum StrictTime {
  /// Whether bytes are a time with hours where they have to be, two digits in each field and three
  /// behind the mark.
  static func isTime(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, mark: UInt8, needsHours: Bool)
    -> Bool
  {
    let fields = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard fields.count == 3 || fields.count == 2 && !needsHours, let last = fields.last else {
      return false
    }
    let seconds = last.split(separator: mark, omittingEmptySubsequences: false)
    guard seconds.count == 2, isNumber(seconds[0], 2), seconds[0].first.map({ $0 < 0x36 }) == true,
      isNumber(seconds[1], 3)
    else { return false }
    let minutes = fields[fields.count - 2]
    guard isNumber(minutes, 2), minutes.first.map({ $0 < 0x36 }) == true else { return false }
    return fields.count == 2
      || fields[0].count >= 2 && fields[0].allSatisfy { $0 &- 0x30 < 10 }
  }

  private static func isNumber(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ digits: Int) -> Bool {
    bytes.count == digits && bytes.allSatisfy { $0 &- 0x30 < 10 }
  }
}
