/// Copies JSON that the parser has accepted, without the white space between its tokens.
enum JSONMinifier {
  static func append(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout OutputBuffer) {
    output.reserve(bytes.count)
    var at = 0
    var copied = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        at += 1
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
          at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        at += 1
      } else if byte <= 0x20 {
        output.append(UnsafeBufferPointer(rebasing: bytes[copied..<at]))
        repeat { at += 1 } while at < bytes.count && bytes[at] <= 0x20
        copied = at
      } else {
        at += 1
      }
    }
    output.append(UnsafeBufferPointer(rebasing: bytes[copied..<min(at, bytes.count)]))
  }
}
