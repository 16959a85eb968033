import Foundation
import Testing

@Suite("What export's options do")
struct ExportSettingsTests {
  let bench: Workbench

  init() throws {
    bench = try Workbench()
    try bench.write(SampleCalls.timed(id: "x"), to: "timed.json")
    try bench.write(SampleCalls.untimed, to: "untimed.json")
    try bench.write(SampleCalls.doubtful, to: "doubtful.json")
  }

  @Test("without times captions refuse, name the way out, and the other formats go on")
  func timing() throws {
    let refused = try bench.callpress("export", "untimed.json", "-f", "srt").expect(65)
    refused.says("--timing estimate")
    #expect(refused.out.isEmpty)
    try bench.callpress("export", "untimed.json", "-f", "srt,vtt,txt", "-o", "out").expect(1)
      .says("wrote 1 file").says("2 failed")
    #expect(bench.names("out") == ["22222222-2222-4333-8444-555555555555.txt"])
    let estimated = try bench.callpress(
      "export", "untimed.json", "-f", "vtt", "--timing", "estimate"
    ).expect(0)
    #expect(estimated.out.contains("NOTE"))
  }

  @Test("strict writes nothing of a call with a warning and everything of the others")
  func strict() throws {
    let plain = try bench.callpress("export", "doubtful.json", "-f", "txt,json", "-o", "out")
    plain.expect(0).says("doubtful.json#/transcript_object/1").says("warning: ")
    #expect(bench.names("out").count == 2)
    let ran = try bench.callpress(
      "export", "doubtful.json", "timed.json", "-f", "txt,json", "-o", "strict", "--strict")
    ran.expect(1).says("doubtful.json: not written")
    #expect(bench.names("strict") == ["x.json", "x.txt"])
    let alone = try bench.callpress("export", "doubtful.json", "-f", "txt", "--strict").expect(65)
    #expect(alone.out.isEmpty)
    try bench.callpress("export", "timed.json", "-f", "txt", "--strict").expect(0)
    // A warning that only one format has is one as well.
    let estimated = try bench.callpress(
      "export", "untimed.json", "-f", "txt,srt", "--timing", "estimate", "--strict", "-o", "e")
    estimated.expect(65)
    #expect(bench.names("e").isEmpty)
  }

  @Test("quiet hides warnings and not errors; verbose adds notes")
  func loudness() throws {
    try bench.callpress("export", "doubtful.json", "-f", "txt", "-q").expect(0).isSilent()
    try bench.callpress("export", "nothing.json", "-f", "txt", "-q").expect(66).says("nothing.json")
    let normal = try bench.callpress("export", "doubtful.json", "-f", "txt")
    let verbose = try bench.callpress("export", "doubtful.json", "-f", "txt", "-v")
    #expect(!normal.err.contains(": note: "))
    #expect(verbose.err.count >= normal.err.count)
  }

  @Test("an offset moves every time, exactly, also back")
  func offset() throws {
    func first(_ arguments: String...) throws -> Substring {
      let ran = try bench.run(
        Workbench.tool, ["export", "timed.json", "-f", "vtt", "-q"] + arguments
      ).expect(0)
      return ran.out.split(separator: "\n").first { $0.contains(" --> ") }?.prefix(12) ?? ""
    }
    #expect(try first() == "00:00:00.100")
    #expect(try first("--offset", "1.001") == "00:00:01.101")
    #expect(try first("--offset", "-0.05") == "00:00:00.050")
    #expect(try first("--offset=3600") == "01:00:00.100")
  }

  @Test("names, units, dialects, layouts and widths reach what is written")
  func others() throws {
    func text(_ arguments: String...) throws -> String {
      try bench.run(Workbench.tool, ["export", "timed.json", "-f", "txt"] + arguments).expect(0).out
    }
    #expect(try text("--speaker", "agent=Zahra").contains("Zahra"))
    #expect(try text("--layout", "turns").utf8.count < text().utf8.count)
    #expect(try text("--width", "20", "--layout", "turns").contains("\n"))
    let widest = try text("--width", "20").split(separator: "\n").map(\.count).max() ?? 0
    #expect(widest < (try text().split(separator: "\n").map(\.count).max() ?? 0))
    let minutes = try bench.callpress(
      "export", "timed.json", "-f", "vtt", "--time-unit", "ms", "-q")
    #expect(minutes.out.contains("00:00:00.000 -->") || minutes.status != 0)
    let dialect = try bench.callpress("inspect", "timed.json", "--json").out
    let ids = try bench.callpress("dialects").out.split(separator: "\n").map {
      $0.prefix { $0 != "\t" }
    }
    #expect(ids.contains { dialect.contains("\"dialect\": \"\($0)\"") })
    for id in ids {
      let ran = try bench.callpress("export", "timed.json", "-f", "txt", "--dialect", String(id))
      #expect([0, 65].contains(ran.status), "\(ran)")
    }
  }

  @Test("a mapping reads a shape that no dialect knows, a wrong one ends with 78")
  func mapping() throws {
    try bench.write(
      #"{"stuff": {"z": [{"a": {"q": "Hi."}, "b": 1}, {"a": {"q": "Oh."}, "b": 2}]}}"#,
      to: "odd.json")
    try bench.write(
      #"{"turns": "/stuff/z", "text": "a.q", "role": "b", "roles": {"1": "agent", "2": "customer"}}"#,
      to: "shape.json")
    let ran = try bench.callpress(
      "export", "odd.json", "-f", "txt", "--layout", "turns", "--mapping", "shape.json"
    ).expect(0)
    #expect(ran.out.contains("Hi.") && ran.out.contains("Oh."))
    try bench.write("{\"nonsense\": 1}", to: "wrong.json")
    try bench.callpress("export", "odd.json", "-f", "txt", "--mapping", "wrong.json").expect(78)
      .says("wrong.json")
    try bench.callpress("export", "odd.json", "-f", "txt", "--mapping", "missing.json").expect(66)
    try bench.callpress("export", "timed.json", "-f", "txt", "--mapping", "shape.json")
      .expect(0).says("[mapping-not-used]")
  }

  @Test("instructions to the agent are left out unless asked for")
  func systemPrompts() throws {
    try bench.write(
      """
      {"id": "s", "transcript_object": [{"role": "system", "content": "SECRET"},
        {"role": "assistant", "content": "Hello."}, {"role": "user", "content": "Hello."}]}
      """, to: "s.json")
    for format in ["txt", "json", "record", "xml", "html"] {
      #expect(
        !(try bench.callpress("export", "s.json", "-f", format).expect(0).out.contains("SECRET")))
    }
    #expect(
      try bench.callpress("export", "s.json", "-f", "record", "--include-system").expect(0)
        .out.contains("SECRET"))
  }
}
