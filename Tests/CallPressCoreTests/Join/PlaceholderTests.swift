import CallPressCore
import Testing

@Suite("Placeholders spoken as they stand")
struct PlaceholderTests {
  private func placeholders(_ texts: String...) -> [Evidence.Placeholder] {
    EvidenceJoin.evidence(for: transcript(texts), variables: [], outcomes: []).placeholders
  }

  @Test(
    "templates' placeholders are found",
    arguments: [
      ("{{customer_name}}", "customer_name"), ("{{ customer.name }}", "customer.name"),
      ("{first_name}", "first_name"), ("{{{name}}}", "name"), ("{First Name}", "First Name"),
      ("[NAME]", "NAME"), ("[FIRST_NAME]", "FIRST_NAME"), ("<first_name>", "first_name"),
      ("{{اسم_العميل}}", "اسم_العميل"), ("{prénom}", "prénom"),
    ])
  func found(text: String, name: String) {
    let spoken = "Bonjour \(text), ça va ?"
    let found = placeholders("rien", spoken)
    #expect(found.map(\.text) == [text])
    #expect(found.map(\.name) == [name])
    #expect(found.map(\.turn) == [2])
    #expect(found.map { marked(spoken, $0.range) } == [text])
  }

  @Test(
    "other brackets are left alone",
    arguments: [
      "[inaudible]", "[INAUDIBLE]", "[LAUGHTER]", "[BLANK_AUDIO]", "[Name]", "[1]", "[X]", "{}",
      "{{}}", "{ }", "{12}", #"{"a":1}"#, "{unclosed", "{{half}", "<unclear>", "<br>", "< a_b >",
      "a < b_c", "[A B]", "{a\nb}", "{{{{four}}}}",
    ])
  func ignored(text: String) {
    #expect(placeholders("see \(text) there").isEmpty)
  }

  @Test("a placeholder is found wherever it stands", arguments: ["{a_b}", "[A_B]", "<a_b>"])
  func anywhere(text: String) {
    for before in 0..<20 {
      for after in 0..<20 {
        let spoken =
          String(repeating: "x", count: before) + text + String(repeating: "é", count: after)
        #expect(placeholders(spoken).map(\.range) == [before..<before + text.utf8.count])
      }
    }
  }

  @Test("several in one turn are given in order")
  func several() {
    let found = placeholders("{{a}}{b} [C_D] {{a}}")
    #expect(found.map(\.text) == ["{{a}}", "{b}", "[C_D]", "{{a}}"])
  }

  @Test("a flood of brackets is no trouble")
  func flood() {
    for text in ["{", "[", "<", "{{", "[A", "<a_", "}", "{a"] {
      #expect(placeholders(String(repeating: text, count: 200_000)).isEmpty)
    }
  }
}
