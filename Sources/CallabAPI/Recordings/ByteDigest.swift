import Crypto

/// The SHA-256 of bytes that come piece by piece.
package struct ByteDigest {
  private var hash = SHA256()

  /// The digest of nothing.
  package init() {}

  /// Adds bytes.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    hash.update(bufferPointer: bytes)
  }

  /// The digest so far, two lower-case hexadecimal digits a byte.
  package var text: String {
    let digits = Array("0123456789abcdef".utf8)
    let finished = hash.finalize()
    return String(
      decoding: finished.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The digest of bytes that are all there.
  package static func text(_ bytes: [UInt8]) -> String {
    var digest = ByteDigest()
    bytes.withUnsafeBytes { digest.update($0) }
    return digest.text
  }
}
