/// Reading Unicode scalars from the UTF-8 of texts.
enum UTF8Scalars {
  /// The scalar at a place and how many bytes it takes; a byte that begins none is taken alone.
  ///
  /// Never reads beyond the bytes, also where a range cuts a scalar in two.
  @inline(__always)
  static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int
  ) -> (scalar: UInt32, length: Int) {
    let first = UInt32(bytes[at])
    if first < 0x80 { return (first, 1) }
    let left = bytes.count &- at
    if first < 0xE0 {
      guard first >= 0xC2, left > 1 else { return (0xFFFD, 1) }
      return ((first & 0x1F) << 6 | trail(bytes, at &+ 1), 2)
    }
    if first < 0xF0 {
      guard left > 2 else { return (0xFFFD, 1) }
      return (
        (first & 0x0F) << 12 | trail(bytes, at &+ 1) << 6 | trail(bytes, at &+ 2), 3
      )
    }
    guard left > 3 else { return (0xFFFD, 1) }
    return (
      (first & 0x07) << 18 | trail(bytes, at &+ 1) << 12 | trail(bytes, at &+ 2) << 6
        | trail(bytes, at &+ 3), 4
    )
  }

  @inline(__always)
  private static func trail(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt32 {
    UInt32(bytes[at] & 0x3F)
  }

  /// The last scalar before a place, and where it begins; `nil` at the start.
  @inline(__always)
  static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, before end: Int
  ) -> (scalar: UInt32, start: Int)? {
    guard end > 0 else { return nil }
    var start = end &- 1
    while start > 0, bytes[start] & 0xC0 == 0x80, end &- start < 4 { start &-= 1 }
    return (decode(bytes, start).scalar, start)
  }
}
