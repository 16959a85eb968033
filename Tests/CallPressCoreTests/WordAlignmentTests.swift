import CallPressCore
import TestSupport
import Testing

@Suite("Words found in their text")
struct WordAlignmentTests {
  /// Texts in three languages, with and without spaces, with signs of every width.
  static let texts = [
    "Bonjour, ici Lina. Que puis-je faire pour vous ?",
    "Oui\u{202F}: c’est « ça », n’est-ce pas\u{A0}?",
    "السلام عليكم ورحمة الله، معك سارة. رقم الطلب ٥٨٢١٣؟",
    "a a a a b a a, a. aa aaa a",
    "今日は 良い天気 ですね。",
    "mixed الطلب ORD-58213 et l’adresse 😀👨‍👩‍👧 ok",
  ]

  @Test("words cut from a text point at themselves, in order and apart", arguments: texts)
  func slices(text: String) {
    var random = SeededRandom(seed: 7)
    for _ in 0..<50 {
      let pieces = Self.cut(text, &random)
      let read = build([
        draft(
          "agent", text,
          words: pieces.enumerated().map { word($1, Int64($0) * 100, Int64($0) * 100 + 90) })
      ])
      let turn = read.turns[0]
      #expect(turn.text == text)
      var last = 0
      for word in turn.words {
        #expect(slice(word, of: turn) == word.text)
        #expect((word.range?.lowerBound ?? -1) >= last)
        last = word.range?.upperBound ?? last
      }
      #expect(!read.codes.contains("words-not-in-text"))
    }
  }

  /// A text in pieces cut at its spaces, which go to either side or to neither.
  private static func cut(_ text: String, _ random: inout SeededRandom) -> [String] {
    let style = random.below(3)
    var pieces: [String] = []
    for piece in text.split(separator: " ") {
      switch style {
      case 0: pieces.append(String(piece))
      case 1: pieces.append("\(piece) ")
      default: pieces.append(" \(piece)")
      }
    }
    return pieces
  }

  @Test("words without punctuation and in lower case are found, each at its place")
  func lexicalWords() {
    let read = build([
      draft(
        "user", "And, well… I’D LIKE the Élysée room, please.",
        words: ["and", "well", "i’d", "like", "the", "élysée", "room", "please"].map { word($0) })
    ])
    let turn = read.turns[0]
    #expect(
      turn.words.map { slice($0, of: turn) } == [
        "And", "well", "I’D", "LIKE", "the", "Élysée", "room", "please",
      ])
  }

  @Test("a word that is not there is passed over, and those behind it are still found")
  func missingWord() {
    let read = build([
      draft(
        "user", "another day at the theatre",
        words: ["um", "another", "a", "day", "the", "theatre"].map { word($0) })
    ])
    let turn = read.turns[0]
    #expect(
      turn.words.map { slice($0, of: turn) }
        == [nil, "another", nil, "day", "the", "theatre"])
    #expect(read.codes == ["words-not-in-text"])
    #expect(turn.words.map(\.text) == ["um", "another", "a", "day", "the", "theatre"])
  }

  @Test("the text is found again behind a long stretch that no word covers")
  func longGap() {
    let gap = String(repeating: "filler text without words ", count: 60)
    let tail = (0..<40).map { "w\($0)" }
    let read = build([
      draft(
        "user", "start " + gap + tail.joined(separator: " "),
        words: (["start"] + tail).map { word($0) })
    ])
    let found = read.turns[0].words.filter { $0.range != nil }.count
    #expect(found > 20)
  }

  @Test("words that fit nowhere cost no more than their length")
  func hostileWords() {
    let text = String(repeating: "a", count: 200_000)
    let words = (0..<20_000).map { _ in word("aaaaaaaaaaaaaaaaaaab") }
    let read = build([draft("user", text, words: words)])
    #expect(read.turns[0].words.count == 20_000)
    #expect(read.turns[0].words.allSatisfy { $0.range == nil })
  }

  @Test("Edge 52: words that bring their own spaces neither double nor lose them")
  func ownSpaces() {
    let read = build([
      draft(
        "agent", "", words: [word("Bonjour, ", 0, 5), word("ici ", 5, 9), word("Lina.", 9, 12)]),
      draft("user", "", words: [word(" Oui", 20, 25), word(" ?", 25, 26)]),
      draft("agent", "", words: [word("très", 30, 35), word("bien", 35, 40)]),
    ])
    #expect(read.texts == ["Bonjour, ici Lina.", "Oui ?", "très bien"])
    for turn in read.turns {
      for word in turn.words { #expect(slice(word, of: turn) == word.text) }
    }
  }

  @Test("Edge 18: words that are empty or missing leave the turn as it is")
  func noWords() throws {
    let read = try readJSON(
      #"""
      [{"role": "agent", "content": "Hello", "words": []}, {"role": "user", "content": "Hi"},
       {"role": "user", "content": "Hi", "words": null},
       {"role": "user", "content": "Hi", "words": [{"word": " "}, {"word": ""}, {}, 1, null]}]
      """#, with: RetellDialect())
    #expect(read.texts == ["Hello", "Hi", "Hi", "Hi"])
    #expect(read.turns.allSatisfy { $0.span == nil })
    #expect(read.turns.dropLast().allSatisfy { $0.words.isEmpty })
  }

  @Test("Edge 19: words without times lie between their neighbours and fill the gap")
  func untimedWords() {
    let read = build([
      draft(
        "user", "with 2266 and 7 okay then", 0, 10_000,
        words: [
          word("with"), word("2266", 1000, 2000), word("and"), word("7"), word("okay", 5000, 6000),
          word("then"),
        ])
    ])
    let spans = read.turns[0].words.map {
      $0.span.map { [$0.start.milliseconds, $0.end.milliseconds] }
    }
    #expect(
      spans == [
        [0, 1000], [1000, 2000], [2000, 4250], [4250, 5000], [5000, 6000], [6000, 10_000],
      ])
    let estimated = read.turns[0].words.map { $0.span?.isEstimated }
    #expect(estimated == [true, false, true, true, false, true])
    #expect(read.codes.contains("word-times-estimated"))
  }

  @Test("Edge 19: a word with half a time gets the other half from its neighbours")
  func halfTimedWords() {
    let read = build([
      draft(
        "user", "one two three four", 0, 9000,
        words: [word("one", 1000), word("two", 2000), word("three", nil, 4000), word("four", 5000)])
    ])
    let spans = read.turns[0].words.map {
      $0.span.map { [$0.start.milliseconds, $0.end.milliseconds] }
    }
    #expect(spans[0] == [1000, 2000])
    #expect(spans[1]?[0] == 2000)
    #expect(spans[2]?[1] == 4000)
    #expect(spans[3] == [5000, 9000])
    for word in read.turns[0].words { #expect(word.span?.isEstimated == true) }
  }

  @Test("words of a turn in which none has a time keep none")
  func noWordTimes() {
    let read = build([draft("user", "one two", 0, 900, words: [word("one"), word("two")])])
    #expect(read.turns[0].words.allSatisfy { $0.span == nil })
  }

  @Test("Edge 20: words out of order are sorted where the text agrees, else kept in its order")
  func unorderedWords() {
    let sorted = build([
      draft("user", "a b c", words: [word("a", 0, 90), word("c", 200, 290), word("b", 100, 190)])
    ])
    #expect(sorted.turns[0].words.map(\.text) == ["a", "b", "c"])
    #expect(sorted.turns[0].words.map(\.range) == [0..<1, 2..<3, 4..<5])
    #expect(sorted.codes == ["words-sorted"])

    let kept = build([
      draft("user", "a c b", words: [word("a", 0, 90), word("c", 200, 290), word("b", 100, 190)])
    ])
    #expect(kept.turns[0].words.map(\.text) == ["a", "c", "b"])
    #expect(kept.turns[0].text == "a c b")
    #expect(kept.codes == ["word-times-unordered"])
    #expect(kept.spans == [[0, 290]])
  }

  @Test("Edge 63: what is no probability is left out")
  func confidence() {
    var turn = draft("user", "a b")
    turn.confidence = -0.3
    turn.words = [word("a"), word("b")]
    turn.words[0].confidence = 97
    turn.words[1].confidence = 0.5
    let read = build([turn])
    #expect(read.turns[0].confidence == nil)
    #expect(read.turns[0].words.map(\.confidence) == [nil, 0.5])
    #expect(read.codes == ["confidence-out-of-range"])
  }

  @Test("a word that ends before it starts has no length, and it is said so")
  func reversedWord() {
    let read = build([draft("user", "a b", words: [word("a", 500, 100), word("b", 600, 700)])])
    #expect(read.turns[0].words[0].span?.duration == 0)
    #expect(read.turns[0].words[0].span?.end.provenance == .estimated(.clamped))
    #expect(read.codes == ["word-end-before-start"])
  }
}
