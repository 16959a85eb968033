/// Which way the lines of a text run, and the marks that make players show them so.
///
/// Captions carry no direction. WebVTT takes that of a line's first strong character; players of
/// SubRip take left to right, or the first strong character, as they please. Texts stay in logical
/// order; marks are put around lines that would come out wrong.
enum Bidi {
  /// The direction of a strong character.
  enum Direction {
    case leftToRight
    case rightToLeft
  }

  /// How a reader finds the base direction of a line.
  enum Base {
    /// By its first strong character.
    case firstStrong
    /// Nobody can tell: left to right or by the first strong character.
    case unknown
  }

  /// The strong characters of a text.
  struct Profile {
    /// The direction of the first.
    var first: Direction?
    /// How many run from left to right.
    var leftToRight = 0
    /// How many run from right to left.
    var rightToLeft = 0
    /// Whether the first or the last character that is seen is not strong.
    var hasWeakEdge = false

    /// Whether there are both.
    var isMixed: Bool { leftToRight > 0 && rightToLeft > 0 }
    /// The direction of most; `nil` without any.
    var majority: Direction? {
      if leftToRight == 0, rightToLeft == 0 { return nil }
      return rightToLeft > leftToRight ? .rightToLeft : .leftToRight
    }
  }

  /// What to write before and behind a line.
  struct Marks {
    /// Before the line.
    var opening: StaticString = ""
    /// Behind it.
    var closing: StaticString = ""
  }

  /// U+200E LEFT-TO-RIGHT MARK
  static let leftToRightMark: StaticString = "\u{200E}"
  /// U+200F RIGHT-TO-LEFT MARK
  static let rightToLeftMark: StaticString = "\u{200F}"

  /// The marks that a line needs.
  ///
  /// - Parameters:
  ///   - line: The line as it is shown.
  ///   - majority: The direction of most of the turn, which decides for lines with both.
  ///   - base: How readers of the format find a line's direction.
  static func marks(
    for line: UnsafeBufferPointer<UInt8>, majority: Direction, base: Base
  ) -> Marks {
    let profile = profile(of: line)
    guard let first = profile.first else { return Marks() }
    let direction = profile.isMixed ? majority : first
    switch (direction, base) {
    case (.leftToRight, _):
      return first == .rightToLeft ? Marks(opening: leftToRightMark) : Marks()
    case (.rightToLeft, .firstStrong):
      return first == .leftToRight ? Marks(opening: rightToLeftMark) : Marks()
    case (.rightToLeft, .unknown):
      // U+202B … U+202C hold for every base; a line of nothing but strong characters needs none.
      return profile.isMixed || profile.hasWeakEdge
        ? Marks(opening: "\u{202B}", closing: "\u{202C}") : Marks()
    }
  }

  /// Whether a text may hold characters that run from right to left: a quick look at the bytes.
  static func mayRunRightToLeft(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    var at = 0
    while at < raw.count {
      // Eight bytes at a time where all are ASCII.
      if at &+ 8 <= raw.count,
        raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        at &+= 8
        continue
      }
      // U+0590…U+08FF, U+FB1D…U+FEFC, U+10800…U+10FFF and U+1E800…U+1EFFF.
      let byte = raw[at]
      if byte >= 0xD6, byte <= 0xE0 || byte == 0xEF || byte == 0xF0 { return true }
      at &+= 1
    }
    return false
  }

  /// Counts the strong characters of a text.
  static func profile(of bytes: UnsafeBufferPointer<UInt8>) -> Profile {
    var profile = Profile()
    var at = 0
    var isFirst = true
    var isLastWeak = false
    while at < bytes.count {
      let (scalar, length) = UTF8Scalars.decode(bytes, at)
      at &+= length
      if scalar &- 0x620 < 0x2B {
        // The bulk of Arabic.
        if profile.first == nil { profile.first = .rightToLeft }
        profile.rightToLeft &+= 1
        isFirst = false
        isLastWeak = false
      } else if let direction = strongDirection(of: scalar) {
        if profile.first == nil { profile.first = direction }
        if direction == .leftToRight {
          profile.leftToRight &+= 1
        } else {
          profile.rightToLeft &+= 1
        }
        isFirst = false
        isLastWeak = false
      } else if scalar == 0x20 || DisplayWidth.columns(of: scalar) > 0 {
        if isFirst { profile.hasWeakEdge = true }
        isFirst = false
        isLastWeak = true
      }
    }
    if isLastWeak { profile.hasWeakEdge = true }
    return profile
  }

  /// The direction of a character that has one of its own: a letter, never a digit or a sign.
  static func strongDirection(of scalar: UInt32) -> Direction? {
    if scalar < 0xC0 {
      let isLetter = (scalar | 0x20) &- 0x61 < 26 || scalar == 0xAA || scalar == 0xB5
      return isLetter || scalar == 0xBA ? .leftToRight : nil
    }
    if scalar < 0x590 {
      let isWeak =
        scalar == 0xD7 || scalar == 0xF7 || (0x2B9...0x36F).contains(scalar)
        || (0x483...0x489).contains(scalar)
      return isWeak ? nil : .leftToRight
    }
    switch scalar {
    // Signs, marks and digits of Arabic.
    case 0x600...0x61F, 0x64B...0x66D: return nil
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      return isLetter(scalar) ? .rightToLeft : nil
    case 0x200E: return .leftToRight
    case 0x200F: return .rightToLeft
    default: return isLetter(scalar) ? .leftToRight : nil
    }
  }

  private static func isLetter(_ scalar: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(scalar) else { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return true
    default: return false
    }
  }
}
