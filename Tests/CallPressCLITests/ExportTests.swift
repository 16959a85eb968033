import CallPressCore
import Foundation
import Testing

@Suite("callpress export")
struct ExportTests {
  let bench: Workbench
  let id = "11111111-2222-4333-8444-555555555555"

  init() throws {
    bench = try Workbench()
  }

  @Test("writes one document of one input to standard output and says nothing")
  func standardOutput() throws {
    try bench.write(SampleCalls.timed(), to: "a.json")
    let plain = try bench.callpress("export", "a.json", "-f", "record").expect(0).isSilent()
    #expect(plain.out.hasPrefix("{\"id\":\"\(id)\""))
    let dash = try bench.callpress("export", "a.json", "-f", "record", "-o", "-").expect(0)
    #expect(dash.out == plain.out)
    #expect(bench.names() == ["a.json"])
  }

  @Test("reads standard input where - stands")
  func standardInput() throws {
    let ran = try bench.callpress(
      "export", "-", "-f", "record", input: SampleCalls.timed()
    ).expect(0)
    #expect(ran.out.hasPrefix("{\"id\""))
    try bench.callpress("export", "-", "-f", "record,json", input: SampleCalls.timed()).expect(0)
    #expect(bench.names() == ["\(id).json", "\(id).record.json"])
  }

  @Test("makes the folder and names files by the call's id; again it changes nothing")
  func folder() throws {
    try bench.write(SampleCalls.timed(), to: "a.json")
    let first = try bench.callpress("export", "a.json", "-f", "record,json", "-o", "x/y/out")
    first.expect(0).says("wrote 2 files to x/y/out")
    #expect(first.out.isEmpty)
    #expect(bench.names("x/y/out") == ["\(id).json", "\(id).record.json"])
    try bench.callpress("export", "a.json", "-f", "record,json", "-o", "x/y/out")
      .expect(0).says("were there already")
    try bench.callpress("export", "a.json", "-f", "record,json", "-o", "x/y/out", "-q")
      .expect(0).isSilent()
  }

  @Test("writes to the file that -o names, in the format that its extension tells")
  func file() throws {
    try bench.write(SampleCalls.timed(), to: "a.json")
    try bench.callpress("export", "a.json", "-o", "call.record.json").expect(0)
      .says("wrote call.record.json")
    #expect(bench.text("call.record.json")?.hasPrefix("{\"id\"") == true)
    try bench.callpress("export", "a.json", "-o", "no/such/call.record.json").expect(73)
      .says("no/such/call.record.json")
    try bench.callpress("export", "a.json").expect(64).says("--format")
  }

  @Test("replaces nothing that differs unless forced, and goes on with the others")
  func overwriting() throws {
    try bench.write(SampleCalls.timed(id: "a"), to: "in/a.json")
    try bench.write(SampleCalls.timed(id: "b"), to: "in/b.json")
    try bench.write("precious", to: "out/a.record.json")
    try bench.callpress("export", "in", "-f", "record", "-o", "out").expect(1)
      .says("out/a.record.json: exists already and differs").says("1 failed")
    #expect(bench.text("out/a.record.json") == "precious")
    #expect(bench.text("out/b.record.json")?.hasPrefix("{") == true)
    try bench.callpress("export", "in/a.json", "-f", "record", "-o", "out").expect(73)
    try bench.callpress("export", "in", "-f", "record", "-o", "out", "--force").expect(0)
    #expect(bench.text("out/a.record.json")?.hasPrefix("{") == true)
    #expect(bench.names("out") == ["a.record.json", "b.record.json"])
  }

  @Test("goes on when an input fails, names it, and ends with 1, or with why all of them failed")
  func failingInputs() throws {
    try bench.write(SampleCalls.timed(id: "good"), to: "good.json")
    try bench.write("{\"id\": ", to: "cut.json")
    let ran = try bench.callpress(
      "export", "cut.json", "missing.json", "good.json", "-f", "record", "-o", "out")
    ran.expect(1).says("cut.json:").says("missing.json:").says("wrote 1 file")
    #expect(bench.names("out") == ["good.record.json"])
    try bench.callpress("export", "cut.json", "-f", "record").expect(65).says("cut.json:1:")
    try bench.callpress("export", "missing.json", "-f", "record").expect(66)
    try bench.callpress("export", "missing.json", "nor.json", "-f", "record").expect(66)
    try bench.callpress("export", "cut.json", "missing.json", "-f", "record").expect(1)
    #expect(bench.names() == ["cut.json", "good.json", "out"])
  }

  @Test("reads the files directly inside a folder, sorted by name, and no others")
  func folders() throws {
    for name in ["b.json", "a.json", "C.JSON"] {
      try bench.write(SampleCalls.timed(id: String(name.prefix(1))), to: "in/\(name)")
    }
    try bench.write("no call", to: "in/note.md")
    try bench.write("no call", to: "in/.hidden.json")
    try bench.write(SampleCalls.timed(id: "deep"), to: "in/deeper/d.json")
    let ran = try bench.callpress("export", "in", "-f", "record", "-o", "-").expect(0)
    #expect(
      ran.out.split(separator: "\n").map { $0.prefix(9) } == [
        "{\"id\":\"C\"", "{\"id\":\"a\"", "{\"id\":\"b\"",
      ])
    try FileManager.default.createDirectory(
      atPath: bench.path("empty"), withIntermediateDirectories: false)
    try bench.callpress("export", "empty", "-f", "record").expect(66).says("empty")
  }

  @Test("says of what is no file what it is")
  func specialFiles() throws {
    try FileManager.default.createDirectory(
      atPath: bench.path("x.json"), withIntermediateDirectories: false)
    try bench.callpress("export", "/dev/zero", "-f", "record").expect(66).says("device")
    try bench.callpress("export", id, "-f", "record").expect(77).says("there is no token")
    try bench.shell(
      "mkfifo pipe; cat > pipe <<< '{\"id\": \"p\", \"call_status\": \"x\"}' & \"$callpress\" export pipe -f record"
    )
    .expect(0)
  }

  @Test("takes odd names of files for what they are")
  func oddNames() throws {
    for name in ["a b.json", "line\nbreak.json", "-dash.json", "مكالمة.json", "‘q’ \"q\".json"] {
      try bench.write("{\"call_status\": \"x\", \"call_direction\": \"inbound\"}", to: name)
      try bench.callpress("export", "-f", "record", "--", name).expect(0)
      try bench.callpress("export", "-f", "record", "-o", "out/", "--", name).expect(0)
    }
    let written = bench.names("out")
    #expect(written.count == 5)
    #expect(written.contains("مكالمة.record.json") && written.contains("a b.record.json"))
    #expect(written.allSatisfy { !$0.hasPrefix("-") && !$0.contains("\n") })
    let missing = try bench.callpress("export", "no\n\u{1B}[31m.json", "-f", "record").expect(66)
    #expect(missing.err.count { $0 == "\n" } == 1 && !missing.err.contains("\u{1B}"))
  }

  @Test("lets no id lead out of the folder")
  func hostileIdentifiers() throws {
    let ids = ["../../etc/passwd", "/etc/passwd", "..", "a/b", "con", "x\n", "\u{202E}gpj", "-rf"]
    for (position, id) in ids.enumerated() {
      try bench.write(SampleCalls.timed(id: id), to: "in/\(position).json")
    }
    try bench.callpress("export", "in", "-f", "record", "-o", "out").expect(0)
    #expect(bench.names() == ["in", "out"])
    #expect(bench.names("out").count == ids.count)
    #expect(
      bench.names("out").allSatisfy { name in
        name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
      })
  }

  @Test("numbers calls that share an id, and names calls without one by their input")
  func collisions() throws {
    try bench.write(
      "[\(SampleCalls.timed(id: "x")), \(SampleCalls.timed(id: "x"))]", to: "two.json")
    try bench.write(
      "[{\"call_status\": \"a\", \"cost\": 1}, {\"call_status\": \"b\", \"cost\": 1}]",
      to: "none.json")
    try bench.callpress("export", "two.json", "none.json", "-f", "record", "-o", "out").expect(0)
    #expect(
      bench.names("out") == [
        "none-2.record.json", "none.record.json", "x-2.record.json", "x.record.json",
      ])
  }

  @Test("joins several calls in one stream only in formats made for it")
  func severalCalls() throws {
    try bench.write(
      "[\(SampleCalls.timed(id: "x")), \(SampleCalls.timed(id: "y"))]", to: "two.json")
    let lines = try bench.callpress("export", "two.json", "-f", "record").expect(0)
    #expect(lines.out.split(separator: "\n").count == 2)
    try bench.callpress("export", "two.json", "-o", "both.record.json").expect(0)
    #expect(bench.text("both.record.json") == lines.out)
    try FileManager.default.removeItem(atPath: bench.path("both.record.json"))
    let refused = try bench.callpress("export", "two.json", "-f", "json").expect(64)
    refused.says("--select").says("-o")
    #expect(refused.out.isEmpty)
    let chosen = try bench.callpress("export", "two.json", "-f", "json", "--select", "y").expect(0)
    #expect(chosen.out.contains("\"y\""))
    try bench.callpress("export", "two.json", "-f", "json", "-o", "x.json").expect(64)
    #expect(bench.names() == ["two.json"])
  }

  @Test("chooses calls by id and says which there are none of")
  func selection() throws {
    try bench.write(
      "[\(SampleCalls.timed(id: "x")), 5, \(SampleCalls.timed(id: "y"))]", to: "in.json")
    try bench.callpress(
      "export", "in.json", "-f", "record", "--select", "y", "--select", "z", "-o", "out"
    ).expect(1).says("‘z’")
    #expect(bench.names("out") == ["y.record.json"])
    try bench.callpress("export", "in.json", "-f", "record", "--select", "z").expect(66)
    let warned = try bench.callpress("export", "in.json", "-f", "record", "--select", "x").expect(0)
    warned.says("passed over")
    #expect(warned.out.hasPrefix("{\"id\":\"x\""))
  }

  @Test("leaves nothing behind in a folder that it may not write to")
  func readOnly() throws {
    try bench.write(SampleCalls.timed(id: "x"), to: "a.json")
    if getuid() == 0 {
      // Nothing is read-only for root, but a file is no folder for anybody.
      try bench.callpress("export", "a.json", "-f", "record", "-o", "a.json/out").expect(73)
    } else {
      try FileManager.default.createDirectory(
        atPath: bench.path("out"), withIntermediateDirectories: false,
        attributes: [.posixPermissions: 0o555])
      try bench.callpress("export", "a.json", "-f", "record", "-o", "out").expect(73)
      #expect(bench.names("out").isEmpty)
    }
    try bench.callpress("export", "a.json", "-f", "record", "-o", "a.json/").expect(73)
      .says("a file has this name")
    #expect(bench.names().contains("a.json"))
  }

  @Test("writes what every sample call has, in every format at once")
  func names() throws {
    try bench.write(SampleCalls.timed(id: "x"), to: "a.json")
    let listed = try bench.callpress("formats", "-q").expect(0).out.split(separator: "\n")
    let ids = listed.map { String($0.prefix { $0 != "\t" }) }
    try bench.callpress("export", "a.json", "-f", ids.joined(separator: ","), "-o", "out").expect(0)
    #expect(bench.names("out").count == ids.count)
  }

  @Test("says once what two formats say of the same captions")
  func sharedDiagnostics() throws {
    try bench.write(SampleCalls.untimed, to: "a.json")
    let ran = try bench.callpress(
      "export", "a.json", "-f", "srt,vtt", "--timing", "estimate", "-o", "out"
    ).expect(0).says("[estimated-times]").says("[srt-estimated-times]")
    #expect(ran.err.components(separatedBy: "[estimated-times]").count == 2)
  }

  @Test("says in one short line where brackets nest too deep")
  func deepNesting() throws {
    try bench.write(String(repeating: "[", count: 100_000), to: "a.json")
    let ran = try bench.callpress("export", "a.json", "-f", "txt").expect(65)
      .says("a.json:1:513#/0/0/0/0/0/0/0/0/…/0/0/0/0: nested deeper than 512 levels")
    #expect(ran.err.utf8.count < 200)
  }
}

@Suite("callpress and captions")
struct CaptionInputTests {
  let bench: Workbench

  init() throws {
    bench = try Workbench()
  }

  static let srt =
    "1\n00:00:01,000 --> 00:00:02,500\nAgent: Hello\n\n2\n00:00:03,000 --> 00:00:04,000\nbye\n\n"

  @Test("captions go into every format, from a file of any name and from a pipe")
  func everyFormat() throws {
    try bench.write(Self.srt, to: "a.srt")
    try bench.callpress("export", "a.srt", "-f", "vtt,html,xml,json,txt,md,srt,record", "-o", "out")
      .expect(0)
    #expect(bench.names("out").count == 8)
    let piped = try bench.callpress("export", "-", "-f", "srt", input: Self.srt).expect(0)
    #expect(piped.out == Self.srt)
    try bench.write(Self.srt, to: "captions.bin")
    #expect(try bench.callpress("export", "captions.bin", "-f", "srt").expect(0).out == Self.srt)
  }

  @Test("every format that carries times gives captions back")
  func back() throws {
    for format in ["vtt", "xml", "json"] {
      let other = try bench.callpress("export", "-", "-f", format, input: Self.srt).expect(0).out
      let back = try bench.callpress("export", "-", "-f", "srt", input: other).expect(0)
      #expect(back.out == Self.srt, "\(format)")
    }
  }

  @Test("a dialect may be forced, and says so where it does not fit")
  func forced() throws {
    let ran = try bench.callpress("export", "-", "-f", "srt", "--dialect", "srt", input: Self.srt)
    #expect(ran.expect(0).out == Self.srt)
    let wrong = try bench.callpress(
      "export", "-", "-f", "srt", "--dialect", "ttml", input: Self.srt)
    #expect(wrong.status != 0)
    let inspected = try bench.callpress("inspect", "-", input: Self.srt).expect(0)
    #expect(inspected.out.contains("srt, score 98"))
  }

  @Test("a folder's captions are read")
  func folder() throws {
    try bench.write(Self.srt, to: "in/a.srt")
    try bench.write("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Agent>x\n", to: "in/b.vtt")
    try bench.callpress("export", "in", "-f", "txt", "-o", "out").expect(0)
    #expect(bench.names("out") == ["a.txt", "b.txt"])
  }

  @Test("a variable of the call names a speaker")
  func variables() throws {
    let call =
      #"{"id":"c1","call_status":"completed","transcript_object":[{"role":"user","content":"Hi"}],"agent_dynamic_variables":{"customer_name":"Mme Lefèvre"}}"#
    func named(_ name: String) throws -> Ran {
      try bench.callpress(
        "export", "-", "-f", "txt", "--layout", "turns", "--speaker", name, input: call
      ).expect(0)
    }
    #expect(try named("user={customer_name}").out == "Mme Lefèvre: Hi\n")
    let missing = try named("user={nickname}")
    #expect(missing.out == "Customer: Hi\n")
    missing.says("nickname")
  }
}
