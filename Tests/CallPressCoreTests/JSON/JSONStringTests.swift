import CallPressCore
import Foundation
import TestSupport
import Testing

@Suite("JSON: strings")
struct JSONStringTests {
  private func decode(_ literal: String) throws -> String? {
    try JSONDocument(parsing: Array(literal.utf8)).root.string
  }

  private func foundation(_ literal: String) throws -> String {
    try JSONDecoder().decode([String].self, from: Data("[\(literal)]".utf8))[0]
  }

  @Test("every escape of a code unit that is a character means what Foundation says")
  func everyEscape() throws {
    for unit in UInt32(0)...0xFFFF where unit % 7 == 0 || unit < 0x300 || unit & 0xF800 == 0xD800 {
      guard let scalar = Unicode.Scalar(unit) else { continue }
      let hex = String(unit, radix: 16)
      let digits = String(repeating: "0", count: 4 - hex.count) + hex
      #expect(try decode("\"a\\u\(digits)b\"") == "a\(Character(scalar))b")
      #expect(try decode("\"\\u\(digits.uppercased())\"")?.unicodeScalars.first == scalar)
    }
    var random = SeededRandom(seed: 9)
    for _ in 0..<400 {
      var literal = "\""
      for _ in 0..<random.below(12) {
        literal += random.pick([
          #"\""#, #"\\"#, #"\/"#, #"\b"#, #"\f"#, #"\n"#, #"\r"#, #"\t"#, #"\u0041"#, #"\u00e9"#,
          #"\u0642"#, #"\u20ac"#, #"\ud83d\ude00"#, #"\uDBFF\uDFFF"#, #"\u0000"#, "a", "é", "ق",
          "😀",
        ])
      }
      literal += "\""
      #expect(try decode(literal) == foundation(literal), "\(literal)")
    }
  }

  @Test("half a surrogate pair becomes U+FFFD and is known")
  func loneSurrogates() throws {
    for (literal, text) in [
      (#""\ud800""#, "\u{FFFD}"), (#""a\udc00b""#, "a\u{FFFD}b"),
      (#""\ud800\ud800\udc00""#, "\u{FFFD}\u{10000}"), (#""\udc00\ud800""#, "\u{FFFD}\u{FFFD}"),
      (#""\ud800\n""#, "\u{FFFD}\n"), (#""\ud83dx\ude00""#, "\u{FFFD}x\u{FFFD}"),
    ] {
      let value = try JSONDocument(parsing: Array(literal.utf8)).root
      #expect(value.string == text)
      #expect(value.hasLoneSurrogate)
    }
    for literal in [#""\ud83d\ude00""#, #""\\ud800""#, #""d800""#, #""\u00e9""#] {
      #expect(try !JSONDocument(parsing: Array(literal.utf8)).root.hasLoneSurrogate)
    }
  }

  @Test("strings of generated calls are what Foundation reads")
  func calls() throws {
    for call in CallGenerator.calls(3, seed: 10) {
      let root = try JSONDocument(parsing: call).root
      let object = try JSONSerialization.jsonObject(with: Data(call)) as? [String: Any]
      let data = try #require(object?["data"] as? [String: Any])
      #expect(root["data"]?["transcript"]?.string == data["transcript"] as? String)
      let turns = try #require(data["transcript_object"] as? [[String: Any]])
      let ours = try #require(root["data"]?["transcript_object"])
      #expect(ours.children.map { $0["content"]?.string } == turns.map { $0["content"] as? String })
    }
  }
}
