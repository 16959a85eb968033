import CallPressHTML
import Foundation
import Testing

@Suite("callpress templates and schema")
struct TemplatesTests {
  let bench: Workbench

  init() throws {
    bench = try Workbench()
  }

  @Test("the shipped templates are listed, shown and without a problem")
  func shipped() throws {
    let lines = try bench.callpress("templates", "list").expect(0).out.split(separator: "\n")
    #expect(lines.count == ShippedTemplates.all.count)
    for template in ShippedTemplates.all {
      let shown = try bench.callpress("templates", "show", template.name).expect(0).isSilent()
      #expect(shown.out == template.source)
      try bench.callpress("templates", "copy", template.name, "mine", "-q").expect(0).isSilent()
      #expect(bench.text("mine/\(template.fileName)") == template.source)
      let checked = try bench.callpress("templates", "check", "mine/\(template.fileName)").expect(0)
      #expect(checked.out.isEmpty, "\(checked)")
    }
    try bench.callpress("templates", "show", "nonsense").expect(64).says("transcript")
  }

  @Test("a copy never replaces what differs")
  func copying() throws {
    let name = ShippedTemplates.transcript.fileName
    try bench.write("mine", to: "my/\(name)")
    try bench.callpress("templates", "copy", "transcript", "my").expect(73).says("another folder")
    #expect(bench.text("my/\(name)") == "mine")
    try bench.callpress("templates", "copy", "transcript", "new").expect(0).says("wrote 1 file")
    try bench.callpress("templates", "copy", "transcript", "new").expect(0)
  }

  @Test("problems are named with file, line and column, and end with 78")
  func checking() throws {
    try bench.write("<p>fine</p>\n<p>{{nonsense}}</p>\n", to: "my page.html.mustache")
    let ran = try bench.callpress("templates", "check", "my page.html.mustache").expect(78)
    #expect(ran.out.contains("my page.html.mustache:2:4: error: "), "\(ran)")
    #expect(ran.out.contains("nonsense"))
    try bench.callpress("templates", "check", "missing.mustache").expect(66)
    try bench.write(SampleCalls.timed(), to: "a.json")
    let exported = try bench.callpress(
      "export", "a.json", "-f", "html", "--template", "my page.html.mustache")
    exported.expect(78).says("my page.html.mustache:2:")
    #expect(exported.out.isEmpty)
    try bench.callpress("export", "a.json", "-f", "html", "--template", "nonsense").expect(64)
    try bench.callpress("export", "a.json", "-f", "html", "--template", "./nonsense").expect(66)
  }

  @Test("what a template includes is found beside it, and nowhere else")
  func partials() throws {
    try bench.write("<p>{{> row}}</p>\n", to: "my/page.html.mustache")
    try bench.callpress("templates", "check", "my/page.html.mustache").expect(78)
    try bench.write("row {{> cell}}", to: "my/row.html.mustache")
    try bench.write("cell", to: "my/cell.mustache")
    let ran = try bench.callpress("templates", "check", "my/page.html.mustache")
    #expect(!ran.out.contains("row") && !ran.out.contains("cell"), "\(ran)")
    try bench.write("secret", to: "secret.mustache")
    try bench.write("{{> ../secret}}", to: "my/escape.html.mustache")
    try bench.callpress("templates", "check", "my/escape.html.mustache").expect(78)
  }

  @Test("the schemas are those that the formats have")
  func schemas() throws {
    let xsd = try bench.callpress("schema").expect(0).isSilent().out
    #expect(xsd.contains("http://www.w3.org/2001/XMLSchema"))
    #expect(try bench.callpress("schema", "xml").expect(0).out == xsd)
    #expect(try bench.callpress("schema", "json").expect(0).out.contains("callpress.call/1"))
    #expect(try bench.callpress("schema", "--list").expect(0).out.hasPrefix("xml\t"))
    try bench.callpress("schema", "srt").expect(64).says("xml")
  }

  @Test("what is not HTML is not named as if it were")
  func otherKinds() throws {
    try bench.write(SampleCalls.timed(id: "a"), to: "a.json")
    try bench.write("{{#turns}}{{text}}\n{{/turns}}", to: "my/notes.txt.mustache")
    try bench.write("<p>{{call.id}}</p>", to: "my/page.mustache")
    let arguments = ["export", "a.json", "-f", "html,txt", "-o", "out", "--template"]
    try bench.run(Workbench.tool, arguments + ["my/notes.txt.mustache"]).expect(0)
    #expect(bench.names("out") == ["a.notes.txt", "a.txt"])
    #expect(bench.text("out/a.notes.txt") == "Hello, this is Lina.\nI want my bill, please.\n")
    try bench.run(Workbench.tool, arguments + ["my/page.mustache"]).expect(0)
    #expect(bench.names("out") == ["a.html", "a.notes.txt", "a.txt"])
    // A file's own name counts as well.
    try bench.callpress(
      "export", "a.json", "-f", "html", "--template", "my/notes.txt.mustache", "-o", "mine.txt"
    ).expect(0)
    #expect(bench.text("mine.txt")?.hasPrefix("Hello") == true)
  }
}
