import CallPressCore
import Foundation

/// Reads every document with the reader of this package, and with Foundation's in the same process.
func measureJSON(_ documents: [[UInt8]]) throws {
  let bytes = documents.reduce(0) { $0 + $1.count }
  let calls = documents.count
  var rows = 0
  let parse = try CPUClock.median(of: 11) {
    for document in documents {
      let parsed = try JSONDocument(parsing: document)
      rows += parsed.root.isEmpty ? 0 : 1
    }
  }
  Figure(name: "json", seconds: parse, bytes: bytes, calls: calls).print()

  let decoder = JSONDecoder()
  let inputs = documents.map { Data($0) }
  var turns = 0
  let foundation = try CPUClock.median(of: 3) {
    for input in inputs {
      let envelope = try decoder.decode(DecodedEnvelope.self, from: input)
      turns += envelope.data.transcript_object?.count ?? 0
    }
  }
  Figure(name: "json JSONDecoder", seconds: foundation, bytes: bytes, calls: calls).print()
  if rows == 0 || turns == 0 { print("nothing was read") }
}
