extension JSONTapeView {
  /// A number of seconds in whole milliseconds, rounded half up, in the form that nearly every
  /// time has: no sign, no exponent, at most nine digits before the point.
  ///
  /// The parser has checked the grammar, so what is neither a digit nor a point sends the caller
  /// to the general way with `nil`.
  @inline(__always)
  func plainMilliseconds(_ row: Int) -> Int64? {
    let node = nodes[row]
    guard node.tag == .number, let base = bytes.baseAddress else { return nil }
    let length = node.end &- node.start
    if length <= 8, node.end >= 8 {
      let last8 = UInt64(littleEndian: ByteRuns.load8(base + Int(node.end &- 8)))
      if let milliseconds = Self.shortSeconds(last8, length: UInt64(length)) {
        return milliseconds
      }
    }
    return longSeconds(node, base)
  }

  /// A number of seconds of at most eight characters, the last of the eight given, with at most
  /// three digits behind the point; all of them at once.
  @inline(__always)
  private static func shortSeconds(_ bytes: UInt64, length: UInt64) -> Int64? {
    let zeros: UInt64 = 0x3030_3030_3030_3030
    // What stands before the number counts as zeros.
    let before: UInt64 = length == 8 ? 0 : .max &>> (length &* 8)
    var digits = bytes & ~before | zeros & before
    let others = digits ^ 0x2E2E_2E2E_2E2E_2E2E
    let points = (others &- 0x0101_0101_0101_0101) & ~others & 0x8080_8080_8080_8080
    var scale: UInt64 = 1000
    if points != 0 {
      let place = UInt64(points.trailingZeroBitCount &>> 3)
      guard place >= 4 else { return nil }
      // Close the gap, and go by how many digits stand behind it.
      let low = (UInt64(1) &<< (place &* 8)) &- 1
      digits = (digits & low) &<< 8 | 0x30 | digits & ~(low &<< 8 | 0xFF)
      scale = 0x03E8_0064_000A_0001 &>> ((place &- 4) &* 16) & 0xFFFF
    }
    let areDigits =
      digits & 0xF0F0_F0F0_F0F0_F0F0 == zeros
      && (digits &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0 == zeros
    guard areDigits else { return nil }
    // Pairs, then fours, then all eight.
    var value = ((digits & 0x0F0F_0F0F_0F0F_0F0F) &* 2561) &>> 8
    value = ((value & 0x00FF_00FF_00FF_00FF) &* 6_553_601) &>> 16
    value = ((value & 0x0000_FFFF_0000_FFFF) &* 42_949_672_960_001) &>> 32
    return Int64(bitPattern: value &* scale)
  }

  @inline(never)
  private func longSeconds(_ node: JSONNode, _ base: UnsafePointer<UInt8>) -> Int64? {
    var at = base + Int(node.start)
    let end = base + Int(node.end)
    var whole: UInt64 = 0
    let limit = at + 9
    while let digit = Self.digit(at) {
      guard at < limit else { return nil }
      whole = whole &* 10 &+ digit
      at += 1
      if at == end { return Int64(bitPattern: whole &* 1000) }
    }
    // A minus sign in front or an exponent behind ends here.
    guard at.pointee == UInt8(ascii: ".") else { return nil }
    at += 1
    whole = whole &* 1000
    guard at < end, let first = Self.digit(at) else { return nil }
    whole = whole &+ first &* 100
    guard at + 1 < end else { return Int64(bitPattern: whole) }
    guard let second = Self.digit(at + 1) else { return nil }
    whole = whole &+ second &* 10
    guard at + 2 < end else { return Int64(bitPattern: whole) }
    guard let third = Self.digit(at + 2) else { return nil }
    whole = whole &+ third
    guard at + 3 < end else { return Int64(bitPattern: whole) }
    guard let fourth = Self.digit(at + 3) else { return nil }
    if fourth >= 5 { whole = whole &+ 1 }
    // Behind that only an exponent matters; its letter is the only byte with this bit.
    at += 4
    var letters: UInt64 = 0
    while at + 8 <= end {
      letters |= UnsafeRawPointer(at).loadUnaligned(as: UInt64.self)
      at += 8
    }
    while at < end {
      letters |= UInt64(at.pointee)
      at += 1
    }
    return letters & 0x4040_4040_4040_4040 == 0 ? Int64(bitPattern: whole) : nil
  }

  @inline(__always)
  private static func digit(_ at: UnsafePointer<UInt8>) -> UInt64? {
    let digit = UInt64(at.pointee) &- 0x30
    return digit < 10 ? digit : nil
  }
}
