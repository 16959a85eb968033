import Crypto

/// HMAC-SHA-256 (RFC 2104, FIPS 198-1).
enum KeyedHash {
  /// The 32 bytes for a message and a key.
  static func sha256(of message: [UInt8], key: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key)))
  }
}
