/// A number whose parts would change places between words that run from right to left: one with a
/// plus sign in front, digits in groups with spaces between them, or a long one with hyphens.
///
/// The Unicode Bidirectional Algorithm (UAX #9) orders such groups as it orders words, so that
/// `71 000 482` reads 482 000 71 and the plus sign stands at the wrong end. Short ones with hyphens
/// are left alone: an Arabic reader reads the range `10-12` from the right.
package struct GroupedNumber {
  /// Where the number stands.
  package let range: Range<Int>
  /// Whether its digits are Arabic-Indic, which no mark beside them turns around: their order has
  /// to be overridden.
  package let needsOverride: Bool

  /// Whether a text has letters of the scripts from Hebrew to N'Ko, beside which numbers change
  /// places.
  package static func isPossible(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    var at = 0
    while at &+ 8 <= bytes.count {
      // Without their high bits, the lead bytes stand from 56 to 5F; no sum reaches the next byte.
      let chunk = ByteRuns.load8(base + at)
      let low = chunk & 0x7F7F_7F7F_7F7F_7F7F
      let leads =
        (low &+ 0x2A2A_2A2A_2A2A_2A2A) & ~(low &+ 0x2020_2020_2020_2020) & chunk
        & 0x8080_8080_8080_8080
      if leads != 0 { return true }
      at &+= 8
    }
    return bytes[at...].contains { $0 >= 0xD6 && $0 <= 0xDF }
  }

  /// Finds the first number of a text that changes places there.
  static func first(in bytes: UnsafeBufferPointer<UInt8>) -> GroupedNumber? {
    isPossible(in: bytes) ? next(in: bytes, from: 0, to: bytes.count) : nil
  }

  /// Finds the next number that changes places beside words that run from right to left.
  ///
  /// - Parameters:
  ///   - bytes: A text in UTF-8.
  ///   - start: Where to begin.
  ///   - end: Where the part of the text ends that is looked at.
  package static func next(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> GroupedNumber? {
    var at = start
    while at < end {
      let byte = bytes[at]
      guard byte == UInt8(ascii: "+") || byte &- 0x30 < 10 || byte == 0xD9 || byte == 0xDB else {
        at += 1
        continue
      }
      // Most letters of Arabic begin with the byte that its digits begin with.
      if byte == 0xD9, at + 1 < end, bytes[at + 1] &- 0xA0 >= 10 {
        at += 2
        continue
      }
      let candidate = Candidate(bytes, at, end)
      if candidate.changesPlaces {
        return GroupedNumber(range: at..<candidate.end, needsOverride: candidate.script != .ascii)
      }
      at = max(candidate.end, at + 1)
    }
    return nil
  }

  /// The scripts that digits come in; a number has those of one.
  private enum Script {
    case ascii, arabicIndic, extendedArabicIndic
  }

  /// What the digits and plus sign that begin at a place amount to.
  private struct Candidate {
    /// Behind the last digit, or where it begins when there is none.
    private(set) var end: Int
    private(set) var script = Script.ascii
    private(set) var changesPlaces: Bool

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ limit: Int) {
      let hasPlus = bytes[start] == UInt8(ascii: "+")
      var at = hasPlus ? start + 1 : start
      end = start
      if let found = Self.script(bytes, at, limit) { script = found }
      let width = script == .ascii ? 1 : 2
      var spaces = 0
      var digits = 0
      var isEven = true
      while true {
        let group = at
        while Self.script(bytes, at, limit) == script { at += width }
        guard at > group else { break }
        let count = (at - group) / width
        // What follows the first group of a number has two to four digits.
        if digits > 0 {
          if !(2...4).contains(count) { isEven = false }
          if bytes[group - 1] == 0x20 { spaces += 1 }
        }
        digits += count
        end = at
        guard at < limit, bytes[at] == 0x20 || bytes[at] == UInt8(ascii: "-") else { break }
        at += 1
      }
      let hasHyphens = end - start > digits * width + spaces + (hasPlus ? 1 : 0)
      changesPlaces =
        digits > 0 && (hasPlus || isEven && spaces > 0 || hasHyphens && digits > 8)
    }

    /// The script of the digit at a place, `nil` where there is none.
    private static func script(
      _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ limit: Int
    ) -> Script? {
      guard at < limit else { return nil }
      if bytes[at] &- 0x30 < 10 { return .ascii }
      guard at + 1 < limit else { return nil }
      // U+0660 to U+0669, and U+06F0 to U+06F9.
      if bytes[at] == 0xD9, bytes[at + 1] &- 0xA0 < 10 { return .arabicIndic }
      if bytes[at] == 0xDB, bytes[at + 1] &- 0xB0 < 10 { return .extendedArabicIndic }
      return nil
    }
  }
}
