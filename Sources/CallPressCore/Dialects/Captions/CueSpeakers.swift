/// Finds out who speaks in captions that say so in their text.
///
/// A name stands in front of a cue: `Agent: …`, `SMITH: …`, `[Agent] …`, alone on the first line,
/// or behind `>>`. It holds until another comes. Lines of one cue that begin with dashes are said
/// by different people, and so is what stands behind `>>`; without a name nobody knows by whom.
/// What is a name and what is text is decided over all cues: names of parts in a call are names,
/// others must come again, or the first cue must begin with one. `Note:` and `[music]` are none.
struct CueSpeakers {
  /// A part of a cue that may have a name in front of it.
  private struct Part {
    /// Where it stands among the lines.
    var line: Int
    /// Whether a dash or `>>` says that somebody else speaks here.
    var isChange: Bool
    /// What looks like a name.
    var label: String?
    /// Whether the name stands in brackets without a colon.
    var isBracketed = false
    /// Where the text begins with the name, and behind it.
    var text: Int
    var labelledText: Int
  }

  /// How many may speak once in a file that names everybody.
  private static let singleLimit = 64

  private var counts: [String: Int] = [:]
  private var standings: [String: LineLabels.Standing] = [:]
  private var singles = 0
  private var parts = 0
  private var labelled = 0
  private var beginsWithLabel = false
  private var hasKnown = false

  /// Gives the voices of cues their names, where the cues have one nameless voice each.
  ///
  /// - Returns: What was done.
  static func resolve(_ cues: inout [SourceCue]) -> [Diagnostic] {
    if cues.contains(where: { $0.voices.contains { $0.label != nil } }) { return [] }
    var speakers = CueSpeakers()
    for cue in cues {
      for part in parts(of: cue) { speakers.survey(part) }
    }
    speakers.singles = speakers.counts.values.count { $0 == 1 }
    return speakers.apply(to: &cues)
  }

  // MARK: Parts

  private static func parts(of cue: SourceCue) -> [Part] {
    guard cue.voices.count == 1, var text = cue.voices.first?.text else { return [] }
    return text.withUTF8 { bytes in
      var parts: [Part] = []
      let lines = CaptionLines(bytes)
      let dashed = (0..<lines.count).filter { dash(lines[$0]) > 0 }
      let isDialogue = dashed.count > 1 && dashed.first == 0
      for line in lines.ranges.indices {
        guard line == 0 || (isDialogue && dash(lines[line]) > 0) || change(lines[line]) > 0
        else { continue }
        parts.append(part(lines[line], line, isDialogue: isDialogue))
      }
      return parts
    }
  }

  private static func part(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: Int, isDialogue: Bool
  ) -> Part {
    var begin = isDialogue ? dash(bytes) : 0
    begin += change(UnsafeBufferPointer(rebasing: bytes[begin...]))
    var part = Part(line: line, isChange: begin > 0, text: begin, labelledText: begin)
    if let (name, end) = bracketed(bytes, begin) {
      part.label = name
      part.labelledText = end
      part.isBracketed = true
      return part
    }
    let head = LineHead(bytes, begin..<bytes.count)
    guard head.start == .missing, head.isLabelSpaced, let range = head.label,
      !hasBullet(bytes, begin)
    else { return part }
    part.label = String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    part.labelledText = head.labelledText
    return part
  }

  /// The length of a dash in front of a line, and of the blank behind it.
  private static func dash(_ line: UnsafeBufferPointer<UInt8>) -> Int {
    var length = 0
    if line.first == UInt8(ascii: "-") {
      length = 1
    } else if line.count > 2, line[0] == 0xE2, line[1] == 0x80,
      line[2] >= 0x90 && line[2] <= 0x94
    {
      length = 3
    }
    guard length > 0, length < line.count, line[length] != UInt8(ascii: "-") else { return 0 }
    while length < line.count, line[length] == 0x20 { length += 1 }
    return length
  }

  /// The length of `>>` or `>>>` in front of a line, and of the blank behind it.
  private static func change(_ line: UnsafeBufferPointer<UInt8>) -> Int {
    var length = 0
    while length < line.count, length < 3, line[length] == UInt8(ascii: ">") { length += 1 }
    guard length > 1 else { return 0 }
    while length < line.count, line[length] == 0x20 { length += 1 }
    return length
  }

  private static func hasBullet(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    guard at < bytes.count else { return false }
    let byte = bytes[at]
    return byte == UInt8(ascii: "-") || byte == UInt8(ascii: ">")
      || (byte == UInt8(ascii: "*") && at + 1 < bytes.count && bytes[at + 1] == 0x20)
  }

  /// A name in brackets without a colon behind it.
  private static func bracketed(
    _ bytes: UnsafeBufferPointer<UInt8>, _ begin: Int
  ) -> (name: String, end: Int)? {
    guard begin < bytes.count, bytes[begin] == UInt8(ascii: "["),
      let close = bytes[begin..<min(begin + 64, bytes.count)].firstIndex(of: UInt8(ascii: "]")),
      close > begin + 1
    else { return nil }
    var end = close + 1
    if end < bytes.count, bytes[end] == UInt8(ascii: ":") { return nil }
    while end < bytes.count, bytes[end] == 0x20 { end += 1 }
    return (String(decoding: bytes[(begin + 1)..<close], as: UTF8.self), end)
  }

  // MARK: What is a name

  private mutating func survey(_ part: Part) {
    parts += 1
    guard let label = part.label else { return }
    let standing = standings[label] ?? Self.standing(label)
    standings[label] = standing
    guard standing != .none else { return }
    if standing == .known { hasKnown = true }
    counts[label, default: 0] += 1
    labelled += 1
    if parts == 1 { beginsWithLabel = true }
  }

  /// How a name counts by itself; one that is merely long may be one.
  private static func standing(_ label: String) -> LineLabels.Standing {
    let standing = LineLabels.standing(label)
    guard standing == .none else { return standing }
    let words = label.split(whereSeparator: \.isWhitespace).count
    let isLong = words > 3 || label.count > 24
    return isLong && words <= 6 && label.first?.isLetter == true ? .possible : .none
  }

  private func isName(_ part: Part) -> Bool {
    guard let label = part.label, let standing = standings[label], standing != .none else {
      return false
    }
    let count = counts[label, default: 0]
    if part.isBracketed {
      if Self.sounds.contains(Role.normalForm(label)) { return false }
      return standing == .known || (count > 1 && label.first?.isLowercase == false)
    }
    if standing == .known || count > 1 { return true }
    guard label.first?.isLowercase == false else { return false }
    // Somebody who speaks once, in a file that names its speakers from the start, and not by the
    // parts that they play.
    return labelled == parts
      ? parts > 1 && singles <= Self.singleLimit : beginsWithLabel && !hasKnown && singles <= 2
  }

  private static let sounds: Set<String> = Set(
    """
    music applause laughter laughs laughing silence noise inaudible unintelligible crosstalk beep \
    ringing background_noise pause cough coughs sigh sighs musique applaudissements rires bruit \
    sonnerie موسيقى ضحك تصفيق صمت ضوضاء
    """.split(separator: " ").map { Role.normalForm(String($0)) })

  // MARK: Voices

  private func apply(to cues: inout [SourceCue]) -> [Diagnostic] {
    var current: String?
    var names: [String] = []
    var seen: Set<String> = []
    for index in cues.indices {
      var voices: [SourceCue.Voice] = []
      let parts = Self.parts(of: cues[index])
      guard let voice = cues[index].voices.first else { continue }
      var text = voice.text
      text.withUTF8 { bytes in
        let lines = CaptionLines(bytes)
        for (position, part) in parts.enumerated() {
          let end = position + 1 < parts.count ? parts[position + 1].line : lines.count
          let isName = isName(part)
          if isName {
            current = part.label
            if let label = part.label, seen.insert(label).inserted { names.append(label) }
          } else if part.isChange {
            current = nil
          }
          let said = Self.text(lines, part, end, isLabelled: isName)
          // A name alone at the end of a cue speaks in the next.
          if !said.isEmpty || parts.count == 1 {
            voices.append(
              SourceCue.Voice(
                label: current, text: said, words: parts.count == 1 ? voice.words : []))
          }
        }
      }
      if !voices.isEmpty { cues[index].voices = voices }
    }
    guard !names.isEmpty else { return [] }
    return [
      Diagnostic(
        "caption-speakers", .info,
        "the names in front of captions were read as their speakers': "
          + MessageText.list(names))
    ]
  }

  private static func text(
    _ lines: CaptionLines, _ part: Part, _ end: Int, isLabelled: Bool
  ) -> String {
    var text: [UInt8] = []
    for line in part.line..<max(end, part.line) {
      var bytes = Array(lines[line])[...]
      if line == part.line {
        bytes = bytes.dropFirst(isLabelled ? part.labelledText : part.text)
        if part.text > 0 || isLabelled { bytes = DirectionMarks.framed(bytes) }
      }
      if line > part.line, !text.isEmpty { text.append(0x0A) }
      text += bytes
    }
    while text.last == 0x0A { text.removeLast() }
    return String(decoding: text, as: UTF8.self)
  }
}
