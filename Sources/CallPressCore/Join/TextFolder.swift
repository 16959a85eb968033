/// The one pass over a text that folds it.
///
/// The target must have room for half as much again as the source, and sixteen bytes.
struct TextFolder {
  private let source: UnsafePointer<UInt8>
  private let count: Int
  private let out: UnsafeMutablePointer<UInt8>
  private let seed: UInt64
  private let tables = LetterTables.shared
  /// How many bytes were written.
  private(set) var written = 0
  /// What the open token is made of, `nil` between tokens.
  private var kind: FoldedText.Kind?
  private var tokenStart = 0
  private var tokenSource = 0
  private var sourceEnd = 0
  private var hasSpace = false
  private var endsInAlefMaqsura = false

  init(
    source: UnsafePointer<UInt8>, count: Int, out: UnsafeMutablePointer<UInt8>, seed: UInt64
  ) {
    self.source = source
    self.count = count
    self.out = out
    self.seed = seed
  }

  mutating func run(_ tokens: inout Scratch<FoldedText.Token>) {
    var at = 0
    while at < count {
      let byte = source[at]
      if byte < 0x80 {
        let lower = byte | 0x20
        if lower &- 0x61 < 26 || byte == UInt8(ascii: "_") {
          if kind == nil, case let behind = shortWord(at, &tokens), behind > at {
            at = behind
            continue
          }
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

  /// A whole word of fewer than eight ASCII letters with neither a letter, a digit nor a sign of
  /// another script behind it, as most words in English are, and the space behind it.
  ///
  /// - Returns: Behind it, or the same place where there is no such word.
  @inline(__always)
  private mutating func shortWord(
    _ start: Int, _ tokens: inout Scratch<FoldedText.Token>
  ) -> Int {
    guard start &+ 8 <= count else { return start }
    let bytes = UInt64(littleEndian: ByteRuns.load8(source + start))
    let lower = bytes | 0x2020_2020_2020_2020
    let others = Self.letters(bytes, lower) ^ 0x8080_8080_8080_8080
    guard others != 0 else { return start }
    let length = others.trailingZeroBitCount &>> 3
    let bits = UInt64(length &* 8)
    let behind = UInt8(truncatingIfNeeded: bytes &>> bits)
    guard length > 0, behind < 0x7F, behind &- 0x30 >= 10, behind != UInt8(ascii: "_") else {
      return start
    }
    beginToken(tokens.isEmpty)
    let word = lower & ((1 &<< bits) &- 1)
    ByteRuns.store8(word.littleEndian, to: out + written)
    tokens.append(
      FoldedText.Token(
        start: Int32(truncatingIfNeeded: written),
        end: Int32(truncatingIfNeeded: written &+ length),
        sourceStart: Int32(truncatingIfNeeded: start),
        sourceEnd: Int32(truncatingIfNeeded: start &+ length),
        hash: FoldedText.hash(short: word, length, seed: seed), kind: .word, hasSpace: hasSpace))
    written &+= length
    hasSpace = behind == 0x20
    return start &+ length &+ (hasSpace ? 1 : 0)
  }

  /// The high bits of those of eight bytes that are ASCII letters.
  @inline(__always)
  private static func letters(_ bytes: UInt64, _ lower: UInt64) -> UInt64 {
    // The high bit of each byte from "a" on, and from behind "z" on.
    let low = lower & 0x7F7F_7F7F_7F7F_7F7F
    return (low &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(low &+ 0x0505_0505_0505_0505) & ~bytes
      & 0x8080_8080_8080_8080
  }

  /// Goes through the letters that follow in a word: ASCII, and those with accents of Latin-1.
  @inline(__always)
  private mutating func foldLetters(_ start: Int) -> Int {
    var at = start
    var end = written
    while true {
      // Eight at a time: each letter takes no more room than it did, so that the bytes behind the
      // last of them are written over later, and what is left of the source leaves room for them.
      while at &+ 8 <= count {
        let bytes = UInt64(littleEndian: ByteRuns.load8(source + at))
        let lower = bytes | 0x2020_2020_2020_2020
        ByteRuns.store8(lower.littleEndian, to: out + end)
        let others = Self.letters(bytes, lower) ^ 0x8080_8080_8080_8080
        let length = others == 0 ? 8 : others.trailingZeroBitCount &>> 3
        at &+= length
        end &+= length
        if length < 8 { break }
      }
      while at < count, (source[at] | 0x20) &- 0x61 < 26 {
        out[end] = source[at] | 0x20
        end &+= 1
        at &+= 1
      }
      guard at &+ 1 < count, source[at] == 0xC3,
        case let base = tables.latin[Int(source[at &+ 1] & 0x3F)], base != 0
      else { break }
      out[end] = base
      end &+= 1
      at &+= 2
    }
    written = end
    return at
  }

  /// Goes through the Arabic letters at a place that need nothing but a look at the table, as most
  /// do.
  @inline(__always)
  private mutating func foldArabicLetters(
    _ start: Int, _ tokens: inout Scratch<FoldedText.Token>
  ) -> Int {
    var letter = arabicLetter(start)
    guard letter != 0 else { return start }
    begin(.otherWord, start, &tokens)
    var at = start
    var end = written
    repeat {
      out[end] = UInt8(truncatingIfNeeded: letter)
      out[end &+ 1] = UInt8(truncatingIfNeeded: letter &>> 8)
      end &+= 2
      at &+= 2
      letter = arabicLetter(at)
    } while letter != 0
    sourceEnd = at
    endsInAlefMaqsura = false
    written = end
    return at
  }

  /// The two bytes of the folded letter that begins here, 0 where there is no ordinary one.
  @inline(__always)
  private func arabicLetter(_ at: Int) -> UInt16 {
    guard at &+ 1 < count, source[at] & 0xFE == 0xD8 else { return 0 }
    return tables.arabic[Int(source[at] & 1) &<< 6 | Int(source[at &+ 1] & 0x3F)]
  }

  private mutating func foldScalar(_ at: Int, _ tokens: inout Scratch<FoldedText.Token>) -> Int {
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
    _ digit: UInt8, _ at: Int, _ next: Int, _ tokens: inout Scratch<FoldedText.Token>
  ) {
    // A digit belongs to a Latin word, as in A12, and to no other.
    begin(kind == .word ? .word : .digits, at, &tokens)
    out[written] = digit
    written &+= 1
    sourceEnd = next
  }

  @inline(__always)
  private mutating func begin(
    _ wanted: FoldedText.Kind, _ at: Int, _ tokens: inout Scratch<FoldedText.Token>
  ) {
    if kind == wanted { return }
    close(&tokens)
    beginToken(tokens.isEmpty)
    kind = wanted
    tokenStart = written
    tokenSource = at
    endsInAlefMaqsura = false
  }

  /// Puts a space before a token that is not the first.
  @inline(__always)
  private mutating func beginToken(_ isFirst: Bool) {
    guard hasSpace, !isFirst else { return }
    out[written] = 0x20
    written &+= 1
  }

  @inline(__always)
  private mutating func close(_ tokens: inout Scratch<FoldedText.Token>) {
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
