/// The times of captions, `00:00:01,000` or `00:00:01.000`, straight as digits.
enum CaptionTime {
  /// Appends hours, minutes and seconds with milliseconds; hours have two digits or more.
  ///
  /// Whole milliseconds are split and never rounded, so nothing carries wrongly. A time before
  /// zero is written as zero.
  ///
  /// - Parameters:
  ///   - time: The time.
  ///   - mark: What stands before the milliseconds: a comma in SubRip, a full stop in WebVTT.
  ///   - output: Where to.
  @inline(__always)
  static func append(_ time: MediaTime, decimalMark mark: UInt8, to output: inout OutputBuffer) {
    let total = UInt64(max(time.milliseconds, 0))
    let seconds = total / 1000
    appendClock(seconds, to: &output)
    let thousandths = total &- seconds &* 1000
    let hundreds = thousandths / 100
    let rest = thousandths &- hundreds &* 100
    appendBytes(
      (UInt64(mark) | (hundreds &+ 0x30) << 8 | twoDigits(rest) << 16), count: 4, to: &output)
  }

  /// Appends hours, minutes and seconds: `00:00:09`; what is less than a second is left out.
  static func appendSeconds(_ time: MediaTime, to output: inout OutputBuffer) {
    appendClock(UInt64(max(time.milliseconds, 0)) / 1000, to: &output)
  }

  @inline(__always)
  private static func appendClock(_ seconds: UInt64, to output: inout OutputBuffer) {
    let minutes = seconds / 60
    let hours = minutes / 60
    let colon = UInt64(UInt8(ascii: ":"))
    let tail =
      colon | twoDigits(minutes &- hours &* 60) << 8 | colon << 24
      | twoDigits(seconds &- minutes &* 60) << 32
    if hours < 100 {
      appendBytes(twoDigits(hours) | tail << 16, count: 8, to: &output)
    } else {
      output.append(digits: hours, atLeast: 2)
      appendBytes(tail, count: 6, to: &output)
    }
  }

  /// Two decimal digits as two bytes, the tens in the lower one.
  @inline(__always)
  private static func twoDigits(_ value: UInt64) -> UInt64 {
    let tens = value / 10
    return (tens &+ 0x30) | (value &- tens &* 10 &+ 0x30) << 8
  }

  @inline(__always)
  private static func appendBytes(_ value: UInt64, count: Int, to output: inout OutputBuffer) {
    withUnsafeBytes(of: value.littleEndian) {
      let bytes = $0.assumingMemoryBound(to: UInt8.self)
      output.append(UnsafeBufferPointer(rebasing: bytes[0..<count]))
    }
  }
}
