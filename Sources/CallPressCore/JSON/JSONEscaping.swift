/// Writing of JSON strings (RFC 8259 §7): only what must be escaped is.
package enum JSONEscaping {
  /// Appends a text as a JSON string, quotes included.
  package static func append(_ text: String, to output: inout OutputBuffer) {
    var text = text
    output.append(UInt8(ascii: "\""))
    text.withUTF8 { append(inside: $0, to: &output) }
    output.append(UInt8(ascii: "\""))
  }

  /// Appends a text as the inside of a JSON string.
  static func append(inside bytes: UnsafeBufferPointer<UInt8>, to output: inout OutputBuffer) {
    var copied = 0
    var next = 0
    while let at = nextSpecial(bytes, next) {
      let byte = bytes[at]
      next = at + 1
      output.append(UnsafeBufferPointer(rebasing: bytes[copied..<at]))
      copied = at + 1
      switch byte {
      case UInt8(ascii: "\""): output.append("\\\"")
      case UInt8(ascii: "\\"): output.append("\\\\")
      case 0x0A: output.append("\\n")
      case 0x0D: output.append("\\r")
      case 0x09: output.append("\\t")
      default:
        output.append("\\u00")
        output.append(hexDigit(byte >> 4))
        output.append(hexDigit(byte & 0xF))
      }
    }
    output.append(UnsafeBufferPointer(rebasing: bytes[copied...]))
  }

  /// The next control, quote or backslash, eight bytes at a time.
  @inline(__always)
  private static func nextSpecial(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    func isZero(_ bytes: UInt64) -> UInt64 { (bytes &- ones) & ~bytes }
    var at = start
    while let base = bytes.baseAddress, bytes.count &- at >= 8 {
      let chunk = ByteCursor.loadFreely(base + at, 8)
      // A borrow may set other bits, but only behind the first that is right.
      let found =
        (isZero(chunk ^ ones &* 0x22) | isZero(chunk ^ ones &* 0x5C)
          | (chunk &- ones &* 0x20) & ~chunk) & (ones &* 0x80)
      if found != 0 { return at &+ found.trailingZeroBitCount / 8 }
      at &+= 8
    }
    while at < bytes.count {
      if bytes[at] < 0x20 || bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "\\") {
        return at
      }
      at &+= 1
    }
    return nil
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? value + UInt8(ascii: "0") : value - 10 + UInt8(ascii: "a")
  }
}
