/// What a small word has to do with the words around it.
enum WordRole: UInt8 {
  /// Nothing that is known.
  case none
  /// An article, a demonstrative, a possessive or a quantifier: belongs to the next word.
  case determiner
  /// A preposition: a good place to begin a line, a bad one to end it.
  case preposition
  /// A conjunction or a relative pronoun: the best place to begin a line.
  case conjunction
  /// A pronoun: belongs to the verb behind it.
  case pronoun
  /// An auxiliary, a modal or a negation: belongs to the verb behind it.
  case auxiliary
  /// A title: belongs to the name behind it.
  case title
}

/// The languages whose small words are known.
enum WordLanguage: Int, CaseIterable {
  case english, french, arabic, spanish, german, portuguese, italian

  /// The language of a BCP 47 tag or a source's own word for it; `nil` for any other.
  init?(tag: String?) {
    guard let tag, let language = LanguageTag(normalizing: tag)?.language else { return nil }
    switch language {
    case "en": self = .english
    case "fr": self = .french
    case "ar": self = .arabic
    case "es": self = .spanish
    case "de": self = .german
    case "pt": self = .portuguese
    case "it": self = .italian
    default: return nil
    }
  }
}

/// The roles that a word has in each language, four bits for each.
struct WordRoles: BitwiseCopyable {
  /// The bits, those of the first language lowest.
  private(set) var bits: UInt32 = 0

  /// Whether the word is a small word in any language.
  var isEmpty: Bool { bits == 0 }

  /// The role in a language.
  @inline(__always)
  func role(in language: Int) -> WordRole {
    WordRole(rawValue: UInt8(truncatingIfNeeded: bits >> (UInt32(language) &* 4)) & 15) ?? .none
  }

  /// Adds the role in a language, unless there is one already.
  mutating func add(_ role: WordRole, in language: WordLanguage) {
    guard self.role(in: language.rawValue) == .none else { return }
    bits |= UInt32(role.rawValue) << (UInt32(language.rawValue) * 4)
  }

  /// Adds a role in every language to words that stand for themselves.
  static func all(_ role: WordRole) -> WordRoles {
    var roles = WordRoles()
    for language in WordLanguage.allCases { roles.add(role, in: language) }
    return roles
  }
}

/// The small words that tell where a line reads well.
///
/// Looked up by their bytes: at most sixteen in UTF-8, in lower case.
struct FunctionWords: Sendable {
  /// The table: made once, read by everybody.
  static let standard = FunctionWords()

  /// A word as two numbers.
  struct Key: BitwiseCopyable {
    var low: UInt64
    var high: UInt64
    static let empty = Key(low: 0, high: 0)
  }

  private static let mask = 4095
  private var keys = [Key](repeating: .empty, count: mask + 1)
  private var roles = [WordRoles](repeating: WordRoles(), count: mask + 1)

  private init() {
    for (language, role, list) in Self.lists {
      for word in list.description.utf8.split(separator: 0x20) {
        guard let key = Array(word).withUnsafeBufferPointer({ Self.key($0) }) else { continue }
        var slot = Self.slot(key)
        while keys[slot].low != 0, keys[slot].low != key.low || keys[slot].high != key.high {
          slot = (slot + 1) & Self.mask
        }
        keys[slot] = key
        roles[slot].add(role, in: language)
      }
    }
  }

  /// The roles of a word, given as UTF-8 in any case.
  @inline(__always)
  func roles(of word: UnsafeBufferPointer<UInt8>) -> WordRoles {
    guard let key = Self.key(word) else { return WordRoles() }
    return keys.withUnsafeBufferPointer { keys in
      var slot = Self.slot(key)
      while keys[slot].low != 0 {
        if keys[slot].low == key.low, keys[slot].high == key.high { return roles[slot] }
        slot = (slot &+ 1) & Self.mask
      }
      return WordRoles()
    }
  }

  /// The bytes of a word in lower case, filled up with spaces.
  @inline(__always)
  private static func key(_ word: UnsafeBufferPointer<UInt8>) -> Key? {
    guard let base = word.baseAddress, word.count &- 1 < 16, !word.isEmpty else { return nil }
    let spaces: UInt64 = 0x2020_2020_2020_2020
    if word.count <= 8 {
      return Key(low: lowercased(ByteCursor.load(base, word.count)), high: spaces)
    }
    return Key(
      low: lowercased(ByteCursor.load(base, 8)),
      high: lowercased(ByteCursor.load(base + 8, word.count &- 8)))
  }

  @inline(__always)
  private static func lowercased(_ key: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs = ones &* 0x80
    guard key & highs == 0 else { return foldedSlowly(key) }
    // The high bit of each sum tells whether the byte is at least `A`, and whether it is behind `Z`.
    let capitals = (key &+ ones &* 0x3F) & ~(key &+ ones &* 0x25) & highs
    return key | capitals >> 2
  }

  /// The same with letters beyond ASCII: those of Latin-1 have lower case as well.
  private static func foldedSlowly(_ key: UInt64) -> UInt64 {
    var folded: UInt64 = 0
    var isLatin1 = false
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      var byte = UInt8(truncatingIfNeeded: key >> shift)
      let next = byte == 0xC3
      if byte &- 0x41 < 26 || isLatin1 && byte &- 0x80 < 0x1F { byte |= 0x20 }
      isLatin1 = next
      folded |= UInt64(byte) << shift
    }
    return folded
  }

  @inline(__always)
  private static func slot(_ key: Key) -> Int {
    let mixed = (key.low &* 0x9E37_79B9_7F4A_7C15) ^ (key.high &* 0xC2B2_AE3D_27D4_EB4F)
    return Int(truncatingIfNeeded: (mixed ^ (mixed >> 29)) >> 20) & mask
  }
}
