/// One named value of a call: an outcome that was extracted, or a variable that the agent had.
public struct NamedValue: Sendable {
  /// The name as the source writes it; data, never a name of an element or a file.
  public var name: String
  /// The value, `nil` where the source names it without one.
  public var value: JSONValue?
  /// The type that the source declares.
  public var type: String?
  /// What the value means, in the source's words.
  public var about: String?
  /// Why the value is what it is, in the source's words.
  public var rationale: String?
  /// Whether another value of the same map has the same name.
  public var isRepeated: Bool
  /// Where in the source it stands.
  public var location: SourceLocation?

  /// Makes a named value.
  public init(
    name: String, value: JSONValue?, type: String? = nil, about: String? = nil,
    rationale: String? = nil, isRepeated: Bool = false, location: SourceLocation? = nil
  ) {
    self.name = name
    self.value = value
    self.type = type
    self.about = about
    self.rationale = rationale
    self.isRepeated = isRepeated
    self.location = location
  }

  /// The value as one line of text: strings as they are, everything else as JSON.
  public var text: String {
    guard let value else { return "" }
    return value.string ?? value.withRawBytes { String(decoding: $0, as: UTF8.self) }
  }
}

/// Whether the outcomes or variables of a call are there.
public enum NamedValuesState: String, Hashable, Sendable {
  /// There are some.
  case present
  /// The source says that there are none: `{}` or `[]`.
  case empty
  /// The source says nothing: the member is `null` or missing, perhaps not yet extracted.
  case pending
}
