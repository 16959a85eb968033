/// Reads the named values of a call, its variables or its outcomes, in whatever shape they come.
///
/// The API documents free-form JSON. Read are: an object of names and values; an array of objects
/// with a name (`name`, `key`, `variable`, `label`, `id`) and a value (`value`, `result`,
/// `answer`, `default`, `default_value`), or of such objects of names and values; values wrapped
/// as `{value, type, description, reason | rationale}`; any of these as text; single values.
struct NamedValues {
  /// The values in the order of the source.
  private(set) var values: [NamedValue] = []
  /// Whether there are any.
  private(set) var state = NamedValuesState.pending
  /// What was met on the way.
  private(set) var diagnostics: [Diagnostic] = []

  /// How many diagnostics are kept.
  private static let diagnosticLimit = 20

  private let limits: JSONDocument.Limits
  private var tracker = SourceTracker()
  /// The name of the member, which names a single value that has no name of its own.
  private var memberName = ""

  private static let nameKeys: [StaticString] = ["name", "key", "variable", "label", "id"]
  private static let valueKeys: [StaticString] = [
    "value", "result", "answer", "default", "default_value",
  ]
  private static let wrapperKeys: [StaticString] =
    nameKeys + valueKeys + ["type", "description", "reason", "rationale"]

  /// Reads the values of a member, `nil` where the record does not have it.
  init(_ member: JSONValue?, limits: JSONDocument.Limits = .init()) {
    self.limits = limits
    guard let member, !member.isNull else { return }
    memberName = member.key ?? ""
    let unwrapped = EmbeddedJSON.unwrap(member, limits: limits)
    if let failure = unwrapped.failure {
      diagnostics.append(
        Diagnostic(
          "unreadable-embedded-json", .warning,
          "the text looks like JSON but is none (\(failure.message)); it was kept as one value",
          at: member.location))
    } else if unwrapped.levels > 0 {
      diagnostics.append(
        Diagnostic(
          "json-in-string", .info, "the value is JSON written as text; it was read as JSON",
          at: member.location))
    }
    read(unwrapped.value)
    flagRepeatedNames()
  }

  private mutating func read(_ value: JSONValue) {
    switch value.kind {
    case .null: return
    case .object:
      for child in value.children {
        add(name: child.key ?? "", child, at: tracker.location(of: child))
      }
    case .array:
      for (position, element) in value.children.enumerated() { readElement(element, position) }
    case .string
    where value.string == "null" || (value.string ?? "").utf8.allSatisfy { $0 <= 0x20 }:
      return
    case .string, .number, .boolean:
      addUnnamed(value, name: memberName)
    }
    state = values.isEmpty ? .empty : .present
  }

  // MARK: Elements

  private mutating func readElement(_ element: JSONValue, _ position: Int) {
    switch element.kind {
    case .null: return
    case .object:
      if let name = Self.name(of: element), Self.value(of: element) != nil || isWrapper(element) {
        addEntry(element, name: name)
      } else if Self.value(of: element) != nil, isWrapper(element) {
        addUnnamed(element, name: String(position))
      } else {
        // An object of names and values of its own.
        for child in element.children {
          add(name: child.key ?? "", child, at: tracker.location(of: child))
        }
      }
    case .array:
      // A name and a value side by side.
      if element.children.count == 2, let name = element[0]?.string, let value = element[1] {
        add(name: name, value, at: tracker.location(of: element))
      } else {
        addUnnamed(element, name: String(position))
      }
    case .string, .number, .boolean:
      addUnnamed(element, name: String(position))
    }
  }

  private mutating func addEntry(_ entry: JSONValue, name: String) {
    var named = NamedValue(
      name: name, value: Self.value(of: entry), type: Self.text(entry["type"]),
      about: Self.text(entry["description"]),
      rationale: Self.text(entry["rationale"]) ?? Self.text(entry["reason"]),
      location: tracker.location(of: entry))
    if let value = named.value { unwrap(value, into: &named) }
    values.append(named)
  }

  private mutating func add(name: String, _ value: JSONValue, at location: SourceLocation) {
    var named = NamedValue(name: name, value: value, location: location)
    unwrap(value, into: &named)
    values.append(named)
  }

  private mutating func addUnnamed(_ value: JSONValue, name: String) {
    let location = tracker.location(of: value)
    add(name: name, value, at: location)
    if diagnostics.count < Self.diagnosticLimit {
      diagnostics.append(
        Diagnostic(
          "unnamed-value", .info, "the value has no name; it goes by its place, “\(name)”",
          at: location))
    }
  }

  /// Takes a wrapped value out of its wrapper; an object that merely has a member called `value`
  /// among others stays whole.
  private func unwrap(_ value: JSONValue, into named: inout NamedValue) {
    guard value.kind == .object, isWrapper(value), let inner = Self.value(of: value) else { return }
    named.value = inner
    named.type = Self.text(value["type"]) ?? named.type
    named.about = Self.text(value["description"]) ?? named.about
    named.rationale =
      Self.text(value["rationale"]) ?? Self.text(value["reason"]) ?? named.rationale
  }

  /// Whether every member is one that describes a value.
  private func isWrapper(_ value: JSONValue) -> Bool {
    guard !value.isEmpty else { return false }
    return value.children.allSatisfy { member in
      Self.wrapperKeys.contains { member.hasKey($0) }
    }
  }

  private static func name(of entry: JSONValue) -> String? {
    for key in nameKeys {
      if let name = text(entry[key]), !name.isEmpty { return name }
    }
    return nil
  }

  private static func value(of entry: JSONValue) -> JSONValue? {
    for key in valueKeys {
      if let value = entry[key] { return value }
    }
    return nil
  }

  /// A text as it is, a number or truth value as JSON writes it.
  private static func text(_ value: JSONValue?) -> String? {
    guard let value else { return nil }
    switch value.kind {
    case .string: return value.string
    case .number, .boolean: return value.withRawBytes { String(decoding: $0, as: UTF8.self) }
    case .null, .array, .object: return nil
    }
  }

  // MARK: Names

  private mutating func flagRepeatedNames() {
    var first: [String: Int] = [:]
    var folded: [String: String] = [:]
    for index in values.indices {
      let name = values[index].name
      if let earlier = first[name] {
        values[index].isRepeated = true
        if !values[earlier].isRepeated {
          values[earlier].isRepeated = true
          note(
            "repeated-name", .warning,
            "more than one value is called “\(MessageText.clean(name))”; all are kept", index)
        }
        continue
      }
      first[name] = index
      if let other = folded.updateValue(name, forKey: name.lowercased()) {
        note(
          "names-differ-in-case", .info,
          "“\(MessageText.clean(other))” and “\(MessageText.clean(name))” differ in case only; "
            + "both are kept", index)
      }
    }
  }

  private mutating func note(
    _ code: Diagnostic.Code, _ severity: Diagnostic.Severity, _ message: String, _ index: Int
  ) {
    guard diagnostics.count < Self.diagnosticLimit else { return }
    diagnostics.append(Diagnostic(code, severity, message, at: values[index].location))
  }
}
