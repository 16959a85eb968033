/// The digits of a decimal number as a text writes them, for exact arithmetic without `Double`.
///
/// The value is `0.d₁d₂d₃… × 10^exponent`, negated where ``isNegative``; the digits carry no
/// leading zeros, so the empty text of digits is zero.
public struct ExactDecimal: Hashable, Sendable {
  /// Whether the number is below zero.
  public var isNegative: Bool
  /// Up to 40 significant digits, from 0 to 9 each; more never matter to a time.
  public var digits: [UInt8]
  /// The power of ten that the fraction `0.digits` is multiplied with.
  public var exponent: Int

  /// Reads a JSON number, in a string perhaps with a plus sign, leading zeros, or no digits on one
  /// side of the point; `nil` for anything else.
  public init?(_ text: String) {
    var text = text
    let parsed = text.withUTF8 { ExactDecimal(utf8: $0) }
    guard let parsed else { return nil }
    self = parsed
  }

  /// Reads the UTF-8 of a decimal number: a sign, digits, a fraction, a power of ten.
  public init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    isNegative = false
    digits = []
    exponent = 0
    var at = 0
    if at < bytes.count, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") {
      isNegative = bytes[at] == UInt8(ascii: "-")
      at += 1
    }
    var seenDigit = false
    var seenPoint = false
    while at < bytes.count {
      let byte = bytes[at]
      if byte &- 0x30 < 10 {
        seenDigit = true
        if !(digits.isEmpty && byte == 0x30) {
          if digits.count < 40 { digits.append(byte &- 0x30) }
          if !seenPoint { exponent += 1 }
        } else if seenPoint {
          exponent -= 1
        }
      } else if byte == UInt8(ascii: "."), !seenPoint {
        seenPoint = true
      } else {
        break
      }
      at += 1
    }
    guard seenDigit else { return nil }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      var negative = false
      if at < bytes.count, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") {
        negative = bytes[at] == UInt8(ascii: "-")
        at += 1
      }
      guard at < bytes.count else { return nil }
      var power = 0
      while at < bytes.count, bytes[at] &- 0x30 < 10 {
        power = min(power * 10 + Int(bytes[at] &- 0x30), 1_000_000)
        at += 1
      }
      exponent += negative ? -power : power
    }
    guard at == bytes.count else { return nil }
    if digits.isEmpty { exponent = 0 }
  }

  /// Whether the number is zero.
  public var isZero: Bool { digits.isEmpty || digits.allSatisfy { $0 == 0 } }

  /// Whether there is anything behind the decimal point.
  public var hasFraction: Bool {
    for (position, digit) in digits.enumerated() where digit != 0 && position >= exponent {
      return true
    }
    return false
  }

  /// The number times a power of ten, rounded to a whole number half away from zero.
  ///
  /// `nil` where the result does not fit 18 digits.
  public func scaled(byPowerOfTen power: Int) -> Int64? {
    let wholeDigits = exponent + power
    if digits.isEmpty || wholeDigits < 0 { return 0 }
    guard wholeDigits <= 18 else { return isZero ? 0 : nil }
    var value: Int64 = 0
    for position in 0..<wholeDigits {
      value = value * 10 + Int64(position < digits.count ? digits[position] : 0)
    }
    if wholeDigits < digits.count, digits[wholeDigits] >= 5 { value += 1 }
    return isNegative ? -value : value
  }
}

extension ExactDecimal {
  /// Decimal seconds to whole milliseconds straight from UTF-8, half away from zero.
  ///
  /// Takes the plain form that nearly every time has and allocates nothing; `nil` sends the caller
  /// to the general way.
  @inline(__always)
  static func plainMilliseconds(fromSeconds bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    var at = 0
    var whole: Int64 = 0
    let count = bytes.count
    guard count > 0, count < 32 else { return nil }
    while at < count, bytes[at] &- 0x30 < 10 {
      guard at < 12 else { return nil }
      whole = whole &* 10 &+ Int64(bytes[at] &- 0x30)
      at &+= 1
    }
    guard at > 0 else { return nil }
    if at == count { return whole &* 1000 }
    guard bytes[at] == UInt8(ascii: ".") else { return nil }
    at &+= 1
    var fraction: Int64 = 0
    var taken = 0
    while taken < 3 {
      fraction = fraction &* 10
      if at < count {
        guard bytes[at] &- 0x30 < 10 else { return nil }
        fraction = fraction &+ Int64(bytes[at] &- 0x30)
        at &+= 1
      }
      taken &+= 1
    }
    if at < count {
      guard bytes[at] &- 0x30 < 10 else { return nil }
      if bytes[at] >= UInt8(ascii: "5") { fraction &+= 1 }
      at &+= 1
      while at < count {
        guard bytes[at] &- 0x30 < 10 else { return nil }
        at &+= 1
      }
    }
    return whole &* 1000 &+ fraction
  }
}
