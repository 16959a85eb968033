/// The names that a user gives to speakers.
///
/// A speaker is named by identifier, by the source's label, by that label in another form, or by
/// the part played: `agent`, `user` or `customer`.
struct SpeakerNames: Sendable {
  private var names: [String: String] = [:]
  private var byNormalForm: [String: String] = [:]

  /// Takes up the names as ``ReadingOptions/speakerNames`` has them.
  init(_ names: [String: String]) {
    merge(names)
  }

  /// Takes up further names for those who have none yet.
  mutating func merge(_ others: [String: String]) {
    // Of two forms of one label the first in order counts, whatever order a dictionary has.
    for (key, name) in others.sorted(by: { $0.key < $1.key }) where names[key] == nil {
      names[key] = name
      let form = Role.normalForm(key)
      if byNormalForm[form] == nil { byNormalForm[form] = name }
    }
  }

  /// The name of a speaker, `nil` where the user gives none.
  func name(id: String, label: String, kind: Speaker.Kind) -> String? {
    guard !names.isEmpty else { return nil }
    if let name = names[id] ?? names[label] { return name }
    if !label.isEmpty, let name = byNormalForm[Role.normalForm(label)] { return name }
    // A second customer is not the one who is meant.
    guard kind == .customer, id == "customer" else { return nil }
    return byNormalForm["user"] ?? byNormalForm["customer"]
  }
}
