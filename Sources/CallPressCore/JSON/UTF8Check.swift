/// UTF-8 well-formedness (Unicode 16, table 3-7), one sequence at a time.
enum UTF8Check {
  /// The length in bytes of the well-formed multi-byte sequence at a place, 0 where there is none.
  @inline(__always)
  static func sequenceLength(_ bytes: UnsafePointer<UInt8>, _ available: Int) -> Int {
    let lead = bytes[0]
    if lead >= 0xC2, lead <= 0xDF {
      return available >= 2 && bytes[1] & 0xC0 == 0x80 ? 2 : 0
    }
    if lead & 0xF0 == 0xE0 {
      guard available >= 3, bytes[1] & 0xC0 == 0x80, bytes[2] & 0xC0 == 0x80 else { return 0 }
      if lead == 0xE0, bytes[1] < 0xA0 { return 0 }
      if lead == 0xED, bytes[1] > 0x9F { return 0 }
      return 3
    }
    if lead >= 0xF0, lead <= 0xF4 {
      guard available >= 4, bytes[1] & 0xC0 == 0x80, bytes[2] & 0xC0 == 0x80,
        bytes[3] & 0xC0 == 0x80
      else { return 0 }
      if lead == 0xF0, bytes[1] < 0x90 { return 0 }
      if lead == 0xF4, bytes[1] > 0x8F { return 0 }
      return 4
    }
    return 0
  }

  /// Whether a sequence is well formed as far as it goes and the bytes end before it does.
  static func isCutShort(_ bytes: UnsafePointer<UInt8>, _ available: Int) -> Bool {
    guard available >= 1, available <= 3 else { return false }
    // Whatever is missing may be the lowest or the highest continuation there is.
    for filler in [UInt8(0x80), 0xBF] {
      var whole = (filler, filler, filler, filler)
      let length = withUnsafeMutableBytes(of: &whole) { buffer in
        for at in 0..<available { buffer[at] = bytes[at] }
        return buffer.withMemoryRebound(to: UInt8.self) { rebound in
          rebound.baseAddress.map { sequenceLength($0, 4) } ?? 0
        }
      }
      if length > available { return true }
    }
    return false
  }

  /// Where the first byte stands that is not part of well-formed UTF-8; `nil` where all are.
  static func firstInvalid(in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      var at = 0
      while at < buffer.count {
        if buffer[at] < 0x80 {
          at += 1
          continue
        }
        let length = sequenceLength(base + at, buffer.count - at)
        guard length > 0 else { return at }
        at += length
      }
      return nil
    }
  }
}

/// Tells UTF-16 and UTF-32 from UTF-8 by their first bytes (RFC 4627 §3, and byte order marks).
enum JSONEncodingProbe {
  /// The name of the encoding when it is not UTF-8.
  static func foreignEncoding(of bytes: ArraySlice<UInt8>) -> String? {
    let head = Array(bytes.prefix(4))
    guard head.count >= 2 else { return nil }
    if head.count == 4 {
      if head == [0, 0, 0xFE, 0xFF] || (head[0] == 0 && head[1] == 0 && head[2] == 0) {
        return "UTF-32BE"
      }
      if head == [0xFF, 0xFE, 0, 0] || (head[1] == 0 && head[2] == 0 && head[3] == 0) {
        return "UTF-32LE"
      }
    }
    if head[0] == 0xFE, head[1] == 0xFF { return "UTF-16BE" }
    if head[0] == 0xFF, head[1] == 0xFE { return "UTF-16LE" }
    if head[0] == 0, head[1] != 0 { return "UTF-16BE" }
    if head[0] != 0, head[1] == 0 { return "UTF-16LE" }
    return nil
  }
}
