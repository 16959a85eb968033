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
    for at in bytes.indices {
      let byte = bytes[at]
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
        continue
      }
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

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? value + UInt8(ascii: "0") : value - 10 + UInt8(ascii: "a")
  }
}
