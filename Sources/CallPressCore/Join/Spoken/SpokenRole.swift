/// The part that a word plays where a number, a date, a time, an address or a spelling is said.
enum SpokenRole: UInt8 {
  /// 0 to 9.
  case unit
  /// 10 to 19.
  case teen
  /// 20, 30 and so on to 90.
  case tens
  /// 100, by itself or multiplied.
  case hundred
  /// Arabic 200, 300 and so on in one word.
  case hundreds
  /// 1,000, 1,000,000 and so on.
  case scale
  /// The Arabic duals of these: 2,000.
  case scales
  /// The second word of the Arabic numbers from 11 to 19.
  case teenTail
  /// The first word of 11 and 12 where it is no number by itself: أحد عشر.
  case teenHead
  /// 1st to 31st.
  case ordinal
  /// The month, from 1 to 12.
  case month
  /// The first word of a month whose second is an ordinal, as كانون الثاني: the months with the
  /// first and with the second, as 12 * 16 + 1.
  case monthHead
  /// The word for a month: its number follows.
  case monthWord
  /// From Monday, 1, to Sunday, 7.
  case weekday
  /// Parts a fraction from the whole.
  case point
  /// A half.
  case half
  /// A quarter.
  case quarter
  /// A third, of an hour.
  case third
  /// Money, by ``SpokenCurrency``.
  case currency
  /// The parts of money: how many make the whole, 0 where that goes by the currency.
  case subunit
  /// "Hours", "o'clock": the number before it is an hour.
  case hour
  /// Before an hour: الساعة.
  case hourHead
  /// Minutes, 60, or seconds, 1.
  case timeUnit
  /// Before noon.
  case morning
  /// Behind noon.
  case evening
  /// Noon or midnight, by the hour.
  case hourName
  /// Minutes past the hour.
  case past
  /// Minutes before the hour that follows.
  case to
  /// Minutes before the hour that was named.
  case less
  /// Joins the parts of a number.
  case and
  /// One of two.
  case or
  /// "A", "le": may stand before a number or a day.
  case article
  /// "Of" between a day and its month.
  case of
  /// Goes before a time: "at", "à".
  case at
  /// The next is said twice, or three times.
  case times
  /// A zero that is read as the letter.
  case oh
  /// A character of an address, by its code.
  case symbol
  /// Before the word that a letter is the first of.
  case like
  /// A letter by its name, by its code.
  case letter
  /// Nothing that counts.
  case filler
  /// Takes the number before it to another value: dozen.
  case dozen
  /// Below zero.
  case minus
  /// What follows a number that counts something.
  case counted
  /// Thanks and the like: no number stands before it.
  case idiom
  /// Yes.
  case yes
  /// No.
  case no

  @inline(__always)
  var bit: UInt64 { 1 &<< UInt64(rawValue) }

  // Worked out by the compiler, so that nobody asks at run time whether they have been made.

  /// What a number in words begins with.
  @inline(__always)
  static var numeric: UInt64 {
    unit.bit | teen.bit | tens.bit | hundred.bit | hundreds.bit | scale.bit | scales.bit
      | teenHead.bit
  }
  /// One of these is in every date that is said.
  @inline(__always)
  static var dateWords: UInt64 { month.bit | monthHead.bit | monthWord.bit | weekday.bit }
  /// One of these is in every time that is said and has no colon.
  @inline(__always)
  static var timeWords: UInt64 {
    hour.bit | hourHead.bit | hourName.bit | half.bit | quarter.bit | third.bit | morning.bit
      | evening.bit | past.bit | to.bit | at.bit | oh.bit
  }
  /// What a number, a date or a time begins with.
  @inline(__always)
  static var beginnings: UInt64 {
    numeric | ordinal.bit | month.bit | monthHead.bit | weekday.bit | hourName.bit | half.bit
      | quarter.bit
  }
}

/// The language of a word's part.
enum SpokenLanguage: UInt8 {
  case english, french, arabic, any

  /// The languages that have numbers, one after the other.
  struct Each: Sequence, IteratorProtocol {
    private var rawValue: UInt8 = 0

    @inline(__always)
    mutating func next() -> SpokenLanguage? {
      guard rawValue < SpokenLanguage.any.rawValue else { return nil }
      defer { rawValue &+= 1 }
      return SpokenLanguage(rawValue: rawValue)
    }
  }
}

/// One part that a word can play.
struct SpokenLexeme: BitwiseCopyable {
  var role: SpokenRole
  var language: SpokenLanguage
  /// The bytes at the word's beginning that belong to particles and are no part of it.
  var particle: UInt8 = 0
  /// Whether "and" is written together with it.
  var hasAnd = false
  /// Whether the article is written together with it.
  var hasArticle = false
  var value: Int32
}
