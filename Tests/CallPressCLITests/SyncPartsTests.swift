import CallPress
import CallPressCore
import Synchronization
import Testing

@testable import CallPressCLI

@Suite("The parts of sync")
struct SyncPartsTests {
  @Test("tell how far it is and how long it will take")
  func progress() {
    let start = ContinuousClock.now
    var progress = SyncProgress(total: 3400, now: start)
    #expect(progress.text(now: start) == "0 of 3400, 0.0/s")
    for _ in 0..<20 { progress.advance() }
    #expect(
      progress.text(now: start.advanced(by: .milliseconds(2500)))
        == "20 of 3400, 8.0/s, 7 min left")
    for _ in 0..<3300 { progress.advance() }
    #expect(
      progress.text(now: start.advanced(by: .seconds(332))) == "3320 of 3400, 10.0/s, 8 s left")
  }

  @Test("do so much at a time and no more, and stop when told to")
  func concurrently() async {
    let running = Mutex((now: 0, most: 0))
    var done: [Int] = []
    await Concurrently.forEach(0..<50, jobs: 4) { item in
      running.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      await Task.yield()
      running.withLock { $0.now -= 1 }
      return item * 2
    } deliver: { item, value in
      #expect(value == item * 2)
      done.append(item)
      return true
    }
    #expect(done.sorted() == Array(0..<50))
    #expect(running.withLock { $0.most } <= 4)

    var few = 0
    await Concurrently.forEach(0..<50, jobs: 2) {
      $0
    } deliver: { _, _ in
      few += 1
      return few < 3
    }
    #expect(few == 3)
  }

  @Test("write and read an entry of the journal without loss")
  func entries() throws {
    for recording in [nil, "", "x.wav"] {
      for id in ["a", "\"\\\n\u{1}", "مكالمة"] {
        let entry = SyncEntry(
          id: id, stamp: "at 2026", state: .waiting, sha256: "00", recording: recording,
          formats: ["srt", "html"])
        var output = OutputBuffer()
        entry.append(to: &output)
        let bytes = output.bytes()
        #expect(bytes.filter { $0 == 0x0A }.count == 1 && bytes.last == 0x0A)
        #expect(try SyncEntry(JSONDocument(parsing: bytes).root) == entry)
      }
    }
  }

  @Test("wait for what may still come, for a time")
  func readiness() throws {
    let end = try #require(Instant(iso8601: "2026-03-01T10:00:00Z"))
    func state(_ members: String, hours: Int64) throws -> SyncEntry.State {
      let json =
        "{\"id\":\"a\",\"call_status\":\"completed\",\"ended_at\":\"2026-03-01T10:00:00Z\",\(members)}"
      let source = SourceDocument(name: "a", bytes: Array(json.utf8))
      let call = try #require(try CallPipeline().calls(in: source).first?.get())
      let now = Instant(millisecondsSince1970: end.millisecondsSince1970 + hours * 3_600_000)
      return SyncReadiness.state(of: call, now: now)
    }
    let turns = "\"transcript_object\":[{\"role\":\"user\",\"content\":\"x\"}]"
    let none = "\"call_duration\":60"
    #expect(try state(turns, hours: 1) == .waiting)
    #expect(try state(turns, hours: 25) == .done)
    #expect(try state(turns + ",\"agent_post_call_outcomes\":{}", hours: 1) == .done)
    #expect(try state(none, hours: 25) == .waiting)
    #expect(try state(none, hours: 24 * 7 + 1) == .done)
    #expect(try state("\"transcript_object\":[]", hours: 0) == .done)
  }
}
