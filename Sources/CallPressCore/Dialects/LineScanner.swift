/// Reads a line from left to right.
struct LineScanner {
  /// A time in front of a line.
  struct Time {
    var start: RawTime
    var end = RawTime.missing
    var isCertain: Bool
  }

  /// What a label is made of.
  enum LabelCharacter {
    case blank, other
  }

  let bytes: UnsafeBufferPointer<UInt8>
  var at: Int
  let end: Int

  var peek: UInt8? { at < end ? bytes[at] : nil }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard at < end, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  // MARK: Blanks and marks

  /// The length of the blank at the current place: spaces of any width, and marks that show
  /// nothing, such as those of direction; 0 where there is none.
  private var blankLength: Int {
    guard at < end else { return 0 }
    switch bytes[at] {
    case 0x20, 0x09: return 1
    case 0xC2: return at + 1 < end && bytes[at + 1] == 0xA0 ? 2 : 0
    case 0xD8: return at + 1 < end && bytes[at + 1] == 0x9C ? 2 : 0
    case 0xE2:
      guard at + 2 < end else { return 0 }
      switch (bytes[at + 1], bytes[at + 2]) {
      case (0x80, 0x80...0x8F), (0x80, 0xAA...0xAF), (0x81, 0x9F...0xA9): return 3
      default: return 0
      }
    case 0xEF:
      return at + 2 < end && bytes[at + 1] == 0xBB && bytes[at + 2] == 0xBF ? 3 : 0
    default: return 0
    }
  }

  var isBlank: Bool { blankLength > 0 }

  mutating func skipBlanks() {
    while true {
      let length = blankLength
      guard length > 0 else { return }
      at += length
    }
  }

  /// `- `, `* `, `> ` or `• ` in front of a line.
  mutating func skipBullet() {
    let here = at
    switch peek {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: ">"): at += 1
    case 0xE2 where at + 2 < end && bytes[at + 1] == 0x80 && bytes[at + 2] == 0xA2: at += 3
    default: return
    }
    guard isBlank else {
      at = here
      return
    }
    skipBlanks()
  }

  /// Whether `**` or `__` stands here.
  var isMark: Bool {
    at + 1 < end && bytes[at] == bytes[at + 1]
      && (bytes[at] == UInt8(ascii: "*") || bytes[at] == UInt8(ascii: "_"))
  }

  mutating func skipMarks() -> Bool {
    guard isMark else { return false }
    at += 2
    return true
  }

  /// What may stand between a time and a label.
  mutating func skipSeparators() {
    while at < end {
      if isBlank {
        skipBlanks()
      } else if bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "|") {
        at += 1
      } else if isDash {
        at += 3
      } else {
        return
      }
    }
  }

  private var isDash: Bool {
    at + 2 < end && bytes[at] == 0xE2 && bytes[at + 1] == 0x80
      && (bytes[at + 2] == 0x93 || bytes[at + 2] == 0x94)
  }

  /// Whether a colon stands here, of ordinary or of full width.
  var isColon: Bool {
    if peek == UInt8(ascii: ":") { return true }
    return at + 2 < end && bytes[at] == 0xEF && bytes[at + 1] == 0xBC && bytes[at + 2] == 0x9A
  }

  mutating func skipColon() -> Bool {
    guard isColon else { return false }
    at += peek == UInt8(ascii: ":") ? 1 : 3
    return true
  }

  // MARK: Labels

  /// Moves behind one character that a label may have: letters of any script, digits, blanks and
  /// a few signs; `nil` at one that ends a phrase or begins something else.
  mutating func skipLabelCharacter() -> LabelCharacter? {
    let blank = blankLength
    if blank > 0 {
      at += blank
      return .blank
    }
    guard let byte = peek else { return nil }
    if byte < 0x80 {
      let isAlphanumeric = byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
      guard isAlphanumeric || Self.labelSigns.contains(byte) else { return nil }
      at += 1
      return .other
    }
    guard let base = bytes.baseAddress else { return nil }
    let length = UTF8Check.sequenceLength(base + at, end - at)
    guard length > 1, !isPunctuation(length) else { return nil }
    at += length
    return .other
  }

  private static let labelSigns = Set(" '-._#&/()".utf8)

  /// Whether the character here ends a phrase, opens a quotation or is a control.
  private func isPunctuation(_ length: Int) -> Bool {
    if length == 2 {
      switch (bytes[at], bytes[at + 1]) {
      case (0xC2, 0x80...0xA9), (0xC2, 0xAB...0xB4), (0xC2, 0xB6...0xB9), (0xC2, 0xBB...0xBF),
        (0xD8, 0x8C), (0xD8, 0x9B), (0xD8, 0x9F), (0xDB, 0x94):
        return true
      default: return false
      }
    }
    // The apostrophe U+2019 belongs to names; other general punctuation does not.
    if length == 3, bytes[at] == 0xE2, bytes[at + 1] == 0x80 { return bytes[at + 2] != 0x99 }
    return length == 3 && bytes[at] == 0xE3 && bytes[at + 1] == 0x80
  }

  // MARK: Times

  /// Moves behind a time, or a time and the one at which it ends; stays where there is none.
  mutating func time(bracketedOnly: Bool = false) -> Time? {
    let here = at
    if let time = bracketedTime() { return time }
    at = here
    if !bracketedOnly, let time = bareTime() { return time }
    at = here
    return nil
  }

  /// `[00:01:02]`, `(0.50s)`, `[00:01 --> 00:05]`, `[2026-03-01T10:00:00Z]`.
  private mutating func bracketedTime() -> Time? {
    let closing: UInt8
    if skip(UInt8(ascii: "[")) {
      closing = UInt8(ascii: "]")
    } else if skip(UInt8(ascii: "(")) {
      closing = UInt8(ascii: ")")
    } else {
      return nil
    }
    let limit = min(end, at + 96)
    guard at < limit, let close = bytes[at..<limit].firstIndex(of: closing) else { return nil }
    var inner = LineScanner(bytes: bytes, at: at, end: close)
    inner.skipBlanks()
    guard var time = inner.bareTime() else {
      // A duration is written with letters that a time in running text is not.
      guard case .clock(let milliseconds) = read(at..<close) else { return nil }
      at = close + 1
      return Time(start: .clock(milliseconds), isCertain: true)
    }
    inner.skipBlanks()
    guard inner.at == close else { return nil }
    time.isCertain = true
    at = close + 1
    return time
  }

  private mutating func bareTime() -> Time? {
    guard let start = oneTime() else { return nil }
    var time = Time(start: start.time, isCertain: start.isCertain)
    let here = at
    if skipRangeSign(), let end = oneTime() {
      time.end = end.time
    } else {
      at = here
    }
    // A time ends where a word does.
    guard
      at == end || isBlank || isColon || isDash || peek == UInt8(ascii: "-")
        || peek == UInt8(ascii: "|") || isMark
    else { return nil }
    return time
  }

  /// `-->`, `->`, `-` or a dash between two times.
  private mutating func skipRangeSign() -> Bool {
    skipBlanks()
    let here = at
    while skip(UInt8(ascii: "-")) {}
    if at > here { _ = skip(UInt8(ascii: ">")) }
    if at == here, isDash { at += 3 }
    guard at > here else { return false }
    skipBlanks()
    return true
  }

  /// One time: an instant with a date, or a clock or duration.
  private mutating func oneTime() -> (time: RawTime, isCertain: Bool)? {
    let first = at
    guard let token = timeToken() else { return nil }
    // A date and a time of day may stand apart.
    if token.count == 10, bytes[token.lowerBound + 4] == UInt8(ascii: "-") {
      let afterDate = at
      if skip(0x20), let clock = timeToken(), case .instant = read(first..<clock.upperBound) {
        return (read(first..<clock.upperBound), true)
      }
      at = afterDate
    }
    switch read(token) {
    case .instant(let milliseconds, hasZone: let hasZone):
      return (.instant(milliseconds, hasZone: hasZone), true)
    case .clock(let milliseconds):
      return (.clock(halfDay(milliseconds)), false)
    case .number, .missing, .unreadable:
      at = first
      return nil
    }
  }

  private func read(_ range: Range<Int>) -> RawTime {
    let token = UnsafeBufferPointer(rebasing: bytes[range])
    if let milliseconds = ClockText.milliseconds(utf8: token) { return .clock(milliseconds) }
    if let parsed = InstantParser.parse(String(decoding: token, as: UTF8.self)) {
      return .instant(parsed.instant.millisecondsSince1970, hasZone: parsed.hasZone)
    }
    return .unreadable
  }

  /// The run of characters that times are written with, at most 40 bytes; colons at its end
  /// belong to what follows.
  private mutating func timeToken() -> Range<Int>? {
    let first = at
    var last = first
    while last < end, last - first < 40 {
      let byte = bytes[last]
      if byte &- 0x30 < 10 || Self.timeSigns.contains(byte) {
        last += 1
      } else if last + 1 < end,
        (byte == 0xD9 && (bytes[last + 1] &- 0xA0 < 10 || bytes[last + 1] == 0xAB))
          || (byte == 0xDB && bytes[last + 1] &- 0xB0 < 10)
      {
        last += 2
      } else {
        break
      }
    }
    while last > first, bytes[last - 1] == UInt8(ascii: ":") || bytes[last - 1] == UInt8(ascii: "-")
    { last -= 1 }
    guard last > first else { return nil }
    at = last
    return first..<last
  }

  private static let timeSigns = Set(":.,+-sSzZtT".utf8)

  /// A time of day behind which `AM`, `a.m.`, `PM` or `p.m.` stands, on the clock of 24 hours.
  private mutating func halfDay(_ milliseconds: Int64) -> Int64 {
    let here = at
    let noon: Int64 = 43_200_000
    skipBlanks()
    let letter = (peek ?? 0) | 0x20
    if (0..<noon + 3_600_000).contains(milliseconds),
      letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p")
    {
      at += 1
      let isAbbreviated = skip(UInt8(ascii: "."))
      if (peek ?? 0) | 0x20 == UInt8(ascii: "m") {
        at += 1
        if isAbbreviated { _ = skip(UInt8(ascii: ".")) }
        if ((peek ?? 0) | 0x20) &- 0x61 >= 26 {
          return milliseconds % noon + (letter == UInt8(ascii: "p") ? noon : 0)
        }
      }
    }
    at = here
    return milliseconds
  }
}
