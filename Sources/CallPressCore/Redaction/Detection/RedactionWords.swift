/// Words around numbers that the lexicon of spoken values does not have, by the hash of their
/// folded form: numbers as they sound in another language's letters, and what may stand between
/// the digits of one number.
struct RedactionWords: Sendable {
  static let shared = RedactionWords()

  /// What a word can be here.
  struct Entry {
    /// The value of a number that only counts beside other numbers, -1 for other words.
    var value: Int32 = -1
    var role = SpokenRole.filler
    /// Whether it may stand between the digits of one number.
    var isConnector = false
    /// Whether it says that what came before was wrong.
    var isCorrection = false
  }

  private let entries: [UInt64: Entry]

  /// Latin letters for Arabic numbers, Arabic letters for French and English ones.
  private static let numbers: [(SpokenRole, StaticString)] = [
    (
      .unit,
      """
      0 nil naught cero sfer sifr زيرو زيرووو صفرين صفرر 1 wahed wehed ون وان آن أن 2 thnin zouz ithnin تو \
      دو زوج جوج اثنتين اثنينه 3 tletha thletha thalatha تروا ترواا ثري تلاثه ثلاثا 4 arb3a arbaa \
      كاتر كاطر فور اربعا ربع 5 khamsa 5amsa سانك سنك فايف خمسا 6 setta sitta سيس سكس سيكس 7 sab3a sabaa سات \
      سيت سفن 8 thmenya thmanya tmenya ويت ايت إيت أيت ثمانيا ثمنيا تمنيا 9 tes3a tisaa نوف ناين niner
      """
    ),
    (
      .teen,
      """
      10 3achra ديس تن 11 أونز اونز hdach 12 دوز طناش طنااش thnach 13 تريز 14 كاتورز كاطورز 15 كانز كينز \
      16 سيز 17 ديسات ديسيت 18 ديزويت ديسويت 19 ديزنوف
      """
    ),
    (
      .tens,
      """
      20 فينت فانت vint 30 تلاتين 40 كارنت كرانت 50 سانكونت سنكونت سانكانط 60 سواصونت سواسنت 70 سبعينا 80 كاتروفان \
      كاترفان كاتفان 90 كاتروفانديس كاترفانديس
      """
    ),
    (.hundred, "100 سون ميت"),
  ]

  private static let connectors: StaticString = """
    uh um er erm ah eh hmm mm euh heu hum ben bah bon hein alors donc puis ensuite then next and et so ok okay well \
    comma virgule space espace blanc dash hyphen minus tiret trait dot point slash barre plus right yeah yes oui voilà \
    now again also parenthesis bracket underscore fois يعني طيب ثم بعدين وبعدين بعدها وبعدها فاصلة فراغ شرطة نقطة باهي \
    اي ايه ايوه ايوا نعم اوكي هكا اه امم مم داش سلاش مرة مرتين يليها تليها finally lastly after enfin finalement apres cle clef key followed by اخيرا وأخيرا
    والمفتاح مفتاح
    """

  private static let corrections: StaticString = """
    no sorry wait actually i mean non pardon attendez attends excusez لا عفوا آسف اسف سامحني قصدي لالا
    """

  private init() {
    var folded = FoldedText(seed: SpokenLexicon.seed)
    var entries: [UInt64: Entry] = [:]
    for (role, line) in Self.numbers {
      var value: Int32 = 0
      for word in line.description.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        if let number = Int32(word) {
          value = number
          continue
        }
        folded.fold(String(word))
        guard folded.tokens.count == 1, let token = folded.tokens.first else { continue }
        entries[token.hash, default: Entry()].value = value
        entries[token.hash, default: Entry()].role = role
        // And written together.
        folded.fold("و" + word)
        if let token = folded.tokens.first, folded.tokens.count == 1, token.kind == .otherWord,
          entries[token.hash] == nil
        {
          entries[token.hash] = Entry(value: value, role: role)
        }
      }
    }
    for (words, isCorrection) in [(Self.connectors, false), (Self.corrections, true)] {
      for word in words.description.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        folded.fold(String(word))
        guard folded.tokens.count == 1, let token = folded.tokens.first else { continue }
        entries[token.hash, default: Entry()].isConnector = true
        entries[token.hash, default: Entry()].isCorrection = isCorrection
      }
    }
    self.entries = entries
  }

  subscript(token: FoldedText.Token) -> Entry? { entries[token.hash] }
}
