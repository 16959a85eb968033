/// What the words of a number have in common with the number: enough to tell that a text does not
/// say it.
///
/// Whoever says 523 in words says 3, 13 or 23 somewhere, in all three languages; whoever says 520
/// says some ten.
struct SpokenValues: OptionSet {
  let rawValue: UInt16

  /// A ten.
  private static let tens = SpokenValues(rawValue: 1 << 10)
  /// A hundred and more.
  private static let large = SpokenValues(rawValue: 1 << 11)
  /// A number that may be said in any words.
  static let any = SpokenValues(rawValue: .max)

  init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// What a part of a word adds to a number, where it can be a part of one.
  init(of lexeme: SpokenLexeme) {
    let numbers = SpokenRole.numeric | SpokenRole.ordinal.bit
    guard lexeme.role.bit & numbers != 0 else {
      self = []
      return
    }
    let value = Int(lexeme.value)
    if value >= 100 || value < 0 {
      self = Self.large
    } else if value % 10 != 0 || value == 0 {
      self.init(rawValue: 1 << UInt16(value % 10))
    } else {
      self = Self.tens
    }
  }

  /// One of these is said by whoever says a number, given in millionths, in words.
  init(saying micros: Int64) {
    let whole = micros / SpokenCardinal.one
    if whole < 0 {
      self = Self.any
    } else if whole % 10 != 0 || whole == 0 {
      self.init(rawValue: 1 << UInt16(whole % 10))
    } else {
      self = whole % 100 != 0 ? Self.tens : Self.any
    }
  }
}
