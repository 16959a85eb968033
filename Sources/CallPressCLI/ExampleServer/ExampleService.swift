import CallPressCore
import CallabAPI

/// What the example server answers: as much of the API as is documented, with invented calls.
struct ExampleService: Sendable {
  /// A request, as far as it matters.
  struct Request: Sendable {
    var path: String
    var query: [(name: String, value: String)]
    var authorization: String?
    var range: String?
  }

  /// An answer.
  struct Answer: Sendable {
    var status: Int
    var fields: [(name: String, value: String)]
    var body: [UInt8]
  }

  /// The calls.
  let calls: ExampleCalls
  /// The token that it takes.
  let key: String

  /// The most calls to a page.
  static let largestPage = 100

  /// Answers a request.
  func answer(_ request: Request) -> Answer {
    let parts = request.path.split(separator: "/").map(String.init)
    if parts.first == "recordings", parts.count == 2 { return recording(parts[1], request.range) }
    guard parts.first == "v1" else { return failure(404, "no such path") }
    guard request.authorization == "Bearer \(key)" else {
      return failure(401, "invalid token")
    }
    switch (parts.dropFirst().first, parts.count) {
    case ("calls", 3) where parts[2] == "query": return list(request.query)
    case ("calls", 3):
      guard let record = calls.record(parts[2]) else { return failure(404, "call not found") }
      return success(record.json)
    case ("ai-agent", 3): return named(parts[2], "Lina")
    case ("campaigns", 4) where parts[2] == "by-id": return named(parts[3], "Spring")
    case ("contacts", 3) where parts[2] == "query": return success(Array("[]".utf8))
    default: return failure(404, "no such path")
    }
  }

  private func success(_ data: [UInt8]) -> Answer {
    json(200, Array(#"{"status":"ok","message":"","data":"#.utf8) + data + Array("}".utf8))
  }

  private func failure(_ status: Int, _ message: String) -> Answer {
    json(status, Array(#"{"status":"error","message":"\#(message)","data":null}"#.utf8))
  }

  private func json(_ status: Int, _ body: [UInt8]) -> Answer {
    Answer(status: status, fields: [("Content-Type", "application/json")], body: body)
  }

  private func named(_ id: String, _ name: String) -> Answer {
    var output = OutputBuffer()
    output.append(#"{"id":"#)
    JSONEscaping.append(id, to: &output)
    output.append(#","name":"#)
    JSONEscaping.append(name, to: &output)
    output.append("}")
    return success(output.bytes())
  }

  // MARK: Lists

  private func list(_ query: [(name: String, value: String)]) -> Answer {
    func value(_ name: String) -> String? {
      query.first { $0.name == name && !$0.value.isEmpty }?.value
    }
    func text(_ record: ExampleCalls.Record, _ name: String) -> String {
      guard let member = record.value.member(named: name) else { return "" }
      return member.string ?? member.numberText ?? ""
    }
    let found = calls.records.filter { record in
      for (parameter, member) in [("campaign_id", "campaign_id"), ("ai_agent_id", "ai_agent_id")] {
        if let wanted = value(parameter), text(record, member) != wanted { return false }
      }
      if let status = value("status")?.lowercased(),
        !text(record, "call_status").lowercased().contains(status)
      {
        return false
      }
      if let search = value("search")?.lowercased(),
        !["call_to", "notes", "call_feedback", "transcript"].contains(where: {
          text(record, $0).lowercased().contains(search)
        })
      {
        return false
      }
      let day = String(text(record, "started_at").prefix(10))
      if let since = value("start_date"), day < since { return false }
      if let until = value("end_date"), day.isEmpty || day > until { return false }
      return true
    }
    let column = value("sort_column") ?? "created_at"
    let ascends = value("order") == "asc"
    let sorted = found.map { (key: text($0, column), record: $0) }.sorted { left, right in
      if left.key == right.key { return left.record.id < right.record.id }
      if let first = Double(left.key), let second = Double(right.key), first != second {
        return (first < second) == ascends
      }
      return (left.key < right.key) == ascends
    }
    let size = min(max(Int(value("per_page") ?? "") ?? 10, 1), Self.largestPage)
    let page = max(Int(value("page") ?? "") ?? 0, 0)
    let (start, overflow) = page.multipliedReportingOverflow(by: size)
    var data: [UInt8] = [UInt8(ascii: "[")]
    for (position, row) in sorted.dropFirst(overflow ? sorted.count : start).prefix(size)
      .enumerated()
    {
      if position > 0 { data.append(UInt8(ascii: ",")) }
      data += row.record.json
    }
    data.append(UInt8(ascii: "]"))
    return success(data)
  }

  // MARK: Recordings

  private func recording(_ name: String, _ range: String?) -> Answer {
    guard name.hasSuffix(".wav"), calls.record(String(name.dropLast(4))) != nil else {
      return failure(404, "no such recording")
    }
    let bytes = ExampleTone.wav
    var fields = [
      ("Content-Type", "audio/x-wav"), ("Accept-Ranges", "bytes"), ("ETag", "\"tone-1\""),
    ]
    guard let range, range.hasPrefix("bytes="), range.hasSuffix("-"),
      let start = Int(range.dropFirst(6).dropLast())
    else { return Answer(status: 200, fields: fields, body: bytes) }
    guard start < bytes.count else {
      return Answer(
        status: 416, fields: [("Content-Range", "bytes */\(bytes.count)")], body: [])
    }
    fields.append(("Content-Range", "bytes \(start)-\(bytes.count - 1)/\(bytes.count)"))
    return Answer(status: 206, fields: fields, body: Array(bytes[start...]))
  }
}

/// A tone of two seconds, in the place of what nobody said.
enum ExampleTone {
  /// A WAV file: 8000 samples a second of eight bits.
  static let wav: [UInt8] = {
    let samples = 16_000
    func number(_ value: Int, _ width: Int) -> [UInt8] {
      (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    var bytes = Array("RIFF".utf8) + number(36 + samples, 4) + Array("WAVEfmt ".utf8)
    bytes += number(16, 4) + number(1, 2) + number(1, 2) + number(8000, 4) + number(8000, 4)
    bytes += number(1, 2) + number(8, 2) + Array("data".utf8) + number(samples, 4)
    // A triangle of 400 Hz.
    for sample in 0..<samples {
      let phase = sample % 20
      bytes.append(UInt8(128 + (phase < 10 ? phase - 5 : 14 - phase) * 6))
    }
    return bytes
  }()
}
