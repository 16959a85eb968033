/// Where lines of Thai may end without a space or a dictionary: before the vowels that are written
/// in front of their consonant, since a syllable begins there.
enum ThaiBreaks {
  /// Whether a scalar is a letter or a sign of Thai.
  @inline(__always)
  static func isThai(_ scalar: UInt32) -> Bool { scalar &- 0xE01 < 0x5B }

  /// Whether a line may end between two characters that touch.
  @inline(__always)
  static func allowsBreak(between left: UInt32, and right: UInt32) -> Bool {
    right &- 0xE40 < 5 && isThai(left) && left &- 0xE40 >= 5
  }
}
