import CallPressCore
import Foundation
import TestSupport
import Testing

@testable import CallPressCLI

@Suite("sync")
struct SyncTests {
  let bench: Workbench
  let api: FakeAPI

  init() throws {
    bench = try Workbench()
    api = try FakeAPI()
  }

  @discardableResult
  func sync(_ arguments: String...) throws -> Ran {
    try bench.run(
      Workbench.tool, ["sync", "-o", "d", "--retries", "0"] + arguments,
      environment: api.environment)
  }

  @Test("fetches everything once, then what is new or has changed")
  func incremental() throws {
    for id in ["a", "b", "c"] { api.put(id) }
    try sync().expect(0).says("3 calls: 3 new, 0 changed, 0 again, 0 unchanged, 0 failed")
    #expect(api.fetched(since: 0) == ["a", "b", "c"])
    #expect(bench.names("d/records") == ["a.json", "b.json", "c.json"])
    let expected =
      "{\"status\":\"ok\",\"data\":\(FakeAPI.call("a", updated: "2026-03-01T10:00:00Z", text: "Hello."))}"
    #expect(bench.text("d/records/a.json") == expected)

    var before = api.server.requests.count
    try sync().expect(0).says("3 calls: 0 new, 0 changed, 0 again, 3 unchanged, 0 failed")
    #expect(api.fetched(since: before).isEmpty)

    api.put("b", updated: "2026-03-02T00:00:00Z", text: "Good bye.")
    api.put("d")
    try FileManager.default.removeItem(atPath: bench.path("d/records/c.json"))
    before = api.server.requests.count
    try sync().expect(0).says("4 calls: 1 new, 2 changed, 0 again, 1 unchanged, 0 failed")
    #expect(api.fetched(since: before) == ["b", "c", "d"])
    #expect(bench.text("d/records/b.json")?.contains("Good bye.") == true)
  }

  @Test("goes by a digest where there is no time of change, and not by the recording's address")
  func digests() throws {
    func row(_ status: String, _ url: String) -> String {
      "{\"id\":\"a\",\"call_status\":\"\(status)\",\"record_url\":\"\(url)\"}"
    }
    let json = FakeAPI.call("a", updated: "2026-03-01T10:00:00Z", text: "x")
    api.put("a", .init(json: json, row: row("completed", "https://r.example/1?signature=1")))
    try sync().expect(0).says("1 new")
    api.put("a", .init(json: json, row: row("completed", "https://r.example/1?signature=2")))
    try sync().expect(0).says("1 unchanged")
    api.put("a", .init(json: json, row: row("failed", "https://r.example/1?signature=2")))
    try sync().expect(0).says("1 changed")
  }

  @Test("asks again for a call that was not ready, and not for ever")
  func waiting() throws {
    let soon = Instant(millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1000))
    func call(_ members: String) -> FakeAPI.Record {
      .init(json: "{\"id\":\"a\",\"updated_at\":\"\(soon)\",\(members)}")
    }
    api.put("a", call("\"call_status\":\"in-progress\""))
    try sync("-f", "txt").expect(0).says("1 new").says("1 not ready yet")
    #expect(bench.names("d/exports").isEmpty)
    let turns =
      "\"call_status\":\"completed\",\"transcript_object\":[{\"role\":\"user\",\"content\":\"x\"}]"
    api.put("a", call(turns))
    try sync("-f", "txt").expect(0).says("1 again").says("1 not ready yet")
    api.put("a", call(turns + ",\"agent_post_call_outcomes\":{\"plan\":\"gold\"}"))
    try sync("-f", "txt").expect(0).says("1 again")
    #expect(bench.names("d/exports") == ["a.txt"])
    try sync("-f", "txt").expect(0).says("1 unchanged")

    api.put(
      "old",
      .init(
        json:
          "{\"id\":\"old\",\"call_status\":\"in-progress\",\"updated_at\":\"2020-01-01T00:00:00Z\"}"
      ))
    try sync("-f", "txt").expect(0).says("1 new")
    try sync("-f", "txt").expect(0).says("2 unchanged")
  }

  @Test("makes formats, also ones that are asked for later")
  func formats() throws {
    api.put("a")
    api.put(
      "b",
      .init(
        json:
          "{\"id\":\"b\",\"call_status\":\"completed\",\"updated_at\":\"2026-03-01T10:00:00Z\",\"transcript_object\":[{\"role\":\"user\",\"content\":\"x\"}],\"agent_post_call_outcomes\":{}}"
      ))
    try sync().expect(0)
    let ran = try sync("-f", "srt,html").says("2 again").says("1 not in every format").says(
      "--timing")
    #expect(ran.status == 1, "\(ran)")
    #expect(bench.names("d/exports") == ["a.html", "a.srt", "b.html"])
    try sync("-f", "srt").expect(0).says("2 unchanged")
  }

  @Test("goes on when a call fails, and tries it again")
  func failures() throws {
    for id in ["a", "b", "c"] { api.put(id) }
    api.put("b", .init(json: FakeAPI.call("b", updated: "x", text: "x"), status: 500))
    let ran = try sync().expect(1).says("3 calls: 2 new, 0 changed, 0 again, 0 unchanged, 1 failed")
    #expect(ran.err.contains("b: the API failed (500)"), "\(ran)")
    #expect(bench.names("d/records") == ["a.json", "c.json"])
    api.put("b")
    try sync().expect(0).says("1 new").says("2 unchanged")
  }

  @Test("loses nothing when its journal is cut off or damaged")
  func journal() throws {
    for id in ["a", "b", "c"] { api.put(id) }
    try sync().expect(0)
    let name = "d/" + SyncJournal.name
    let whole = try #require(bench.text(name))
    for length in stride(from: 0, through: whole.utf8.count, by: 7) {
      try Data(whole.utf8.prefix(length)).write(to: bench.folder.appending(path: name))
      let ran = try sync().expect(0)
      #expect(ran.err.contains("3 calls: ") && ran.err.contains("0 failed"), "\(length) \(ran)")
    }
    try bench.write(whole + "nonsense\n{\"id\":7}\n", to: name)
    try sync().expect(0).says("2 lines of the journal cannot be read").says("3 unchanged")
  }

  @Test("leaves at once where another sync is at work")
  func lock() throws {
    api.put("a")
    api.setStuck(true)
    let first = try Started(
      Workbench.tool, ["sync", "-o", "d"], in: bench.folder, environment: api.environment)
    while api.fetched(since: 0).isEmpty, first.process.isRunning { usleep(10_000) }
    try sync().expect(75).says("another sync is at work")
    kill(first.process.processIdentifier, SIGKILL)
    _ = first.finish()
    api.setStuck(false)
    try sync().expect(0).says("1 new")
  }

  @Test("refuses the folder of another service")
  func otherService() throws {
    api.put("a")
    try sync().expect(0)
    let other = try FakeAPI()
    try bench.run(Workbench.tool, ["sync", "-o", "d"], environment: other.environment)
      .expect(64).says("another service")
  }

  @Test("only tells what it would do with --dry-run")
  func dryRun() throws {
    api.put("a")
    let ran = try sync("-n").expect(0).says("1 would be fetched")
    #expect(ran.out == "new\ta\n")
    #expect(bench.names() == [])
  }

  @Test("keeps calls with hostile ids inside its folder")
  func hostile() throws {
    for id in ["../../x", "/etc/passwd", "a/b", ".hidden", "a\u{0}b", "con", "مكالمة", "A", "a"] {
      api.put(id, .init(json: FakeAPI.call(id, updated: "x", text: "x")))
    }
    api.put("", .init(json: "{\"call_status\":\"completed\"}"))
    let ran = try sync("-f", "txt").says("a call without an id")
    #expect(ran.err.contains("10 calls:"), "\(ran)")
    #expect(bench.names() == ["d"])
    #expect(
      bench.names("d").allSatisfy {
        !$0.contains("x") || $0 == "exports" || $0.hasPrefix(".callpress")
      })
  }

  @Test("gets everything from a server that misbehaves")
  func faults() throws {
    let example = try ExampleServerProcess(bench, "--faults")
    let ran = try bench.run(
      Workbench.tool, ["sync", "-o", "d", "--recording", "--allow-private-hosts"],
      environment: example.environment)
    ran.expect(0).says("6 calls: 6 new")
    #expect(bench.names("d/records").count == 6)
    #expect(bench.names("d/recordings").count { $0.hasSuffix(".wav") } == 4)
    try bench.shell("cd d/recordings && sha256sum -c *.sha256").expect(0)
    #expect(
      try #require(bench.text("d/recordings/" + bench.names("d/recordings")[0])).contains(
        "callpress.recording/1"))
  }

  @Test("killed a hundred times at any moment, has the same in the end", .timeLimit(.minutes(10)))
  func kills() throws {
    let example = try ExampleServerProcess(bench, "--count", "60")
    let arguments = ["-f", "html,json", "--recording", "--allow-private-hosts", "--jobs", "3"]
    func run(_ folder: String) throws -> Ran {
      try bench.run(
        Workbench.tool, ["sync", "-o", folder] + arguments, environment: example.environment)
    }
    try run("whole").expect(0).says("60 new")
    func contents(_ folder: String) -> [String: Data] {
      var all: [String: Data] = [:]
      for part in ["records", "exports", "recordings"] {
        for name in bench.names("\(folder)/\(part)") {
          all["\(part)/\(name)"] = FileManager.default.contents(
            atPath: bench.path("\(folder)/\(part)/\(name)"))
        }
      }
      return all
    }
    let expected = contents("whole")
    #expect(expected.keys.count { $0.hasPrefix("records/") } == 60)
    #expect(expected.keys.count { $0.hasPrefix("exports/") } > 60)
    #expect(expected.keys.count { $0.hasSuffix(".wav") } >= 30)
    var kills = 0
    var midway = 0
    for round in 0..<10 {
      let folder = "d\(round)"
      var latest = 150
      for _ in 0..<10 {
        let process = Process()
        process.executableURL = URL(filePath: Workbench.tool)
        process.arguments = ["sync", "-q", "-o", folder] + arguments
        process.currentDirectoryURL = bench.folder
        process.environment = example.environment.merging([
          "HOME": bench.folder.path,
          "LD_LIBRARY_PATH": ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] ?? "",
        ]) { $1 }
        process.standardError = FileHandle.nullDevice
        try process.run()
        usleep(UInt32.random(in: 5...UInt32(latest)) * 1000)
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        if process.terminationReason == .uncaughtSignal { kills += 1 }
        latest += 40
        let there = contents(folder)
        if !there.isEmpty, there.count < expected.count { midway += 1 }
        for (name, data) in there where !name.contains("/.callpress-") {
          #expect(data == expected[name], "\(name) is not whole")
        }
      }
      try run(folder).expect(0).says("60 calls: ").says(" 0 failed")
      #expect(contents(folder) == expected, "round \(round)")
      try run(folder).expect(0).says("60 calls: 0 new")
    }
    // The rest ended by themselves before their time came; these are the ones that prove something.
    #expect(kills >= 60 && midway >= 10, "\(kills) kills, \(midway) midway")
  }
}
