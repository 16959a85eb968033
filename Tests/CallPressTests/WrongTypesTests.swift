import CallPress
import CallPressCore
import TestSupport
import Testing

/// What no input may do to the reading: crash it, hang it, or make it say what is not so.
@Suite("Wrong types and hostile texts")
struct WrongTypesTests {
  private static let kinds = [
    "null", "true", "false", "0", "-1", "1e400", "12345678901234567890", "\"\"", "\"x\"",
    #""\ud83d""#, #""\u0000""#, "[]", "{}", "[null]", "[[]]", "[{}]", #"{"":""}"#, "[1,2,3]",
    #"["a","b"]"#, #"{"a":{"b":{"c":[1]}}}"#, #""[]""#, #""{""#, #""\"[{}]\"""#,
    #"[{"role":1,"content":{}}]"#, #"[{"role":"agent","content":[1,null,{}],"words":7}]"#,
    #"[{"role":"agent","content":"a","words":[null,1,"x",{},{"word":1,"start":"x","end":[]}]}]"#,
    #"{"items":7}"#, #"{"items":[{"type":"message","content":7,"metrics":[1],"created_at":{}}]}"#,
  ]

  /// Reads and checks what must hold of every call.
  private func check(_ json: String) {
    let source = SourceDocument(name: "in", bytes: Array(json.utf8))
    guard let results = try? CallPipeline().calls(in: source) else { return }
    for case .success(let call) in results { checkLaws(call, json) }
  }

  private func checkLaws(_ call: Call, _ json: String) {
    let turns = call.transcript.turns
    let ids = Set(call.transcript.speakers.map(\.id))
    #expect(ids.count == call.transcript.speakers.count, "\(json)")
    #expect(turns.map(\.number) == Array(1..<(turns.count + 1)), "\(json)")
    #expect(turns.isEmpty == (call.transcript.state != .present), "\(json)")
    for turn in turns {
      #expect(ids.contains(turn.speaker), "\(json)")
      if let span = turn.span {
        #expect(span.start.milliseconds >= 0 && span.end.time >= span.start.time, "\(json)")
      }
      for word in turn.words {
        guard let range = word.range else { continue }
        #expect(range.lowerBound >= 0 && range.upperBound <= turn.text.utf8.count, "\(json)")
      }
      if let confidence = turn.confidence { #expect(confidence.isFinite, "\(json)") }
    }
    #expect(call.evidence.outcomes.count == call.outcomes.count, "\(json)")
    #expect(call.evidence.variables.count == call.variables.count, "\(json)")
    for diagnostic in call.diagnostics {
      #expect(!diagnostic.message.isEmpty, "\(json)")
      #expect(
        diagnostic.message.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F },
        "\(diagnostic.message.debugDescription)")
    }
    var buffer = OutputBuffer()
    #expect(throws: Never.self, "\(json)") {
      _ = try RecordFormat(settings: ExportSettings()).export(PreparedCall(call), into: &buffer)
      _ = try JSONDocument(parsing: buffer.bytes())
    }
  }

  @Test(
    "every documented member may be of every kind",
    arguments: CallField.all.map(\.name.description))
  func everyMember(name: String) {
    for kind in Self.kinds {
      check(#"{"id":"c","call_sid":"s","\#(name)":\#(kind)}"#)
      check(#"{"\#(name)":\#(kind),"id":"c","call_sid":"s","transcript_object":\#(retellTurns)}"#)
      check(#"{"status":"ok","data":{"\#(name)":\#(kind),"workspace_id":"w"}}"#)
    }
  }

  @Test("every member of an envelope may be of every kind")
  func everyEnvelope() {
    for kind in Self.kinds {
      for name in ["status", "message", "data", "call", "calls", "response", "items", "results"] {
        check(#"{"\#(name)":\#(kind)}"#)
        check(#"{"status":"ok","\#(name)":\#(kind),"message":"m"}"#)
        check(#"[{"\#(name)":\#(kind)},{"id":"c","call_sid":"s"}]"#)
      }
      check(kind)
      check("[\(kind)]")
    }
  }

  /// Puts every kind in the place of every value of a document, one at a time.
  private func replaceEach(_ json: String, _ body: (String) -> Void) throws {
    let bytes = Array(json.utf8)
    var ranges: [Range<Int>] = []
    func collect(_ value: JSONValue) {
      ranges.append(value.byteRange)
      for child in value.children { collect(child) }
    }
    collect(try JSONDocument(parsing: bytes).root)
    for range in ranges {
      for kind in Self.kinds {
        var copy = bytes
        copy.replaceSubrange(range, with: Array(kind.utf8))
        body(String(decoding: copy, as: UTF8.self))
      }
    }
  }

  @Test(
    "every value in a transcript may be of every kind",
    arguments: [
      #"[{"role":"agent","content":"a b","words":[{"word":"a ","start":0.5,"end":1}]},{"role":"dtmf","digit":"1"}]"#,
      #"{"audio_recording_started_at":1770838020.1,"chat_history":{"items":[{"id":"i","type":"message","role":"user","content":["a",{"type":"x","transcript":"b"}],"interrupted":true,"metrics":{"started_speaking_at":1770838023.9},"created_at":1770838023},{"type":"function_call","name":"f","arguments":{}}]}}"#,
      #"[{"role":"system","content":"p"},{"role":"assistant","content":[{"type":"text","text":"a"}],"tool_calls":[{"id":"1","function":{"name":"f","arguments":"x"}}]},{"role":"tool","tool_call_id":"1","content":"r"}]"#,
      #"{"turns":[{"speaker":"a","text":"b","start":1,"end":2,"confidence":0.5}]}"#,
      #"["Agent: a","[00:01] User: b"]"#,
    ])
  func everyTranscriptValue(json: String) throws {
    try replaceEach(json) { changed in
      check(#"{"id":"c","call_sid":"s","transcript_object":\#(changed)}"#)
      check(changed)
    }
  }

  @Test(
    "every value in a small sample of every dialect may be of every kind",
    arguments: TranscriptFixtures.names.filter { $0.contains("-minimal") })
  func everySampleValue(name: String) throws {
    let bytes = try TranscriptFixtures.bytes(name)
    guard bytes.count < 1500 else { return }
    try replaceEach(String(decoding: bytes, as: UTF8.self)) { check($0) }
  }

  @Test("every value in outcomes may be of every kind")
  func everyOutcomeValue() throws {
    for json in [
      #"{"a":{"value":1,"type":"t","description":"d","reason":"r"},"b":2}"#,
      #"[{"name":"a","value":1},["b",2],"c"]"#, #""{\"a\":1}""#,
    ] {
      try replaceEach(json) { changed in
        check(
          #"{"id":"c","call_sid":"s","transcript":"Agent: 1","agent_post_call_outcomes":\#(changed),"agent_dynamic_variables":\#(changed)}"#
        )
      }
    }
  }

  @Test("edge 65: deep nesting is refused at any door")
  func deep() {
    let depth = 100_000
    let brackets = String(repeating: "[", count: depth)
    let whole = brackets + String(repeating: "]", count: depth)
    let source = SourceDocument(name: "in", bytes: Array(whole.utf8))
    let error = #expect(throws: CallPressError.self) { try CallPipeline().calls(in: source) }
    #expect(error?.code == .limitExceeded)
    check(#"{"id":"c","call_sid":"s","transcript_object":"\#(whole)"}"#)
    check(#"{"id":"c","call_sid":"s","transcript":"\#(brackets)"}"#)
    check(#"{"id":"c","call_sid":"s","agent_post_call_outcomes":"\#(brackets)"}"#)
    let nested = String(repeating: "[", count: 400) + String(repeating: "]", count: 400)
    check(#"{"id":"c","call_sid":"s","transcript_object":\#(nested),"metadata":\#(nested)}"#)
  }

  @Test("edge 64: megabytes in members that are not speech do no harm")
  func large() throws {
    let sound = String(repeating: "QUJD", count: 500_000)
    let json =
      #"{"id":"c","call_sid":"s","metadata":{"audio":"\#(sound)"},"transcript_object":{"items":[{"type":"message","role":"user","content":[{"type":"audio_content","audio":"\#(sound)","transcript":"heard"}]}]}}"#
    #expect(try readCall(json).lines == ["customer: heard"])
  }

  @Test("many small lists elsewhere in the record cost a bounded search")
  func wideSearch() throws {
    let list = Array(repeating: #"{"a":[{"b":[1]}]}"#, count: 20_000).joined(separator: ",")
    let call = try readCall(#"{"id":"c","call_sid":"s","metadata":{"x":[\#(list)]}}"#)
    #expect(call.transcript.turns.isEmpty)
  }

  @Test("random damage to records is an error or a call that keeps the laws")
  func mutations() {
    var random = SeededRandom(seed: 14)
    let seeds = [
      #"{"status":"ok","message":"m","data":{"id":"c","call_sid":"s","transcript_object":\#(retellTurns),"agent_post_call_outcomes":{"a":"Hi"}}}"#,
      #"{"id":"c","call_status":"completed","transcript":"[00:01] Agent: a\n[00:02] User: b"}"#,
      "[00:00:01] Agent: a\nUser: **b**\n\nNote: c\n23:59:59 - Agent: d\n00:00:01 User: e",
      #"{"items":[{"type":"message","role":"assistant","content":["a"],"created_at":1770838023.94}]}"#,
      #"[{"role":"assistant","content":"a"},{"role":"user","content":null}]"#,
    ].map { Array($0.utf8) }
    let tokens = [
      "\"", "{", "[", "]", "}", ",", ":", "null", "1e9", "\\u0000", "\n", "\u{202E}", "{}",
    ]
    .map { Array($0.utf8) }
    for _ in 0..<3000 {
      var bytes = random.pick(seeds)
      for _ in 0...random.below(4) {
        let at = random.below(bytes.count + 1)
        switch random.below(4) {
        case 0: bytes.insert(contentsOf: random.pick(tokens), at: at)
        case 1: bytes.removeSubrange(at..<min(bytes.count, at + random.below(6)))
        case 2 where at < bytes.count: bytes[at] = UInt8(random.below(256))
        default:
          let end = min(bytes.count, at + random.below(20))
          bytes.insert(contentsOf: bytes[at..<end], at: random.below(bytes.count + 1))
        }
      }
      guard let results = try? CallPipeline().calls(in: SourceDocument(name: "in", bytes: bytes))
      else { continue }
      for case .success(let call) in results {
        checkLaws(call, String(decoding: bytes, as: UTF8.self))
      }
    }
  }
}
