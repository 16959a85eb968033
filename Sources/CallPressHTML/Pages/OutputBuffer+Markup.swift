import CallPressCore

extension OutputBuffer {
  /// Appends a text of the call's, for the inside of an element.
  mutating func append(escaped text: String) {
    MarkupEscaping.append(
      text: text, to: &self, attribute: false, keepsCarriageReturns: false)
  }

  /// Appends bytes of a text of the call's, for the inside of an element.
  mutating func append(escaped bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    MarkupEscaping.append(
      UnsafeBufferPointer(rebasing: bytes), to: &self, attribute: false,
      keepsCarriageReturns: false)
  }

  /// Appends a word of CallPress's own.
  mutating func append(_ word: InterfaceWord) {
    append(text: word.text)
  }

  /// Appends a value of unknown direction, kept apart from the text around it.
  mutating func append(isolated text: String) {
    append("<bdi>")
    append(escaped: text)
    append("</bdi>")
  }

  /// Appends `name="rtl"` or `name="ltr"` by most letters of a text.
  mutating func append(directionOf text: String) {
    append(TextDirection.of(text) == .rtl ? " dir=\"rtl\"" : " dir=\"ltr\"")
  }
}
