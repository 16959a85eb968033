/// A name that templates can use: one row of the table that documents and checks them.
public struct ContextName: Sendable {
  /// What stands behind a name.
  public enum Kind: String, Hashable, Sendable {
    /// A text, escaped when written.
    case text
    /// A vetted `http` or `https` address: the only kind that may stand in `href` and `src`.
    case url
    /// True or false, for sections.
    case flag
    /// Markup made by CallPress, the only kind that may stand in triple braces.
    case markup
    /// Several groups of names, one after the other.
    case list
    /// A group of names.
    case group
  }

  /// The name.
  public var name: String
  /// What stands behind it.
  public var kind: Kind
  /// Whether it may be missing; flags, lists and markup never are.
  public var isOptional: Bool
  /// What it means, in a sentence.
  public var about: String
  /// The names inside a group, or inside each element of a list.
  public var members: [ContextName]

  /// The names inside, by name.
  func member(_ name: String) -> ContextName? {
    members.first { $0.name == name }
  }

  static func text(_ name: String, _ about: String) -> ContextName {
    ContextName(name: name, kind: .text, isOptional: false, about: about, members: [])
  }

  static func optional(_ name: String, _ about: String) -> ContextName {
    ContextName(name: name, kind: .text, isOptional: true, about: about, members: [])
  }

  static func url(_ name: String, _ about: String) -> ContextName {
    ContextName(name: name, kind: .url, isOptional: true, about: about, members: [])
  }

  static func flag(_ name: String, _ about: String) -> ContextName {
    ContextName(name: name, kind: .flag, isOptional: false, about: about, members: [])
  }

  static func markup(_ name: String, _ about: String) -> ContextName {
    ContextName(name: name, kind: .markup, isOptional: false, about: about, members: [])
  }

  static func list(_ name: String, _ about: String, _ members: [ContextName]) -> ContextName {
    ContextName(name: name, kind: .list, isOptional: false, about: about, members: members)
  }

  static func group(
    _ name: String, _ about: String, isOptional: Bool = false, _ members: [ContextName]
  ) -> ContextName {
    ContextName(name: name, kind: .group, isOptional: isOptional, about: about, members: members)
  }
}
