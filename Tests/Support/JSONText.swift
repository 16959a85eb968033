/// Makes random JSON texts, the same ones for the same seed.
public struct JSONText: Sendable {
  private var random: SeededRandom
  private var text = ""
  /// Whether white space stands between tokens at random.
  private var isLoose = false
  /// How many names were made, where no two may be the same.
  private var names: Int?

  /// Starts from a seed.
  ///
  /// - Parameter hasUniqueNames: Whether no two members of a text have the same name.
  public init(seed: UInt64, hasUniqueNames: Bool = false) {
    random = SeededRandom(seed: seed)
    if hasUniqueNames { names = 0 }
  }

  private static let strings = [
    "", "a", "word", "role", "start", "Bonjour ", "é", "قال ", "السلام عليكم ورحمة الله", "日本語",
    "😀", "a😀b", #"\""#, #"\\"#, #"\/"#, #"\n\t\r\b\f"#, #"\u00e9"#, #"\ud83d\ude00"#, #"\ud800"#,
    #"\udc00\ud800"#, #"\u0000"#, "\u{7F}", "\u{2028}", "exactly8", "sixteen bytes...", "e\u{301}",
    "a rather long text that does not fit in a word of the machine, nor in two or three of them",
  ]

  private static let numbers = [
    "0", "-0", "1", "-1", "12.5", "0.25", "1.10", "12345678901234567890", "1e400", "1E-3", "2e+7",
    "123456789.123456789", "-0.0", "100000000", "9.99",
  ]

  /// The next text.
  public mutating func next() -> [UInt8] {
    text = ""
    isLoose = random.oneIn(2)
    space()
    if names == nil, random.oneIn(2) { records() } else { value(5) }
    space()
    return Array(text.utf8)
  }

  private mutating func space() {
    guard isLoose, random.oneIn(2) else { return }
    text += random.pick([" ", "\n", "\r\n", "\t", "    "])
  }

  private mutating func string() {
    text += "\"\(random.pick(Self.strings))\""
  }

  private mutating func name() {
    guard let count = names else { return string() }
    names = count + 1
    text += "\"\(random.pick(Self.strings))\(count)\""
  }

  private mutating func scalar() {
    switch random.below(4) {
    case 0: text += random.pick(["null", "true", "false"])
    case 1: text += random.pick(Self.numbers)
    default: string()
    }
  }

  private mutating func value(_ depth: Int) {
    guard depth > 0, !random.oneIn(3) else { return scalar() }
    let isObject = random.oneIn(2)
    text += isObject ? "{" : "["
    for position in 0..<random.below(5) {
      if position > 0 { text += "," }
      space()
      if isObject {
        name()
        space()
        text += ":"
        space()
      }
      value(depth - 1)
      space()
    }
    text += isObject ? "}" : "]"
  }

  /// An array of objects that are nearly all alike, as words are.
  private mutating func records() {
    let names = (0..<1 + random.below(9)).map { _ in random.pick(Self.strings) }
    let gap = isLoose ? random.pick(["", " ", "\n  ", "                        "]) : ""
    text += "["
    for position in 0..<random.below(60) {
      if position > 0 { text += ",\(gap)" }
      if random.oneIn(12) {
        value(3)
        continue
      }
      text += "{\(gap)"
      for (member, name) in names.enumerated() {
        if member > 0 { text += ",\(gap)" }
        text += random.oneIn(40) ? "\"other\":" : "\"\(name)\":\(gap)"
        if random.oneIn(30) { value(2) } else { scalar() }
      }
      text += "\(random.oneIn(40) ? " " : gap)}"
    }
    text += "]"
  }
}
