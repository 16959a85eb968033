/// Texts that break formats in which they are not escaped.
public enum HostileTexts {
  /// Each of them broke somebody's writer or reader.
  public static let all: [String] = [
    "", " ", "\n", "\n\n\n", "\u{0}", "\u{200B}", "\u{200F}\u{200E}", "\u{FEFF}", "\u{2028}",
    "\u{A0}\u{A0}", "\u{3000}",
    "42", "٤٢", "-7", "1.567.202", "3\n4\n5", "12,5", "+33 6 12 34 56 78", "1_000", "1e3",
    "a\n\nb", "a\r\n\r\nb", "a\rb", "a\u{2028}b\u{2029}c\u{85}d\u{B}e\u{C}f",
    "2\n00:00:01,000 --> 00:00:02,000\nnot a cue",
    "00:01.000 --> 00:02.000 align:start\nnot a cue", "-->", "--> -->", "a-->b", "<!-- -->",
    "--", ">", "-- >", "->", "<", "<<<", ">>> who", "a < b > c", "5 <6", "I <3 you",
    "<b>bold</b>", "<b", "</b>", "<i/>", "<v Someone Else>me", "<00:00:09.000>", "<c.hidden>x</c>",
    "<font color=\"#f00\">", "<script>alert(1)</script>", "< b >", "<\u{301}b>", "&\u{301}amp;",
    "&amp;", "&lt;b&gt;", "AT&T", "& ", "&#0;", "&nbsp;", "&unknown;",
    "{\\an8}top", "{\\pos(1,1)}", "{y:i}", "{hello}", "{{customer_name}}", "{", "}", "}{",
    "C:\\new\\Name\\home", "\\", "\\\\", "\\N", "a\\",
    "WEBVTT", "WEBVTT\n\nNOTE x", "NOTE", "NOTE x", "STYLE\n::cue { color: red }", "REGION\nid:1",
    "X-TIMESTAMP-MAP=LOCAL:00:00:00.000", "\u{FEFF}WEBVTT",
    "nul\u{0}led", "\u{1B}[31mred\u{1B}[0m", "\u{1B}]0;title\u{7}", "\u{9B}2J", "bell\u{7}",
    "back\u{8}\u{8}", "tab\tbed", "del\u{7F}", "\u{FFFE}\u{FFFF}", "\u{10FFFF}", "\u{FFFD}",
    "\u{202E}reversed", "\u{2066}isolated", "\u{200F}right", "مرحبا", "شركة ACME ترحب بكم.",
    "iPhone هو هاتفي!", "42 ريال", "שלום, world!", "123", "a\u{5D0}b",
    "e\u{301}e\u{301}", "\u{301}\u{301}", String(repeating: "\u{301}", count: 300),
    "z" + String(repeating: "\u{300}", count: 500), "👩‍👩‍👧‍👦👩🏽‍🚀🇫🇷🇹🇳1️⃣", "\u{200D}👩\u{200D}",
    "🏽", "क्षत्रिय नमस्ते", "กรุงเทพมหานครอมรรตนโกสินทร์", "각각", "\u{1100}\u{1161}\u{11A8}",
    "こんにちは。今日はいい天気ですね、散歩に行きましょうか?「はい」", "我想预约明天上午十点的时间,可以吗?谢谢!",
    "カタカナ゛ﾊﾝｶｸ", "你好iPhone世界", "「" + String(repeating: "」", count: 100),
    String(repeating: "w", count: 600), String(repeating: "ж", count: 600),
    String(repeating: "漢", count: 200), String(repeating: "😀", count: 120),
    "https://example.com/a/very/long/path?with=query&and=more#and-a-fragment-too/end",
    "first.last+tag@some-very-long-domain-name.example-company.com",
    String(repeating: "! ", count: 200),
    String(repeating: "\u{A0}a", count: 100), String(repeating: "« ", count: 60),
    String(repeating: "\u{600}", count: 90), String(repeating: "x\u{200B}", count: 100),
    String(repeating: " \u{200F} ", count: 50) + "x",
    "x" + String(repeating: " \u{200F} ", count: 50),
    "Ça va ? Oui : très bien ; merci ! « Bonjour »", "12 000 € 50 %", "a\u{202F}! b\u{A0}?",
    "Mr. Smith met Dr. Jones. They talked.", "the the the the the the the the the the the the the",
    "\\_*`[x](javascript:alert(1))`*_", "![i](http://x/y.png)", "# Heading", "- item", "1. item",
    "> quote", "| a | b |", "~~x~~", "$$x$$", "@everyone", "a@b.com", "www.evil.example",
    "<https://evil.example>", "[ref]: http://x", "```", "---", "===", ":tada:", "&copy;",
    "<!-- c -->", "<details>", "http://a.example/(x)",
  ]

  /// A random text: words, hostile texts and odd characters in a row.
  public static func random(using random: inout SeededRandom) -> String {
    var text = ""
    for _ in 0..<random.below(12) {
      switch random.below(5) {
      case 0: text += random.pick(all)
      case 1: text.unicodeScalars.append(scalar(&random))
      default: text += word(&random)
      }
      if !random.oneIn(4) { text += random.pick(separators) }
    }
    return text
  }

  /// A word of letters, digits and punctuation.
  public static func word(_ random: inout SeededRandom) -> String {
    var word = ""
    for _ in 0...random.below(random.oneIn(20) ? 60 : 9) {
      word += random.pick(letters)
    }
    return random.oneIn(6) ? word + random.pick([".", ",", "?", "!", ":", "…", "؟", "،"]) : word
  }

  private static let letters = [
    "a", "b", "e", "o", "t", "é", "ç", "م", "ن", "ي", "1", "7", "Z", "漢", "ん", "-", "'", "ß",
  ]
  private static let separators = [
    " ", " ", " ", " ", "\n", "  ", "\u{A0}", "\u{202F}", "\u{200B}", "\t", "\u{0}", "\u{2028}",
  ]

  private static func scalar(_ random: inout SeededRandom) -> Unicode.Scalar {
    let bound: [UInt32] = [0x20, 0xA0, 0x300, 0x700, 0x2100, 0x3100, 0x10000, 0x1FB00, 0x110000]
    for _ in 0..<8 {
      if let scalar = Unicode.Scalar(UInt32(random.below(Int(random.pick(bound))))) {
        return scalar
      }
    }
    return "x"
  }
}
