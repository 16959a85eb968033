/// A token that cannot be printed: whatever describes, dumps, reflects or interpolates it shows
/// that there is one, and nothing of it.
public struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The characters, in a reference so that no copy of the value is reflected through.
  private let storage: Storage

  private final class Storage: Sendable, CustomReflectable {
    let text: String
    init(_ text: String) { self.text = text }
    var customMirror: Mirror { Mirror(self, children: []) }
  }

  /// The most characters of a token.
  public static let maximumLength = 16 << 10

  /// Makes a secret of a token; white space around it is no part of it.
  ///
  /// `nil` for what can be no bearer token: nothing at all, characters other than the visible ones
  /// of ASCII, or more than ``maximumLength`` of them.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    guard let first = bytes.firstIndex(where: { !isSpace($0) }),
      let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return nil }
    let inner = bytes[first...last]
    guard inner.count <= Self.maximumLength, inner.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    storage = Storage(String(decoding: inner, as: UTF8.self))
  }

  /// The token itself, for the one header that carries it and the one file that keeps it.
  package var revealed: String { storage.text }

  /// The length and the last characters of a long token, enough to tell one from another.
  public var masked: String {
    let count = storage.text.utf8.count
    guard count >= 20 else { return "•••• (\(count) characters)" }
    return "••••\(storage.text.suffix(4)) (\(count) characters)"
  }

  /// A text of somebody else's with the token taken out of it.
  package func removed(from text: String) -> String {
    text.replacing(storage.text, with: "••••")
  }

  /// Only that there is a secret.
  public var description: String { "••••" }
  /// Only that there is a secret.
  public var debugDescription: String { "Secret(••••)" }
  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
