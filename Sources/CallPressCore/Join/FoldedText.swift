/// A text cut into tokens and reduced to what tolerant comparison goes by.
///
/// Words are runs of letters and digits, numbers runs of digits, marks single characters. Case,
/// accents, Arabic vowel signs and letter variants, the script of digits, the kind of white space,
/// apostrophe and dash are folded away. Each token knows the bytes it came from. One value is
/// reused from text to text.
struct FoldedText: ~Copyable {
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
  struct Token: BitwiseCopyable {
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

    @inline(__always)
    var range: Range<Int> { Int(start)..<Int(end) }
    @inline(__always)
    var length: Int { Int(end &- start) }
    /// Whether it is made of letters, of whatever script.
    @inline(__always)
    var isWord: Bool { kind == .word || kind == .otherWord }
  }

  private var byteRoom = Scratch<UInt8>()
  private var tokenRoom = Scratch<Token>()
  private var written = 0
  /// Mixed into every hash, so that nobody can prepare tokens that collide.
  let seed: UInt64

  init(seed: UInt64) {
    self.seed = seed
  }

  /// The folded tokens, with one space wherever the original has white space between two.
  var bytes: Lent<UInt8> { Lent(byteRoom.base, 0..<written) }

  /// The tokens in order.
  var tokens: Lent<Token> { Lent(tokenRoom.base, 0..<tokenRoom.count) }

  /// What was folded last, lent until the next text is.
  var view: FoldedView { FoldedView(bytes: bytes, tokens: tokens) }

  /// Takes another text.
  mutating func fold(_ text: String) {
    var text = text
    text.withUTF8 { fold($0) }
  }

  /// Takes another text.
  mutating func fold(_ source: UnsafeBufferPointer<UInt8>) {
    tokenRoom.removeAll()
    written = 0
    guard let base = source.baseAddress else { return }
    // The worst there is: a few letters of two bytes whose lower case has three.
    byteRoom.reserve(source.count + source.count / 2 + 16)
    var folder = TextFolder(source: base, count: source.count, out: byteRoom.base, seed: seed)
    folder.run(&tokenRoom)
    written = folder.written
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

  /// Hashes fewer than eight folded bytes, given as a number with the first in its lowest place.
  @inline(__always)
  static func hash(short word: UInt64, _ count: Int, seed: UInt64) -> UInt64 {
    mix(seed ^ UInt64(truncatingIfNeeded: count) ^ word)
  }

  /// Hashes folded bytes.
  static func hash(_ bytes: some Collection<UInt8>, seed: UInt64) -> UInt64 {
    bytes.withContiguousStorageIfAvailable { buffer -> UInt64 in
      guard let base = buffer.baseAddress else { return 0 }
      return hash(base, buffer.count, seed: seed)
    } ?? 0
  }

  @inline(__always)
  static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }
}

/// A folded text on loan, to be passed on without counting references.
struct FoldedView: BitwiseCopyable {
  /// The folded tokens, with one space wherever the original has white space between two.
  let bytes: Lent<UInt8>
  /// The tokens in order.
  let tokens: Lent<FoldedText.Token>

  /// The first folded byte of a token; tokens are never empty.
  @inline(__always)
  func firstByte(_ token: Int) -> UInt8 { bytes[Int(tokens[token].start)] }
}
