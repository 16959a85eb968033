/// Reads the tags of a template as the engine does, as long as there are none but simple ones.
///
/// A tag that begins or ends a section, or a comment, takes its line with it where it stands alone
/// there. Whether it does is told as the engine tells it, section by section.
struct DirectTemplateReader {
  /// What has been read.
  private(set) var pieces: [DirectTemplate.Piece] = []

  private let bytes: [UInt8]
  private let kind: TemplateKind
  private var at = 0
  /// Whether nothing but white space and comments stand before this place on the line, as far as the
  /// section goes.
  private var isLineStart = true
  private var open: [OpenSection] = []
  private var unclosed: Set<String> = []

  private struct OpenSection {
    var path: String
    /// Where it stands among the pieces.
    var piece: Int
    /// Whether its start tag stood alone.
    var stoodAlone: Bool
  }

  init(_ source: String, kind: TemplateKind) {
    bytes = Array(source.utf8)
    self.kind = kind
  }

  /// Reads the template; `false` where it needs the engine.
  mutating func run() -> Bool {
    while at < bytes.count {
      let indent = readText()
      guard at == bytes.count || readTag(indent) else { return false }
    }
    return open.isEmpty
  }

  /// Reads the text before the next tag; gives the white space at its end, if that begins the line.
  private mutating func readText() -> Range<Int> {
    let start = at
    while at < bytes.count, !startsTag(at) {
      switch bytes[at] {
      case UInt8(ascii: "\n"):
        isLineStart = true
        at += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"): at += 1
      default:
        isLineStart = false
        at = blockEnd() ?? at + 1
      }
    }
    var end = at
    if isLineStart, at < bytes.count {
      while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    }
    append(start..<end)
    return end..<at
  }

  private mutating func append(_ range: Range<Int>) {
    if !range.isEmpty { pieces.append(.text(Array(bytes[range]))) }
  }

  /// Reads a tag, before which there is some white space; `false` where it needs the engine.
  private mutating func readTag(_ indent: Range<Int>) -> Bool {
    guard at + 2 < bytes.count, at == 0 || bytes[at - 1] < 0x80 else { return false }
    let sigil = bytes[at + 2]
    let isNamed = sigil &- 0x61 < 26
    let isTriple = sigil == UInt8(ascii: "{")
    let first = isNamed ? at + 2 : at + 3
    var end = first
    while end < bytes.count, bytes[end] != UInt8(ascii: "}") { end += 1 }
    let name = String(decoding: bytes[first..<end], as: UTF8.self)
    if sigil == UInt8(ascii: "!") {
      while end < bytes.count, !hasPrefix("}}", end) { end += 1 }
    }
    guard hasPrefix(isTriple ? "}}}" : "}}", end) else { return false }
    at = end + (isTriple ? 3 : 2)
    guard at == bytes.count || bytes[at] < 0x80 else { return false }
    switch sigil {
    case UInt8(ascii: "!"):
      isLineStart = takeLineEnd()
      if !isLineStart { append(indent) }
      return true
    case UInt8(ascii: "#"), UInt8(ascii: "^"):
      return begin(name, isInverted: sigil == UInt8(ascii: "^"), indent)
    case UInt8(ascii: "/"): return close(name, indent)
    default: break
    }
    isLineStart = false
    append(indent)
    if isTriple, let markup = MarkupName(rawValue: name) {
      pieces.append(.markup(markup))
    } else if isNamed, let word = Self.word(name) {
      pieces.append(.text(Array(ContentTypes.escape(word.text, kind: kind).utf8)))
    } else if isNamed, let name = DirectTemplate.names[name], name.isText {
      pieces.append(.value(name))
    } else {
      return false
    }
    return true
  }

  private mutating func begin(_ path: String, isInverted: Bool, _ indent: Range<Int>) -> Bool {
    guard let name = DirectTemplate.names[path] else { return false }
    let standsAlone = takeLineEnd()
    if !standsAlone { append(indent) }
    open.append(OpenSection(path: path, piece: pieces.count, stoodAlone: standsAlone))
    pieces.append(.section(name, isInverted: isInverted, end: 0))
    isLineStart = standsAlone
    return true
  }

  private mutating func close(_ path: String, _ indent: Range<Int>) -> Bool {
    guard let section = open.popLast(), section.path == path,
      case .section(let name, let isInverted, _) = pieces[section.piece]
    else { return false }
    if !takeLineEnd() { append(indent) }
    pieces[section.piece] = .section(name, isInverted: isInverted, end: pieces.count)
    isLineStart = section.stoodAlone
    return true
  }

  /// Goes behind the end of the line where nothing else stands on it; whether that is so.
  private mutating func takeLineEnd() -> Bool {
    guard isLineStart else { return false }
    var end = at
    while end < bytes.count, isBlank(bytes[end]) { end += 1 }
    if at == bytes.count { return true }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "\n") else { return false }
    at = end + 1
    return true
  }

  /// Where the style or script ends that begins here; `nil` where none does.
  private mutating func blockEnd() -> Int? {
    guard kind == .html, bytes[at] == UInt8(ascii: "<") else { return nil }
    for element in ["style", "script"] where hasPrefix("<\(element)>", at) {
      guard !unclosed.contains(element) else { return nil }
      let closing = "</\(element)>"
      var end = at + closing.utf8.count - 1
      while end < bytes.count, bytes[end] != UInt8(ascii: "<") || !hasPrefix(closing, end) {
        end += 1
      }
      if end < bytes.count { return end }
      unclosed.insert(element)
    }
    return nil
  }

  private static func word(_ name: String) -> InterfaceWord? {
    name.hasPrefix("strings.") ? InterfaceWord(rawValue: String(name.dropFirst(8))) : nil
  }

  private func startsTag(_ place: Int) -> Bool {
    bytes[place] == UInt8(ascii: "{") && hasPrefix("{{", place)
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private func hasPrefix(_ prefix: String, _ start: Int) -> Bool {
    bytes[start...].starts(with: prefix.utf8)
  }
}
