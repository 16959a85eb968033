import Foundation
import Synchronization
import TestSupport
import Testing

/// The API as far as a sync needs it, with calls that a test changes.
final class FakeAPI: Sendable {
  /// One call.
  struct Record: Sendable {
    /// What is delivered as `data`.
    var json: String
    /// What the list shows of it; all of it where that is `nil`.
    var row: String?
    /// The status with which it is delivered.
    var status = 200
  }

  private final class Box: Sendable {
    let records = Mutex<[(id: String, record: Record)]>([])
    let isStuck = Mutex(false)

    var rows: [String] {
      records.withLock { $0.map { $0.record.row ?? $0.record.json } }
    }
  }

  static let token = "token-that-nobody-may-ever-see-0123456789"

  private let box: Box
  let server: ScriptedServer

  init() throws {
    let box = Box()
    self.box = box
    server = try ScriptedServer { request in
      let path = request.target.split(separator: "?").first.map(String.init) ?? ""
      guard request.field("authorization") == "Bearer \(Self.token)" else {
        return ScriptedServer.answer(
          401, "{\"status\":\"error\",\"message\":\"\(request.field("authorization") ?? "none")\"}")
      }
      if path == "/v1/calls/query" {
        let rows = request.target.contains("page=0&") ? box.rows : []
        return ScriptedServer.answer(
          "{\"status\":\"ok\",\"data\":[\(rows.joined(separator: ","))]}")
      }
      if box.isStuck.withLock({ $0 }) { return [.hang] }
      let id = (path.split(separator: "/").last.map(String.init) ?? "").removingPercentEncoding
      guard let record = box.records.withLock({ $0.first { $0.id == id }?.record }) else {
        return ScriptedServer.answer(404, "{\"status\":\"error\",\"message\":\"no such call\"}")
      }
      return ScriptedServer.answer(
        record.status, "{\"status\":\"ok\",\"data\":\(record.json)}")
    }
  }

  /// Puts a call in, or in the place of the one with its id.
  func put(_ id: String, _ record: Record) {
    box.records.withLock { records in
      if let at = records.firstIndex(where: { $0.id == id }) {
        records[at].record = record
      } else {
        records.append((id, record))
      }
    }
  }

  /// Puts a call in that is complete.
  func put(_ id: String, updated: String = "2026-03-01T10:00:00Z", text: String = "Hello.") {
    put(id, Record(json: Self.call(id, updated: updated, text: text)))
  }

  /// Whether calls are never answered.
  func setStuck(_ isStuck: Bool) { box.isStuck.withLock { $0 = isStuck } }

  /// The ids of the calls that were asked for since the last time.
  func fetched(since count: Int) -> [String] {
    server.requests.dropFirst(count).map(\.target).filter { !$0.contains("/query") }
      .compactMap { $0.split(separator: "/").last.map(String.init) }.sorted()
  }

  /// What the tool finds the API with.
  var environment: [String: String] {
    ["CALLAB_BASE_URL": server.origin + "/v1", "CALLAB_API_KEY": Self.token]
  }

  static func call(_ id: String, updated: String, text: String) -> String {
    """
    {"id":\(SampleCalls.quoted(id)),"call_status":"completed","created_at":"2026-03-01T09:00:00Z",\
    "updated_at":"\(updated)","transcript_object":[{"role":"agent","content":"\(text)",\
    "start":0.5,"end":1.5}],"agent_post_call_outcomes":{}}
    """
  }
}

/// The example server as a process, ended with the value.
final class ExampleServerProcess {
  let environment: [String: String]
  private let process = Process()

  init(_ bench: Workbench, _ arguments: String...) throws {
    let file = bench.folder.appending(path: ".example-\(UUID().uuidString)")
    try Data().write(to: file)
    process.executableURL = URL(filePath: Workbench.tool)
    process.arguments = ["serve-example", "--quiet"] + arguments
    process.standardOutput = try FileHandle(forWritingTo: file)
    try process.run()
    var values: [String: String] = [:]
    for _ in 0..<600 where values.count < 2 {
      usleep(50_000)
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        let pair = line.dropFirst("export ".count).split(separator: "=", maxSplits: 1)
        if pair.count == 2 { values[String(pair[0])] = String(pair[1]) }
      }
    }
    environment = values
    try #require(values.count == 2, "the example server does not start")
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }
}
