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
        // A text that is merely in quotation marks stays in them.
        guard root.kind != .string || root.hasEscapes || looksEncoded(root) else { return result }
        result.value = root
        result.levels += 1
      } catch {
        // A text in quotation marks is nothing out of the ordinary.
        if !beginsQuoted(result.value) { result.failure = error }
        return result
      }
    }
    return result
  }

  /// Whether a value is a text that begins like an array, an object, or a text again.
  private static func looksEncoded(_ value: JSONValue) -> Bool {
    let first = firstByte(of: value)
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "\"")
  }

  private static func beginsQuoted(_ value: JSONValue) -> Bool {
    firstByte(of: value) == UInt8(ascii: "\"")
  }

  private static func firstByte(of value: JSONValue) -> UInt8? {
    value.string?.utf8.first { $0 > 0x20 }
  }
}
