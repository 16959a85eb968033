@testable import CallPressCore
import TestSupport
import Testing

@Suite("Values as people say them, by law")
struct SpokenLawsTests {
  private static let words = [
    "one", "two", "twenty", "hundred", "thousand", "and", "a", "oh", "double", "point", "half",
    "past", "three", "thirty", "pm", "March", "fourteenth", "may", "the", "of", "at", "dot",
    "deux", "quatre", "vingt", "vingts", "soixante", "dix", "et", "mille", "cent", "heures",
    "demie", "mars", "quatorze", "virgule", "arobase", "tiret", "dinars", "ثلاثة", "وعشرين",
    "مية", "ألف", "وميتين", "ونص", "الساعة", "مارس", "أربعتاش", "عشر", "صفر", "دبل", "من",
    "L", "I", "N", "A", "14", "3", "500", "15h30", "14th", ",", "-", ".", "yes", "لا", "؟", "كانون",
    "الثاني", "sara", "example", "com", "millimes", "dollars", "cents", "ou", "seconds",
  ]
  private static let values = [
    "42", "1250.75", "\"+216 20 123 456\"", "\"2026-03-14\"", "\"15:30\"", "\"Lina\"", "3", "123",
    "\"sara@example.com\"", "\"12 dinars\"", "true", "\"AB12\"", "\"2026-01-03T15:30:00\"", "500",
    "\"3,500 TND\"",
  ]

  private func randomText(_ random: inout SeededRandom, _ count: Int) -> String {
    (0..<count).map { _ in random.pick(Self.words) + random.pick([" ", " ", " ", ", ", "-"]) }
      .joined()
  }

  private func evidence(_ texts: [String]) throws -> [Evidence.Item] {
    let values = try Self.values.map { NamedValue(name: "confirmed", value: try json($0)) }
    return EvidenceJoin.evidence(for: transcript(texts), variables: values, outcomes: []).variables
  }

  @Test("links stand in order, apart, inside the texts and on the borders of characters")
  func ranges() throws {
    var random = SeededRandom(seed: 50)
    for _ in 0..<300 {
      let texts = (0..<4).map { _ in randomText(&random, 10) }
      for item in try evidence(texts) {
        var previous: Evidence.Link?
        for link in item.links {
          let bytes = Array(texts[link.turn - 1].utf8)
          #expect(!link.range.isEmpty && link.range.upperBound <= bytes.count)
          guard link.range.upperBound <= bytes.count else { continue }
          #expect(String(validating: bytes[link.range], as: UTF8.self) != nil)
          if let previous {
            #expect(
              (previous.turn, previous.range.upperBound) <= (link.turn, link.range.lowerBound)
                || previous.turn < link.turn)
          }
          previous = link
        }
        let hasStrong = item.links.contains { $0.strength == .strong }
        #expect((item.finding == .said) == hasStrong)
        #expect((item.finding == .maybeSaid) == (!hasStrong && !item.links.isEmpty))
      }
    }
  }

  @Test("the same dialogue gives the same links")
  func sameAgain() throws {
    var random = SeededRandom(seed: 51)
    for _ in 0..<50 {
      let texts = (0..<4).map { _ in randomText(&random, 10) }
      #expect(try evidence(texts).map(\.links) == evidence(texts).map(\.links))
    }
  }

  @Test("turns before and behind take no link away")
  func foreignTurns() throws {
    var random = SeededRandom(seed: 52)
    for _ in 0..<100 {
      let texts = (0..<3).map { _ in randomText(&random, 10) }
      // The speakers take turns, so that two turns before leave each with its speaker.
      let more = ["Bonjour et bienvenue.", "مرحبا."] + texts + ["Good bye.", "Au revoir."]
      for (alone, among) in zip(try evidence(texts), try evidence(more)) {
        let moved = Set(
          among.links.map { [$0.turn - 2, $0.range.lowerBound, $0.range.upperBound] })
        for link in alone.links {
          #expect(moved.contains([link.turn, link.range.lowerBound, link.range.upperBound]))
        }
      }
    }
  }

  @Test("what is found of a value does not depend on the others")
  func independence() throws {
    var random = SeededRandom(seed: 53)
    for _ in 0..<60 {
      let texts = (0..<3).map { _ in randomText(&random, 12) }
      for (value, item) in zip(Self.values, try evidence(texts)) {
        let named = NamedValue(name: "confirmed", value: try json(value))
        let alone = EvidenceJoin.evidence(
          for: transcript(texts), variables: [named], outcomes: []
        ).variables[0]
        #expect(alone.links == item.links && alone.finding == item.finding, "\(value)")
      }
    }
  }

  @Test("every number up to ten thousand is found as it is said, and as nothing else")
  func numbersRoundTrip() throws {
    var random = SeededRandom(seed: 54)
    for _ in 0..<600 {
      let number = 11 + random.below(9_989)
      let other = number + 1 + random.below(50)
      for said in [
        EnglishNumber.words(number), FrenchNumber.words(number), ArabicNumber.words(number),
      ] {
        let text = "so \(said) euros"
        #expect(try found(number: "\(number)", in: text) == [said], "\(number)")
        #expect(try found(number: "\(other)", in: text) == [], "\(other) in \(said)")
      }
    }
  }

  @Test("rows of number words of any length are read in passing")
  func floods() throws {
    let row = [
      "two ", "vingt ", "soixante ", "ثلاثة و", "double ", "L ", "oh ", "thousand ", "mille ",
      "at dot ",
    ]
    for word in row {
      let text = String(repeating: word, count: 20_000)
      #expect(try evidence([text, text]).count == Self.values.count)
    }
    let mixed = String(repeating: "soixante dix quatre vingt ", count: 5_000)
    #expect(try evidence([mixed]).count == Self.values.count)
  }

  @Test("thousands of values are looked for at once")
  func manyValues() throws {
    let values = try (0..<5_000).map {
      NamedValue(name: "is_confirmed", value: try json($0 % 7 == 0 ? "true" : "\"\(20_000 + $0)\""))
    }
    let text = String(repeating: "twenty thousand, two zero zero zero one. ", count: 200)
    let items = EvidenceJoin.evidence(
      for: transcript([text, "yes"]), variables: values, outcomes: []
    ).variables
    #expect(items.count == 5_000)
  }
}

/// Numbers in words, by the rules of the language alone.
private enum EnglishNumber {
  static func words(_ number: Int) -> String {
    let small = [
      "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
      "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
    let tens = [
      "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ]
    switch number {
    case ..<20: return small[number]
    case ..<100: return tens[number / 10] + (number % 10 > 0 ? "-" + small[number % 10] : "")
    case ..<1000:
      return small[number / 100] + " hundred"
        + (number % 100 > 0 ? " and " + words(number % 100) : "")
    default:
      let rest = number % 1000
      return words(number / 1000) + " thousand" + (rest > 0 ? " " + words(rest) : "")
    }
  }
}

private enum FrenchNumber {
  static func words(_ number: Int) -> String {
    let small = [
      "", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
      "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
    ]
    let tens = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante", "", "quatre-vingt"]
    switch number {
    case ..<20: return small[number]
    case 71: return "soixante et onze"
    case 80: return "quatre-vingts"
    case 70..<80: return "soixante-" + small[number - 60]
    case 80...: break
    default:
      let unit = number % 10
      return tens[number / 10] + (unit == 0 ? "" : unit == 1 ? " et un" : "-" + small[unit])
    }
    switch number {
    case ..<100: return "quatre-vingt-" + small[number - 80]
    case ..<1000:
      let rest = number % 100
      let hundred =
        number / 100 == 1 ? "cent" : small[number / 100] + " cent" + (rest == 0 ? "s" : "")
      return hundred + (rest > 0 ? " " + words(rest) : "")
    default:
      let rest = number % 1000
      return (number / 1000 == 1 ? "mille" : words(number / 1000) + " mille")
        + (rest > 0 ? " " + words(rest) : "")
    }
  }
}

private enum ArabicNumber {
  static func words(_ number: Int) -> String {
    let small = [
      "", "واحد", "اثنين", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة",
      "أحداش", "اثناش", "ثلطاش", "أربعطاش", "خمسطاش", "ستاش", "سبعطاش", "ثمنطاش", "تسعطاش",
    ]
    let tens = ["", "", "عشرين", "ثلاثين", "أربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين"]
    let hundreds = [
      "", "مية", "ميتين", "ثلاثمية", "أربعمية", "خمسمية", "ستمية", "سبعمية", "ثمنمية", "تسعمية",
    ]
    func joined(_ first: String, _ rest: Int) -> String {
      rest == 0 ? first : first + " و" + words(rest)
    }
    switch number {
    case ..<20: return small[number]
    case ..<100:
      return number % 10 == 0 ? tens[number / 10] : small[number % 10] + " و" + tens[number / 10]
    case ..<1000: return joined(hundreds[number / 100], number % 100)
    case ..<2000: return joined("ألف", number % 1000)
    case ..<3000: return joined("ألفين", number % 1000)
    default: return joined(small[number / 1000] + " آلاف", number % 1000)
    }
  }
}
