/// The words of spoken numbers, dates, times, addresses and spellings in English, French and
/// Arabic, looked up by the hash of their folded form.
///
/// The same for every call of a process: made when the first call asks for it, never changed and never
/// freed.
struct SpokenLexicon: @unchecked Sendable {
  /// A place in the table.
  struct Slot: BitwiseCopyable {
    var hash: UInt64
    var parts: Parts
  }

  /// What a word can be: its parts among ``lexemes``, and one bit for each of their roles.
  struct Parts: BitwiseCopyable {
    var roles: UInt64
    /// One bit for each kind of value that it has as a number.
    var values: SpokenValues
    fileprivate var first: Int32
    fileprivate var count: UInt8
    fileprivate var length: UInt8

    @inline(__always)
    var range: Range<Int> { Int(first)..<Int(first) &+ Int(count) }

    @inline(__always)
    static var none: Parts { Parts(roles: 0, values: [], first: 0, count: 0, length: 0) }
  }

  /// Of this process alone, so that tokens that collide cannot be prepared.
  static let seed = UInt64(bitPattern: Int64(Hasher().finalize()))
  static let shared = SpokenLexicon(seed: seed)

  private let slots: Lent<Slot>
  private let mask: Int
  let lexemes: Lent<SpokenLexeme>
  /// One bit for each hash of a word.
  private let filter: Lent<UInt64>

  /// The parts of a word, ``Parts/none`` for most words.
  @inline(__always)
  func parts(of token: FoldedText.Token) -> Parts {
    let hash = token.hash
    guard filter[Int(truncatingIfNeeded: hash >> 6) & 1023] & 1 << (hash & 63) != 0 else {
      return .none
    }
    var slot = Int(truncatingIfNeeded: hash >> 16) & mask
    while true {
      let found = slots[slot]
      guard found.parts.count > 0 else { return .none }
      // Both are words of a seed that nobody knows: that much of a hash is enough.
      if found.hash == hash, Int32(found.parts.length) == token.end &- token.start {
        return found.parts
      }
      slot = (slot &+ 1) & mask
    }
  }

  /// Whether a token is a word of the lexicon.
  func knows(_ token: FoldedText.Token) -> Bool {
    token.isWord && parts(of: token).roles != 0
  }

  private init(seed: UInt64) {
    var builder = Builder(seed: seed)
    for (language, words) in [
      (SpokenLanguage.english, Self.english), (.french, Self.french), (.arabic, Self.arabic),
      (.any, Self.anyLanguage),
    ] {
      builder.add(words, language)
    }
    let entries = builder.entries.sorted { ($0.hash, $0.order) < ($1.hash, $1.order) }
    var count = 1
    while count < entries.count * 2 { count *= 2 }
    var slots = [Slot](
      repeating: Slot(hash: 0, parts: .none), count: count)
    var filter = [UInt64](repeating: 0, count: 1024)
    var start = 0
    while start < entries.count {
      var end = start
      while end < entries.count, entries[end].hash == entries[start].hash { end += 1 }
      let hash = entries[start].hash
      filter[Int(truncatingIfNeeded: hash >> 6) & 1023] |= 1 << (hash & 63)
      var slot = Int(truncatingIfNeeded: hash >> 16) & (count - 1)
      while slots[slot].parts.count > 0 { slot = (slot + 1) & (count - 1) }
      slots[slot] = Slot(
        hash: hash,
        parts: Parts(
          roles: entries[start..<end].reduce(0) { $0 | $1.lexeme.role.bit },
          values: entries[start..<end].reduce([]) { $0.union(SpokenValues(of: $1.lexeme)) },
          first: Int32(start), count: UInt8(clamping: end - start),
          length: UInt8(clamping: entries[start].length)))
      start = end
    }
    self.slots = Lent(forever: slots)
    self.filter = Lent(forever: filter)
    mask = count - 1
    lexemes = Lent(forever: entries.map(\.lexeme))
  }
}

/// Reads the lists of words.
private struct Builder: ~Copyable {
  struct Entry {
    var hash: UInt64
    var length: Int32
    var order: Int
    var lexeme: SpokenLexeme
  }

  private struct Part: Hashable {
    var hash: UInt64
    var role: SpokenRole
    var language: SpokenLanguage
    var value: Int32
  }

  private var folded: FoldedText
  private var known: Set<Part> = []
  private(set) var entries: [Entry] = []

  init(seed: UInt64) {
    folded = FoldedText(seed: seed)
  }

  /// Each line: a part, then words with a value before those that have it.
  mutating func add(_ words: [(SpokenRole, String)], _ language: SpokenLanguage) {
    for (role, line) in words {
      var value: Int32 = 0
      for word in line.split(separator: " ") {
        if let number = Int32(word) {
          value = number
        } else {
          add(String(word), SpokenLexeme(role: role, language: language, value: value))
        }
      }
    }
  }

  private mutating func add(_ word: String, _ lexeme: SpokenLexeme) {
    insert(word, lexeme)
    guard lexeme.language == .arabic else { return }
    switch lexeme.role {
    case .hundred:
      // With the article it is per cent.
      prefix(word, lexeme, "و", particle: 2, hasAnd: true)
      prefix(word, lexeme, "ب", particle: 2)
      prefix(word, lexeme, "ل", particle: 2)
    case .unit, .teen, .teenHead, .tens, .hundreds, .scale, .scales, .half, .quarter, .third,
      .currency, .subunit, .timeUnit:
      prefix(word, lexeme, "و", particle: 2, hasAnd: true)
      prefix(word, lexeme, "ب", particle: 2)
      prefix(word, lexeme, "ل", particle: 2)
      let takesArticle = lexeme.role != .unit || word.hasSuffix("ة") || word.hasSuffix("ه")
      if takesArticle {
        prefix(word, lexeme, "ال", hasArticle: true)
        prefix(word, lexeme, "وال", particle: 2, hasAnd: true, hasArticle: true)
        prefix(word, lexeme, "بال", particle: 2, hasArticle: true)
        prefix(word, lexeme, "عال", particle: 2, hasArticle: true)
      }
    case .ordinal:
      prefix(word, lexeme, "ال", hasArticle: true)
      prefix(word, lexeme, "وال", particle: 2, hasAnd: true, hasArticle: true)
      prefix(word, lexeme, "بال", particle: 2, hasArticle: true)
      prefix(word, lexeme, "لل", particle: 2, hasArticle: true)
    case .weekday, .hourName, .hour, .morning, .evening:
      prefix(word, lexeme, "ال", hasArticle: true)
      prefix(word, lexeme, "بال", particle: 2, hasArticle: true)
      prefix(word, lexeme, "عال", particle: 2, hasArticle: true)
    case .hourHead, .month, .monthHead:
      prefix(word, lexeme, "ل", particle: 2)
      prefix(word, lexeme, "و", particle: 2)
    default: break
    }
  }

  private mutating func prefix(
    _ word: String, _ lexeme: SpokenLexeme, _ prefix: String, particle: UInt8 = 0,
    hasAnd: Bool = false, hasArticle: Bool = false
  ) {
    var lexeme = lexeme
    lexeme.particle = particle
    lexeme.hasAnd = hasAnd
    lexeme.hasArticle = hasArticle
    insert(prefix + word, lexeme)
  }

  private mutating func insert(_ word: String, _ lexeme: SpokenLexeme) {
    folded.fold(word)
    guard folded.tokens.count == 1, let token = folded.tokens.first else { return }
    let part = Part(
      hash: token.hash, role: lexeme.role, language: lexeme.language, value: lexeme.value)
    guard known.insert(part).inserted else { return }
    entries.append(
      Entry(
        hash: token.hash, length: token.end - token.start, order: entries.count, lexeme: lexeme))
  }
}
