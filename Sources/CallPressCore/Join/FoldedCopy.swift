/// A folded text that owns what it holds, for those who keep it while other texts are folded.
struct FoldedCopy: Sendable {
  /// The folded tokens, with one space wherever the original has white space between two.
  let bytes: [UInt8]
  /// The tokens in order.
  let tokens: [FoldedText.Token]
  /// What was mixed into every hash.
  let seed: UInt64

  /// Copies what was folded last.
  init(_ text: borrowing FoldedText) {
    bytes = Array(text.bytes)
    tokens = Array(text.tokens)
    seed = text.seed
  }

  /// The first folded byte of a token; tokens are never empty.
  func firstByte(_ token: Int) -> UInt8 { bytes[Int(tokens[token].start)] }
}
