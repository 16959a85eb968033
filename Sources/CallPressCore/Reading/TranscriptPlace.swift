/// A value of a record that may hold its transcript.
struct TranscriptPlace: Sendable {
  /// What kind of place it is.
  enum Kind: Sendable {
    /// The member that the API documents for it.
    case transcriptObject
    /// The member that the API documents for the plain text.
    case transcriptText
    /// The whole document, which is no call.
    case document
    /// Somewhere else in the record.
    case elsewhere
  }

  /// What kind of place it is.
  var kind: Kind
  /// The value as it stands in the record.
  var value: JSONValue
  /// The transcript to read, out of whatever it was encoded in.
  var source: TranscriptSource
  /// What was met on the way to it.
  var diagnostics: [Diagnostic] = []

  /// Looks at a value; `nil` where there is nothing in it.
  init?(_ value: JSONValue, _ kind: Kind, limits: JSONDocument.Limits) {
    self.kind = kind
    self.value = value
    let unwrapped = EmbeddedJSON.unwrap(value, limits: limits)
    if unwrapped.levels > 0 {
      let times = unwrapped.levels == 1 ? "" : " twice over"
      diagnostics.append(
        Diagnostic(
          "json-in-string", .info,
          "the transcript is JSON written as text\(times); it was read as JSON",
          at: value.location))
    }
    if let text = unwrapped.value.string {
      guard text.unicodeScalars.contains(where: { !Self.isBlank($0) }) else { return nil }
      // A null that some database wrote as text.
      if kind == .transcriptObject, text == "null" { return nil }
      source = .text(text, origin: unwrapped.value)
      Self.noteBrokenJSON(text, unwrapped.failure, value, &diagnostics)
    } else {
      guard !Self.isHollow(unwrapped.value, depth: 0) else { return nil }
      source = .json(unwrapped.value)
    }
  }

  /// The document itself, with nothing in it.
  init(hollow value: JSONValue) {
    kind = .document
    self.value = value
    source = .json(value)
  }

  /// Whether the source is JSON rather than text.
  var isJSON: Bool {
    if case .json = source { true } else { false }
  }

  /// The names of the members that were seen, for people who must find out what shape it is.
  var memberNames: [String] {
    if case .json(let value) = source { MessageText.memberNames(of: value) } else { [] }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value <= 0x20 || scalar.value == 0xFEFF || scalar.properties.isWhitespace
  }

  /// A text that begins like an object and is none is no conversation either.
  private static func noteBrokenJSON(
    _ text: String, _ failure: CallPressError?, _ value: JSONValue,
    _ diagnostics: inout [Diagnostic]
  ) {
    guard let failure, let first = text.utf8.first(where: { $0 > 0x20 }) else { return }
    let second = text.utf8.drop { $0 <= 0x20 }.dropFirst().first { $0 > 0x20 }
    let isLikelyJSON =
      first == UInt8(ascii: "{")
      || (first == UInt8(ascii: "[") && second == UInt8(ascii: "{"))
    guard isLikelyJSON else { return }
    diagnostics.append(
      Diagnostic(
        "unreadable-embedded-json", .warning,
        "the text looks like JSON but is none (\(failure.message)); it was read as text",
        at: value.location))
  }

  /// Whether there is nothing in a value but null, blanks and more of the same, or a list of turns
  /// under one of its usual names that has nothing in it.
  static func isHollow(_ value: JSONValue, depth: Int) -> Bool {
    switch value.kind {
    case .null: return true
    case .string: return (value.string ?? "").unicodeScalars.allSatisfy(isBlank)
    case .boolean, .number: return false
    case .array: return depth < 8 && value.children.allSatisfy { isHollow($0, depth: depth + 1) }
    case .object:
      guard depth < 8 else { return false }
      var isHollow = true
      var hasEmptyList = false
      for member in value.children {
        if Self.isHollow(member, depth: depth + 1) {
          if member.kind == .array || member.kind == .object,
            MemberNames.containerRank(member.key ?? "") != nil
          {
            hasEmptyList = true
          }
        } else {
          isHollow = false
          // Anything with more in it may be the transcript after all.
          if member.kind == .array || member.kind == .object { return false }
        }
      }
      return isHollow || hasEmptyList
    }
  }
}
