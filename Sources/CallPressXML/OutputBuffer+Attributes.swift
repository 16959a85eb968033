import CallPressCore

/// Attributes as bytes, for the elements that make up most of a document and that libxml2 does not
/// see one by one.
///
/// Each begins with a space, and each function says how many characters were replaced by U+FFFD.
/// Texts go through ``MarkupEscaping``; names are constants of the program.
extension OutputBuffer {
  /// Appends an attribute; `nil` appends none.
  mutating func append(attribute name: StaticString, _ value: String?) -> Int {
    guard let value else { return 0 }
    begin(attribute: name)
    let replaced = MarkupEscaping.append(text: value, to: &self, attribute: true)
    append(UInt8(ascii: "\""))
    return replaced
  }

  /// Appends an attribute with a place in a JSON document; `nil` appends none.
  mutating func append(attribute name: StaticString, _ pointer: JSONPointer?) -> Int {
    guard let pointer else { return 0 }
    begin(attribute: name)
    let replaced = append(escaped: pointer)
    append(UInt8(ascii: "\""))
    return replaced
  }

  /// Appends a time, and how it came to be known where it was not measured.
  mutating func append(
    attributes name: StaticString, _ provenance: StaticString, _ method: StaticString,
    _ point: TimePoint
  ) -> Int {
    begin(attribute: name)
    append(seconds: point.time)
    append(UInt8(ascii: "\""))
    guard let how = point.provenance.method else { return 0 }
    return append(attribute: provenance, point.provenance.label)
      + append(attribute: method, how)
  }

  /// Appends an attribute whose value is `true`, or none.
  mutating func append(attribute name: StaticString, flag: Bool) {
    guard flag else { return }
    begin(attribute: name)
    append("true\"")
  }

  /// Appends a place in a JSON document as it stands in an attribute.
  mutating func append(escaped pointer: JSONPointer) -> Int {
    var replaced = 0
    for token in pointer.tokens {
      append(UInt8(ascii: "/"))
      var token = token
      let isPlain = token.withUTF8 { bytes in
        guard bytes.allSatisfy(Self.isNameCharacter) else { return false }
        append(bytes)
        return true
      }
      if isPlain { continue }
      let text = String(JSONPointer([token]).description.dropFirst())
      replaced += MarkupEscaping.append(text: text, to: &self, attribute: true)
    }
    return replaced
  }

  /// Whether a byte means nothing to pointers or to XML: letters, digits, `_` and `-`.
  private static func isNameCharacter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-")
  }

  private mutating func begin(attribute name: StaticString) {
    append(UInt8(ascii: " "))
    append(name)
    append("=\"")
  }
}
