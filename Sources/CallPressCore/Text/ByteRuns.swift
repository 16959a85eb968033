/// Short runs of bytes, eight bytes at a time.
enum ByteRuns {
  /// Whether two runs of the same length are the same.
  ///
  /// Nothing outside of the runs is read: the last step overlaps the one before.
  @inline(__always)
  static func areEqual(
    _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    if count >= 8 {
      var at = 0
      while at &+ 8 <= count {
        guard load8(left + at) == load8(right + at) else { return false }
        at &+= 8
      }
      return load8(left + (count &- 8)) == load8(right + (count &- 8))
    }
    return start(left, count) == start(right, count)
  }

  /// A run of fewer than eight bytes as a number, the first byte in the lowest place.
  @inline(__always)
  static func start(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    if count >= 4 {
      // Where the two overlap they are the same.
      let rest = count &- 4
      return UInt64(UInt32(littleEndian: load4(bytes)))
        | UInt64(UInt32(littleEndian: load4(bytes + rest))) &<< UInt64(rest &* 8)
    }
    guard count > 0 else { return 0 }
    let (middle, last) = (count &>> 1, count &- 1)
    return UInt64(bytes[0]) | UInt64(bytes[middle]) &<< UInt64(middle &* 8)
      | UInt64(bytes[last]) &<< UInt64(last &* 8)
  }

  /// Copies a run of at most fifteen bytes.
  @inline(__always)
  static func copyShort(
    _ source: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>
  ) {
    if count >= 8 {
      store8(load8(source), to: target)
      store8(load8(source + (count &- 8)), to: target + (count &- 8))
    } else if count >= 4 {
      let (first, last) = (load4(source), load4(source + (count &- 4)))
      UnsafeMutableRawPointer(target).storeBytes(of: first, as: UInt32.self)
      UnsafeMutableRawPointer(target + (count &- 4)).storeBytes(of: last, as: UInt32.self)
    } else {
      for at in 0..<count { target[at] = source[at] }
    }
  }

  @inline(__always)
  static func store8(_ value: UInt64, to target: UnsafeMutablePointer<UInt8>) {
    UnsafeMutableRawPointer(target).storeBytes(of: value, as: UInt64.self)
  }

  @inline(__always)
  static func load8(_ bytes: UnsafePointer<UInt8>) -> UInt64 {
    UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self)
  }

  @inline(__always)
  private static func load4(_ bytes: UnsafePointer<UInt8>) -> UInt32 {
    UnsafeRawPointer(bytes).loadUnaligned(as: UInt32.self)
  }
}
