import CallPressCore
import CallPressHTML
import Testing

@Suite("The check of templates")
struct TemplateCheckTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var source: String
    var code: String
    var line: Int
    var column: Int
    var testDescription: String { source }

    init(_ source: String, _ code: String, _ line: Int = 1, _ column: Int = 1) {
      (self.source, self.code, self.line, self.column) = (source, code, line, column)
    }
  }

  private func errors(_ source: String, name: String = "t.html.mustache") -> [TemplateProblem] {
    TemplateCheck.check(source: source, name: name).filter { $0.severity == .error }
  }

  @Test(
    "what is wrong is named with line and column",
    arguments: [
      // Syntax.
      Case("a\n{{#turns}}x", "unclosed-section", 2, 1),
      Case("é{{call.id", "unclosed-tag", 1, 3),
      Case("{{/turns}}", "stray-close"),
      Case("{{#turns}}{{#chips}}{{/turns}}", "stray-close", 1, 21),
      Case("{{call id}}", "malformed-tag"),
      Case("{{}}", "malformed-tag"),
      Case("{{\ncall.id}}", "malformed-tag"),
      Case("{{first(}}", "malformed-tag"),
      Case("{{% CONTENT_TYPE: TEXT}}", "pragma"),
      Case("{{=<% %>=}}", "delimiter-change"),
      Case("{{<layout}}{{/layout}}", "inheritance"),
      Case("{{> *name}}", "dynamic-partial"),
      Case("{{> a b}}", "malformed-tag"),
      Case("\r\n\r\n{{> missing}}", "missing-partial", 3, 1),
      Case("{{> t}}", "recursion"),
      // Names.
      Case("{{cal.id}}", "unknown-name"),
      Case("{{call.idd}}", "unknown-name"),
      Case("{{text}}", "unknown-name"),
      Case("{{#turns}}{{txet}}{{/turns}}", "unknown-name", 1, 11),
      Case("{{#turns}}{{.model_version}}{{/turns}}", "unknown-name", 1, 11),
      Case("{{turns.count}}", "unknown-name"),
      Case("{{index()}}", "unknown-name"),
      Case("{{sorted(turns)}}", "unknown-transform"),
      Case("{{turns}}", "not-printable"),
      Case("{{call}}", "not-printable"),
      Case("{{#turns}}{{.}}{{/turns}}", "not-printable", 1, 11),
      Case("{{{call.id}}}", "unescaped"),
      Case("{{&call.id}}", "unescaped"),
      Case("{{{callpress-block-0}}}", "unknown-name"),
      // Places.
      Case("<{{call.id}}>", "unsafe-place", 1, 2),
      Case("</{{call.id}}>", "unsafe-place", 1, 3),
      Case("<p{{call.id}}>", "unsafe-place", 1, 3),
      Case("<p {{call.id}}>", "unsafe-place", 1, 4),
      Case("<p {{call.id}}=\"x\">", "unsafe-place", 1, 4),
      Case("<p data-{{call.id}}=\"x\">", "unsafe-place", 1, 9),
      Case("<p title={{call.id}}>", "unsafe-place", 1, 10),
      Case("<p title=a{{call.id}}>", "unsafe-place", 1, 11),
      Case("<p onclick=\"{{call.id}}\">", "unsafe-place", 1, 13),
      Case("<p ONCLICK='{{call.id}}'>", "unsafe-place", 1, 13),
      Case("<p style=\"{{call.id}}\">", "unsafe-place", 1, 11),
      Case("<a href=\"{{call.id}}\">", "unsafe-place", 1, 10),
      Case("<a href=\"{{reversed(call.id)}}\">", "unsafe-place", 1, 10),
      Case("<a href=\"java{{recording.url}}\">", "unsafe-place", 1, 14),
      Case("<a href=\"https://{{call.id}}/\">", "unsafe-place", 1, 18),
      Case("<a href=\"https://a{{call.id}}/\">", "unsafe-place", 1, 19),
      Case("<img src=\"#{{call.id}}\">", "unsafe-place", 1, 12),
      Case("<img srcset=\"{{recording.url}}\">", "unsafe-place", 1, 14),
      Case("<iframe src=\"{{recording.url}}\">", "unsafe-place", 1, 14),
      Case("<base href=\"{{recording.url}}\">", "unsafe-place", 1, 13),
      Case("<meta http-equiv=\"{{call.id}}\">", "unsafe-place", 1, 19),
      Case("<meta content=\"0;url={{recording.url}}\">", "unsafe-place", 1, 22),
      Case("<svg><animate to=\"{{call.id}}\"/></svg>", "unsafe-place", 1, 19),
      Case("<!-- {{call.id}} -->", "unsafe-place", 1, 6),
      Case("<!DOCTYPE {{call.id}}>", "unsafe-place", 1, 11),
      Case("<?x {{call.id}}?>", "unsafe-place", 1, 5),
      Case("<script>{{call.id}}</script>", "unsafe-place", 1, 9),
      Case("<SCRIPT>{{call.id}}</SCRIPT>", "unsafe-place", 1, 9),
      Case("<style>{{call.id}}</style>", "unsafe-place", 1, 8),
      Case("<style>{{#has_turns}}a{{/has_turns}}</style>", "unsafe-place", 1, 8),
      Case("<script></style>{{call.id}}</script>", "unsafe-place", 1, 17),
      Case("<script></scripty>{{call.id}}</script>", "unsafe-place", 1, 19),
      Case("<script><!-- <script></script>{{call.id}}", "unsafe-script", 1, 12),
      Case("<noscript>{{call.id}}</noscript>", "unsafe-place", 1, 11),
      Case("<p title=\"{{{transcript_html}}}\">", "unsafe-place", 1, 11),
      Case("{{#has_turns}}<p title=\"{{/has_turns}}{{call.id}}", "unbalanced-section"),
      Case("<p{{#has_turns}} class=\"a\"{{/has_turns}}b>", "unbalanced-section", 1, 41),
      Case("<p {{#has_turns}}title{{/has_turns}}=\"{{call.id}}\">", "unbalanced-section", 1, 37),
      Case("<p title=\"", "unclosed-markup"),
      Case("<script>", "unclosed-markup"),
    ])
  func wrong(_ item: Case) throws {
    let problem = try #require(errors(item.source).first)
    #expect(problem.code.rawValue == item.code, "\(problem)")
    #expect(problem.line == item.line && problem.column == item.column, "\(problem)")
    #expect(problem.template == "t.html.mustache")
    // The export refuses the same template with the same place.
    let error = #expect(throws: CallPressError.self) {
      try render(SampleCalls.english, template: item.source, name: "t.html.mustache")
    }
    #expect(error?.code == .invalidTemplate)
    #expect(error?.location?.line == item.line && error?.location?.column == item.column)
  }

  @Test(
    "what is right passes",
    arguments: [
      "{{call.id}} {{ call.id }}{{! a comment {{ with braces }}",
      "{{#turns}}{{number}} {{model_version}} {{call.id}}{{^last()}}, {{/last()}}{{/turns}}",
      "{{#turns}}{{index()}} {{plusone(index())}} {{#odd()}}o{{/odd()}}{{/turns}}",
      "{{count(turns)}} {{uppercased(call.id)}} {{^empty(turns)}}x{{/empty(turns)}}",
      "{{#call.id}}{{.}}{{/call.id}}",
      "{{#entries}}{{#turn}}{{text}}{{/turn}}{{#event}}{{kind}}{{/event}}{{/entries}}",
      "<p{{#has_turns}} class=\"a\"{{/has_turns}}>x</p>",
      "<p{{#has_turns}} class=\"a\"{{/has_turns}} id=\"b\">x</p>",
      "<input {{#has_turns}}checked{{/has_turns}}>",
      "<p class=\"a{{#has_turns}} b{{/has_turns}}\" title='{{call.id}}'>x</p>",
      "<a href=\"{{recording.url}}\">x</a><a href=\"#{{call.id}}\">x</a>",
      "<a href=\"https://crm.example/contact/{{call.contact_id}}\">x</a>",
      "<a href=\"tel:{{call.call_to}}\">x</a><audio src=\"{{call.record_url}}#t=3\"></audio>",
      "<!-- a > b --><p title=\"<!--\">{{call.id}}</p>",
      "<!--><p>{{call.id}}</p><!---><p>{{call.id}}</p>",
      "a < b & c <3 {{call.id}}",
      "<title>{{page.title}}</title><textarea>{{call.id}}</textarea>",
      "<style>a{b:c}</style ><script>if (a</b/.test(c)) {}</script>{{call.id}}",
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{{page.csp}}\">",
      "<ol>{{{transcript_html}}}</ol>",
      "{\n\u{301}{ {call.id}} {\u{301}{ x",
    ])
  func right(_ source: String) throws {
    #expect(errors(source) == [])
    _ = try render(SampleCalls.english, template: source)
  }

  @Test("an unknown name comes with the nearest known one")
  func suggestion() {
    #expect(errors("{{call.idd}}").first?.message.contains("“id”") == true)
    #expect(errors("{{#turn}}{{/turn}}").first?.message.contains("“turns”") == true)
  }

  @Test("places do not matter in text, but names do")
  func text() {
    #expect(errors("<a href={{call.id}}", name: "t.txt.mustache") == [])
    #expect(errors("{{cal}}", name: "t.txt.mustache").map(\.code) == ["unknown-name"])
    #expect(errors("{{{transcript_html}}}", name: "t.txt.mustache").map(\.code) == ["unescaped"])
    #expect(errors("<a b={{call.id}}/>", name: "t.xml.mustache").map(\.code) == ["unsafe-place"])
  }

  @Test("a partial is checked where it is included")
  func partials() {
    func check(_ source: String, _ partial: String) -> [TemplateProblem] {
      TemplateCheck.check(
        source: source, name: "t",
        partials: [HTMLSettings.Template(name: "row.html.mustache", source: partial)]
      ).filter { $0.severity == .error }
    }
    #expect(check("{{#turns}}{{> row}}{{/turns}}", "{{text}}") == [])
    let outside = check("{{> row}}", "\n{{text}}")
    #expect(outside.map(\.code) == ["unknown-name"])
    #expect(outside.first?.template == "row.html.mustache")
    #expect(outside.first?.line == 2)
    #expect(check("<p title={{> row}}>", "{{call.id}}").map(\.code) == ["unsafe-place"])
    #expect(check("<p title=\"{{> row}}\">", "{{call.id}}") == [])
    #expect(check("<style>{{> row}}</style>", "x").map(\.code) == ["unsafe-place"])
  }

  @Test("partials that include each other are refused, not followed")
  func recursion() {
    let partials = [
      HTMLSettings.Template(name: "a", source: "{{#turns}}{{> b}}{{/turns}}"),
      HTMLSettings.Template(name: "b", source: "{{> c}}"),
      HTMLSettings.Template(name: "c", source: "x{{> a}}"),
    ]
    let problems = TemplateCheck.check(source: "{{> a}}", name: "t", partials: partials)
    #expect(problems.first?.code == "recursion")
    #expect(problems.first?.template == "c")
    #expect(throws: CallPressError.self) {
      try render(SampleCalls.english, template: "{{> a}}", partials: partials)
    }
  }

  @Test("partials that multiply are refused")
  func multiplication() {
    var partials = (0..<40).map {
      HTMLSettings.Template(name: "p\($0)", source: "{{> p\($0 + 1)}}{{> p\($0 + 1)}}")
    }
    partials.append(HTMLSettings.Template(name: "p40", source: "x"))
    let problems = TemplateCheck.check(source: "{{> p0}}", name: "t", partials: partials)
    #expect(problems.map(\.code) == ["too-many-partials"])
  }

  @Test("depth and size have limits that are said")
  func limits() {
    func code(_ source: String) -> String? { errors(source).first?.code.rawValue }
    let open = String(repeating: "{{#turns}}", count: 5000)
    let close = String(repeating: "{{/turns}}", count: 5000)
    #expect(code(open + close) == "too-deep")
    #expect(code("{{" + String(repeating: "a(", count: 50_000) + "}}") == "malformed-tag")
    #expect(code(String(repeating: "x", count: (1 << 20) + 1)) == "template-too-large")
    #expect(code(String(repeating: "<style>", count: 20_000)) == "unclosed-markup")
    let chain = (0..<100).map {
      HTMLSettings.Template(name: "p\($0)", source: "{{> p\($0 + 1)}}")
    }
    let problems = TemplateCheck.check(source: "{{> p0}}", name: "t", partials: chain)
    #expect(problems.map(\.code) == ["too-deep"])
  }

  @Test("broken templates never crash the check or the engine")
  func broken() {
    // Every cut of the shipped template, and of one with every kind of tag.
    let every =
      "{{! c }}{{a}}{{{b}}}{{&c}}{{#turns}}{{^d}}{{/d}}{{/turns}}{{> p}}{{=| |=}}{{%x:y}}"
    for end in every.indices { _ = TemplateCheck.check(source: String(every[..<end]), name: "t") }
    let shipped = Array(ShippedTemplates.transcript.source.utf8)
    for end in stride(from: 0, to: shipped.count, by: 997) {
      let cut = String(decoding: shipped[..<end], as: UTF8.self)
      let problems = TemplateCheck.check(source: cut, name: "t.html.mustache")
      if end > 0 { #expect(!problems.isEmpty) }
    }
  }

  @Test("the names of partials are told in order, each once")
  func partialNames() {
    #expect(
      TemplateCheck.partialNames(in: "{{> a}}{{#turns}}{{> b}}{{/turns}}{{> a}}") == ["a", "b"])
  }

  @Test("what may not look as meant is a warning and no obstacle")
  func warnings() throws {
    func codes(_ source: String) -> [String] {
      TemplateCheck.check(source: source, name: "t.html.mustache").map(\.code.rawValue)
    }
    let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"{{page.csp}}\">"
    #expect(codes("x") == ["no-policy"])
    #expect(codes(policy) == [])
    #expect(codes(policy + "<p style=\"color:red\">") == ["inline-style"])
    #expect(codes(policy + "<p onclick=\"x()\">") == ["blocked-script"])
    #expect(codes(policy + "<script>x()</script>") == ["blocked-script"])
    #expect(codes(policy + "<img src=\"https://a.example/b.png\">") == ["external-resource"])
    #expect(codes(policy + "<link rel=\"stylesheet\" href=\"//a/b\">") == ["external-resource"])
    #expect(codes(policy + "{{transcript_html}}") == ["escaped-markup"])
    _ = try render(SampleCalls.english, template: "<p style=\"color:red\">x</p>")
  }
}
