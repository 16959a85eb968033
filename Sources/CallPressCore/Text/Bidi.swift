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
  }

  /// What to write before and behind a line.
  struct Marks {
    /// Before the line.
    var opening: StaticString = ""
    /// Behind it.
    var closing: StaticString = ""
  }

  /// U+200E LEFT-TO-RIGHT MARK.
  static let leftToRightMark: StaticString = "\u{200E}"
  /// U+200F RIGHT-TO-LEFT MARK.
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
  private static func strongDirection(of scalar: UInt32) -> Direction? {
    if scalar < 0x80 { return (scalar | 0x20) &- 0x61 < 26 ? .leftToRight : nil }
    return switch LetterCount.kind(of: scalar) {
    case .neutral: nil
    case .leftToRight: .leftToRight
    case .otherRightToLeft, .arabic: .rightToLeft
    }
  }
}
