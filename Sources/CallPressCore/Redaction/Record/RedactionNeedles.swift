/// The words of values that were found in the turns, to be found again wherever a record repeats
/// them: in one text, or word by word in a list.
struct RedactionNeedles {
  /// One value, or a part of it, as a run of words.
  struct Needle {
    /// The hashes of its words; marks do not count.
    var words: [UInt64]
    var replacement: String
    /// Whether the words are so many that they mean nothing else.
    var isStrong: Bool
    /// The words around it, where it is not strong: `nil` for the turn's edge.
    var before: UInt64?
    var after: UInt64?
    /// The last word of the turn before, and the first of the next.
    var beforeTurn: UInt64?
    var afterTurn: UInt64?
  }

  /// A word of a column of the record.
  struct Word {
    var hash: UInt64
    /// The position of its leaf.
    var leaf: Int32
    var start: Int32
    var end: Int32
    /// Whether a line, a list or the text begins with it.
    var begins: Bool
    /// Whether a sign of a speaker's label or a clock stands right before it.
    var followsLabel: Bool
  }

  private var needles: [UInt64: [Needle]] = [:]
  private var known: Set<[UInt64]> = []

  var isEmpty: Bool { needles.isEmpty }

  mutating func add(_ needle: Needle) {
    guard let first = Self.key(needle.words) else { return }
    if needle.isStrong {
      guard known.insert(needle.words).inserted else { return }
      // The longer before the shorter.
      var list = needles[first] ?? []
      let place = list.firstIndex { $0.words.count < needle.words.count } ?? list.count
      list.insert(needle, at: place)
      needles[first] = list
    } else {
      guard (needles[first]?.count ?? 0) < 64 else { return }
      needles[first, default: []].append(needle)
    }
  }

  /// The longest needle at a word.
  func match(_ words: [Word], at: Int) -> Needle? {
    let first = words[at].hash
    if at + 1 < words.count, let needle = match(words, at, first &* 31 ^ words[at + 1].hash) {
      return needle
    }
    return match(words, at, first)
  }

  /// By the first two words, or the only one.
  private static func key(_ words: [UInt64]) -> UInt64? {
    guard let first = words.first else { return nil }
    return words.count > 1 ? first &* 31 ^ words[1] : first
  }

  private func match(_ words: [Word], _ at: Int, _ key: UInt64) -> Needle? {
    guard let candidates = needles[key] else { return nil }
    for needle in candidates {
      let end = at + needle.words.count
      guard end <= words.count,
        needle.words.indices.allSatisfy({ words[at + $0].hash == needle.words[$0] })
      else { continue }
      if needle.isStrong || fits(needle, words, at, end) { return needle }
    }
    return nil
  }

  private func fits(_ needle: Needle, _ words: [Word], _ at: Int, _ end: Int) -> Bool {
    let isFirst = at == 0 || words[at].begins
    let isLast = end == words.count || words[end].begins
    if let before = needle.before {
      guard !isFirst, words[at - 1].hash == before else { return false }
    } else {
      let follows = at > 0 && words[at - 1].hash == needle.beforeTurn
      guard isFirst || words[at].followsLabel || follows else { return false }
    }
    if let after = needle.after {
      return !isLast && words[end].hash == after
    }
    return isLast || end < words.count && words[end].hash == needle.afterTurn
  }
}
