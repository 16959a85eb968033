/// A cue that a strict reader found.
public struct ReadCue: Equatable, Sendable {
  /// The start in milliseconds.
  public var start: Int64
  /// The end in milliseconds.
  public var end: Int64
  /// The voice, in WebVTT.
  public var voice: String?
  /// The lines of the text, with references resolved.
  public var lines: [String]
}

/// What a strict reader does not take.
public struct StrictReadingError: Error, CustomStringConvertible {
  /// What is wrong, and in which line.
  public var description: String

  init(_ message: String, line: Int) {
    description = "line \(line + 1): \(message)"
  }
}

/// A reader of SubRip that takes nothing but the form that every reader takes.
public enum StrictSubRip {
  /// The cues of a document: indices from 1, `HH:MM:SS,mmm --> HH:MM:SS,mmm`, one or more lines
  /// without markup, an empty line behind each cue, line feeds alone, no controls, no cue out of
  /// order or without a length.
  public static func read(_ bytes: [UInt8]) throws -> [ReadCue] {
    let lines = try StrictLines(bytes)
    var cues: [ReadCue] = []
    var at = 0
    while at < lines.count {
      guard lines[at] == String(cues.count + 1) else {
        throw StrictReadingError("no index \(cues.count + 1)", line: at)
      }
      guard at + 2 < lines.count else { throw StrictReadingError("no cue", line: at) }
      let (start, end) = try StrictLines.times(lines[at + 1], decimalMark: ",", line: at + 1)
      if let last = cues.last, start < last.start {
        throw StrictReadingError("out of order", line: at + 1)
      }
      var text: [String] = []
      at += 2
      while at < lines.count, !lines[at].isEmpty {
        try check(lines[at], at)
        text.append(lines[at])
        at += 1
      }
      guard !text.isEmpty, at < lines.count else {
        throw StrictReadingError("no text, or no empty line behind it", line: at)
      }
      // Readers that go by indices take a number at the end of a cue for one.
      if let last = text.last, Int(last) != nil {
        throw StrictReadingError("the text ends with a bare number", line: at - 1)
      }
      at += 1
      cues.append(ReadCue(start: start, end: end, voice: nil, lines: text))
    }
    return cues
  }

  private static func check(_ line: String, _ at: Int) throws {
    if line.contains("-->") { throw StrictReadingError("an arrow in the text", line: at) }
    for sign in ["<", "{", "}", "\\N", "\\n", "\\h"] where line.contains(sign) {
      throw StrictReadingError("\(sign) in the text", line: at)
    }
  }
}

/// The lines of a document that has nothing in it that could end a line but line feeds.
struct StrictLines {
  private let lines: [String]

  var count: Int { lines.count }

  subscript(_ index: Int) -> String { lines[index] }

  init(_ bytes: [UInt8]) throws {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw StrictReadingError("not UTF-8", line: 0)
    }
    guard bytes.isEmpty || bytes.last == 0x0A else {
      throw StrictReadingError("no line feed at the end", line: 0)
    }
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A:
        lines.append(String(line))
        line = String.UnicodeScalarView()
      case ..<0x20, 0x7F..<0xA0, 0x2028, 0x2029:
        throw StrictReadingError(
          "the control U+\(String(scalar.value, radix: 16))", line: lines.count)
      default: line.append(scalar)
      }
    }
    for (index, line) in lines.enumerated() where !line.isEmpty {
      let isBlank = line.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
      if isBlank || line.first == " " || line.last == " " {
        throw StrictReadingError("white space at an end of a line", line: index)
      }
    }
    self.lines = lines
  }

  /// Reads the two times of a cue.
  static func times(
    _ text: String, decimalMark: Character, line: Int
  ) throws -> (Int64, Int64) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[1] == "-->", let start = time(parts[0], decimalMark),
      let end = time(parts[2], decimalMark)
    else { throw StrictReadingError("no times: \(text)", line: line) }
    guard end > start else { throw StrictReadingError("no length: \(text)", line: line) }
    return (start, end)
  }

  private static func time(_ text: Substring, _ decimalMark: Character) -> Int64? {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    guard fields.count == 3 else { return nil }
    let seconds = fields[2].split(separator: decimalMark, omittingEmptySubsequences: false)
    guard seconds.count == 2, seconds[1].utf8.count == 3,
      let hours = number(fields[0], digits: 2...), let minutes = number(fields[1], digits: 2...2),
      let whole = number(seconds[0], digits: 2...2),
      let thousandths = number(seconds[1], digits: 3...3), minutes < 60, whole < 60
    else { return nil }
    return ((hours * 60 + minutes) * 60 + whole) * 1000 + thousandths
  }

  private static func number(
    _ text: Substring, digits: some RangeExpression<Int>
  ) -> Int64? {
    guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else {
      return nil
    }
    return Int64(text)
  }
}
