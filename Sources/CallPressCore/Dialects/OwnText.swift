/// Our own plain text and Markdown, as `-f txt` and `-f md` write a call: the turns below the
/// facts, the outcomes and the variables.
///
/// Speakers, texts and starts to the second come back; estimated starts, written `~`, stay
/// estimated. What was not written is lost: ends, words, milliseconds, and what speakers were
/// called in the source. Events come back as remarks. Facts, outcomes and variables are passed over.
public struct OwnTextDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "callpress-text" }
  /// One line for people.
  public var summary: String { "our own plain text and Markdown of a call" }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: the headings of the document leave little doubt.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard case .text(var text, origin: _) = source else { return .none }
    return text.withUTF8 { bytes in
      let lines = CaptionLines(bytes)
      guard let layout = OwnTextLayout(lines) else { return .none }
      return DialectMatch(
        score: 96,
        reason: layout.isMarkdown
          ? "the headings “# Call” and “## Transcript”"
          : "facts, “Outcomes” and “Variables” above the turns")
    }
  }

  /// Reads the turns and remarks.
  ///
  /// - Throws: `unrecognized-dialect` for a text without those headings.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    var isOwn = false
    if case .text(var text, let origin) = source {
      let place = origin.map { builder.location(of: $0) }
      text.withUTF8 { bytes in
        let lines = CaptionLines(bytes)
        guard let layout = OwnTextLayout(lines) else { return }
        isOwn = true
        var reading = OwnTextReading(isMarkdown: layout.isMarkdown, place: place)
        reading.read(lines, from: layout.transcript, into: &builder)
      }
    }
    guard isOwn else {
      throw CallPressError(
        .unrecognizedDialect,
        "the transcript is no text with the headings of our own text or Markdown")
    }
  }
}

/// Where the transcript of our own text begins.
struct OwnTextLayout {
  /// Whether it is Markdown.
  private(set) var isMarkdown = false
  /// The first line of the transcript.
  private(set) var transcript = 0

  /// Looks for the headings; `nil` where they are not there.
  init?(_ lines: CaptionLines) {
    guard let first = lines.ranges.indices.first(where: { !lines.isBlank($0) }) else { return nil }
    if Self.begins(lines[first], "# Call") {
      guard let heading = Self.find("## Transcript", lines, first, exactly: true) else {
        return nil
      }
      isMarkdown = true
      transcript = heading + 1
      return
    }
    guard Self.isFact(lines[first]), let outcomes = Self.find("Outcomes", lines, first),
      let variables = Self.find("Variables", lines, outcomes + 1)
    else { return nil }
    transcript = Self.blockEnd(lines, variables)
    if transcript < lines.count,
      Self.begins(lines[transcript], "Placeholders spoken as they stand")
    {
      transcript = Self.blockEnd(lines, transcript)
    }
  }

  /// The line behind the empty one that ends a block.
  private static func blockEnd(_ lines: CaptionLines, _ begin: Int) -> Int {
    var at = begin
    while at < lines.count, !lines[at].isEmpty { at += 1 }
    return min(at + 1, lines.count)
  }

  /// A heading alone on its line, or with what is to be said of an empty block.
  private static func find(
    _ heading: StaticString, _ lines: CaptionLines, _ begin: Int, exactly: Bool = false
  ) -> Int? {
    (begin..<lines.count).first { line in
      guard begins(lines[line], heading) else { return false }
      let rest = lines[line].dropFirst(heading.utf8CodeUnitCount)
      return rest.isEmpty || (!exactly && rest.starts(with: ": ".utf8))
    }
  }

  private static func begins(
    _ line: UnsafeBufferPointer<UInt8>, _ text: StaticString
  ) -> Bool {
    line.starts(with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// A label of up to fourteen characters, filled up with spaces, and a value in column 17.
  private static func isFact(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard line.count > 16, let colon = line.prefix(16).firstIndex(of: UInt8(ascii: ":")),
      line[0] &- 0x41 < 26
    else { return false }
    return line[(colon + 1)..<16].allSatisfy { $0 == 0x20 } && line[16] != 0x20
  }
}

/// Reads the lines of the transcript in our own text.
private struct OwnTextReading {
  let isMarkdown: Bool
  let place: SourceLocation?

  /// A turn or a remark on its way.
  private struct Entry {
    var line: Int
    var start: TimePoint?
    /// `nil` for a remark.
    var name: String?
    var text: [UInt8]
  }

  private var open: Entry?

  init(isMarkdown: Bool, place: SourceLocation?) {
    self.isMarkdown = isMarkdown
    self.place = place
  }

  mutating func read(
    _ lines: CaptionLines, from first: Int, into builder: inout TranscriptBuilder
  ) {
    for line in min(first, lines.count)..<lines.count {
      let bytes = lines[line]
      if bytes.isEmpty { continue }
      if let entry = entry(bytes, line) {
        close(&builder)
        open = entry
      } else if open != nil {
        // A line that was wrapped.
        if open?.text.isEmpty == false { open?.text.append(0x20) }
        open?.text += WordAligner.trimmed(bytes)
      }
    }
    close(&builder)
  }

  private mutating func close(_ builder: inout TranscriptBuilder) {
    guard let entry = open else { return }
    open = nil
    let text = String(
      decoding: isMarkdown ? Self.unescaped(entry.text[...]) : entry.text, as: UTF8.self)
    let location = CaptionTurns.location(place, line: entry.line + 1)
    guard let name = entry.name else {
      builder.add(Event(kind: .marker, text: text, time: entry.start, location: location))
      return
    }
    if !name.isEmpty { builder.suggest(name: name, for: name) }
    var draft = DraftTurn(role: name.isEmpty ? nil : name, text: text)
    draft.start = entry.start
    draft.location = location
    builder.add(draft)
  }

  /// A line that begins something; `nil` for one that goes on.
  private func entry(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Int) -> Entry? {
    guard bytes[0] != 0x20 else { return nil }
    var at = 0
    var start: TimePoint?
    let (opening, closing) =
      isMarkdown
      ? (UInt8(ascii: "`"), UInt8(ascii: "`")) : (UInt8(ascii: "["), UInt8(ascii: "]"))
    if bytes[0] == opening, let end = bytes[1..<min(24, bytes.count)].firstIndex(of: closing) {
      let isGuess = bytes[1] == UInt8(ascii: "~")
      let digits = UnsafeBufferPointer(rebasing: bytes[(isGuess ? 2 : 1)..<end])
      guard let time = ClockText.milliseconds(utf8: digits) else { return nil }
      start = TimePoint(
        MediaTime(milliseconds: time), isGuess ? .estimated(.interpolated) : .measured)
      at = end + 1
      while at < bytes.count, bytes[at] == 0x20 { at += 1 }
    }
    let rest = bytes[at...]
    if rest.starts(with: "— ".utf8) {
      return Entry(line: line, start: start, name: nil, text: Array(rest.dropFirst(4)))
    }
    guard let (name, begin) = isMarkdown ? boldName(rest) : plainName(rest) else { return nil }
    return Entry(line: line, start: start, name: name, text: Array(bytes[begin...]))
  }

  /// `Name: …`.
  private func plainName(
    _ rest: Slice<UnsafeBufferPointer<UInt8>>
  ) -> (name: String, text: Int)? {
    var at = rest.startIndex
    while at < rest.endIndex {
      if rest[at] == UInt8(ascii: ":"), at + 1 == rest.endIndex || rest[at + 1] == 0x20 {
        return (String(decoding: rest[..<at], as: UTF8.self), min(at + 2, rest.endIndex))
      }
      at += 1
    }
    return nil
  }

  /// `**Name:** …`.
  private func boldName(
    _ rest: Slice<UnsafeBufferPointer<UInt8>>
  ) -> (name: String, text: Int)? {
    guard rest.starts(with: "**".utf8) else { return nil }
    let first = rest.startIndex + 2
    var at = first
    while at + 2 < rest.endIndex {
      if rest[at] == UInt8(ascii: "\\") {
        at += 2
      } else if rest[at] == UInt8(ascii: ":"), rest[(at + 1)...].starts(with: "**".utf8) {
        let name = Self.unescaped(Array(rest[first..<at])[...])
        return (String(decoding: name, as: UTF8.self), min(at + 4, rest.endIndex))
      } else {
        at += 1
      }
    }
    return nil
  }

  /// Without the backslashes and the U+2060 that our own writer puts before signs of Markdown.
  private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var at = text.startIndex
    while at < text.endIndex {
      if text[at] == UInt8(ascii: "\\"), at + 1 < text.endIndex, text[at + 1] > 0x20,
        text[at + 1] < 0x80
      {
        at += 1
      }
      result.append(text[at])
      if text[at] == UInt8(ascii: "@"), text[(at + 1)...].starts(with: [0xE2, 0x81, 0xA0]) {
        at += 3
      }
      at += 1
    }
    return result
  }
}
