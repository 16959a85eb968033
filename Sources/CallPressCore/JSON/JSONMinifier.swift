/// Copies JSON that the parser has accepted, without the white space between its tokens.
package enum JSONMinifier {
  /// Appends a value; one that has no white space to begin with is copied whole.
  package static func append(_ value: JSONValue, to output: inout OutputBuffer) {
    value.withRawBytes { bytes in
      if value.tape.isCompact { output.append(bytes) } else { append(bytes, to: &output) }
    }
  }

  /// Appends the bytes of a value.
  static func append(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout OutputBuffer) {
    guard let base = bytes.baseAddress else { return }
    output.reserve(bytes.count)
    let scanner = JSONScanner(base: base, end: bytes.count)
    var at = 0
    var copied = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        var escapes: JSONScanner.Escapes = []
        let next = scanner.string(at &+ 1, &escapes)
        at = next > 0 ? next : bytes.count
      } else if byte <= 0x20 {
        output.append(UnsafeBufferPointer(rebasing: bytes[copied..<at]))
        repeat { at &+= 1 } while at < bytes.count && bytes[at] <= 0x20
        copied = at
      } else {
        at &+= 1
      }
    }
    output.append(UnsafeBufferPointer(rebasing: bytes[copied..<bytes.count]))
  }
}
