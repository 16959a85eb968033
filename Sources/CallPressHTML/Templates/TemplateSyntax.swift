/// A place in a template, counted from 1; columns are UTF-8 bytes.
struct TemplatePosition: Hashable, Sendable {
  var line = 1
  var column = 1

  /// Moves behind one character.
  mutating func advance(over character: Character) {
    if character == "\n" || character == "\r\n" {
      line += 1
      column = 1
    } else {
      column += character.utf8.count
    }
  }
}

/// A tag that names something: a variable, a section, a partial.
struct TemplateTag: Sendable {
  /// The name as written, transforms and all.
  var text: String
  /// The name inside the transforms.
  var name: String
  /// The transforms, outermost first.
  var transforms: [String]
  /// Where the tag begins.
  var position: TemplatePosition

  /// The parts of the name between its dots.
  var path: [String] { name.split(separator: ".").map(String.init) }
}

/// A part of a template.
indirect enum TemplateNode: Sendable {
  /// Text to copy, and where it begins.
  case text(String, TemplatePosition)
  /// `{{name}}`.
  case variable(TemplateTag)
  /// `{{{name}}}` or `{{&name}}`.
  case unescaped(TemplateTag)
  /// `{{#name}}…{{/name}}`, or `{{^name}}…{{/name}}`.
  case section(TemplateTag, isInverted: Bool, [TemplateNode])
  /// `{{> name}}`.
  case partial(TemplateTag)
}

/// Reads the part of Mustache that templates may use, and refuses the rest.
///
/// The engine reads characters, not bytes, and so does this: a combining mark behind a brace must
/// not make the two see different tags.
struct TemplateParser {
  /// The deepest nesting of sections.
  static let maximumDepth = 64
  /// The largest template in UTF-8 bytes.
  static let maximumBytes = 1 << 20

  private let name: String
  private let characters: [Character]
  private var at = 0
  private var position = TemplatePosition()
  private var problems: [TemplateProblem] = []
  /// What is being read: the root, and every section that is open.
  private var open: [OpenSection] = [OpenSection()]
  private var text = ""
  private var textPosition = TemplatePosition()

  private struct OpenSection {
    var tag: TemplateTag?
    var isInverted = false
    var nodes: [TemplateNode] = []
  }

  private init(_ source: String, name: String) {
    self.name = name
    characters = Array(source)
  }

  /// Reads a template; the nodes are worth looking at only where there is no problem.
  static func parse(
    _ source: String, name: String
  ) -> (nodes: [TemplateNode], problems: [TemplateProblem]) {
    guard source.utf8.count <= maximumBytes else {
      let problem = TemplateProblem(
        "template-too-large",
        "the template is larger than \(maximumBytes) bytes", in: name, line: 1, column: 1)
      return ([], [problem])
    }
    var parser = TemplateParser(source, name: name)
    parser.run()
    return (parser.open[0].nodes, parser.problems)
  }

  private mutating func run() {
    while at < characters.count {
      guard startsTag else {
        if text.isEmpty { textPosition = position }
        text.append(characters[at])
        advance()
        continue
      }
      flushText()
      guard readTag() else { return }
    }
    flushText()
    for section in open.dropFirst().reversed() {
      guard let tag = section.tag else { continue }
      report(
        "unclosed-section", "the section “\(tag.text)” is never closed; add {{/\(tag.text)}}",
        at: tag.position)
    }
    while open.count > 1 { close() }
  }

  private var startsTag: Bool {
    characters[at] == "{" && at + 1 < characters.count && characters[at + 1] == "{"
  }

  private mutating func advance(by count: Int = 1) {
    for _ in 0..<count where at < characters.count {
      position.advance(over: characters[at])
      at += 1
    }
  }

  private mutating func flushText() {
    guard !text.isEmpty else { return }
    open[open.count - 1].nodes.append(.text(text, textPosition))
    text = ""
  }

  private mutating func report(
    _ code: TemplateProblem.Code, _ message: String, at place: TemplatePosition
  ) {
    problems.append(
      TemplateProblem(code, message, in: name, line: place.line, column: place.column))
  }

  /// Reads from the opening braces to behind the closing ones; `false` ends the reading.
  private mutating func readTag() -> Bool {
    let start = position
    advance(by: 2)
    let sigil = at < characters.count ? characters[at] : " "
    let closing = sigil == "{" ? "}}}" : "}}"
    guard !sigil.isNewline else {
      report("malformed-tag", "a tag's name must begin on the line of its braces", at: start)
      return false
    }
    let isNamed = !"#^/!{&><$=%".contains(sigil)
    if !isNamed { advance() }
    var content = ""
    while at < characters.count, !matches(closing) {
      content.append(characters[at])
      advance()
    }
    guard at < characters.count else {
      report("unclosed-tag", "the tag is never closed; add \(closing)", at: start)
      return false
    }
    advance(by: closing.count)
    switch sigil {
    case "!": break
    case "%":
      report(
        "pragma", "a template must not choose its own content type; its file name does", at: start)
    case "=":
      report("delimiter-change", "the delimiters {{ and }} cannot be changed", at: start)
    case "<", "$":
      report(
        "inheritance", "template inheritance is not supported; use a partial, {{> name}}",
        at: start)
    case ">": readPartial(content, at: start)
    default: return readName(content, sigil: sigil, at: start)
    }
    return true
  }

  private func matches(_ closing: String) -> Bool {
    guard at + closing.count <= characters.count else { return false }
    return closing.enumerated().allSatisfy { characters[at + $0.offset] == $0.element }
  }

  private mutating func readPartial(_ content: String, at start: TemplatePosition) {
    let partial = Self.trimmed(content)
    if partial.hasPrefix("*") {
      report(
        "dynamic-partial", "a partial's name cannot come from the data; write it out", at: start)
    } else if partial.isEmpty || !partial.allSatisfy({ Self.isNameCharacter($0) || $0 == "/" }) {
      report(
        "malformed-tag", "“\(partial)” is no name of a partial: letters, digits and . _ - only",
        at: start)
    } else {
      let tag = TemplateTag(text: partial, name: partial, transforms: [], position: start)
      open[open.count - 1].nodes.append(.partial(tag))
    }
  }

  private mutating func readName(
    _ content: String, sigil: Character, at start: TemplatePosition
  ) -> Bool {
    let content = Self.trimmed(content)
    guard let tag = Self.tag(content, at: start) else {
      report(
        "malformed-tag",
        "“\(content)” is no name; names are letters, digits, _ and dots between them", at: start)
      // A section's end would not be found again.
      return !"#^/".contains(sigil)
    }
    switch sigil {
    case "#", "^":
      guard open.count <= Self.maximumDepth else {
        report(
          "too-deep", "sections stand more than \(Self.maximumDepth) deep in each other",
          at: start)
        return false
      }
      open.append(OpenSection(tag: tag, isInverted: sigil == "^"))
    case "/":
      guard let opened = open.last?.tag else {
        report("stray-close", "{{/\(tag.text)}} closes no section", at: start)
        return false
      }
      guard opened.text == tag.text else {
        report(
          "stray-close",
          "{{/\(tag.text)}} stands where {{/\(opened.text)}} must close the section of line "
            + "\(opened.position.line)", at: start)
        return false
      }
      close()
    case "{", "&": open[open.count - 1].nodes.append(.unescaped(tag))
    default: open[open.count - 1].nodes.append(.variable(tag))
    }
    return true
  }

  private mutating func close() {
    let section = open.removeLast()
    guard let tag = section.tag else { return }
    open[open.count - 1].nodes.append(
      .section(tag, isInverted: section.isInverted, section.nodes))
  }

  /// Takes `outer(inner(name))` apart; `nil` for anything that the engine would refuse.
  private static func tag(_ text: String, at position: TemplatePosition) -> TemplateTag? {
    var rest = Substring(text)
    var transforms: [String] = []
    while let bracket = rest.firstIndex(of: "(") {
      let transform = rest[..<bracket]
      guard rest.last == ")", !transform.isEmpty, transform.allSatisfy(isNameCharacter),
        transforms.count < 8
      else { return nil }
      transforms.append(String(transform))
      rest = rest[rest.index(after: bracket)...].dropLast()
    }
    guard rest.allSatisfy(isNameCharacter), !rest.isEmpty || !transforms.isEmpty else { return nil }
    return TemplateTag(
      text: text, name: String(rest), transforms: transforms, position: position)
  }

  private static func isNameCharacter(_ character: Character) -> Bool {
    guard let ascii = character.asciiValue else { return false }
    switch ascii {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "-"):
      return true
    default: return false
    }
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
    let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? text.endIndex
    return start < end ? String(text[start..<end]) : ""
  }
}
