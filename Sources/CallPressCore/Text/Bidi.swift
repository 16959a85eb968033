/// Which way the lines of a text run, and the marks that make players show them so.
///
/// Captions carry no direction. Readers of WebVTT are to take that of a line's first strong
/// character, but many take left to right for every line, as many players of SubRip do. Texts stay
/// in logical order; marks are put around lines that would come out wrong in either.
enum Bidi {
  /// The direction of a strong character.
  enum Direction {
    case leftToRight
    case rightToLeft
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

    /// How far most characters go from right to left: from -1000 for none to 1000 for all.
    var bias: Int {
      (rightToLeft - leftToRight) * 1000 / max(rightToLeft + leftToRight, 1)
    }

    /// Takes in the mark that is put before a number to keep its groups in order, which is as
    /// strong as a letter.
    mutating func insert(_ number: GroupedNumber, in bytes: UnsafeBufferPointer<UInt8>) {
      leftToRight += 1
      let before = UnsafeBufferPointer(rebasing: bytes[..<number.range.lowerBound])
      if Bidi.profile(of: before).first == nil { first = .leftToRight }
    }

    /// The direction in which the text should be shown as a line of a turn.
    ///
    /// A line that has both directions takes that of most of its letters, weighed against that of
    /// most of the turn's: an Arabic line that is mostly a product's name is Arabic still.
    func direction(inTurnOf turnBias: Int) -> Direction? {
      guard isMixed else { return first }
      return bias + turnBias > 0 ? .rightToLeft : .leftToRight
    }
  }

  /// What to write before and behind a line.
  struct Marks {
    /// Before the line.
    var opening: StaticString = ""
    /// Behind it.
    var closing: StaticString = ""
  }

  /// What a line of captions needs to be shown as it should.
  struct Line {
    /// How it should be shown; `nil` where nothing tells.
    private(set) var direction: Direction? = .leftToRight
    /// The marks around it.
    private(set) var marks = Marks()
    /// The first number in it that has to be kept in order.
    private(set) var number: GroupedNumber?

    /// Looks at a line.
    ///
    /// - Parameters:
    ///   - turnBias: The ``Profile/bias`` of the turn; `nil` where all of it runs from left to
    ///     right.
    ///   - style: Which marks to use.
    init(
      _ bytes: UnsafeBufferPointer<UInt8>, inTurnOf turnBias: Int?,
      with style: CaptionSettings.DirectionMarks = .marks
    ) {
      guard let turnBias else { return }
      var profile = Bidi.profile(of: bytes)
      direction = profile.direction(inTurnOf: turnBias)
      guard style != .none else { return }
      number = GroupedNumber.first(in: bytes)
      if let number { profile.insert(number, in: bytes) }
      marks = Bidi.marks(for: profile, shown: direction)
      if style == .isolates, marks.opening.utf8CodeUnitCount > 0 {
        marks = direction == .rightToLeft ? Bidi.rightToLeftIsolate : Bidi.leftToRightIsolate
      }
    }
  }

  /// What is between U+202B and U+202C runs from right to left, for every reader.
  static let rightToLeftEmbedding = Marks(opening: "\u{202B}", closing: "\u{202C}")
  /// What is between U+2067 and U+2069 runs from right to left, and counts as nothing outside.
  static let rightToLeftIsolate = Marks(opening: "\u{2067}", closing: "\u{2069}")
  /// What is between U+2066 and U+2069 runs from left to right, and counts as nothing outside.
  static let leftToRightIsolate = Marks(opening: "\u{2066}", closing: "\u{2069}")
  /// What is between U+202D and U+202C runs from left to right whatever it is.
  static let leftToRightOverride = Marks(opening: "\u{202D}", closing: "\u{202C}")
  /// U+200E LEFT-TO-RIGHT MARK.
  static let leftToRightMark: StaticString = "\u{200E}"
  /// U+200F RIGHT-TO-LEFT MARK.
  static let rightToLeftMark: StaticString = "\u{200F}"

  /// The marks that a line needs.
  ///
  /// - Parameters:
  ///   - line: The strong characters of the line as it is shown.
  ///   - direction: How it should be shown.
  static func marks(for line: Profile, shown direction: Direction?) -> Marks {
    switch direction {
    case nil: return Marks()
    case .leftToRight:
      return line.first == .rightToLeft ? Marks(opening: leftToRightMark) : Marks()
    case .rightToLeft:
      // A line of nothing but strong characters comes out right in any case.
      guard line.isMixed || line.hasWeakEdge else { return Marks() }
      // An embedding does not count when the first strong character is looked for.
      return line.first == .leftToRight
        ? Marks(opening: "\u{200F}\u{202B}", closing: "\u{202C}") : rightToLeftEmbedding
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
