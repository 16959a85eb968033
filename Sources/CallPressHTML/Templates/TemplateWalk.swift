/// Walks a template through all its partials, as the engine would render it once, and looks every
/// name up and every place over.
struct TemplateWalk {
  /// What a template's markup holds between `<script>` and `</script>`, or `<style>` and `</style>`.
  struct RawBlock {
    var element: String
    var text: String
    var template: String
    var position: TemplatePosition
  }

  private let kind: TemplateKind
  private let partials: [String: ParsedTemplate]
  private var state = MarkupState()
  private var block: RawBlock?
  private(set) var problems: [TemplateProblem] = []
  private(set) var blocks: [RawBlock] = []
  private(set) var hasPolicy = false

  init(kind: TemplateKind, partials: [String: ParsedTemplate]) {
    self.kind = kind
    self.partials = partials
  }

  mutating func run(_ root: ParsedTemplate) {
    walk(root.nodes, in: root.fileName, TemplateScope(names: TemplateContext.names))
    guard kind.isMarkup, state.place != .text, problems.isEmpty else { return }
    report(
      "unclosed-markup", "the markup ends inside a tag, a comment or a script",
      at: TemplatePosition(), in: root.fileName)
  }

  private mutating func report(
    _ code: TemplateProblem.Code, severity: TemplateProblem.Severity = .error,
    _ message: String, at position: TemplatePosition, in template: String
  ) {
    let problem = TemplateProblem(
      code, severity: severity, message, in: template, line: position.line, column: position.column)
    if !problems.contains(problem) { problems.append(problem) }
  }

  private mutating func walk(_ nodes: [TemplateNode], in template: String, _ scope: TemplateScope) {
    for node in nodes {
      // A template with so many problems is no template; the rest would say nothing new.
      guard problems.count < 200 else { return }
      switch node {
      case .text(let text, let position): walk(text, from: position, in: template)
      case .variable(let tag):
        guard let value = look(up: tag, in: template, scope) else { continue }
        checkPrinting(tag, value, in: template)
        checkPlace(tag, value, in: template)
      case .unescaped(let tag):
        guard let value = look(up: tag, in: template, scope) else { continue }
        checkUnescaped(tag, value, in: template)
      case .section(let tag, let isInverted, let inside):
        walk(section: tag, isInverted: isInverted, inside, in: template, scope)
      case .partial(let tag):
        guard let partial = partials[tag.name] else { continue }
        if state.place == .raw {
          report(
            "unsafe-place", "a partial cannot stand inside <\(state.element)>", at: tag.position,
            in: template)
        }
        walk(partial.nodes, in: partial.fileName, scope)
      }
    }
  }

  private mutating func look(
    up tag: TemplateTag, in template: String, _ scope: TemplateScope
  ) -> TemplateValue? {
    do {
      return try scope.value(of: tag)
    } catch {
      switch error {
      case .unknown(let name, let suggestion):
        let hint = suggestion.map { "; did you mean “\($0)”?" } ?? ""
        report(
          "unknown-name", "there is no “\(name)” here\(hint)", at: tag.position, in: template)
      case .transform(let transform):
        report(
          "unknown-transform", "“\(transform)” cannot be applied to this", at: tag.position,
          in: template)
      case .notInList:
        report(
          "unknown-name", "“\(tag.text)” tells the place in a list and needs a section on one",
          at: tag.position, in: template)
      }
      return nil
    }
  }

  private mutating func checkPrinting(
    _ tag: TemplateTag, _ value: TemplateValue, in template: String
  ) {
    switch value {
    case .list, .group:
      report(
        "not-printable",
        "“\(tag.text)” holds other names and cannot be printed; use a section, {{#\(tag.text)}}",
        at: tag.position, in: template)
    case .markup:
      report(
        "escaped-markup", severity: .warning,
        "“\(tag.text)” is markup and shows as source here; write {{{\(tag.text)}}}",
        at: tag.position, in: template)
    case .text, .url, .flag, .number: break
    }
  }

  private mutating func checkPlace(
    _ tag: TemplateTag, _ value: TemplateValue, in template: String
  ) {
    guard kind.isMarkup else { return }
    if let refusal = MarkupRules.refusal(of: tag, value, at: state) {
      report("unsafe-place", refusal, at: tag.position, in: template)
    }
    state.advanceOverValue()
  }

  private mutating func checkUnescaped(
    _ tag: TemplateTag, _ value: TemplateValue, in template: String
  ) {
    guard case .markup = value, kind.isMarkup else {
      report(
        "unescaped",
        "“\(tag.text)” must be escaped; only names that end with _html may stand in three braces",
        at: tag.position, in: template)
      return
    }
    if state.place != .text {
      report(
        "unsafe-place", "markup can stand only where text can", at: tag.position, in: template)
    }
  }

  private mutating func walk(
    section tag: TemplateTag, isInverted: Bool, _ inside: [TemplateNode], in template: String,
    _ scope: TemplateScope
  ) {
    let value = look(up: tag, in: template, scope)
    if kind.isMarkup, state.place == .raw {
      report(
        "unsafe-place", "a section cannot stand inside <\(state.element)>", at: tag.position,
        in: template)
      return
    }
    let start = state
    state.settle()
    // With an unknown name there is no telling what is known inside.
    if let value {
      walk(inside, in: template, isInverted ? scope : scope.inside(value))
    }
    guard kind.isMarkup else { return }
    guard let joined = start.joined(with: value == nil ? start : state) else {
      report(
        "unbalanced-section",
        "the section “\(tag.text)” begins and ends in different places of the markup; "
          + "begin and end it between the same elements or inside the same quotation marks",
        at: tag.position, in: template)
      return
    }
    state = joined
  }

  private mutating func walk(
    _ text: String, from start: TemplatePosition, in template: String
  ) {
    guard kind.isMarkup else { return }
    var position = start
    for character in text {
      for scalar in character.unicodeScalars {
        let before = state
        state.advance(over: scalar, isHTML: kind == .html)
        note(scalar, before, at: position, in: template)
      }
      position.advance(over: character)
    }
  }

  private mutating func note(
    _ scalar: Unicode.Scalar, _ before: MarkupState, at position: TemplatePosition,
    in template: String
  ) {
    if before.place == .settled, state.place == .attributeName {
      report(
        "unbalanced-section",
        "a space must stand between this and what may stand before it", at: position, in: template)
    }
    let wasValue = [.doubleQuoted, .singleQuoted, .unquoted].contains(before.place)
    if wasValue, state.place != before.place {
      if before.element == "meta", before.attribute == "http-equiv",
        before.value.lowercased() == "content-security-policy"
      {
        hasPolicy = true
      }
      if let (code, message) = MarkupRules.warning(
        element: before.element, attribute: before.attribute, value: before.value)
      {
        report(code, severity: .warning, message, at: position, in: template)
      }
    }
    noteRaw(scalar, before, at: position, in: template)
  }

  /// Collects the insides of scripts and styles.
  private mutating func noteRaw(
    _ scalar: Unicode.Scalar, _ before: MarkupState, at position: TemplatePosition,
    in template: String
  ) {
    if before.place == .raw {
      if state.place == .raw {
        block?.text.unicodeScalars.append(scalar)
      } else if var finished = block {
        let end = finished.text.unicodeScalars.lastIndex(of: "<") ?? finished.text.endIndex
        finished.text = String(finished.text.unicodeScalars[..<end])
        blocks.append(finished)
        block = nil
      }
      if state.holdsComment, !before.holdsComment, state.element == "script" {
        report(
          "unsafe-script", "a script must not hold “<!--”, which moves its end elsewhere",
          at: position, in: template)
      }
    } else if state.place == .raw {
      block = RawBlock(element: state.element, text: "", template: template, position: position)
    }
  }
}
