import CallPressCore
import CallPressHTML
import Foundation
import Testing

/// The engine's own escaping compares whole characters: a mark behind a quote hides it.
@Suite("Escaping in templates")
struct EscapingTests {
  static let special: [Character] = ["\"", "'", "<", ">", "&"]
  static let marks = ["", "\u{301}", "\u{FE0F}", "\u{200D}", "\u{338}", "\u{20E3}"]
  static let references: [Character: String] = [
    "\"": "&quot;", "'": "&#39;", "<": "&lt;", ">": "&gt;", "&": "&amp;",
  ]

  static func call(saying text: String) -> Call {
    Call(
      record: SampleCalls.json(#"{"id":"c"}"#),
      transcript: Transcript(
        state: .present,
        entries: [.turn(Turn(number: 1, speaker: "agent", text: text))],
        speakers: [SampleCalls.agent]),
      outcomes: [], diagnostics: [Diagnostic("code", .info, text)])
  }

  @Test("no mark hides a special character", arguments: special, marks)
  func hidden(special: Character, mark: String) throws {
    let hostile = "\(special)\(mark) onmouseover=alert(1) x=\(special)\(mark)"
    let reference = try #require(Self.references[special])
    let escaped = "\(reference)\(mark) onmouseover=alert(1) x=\(reference)\(mark)"
    let call = Self.call(saying: hostile)
    let inAttribute = "<p title=\"{{text}}\" class='{{text}}'>{{text}}</p>"
    let expected = "<p title=\"\(escaped)\" class='\(escaped)'>\(escaped)</p>"

    let root = try render(call, template: "{{#turns}}\(inAttribute){{/turns}}")
    #expect(root.utf8.elementsEqual(expected.utf8))

    let diagnostics = try render(
      call, template: "{{#diagnostics}}<i title=\"{{message}}\">x</i>{{/diagnostics}}")
    #expect(diagnostics.utf8.elementsEqual("<i title=\"\(escaped)\">x</i>".utf8))

    let partial = try render(
      call, template: "{{#turns}}{{> row}}{{/turns}}",
      partials: [HTMLSettings.Template(name: "row.html.mustache", source: inAttribute)])
    #expect(partial.utf8.elementsEqual(expected.utf8))

    let nested = try render(
      call, template: "{{#turns}}{{> a}}{{/turns}}",
      partials: [
        HTMLSettings.Template(name: "a", source: "{{#has_text}}{{> b}}{{/has_text}}"),
        HTMLSettings.Template(name: "b", source: inAttribute),
      ])
    #expect(nested.utf8.elementsEqual(expected.utf8))
  }

  @Test("ready-made markup escapes by bytes too", arguments: special, marks)
  func readyMade(special: Character, mark: String) throws {
    let page = try render(Self.call(saying: "a\(special)\(mark)b"))
    let raw = "a\(special)\(mark)b"
    if special == "<" || special == ">" || special == "&" {
      #expect(!page.utf8.containsRun(raw.utf8))
    }
    // Quotes may stand in text, where they end nothing.
    #expect(!page.contains("title=\"a"))
  }

  @Test("XML, text and JSON templates escape as their kind needs")
  func kinds() throws {
    let call = Self.call(saying: "\"\u{301}<a>\u{1B}[2J\r\n\\ \u{7}'")
    let source = "{{#turns}}{{text}}{{/turns}}"
    let xml = try render(call, template: "<t a=\"\(source)\"/>", name: "t.xml.mustache")
    #expect(
      xml.utf8.elementsEqual(
        "<t a=\"&quot;\u{301}&lt;a&gt;\u{FFFD}[2J&#13;&#10;\\ \u{FFFD}&#39;\"/>".utf8))
    let text = try render(call, template: source, name: "t.txt.mustache")
    #expect(text.utf8.elementsEqual("\"\u{301}<a>\u{FFFD}[2J\r\n\\ \u{FFFD}'".utf8))
    let json = try render(call, template: "[\"\(source)\"]", name: "t.json.mustache")
    let value = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String]
    #expect(value?.first.map { Array($0.utf8) } == Array("\"\u{301}<a>\u{1B}[2J\r\n\\ \u{7}'".utf8))
  }

  @Test("a combining mark at the head of a JSON text stays with it")
  func markAtHead() throws {
    let call = Self.call(saying: "\u{301}a\u{301}")
    let json = try render(
      call, template: "[\"{{#turns}}{{text}}{{/turns}}\"]", name: "t.json.mustache")
    #expect(json.utf8.elementsEqual("[\"\u{301}a\u{301}\"]".utf8))
  }

  @Test("what a page cannot hold is replaced, and that is said")
  func replaced() throws {
    var output = OutputBuffer()
    let format = try HTMLFormat(settings: ExportSettings())
    let hostile = Self.call(saying: "a\u{0}b\(SampleCalls.noncharacter)c")
    let diagnostics = try format.export(PreparedCall(hostile), into: &output)
    #expect(diagnostics.contains { $0.code == "characters-replaced" })
    #expect(output.string().contains("a\u{FFFD}b\u{FFFD}c"))
    output.removeAll()
    // A replacement character of the source's own is no change.
    let own = try format.export(PreparedCall(Self.call(saying: "a\u{FFFD}")), into: &output)
    #expect(own.isEmpty)
  }
}

extension String.UTF8View {
  /// Whether the bytes of another text stand anywhere in this one.
  func containsRun(_ other: String.UTF8View) -> Bool {
    Data(self).range(of: Data(other)) != nil
  }
}
