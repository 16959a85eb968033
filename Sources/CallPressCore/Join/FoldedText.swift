/// A text cut into tokens and reduced to what tolerant comparison goes by.
///
/// Words are runs of letters and digits, numbers runs of digits, marks single characters. Case,
/// accents, Arabic vowel signs and letter variants, the script of digits, the kind of white space,
/// apostrophe and dash are folded away. Each token knows the bytes it came from. One value is
/// reused from text to text.
struct FoldedText {
  /// What a token is made of.
  enum Kind: UInt8 {
    /// Letters of Latin, Greek or Cyrillic, with digits among them.
    case word
    /// Letters of other scripts.
    case otherWord
    /// Digits alone.
    case digits
    /// One punctuation character or symbol.
    case mark
  }

  /// One token.
  struct Token {
    /// Where its folded bytes stand in ``FoldedText/bytes``.
    var start: Int32
    var end: Int32
    /// Where it stands in the original text.
    var sourceStart: Int32
    var sourceEnd: Int32
    var hash: UInt64
    var kind: Kind
    /// Whether white space stands before it.
    var hasSpace: Bool

    var range: Range<Int> { Int(start)..<Int(end) }
    var length: Int { Int(end &- start) }
  }

  /// The folded tokens, with one space wherever the original has white space between two.
  private(set) var bytes: [UInt8] = []
  /// The tokens in order.
  private(set) var tokens: [Token] = []
  /// Mixed into every hash, so that nobody can prepare tokens that collide.
  let seed: UInt64

  init(seed: UInt64) {
    self.seed = seed
  }

  /// The first folded byte of a token; tokens are never empty.
  func firstByte(_ token: Int) -> UInt8 { bytes[Int(tokens[token].start)] }

  /// Takes another text.
  mutating func fold(_ text: String) {
    var text = text
    text.withUTF8 { fold($0) }
  }

  /// Takes another text.
  mutating func fold(_ source: UnsafeBufferPointer<UInt8>) {
    tokens.removeAll(keepingCapacity: true)
    // The worst there is: a few letters of two bytes whose lower case has three.
    let needed = source.count + source.count / 2 + 8
    if bytes.count < needed { bytes = [UInt8](repeating: 0, count: needed) }
    guard let base = source.baseAddress else { return }
    let seed = seed
    var pending = tokens
    tokens = []
    bytes.withUnsafeMutableBufferPointer { target in
      guard let out = target.baseAddress else { return }
      var folder = Folder(source: base, count: source.count, out: out, seed: seed)
      folder.run(&pending)
    }
    tokens = pending
  }

  /// Hashes folded bytes.
  @inline(__always)
  static func hash(_ bytes: UnsafePointer<UInt8>, _ count: Int, seed: UInt64) -> UInt64 {
    var state = seed ^ UInt64(truncatingIfNeeded: count)
    guard count >= 8 else { return mix(state ^ ByteRuns.start(bytes, count)) }
    var at = 0
    while at &+ 8 < count {
      state = mix(state ^ ByteRuns.load8(bytes + at))
      at &+= 8
    }
    return mix(state ^ ByteRuns.load8(bytes + (count &- 8)))
  }

  @inline(__always)
  static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }
}

/// The one pass over a text.
private struct Folder {
  let source: UnsafePointer<UInt8>
  let count: Int
  let out: UnsafeMutablePointer<UInt8>
  let seed: UInt64
  var written = 0
  var kind: FoldedText.Kind?
  var tokenStart = 0
  var tokenSource = 0
  var sourceEnd = 0
  var hasSpace = false
  var endsInAlefMaqsura = false

  init(
    source: UnsafePointer<UInt8>, count: Int, out: UnsafeMutablePointer<UInt8>, seed: UInt64
  ) {
    self.source = source
    self.count = count
    self.out = out
    self.seed = seed
  }

  mutating func run(_ tokens: inout [FoldedText.Token]) {
    var at = 0
    while at < count {
      let byte = source[at]
      if byte < 0x80 {
        let lower = byte | 0x20
        if lower &- 0x61 < 26 || byte == UInt8(ascii: "_") {
          if kind == .digits { kind = .word }
          begin(.word, at, &tokens)
          out[written] = byte == UInt8(ascii: "_") ? byte : lower
          written &+= 1
          at = foldLetters(at &+ 1)
          sourceEnd = at
          continue
        } else if byte &- 0x30 < 10 {
          appendDigit(byte, at, at &+ 1, &tokens)
        } else if byte <= 0x20 {
          close(&tokens)
          hasSpace = true
        } else if byte != 0x7F {
          close(&tokens)
          begin(.mark, at, &tokens)
          out[written] = byte == UInt8(ascii: "`") ? UInt8(ascii: "'") : byte
          written &+= 1
          sourceEnd = at &+ 1
          close(&tokens)
        }
        at &+= 1
      } else {
        let behind = foldArabicLetters(at, &tokens)
        at = behind > at ? behind : foldScalar(at, &tokens)
      }
    }
    close(&tokens)
  }

  /// Goes through the ASCII letters that follow in a word.
  @inline(__always)
  private mutating func foldLetters(_ start: Int) -> Int {
    var at = start
    var end = written
    // Eight at a time: each letter takes as much room as it did, so that the bytes behind the last
    // of them are written over later, and what is left of the source leaves room for them.
    while at &+ 8 <= count {
      let bytes = ByteRuns.load8(source + at)
      let lower = bytes | 0x2020_2020_2020_2020
      let low = lower & 0x7F7F_7F7F_7F7F_7F7F
      // The high bit of each byte from "a" on, and from behind "z" on.
      let letters =
        (low &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(low &+ 0x0505_0505_0505_0505) & ~bytes
        & 0x8080_8080_8080_8080
      ByteRuns.store8(lower, to: out + end)
      let others = letters ^ 0x8080_8080_8080_8080
      let length = others == 0 ? 8 : UInt64(littleEndian: others).trailingZeroBitCount &>> 3
      at &+= length
      end &+= length
      if length < 8 {
        written = end
        return at
      }
    }
    while at < count {
      let lower = source[at] | 0x20
      guard lower &- 0x61 < 26 else { break }
      out[end] = lower
      end &+= 1
      at &+= 1
    }
    written = end
    return at
  }

  /// Goes through the Arabic letters at a place that stay as they are, most of them.
  @inline(__always)
  private mutating func foldArabicLetters(
    _ start: Int, _ tokens: inout [FoldedText.Token]
  ) -> Int {
    guard isPlainArabic(start) else { return start }
    begin(.otherWord, start, &tokens)
    var at = start
    var end = written
    repeat {
      out[end] = source[at]
      out[end &+ 1] = source[at &+ 1]
      end &+= 2
      at &+= 2
    } while isPlainArabic(at)
    sourceEnd = at
    endsInAlefMaqsura = false
    written = end
    return at
  }

  /// Whether a letter begins here that folding leaves as it is: U+0627, U+0628, U+062A to U+063A;
  /// U+0641 to U+0648, U+064A.
  @inline(__always)
  private func isPlainArabic(_ at: Int) -> Bool {
    guard at &+ 1 < count else { return false }
    let lead = source[at]
    let trail = source[at &+ 1]
    return lead == 0xD8
      ? trail >= 0xA7 && trail <= 0xBA && trail != 0xA9
      : lead == 0xD9 && trail >= 0x81 && trail <= 0x8A && trail != 0x89
  }

  private mutating func foldScalar(_ at: Int, _ tokens: inout [FoldedText.Token]) -> Int {
    let lead = source[at]
    // Swift text is well-formed UTF-8, but nothing here may read past the end if it is not.
    let length = min(lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2, count &- at)
    var scalar = UInt32(lead & (length == 4 ? 0x07 : length == 3 ? 0x0F : 0x1F))
    for offset in 1..<max(length, 1) { scalar = scalar << 6 | UInt32(source[at &+ offset] & 0x3F) }
    let next = at &+ max(length, 1)
    switch LetterFolding.fold(scalar) {
    case .letter(let first, let second):
      let isLatin = scalar < 0x0590 || first < 0x80
      if isLatin, kind == .digits { kind = .word }
      begin(isLatin ? .word : .otherWord, at, &tokens)
      append(first)
      if second != 0 { append(second) }
      sourceEnd = next
      endsInAlefMaqsura = scalar == 0x0649
    case .standalone(let value):
      close(&tokens)
      begin(.otherWord, at, &tokens)
      append(value)
      sourceEnd = next
      close(&tokens)
    case .digit(let digit): appendDigit(0x30 &+ digit, at, next, &tokens)
    case .mark(let value):
      close(&tokens)
      begin(.mark, at, &tokens)
      append(value)
      sourceEnd = next
      close(&tokens)
    case .space:
      close(&tokens)
      hasSpace = true
    case .diacritic: if kind != nil { sourceEnd = next }
    case .invisible: break
    }
    return next
  }

  @inline(__always)
  private mutating func appendDigit(
    _ digit: UInt8, _ at: Int, _ next: Int, _ tokens: inout [FoldedText.Token]
  ) {
    // A digit belongs to a Latin word, as in A12, and to no other.
    begin(kind == .word ? .word : .digits, at, &tokens)
    out[written] = digit
    written &+= 1
    sourceEnd = next
  }

  @inline(__always)
  private mutating func begin(
    _ wanted: FoldedText.Kind, _ at: Int, _ tokens: inout [FoldedText.Token]
  ) {
    if kind == wanted { return }
    close(&tokens)
    if hasSpace, !tokens.isEmpty {
      out[written] = 0x20
      written &+= 1
    }
    kind = wanted
    tokenStart = written
    tokenSource = at
    endsInAlefMaqsura = false
  }

  @inline(__always)
  private mutating func close(_ tokens: inout [FoldedText.Token]) {
    guard let kind else { return }
    let length = written &- tokenStart
    if endsInAlefMaqsura { keepPreposition(length) }
    tokens.append(
      FoldedText.Token(
        start: Int32(truncatingIfNeeded: tokenStart), end: Int32(truncatingIfNeeded: written),
        sourceStart: Int32(truncatingIfNeeded: tokenSource),
        sourceEnd: Int32(truncatingIfNeeded: sourceEnd),
        hash: FoldedText.hash(out + tokenStart, length, seed: seed), kind: kind,
        hasSpace: hasSpace))
    self.kind = nil
    hasSpace = false
  }

  /// The preposition على, one of the commonest words, keeps its last letter: folded it would be
  /// the name علي.
  private mutating func keepPreposition(_ length: Int) {
    guard length == 6 || length == 8 else { return }
    let word = out + (written &- 6)
    guard word[0] == 0xD8, word[1] == 0xB9, word[2] == 0xD9, word[3] == 0x84 else { return }
    if length == 8 {
      // After "and" or "so" it is the same word.
      guard out[tokenStart] == 0xD9,
        out[tokenStart &+ 1] == 0x88 || out[tokenStart &+ 1] == 0x81
      else { return }
    }
    word[5] = 0x89
  }

  @inline(__always)
  private mutating func append(_ scalar: UInt32) {
    if scalar < 0x80 {
      out[written] = UInt8(truncatingIfNeeded: scalar)
      written &+= 1
    } else if scalar < 0x800 {
      out[written] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
      out[written &+ 1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      written &+= 2
    } else if scalar < 0x10000 {
      out[written] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
      out[written &+ 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
      out[written &+ 2] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      written &+= 3
    } else {
      out[written] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
      out[written &+ 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F)
      out[written &+ 2] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
      out[written &+ 3] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      written &+= 4
    }
  }
}
