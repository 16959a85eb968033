import CallPressCore
import Testing

@testable import CallPressCLI

@Suite("The tool's own JSON")
struct ReportValueTests {
  @Test("is JSON, with members in the order of their names, whatever the texts hold")
  func document() throws {
    let hostile = "\"\\\u{0}\u{1B}\n\u{2028}é\u{1F600}"
    let value = ReportValue.object([
      "b": .list([]), "a": .text(hostile), "c": .object([:]), "é": .flag(true),
      "d": .list([.number(-1), .list([.flag(false)])]), hostile: .number(.max),
    ])
    let text = value.document()
    let document = try JSONDocument(parsing: Array(text.utf8))
    let keys = document.root.children.map { $0.key ?? "" }
    #expect(keys == keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(keys.count == 6)
    #expect(document.root["a"]?.string == hostile)
    #expect(document.root.member(named: hostile)?.numberText == "9223372036854775807")
    #expect(text.hasSuffix("}\n") && value.document() == text)
  }

  @Test("leaves out what is not known")
  func absent() {
    #expect(ReportValue.members(["a": nil, "b": .flag(true)]) == .object(["b": .flag(true)]))
  }
}
