import Foundation
import Testing

/// Tables grow over all the calls of a run and appear when it ends.
@Suite("Tables on the command line")
struct TableExportTests {
  @Test("csv is one file for each table, with one header and the rows of all calls")
  func folder() throws {
    let bench = try Workbench()
    try bench.write(SampleCalls.timed(id: "a"), to: "a.json")
    try bench.write(SampleCalls.timed(id: "b"), to: "b.json")
    try bench.callpress("export", "a.json", "b.json", "-f", "csv,jsonl", "-o", "out").expect(0)
      .says("wrote 5 files to out")
    #expect(
      bench.names("out")
        == ["calls.csv", "calls.jsonl", "outcomes.csv", "turns.csv", "variables.csv"])
    let calls = try #require(bench.text("out/calls.csv"))
    #expect(calls.components(separatedBy: "\r\n").count == 4)
    #expect(calls.components(separatedBy: "call_sid").count == 2)
    #expect(bench.text("out/calls.jsonl")?.split(separator: "\n").count == 2)

    // The same again leaves them alone; other rows need --force.
    try bench.callpress("export", "a.json", "b.json", "-f", "csv,jsonl", "-o", "out").expect(0)
      .says("5 files in out were there already, the same")
    try bench.callpress("export", "a.json", "-f", "csv", "-o", "out").expect(73)
    #expect(bench.text("out/calls.csv") == calls)
    try bench.callpress("export", "a.json", "-f", "csv", "-o", "out", "--force").expect(0)
    #expect(bench.text("out/calls.csv") != calls)
    #expect(bench.names("out").allSatisfy { !$0.hasPrefix(".") })
  }

  @Test("one table goes to standard output or into the file that is named")
  func stream() throws {
    let bench = try Workbench()
    try bench.write(SampleCalls.timed(id: "a"), to: "a.json")
    let ran = try bench.callpress("export", "a.json", "-f", "outcomes.csv")
    ran.expect(0)
    #expect(ran.out.hasPrefix("\u{FEFF}call_id,"))
    try bench.callpress("export", "a.json", "-f", "outcomes.csv", "-o", "o.csv").expect(0)
    #expect(bench.text("o.csv") == ran.out)
  }

  @Test(
    "Python's csv reads every table",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")))
  func python() throws {
    let bench = try Workbench()
    let hostile = SampleCalls.timed().replacing(
      "I want my bill", with: #"=cmd|'/C calc'!A0, \"x\"\n"#)
    try bench.write(hostile, to: "a.json")
    try bench.write(
      """
      import csv, sys
      for name in sys.argv[1:]:
          with open(name, encoding="utf-8-sig", newline="") as f:
              rows = list(csv.reader(f, strict=True))
          assert len({len(row) for row in rows}) == 1, name
          assert not any(cell[:1] in ("=", "@") for row in rows for cell in row), name
      print("ok")
      """, to: "read.py")
    try bench.callpress("export", "a.json", "-f", "csv", "-o", "out").expect(0)
    let ran = try bench.shell("/usr/bin/python3 read.py out/*.csv").expect(0)
    #expect(ran.out == "ok\n")
  }
}
