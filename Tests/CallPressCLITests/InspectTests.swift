import CallPressCore
import Foundation
import Testing

@testable import CallPressCLI

@Suite("callpress inspect")
struct InspectTests {
  let bench: Workbench

  init() throws {
    bench = try Workbench()
  }

  private func calls(_ ran: Ran) throws -> [JSONValue] {
    let document = try JSONDocument(parsing: Array(ran.out.utf8))
    #expect(document.root["schema"]?.string == "callpress.inspect/1")
    return document.root["calls"]?.children.map { $0 } ?? []
  }

  @Test("tells what was recognised, why, and what was said")
  func timed() throws {
    try bench.write(SampleCalls.timed(), to: "a.json")
    let call = try #require(
      try calls(bench.callpress("inspect", "a.json", "--json").expect(0)).first)
    #expect(call["id"]?.string == "11111111-2222-4333-8444-555555555555")
    let transcript = try #require(call["transcript"])
    #expect(transcript["state"]?.string == "present")
    #expect(transcript["pointer"]?.string == "/transcript_object")
    let dialect = try #require(transcript["dialect"]?.string)
    let first = try #require(transcript["candidates"]?[0])
    #expect(first["dialect"]?.string == dialect)
    #expect(first["reason"]?.string?.isEmpty == false)
    #expect(call["turns"]?.numberText == "2" && call["words"]?.numberText == "9")
    #expect(call["speakers"]?.children.map { $0["kind"]?.string } == ["agent", "customer"])
    let words = try #require(call["timing"]?["words"])
    #expect(words["total"]?.numberText == "9" && words["timed"]?.numberText == "9")
    for end in ["starts", "ends"] {
      #expect(words.member(named: end)?["measured"]?.numberText == "9")
    }
    let outcomes = call["outcomes"]?["values"]?.children.map {
      [$0["name"]?.string, $0["finding"]?.string]
    }
    #expect(outcomes == [["topic", "said"], ["plan", "not-said"]])
    let variable = try #require(call["variables"]?["values"]?[0])
    #expect(variable["said_by_agent"]?.boolean == true)

    let page = try bench.callpress("inspect", "a.json").expect(0).isSilent().out
    for words in ["dialect\t\(dialect), score", "/transcript_object", "100 %", "not said: plan"] {
      #expect(page.contains(words), "‘\(words)’ is not in\n\(page)")
    }
  }

  @Test("writes one JSON value for many inputs, failures among them")
  func many() throws {
    try bench.write(SampleCalls.timed(), to: "in/a.json")
    try bench.write("{\"a\": ", to: "in/b.json")
    try bench.write(SampleCalls.untimed, to: "in/c.json")
    let ran = try bench.callpress("inspect", "in", "missing", "--json").expect(1)
    ran.says("in/b.json:1:").says("missing:")
    let all = try calls(ran)
    #expect(all.map { $0["source"]?.string } == ["in/a.json", "in/b.json", "in/c.json", "missing"])
    #expect(all[1]["error"]?["code"]?.string == "malformed-json")
    #expect(all[1]["error"]?["location"]?["line"]?.numberText == "1")
    #expect(all[2]["timing"]?["turns"]?["timed"]?.numberText == "0")
    let none = try bench.callpress("inspect", "missing", "--json").expect(66)
    #expect(try calls(none).count == 1)
  }

  @Test("chooses calls by id")
  func selection() throws {
    try bench.write("[\(SampleCalls.timed(id: "x")), \(SampleCalls.timed(id: "y"))]", to: "a.json")
    let ran = try bench.callpress("inspect", "a.json", "--json", "--select", "y").expect(0)
    #expect(try calls(ran).map { $0["id"]?.string } == ["y"])
    try bench.callpress("inspect", "a.json", "--select", "z").expect(66).says("‘z’")
  }

  @Test("counts times by how they came to be known")
  func coverage() {
    func point(_ time: Int64, _ provenance: TimeProvenance) -> TimePoint {
      TimePoint(MediaTime(milliseconds: time), provenance)
    }
    var coverage = InspectReport.Coverage()
    coverage.add(nil)
    coverage.add(TimeSpan(start: point(0, .measured), end: point(1, .measured)))
    coverage.add(TimeSpan(start: point(0, .measured), end: point(1, .derived(.duration))))
    coverage.add(TimeSpan(start: point(0, .derived(.clock)), end: point(1, .estimated(.nextStart))))
    #expect(coverage.total == 4 && coverage.timed == 3)
    #expect(coverage.starts == .init(measured: 2, derived: 1, estimated: 0))
    #expect(coverage.ends == .init(measured: 1, derived: 1, estimated: 1))
  }

  @Test("keeps hostile strings of a call on their lines")
  func hostile() throws {
    try bench.write(
      """
      {"id": "a\\nb\\u001b[2J", "call_status": "x\\r\\n  warning\\tfake", "transcript_object": [
        {"role": "agent\\u001b]0;t\\u0007", "content": "Hi."}, {"role": "user", "content": "Yes."}],
       "agent_post_call_outcomes": {"n\\nm": "v\\u009b31m\\u202e"}}
      """, to: "a.json")
    let page = try bench.callpress("inspect", "a.json").out
    #expect(
      !page.unicodeScalars.contains { $0 != "\n" && $0 != "\t" && TerminalText.isControl($0) })
    #expect(!page.unicodeScalars.contains { TerminalText.isReordering($0) })
    #expect(!page.contains("\nb") && !page.contains("\n  warning\tfake"))
  }
}
