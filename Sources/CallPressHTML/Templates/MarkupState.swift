/// Where in the markup a template stands, so that no value is put where escaping cannot help.
///
/// A small part of the tokenizer of HTML (WHATWG HTML §13.2.5): enough to know text, tags,
/// attributes, comments and the insides of scripts and styles. It works for XML as well.
struct MarkupState: Equatable {
  enum Place: Equatable {
    case text
    /// Behind `<`.
    case tagOpen
    /// Behind `</`.
    case endTagOpen
    case tagName
    /// Inside a tag, where an attribute may begin.
    case betweenAttributes
    /// Behind a quoted value.
    case behindValue
    /// Behind a name or a section inside a tag: a space, a slash or the end of the tag must follow,
    /// or the text would read differently with and without the section.
    case settled
    case attributeName
    case behindAttributeName
    case beforeValue
    case doubleQuoted
    case singleQuoted
    case unquoted
    /// Behind `<!`.
    case declaration
    /// `<!…>`, `<?…>` and what else browsers take for comments up to the next `>`.
    case bogusComment
    case comment
    /// Inside an element whose text has no escapes: script, style and older ones.
    case raw
  }

  var place = Place.text
  /// The element of the tag that is being read or whose raw text this is, in lower case.
  var element = ""
  /// The attribute whose value is being read, in lower case.
  var attribute = ""
  /// What the attribute's value holds so far; `\0` stands for a value of the data.
  var value = ""
  /// Whether the raw text that was read last holds `<!--`, behind which browsers look for the end
  /// of a script elsewhere.
  private(set) var holdsComment = false
  private(set) var isEndTag = false
  private var recent = ""

  /// Elements whose text browsers do not unescape.
  static let rawElements: Set<String> = [
    "script", "style", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext",
  ]

  /// Moves behind one scalar of the template's own text.
  mutating func advance(over scalar: Unicode.Scalar, isHTML: Bool) {
    let isSpace = " \t\n\r\u{C}".unicodeScalars.contains(scalar)
    switch place {
    case .text: if scalar == "<" { place = .tagOpen }
    case .tagOpen:
      (element, attribute, value, recent, isEndTag) = ("", "", "", "", false)
      switch scalar {
      case "/": place = .endTagOpen
      case "!": place = .declaration
      case "?": place = .bogusComment
      case _ where Self.isLetter(scalar):
        place = .tagName
        element.unicodeScalars.append(Self.lowercased(scalar))
      case "<": break
      default: place = .text
      }
    case .endTagOpen:
      isEndTag = true
      if Self.isLetter(scalar) {
        place = .tagName
        element.unicodeScalars.append(Self.lowercased(scalar))
      } else {
        place = scalar == ">" ? .text : .bogusComment
      }
    case .tagName:
      if scalar == ">" {
        closeTag(isHTML: isHTML)
      } else if isSpace || scalar == "/" {
        place = .betweenAttributes
      } else {
        element.unicodeScalars.append(Self.lowercased(scalar))
      }
    case .betweenAttributes, .behindValue, .behindAttributeName, .settled:
      if scalar == ">" {
        closeTag(isHTML: isHTML)
      } else if scalar == "=", place == .behindAttributeName {
        place = .beforeValue
      } else if isSpace {
        if place != .behindAttributeName { place = .betweenAttributes }
      } else if scalar == "/" {
        place = .betweenAttributes
      } else {
        place = .attributeName
        attribute = ""
        attribute.unicodeScalars.append(Self.lowercased(scalar))
      }
    case .attributeName:
      if scalar == ">" {
        closeTag(isHTML: isHTML)
      } else if scalar == "=" {
        place = .beforeValue
      } else if isSpace {
        place = .behindAttributeName
      } else if scalar == "/" {
        place = .betweenAttributes
      } else {
        attribute.unicodeScalars.append(Self.lowercased(scalar))
      }
    case .beforeValue:
      value = ""
      if scalar == "\"" {
        place = .doubleQuoted
      } else if scalar == "'" {
        place = .singleQuoted
      } else if scalar == ">" {
        closeTag(isHTML: isHTML)
      } else if !isSpace {
        place = .unquoted
        value.unicodeScalars.append(scalar)
      }
    case .doubleQuoted, .singleQuoted:
      if scalar == (place == .doubleQuoted ? "\"" : "'") {
        place = .behindValue
        (attribute, value) = ("", "")
      } else {
        value.unicodeScalars.append(scalar)
      }
    case .unquoted:
      if scalar == ">" {
        closeTag(isHTML: isHTML)
      } else if isSpace {
        place = .betweenAttributes
        (attribute, value) = ("", "")
      } else {
        value.unicodeScalars.append(scalar)
      }
    case .declaration:
      remember(scalar, last: 2)
      if recent == "--" {
        place = .comment
        recent = ""
      } else if scalar == ">" {
        place = .text
      } else if recent != "-" {
        place = .bogusComment
      }
    case .bogusComment: if scalar == ">" { place = .text }
    case .comment:
      remember(scalar, last: 4)
      if recent == ">" || recent == "->" || recent.hasSuffix("-->") || recent.hasSuffix("--!>") {
        place = .text
      }
    case .raw:
      remember(scalar, last: element.utf8.count + 3)
      if recent.hasSuffix("<!--") { holdsComment = true }
      if scalar == ">" || isSpace || scalar == "/", recent.lowercased().hasPrefix("</\(element)") {
        isEndTag = true
        if scalar == ">" { closeTag(isHTML: isHTML) } else { place = .betweenAttributes }
      }
    }
  }

  /// Moves behind a value of the data.
  mutating func advanceOverValue() {
    if place == .doubleQuoted || place == .singleQuoted { value += "\0" }
  }

  /// Settles the place where a section begins inside a tag.
  mutating func settle() {
    switch place {
    case .tagName, .behindValue, .attributeName, .behindAttributeName:
      place = .settled
      (attribute, value) = ("", "")
    default: break
    }
  }

  /// The state behind a section that begins here and ends in another state; `nil` where the two
  /// are different places, so that the markup would depend on the data.
  func joined(with end: MarkupState) -> MarkupState? {
    var (start, end) = (self, end)
    start.settle()
    end.settle()
    var result = start
    if start.isInsideTag, end.isInsideTag {
      guard start.element == end.element else { return nil }
      if end.place == .settled { result.place = .settled }
      return result
    }
    guard start.place == end.place, start.element == end.element,
      start.attribute == end.attribute
    else { return nil }
    if start.value != end.value { result.value = "\0" }
    return result
  }

  private var isInsideTag: Bool { place == .settled || place == .betweenAttributes }

  private mutating func closeTag(isHTML: Bool) {
    let opensRaw = isHTML && !isEndTag && Self.rawElements.contains(element)
    place = opensRaw ? .raw : .text
    holdsComment = false
    (attribute, value, recent) = ("", "", "")
    if !opensRaw { element = "" }
  }

  private mutating func remember(_ scalar: Unicode.Scalar, last count: Int) {
    recent.unicodeScalars.append(scalar)
    if recent.unicodeScalars.count > count { recent.unicodeScalars.removeFirst() }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (scalar.value | 0x20) &- 0x61 < 26
  }

  private static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.isASCII && scalar.value &- 0x41 < 26
      ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar
  }
}
