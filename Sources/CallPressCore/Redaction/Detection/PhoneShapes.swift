/// Which digits can be a telephone number, by the plans of the regions that people call from.
enum PhoneShapes {
  /// How sure the digits alone make it.
  enum Shape: Int, Comparable {
    /// No telephone number.
    case none
    /// The right count of digits for some region.
    case possible
    /// A region's own form, or an international prefix with a plausible length.
    case sure

    static func < (left: Shape, right: Shape) -> Bool { left.rawValue < right.rawValue }
  }

  /// - Parameter hasPlus: Whether a plus stands, or is said, before the digits.
  static func shape(_ digits: ArraySlice<UInt8>, hasPlus: Bool) -> Shape {
    var rest = digits
    if hasPlus {
      return international(rest) ? .sure : rest.count >= 7 && rest.count <= 15 ? .possible : .none
    }
    if rest.starts(with: [0x30, 0x30]) {
      rest = rest.dropFirst(2)
      if international(rest) { return .sure }
    }
    if isNational(digits) { return .sure }
    if digits.count >= 11, knownCountry(digits) { return .sure }
    return (7...15).contains(digits.count) ? .possible : .none
  }

  /// A number in the form that people of a region write at home.
  private static func isNational(_ digits: ArraySlice<UInt8>) -> Bool {
    let count = digits.count
    guard let first = digits.first, count >= 8 else { return false }
    let second = digits[digits.startIndex + 1]
    switch (count, first) {
    // France, Morocco, Algeria, Saudi Arabia, the Emirates' mobiles: a zero and nine digits.
    case (10, 0x30): return second != 0x30
    // The Emirates' fixed lines, Belgium: a zero and eight digits.
    case (9, 0x30): return second != 0x30
    // The United Kingdom and Egypt: eleven digits.
    case (11, 0x30): return second == 0x31 || second == 0x32 || second == 0x37
    default: return false
    }
  }

  /// Eight digits as the Tunisian plan has them.
  static func isTunisian(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 8, let first = digits.first else { return false }
    return [0x32, 0x33, 0x34, 0x35, 0x37, 0x39].contains(first)
  }

  /// Ten digits as the North American plan has them: NXX NXX XXXX.
  static func isNorthAmerican(_ digits: ArraySlice<UInt8>) -> Bool {
    let all = Array(digits.count == 11 && digits.first == 0x31 ? digits.dropFirst() : digits)
    return all.count == 10 && all[0] >= 0x32 && all[3] >= 0x32
  }

  private static func international(_ digits: ArraySlice<UInt8>) -> Bool {
    (9...15).contains(digits.count) && digits.first != 0x30
  }

  /// Whether the digits begin with a country's code and have its length.
  private static func knownCountry(_ digits: ArraySlice<UInt8>) -> Bool {
    let plans: [(StaticString, ClosedRange<Int>)] = [
      ("216", 11...11), ("971", 11...12), ("966", 12...12), ("33", 11...11), ("44", 12...12),
      ("212", 12...12), ("213", 12...12), ("218", 12...12), ("974", 11...11), ("965", 11...11),
      ("973", 11...11), ("968", 11...11), ("20", 12...12), ("962", 12...12), ("961", 10...11),
      ("32", 11...11), ("41", 11...11),
    ]
    return plans.contains { prefix, lengths in
      lengths.contains(digits.count)
        && digits.starts(
          with: UnsafeBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount))
    }
  }
}
