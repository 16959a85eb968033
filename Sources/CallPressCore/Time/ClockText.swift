/// Reads times written for people and durations written for programs, exactly.
///
/// Accepted are `HH:MM:SS` and `MM:SS` with any number of hours, a fraction behind a point, a
/// comma or the Arabic decimal separator; ISO 8601 durations of weeks, days, hours, minutes and
/// seconds (`PT1H2M3.4S`); decimal seconds with their unit (`1.5s`). A sign may stand in front
/// and square brackets or parentheses around. Digits may be European, Arabic-Indic or Persian.
enum ClockText {
  /// The time in whole milliseconds, rounded half away from zero.
  ///
  /// `nil` for anything else, for minutes or seconds over 59, and for what is too large.
  static func milliseconds(_ text: String) -> Int64? {
    var text = text
    return text.withUTF8 { milliseconds(utf8: $0) }
  }

  /// As ``milliseconds(_:)``, of a text in UTF-8.
  static func milliseconds(utf8 bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    var reader = Reader(bytes: bytes)
    reader.trim()
    if let closing = reader.openingBracket() {
      guard reader.removeLast(closing) else { return nil }
      reader.trim()
    }
    let isNegative = reader.skip(UInt8(ascii: "-"))
    if !isNegative { _ = reader.skip(UInt8(ascii: "+")) }
    let magnitude = reader.skip(letter: UInt8(ascii: "p")) ? reader.duration() : reader.clock()
    guard let magnitude, reader.isAtEnd else { return nil }
    return isNegative ? -magnitude : magnitude
  }

  private struct Reader {
    let bytes: UnsafeBufferPointer<UInt8>
    var at: Int
    var end: Int

    init(bytes: UnsafeBufferPointer<UInt8>) {
      self.bytes = bytes
      at = 0
      end = bytes.count
    }

    var isAtEnd: Bool { at == end }

    mutating func trim() {
      while at < end, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
      while end > at, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    }

    mutating func openingBracket() -> UInt8? {
      if skip(UInt8(ascii: "[")) { return UInt8(ascii: "]") }
      if skip(UInt8(ascii: "(")) { return UInt8(ascii: ")") }
      return nil
    }

    mutating func removeLast(_ byte: UInt8) -> Bool {
      guard end > at, bytes[end - 1] == byte else { return false }
      end -= 1
      return true
    }

    mutating func skip(_ byte: UInt8) -> Bool {
      guard at < end, bytes[at] == byte else { return false }
      at += 1
      return true
    }

    mutating func skip(letter: UInt8) -> Bool {
      guard at < end, bytes[at] | 0x20 == letter else { return false }
      at += 1
      return true
    }

    /// The digit at the current place: ASCII, U+0660 to U+0669 or U+06F0 to U+06F9.
    mutating func digit() -> Int64? {
      guard at < end else { return nil }
      let byte = bytes[at]
      if byte &- 0x30 < 10 {
        at += 1
        return Int64(byte &- 0x30)
      }
      guard at + 1 < end else { return nil }
      if byte == 0xD9, bytes[at + 1] &- 0xA0 < 10 {
        at += 2
        return Int64(bytes[at - 1] &- 0xA0)
      }
      if byte == 0xDB, bytes[at + 1] &- 0xB0 < 10 {
        at += 2
        return Int64(bytes[at - 1] &- 0xB0)
      }
      return nil
    }

    /// A whole number and how many digits it has; at most 15 of them.
    mutating func number() -> (value: Int64, digits: Int)? {
      var value: Int64 = 0
      var count = 0
      while let next = digit() {
        guard count < 15 else { return nil }
        value = value * 10 + next
        count += 1
      }
      return count > 0 ? (value, count) : nil
    }

    /// A decimal point: `.`, `,` or U+066B.
    mutating func skipPoint() -> Bool {
      if skip(UInt8(ascii: ".")) || skip(UInt8(ascii: ",")) { return true }
      guard at + 1 < end, bytes[at] == 0xD9, bytes[at + 1] == 0xAB else { return false }
      at += 2
      return true
    }

    /// The digits behind a decimal point, from 0 to 9 each; `nil` where there is none.
    mutating func fraction() -> [Int64]? {
      var digits: [Int64] = []
      while let next = digit() { digits.append(next) }
      return digits.isEmpty ? nil : digits
    }

    /// `H…:MM:SS`, `M:SS` or decimal seconds with the letter s behind them.
    mutating func clock() -> Int64? {
      guard let first = number() else { return nil }
      var parts = [first]
      while parts.count < 3, skip(UInt8(ascii: ":")) {
        guard let next = number(), next.digits == 2 else { return nil }
        parts.append(next)
      }
      var fraction: [Int64] = []
      if skipPoint() {
        guard let digits = self.fraction() else { return nil }
        fraction = digits
      }
      let last = parts[parts.count - 1].value
      guard let tail = ClockText.scale(last, fraction, by: 1000) else { return nil }
      if parts.count == 1 {
        return skip(letter: UInt8(ascii: "s")) ? tail : nil
      }
      guard last <= 59, parts[parts.count - 2].value <= 59 else { return nil }
      if parts.count == 2 {
        return first.digits <= 2 ? first.value * 60_000 + tail : nil
      }
      let (hours, overflow) = first.value.multipliedReportingOverflow(by: 3_600_000)
      guard !overflow else { return nil }
      return ClockText.sum(hours, parts[1].value * 60_000 + tail)
    }

    /// What follows the `P` of an ISO 8601 duration; a fraction may stand at the last part only.
    mutating func duration() -> Int64? {
      var total: Int64 = 0
      var isTime = false
      var rank = 0
      var hasParts = false
      while !isAtEnd {
        if !isTime, skip(letter: UInt8(ascii: "t")) {
          isTime = true
          guard !isAtEnd else { return nil }
        }
        guard let whole = number() else { return nil }
        var fraction: [Int64] = []
        if skipPoint() {
          guard let digits = self.fraction() else { return nil }
          fraction = digits
        }
        guard at < end, let unit = ClockText.unit(bytes[at] | 0x20, isTime: isTime),
          unit.rank > rank
        else { return nil }
        at += 1
        rank = unit.rank
        hasParts = true
        guard let part = ClockText.scale(whole.value, fraction, by: unit.milliseconds),
          let sum = ClockText.sum(total, part)
        else { return nil }
        total = sum
        if !fraction.isEmpty { return isAtEnd ? total : nil }
      }
      return hasParts ? total : nil
    }
  }

  /// The units of a duration; the rank keeps them in order.
  private static func unit(
    _ letter: UInt8, isTime: Bool
  ) -> (rank: Int, milliseconds: Int64)? {
    switch (letter, isTime) {
    case (UInt8(ascii: "w"), false): (1, 604_800_000)
    case (UInt8(ascii: "d"), false): (2, 86_400_000)
    case (UInt8(ascii: "h"), true): (3, 3_600_000)
    case (UInt8(ascii: "m"), true): (4, 60_000)
    case (UInt8(ascii: "s"), true): (5, 1000)
    default: nil
    }
  }

  /// A decimal number of units in milliseconds, rounded half up, however long the fraction.
  private static func scale(_ whole: Int64, _ fraction: [Int64], by unit: Int64) -> Int64? {
    let (product, overflow) = whole.multipliedReportingOverflow(by: unit)
    guard !overflow else { return nil }
    // The fraction times the unit as on paper, from the last digit: what is carried out in front
    // is whole, and the digit behind it decides the rounding.
    var carry: Int64 = 0
    var tenth: Int64 = 0
    for digit in fraction.reversed() {
      let step = digit * unit + carry
      tenth = step % 10
      carry = step / 10
    }
    return sum(product, carry + (tenth >= 5 ? 1 : 0))
  }

  private static func sum(_ left: Int64, _ right: Int64) -> Int64? {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : sum
  }
}
