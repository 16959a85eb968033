import CallPressCore
import Foundation

/// One figure: what was measured, the seconds a pass took, and what a pass went through.
func report(_ name: String, _ seconds: Double, bytes: Int, calls: Int) {
  let rate = Double(bytes) / seconds / 1e6
  let each = seconds / Double(calls) * 1e6
  print(
    "\(name)\t\(seconds)\t" + String(format: "%.1f MB/s\t%.1f µs/call", rate, each))
}

func measureJSON(_ documents: [[UInt8]]) throws {
  let bytes = documents.reduce(0) { $0 + $1.count }
  let calls = documents.count
  var nodes = 0
  let parse = try CPUClock.median(of: 15) {
    for document in documents {
      let parsed = try JSONDocument(parsing: document)
      nodes += parsed.root.isEmpty ? 0 : 1
    }
  }
  report("json-parse", parse, bytes: bytes, calls: calls)

  let parsed = try documents.map { try JSONDocument(parsing: $0) }
  var checksum: Int64 = 0
  let walk = CPUClock.median(of: 9) {
    for document in parsed {
      guard let turns = document.root["data"]?["transcript_object"] else { continue }
      for turn in turns.children {
        guard let words = turn["words"] else { continue }
        for word in words.children {
          guard let start = word["start"], let end = word["end"], let text = word["word"] else {
            continue
          }
          checksum &+= Int64(start.byteRange.count &+ end.byteRange.count &+ text.byteRange.count)
        }
      }
    }
  }
  report("json-walk", walk, bytes: bytes, calls: calls)

  var buffer = OutputBuffer(capacity: 1 << 18)
  let record = RecordFormat(settings: ExportSettings())
  let prepared = parsed.map { PreparedCall(Call(record: $0.root)) }
  let minify = try CPUClock.median(of: 9) {
    for call in prepared {
      buffer.removeAll()
      _ = try record.export(call, into: &buffer)
    }
  }
  report("format-record", minify, bytes: bytes, calls: calls)

  let decoder = JSONDecoder()
  let inputs = documents.map { Data($0) }
  var turns = 0
  let foundation = try CPUClock.median(of: 3) {
    for input in inputs {
      turns +=
        try decoder.decode(DecodedEnvelope.self, from: input).data.transcript_object?.count ?? 0
    }
  }
  report("json-foundation", foundation, bytes: bytes, calls: calls)
  guard nodes > 0, checksum > 0, turns > 0 else { fatalError("nothing was measured") }
}
