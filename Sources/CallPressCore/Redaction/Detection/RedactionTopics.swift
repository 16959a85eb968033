/// What the words around a number say that it is.
struct RedactionTopic: Hashable, Sendable {
  /// How much a phrase weighs.
  enum Weight: Sendable {
    /// It names the number.
    case sure
    /// It names a thing that such numbers belong to; the shape must fit.
    case hint
  }

  /// What numbers can be called.
  enum Kind: Sendable, Hashable {
    /// A number of this type.
    case type(RedactionType)
    /// A card of some kind, for payment or of identity: the shape decides.
    case card
    /// Some identity document: the shape decides.
    case identity
    /// Some code.
    case code
    /// Some number.
    case number
    /// The last few digits of something, which may stay.
    case lastDigits
    /// Nothing to redact: an order, a price, an appointment.
    case other
    /// A date that is no date of birth.
    case appointment
  }

  var kind: Kind
  var weight: Weight
}

/// Finds phrases that say what a number is, in three languages, over a turn's words.
struct RedactionTopics: Sendable {
  static let shared = RedactionTopics()

  /// A phrase in a text.
  struct Mention {
    var topic: RedactionTopic
    /// The tokens from the first to behind the last.
    var first: Int
    var end: Int
  }

  private struct Phrase {
    var words: [UInt64]
    var topic: RedactionTopic
  }

  private var phrases: [UInt64: [Phrase]] = [:]
  private var ignored: Set<UInt64> = []

  private init() {
    var folded = FoldedText(seed: SpokenLexicon.seed)
    for line in Self.stopWords.description.split(separator: "\n") {
      folded.fold(String(line))
      for token in folded.tokens { ignored.insert(token.hash) }
    }
    for (kind, weight, lines) in Self.lists {
      let topic = RedactionTopic(kind: kind, weight: weight)
      for line in lines.description.split(separator: "\n") {
        for phrase in line.split(separator: "|") {
          folded.fold(String(phrase))
          let copy = FoldedCopy(folded)
          let words = copy.tokens.filter { $0.kind != .mark && !ignored.contains($0.hash) }
            .map { Self.stem($0, copy) }
          guard let first = words.first else { continue }
          phrases[first, default: []].append(Phrase(words: words, topic: topic))
        }
      }
    }
    for key in phrases.keys { phrases[key]?.sort { $0.words.count > $1.words.count } }
  }

  /// The hash of a word without what is written together with it.
  private static func stem(
    _ token: FoldedText.Token, _ text: FoldedCopy, hash: UInt64? = nil
  ) -> UInt64 {
    let whole = hash ?? token.hash
    var word = text.bytes[token.range]
    switch token.kind {
    case .word:
      guard word.count >= 4, word.last == UInt8(ascii: "s") else { return whole }
      return FoldedText.hash(word.dropLast(), seed: text.seed)
    case .otherWord:
      guard word.count >= 6 else { return whole }
      for prefix in prefixes where word.starts(with: prefix) && word.count - prefix.count >= 6 {
        word = word.dropFirst(prefix.count)
        break
      }
      for suffix in suffixes where word.count - suffix.count >= 6 && word.hasSuffix(suffix) {
        word = word.dropLast(suffix.count)
        break
      }
      return FoldedText.hash(word, seed: text.seed)
    case .digits, .mark: return whole
    }
  }

  /// The same without "and", "with" or "for" before it.
  private static func withoutParticle(_ token: FoldedText.Token, _ text: FoldedCopy) -> UInt64? {
    guard token.kind == .otherWord, token.length >= 8 else { return nil }
    let word = text.bytes[token.range]
    let particles: [[UInt8]] = [[0xD9, 0x88], [0xD8, 0xA8], [0xD9, 0x84], [0xD9, 0x81]]
    guard particles.contains(where: { word.starts(with: $0) }) else { return nil }
    var rest = token
    rest.start += 2
    return stem(rest, text, hash: FoldedText.hash(word.dropFirst(2), seed: text.seed))
  }

  private static let prefixes = ["وال", "بال", "فال", "كال", "عال", "لل", "ال", "هال"].map {
    Array($0.utf8)
  }
  private static let suffixes = [
    "تكم", "تها", "تنا", "تك", "تي", "ته", "كم", "ها", "نا", "ك", "ه", "ي",
  ]
  .map { Array($0.utf8) }

  /// The phrases of a text, in order, the longest at each place.
  func mentions(in text: RedactionText) -> [Mention] {
    let tokens = text.text.tokens
    var words: [(stem: UInt64, bare: UInt64, token: Int)] = []
    words.reserveCapacity(tokens.count)
    for (at, token) in tokens.enumerated()
    where token.kind != .mark && !text.cells[at].isOpaque && !ignored.contains(token.hash) {
      let stem = Self.stem(token, text.text)
      words.append((stem, Self.withoutParticle(token, text.text) ?? stem, at))
    }
    var found: [Mention] = []
    var at = 0
    while at < words.count {
      guard let candidates = phrases[words[at].stem] ?? phrases[words[at].bare],
        let phrase = candidates.first(where: { phrase in
          at + phrase.words.count <= words.count
            && phrase.words.indices.allSatisfy {
              words[at + $0].stem == phrase.words[$0] || words[at + $0].bare == phrase.words[$0]
            }
            && words[at + phrase.words.count - 1].token - words[at].token
              <= 4 * phrase.words.count
        })
      else {
        at += 1
        continue
      }
      let last = words[at + phrase.words.count - 1].token
      found.append(Mention(topic: phrase.topic, first: words[at].token, end: last + 1))
      at += phrase.words.count
    }
    return found
  }
}

extension ArraySlice<UInt8> {
  fileprivate func hasSuffix(_ suffix: [UInt8]) -> Bool {
    count >= suffix.count && self.suffix(suffix.count).elementsEqual(suffix)
  }
}
