extension TemplateContext {
  /// The names as Markdown: what the documentation prints.
  ///
  /// Groups and lists are followed by what they hold, set in; `strings` and the turn inside
  /// `entries` are named without their members.
  public static var reference: String {
    var lines: [String] = []
    func append(_ names: [ContextName], _ depth: Int) {
      for name in names {
        let kind = name.isOptional ? "\(name.kind.rawValue), optional" : name.kind.rawValue
        let indentation = String(repeating: "  ", count: depth)
        lines.append("\(indentation)- `\(name.name)` (\(kind)): \(name.about)")
        let isToldElsewhere = name.name == "strings" || name.name == "turn" && depth > 0
        if !isToldElsewhere { append(name.members, depth + 1) }
      }
    }
    append(names, 0)
    return lines.joined(separator: "\n") + "\n"
  }
}
