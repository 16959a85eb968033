/// What separates words in a line of text.
///
/// A line of a caption, of a terminal or of Markdown must stay one line whatever a text holds, so
/// line ends, paragraph separators and all controls (C0, DEL, C1) count as spaces.
enum WhiteSpace {
  /// The kinds of characters between words.
  enum Kind {
    /// Not a space.
    case none
    /// A space, a line end or a control: a line may end here.
    case breaking
    /// A space that keeps the words around it on one line: U+00A0, U+2007, U+202F.
    case nonBreaking
  }

  /// What kind of space a scalar is.
  @inline(__always)
  static func kind(_ scalar: UInt32) -> Kind {
    if scalar <= 0x20 { return .breaking }
    if scalar < 0x7F { return .none }
    if scalar < 0xA0 { return .breaking }
    if scalar == 0xA0 { return .nonBreaking }
    return scalar < 0x1680 ? .none : rare(scalar)
  }

  private static func rare(_ scalar: UInt32) -> Kind {
    switch scalar {
    case 0x2007, 0x202F: .nonBreaking
    case 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x205F, 0x3000: .breaking
    default: .none
    }
  }

  /// The bytes with which a space other than U+0020 may begin: controls and the first bytes of
  /// U+0080…U+00A0, U+1680, U+2000…U+205F and U+3000.
  static let leads = ByteSet(Array(0..<0x20) + [0x7F, 0xC2, 0xE1, 0xE2, 0xE3])

  /// A run of white space from a place on: where it ends, and what it is.
  ///
  /// The run breaks when anything in it does; it has a control when anything in it is no space
  /// and no line end of any kind.
  @inline(__always)
  static func run(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (end: Int, kind: Kind, hasControls: Bool) {
    var at = start
    var kind = Kind.none
    var hasControls = false
    while at < bytes.count {
      let (scalar, length) = UTF8Scalars.decode(bytes, at)
      switch Self.kind(scalar) {
      case .none: return (at, kind, hasControls)
      case .breaking:
        kind = .breaking
        if scalar != 0x20, isControl(scalar) { hasControls = true }
      case .nonBreaking:
        if kind == .none { kind = .nonBreaking }
      }
      at &+= length
    }
    return (at, kind, hasControls)
  }

  private static func isControl(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09...0x0D, 0x85: false
    case ..<0x20, 0x7F..<0xA0: true
    default: false
    }
  }

  /// The part of a text between the white space at its ends.
  static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    let start = run(bytes, from: 0).end
    var end = bytes.count
    while end > start, let (scalar, begin) = UTF8Scalars.decode(bytes, before: end),
      kind(scalar) != .none
    {
      end = begin
    }
    return start..<end
  }

  /// Whether there is nothing to see in a text: only spaces, controls and characters without
  /// width.
  static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    while at < bytes.count {
      let (scalar, length) = UTF8Scalars.decode(bytes, at)
      if kind(scalar) == .none, DisplayWidth.columns(of: scalar) > 0 { return false }
      at &+= length
    }
    return true
  }
}
