import CallPressCore
import TestSupport
import Testing

@testable import CallPressHTML

@Suite("Templates that need no engine")
struct DirectTemplateTests {
  /// A section that writes nothing, and that only the engine can write.
  private static let engineOnly = "{{#turns}}{{/turns}}"

  private func isDirect(_ source: String) -> Bool {
    DirectTemplate(source, kind: .html) != nil
  }

  @Test("the shipped page comes out as the engine writes it")
  func shipped() throws {
    let source = ShippedTemplates.transcript.source
    #expect(isDirect(source))
    #expect(!isDirect(source + Self.engineOnly))
    for (name, call) in SampleCalls.all {
      let page = try render(call)
      #expect(try render(call, template: source + Self.engineOnly) == page, "\(name)")
    }
  }

  @Test("sections, comments and white space in any order come out as the engine writes them")
  func random() throws {
    var random = SeededRandom(seed: 7)
    let parts = [
      "\n", "\n", "\n", " ", "\t", "  ", "a", "<p>b</p>", "}", "{ ", "{{! note }}", "{{!\n}}",
      "{{page.title}}", "{{strings.skip}}", "{{{badges_html}}}", "<style>a{}</style>", " \u{E9} ",
      "{{recording.url}}", "{{call.id}}",
    ]
    let names = [
      "has_facts", "has_placeholders", "recording.has_url", "transcript_state.is_empty", "call.id",
      "recording.problem",
    ]
    var compared = 0
    for _ in 0..<150 {
      var source = ""
      var open: [String] = []
      for _ in 0..<Int.random(in: 1...25, using: &random) {
        switch Int.random(in: 0..<4, using: &random) {
        case 0 where open.count < 4:
          let name = names[Int.random(in: names.indices, using: &random)]
          source += Bool.random(using: &random) ? "{{#\(name)}}" : "{{^\(name)}}"
          open.append(name)
        case 1:
          if let name = open.popLast() { source += "{{/\(name)}}" }
        default: source += parts[Int.random(in: parts.indices, using: &random)]
        }
      }
      while let name = open.popLast() { source += "{{/\(name)}}" }
      // Something behind the last tag, so that another tag there changes nothing before it.
      source += ".\n"
      let problems = TemplateCheck.check(source: source, name: "page.html.mustache")
      if problems.contains(where: { $0.severity == .error }) { continue }
      compared += 1
      #expect(isDirect(source), "\(source.debugDescription)")
      for (name, call) in SampleCalls.all {
        let direct = try render(call, template: source)
        let engine = try render(call, template: source + Self.engineOnly)
        #expect(direct == engine, "\(name): \(source.debugDescription)")
      }
    }
    #expect(compared > 75)
  }

  @Test(
    "what asks for more goes to the engine",
    arguments: [
      "{{#turns}}{{text}}{{/turns}}", "{{#recording}}{{url}}{{/recording}}", "{{> part}}",
      "{{#call.id}}{{.}}{{/call.id}}", "{{ page.title }}", "{{page.title}}\u{301}", "\r\n",
      "{{#has_facts}}", "{{/has_facts}}", "{{has_facts}}", "{{{page.title}}}",
    ])
  func others(source: String) {
    #expect(!isDirect(source))
  }
}
