import Mustache

/// A group of names with their values, as the engine takes it.
///
/// Only texts, truth values, groups and lists get in, and a missing or empty text is left out: the
/// engine would print `nil` for an optional and takes an empty text for true.
struct ContextRow: MustacheParent {
  private(set) var values: [String: Any]

  init(capacity: Int = 16) {
    values = Dictionary(minimumCapacity: capacity)
  }

  /// The value of a name.
  func child(named name: String) -> Any? { values[name] }

  mutating func set(_ name: String, _ text: String?) {
    guard let text, !text.isEmpty else { return }
    values[name] = text
  }

  mutating func set(flag name: String, _ flag: Bool) {
    values[name] = flag
  }

  /// Sets markup, which may be empty.
  mutating func set(markup name: String, _ markup: String) {
    values[name] = markup
  }

  mutating func set(_ name: String, _ row: ContextRow) {
    values[name] = row
  }

  mutating func set(_ name: String, _ rows: [ContextRow]) {
    values[name] = rows
  }
}
