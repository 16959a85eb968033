/// A document of our own JSON, `callpress.call/1`, as the call that it was written from.
///
/// The record is the document itself, and the API's members stand in its `call`. Outcomes and
/// variables, with their types and rationales, and the diagnostics of the first reading come back;
/// evidence is worked out anew, as for any call.
struct OwnDocument {
  private let root: JSONValue

  /// Takes up a document; `nil` for anything else.
  init?(_ root: JSONValue) {
    guard CallPressDialect.isDocument(root) else { return nil }
    self.root = root
  }

  /// The members that the API gave the call; `nil` where it was a bare transcript.
  var facts: JSONValue? {
    root["call"].flatMap { $0.kind == .object ? $0 : nil }
  }

  /// The outcomes or the variables.
  func values(_ member: StaticString) -> (values: [NamedValue], state: NamedValuesState) {
    guard let value = root[member], value.kind == .object else { return ([], .pending) }
    var tracker = SourceTracker()
    var values: [NamedValue] = []
    for item in (value["values"]?.children).map(Array.init) ?? [] {
      guard let name = item["name"]?.string else { continue }
      values.append(
        NamedValue(
          name: name, value: item["value"], type: item["type"]?.string,
          about: item["description"]?.string, rationale: item["rationale"]?.string,
          isRepeated: item["repeated"]?.boolean ?? false, location: tracker.location(of: item)))
    }
    let state = value["state"]?.string.flatMap(NamedValuesState.init) ?? .pending
    return (values, values.isEmpty ? (state == .present ? .empty : state) : .present)
  }

  /// What was said of the first reading, with places in the record of that time.
  var diagnostics: [Diagnostic] {
    guard let list = root["diagnostics"] else { return [] }
    return list.children.compactMap { item in
      guard let code = item["code"]?.string, let message = item["message"]?.string,
        let severity = item["severity"]?.string.flatMap(Diagnostic.Severity.init)
      else { return nil }
      let pointer = item["pointer"]?.string.flatMap { JSONPointer(parsing: $0) }
      let offset = item["byte_offset"]?.numberText.flatMap(Int.init)
      let location =
        pointer != nil || offset != nil
        ? SourceLocation(pointer: pointer, byteOffset: offset) : nil
      return Diagnostic(Diagnostic.Code(rawValue: code), severity, message, at: location)
    }
  }

  /// The diagnostics of the first reading, and those of this one that say anything else.
  func merged(with others: [Diagnostic]) -> [Diagnostic] {
    let first = diagnostics
    let known = Set(first.map(\.code))
    return first + others.filter { !known.contains($0.code) }
  }
}
