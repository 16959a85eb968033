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
