/// Pieces of JSON that come from elsewhere, checked and written one by one.
package enum JSONPiece {
  /// Whether bytes are a number by the grammar of RFC 8259 §6 and nothing more.
  package static func isNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    func skipDigits() -> Bool {
      let first = at
      while at < bytes.count, bytes[at] &- 0x30 < 10 { at += 1 }
      return at > first
    }
    func skip(_ first: Character, _ second: Character? = nil) -> Bool {
      guard at < bytes.count,
        bytes[at] == first.asciiValue || bytes[at] == second?.asciiValue
      else { return false }
      at += 1
      return true
    }
    _ = skip("-")
    if !skip("0"), !skipDigits() { return false }
    if skip("."), !skipDigits() { return false }
    if skip("e", "E") {
      _ = skip("+", "-")
      if !skipDigits() { return false }
    }
    return at == bytes.count
  }

  /// Appends text as the inside of a JSON string: only what must be escaped is.
  package static func append(
    string bytes: UnsafeBufferPointer<UInt8>, to output: inout OutputBuffer
  ) {
    JSONEscaping.append(inside: bytes, to: &output)
  }

  /// Appends the inside of a JSON string whose escapes are written already.
  ///
  /// A quote or a control that should have been an escape becomes one.
  ///
  /// - Returns: Whether every escape is one that JSON knows; where not, what was appended means
  ///   nothing.
  package static func append(
    escaped bytes: UnsafeBufferPointer<UInt8>, to output: inout OutputBuffer
  ) -> Bool {
    var copied = 0
    var at = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\\"):
        guard at + 1 < bytes.count else { return false }
        switch bytes[at + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
          UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
          at += 2
        case UInt8(ascii: "u"):
          guard at + 6 <= bytes.count, bytes[at + 2..<at + 6].allSatisfy({ $0.hexValue != nil })
          else { return false }
          at += 6
        default: return false
        }
      case 0..<0x20, UInt8(ascii: "\""):
        output.append(UnsafeBufferPointer(rebasing: bytes[copied..<at]))
        JSONEscaping.append(inside: UnsafeBufferPointer(rebasing: bytes[at...at]), to: &output)
        at += 1
        copied = at
      default: at += 1
      }
    }
    output.append(UnsafeBufferPointer(rebasing: bytes[copied...]))
    return true
  }

  /// Appends a document without the white space between its tokens.
  package static func append(minified document: JSONDocument, to output: inout OutputBuffer) {
    document.root.withRawBytes { JSONMinifier.append($0, to: &output) }
  }
}
