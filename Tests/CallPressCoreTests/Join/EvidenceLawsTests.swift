@testable import CallPressCore
import TestSupport
import Testing

@Suite("Evidence, by law")
struct EvidenceLawsTests {
  private static let words = [
    "Ali", "alive", "été", "ETE", "straße", "قال", "أحمد", "احمد", "لأحمد", "الرياض", "للرياض",
    "رياض", "على", "علي", "O’Neil", "New", "York", "1", "12", "250", "1,250", "1 250", "١٢٥٠",
    "3.5", "20 123 456", "+216", "A12", "日本", "e\u{301}te\u{301}", "naïve", "-", ",", "(", "…",
  ]

  private func randomText(_ random: inout SeededRandom, _ count: Int) -> String {
    var text = ""
    for _ in 0..<count {
      text += random.pick(Self.words)
      if !random.oneIn(5) { text += random.pick([" ", " ", " ", "\u{A0}", ", ", ". ", "'"]) }
    }
    return text
  }

  private func folded(_ text: String) -> [UInt8] {
    var folding = FoldedText(seed: 1)
    folding.fold(text)
    guard let last = folding.tokens.last else { return [] }
    return Array(folding.bytes[0..<Int(last.end)])
  }

  @Test("links stand in order, on character boundaries, apart, and fold to what was wanted")
  func linksFoldToTheValue() throws {
    var random = SeededRandom(seed: 20)
    for _ in 0..<400 {
      let texts = (0..<3).map { _ in randomText(&random, 12) }
      let value = randomText(&random, 1 + random.below(2))
      let item = try evidence(of: literal(value), in: texts[0], texts[1], texts[2])
      let wanted = folded(value)
      var previous: Evidence.Link?
      for link in item.links {
        let text = texts[link.turn - 1]
        let bytes = Array(text.utf8)
        #expect(link.range.upperBound <= bytes.count)
        let part = try #require(String(validating: bytes[link.range], as: UTF8.self))
        if let previous, previous.turn == link.turn {
          #expect(previous.range.upperBound <= link.range.lowerBound)
        } else if let previous {
          #expect(previous.turn < link.turn)
        }
        previous = link
        // Numbers and the article after "for" fold to something else that means the same.
        if value.utf8.contains(where: { $0 &- 0x30 < 10 || $0 == 0xD9 }) { continue }
        #expect(folded(part) == wanted || folded("ا" + part) == wanted, "\(part) for \(value)")
        if link.match == .exact {
          #expect(value.contains(part) && folded(part) == wanted)
        }
      }
      #expect((item.finding == .said) == !item.links.isEmpty)
    }
  }

  @Test("a value put into a text as it is, between spaces, is found exactly there")
  func plantedExactly() throws {
    var random = SeededRandom(seed: 21)
    for _ in 0..<400 {
      let value = randomText(&random, 1 + random.below(3))
        .trimmingSpaces()
      guard folded(value).contains(where: { $0 >= 0x30 }) else { continue }
      let before = random.pick(["", "so, ", "إذن ", "— "])
      let text = "\(before)\(value) ok"
      let item = try evidence(of: literal(value), in: text)
      guard item.finding != .notSearchable else { continue }
      #expect(item.finding == .said, "\(value) in \(text)")
    }
  }

  @Test("a value is found under every disguise that is to be forgiven")
  func plantedInDisguise() throws {
    var random = SeededRandom(seed: 22)
    let values = [
      "Émilie Dupont", "O'Brien", "أحمد", "فاطمة الزهراء", "+216 71 123 456", "98765.40",
    ]
    for _ in 0..<500 {
      let value = random.pick(values)
      let disguised = disguise(value, &random)
      let text = random.pick(["", "hello ", "نعم "]) + disguised + random.pick(["", " yes", "."])
      let item = try evidence(of: literal(value), in: text)
      #expect(item.links.map { marked(text, $0.range) } == [disguised], "\(value) as \(disguised)")
      #expect(item.links.first?.match == (disguised == value ? .exact : .tolerant))
    }
  }

  private func disguise(_ value: String, _ random: inout SeededRandom) -> String {
    var result = ""
    let indic = random.oneIn(2)
    for scalar in value.unicodeScalars {
      switch scalar {
      case "'": result += random.pick(["'", "’", "ʼ"])
      case " ": result += random.pick([" ", "\u{A0}", "  ", "\u{2009}"])
      case "É": result += random.pick(["É", "é", "e", "E", "E\u{301}"])
      case "أ": result += random.pick(["أ", "ا", "إ", "أَ"])
      case "ة": result += random.pick(["ة", "ه", "ةُ"])
      case "0"..."9":
        let digit = scalar.value - 0x30
        result.unicodeScalars.append(
          indic ? Unicode.Scalar(0x0660 + digit) ?? scalar : scalar)
      case ".": result += indic ? "٫" : random.pick([".", ","])
      default: result += random.oneIn(2) ? String(scalar) : String(scalar).uppercased()
      }
    }
    return result
  }

  @Test("the tree finds what a plain search finds")
  func agreesWithPlainSearch() throws {
    var random = SeededRandom(seed: 23)
    for _ in 0..<300 {
      let vocabulary = ["ab", "ba", "aa", "bb", "-"]
      func phrase(_ length: Int) -> [String] { (0..<length).map { _ in random.pick(vocabulary) } }
      let text = phrase(40)
      let phrases = (0..<10).map { _ in phrase(1 + random.below(4)) }
        .filter { $0.contains { $0 != "-" } }
      let values = try phrases.map {
        NamedValue(name: "x", value: try json(literal($0.joined(separator: " "))))
      }
      let found = EvidenceJoin.evidence(
        for: transcript([text.joined(separator: " ")]), variables: values, outcomes: [])
      for (phrase, item) in zip(phrases, found.variables) {
        var expected: [Int] = []
        var at = 0
        while at + phrase.count <= text.count {
          if Array(text[at..<at + phrase.count]) == phrase {
            expected.append(text[..<at].reduce(0) { $0 + $1.utf8.count + 1 })
            at += phrase.count
          } else {
            at += 1
          }
        }
        #expect(item.links.map(\.range.lowerBound) == expected, "\(phrase)")
        #expect(item.links.allSatisfy { $0.match == .exact })
      }
    }
  }

  @Test("the finding of one value does not depend on the others")
  func independence() throws {
    var random = SeededRandom(seed: 24)
    for _ in 0..<60 {
      let texts = [randomText(&random, 30), randomText(&random, 30)]
      let values = try (0..<12).map { _ in
        NamedValue(name: "x", value: try json(literal(randomText(&random, 1 + random.below(2)))))
      }
      let together = EvidenceJoin.evidence(
        for: transcript(texts), variables: values, outcomes: values.reversed())
      for (position, value) in values.enumerated() {
        let alone = EvidenceJoin.evidence(
          for: transcript(texts), variables: [value], outcomes: []
        ).variables[0]
        #expect(together.variables[position].links == alone.links)
        #expect(together.variables[position].finding == alone.finding)
        #expect(together.outcomes[values.count - 1 - position].links == alone.links)
      }
    }
  }

  @Test("folding what is folded changes nothing")
  func foldingTwice() {
    var random = SeededRandom(seed: 25)
    for _ in 0..<300 {
      let once = folded(randomText(&random, 20))
      #expect(folded(String(decoding: once, as: UTF8.self)) == once)
    }
  }

  @Test("tokens cover the text in order and without overlap, whatever it holds")
  func tokensOfAnything() {
    var random = SeededRandom(seed: 26)
    var folding = FoldedText(seed: 7)
    for _ in 0..<500 {
      var text = String.UnicodeScalarView()
      for _ in 0..<random.below(40) {
        let limit = random.pick([0x80, 0x250, 0x700, 0x3000, 0x11_0000])
        if let scalar = Unicode.Scalar(UInt32(random.below(limit))) { text.append(scalar) }
      }
      let source = String(text)
      folding.fold(source)
      var end: Int32 = 0
      var foldedEnd: Int32 = 0
      for token in folding.tokens {
        #expect(token.sourceStart >= end && token.sourceEnd > token.sourceStart)
        #expect(token.start >= foldedEnd && token.end > token.start)
        end = token.sourceEnd
        foldedEnd = token.end
      }
      #expect(Int(end) <= source.utf8.count)
      #expect(String(validating: folding.bytes[0..<Int(foldedEnd)], as: UTF8.self) != nil)
    }
  }

  @Test("thousands of values in thousands of turns are joined without trouble")
  func hostileSizes() throws {
    let long = String(repeating: "a ", count: 4)
    let texts = [String](repeating: long, count: 10_000)
    let values = try (0..<10_000).map { position in
      let text = String(repeating: "a ", count: position % 300) + "b"
      return NamedValue(name: "v", value: try json(literal(text)))
    }
    let found = EvidenceJoin.evidence(for: transcript(texts), variables: values, outcomes: [])
    #expect(found.variables.count == 10_000)
    #expect(found.variables.allSatisfy { $0.finding == .notSaid })
  }

  @Test("ten thousand times the same value shares its links fairly")
  func sameValues() throws {
    let value = NamedValue(name: "v", value: try json(#""a""#))
    let found = EvidenceJoin.evidence(
      for: transcript([String](repeating: "a a a", count: 2000)),
      variables: [NamedValue](repeating: value, count: 10_000), outcomes: [])
    #expect(found.variables.allSatisfy { $0.links.count == 2 && $0.hasMoreLinks })
  }

  @Test("a long text that was read out word for word is found, a slip in its end is not")
  func longValues() throws {
    let words = (0..<400).map { "word\($0)" }
    let statement = words.joined(separator: " ")
    #expect(try found(statement, in: "Listen: \(statement.uppercased()). Yes?").count == 1)
    #expect(try found(statement, in: statement.replacingLast("9", with: "8")).isEmpty)
    #expect(try found(statement, in: statement + "9").isEmpty)
  }
}

extension String {
  fileprivate func trimmingSpaces() -> String {
    var view = self[...].unicodeScalars
    while let first = view.first, first.properties.isWhitespace { view.removeFirst() }
    while let last = view.last, last.properties.isWhitespace { view.removeLast() }
    return String(view)
  }

  fileprivate func replacingLast(_ target: Character, with replacement: Character) -> String {
    var result = self
    if let index = result.lastIndex(of: target) {
      result.replaceSubrange(index...index, with: String(replacement))
    }
    return result
  }
}
