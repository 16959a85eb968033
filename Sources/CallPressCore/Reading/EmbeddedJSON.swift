/// JSON that stands as text inside JSON, as databases with a text column produce it.
enum EmbeddedJSON {
  /// How many times a value may have been encoded.
  static let maximumLevels = 2

  /// A value out of its encodings.
  struct Unwrapped {
    /// What the text holds; the value itself where it is no text or no JSON.
    var value: JSONValue
    /// How many times it was encoded.
    var levels: Int
    /// Why a text that looks like JSON is none.
    var failure: CallPressError?
  }

  /// Takes a text that holds an array, an object or such a text again out of its encoding, twice
  /// at most.
  static func unwrap(_ value: JSONValue, limits: JSONDocument.Limits) -> Unwrapped {
    var result = Unwrapped(value: value, levels: 0)
    while result.levels < maximumLevels, looksEncoded(result.value) {
      do throws(CallPressError) {
        let root = try JSONDocument(embeddedIn: result.value, limits: limits).root
        guard root.kind != .string || looksEncoded(root) else { return result }
        result.value = root
        result.levels += 1
      } catch {
        result.failure = error
        return result
      }
    }
    return result
  }

  /// Whether a value is a text that begins like an array, an object, or a text with one in it.
  private static func looksEncoded(_ value: JSONValue) -> Bool {
    guard value.kind == .string else { return false }
    guard var text = value.string else { return false }
    return text.withUTF8 { bytes in
      guard let first = bytes.first(where: { $0 > 0x20 }) else { return false }
      switch first {
      case UInt8(ascii: "{"), UInt8(ascii: "["): return true
      case UInt8(ascii: "\""):
        // A text in quotation marks is JSON only where an array or object comes next.
        var rest = bytes.drop { $0 <= 0x20 }.dropFirst().drop { $0 <= 0x20 || $0 == 0x5C }
        return rest.popFirst().map { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") } ?? false
      default: return false
      }
    }
  }
}
