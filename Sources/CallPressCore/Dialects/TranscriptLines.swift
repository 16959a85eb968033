/// Plain text: a line for each turn, with a label, a time or both in front.
///
/// `Agent: …`, `[00:01:02] User: …`, `00:01:02 - Agent: …`, `[0.50s] agent: …`, `**Agent:** …`,
/// `Conseiller : …` with the spaces of French, `الوكيل: …`. A line without either goes on with the
/// turn before it. Text without any label or time is said by somebody unknown, paragraph by
/// paragraph.
///
/// Times of day are counted from the start of the call, where its record fits them, else from the
/// first of them; a clock that falls from late to early has passed midnight, once.
public struct TranscriptLinesDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "lines" }
  /// One line for people.
  public var summary: String { "plain text: lines with a label, a time or both in front" }
  /// What it gives where all that it looks at fits.
  public var highestScore: Int { 90 }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: lines with labels or times; any text at all is a little like it.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard let text = Self.text(of: source) else { return .none }
    var copy = text.text
    if case .text = source, Self.isXML(copy) { return .none }
    if case .text = source, copy.withUTF8({ CaptionShape($0).kind != nil }) {
      return DialectMatch(score: 5, reason: "lines of text, though they are those of captions")
    }
    let (lines, labelled, timed) = copy.withUTF8 { bytes in
      let heads = LineHeads(bytes)
      return (heads.lineCount, heads.labelled, heads.timed)
    }
    guard lines > 0 else { return .none }
    let reason =
      "\(lines) line(s) of text, \(labelled) with a label in front, \(timed) with a time"
    if case .json = source {
      // A list of texts may be anything unless it names the speakers.
      return DialectMatch(score: labelled * 2 > lines ? 60 : labelled > 0 ? 30 : 10, reason: reason)
    }
    let score =
      labelled > 0 ? 70 + 20 * labelled / lines : timed > 0 ? 50 + 20 * timed / lines : 15
    return DialectMatch(score: score, reason: reason)
  }

  /// Reads the lines.
  ///
  /// - Throws: `unrecognized-dialect` where the transcript is neither a text nor a list of texts.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard var text = Self.text(of: source) else {
      throw CallPressError(
        .unrecognizedDialect, "the transcript is neither a text nor a list of texts")
    }
    let location = text.origin.map { builder.location(of: $0) }
    text.text.withUTF8 { bytes in
      var reading = LinesReading(bytes, location: location)
      reading.read(into: &builder)
    }
  }

  /// Whether a text is captions in XML, or XML that says that it is: its lines are markup.
  private static func isXML(_ text: String) -> Bool {
    let start = text.utf8.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    return ["<?xml", "<!DOCTYPE", "<tt ", "<tt:", "<tt\n"].contains { start.starts(with: $0.utf8) }
  }

  /// The text to read, and the value that holds it.
  private static func text(
    of source: TranscriptSource
  ) -> (text: String, origin: JSONValue?)? {
    switch source {
    case .text(let text, origin: let origin): return (text, origin)
    case .json(let value):
      guard value.kind == .array, !value.isEmpty else { return nil }
      var texts: [String] = []
      for element in value.children {
        guard let text = element.string else { return nil }
        texts.append(text)
      }
      return (texts.joined(separator: "\n"), value)
    }
  }
}

/// The lines of a text, and what stands in front of each.
struct LineHeads {
  /// One line.
  struct Line {
    /// Where it stands, without its end.
    var range: Range<Int>
    /// Whether there is nothing in it.
    var isBlank: Bool
    /// What stands in front of it.
    var head: LineHead
    /// The label, where it is one.
    var label: String?
    /// Whether a turn begins here.
    var beginsTurn = false
  }

  private(set) var lines: [Line] = []
  /// How many lines are not blank.
  private(set) var lineCount = 0
  /// How many have a label.
  private(set) var labelled = 0
  /// How many have a time that counts.
  private(set) var timed = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    split(bytes)
    settleLabels(bytes)
    settleTimes()
  }

  /// Cuts at line feeds, carriage returns and both together.
  private mutating func split(_ bytes: UnsafeBufferPointer<UInt8>) {
    var begin = 0
    while begin < bytes.count {
      var end = begin
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
      var scanner = LineScanner(bytes: bytes, at: begin, end: end)
      scanner.skipBlanks()
      let isBlank = scanner.at == end
      if !isBlank { lineCount += 1 }
      lines.append(
        Line(range: begin..<end, isBlank: isBlank, head: LineHead(bytes, begin..<end)))
      if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { end += 1 }
      begin = end + 1
    }
  }

  private mutating func settleLabels(_ bytes: UnsafeBufferPointer<UInt8>) {
    var labels = LineLabels()
    for index in lines.indices where !lines[index].isBlank {
      lines[index].label = lines[index].head.label.map {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[$0]), as: UTF8.self)
      }
      labels.survey(lines[index].label, lines[index].head)
    }
    for index in lines.indices {
      guard let label = lines[index].label else { continue }
      if labels.isLabel(label, lines[index].head) {
        lines[index].beginsTurn = true
        labelled += 1
      } else {
        lines[index].label = nil
      }
    }
  }

  /// A bare time may be part of what was said, unless most lines begin with one.
  private mutating func settleTimes() {
    func isTimed(_ line: Line) -> Bool {
      line.head.start != .missing
        && (line.label != nil || line.head.timedText < line.range.upperBound)
    }
    let bare = lines.count { isTimed($0) && !$0.head.isTimeCertain && $0.label == nil }
    let isRule = bare > 1 && bare * 2 > lineCount - labelled
    for index in lines.indices {
      let isSure = lines[index].label != nil || lines[index].head.isTimeCertain || isRule
      if isTimed(lines[index]), isSure {
        lines[index].beginsTurn = true
        timed += 1
      } else {
        lines[index].head.start = .missing
        lines[index].head.end = .missing
      }
    }
  }
}
