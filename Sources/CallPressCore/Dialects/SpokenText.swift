extension JSONValue {
  /// A label: a string as it is, a number or a truth value as the source writes it, the name of
  /// an object that has one; `nil` for null and for everything else.
  var labelText: String? {
    switch kind {
    case .string: string
    case .number, .boolean: withRawBytes { String(decoding: $0, as: UTF8.self) }
    case .object:
      (self["role"] ?? self["name"] ?? self["label"] ?? self["speaker_label"] ?? self["id"])
        .flatMap { $0.kind == .object ? nil : $0.labelText }
    case .null, .array: nil
    }
  }

  /// What was said: a string as it is, the parts of a list of texts one below the other, a number
  /// as the source writes it; `nil` for null, for truth values and where there is no text inside.
  ///
  /// A part is a string, or an object with `text`, `transcript` or `content`; pictures and sounds
  /// have none of them.
  var spokenText: String? {
    switch kind {
    case .string: return string
    case .number: return numberText
    case .object: return partText
    case .array:
      let parts = children.compactMap { $0.kind == .object ? $0.partText : $0.string }
      return parts.isEmpty ? nil : parts.joined(separator: "\n")
    case .null, .boolean: return nil
    }
  }

  /// A string as it is, everything else as the source writes it; `nil` for null.
  var oneText: String? {
    isNull ? nil : string ?? withRawBytes { String(decoding: $0, as: UTF8.self) }
  }

  private var partText: String? {
    for name in ["text", "transcript", "content"] as [StaticString] {
      if let text = self[name]?.string { return text }
    }
    return nil
  }
}
