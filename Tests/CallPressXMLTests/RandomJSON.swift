import TestSupport

/// Makes JSON of every kind that its grammar allows, odd more often than not; the same for the
/// same seed.
struct RandomJSON {
  private var random: SeededRandom
  private var text = ""

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
  }

  /// A document, in about one of two cases an object.
  mutating func document() -> [UInt8] {
    text = ""
    space()
    if random.oneIn(2) { object(depth: 4) } else { value(depth: 4) }
    space()
    return Array(text.utf8)
  }

  /// Brackets inside brackets, with a value at the bottom.
  mutating func nested(_ depth: Int) -> [UInt8] {
    text = ""
    var closing: [String] = []
    for _ in 0..<depth {
      if random.oneIn(2) {
        text += "["
        closing.append("]")
      } else {
        text += "{"
        string()
        text += ":"
        closing.append("}")
      }
    }
    scalar()
    text += closing.reversed().joined()
    return Array(text.utf8)
  }

  private mutating func value(depth: Int) {
    switch random.below(depth > 0 ? 6 : 4) {
    case 4: object(depth: depth - 1)
    case 5: array(depth: depth - 1)
    default: scalar()
    }
  }

  private mutating func scalar() {
    switch random.below(4) {
    case 0: text += random.pick(["null", "true", "false"])
    case 1: text += random.pick(Self.numbers)
    default: string()
    }
  }

  private mutating func object(depth: Int) {
    text += "{"
    space()
    for position in 0..<random.below(6) {
      if position > 0 { text += "," }
      space()
      string()
      space()
      text += ":"
      space()
      value(depth: depth)
      space()
    }
    text += "}"
  }

  private mutating func array(depth: Int) {
    text += "["
    space()
    for position in 0..<random.below(5) {
      if position > 0 { text += "," }
      space()
      value(depth: depth)
      space()
    }
    text += "]"
  }

  private mutating func string() {
    text += "\""
    if random.oneIn(20) { text += String(repeating: "long text ", count: 150 + random.below(50)) }
    for _ in 0..<random.below(6) { text += random.pick(Self.pieces) }
    text += "\""
  }

  private mutating func space() {
    if random.oneIn(4) { text += random.pick([" ", "\n", "\t", "\r\n", "   "]) }
  }

  private static let numbers = [
    "0", "-0", "-0.0", "1", "1.10", "12345678901234567890", "-1e400", "1E+5", "0.1e-5",
    "12.340000000000002", "3.14159265358979323846264338327950288",
    "1" + String(repeating: "0", count: 400),
  ]

  /// Every kind of character that somebody might trip over.
  private static let pieces: [String] =
    [
      "a", "key", "word", " ", "  ", "é", "«", "مرحبا", "中", "😀", "&", "<", ">", "'", "&amp;",
      "&#10;",
      "]]>", "<!--", "-->", "<?x?>", "\u{7F}", "\u{85}", "\u{9F}", "\u{A0}", "\u{2028}", "\u{202E}",
      "\u{FEFF}", "\u{FFFD}", "\u{301}", "\u{10FFFD}", "xmlns", "{urn:x}y",
      #"\""#, #"\\"#, #"\/"#, #"\b"#, #"\f"#, #"\n"#, #"\r"#, #"\t"#, #"\u0000"#, #"\u0001"#,
      #"\u001F"#, #"\u0041"#, #"\u00e9"#, #"\u00E9"#, #"\uD800"#, #"\udfff"#, #"\ud83d\ude00"#,
      #"\uFFFE"#, #"\uffff"#, #"\u0085"#,
    ] + [0xFDD0, 0x1FFFE, 0x10FFFF].compactMap { Unicode.Scalar($0).map { String($0) } }
}
