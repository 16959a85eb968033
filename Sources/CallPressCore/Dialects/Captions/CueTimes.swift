/// The line with the times of a cue: `00:00:01,000 --> 00:00:04,000`, as widely as players take it.
struct CueTimes {
  /// When the cue begins, in milliseconds.
  var start: Int64
  /// When it ends; `nil` where nothing stands behind the arrow.
  var end: Int64?
  /// Where in the line the times end.
  var rest: Int

  /// Reads a line; `nil` for one that is none.
  init?(_ line: UnsafeBufferPointer<UInt8>) {
    var scanner = Scanner(bytes: line)
    scanner.skipBlanks()
    guard let start = scanner.time() else { return nil }
    scanner.skipBlanks()
    guard let isLong = scanner.arrow(), isLong || start.hasFraction else { return nil }
    scanner.skipBlanks()
    let end = scanner.time()
    guard scanner.isAtEnd || scanner.isBlank else { return nil }
    scanner.skipBlanks()
    guard end != nil || scanner.isAtEnd else { return nil }
    self.start = start.milliseconds
    self.end = end?.milliseconds
    rest = scanner.at
  }

  /// Reads one time, as it stands in a tag of WebVTT; `nil` where it is none.
  static func time(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    var scanner = Scanner(bytes: bytes)
    guard let time = scanner.time(), scanner.isAtEnd else { return nil }
    return time.milliseconds
  }

  /// Whether what stands behind the times is where and how the cue is shown: `X1:40 Y1:20`,
  /// `align:start`.
  static func isLayout(_ rest: UnsafeBufferPointer<UInt8>) -> Bool {
    rest.split { $0 == 0x20 || $0 == 0x09 }.allSatisfy { word in
      guard let colon = word.firstIndex(of: UInt8(ascii: ":")) else { return false }
      return colon > word.startIndex && word[..<colon].allSatisfy(isNameByte)
        && colon < word.index(before: word.endIndex)
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
  }

  private struct Scanner {
    let bytes: UnsafeBufferPointer<UInt8>
    var at = 0

    init(bytes: UnsafeBufferPointer<UInt8>) {
      self.bytes = bytes
    }

    var isAtEnd: Bool { at == bytes.count }
    var isBlank: Bool { at < bytes.count && (bytes[at] == 0x20 || bytes[at] == 0x09) }

    mutating func skipBlanks() {
      while isBlank { at += 1 }
    }

    mutating func skip(_ byte: UInt8) -> Bool {
      guard at < bytes.count, bytes[at] == byte else { return false }
      at += 1
      return true
    }

    /// A whole number of at most nine digits, and how many it has.
    mutating func number() -> (value: Int64, digits: Int)? {
      var value: Int64 = 0
      let first = at
      while at < bytes.count, bytes[at] &- 0x30 < 10 {
        guard at - first < 9 else { return nil }
        value = value * 10 + Int64(bytes[at] &- 0x30)
        at += 1
      }
      return at > first ? (value, at - first) : nil
    }

    /// `H:M:S,mmm`, `M:S.mmm`, with any number of digits in each, and a sign in front.
    mutating func time() -> (milliseconds: Int64, hasFraction: Bool)? {
      let first = at
      guard let time = unsignedTime(afterSign: skip(UInt8(ascii: "-"))) else {
        at = first
        return nil
      }
      return time
    }

    private mutating func unsignedTime(
      afterSign isNegative: Bool
    ) -> (milliseconds: Int64, hasFraction: Bool)? {
      guard let head = number() else { return nil }
      var fields = [head]
      while fields.count < 4 {
        let here = at
        skipBlanks()
        guard skip(UInt8(ascii: ":")) else {
          at = here
          break
        }
        skipBlanks()
        guard let next = number() else { return nil }
        fields.append(next)
      }
      var thousandths: Int64 = 0
      var hasFraction = false
      if fields.count == 4 {
        // Some write the milliseconds behind another colon; two digits would be frames.
        guard fields[3].digits == 3 else { return nil }
        thousandths = fields.removeLast().value
        hasFraction = true
      } else if let fraction = fraction() {
        thousandths = fraction
        hasFraction = true
      }
      guard fields.count >= 2 else { return nil }
      let seconds = fields.reduce(Int64(0)) { $0 * 60 + $1.value }
      let milliseconds = seconds * 1000 + thousandths
      return (isNegative ? -milliseconds : milliseconds, hasFraction)
    }

    /// The thousandths behind a decimal mark, rounded half up.
    private mutating func fraction() -> Int64? {
      let here = at
      skipBlanks()
      guard skip(UInt8(ascii: ",")) || skip(UInt8(ascii: ".")) else {
        at = here
        return nil
      }
      skipBlanks()
      var value: Int64 = 0
      var digits = 0
      while at < bytes.count, bytes[at] &- 0x30 < 10 {
        let digit = Int64(bytes[at] &- 0x30)
        if digits < 3 { value = value * 10 + digit } else if digits == 3, digit >= 5 { value += 1 }
        digits += 1
        at += 1
      }
      guard digits > 0 else {
        at = here
        return nil
      }
      for _ in digits..<max(digits, 3) { value *= 10 }
      return value
    }

    /// `-->` with more or fewer hyphens, a blank in it, or a dash in its place; whether it is
    /// longer than `->`.
    mutating func arrow() -> Bool? {
      var dashes = 0
      while at < bytes.count {
        if bytes[at] == UInt8(ascii: "-") {
          at += 1
          dashes += 1
        } else if at + 2 < bytes.count, bytes[at] == 0xE2, bytes[at + 1] == 0x80,
          bytes[at + 2] == 0x93 || bytes[at + 2] == 0x94
        {
          at += 3
          dashes += 2
        } else {
          break
        }
      }
      skipBlanks()
      guard dashes > 0, skip(UInt8(ascii: ">")) else { return nil }
      return dashes > 1
    }
  }
}
