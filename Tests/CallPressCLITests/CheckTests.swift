import Foundation
import Testing

@Suite("What check tells")
struct CheckTests {
  let bench: Workbench

  init() throws {
    bench = try Workbench()
    try bench.write(SampleCalls.timed(id: "x"), to: "timed.json")
    try bench.write("1\n00:00:01,000 --> 00:00:03,000\nGood morning.\n", to: "good.srt")
    try bench.write("WEBVTT\n\n00:01.000 --> 00:03.000\na & b\n", to: "bad.vtt")
    try bench.write("{}", to: "no.json")
  }

  @Test("good, broken, no captions at all and missing files end differently")
  func statuses() throws {
    #expect(try bench.callpress("check", "good.srt").expect(0).out.contains("score 100.0"))
    let bad = try bench.callpress("check", "bad.vtt").expect(65)
    #expect(bad.out.contains("4:3: error: & has to be written &amp; [ampersand]"))
    try bench.callpress("check", "no.json").expect(65).says("neither SubRip nor WebVTT")
    try bench.callpress("check", "nothing.srt").expect(66)
    try bench.callpress("check", "good.srt", "bad.vtt").expect(1)
  }

  @Test("as JSON with a schema's name, the formula, and each finding's place")
  func json() throws {
    let out = try bench.callpress("check", "bad.vtt", "--json").expect(65).out
    for part in [
      "\"schema\": \"callpress.check/1\"", "\"formula\"", "\"line\": 4", "\"column\": 3",
      "\"valid\": false",
    ] {
      #expect(out.contains(part), "\(part)")
    }
  }

  @Test("profiles and single numbers decide how captions are laid out and judged")
  func profiles() throws {
    func widest(_ arguments: String...) throws -> Int {
      let ran = try bench.run(
        Workbench.tool,
        ["export", "timed.json", "-f", "srt", "--speaker-labels", "never"] + arguments)
      return ran.out.split(separator: "\n").filter { !$0.contains("-->") }.map(\.count).max() ?? 0
    }
    #expect(try widest("--profile", "social") <= 25)
    #expect(try widest("--profile", "broadcast", "--max-line-width", "20") <= 20)
    for arguments in [["--max-lines", "9"], ["--fps", "1"], ["--profile", "none"]] {
      try bench.run(Workbench.tool, ["export", "timed.json", "-f", "srt"] + arguments).expect(64)
    }
    try bench.callpress("export", "timed.json", "-f", "srt", "-o", "a.srt").expect(0)
    try bench.callpress("check", "a.srt").expect(0)
  }
}
