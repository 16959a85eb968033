/// Where in the markup values may stand, and what the markup itself had better not hold.
enum MarkupRules {
  /// Attributes that hold an address.
  private static let addresses: Set<String> = [
    "href", "src", "action", "formaction", "poster", "data", "cite", "background", "ping",
    "manifest", "longdesc", "usemap", "codebase", "classid", "profile", "archive", "xlink:href",
  ]

  /// Attributes in which no value is safe.
  private static let forbiddenAttributes: Set<String> = [
    "style", "srcdoc", "srcset", "imagesrcset", "http-equiv", "nonce", "integrity", "xmlns",
  ]

  /// Elements in whose attributes no value is safe.
  private static let forbiddenElements: Set<String> = [
    "script", "style", "base", "link", "iframe", "frame", "object", "embed", "applet", "animate",
    "animatemotion", "animatetransform", "set", "meta",
  ]

  /// Why a value cannot stand at a place; `nil` where it can.
  static func refusal(of tag: TemplateTag, _ value: TemplateValue, at state: MarkupState) -> String?
  {
    switch state.place {
    case .text: nil
    case .tagOpen, .endTagOpen, .tagName: "a value cannot be the name of an element"
    case .betweenAttributes, .behindValue, .settled, .attributeName, .behindAttributeName:
      "a value cannot be an attribute or its name"
    case .beforeValue, .unquoted: "a value in an attribute needs quotation marks around it"
    case .declaration, .bogusComment, .comment: "a value cannot stand in a comment or declaration"
    case .raw: "a value cannot stand inside <\(state.element)>, where nothing is escaped"
    case .doubleQuoted, .singleQuoted: attributeRefusal(of: tag, value, at: state)
    }
  }

  private static func attributeRefusal(
    of tag: TemplateTag, _ value: TemplateValue, at state: MarkupState
  ) -> String? {
    let attribute = state.attribute
    if attribute.hasPrefix("on") || attribute.hasPrefix("xmlns:")
      || forbiddenAttributes.contains(attribute)
    {
      return "a value cannot stand in the attribute \(attribute), where escaping does not help"
    }
    if state.element == "meta", attribute == "content", tag.name.hasPrefix("page.") { return nil }
    if state.element == "meta", attribute == "content", tag.name == "generator" { return nil }
    if forbiddenElements.contains(state.element) {
      return "a value cannot stand in an attribute of <\(state.element)>"
    }
    guard addresses.contains(attribute) else { return nil }
    let isLink = attribute == "href" && (state.element == "a" || state.element == "area")
    if case .url = value, state.value.isEmpty, tag.transforms.isEmpty { return nil }
    if attribute == "href", state.value.hasPrefix("#") { return nil }
    if isLink, hasFixedTarget(state.value) { return nil }
    return "\(attribute) takes a vetted address such as recording.url, or a value behind “#”"
  }

  /// Whether an address already names its scheme and host, or a scheme that cannot run anything.
  private static func hasFixedTarget(_ prefix: String) -> Bool {
    if prefix.hasPrefix("tel:") || prefix.hasPrefix("mailto:") { return true }
    for scheme in ["https://", "http://"] where prefix.hasPrefix(scheme) {
      let rest = prefix.dropFirst(scheme.count)
      guard let slash = rest.firstIndex(of: "/") else { return false }
      return slash > rest.startIndex && !rest[..<slash].contains("\0")
    }
    return false
  }

  /// What is to be said of a finished attribute of the template's own text.
  static func warning(
    element: String, attribute: String, value: String
  ) -> (code: TemplateProblem.Code, message: String)? {
    if attribute.hasPrefix("on") {
      return (
        "blocked-script", "the policy of the page keeps \(attribute) from running"
      )
    }
    if attribute == "style" {
      return (
        "inline-style", "the policy of the page may block the attribute style; use a class"
      )
    }
    let loads =
      ["src", "poster", "data", "background"].contains(attribute)
      || attribute == "href" && element == "link"
    let value = value.lowercased()
    if loads, value.hasPrefix("//") || value.hasPrefix("http:") || value.hasPrefix("https:") {
      return (
        "external-resource",
        "the page must work offline, and its policy blocks what <\(element)> would load"
      )
    }
    return nil
  }
}
