/// Finds the answers yes and no to questions that share their words with the name of a value that
/// cannot be said itself.
struct QuestionFinder {
  /// A value that is true or false.
  struct Question {
    var key: Int
    var isTrue: Bool
    /// What its name is about, each once.
    var topics: [UInt64]
  }

  /// More values than this are not looked for.
  static let most = 200
  /// How many turns may lie between a question and its answer.
  private static let distance = 2

  private(set) var questions: [Question] = []
  private let topics = QuestionTopics.shared
  /// One bit for each word that is about something wanted.
  private var filter = [UInt64](repeating: 0, count: 64)

  var isEmpty: Bool { questions.isEmpty }

  /// Adds a value by its name.
  ///
  /// - Parameter name: The folded name, its words apart.
  /// - Returns: Whether there is anything in the name to look for.
  mutating func add(_ name: FoldedView, isTrue: Bool, key: Int) -> Bool {
    guard questions.count < Self.most else { return false }
    var found: [UInt64] = []
    for token in name.tokens.prefix(12) where token.isWord {
      guard let topic = topics.topic(name.bytes[token.range]), !found.contains(topic) else {
        continue
      }
      found.append(topic)
    }
    guard !found.isEmpty else { return false }
    questions.append(Question(key: key, isTrue: isTrue, topics: found))
    for topic in found {
      for hash in topics.words(about: topic) { filter[Int(hash >> 6 & 63)] |= 1 << (hash & 63) }
    }
    return true
  }

  /// The questions that a turn asks, by their position.
  func asked(_ text: FoldedView) -> [Int] {
    var said: [UInt64] = []
    for token in text.tokens where token.isWord {
      let topic = topics.topic(text.bytes[token.range]) { hash in
        filter[Int(hash >> 6 & 63)] & 1 << (hash & 63) != 0
      }
      if let topic, !said.contains(topic) { said.append(topic) }
    }
    guard !said.isEmpty else { return [] }
    return questions.indices.filter { position in
      let topics = questions[position].topics
      let hits = topics.count { said.contains($0) }
      // Most of what the name is about.
      return hits * 5 >= topics.count * 3
    }
  }

  /// Whether a turn begins with yes, or with no: the token, and which of them.
  static func answer(_ view: SpokenView) -> (token: Int, isYes: Bool)? {
    var at = 0
    for _ in 0..<6 {
      guard at < view.count else { return nil }
      if view.has(at, .yes) { return (at, true) }
      if view.has(at, .no) {
        let isNoTrouble =
          view.isWord(at + 1, "problem") || view.isWord(at + 1, "worries")
          || view.isWord(at + 1, "مشكله") || view.isWord(at + 1, "باس")
        return isNoTrouble ? nil : (at, false)
      }
      guard
        view.isKind(at, .mark) || view.has(at, .filler) || view.isWord(at, "ah")
          || view.isWord(at, "oh") || view.isWord(at, "well") || view.isWord(at, "ben")
          || view.isWord(at, "اه")
      else { return nil }
      at += 1
    }
    return nil
  }

  /// The positions before an answer where its question can be.
  static func placesBefore(_ answer: Int) -> Range<Int> { max(0, answer - distance)..<answer }
}
