extension OutputBuffer {
  /// Appends a time as decimal seconds with three digits behind the point: `-0.120`.
  package mutating func append(seconds time: MediaTime) {
    withCursor(room: 32) { $0.put(seconds: time) }
  }
}

extension ByteCursor {
  /// Writes a time as decimal seconds with three digits behind the point, 32 bytes at most.
  @inline(__always)
  mutating func put(seconds time: MediaTime) {
    let milliseconds = time.milliseconds.magnitude
    if time.milliseconds < 0 { put(UInt8(ascii: "-")) }
    let seconds = milliseconds / 1000
    let thousandths = milliseconds &- seconds &* 1000
    let tenths = thousandths / 10
    let hundreds = thousandths / 100
    let fraction =
      hundreds << 8 | (tenths &- hundreds &* 10) << 16 | (thousandths &- tenths &* 10) << 24
      | 0x3030_302E
    guard seconds < 10_000 else {
      put(decimal: seconds)
      put(chunk: fraction, count: 4)
      return
    }
    // All in one: no more than four digits and four more characters.
    let high = seconds / 100
    let low = seconds &- high &* 100
    let whole =
      (high / 10) | (high % 10) << 8 | (low / 10) << 16 | (low % 10) << 24 | 0x3030_3030
    let zeros: UInt64 = seconds >= 1000 ? 0 : seconds >= 100 ? 1 : seconds >= 10 ? 2 : 3
    put(chunk: (whole | fraction << 32) >> (zeros &* 8), count: Int(8 &- zeros))
  }

  /// Writes a whole number below 10¹⁶ in decimal digits.
  @inline(__always)
  private mutating func put(decimal value: UInt64) {
    let (high, low) = value.quotientAndRemainder(dividingBy: 100_000_000)
    if high > 0 { put(digits: high, atLeast: 1) }
    put(digits: low, atLeast: high > 0 ? 8 : 1)
  }
}
