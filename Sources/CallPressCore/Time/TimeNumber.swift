/// A number of some unit of time, exact as far as milliseconds can need: the whole units and nine
/// digits of the fraction.
struct TimeNumber: Hashable, Sendable {
  var isNegative: Bool
  /// Whole units; the largest there is where the number is beyond all sense.
  var whole: UInt64
  /// The fraction in billionths, cut off.
  var billionths: UInt32

  var hasFraction: Bool { billionths != 0 }

  /// Reads the UTF-8 of a decimal number; `nil` for anything else.
  init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    if let plain = Self.plain(bytes) {
      self = plain
      return
    }
    guard let decimal = ExactDecimal(utf8: bytes) else { return nil }
    isNegative = decimal.isNegative && !decimal.isZero
    whole = 0
    billionths = 0
    guard decimal.exponent <= 19 else {
      whole = decimal.isZero ? 0 : .max
      return
    }
    // The digits behind the ninth of the fraction never decide a millisecond.
    var position = min(decimal.exponent, 0)
    while position < decimal.exponent + 9 {
      let digit = position >= 0 && position < decimal.digits.count ? decimal.digits[position] : 0
      if position < decimal.exponent {
        let (product, overflow) = whole.multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
        whole = overflow || carry ? .max : sum
        if whole == .max { return }
      } else {
        billionths = billionths * 10 + UInt32(digit)
      }
      position += 1
    }
  }

  private init(isNegative: Bool, whole: UInt64, billionths: UInt32) {
    self.isNegative = isNegative
    self.whole = whole
    self.billionths = billionths
  }

  /// The form that nearly every number has, without allocating.
  private static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> TimeNumber? {
    var at = 0
    var isNegative = false
    if let first = bytes.first, first == UInt8(ascii: "-") {
      isNegative = true
      at = 1
    }
    let firstDigit = at
    var whole: UInt64 = 0
    while at < bytes.count, bytes[at] &- 0x30 < 10 {
      guard at - firstDigit < 19 else { return nil }
      whole = whole &* 10 &+ UInt64(bytes[at] &- 0x30)
      at += 1
    }
    guard at > firstDigit else { return nil }
    var billionths: UInt32 = 0
    if at < bytes.count {
      guard bytes[at] == UInt8(ascii: "."), at + 1 < bytes.count else { return nil }
      at += 1
      var scale: UInt32 = 100_000_000
      while at < bytes.count {
        guard bytes[at] &- 0x30 < 10 else { return nil }
        billionths += UInt32(bytes[at] &- 0x30) * scale
        scale /= 10
        at += 1
      }
    }
    return TimeNumber(
      isNegative: isNegative && (whole | UInt64(billionths)) != 0, whole: whole,
      billionths: billionths)
  }

  /// The number of a unit in milliseconds, rounded half away from zero; `nil` beyond
  /// ``RawTime/limit``.
  func milliseconds(in unit: TimeUnit) -> Int64? {
    let magnitude: UInt64
    switch unit {
    case .seconds:
      guard whole < RawTime.limit / 1000 else { return nil }
      magnitude = whole * 1000 + UInt64((billionths + 500_000) / 1_000_000)
    case .milliseconds:
      guard whole < RawTime.limit else { return nil }
      magnitude = whole + (billionths >= 500_000_000 ? 1 : 0)
    case .microseconds: magnitude = rounded(dividingBy: 1000)
    case .ticks: magnitude = rounded(dividingBy: 10_000)
    case .nanoseconds: magnitude = rounded(dividingBy: 1_000_000)
    }
    guard magnitude <= RawTime.limit else { return nil }
    return isNegative ? -Int64(magnitude) : Int64(magnitude)
  }

  private func rounded(dividingBy divisor: UInt64) -> UInt64 {
    let (quotient, rest) = whole.quotientAndRemainder(dividingBy: divisor)
    return quotient + (rest >= divisor / 2 ? 1 : 0)
  }
}
