/// Finds the cues of a SubRip text.
struct SubRipReading {
  /// The cues in the order of the text; each has one voice, without a name.
  private(set) var cues: [SourceCue] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// A line with times, and where its cue begins.
  private struct Head {
    var line: Int
    var first: Int
    var times: CueTimes
  }

  private var markup = SubRipMarkup()
  private var layouts = 0
  private var numbers = 0
  private var hasNumbers = false
  private var misnumbered = 0

  /// Reads a text in UTF-8.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    let lines = CaptionLines(bytes)
    let heads = heads(lines)
    guard let first = heads.first else { return }
    cues.reserveCapacity(heads.count)
    for (position, head) in heads.enumerated() {
      let end = position + 1 < heads.count ? heads[position + 1].first : lines.count
      cues.append(cue(lines, head, end: end))
    }
    let before = (0..<first.first).count { !lines.isBlank($0) }
    if before > 0 {
      diagnostics.append(
        Diagnostic(
          "text-before-captions", .warning,
          "\(before) line(s) before the first cue belong to none; they were left out",
          at: SourceLocation(line: 1)))
    }
    note()
  }

  private mutating func heads(_ lines: CaptionLines) -> [Head] {
    var heads: [Head] = []
    for line in lines.ranges.indices {
      guard let times = CaptionShape.times(lines[line]) else { continue }
      let floor = heads.last.map { $0.line + 1 } ?? 0
      heads.append(Head(line: line, first: first(of: line, floor, lines), times: times))
    }
    return heads
  }

  /// Where a cue begins whose times stand in a line: at its number, where it has one.
  ///
  /// A number behind an empty line is the cue's; one right behind text is so where it is the next.
  private mutating func first(of line: Int, _ floor: Int, _ lines: CaptionLines) -> Int {
    var at = line - 1
    if at > floor, lines.isBlank(at) { at -= 1 }
    guard at >= floor, let number = lines.number(at) else { return line }
    let isParted = at == floor || lines.isBlank(at - 1)
    let isNext = number == numbers + 1
    guard isNext || (isParted && at == line - 1) else { return line }
    // The first may be any.
    if !isNext, hasNumbers { misnumbered += 1 }
    hasNumbers = true
    numbers = number
    return at
  }

  private mutating func cue(_ lines: CaptionLines, _ head: Head, end: Int) -> SourceCue {
    var text: [UInt8] = []
    let line = lines[head.line]
    let rest = UnsafeBufferPointer(rebasing: line[head.times.rest...])
    if !rest.isEmpty {
      if CueTimes.isLayout(rest) {
        layouts += 1
      } else {
        text += markup.clean(rest)
      }
    }
    var blanks = 0
    for index in (head.line + 1)..<max(end, head.line + 1) {
      let line = markup.clean(lines[index])
      if line.isEmpty {
        blanks += 1
        continue
      }
      if !text.isEmpty { text.append(0x0A) }
      // Empty lines count only between others.
      if !text.isEmpty { for _ in 0..<blanks { text.append(0x0A) } }
      blanks = 0
      text += line
    }
    SubRipMarkup.removeNumberGuard(&text)
    return SourceCue(
      start: head.times.start, end: head.times.end, line: head.line + 1,
      voices: [SourceCue.Voice(text: String(decoding: text, as: UTF8.self))])
  }

  private mutating func note() {
    if markup.count > 0 {
      diagnostics.append(
        Diagnostic(
          "caption-markup-removed", .info,
          "\(markup.count) tag(s) and override(s) of players were taken out of the text"))
    }
    if layouts > 0 {
      diagnostics.append(
        Diagnostic(
          "caption-layout-left-out", .info, "the positions of \(layouts) cue(s) were left out"))
    }
    if misnumbered > 0 {
      diagnostics.append(
        Diagnostic(
          "caption-numbers", .info,
          "the numbers of the cues are not one behind the other in \(misnumbered) place(s); "
            + "numbers say nothing, so that changes nothing"))
    }
  }
}

/// Takes what players obey out of the text of SubRip, and counts it.
struct SubRipMarkup {
  /// How many tags and overrides were taken out.
  private(set) var count = 0

  private static let tags: Set<String> = ["b", "i", "u", "s", "font", "em", "strong", "span", "c"]

  /// A line without tags, without overrides, and without what our own writer put there for players.
  mutating func clean(_ line: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(line.count)
    var at = 0
    var bracket = Closing(UInt8(ascii: ">"))
    var brace = Closing(UInt8(ascii: "}"))
    while at < line.count {
      switch line[at] {
      case UInt8(ascii: "<"):
        if let end = bracket.next(line, at), Self.isTag(line, at, end) {
          count += 1
          at = end + 1
          continue
        }
      case UInt8(ascii: "{")
      where at + 1 < line.count && line[at + 1] == UInt8(ascii: "\\"):
        if let end = brace.next(line, at) {
          count += 1
          at = end + 1
          continue
        }
      case UInt8(ascii: "\\") where at + 1 < line.count && line[at + 1] == UInt8(ascii: "N"):
        text.append(0x0A)
        count += 1
        at += 2
        continue
      case 0xE2 where Self.isGuard(line, at):
        at += 3
        continue
      default: break
      }
      text.append(line[at])
      at += 1
    }
    return DirectionMarks.removed(from: text)
  }

  /// Takes U+2060 away behind a bare number at the end of a cue.
  static func removeNumberGuard(_ text: inout [UInt8]) {
    guard text.count > 3, text.suffix(3).elementsEqual([0xE2, 0x81, 0xA0]) else { return }
    let begin = text.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let isNumber = text[begin..<(text.count - 3)].withUnsafeBufferPointer {
      SubRipEscape.isBareNumber($0)
    }
    if isNumber { text.removeLast(3) }
  }

  /// The next closing sign of a line, looked for once however many signs open.
  private struct Closing {
    private let sign: UInt8
    private var place = -1

    init(_ sign: UInt8) {
      self.sign = sign
    }

    /// Where it stands, `nil` where it is further off than a tag is long.
    mutating func next(_ line: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
      if place < at { place = line[at...].firstIndex(of: sign) ?? line.count }
      return place < line.count && place - at <= 256 ? place : nil
    }
  }

  private static func isTag(_ line: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> Bool {
    var begin = at + 1
    if begin < end, line[begin] == UInt8(ascii: "/") { begin += 1 }
    var stop = begin
    while stop < end, (line[stop] | 0x20) &- 0x61 < 26 { stop += 1 }
    guard
      stop == end || line[stop] == 0x20 || line[stop] == UInt8(ascii: "/")
        || line[stop] == UInt8(ascii: ".")
    else { return false }
    return tags.contains(String(decoding: line[begin..<stop], as: UTF8.self).lowercased())
  }

  /// Whether U+2060 stands here behind a backslash or inside a time, as our own writer puts it.
  private static func isGuard(_ line: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    guard at > 0, at + 2 < line.count, line[at + 1] == 0x81, line[at + 2] == 0xA0 else {
      return false
    }
    if line[at - 1] == UInt8(ascii: "\\") { return true }
    guard at + 4 < line.count, line[at - 1] &- 0x30 < 10, line[at + 4] &- 0x30 < 10 else {
      return false
    }
    return line[at + 3] == UInt8(ascii: ",") || line[at + 3] == UInt8(ascii: ".")
  }
}
