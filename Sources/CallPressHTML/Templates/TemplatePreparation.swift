/// Makes a checked template cheaper for the engine without changing what it writes.
///
/// The engine reads templates character by character and looks names up through casts: a style
/// sheet costs it milliseconds, a hundred constant words a tenth of one for every page. So what
/// stands inside `<style>` and `<script>` is taken out and a mark or a name put in its place, so are
/// ready-made markup and the texts of the outermost level, and CallPress's own words are written in.
struct TemplatePreparation {
  private let bytes: [UInt8]
  private let kind: TemplateKind
  private let firstBlock: Int
  private var result: [UInt8] = []
  private var copied = 0
  /// What was taken out, by the names that stand for it.
  ///
  /// No template can use such a name: the check
  /// knows nothing of them.
  private(set) var blocks: [String: String] = [:]
  /// What marks stand for; `nil` where there must be none.
  private(set) var pieces: MarkupPieces?

  /// - Parameter pieces: What marks stand for so far; `nil` for no marks. Only the outermost template
  ///   has them: the engine sets partials in, and looks at every value's last character to do so.
  init(_ source: String, kind: TemplateKind, firstBlock: Int, pieces: MarkupPieces?) {
    bytes = Array(source.utf8)
    self.pieces = pieces
    self.kind = kind
    self.firstBlock = firstBlock
  }

  /// The template to give to the engine.
  mutating func run() -> String {
    var at = 0
    var unclosed: Set<String> = []
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "<") where kind == .html:
        at = takeBlock(at, &unclosed) ?? at + 1
      case UInt8(ascii: "{"):
        at = skipComment(at) ?? markMarkup(at) ?? markValue(at) ?? writeWord(at) ?? at + 1
      default: at += 1
      }
    }
    result += bytes[copied...]
    return String(decoding: result, as: UTF8.self)
  }

  /// Takes out what stands inside the element that begins here; `nil` where none does.
  private mutating func takeBlock(_ start: Int, _ unclosed: inout Set<String>) -> Int? {
    for element in ["style", "script"] where hasPrefix("<\(element)>", at: start) {
      guard !unclosed.contains(element) else { return nil }
      let inside = start + element.utf8.count + 2
      let closing = "</\(element)>"
      var end = inside
      while end < bytes.count, bytes[end] != UInt8(ascii: "<") || !hasPrefix(closing, at: end) {
        end += 1
      }
      guard end < bytes.count else {
        unclosed.insert(element)
        return nil
      }
      let text = String(decoding: bytes[inside..<end], as: UTF8.self)
      if let mark = pieces?.add(.text(text)) {
        replace(inside..<end, with: mark)
      } else {
        let name = "callpress-block-\(firstBlock + blocks.count)"
        blocks[name] = text
        replace(inside..<end, with: "{{{\(name)}}}")
      }
      return end
    }
    return nil
  }

  /// Where a comment that begins here ends; `nil` where none does.
  private func skipComment(_ start: Int) -> Int? {
    guard hasPrefix("{{!", at: start) else { return nil }
    var end = start + 3
    while end < bytes.count, !hasPrefix("}}", at: end) { end += 1 }
    return end
  }

  /// Puts a mark in the place of `{{{name_html}}}`; `nil` for any other tag.
  private mutating func markMarkup(_ start: Int) -> Int? {
    guard pieces != nil, hasPrefix("{{{", at: start), start == 0 || isPlain(bytes[start - 1]) else {
      return nil
    }
    var end = start + 3
    while end < bytes.count, bytes[end] != UInt8(ascii: "}") { end += 1 }
    let name = String(decoding: bytes[(start + 3)..<end], as: UTF8.self)
    guard hasPrefix("}}}", at: end), end + 3 == bytes.count || isPlain(bytes[end + 3]),
      let markup = MarkupName(rawValue: name), let mark = pieces?.add(.markup(markup))
    else { return nil }
    replace(start..<(end + 3), with: mark)
    return end + 3
  }

  /// Puts a mark in the place of `{{name}}` or `{{group.name}}` where that is a text of the outermost
  /// level; `nil` for any other tag.
  private mutating func markValue(_ start: Int) -> Int? {
    guard pieces != nil, hasPrefix("{{", at: start), start == 0 || isPlain(bytes[start - 1]) else {
      return nil
    }
    var end = start + 2
    while end < bytes.count, bytes[end] != UInt8(ascii: "}") { end += 1 }
    let path = String(decoding: bytes[(start + 2)..<end], as: UTF8.self)
    guard hasPrefix("}}", at: end), end + 2 == bytes.count || isPlain(bytes[end + 2]),
      let (name, member) = Self.texts[path], let mark = pieces?.add(.value(name, member))
    else { return nil }
    replace(start..<(end + 2), with: mark)
    return end + 2
  }

  /// The texts of the outermost level and of its groups, by how tags name them, but for those that a
  /// section could give another meaning.
  private static let texts: [String: (name: String, member: String?)] = {
    func inner(_ names: [ContextName]) -> [String] {
      names.flatMap { [$0.name] + inner($0.members) }
    }
    let hidden = Set(TemplateContext.names.flatMap { inner($0.members) })
    var texts: [String: (name: String, member: String?)] = [:]
    for name in TemplateContext.names where !hidden.contains(name.name) {
      if name.kind == .text { texts[name.name] = (name.name, nil) }
      guard name.kind == .group, name.name != "strings" else { continue }
      for member in name.members where member.kind == .text || member.kind == .url {
        texts["\(name.name).\(member.name)"] = (name.name, member.name)
      }
    }
    return texts
  }()

  /// Whether a byte is a character by itself, to the engine as well, and no brace.
  private func isPlain(_ byte: UInt8) -> Bool {
    byte < 0x80 && byte != UInt8(ascii: "{") && byte != UInt8(ascii: "}")
  }

  /// Writes out the word that the tag `{{strings.name}}` stands for; `nil` for any other tag.
  private mutating func writeWord(_ start: Int) -> Int? {
    let opening = "{{strings."
    guard hasPrefix(opening, at: start), start == 0 || bytes[start - 1] != UInt8(ascii: "{") else {
      return nil
    }
    var end = start + opening.utf8.count
    while end < bytes.count, bytes[end] != UInt8(ascii: "}") { end += 1 }
    let name = String(decoding: bytes[(start + opening.utf8.count)..<end], as: UTF8.self)
    guard hasPrefix("}}", at: end), let word = InterfaceWord(rawValue: name) else { return nil }
    replace(start..<(end + 2), with: ContentTypes.escape(word.text, kind: kind))
    return end + 2
  }

  private mutating func replace(_ range: Range<Int>, with text: String) {
    result += bytes[copied..<range.lowerBound]
    result += text.utf8
    copied = range.upperBound
  }

  private func hasPrefix(_ prefix: String, at start: Int) -> Bool {
    var at = start
    for byte in prefix.utf8 {
      guard at < bytes.count, bytes[at] == byte else { return false }
      at += 1
    }
    return true
  }
}
