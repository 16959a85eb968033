public import CallPressCore
import Mustache

/// Finds what is wrong in a template before it meets a call.
///
/// The engine passes over unknown names, missing partials and values in unsafe places in silence,
/// and a template that includes itself makes it overflow the stack. A template with an error is
/// refused by ``HTMLFormat``.
public enum TemplateCheck {
  /// What is wrong in a template and in the partials it includes, in order of place.
  ///
  /// - Parameters:
  ///   - source: The template.
  ///   - name: Its file name, which tells what it makes: see ``TemplateKind``.
  ///   - partials: What it may include, by name or by file name.
  public static func check(
    source: String, name: String, partials: [HTMLSettings.Template] = []
  ) -> [TemplateProblem] {
    TemplateInspection(
      HTMLSettings.Template(name: name, source: source), partials: partials
    ).problems
  }

  /// The names of the partials that a template includes, each once, in order; empty where it cannot
  /// be read.
  public static func partialNames(in source: String) -> [String] {
    var names: [String] = []
    func collect(_ nodes: [TemplateNode]) {
      for node in nodes {
        switch node {
        case .partial(let tag): if !names.contains(tag.name) { names.append(tag.name) }
        case .section(_, _, let inside): collect(inside)
        case .text, .variable, .unescaped: break
        }
      }
    }
    collect(TemplateParser.parse(source, name: "").nodes)
    return names
  }
}

/// A template or partial that has been read.
struct ParsedTemplate {
  var fileName: String
  var source: String
  var nodes: [TemplateNode]
}

/// Everything there is to know of a template: its problems, its partials, its scripts and styles.
struct TemplateInspection {
  /// How often partials may be included altogether; more is a mistake or an attack.
  static let maximumInclusions = 1000

  let kind: TemplateKind
  private(set) var problems: [TemplateProblem] = []
  /// The partials by the names that tags use.
  private(set) var partials: [String: ParsedTemplate] = [:]
  /// The scripts and styles.
  private(set) var blocks: [TemplateWalk.RawBlock] = []

  init(_ template: HTMLSettings.Template, partials: [HTMLSettings.Template]) {
    kind = TemplateKind(fileName: template.name)
    let root = read(template)
    for partial in partials {
      self.partials[TemplateKind.partialName(ofFile: partial.name)] = read(partial)
    }
    if problems.isEmpty {
      checkInclusions(of: root)
    }
    if problems.isEmpty {
      var walk = TemplateWalk(kind: kind, partials: self.partials)
      walk.run(root)
      problems += walk.problems
      blocks = walk.blocks
      checkPolicy(hasPolicy: walk.hasPolicy, root)
    }
    let order = [template.name] + partials.map(\.name)
    let ranks = Dictionary(zip(order, order.indices)) { first, _ in first }
    problems.sort {
      (ranks[$0.template] ?? 0, $0.line, $0.column)
        < (ranks[$1.template] ?? 0, $1.line, $1.column)
    }
  }

  /// Reads a template by our own rules and, as a second opinion, by the engine's.
  private mutating func read(_ template: HTMLSettings.Template) -> ParsedTemplate {
    let (nodes, found) = TemplateParser.parse(template.source, name: template.name)
    problems += found
    if found.isEmpty {
      do {
        _ = try MustacheTemplate(string: ContentTypes.source(template.source, kind: kind))
      } catch {
        let place = (error as? MustacheTemplate.ParserError)?.context
        problems.append(
          TemplateProblem(
            "malformed-tag", "the template engine cannot read this", in: template.name,
            line: max((place?.lineNumber ?? 2) - 1, 1), column: max(place?.columnNumber ?? 1, 1)))
      }
    }
    return ParsedTemplate(fileName: template.name, source: template.source, nodes: nodes)
  }

  /// Finds missing partials, partials that include themselves, and too many of them.
  private mutating func checkInclusions(of root: ParsedTemplate) {
    let rootFile = root.fileName.split(separator: "/").last.map(String.init) ?? root.fileName
    let rootName = TemplateKind.partialName(ofFile: rootFile)
    var counts: [String: Int] = [:]
    func count(_ template: ParsedTemplate, _ path: [String]) -> Int {
      var total = 0
      for tag in Self.inclusions(in: template.nodes) {
        let isCycle = path.contains(tag.name) || partials[tag.name] == nil && tag.name == rootName
        guard !isCycle else {
          report(
            "recursion", "the partial “\(tag.name)” includes itself", tag, template.fileName)
          continue
        }
        guard let partial = partials[tag.name] else {
          report("missing-partial", "there is no partial “\(tag.name)”", tag, template.fileName)
          continue
        }
        guard path.count < TemplateParser.maximumDepth else {
          report("too-deep", "partials include each other too deep", tag, template.fileName)
          continue
        }
        let inner = counts[tag.name] ?? count(partial, path + [tag.name])
        counts[tag.name] = inner
        total = min(total + 1 + inner, Self.maximumInclusions + 1)
      }
      return total
    }
    guard count(root, []) > Self.maximumInclusions else { return }
    problems.append(
      TemplateProblem(
        "too-many-partials",
        "partials are included more than \(Self.maximumInclusions) times altogether",
        in: root.fileName, line: 1, column: 1))
  }

  private static func inclusions(in nodes: [TemplateNode]) -> [TemplateTag] {
    nodes.flatMap { node -> [TemplateTag] in
      switch node {
      case .partial(let tag): [tag]
      case .section(_, _, let inside): inclusions(in: inside)
      case .text, .variable, .unescaped: []
      }
    }
  }

  private mutating func report(
    _ code: TemplateProblem.Code, _ message: String, _ tag: TemplateTag, _ template: String
  ) {
    let problem = TemplateProblem(
      code, message, in: template, line: tag.position.line, column: tag.position.column)
    if !problems.contains(problem) { problems.append(problem) }
  }

  /// The policy that `page.csp` names for this template.
  var policy: PagePolicy { PagePolicy(blocks: blocks) }

  private mutating func checkPolicy(hasPolicy: Bool, _ root: ParsedTemplate) {
    guard kind == .html else { return }
    if !hasPolicy {
      problems.append(
        TemplateProblem(
          "no-policy", severity: .warning,
          "the page has no content security policy; add <meta http-equiv="
            + "\"Content-Security-Policy\" content=\"{{page.csp}}\"> to its head",
          in: root.fileName, line: 1, column: 1))
    }
    for block in blocks where block.element == "script" && PagePolicy.hash(of: block) == nil {
      problems.append(
        TemplateProblem(
          "blocked-script", severity: .warning,
          "the policy in page.csp lets only the shipped script run; with a script of your own, "
            + "write the policy yourself and name the script's hash",
          in: block.template, line: block.position.line, column: block.position.column))
    }
  }
}
