import CallPressCore
import TestSupport
import Testing

@Suite("Display width")
struct DisplayWidthTests {
  @Test(
    "columns as terminals and subtitle editors count them",
    arguments: [
      ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("مرحبا", 5), ("مَرْحَبًا", 5), ("漢字", 4),
      ("カタ", 4), ("ｶﾀ", 2), ("한국", 4), ("각", 2), ("\u{1100}\u{1161}\u{11A8}", 2), ("😀", 2),
      ("👩‍👩‍👧‍👦", 2), ("👍🏽", 2), ("🇫🇷", 2), ("❤\u{FE0F}", 2), ("1\u{FE0F}\u{20E3}", 2),
      ("a\u{200B}b", 2), ("\u{FEFF}", 0), ("\u{AD}", 0), ("\u{202E}x\u{202C}", 1), ("नमस्ते", 4),
      ("…", 1), ("—", 1), ("‹b›", 3), ("．", 2), ("\u{0}\u{1B}", 0),
    ])
  func columns(text: String, expected: Int) {
    #expect(DisplayWidth.columns(of: text) == expected)
  }

  @Test("the columns of a text are those of its grapheme clusters")
  func additivity() {
    var random = SeededRandom(seed: 3)
    let texts = HostileTexts.all + (0..<200).map { _ in HostileTexts.random(using: &random) }
    for text in texts {
      let parts = text.reduce(0) { $0 + DisplayWidth.columns(of: String($1)) }
      #expect(DisplayWidth.columns(of: text) == parts, "\(text)")
    }
  }
}
