/// Text in mdoc, the language of manual pages.
struct MdocText {
  /// What was written so far.
  private(set) var text = ""

  /// A macro with its arguments; those with spaces are quoted.
  mutating func macro(_ name: String, _ arguments: String...) {
    macro(name, arguments)
  }

  /// A macro with its arguments; those with spaces are quoted.
  mutating func macro(_ name: String, _ arguments: [String]) {
    var line = "." + name
    for argument in arguments {
      // The arguments of blocks are the language's own.
      let escaped = ["Bl", "Bd"].contains(name) ? argument : Self.escaped(argument)
      line += " " + (escaped.contains(" ") && name != "Nd" ? "\"\(escaped)\"" : escaped)
    }
    text += line + "\n"
  }

  /// Words in lines of at most 80 columns; a sentence begins a line, as mdoc wants it.
  mutating func paragraph(_ words: String) {
    var line = ""
    func flush(_ line: inout String, _ text: inout String) {
      guard !line.isEmpty else { return }
      let first = line.utf8.first
      text += (first == UInt8(ascii: ".") || first == UInt8(ascii: "'") ? "\\&" : "") + line + "\n"
      line = ""
    }
    for word in words.split(whereSeparator: \.isWhitespace) {
      let word = Self.escaped(String(word))
      if line.utf8.count + word.utf8.count > 78 { flush(&line, &text) }
      line += (line.isEmpty ? "" : " ") + word
      if word.hasSuffix(".") || word.hasSuffix("?") { flush(&line, &text) }
    }
    flush(&line, &text)
  }

  /// A command's discussion: a paragraph, or lines that are indented and so stay as they are.
  ///
  /// - Parameters:
  ///   - discussion: The text.
  ///   - isSection: Whether the examples stand in a section of their own.
  mutating func discussion(_ discussion: String, isSection: Bool = false) {
    var paragraph = ""
    var isLiteral = false
    func end(_ page: inout MdocText) {
      if isLiteral { page.macro("Ed") }
      isLiteral = false
      if !paragraph.isEmpty {
        page.macro("Pp")
        page.paragraph(paragraph)
      }
      paragraph = ""
    }
    for line in discussion.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        end(&self)
      } else if line == "EXAMPLES" {
        end(&self)
        if isSection { continue }
        macro("Pp")
        self.paragraph("Examples:")
      } else if line.hasPrefix("  ") {
        if !isLiteral {
          end(&self)
          macro("Bd", "-literal", "-offset", "indent")
          isLiteral = true
        }
        let example = Self.escaped(String(line.dropFirst(2)))
        // A dot in front would be a macro.
        text += (example.hasPrefix(".") || example.hasPrefix("'") ? "\\&" : "") + example + "\n"
      } else {
        if isLiteral { end(&self) }
        paragraph += (paragraph.isEmpty ? "" : " ") + line
      }
    }
    end(&self)
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      case "\"": escaped += "\\(dq"
      case let scalar where scalar.isASCII: escaped.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        escaped += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
      }
    }
    return escaped
  }
}
