import CallPress
import CallPressCore
import CallPressXML
import Foundation
import TestSupport
import Testing

/// Calls to write.
enum Samples {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "examples/calls")

  /// The names of the sample calls, sorted.
  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".json") }.sorted()

  /// The calls in one of the samples.
  static func calls(_ name: String) throws -> [Call] {
    let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
    return try CallPipeline().calls(in: SourceDocument(name: name, bytes: bytes)).map {
      try $0.get()
    }
  }

  /// Invented calls of all three languages, the same for the same seed.
  static func generated(_ count: Int, seed: UInt64) throws -> [Call] {
    try CallGenerator.calls(count, seed: seed).flatMap { bytes in
      try CallPipeline().calls(in: SourceDocument(name: "call.json", bytes: bytes)).map {
        try $0.get()
      }
    }
  }

  /// A call that has something of everything, made by hand.
  static func everything() throws -> Call {
    let record = try JSONDocument(
      parsing: Array(
        #"""
        {"id": "c-1", "call_status": "completed", "call_direction": "inbound", "is_test": true,
         "started_at": "2026-03-01T10:00:00Z", "ended_at": "2026-03-01T10:12:34.500Z",
         "cost": 1.10, "transcript_language": "en-US", "notes": null, "call_feedback": "<b>&",
         "unknown_member": [1.0, "\ud800"], "outcome": "Tunis", "amount": 1.10}
        """#.utf8)
    ).root
    func point(_ milliseconds: Int64, _ how: TimeProvenance = .measured) -> TimePoint {
      TimePoint(MediaTime(milliseconds: milliseconds), how)
    }
    let first = Turn(
      number: 1, speaker: "agent", text: "Hello {{name}}, Tunis?",
      words: [
        Word(text: "Hello", span: TimeSpan(start: point(120), end: point(410))),
        Word(
          text: "{{name}},",
          span: TimeSpan(start: point(500), end: point(900, .estimated(.interpolated))),
          confidence: 0.5),
        Word(text: "Tunis?"),
      ],
      span: TimeSpan(start: point(-1_005), end: point(3_600_000, .estimated(.nextStart))),
      plannedText: "Hello {{name}}, Tunis or Sfax?", isInterrupted: true, confidence: 0.98,
      sentiment: "neutral & calm",
      location: SourceLocation(pointer: JSONPointer(["transcript_object", "0"])))
    let second = Turn(
      number: 2, speaker: "customer", text: "نعم، تونس", language: "Arabic")
    let third = Turn(number: 3, speaker: "customer", text: "\u{1}…\r\n", language: "multi")
    return Call(
      record: record, sourceName: "/home/somebody/calls/everything.json",
      transcript: Transcript(
        state: .present,
        entries: [
          .turn(first),
          .event(
            Event(
              kind: .toolCall, name: "lookup", callID: "t1", text: #"{"city":"Tunis"}"#,
              time: point(2_000, .derived(.clock)))),
          .event(Event(kind: .toolResult, callID: "t1", text: "", isError: true)),
          .turn(second), .turn(third),
        ],
        speakers: [
          Speaker(id: "agent", kind: .agent, label: "AGENT", name: "Agent"),
          Speaker(id: "customer", kind: .customer, label: "user", name: "Leïla <3"),
        ],
        dialect: "by-hand", pointer: JSONPointer(["transcript_object"]),
        zeroPoint: .startedAt(Instant(millisecondsSince1970: 1_772_359_200_000))),
      variables: [
        NamedValue(name: "amount", value: record["amount"], isRepeated: true),
        NamedValue(name: "amount", value: nil, isRepeated: true),
      ],
      variablesState: .present,
      outcomes: [
        NamedValue(
          name: "city \"quoted\"\n", value: record["outcome"], type: "string",
          about: "Where to", rationale: "She said so",
          location: SourceLocation(pointer: JSONPointer(["a/b", "~"])))
      ],
      outcomesState: .present,
      evidence: Evidence(
        outcomes: [
          Evidence.Item(
            finding: .said,
            links: [
              Evidence.Link(
                turn: 1, range: 16..<21, match: .exact,
                span: TimeSpan(start: point(1_000), end: point(1_500))),
              // Bytes 7 to 15: behind the comma and the space.
              Evidence.Link(turn: 2, range: 9..<17, match: .tolerant, span: nil),
            ], saidByAgent: true, hasMoreLinks: true)
        ],
        variables: [Evidence.Item(finding: .notSaid), Evidence.Item(finding: .notSearchable)],
        placeholders: [
          Evidence.Placeholder(text: "{{name}}", name: "name", turn: 1, range: 6..<14)
        ]),
      diagnostics: [
        Diagnostic(
          "something-guessed", .info, "the end of turn 1 was guessed",
          at: SourceLocation(pointer: JSONPointer(["transcript_object", "0"]), byteOffset: 12))
      ])
  }

  /// A call of which nothing is known but its record.
  static func bare(_ json: [UInt8]) throws -> Call {
    Call(record: try JSONDocument(parsing: json).root, isAPIRecord: false)
  }
}

/// The document of a call, and what the format has to say about it.
func xml(_ call: Call) throws -> (bytes: [UInt8], diagnostics: [Diagnostic]) {
  var output = OutputBuffer()
  let format = CallTranscriptXMLFormat(settings: ExportSettings())
  let diagnostics = try format.export(PreparedCall(call), into: &output)
  return (output.bytes(), diagnostics)
}

/// The record of a call as `-f record` writes it, without the line end.
func record(_ call: Call) throws -> [UInt8] {
  var output = OutputBuffer()
  _ = try RecordFormat(settings: ExportSettings()).export(PreparedCall(call), into: &output)
  return output.bytes().dropLast()
}

/// Bytes as text, for comparisons that show where two texts differ.
func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
