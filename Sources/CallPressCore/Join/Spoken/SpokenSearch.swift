/// Looks for values as people say them: numbers in words, dates, times, digit by digit, spelled.
///
/// Every value becomes keys, shared by the values that mean the same. What is said is read once,
/// whatever is looked for, and looked up.
struct SpokenSearch: ~Copyable {
  /// One place where a value was said.
  struct Match {
    /// The position of the text among the texts.
    var text: Int
    /// In the original text's UTF-8 bytes.
    var range: Range<Int>
    /// How many letters of particles at the beginning of ``range`` are no part of it.
    var prefixLetters: Int
    var method: Evidence.Link.Match
    var strength: Evidence.Link.Strength
  }

  /// What is looked for.
  struct Key {
    fileprivate(set) var matches: [Match] = []
    /// Whether there are more than were kept.
    fileprivate(set) var isTruncated = false
    /// Whether the agent said it for sure.
    fileprivate(set) var saidByAgent = false
  }

  /// A number with what must stand beside it.
  struct NumberKey: Hashable {
    var micros: Int64
    var currency: Int32
    /// The hash of the word behind it, 0 where any may follow.
    var unit: UInt64
  }

  struct DateKey: Hashable {
    var month: Int
    var day: Int
  }

  private(set) var keys: [Key] = []
  var numbers: [NumberKey: Int] = [:]
  /// What is said by whoever says one of the numbers in words.
  var wantedValues: SpokenValues = []
  /// One bit for each number that is looked for.
  var numberFilter = [UInt64](repeating: 0, count: 16)
  var dates: [DateKey: [(year: Int?, key: Int)]] = [:]
  var weekdays: [DateKey: [Int]] = [:]
  var times: [Int: Int] = [:]
  var tree = SpelledTree()
  var reader = SpokenReader()
  private var spelled = SpelledReader()
  private var words = Scratch<SpokenLexicon.Parts>(capacity: 256)
  private let lexicon = SpokenLexicon.shared
  private var text = 0
  private var isAgent = false
  private var limit = 0

  var isEmpty: Bool { keys.isEmpty }

  mutating func makeKey() -> Int {
    keys.append(Key())
    return keys.count - 1
  }

  /// A text with the parts of its words.
  mutating func view(_ text: FoldedView) -> SpokenView {
    words.removeAll()
    words.reserve(text.tokens.count)
    var roles: UInt64 = 0
    var values: SpokenValues = []
    var hasDigits = false
    for token in text.tokens {
      let parts = token.isWord ? lexicon.parts(of: token) : .none
      roles |= parts.roles
      values.formUnion(parts.values)
      hasDigits =
        hasDigits || token.kind == .digits || text.bytes[Int(token.start)] &- 0x30 < 10
      words.append(parts)
    }
    return SpokenView(
      text: text, tokens: text.tokens, words: Lent(words.base, 0..<words.count),
      lexemes: lexicon.lexemes, roles: roles, values: values, hasDigits: hasDigits)
  }

  // MARK: Looking

  /// Looks in one text.
  mutating func search(_ view: SpokenView, text: Int, isAgent: Bool, matchLimit: Int) {
    (self.text, self.isAgent, limit) = (text, isAgent, matchLimit)
    let hasQuantities = maySayQuantity(view)
    let spells = !tree.isEmpty
    guard hasQuantities || spells else { return }
    let hasAddresses = tree.holdsAddresses && Self.hasAddress(view)
    var consumed = 0
    for at in view.tokens.indices {
      let kind = view.tokens[at].kind
      guard kind != .mark else { continue }
      let roles = view.words[at].roles
      guard
        roles != 0 || kind == .digits || hasAddresses || view.tokens[at].length <= 2
          || view.text.firstByte(at) &- 0x30 < 10
      else { continue }
      let isDigit = kind == .digits || view.text.firstByte(at) &- 0x30 < 10
      if spells,
        hasAddresses && tree.begins(with: view.text.firstByte(at))
          || isSpellingStart(view, at, roles, isDigit)
      {
        spelled.read(view, tree, at: at)
        for found in spelled.found { report(found, view) }
      }
      guard at >= consumed, isDigit || roles & SpokenRole.beginnings != 0, hasQuantities else {
        continue
      }
      if standsAlone(view, at, roles) { continue }
      consumed = max(readQuantity(view, at), at + 1)
    }
  }

  /// Whether a text may say a number, a date or a time that is looked for, judged by its words one
  /// by one: most texts do not.
  private func maySayQuantity(_ view: SpokenView) -> Bool {
    if !dates.isEmpty, view.hasDigits || view.roles & SpokenRole.dateWords != 0 { return true }
    if !times.isEmpty,
      view.hasDigits || view.roles & (SpokenRole.beginnings | SpokenRole.timeWords) != 0
    {
      return true
    }
    guard !numbers.isEmpty else { return false }
    // Money may be counted in its parts: 1.5 in fifteen hundreds.
    return view.hasDigits || view.roles & SpokenRole.subunit.bit != 0
      || !view.values.isDisjoint(with: wantedValues)
  }

  /// Whether a token is a number by itself that nothing looks for: most numbers are.
  private func standsAlone(_ view: SpokenView, _ at: Int, _ roles: UInt64) -> Bool {
    let next = at + 1
    if next < view.count {
      guard view.words[next].roles == 0, !view.isKind(next, .digits), !view.isLetter(next) else {
        return false
      }
      if view.isKind(next, .mark), next + 1 < view.count {
        // Numbers go on behind a dash, a comma, a colon and a slash.
        guard !view.isNumeric(next + 1), !view.has(next + 1, .ordinal) else { return false }
      }
    }
    guard !view.has(at - 1, .hourHead), !view.has(at - 2, .hourHead) else { return false }
    if view.isKind(at, .digits) { return true }
    guard roles & SpokenRole.numeric != 0, roles & SpokenRole.hourName.bit == 0,
      roles & SpokenRole.dateWords == 0
    else { return false }
    for part in view.words[at].range {
      let lexeme = view.lexemes[part]
      let isNumber = lexeme.role.bit & (SpokenRole.numeric | SpokenRole.ordinal.bit) != 0
      if isNumber, mayLookFor(Int64(lexeme.value) * SpokenCardinal.one) { return false }
    }
    return true
  }

  /// Whether a number may be among those that are looked for.
  func mayLookFor(_ micros: Int64) -> Bool {
    let bit = FoldedText.mix(UInt64(bitPattern: micros))
    return numberFilter[Int(bit >> 6 & 15)] & 1 << (bit & 63) != 0
  }

  private static func hasAddress(_ view: SpokenView) -> Bool {
    view.tokens.indices.contains {
      view.lexeme($0, .symbol)?.value == 64 || view.isMark($0, 0x40)
    }
  }

  /// Whether something spelled can begin here: nothing that is spelled stands before it.
  private func isSpellingStart(
    _ view: SpokenView, _ at: Int, _ roles: UInt64, _ isDigit: Bool
  ) -> Bool {
    let isLetter = view.isLetter(at)
    let starts =
      SpokenRole.numeric | SpokenRole.times.bit | SpokenRole.oh.bit | SpokenRole.letter.bit
    guard isDigit || isLetter || roles & starts != 0 else { return false }
    if isLetter, roles & starts == 0, !tree.begins(with: view.text.firstByte(at)) { return false }
    var next = at + 1
    if view.isKind(next, .mark), !view.isMark(next, UInt8(ascii: "'")) { next += 1 }
    // Nothing is spelled in one go.
    let goesOn =
      SpokenRole.numeric | SpokenRole.times.bit | SpokenRole.oh.bit | SpokenRole.letter.bit
      | SpokenRole.like.bit | SpokenRole.filler.bit | SpokenRole.and.bit
    guard next < view.count,
      view.isKind(next, .digits) || view.isLetter(next) || view.words[next].roles & goesOn != 0
        || view.tokens[next].kind == .mark || view.text.firstByte(next) &- 0x30 < 10
    else { return false }
    var before = at - 1
    if view.isMark(before, UInt8(ascii: "-")) || view.isMark(before, UInt8(ascii: ",")) {
      before -= 1
    }
    guard before >= 0 else { return true }
    if view.has(before, .article) || view.has(before, .and) { return true }
    if view.isNumeric(before) || view.has(before, .times) { return false }
    return !(isLetter && view.isLetter(before)) || view.isWord(before, "i")
      || view.isWord(before, "a")
  }

  private mutating func report(_ found: SpelledReader.Found, _ view: SpokenView) {
    let method: Evidence.Link.Match =
      switch found.kind {
      case .digits: .digits
      case .email: .email
      case .code, .name: .spelled
      }
    emit(Int(found.key), view, found.start, found.end, method, found.isSure ? .strong : .weak)
  }

  /// Keeps a match.
  mutating func emit(
    _ key: Int, _ view: SpokenView, _ start: Int, _ end: Int, _ method: Evidence.Link.Match,
    _ strength: Evidence.Link.Strength
  ) {
    guard start < end, end <= view.count else { return }
    if isAgent, strength == .strong { keys[key].saidByAgent = true }
    guard keys[key].matches.count < limit else {
      keys[key].isTruncated = true
      return
    }
    let range = Int(view.tokens[start].sourceStart)..<Int(view.tokens[end - 1].sourceEnd)
    keys[key].matches.append(
      Match(
        text: text, range: range, prefixLetters: particle(view, start) / 2, method: method,
        strength: strength))
  }

  /// A match of what was read elsewhere.
  mutating func emit(_ key: Int, _ match: Match, limit: Int) {
    guard keys[key].matches.count < limit else {
      keys[key].isTruncated = true
      return
    }
    keys[key].matches.append(match)
  }

  /// The bytes of particles at the beginning of a word of a number or the like.
  private func particle(_ view: SpokenView, _ at: Int) -> Int {
    guard view.isKind(at, .otherWord) else { return 0 }
    var particle: UInt8?
    for part in view.words[at].range {
      let lexeme = view.lexemes[part]
      if lexeme.role.bit & SpokenRole.beginnings != 0 {
        particle = min(particle ?? .max, lexeme.particle)
      }
    }
    return Int(particle ?? 0)
  }
}
