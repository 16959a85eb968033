/// Fills the variables of a call into the names that a user gives to its speakers:
/// `user={customer_name}`.
enum SpeakerVariables {
  /// Replaces each `{name}` by the value of the call's variable; a name with a variable in it that
  /// the call does not have, or that is empty there, is taken out again.
  ///
  /// - Returns: A warning for each variable that is missing.
  static func resolve(_ names: inout [String: String], _ call: Call) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for (key, name) in names.sorted(by: { $0.key < $1.key }) where name.contains("{") {
      let (text, missing) = filled(name, call)
      if let missing {
        names[key] = nil
        diagnostics.append(
          Diagnostic(
            "speaker-variable-missing", .warning,
            "“\(MessageText.clean(key))” is to be called by the variable “\(MessageText.clean(missing))”, "
              + "which the call does not have; the usual name stays",
            at: call[.agentDynamicVariables]?.location))
      } else {
        names[key] = text
      }
    }
    return diagnostics
  }

  private static func filled(_ name: String, _ call: Call) -> (text: String, missing: String?) {
    var text = ""
    var rest = name[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      // `{{name}}`, as templates of agents write it, is meant the same way.
      let inner = rest[rest.index(after: open)..<close]
      let variable = inner.hasPrefix("{") ? inner.dropFirst() : inner
      rest = rest[rest.index(after: close)...]
      if inner.hasPrefix("{"), rest.first == "}" { rest = rest.dropFirst() }
      let wanted = String(variable.drop { $0 == " " })
      guard let value = value(of: wanted, call) else { return (text, wanted) }
      text += value
    }
    return (text + rest, nil)
  }

  /// The first value of that name that has something to see, on one line.
  private static func value(of name: String, _ call: Call) -> String? {
    for variable in call.variables where variable.name == name {
      guard let value = variable.value, !value.isNull else { continue }
      let text = MessageText.clean(variable.text, limit: 200)
      if text.contains(where: { !$0.isWhitespace }) { return text }
    }
    return nil
  }
}
