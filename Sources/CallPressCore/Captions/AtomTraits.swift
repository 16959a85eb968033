/// What an atom tells about the places before and behind it.
struct AtomTraits: BitwiseCopyable {
  /// What ends with an atom.
  enum Closing: UInt8 {
    case none, clause, sentence
    /// A title with its full stop, or an initial.
    case title
  }

  /// What it is to what follows.
  var left = WordRoles()
  /// What it is to what comes before.
  var right = WordRoles()
  /// What ends with it.
  var closing = Closing.none
  /// Whether its last character is a digit.
  var endsInDigit = false
  /// Whether its first character is a digit.
  var beginsWithDigit = false
  /// Whether its first letter is a Latin capital and its second is not.
  var isCapitalised = false

  private static let conjunction = WordRoles.all(.conjunction)
  private static let preposition = WordRoles.all(.preposition)

  /// Looks at an atom.
  @inline(__always)
  init(_ atom: Atom, in bytes: UnsafeBufferPointer<UInt8>, words: FunctionWords) {
    let word = UnsafeBufferPointer(rebasing: bytes[atom.start..<atom.end])
    let first = word[0]
    let last = word[word.count &- 1]
    left = words.roles(of: word)
    right = left
    if last | 0x20 &- 0x61 >= 26 {
      if last &- 0x30 < 10 {
        endsInDigit = true
      } else {
        closing = Self.closing(of: word)
        if closing == .sentence, last == UInt8(ascii: "."), isTitle(word, words) {
          closing = .title
        }
      }
    }
    beginsWithDigit = first &- 0x30 < 10
    if left.isEmpty {
      isCapitalised = first &- 0x41 < 26 && word.count > 1 && word[1] &- 0x41 >= 26
      elide(word, words)
    }
  }

  /// French puts small words before an apostrophe, Arabic at the head of a word.
  @inline(__always)
  private mutating func elide(
    _ word: UnsafeBufferPointer<UInt8>, _ words: FunctionWords
  ) {
    guard word.count > 2 else { return }
    if word[0] == 0xD9 || word[0] == 0xD8 {
      takeArabicHead(word)
    } else if let (head, tail) = Self.apostrophe(word) {
      left = words.roles(of: UnsafeBufferPointer(rebasing: word[tail...]))
      switch word[head &- 1] | 0x20 {
      case UInt8(ascii: "d"), UInt8(ascii: "a"): right = Self.preposition
      case UInt8(ascii: "u"): right = Self.conjunction
      default: break
      }
    }
  }

  /// Where the first apostrophe of a word begins and ends; only near its start.
  @inline(__always)
  private static func apostrophe(_ word: UnsafeBufferPointer<UInt8>) -> (Int, Int)? {
    var at = 1
    let end = min(word.count &- 1, 8)
    while at < end {
      if word[at] == 0x27 { return (at, at &+ 1) }
      if word[at] == 0xE2, at &+ 3 < word.count, word[at &+ 1] == 0x80, word[at &+ 2] == 0x99 {
        return (at, at &+ 3)
      }
      at &+= 1
    }
    return nil
  }

  private mutating func takeArabicHead(_ word: UnsafeBufferPointer<UInt8>) {
    guard word.count >= 8 else { return }
    let isArticle = word[2] == 0xD8 && word[3] == 0xA7 && word[4] == 0xD9 && word[5] == 0x84
    switch (word[0], word[1]) {
    // Waw before the article, an alif or a ya: `and`.
    case (0xD9, 0x88):
      if isArticle || word[2] == 0xD8 && (word[3] == 0xA3 || word[3] == 0xA5)
        || word[2] == 0xD9 && word[3] == 0x8A
      {
        right = Self.conjunction
      }
    // Ba or kaf with the article, and lam with its article.
    case (0xD8, 0xA8), (0xD9, 0x83): if isArticle { right = Self.preposition }
    case (0xD9, 0x84): if word[2] == 0xD9, word[3] == 0x84 { right = Self.preposition }
    default: break
    }
  }

  /// Whether a word ends a sentence or a clause; quotes and brackets behind the sign are skipped.
  private static func closing(of word: UnsafeBufferPointer<UInt8>) -> Closing {
    switch word[word.count &- 1] {
    case 0x2E, 0x3F, 0x21: return .sentence
    case 0x2C, 0x3A, 0x3B: return .clause
    default: break
    }
    var end = word.count
    while let (scalar, start) = UTF8Scalars.decode(word, before: end) {
      switch scalar {
      case 0x21, 0x2E, 0x3F, 0x2026, 0x61F, 0x6D4, 0x3002, 0xFF01, 0xFF0E, 0xFF1F, 0xFF61, 0x964:
        return .sentence
      case 0x2C, 0x3A, 0x3B, 0x2013, 0x2014, 0x60C, 0x61B, 0x3001, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF64:
        return .clause
      case 0x22, 0x27, 0x29, 0x5D, 0x7D, 0xBB, 0x2019, 0x201D, 0x300D, 0x300F, 0x3011, 0xFF09:
        end = start
      default:
        guard DisplayWidth.columns(of: scalar) == 0 else { return .none }
        end = start
      }
    }
    return .none
  }

  /// Whether the full stop behind a word belongs to it: a title such as `Mr.`, or an initial.
  private func isTitle(_ word: UnsafeBufferPointer<UInt8>, _ words: FunctionWords) -> Bool {
    if word.count == 2 { return word[0] &- 0x41 < 26 }
    guard word.count <= 8, word[0] &- 0x41 < 26 else { return false }
    for language in WordLanguage.allCases where left.role(in: language.rawValue) == .title {
      return true
    }
    return false
  }
}
