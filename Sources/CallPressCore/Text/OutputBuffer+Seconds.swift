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
    if time.milliseconds < 0 { put(UInt8(ascii: "-")) }
    let (seconds, thousandths) = time.milliseconds.magnitude.quotientAndRemainder(dividingBy: 1000)
    put(decimal: seconds)
    let digits =
      (thousandths / 100) << 8 | (thousandths / 10 % 10) << 16 | (thousandths % 10) << 24
    put(chunk: digits | 0x3030_302E, count: 4)
  }

  /// Writes a whole number below 10¹⁶ in decimal digits.
  @inline(__always)
  private mutating func put(decimal value: UInt64) {
    let (high, low) = value.quotientAndRemainder(dividingBy: 100_000_000)
    if high > 0 { put(digits: high, atLeast: 1) }
    put(digits: low, atLeast: high > 0 ? 8 : 1)
  }

  /// Writes a number below 10⁸ with zeros in front up to a width.
  @inline(__always)
  private mutating func put(digits value: UInt64, atLeast width: Int) {
    var chunk: UInt64 = 0
    var count = 0
    var rest = value
    repeat {
      chunk = chunk << 8 | (rest % 10 | 0x30)
      rest /= 10
      count &+= 1
    } while rest > 0 || count < width
    put(chunk: chunk, count: count)
  }
}
