import CallPress
import CallPressCore
import Testing

/// Reads one call of JSON with all dialects.
func readCall(_ json: String, _ options: ReadingOptions = ReadingOptions()) throws -> Call {
  let source = SourceDocument(name: "call.json", bytes: Array(json.utf8))
  let calls = try CallPipeline(options: options).calls(in: source)
  return try #require(calls.first).get()
}

extension Call {
  /// `speaker: text` for each turn.
  var lines: [String] { transcript.turns.map { "\($0.speaker): \($0.text)" } }

  var codes: [Diagnostic.Code] { diagnostics.map(\.code) }
}

/// A call with these members beside the usual ones.
func record(_ members: String) -> String {
  #"{"id":"c-1","call_sid":"s","call_status":"completed","call_duration":60,\#(members)}"#
}

let retellTurns = #"""
  [{"role":"agent","content":"Hello","words":[{"word":"Hello","start":1.0,"end":1.5}]},
   {"role":"user","content":"Hi","words":[{"word":"Hi","start":2.0,"end":2.4}]}]
  """#

@Suite("Reading calls")
struct CallReaderTests {
  private static let spoken = ["agent: Hello", "customer: Hi"]
  private static let text = #""Agent: Hello\nUser: Hi""#

  private func encoded(_ json: String) -> String {
    let escaped = json.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n")
    return "\"\(escaped)\""
  }

  // MARK: Where the transcript is

  @Test(
    "edge 1: an empty transcript_object gives way to the text",
    arguments: [
      "{}", "[]", "null", #""""#, #"" ""#, "[null]", "[[],{}]", #"{"turns":[]}"#,
      #"{"turns":[],"language":"fr"}"#, #""{}""#, #""[]""#, #""null""#,
    ])
  func emptyObject(value: String) throws {
    let call = try readCall(
      record(#""transcript_object":\#(value),"transcript":\#(Self.text)"#))
    #expect(call.lines == Self.spoken)
    #expect(call.transcript.dialect == "lines")
    #expect(call.transcript.pointer?.description == "/transcript")
  }

  @Test("edge 1: a missing transcript_object gives way to the text")
  func missingObject() throws {
    #expect(try readCall(record(#""transcript":\#(Self.text)"#)).lines == Self.spoken)
  }

  @Test("the structured transcript comes before the text")
  func objectFirst() throws {
    let call = try readCall(
      record(#""transcript":"Agent: other","transcript_object":\#(retellTurns)"#))
    #expect(call.lines == Self.spoken)
    #expect(call.transcript.pointer?.description == "/transcript_object")
    #expect(call.transcript.dialect == "retell")
    #expect(call.diagnostics.isEmpty)
  }

  @Test("edge 2: JSON written as text is read as JSON, once or twice over")
  func encodedObject() throws {
    for levels in 1...2 {
      let value = (0..<levels).reduce(retellTurns) { json, _ in encoded(json) }
      let call = try readCall(record(#""transcript_object":\#(value)"#))
      #expect(call.lines == Self.spoken)
      #expect(call.codes == ["json-in-string"])
      #expect(call.transcript.turns[1].location?.pointer?.description == "/transcript_object/1")
    }
    let text = try readCall(record(#""transcript":\#(encoded(encoded("Agent: Hello\nUser: Hi")))"#))
    #expect(text.lines == Self.spoken)
  }

  @Test("edge 2: a third time is too much, and what is left is text")
  func encodedThrice() throws {
    let value = encoded(encoded(encoded("[]")))
    let call = try readCall(record(#""transcript_object":\#(value)"#))
    #expect(call.transcript.dialect == "lines" || call.transcript.state == .empty)
  }

  @Test("a quotation in quotation marks keeps them")
  func quoted() throws {
    #expect(
      try readCall(record(#""transcript":"\"Hello\"""#)).transcript.turns.map(\.text) == [
        "\"Hello\""
      ])
  }

  @Test("a transcript_object that is text is read as text, where it stands")
  func textObject() throws {
    let call = try readCall(record(#""transcript_object":\#(Self.text)"#))
    #expect(call.lines == Self.spoken)
    #expect(call.transcript.pointer?.description == "/transcript_object")
  }

  @Test("edge 13: members that were stored under each other's names are both found")
  func swapped() throws {
    let call = try readCall(
      record(#""transcript_object":\#(Self.text),"transcript":\#(retellTurns)"#))
    #expect(call.lines == Self.spoken)
    #expect(call.transcript.dialect == "retell")
    #expect(call.codes == ["transcript-members-swapped"])
  }

  @Test("edge 13: a transcript under another name is found, and said to be")
  func elsewhere() throws {
    for member in ["notes", "metadata", "conversation_log"] {
      let call = try readCall(record(#""transcript_object":null,"\#(member)":\#(retellTurns)"#))
      #expect(call.lines == Self.spoken)
      #expect(call.transcript.pointer?.description == "/\(member)")
      #expect(call.codes == ["transcript-found-elsewhere"])
      #expect(call.diagnostics.first?.severity == .warning)
    }
    let deep = try readCall(record(#""metadata":{"a":{"turns":\#(retellTurns)}}"#))
    #expect(deep.lines == Self.spoken)
    let text = try readCall(record(#""metadata":{"a":\#(encoded(retellTurns))}"#))
    #expect(text.lines == Self.spoken)
  }

  @Test(
    "edge 13: what is no transcript is not taken for one",
    arguments: [
      #""metadata":{"tags":["a","b"]}"#, #""metadata":[{"name":"x","value":"y"}]"#,
      #""metadata":{"history":[{"name":"x","value":"y"}]}"#,
      #""agent_dynamic_variables":[{"role":"agent","content":"a"},{"role":"user","content":"b"}]"#,
      #""metadata":{"attempts":[{"id":1,"status":"busy"}]}"#,
    ])
  func notATranscript(member: String) throws {
    let call = try readCall(record(#""transcript_object":{},\#(member)"#))
    #expect(call.transcript.state == .empty)
    #expect(call.transcript.dialect == nil)
  }

  @Test("a shape that nobody knows is an error that names members, never values")
  func unrecognized() throws {
    let members = #""transcript_object":{"frames":[{"codec":"SECRET","rate":8000}],"SSRC":7}"#
    let error = #expect(throws: CallPressError.self) { try readCall(record(members)) }
    #expect(error?.code == .unrecognizedDialect)
    #expect(error?.message.contains("“frames”") == true)
    #expect(error?.message.contains("“SSRC”") == true)
    #expect(error?.message.contains("SECRET") == false)
    #expect(error?.location?.pointer?.description == "/transcript_object")
    #expect(error?.location?.source == "call.json")
  }

  @Test("a shape that nobody knows gives way to the text, with a warning")
  func unrecognizedWithText() throws {
    let call = try readCall(
      record(#""transcript_object":{"frames":[1],"x":"SECRET"},"transcript":\#(Self.text)"#))
    #expect(call.lines == Self.spoken)
    #expect(call.codes == ["unrecognized-transcript-object"])
    #expect(call.diagnostics.first?.severity == .warning)
    #expect(call.diagnostics.first?.message.contains("SECRET") == false)
  }

  @Test("a structure in which nobody speaks gives way to a text in which somebody does")
  func withoutTurns() throws {
    let history = #"{"items":[{"type":"message","role":"system","content":["secret prompt"]}]}"#
    let call = try readCall(
      record(#""transcript_object":\#(history),"transcript":\#(Self.text)"#))
    #expect(call.lines == Self.spoken)
    #expect(call.codes.contains("transcript-without-turns"))
    let alone = try readCall(record(#""transcript_object":\#(history)"#))
    #expect(alone.transcript.dialect == "livekit")
    #expect(alone.transcript.state == .empty)
    #expect(alone.codes.contains("no-transcript"))
  }

  @Test("a mapping file's shape is read wherever it is, and is missed aloud")
  func mapping() throws {
    let file = #"{"turns":"/metadata/log","role":"who","text":"what"}"#
    let mapping = try MappingDialect(parsing: Array(file.utf8), name: "shape.json")
    let pipeline = CallPipeline(dialects: DialectRegistry([mapping] + Dialects.standard.dialects))
    func read(_ json: String) throws -> Call {
      let source = SourceDocument(name: "in", bytes: Array(json.utf8))
      return try #require(try pipeline.calls(in: source).first).get()
    }
    let log = #""metadata":{"log":[{"who":"agent","what":"mapped"}]}"#
    let both = try read(record(#""transcript_object":\#(retellTurns),\#(log)"#))
    #expect(both.lines == ["agent: mapped"])
    #expect(both.transcript.dialect == "mapping")
    #expect(try read(record(log)).lines == ["agent: mapped"])
    let without = try read(record(#""transcript_object":\#(retellTurns)"#))
    #expect(without.lines == Self.spoken)
    #expect(without.codes == ["mapping-not-used"])
  }

  // MARK: Forcing

  @Test("--dialect forces one, where it can be read that way at all")
  func forced() throws {
    var options = ReadingOptions()
    options.dialect = "lines"
    let both = record(#""transcript_object":\#(retellTurns),"transcript":"Agent: text""#)
    #expect(try readCall(both, options).lines == ["agent: text"])
    options.dialect = "turns"
    #expect(try readCall(both, options).transcript.dialect == "turns")
    options.dialect = "livekit"
    let refused = #expect(throws: CallPressError.self) {
      try readCall(record(#""transcript_object":{"a":1}"#), options)
    }
    #expect(refused?.code == .unrecognizedDialect)
    options.dialect = "klingon"
    let unknown = #expect(throws: CallPressError.self) { try readCall(both, options) }
    #expect(unknown?.code == .unknownName)
    #expect(unknown?.message.contains("retell") == true)
    options.dialect = "retell"
    #expect(try readCall(record(#""transcript_object":null"#), options).transcript.turns.isEmpty)
  }

  // MARK: Nothing there

  @Test(
    "edge 73: a transcript that is not ready yet is apart from an empty one",
    arguments: [
      (#""call_status":"in-progress","transcript_object":{}"#, .pending),
      (#""call_status":"In Progress","transcript":"""#, .pending),
      (#""call_status":"queued""#, .pending), (#""call_status":"RINGING""#, .pending),
      (#""call_status":"no-answer""#, .empty), (#""call_status":"busy","call_duration":9"#, .empty),
      (#""call_status":"failed","transcript_object":null"#, .empty),
      (#""call_status":"completed","call_duration":60"#, .pending),
      (#""call_status":"completed","call_duration":60,"transcript_object":null"#, .pending),
      (#""call_status":"completed","call_duration":60,"transcript_object":{}"#, .empty),
      (#""call_status":"completed","call_duration":60,"transcript":"""#, .empty),
      (#""call_status":"completed","call_duration":0"#, .empty),
      (#""call_status":"completed""#, .pending), (#""call_status":null"#, .empty),
      (#""started_at":"2026-03-01T10:00:00Z","ended_at":"2026-03-01T10:01:00Z""#, .pending),
      (#""call_status":"in-progress","transcript_object":{"items":[]}"#, .pending),
    ] as [(String, Transcript.State)])
  func states(members: String, state: Transcript.State) throws {
    let call = try readCall(#"{"id":"c","call_sid":"s",\#(members)}"#)
    #expect(call.transcript.state == state)
    #expect(call.transcript.turns.isEmpty)
    #expect(call.codes == [state == .pending ? "transcript-pending" : "no-transcript"])
    // Whoever exports too early is told so; a call in which nothing was said is no reason to.
    let severity: Diagnostic.Severity = state == .pending ? .warning : .info
    #expect(call.diagnostics.allSatisfy { $0.severity == severity })
  }

  @Test("what was said so far in a call that goes on is read, and said to be that")
  func goesOn() throws {
    let call = try readCall(
      #"{"id":"c","call_status":"in-progress","transcript_object":\#(retellTurns)}"#)
    #expect(call.transcript.state == .present)
    #expect(call.codes == ["call-goes-on"])
  }

  @Test("edge 61: no turns in a long call, and turns in a call of no length, are both calls")
  func durations() throws {
    #expect(try readCall(record(#""transcript_object":[]"#)).transcript.turns.isEmpty)
    let call = try readCall(
      #"{"id":"c","call_sid":"s","call_duration":0,"transcript_object":\#(retellTurns)}"#)
    #expect(call.lines == Self.spoken)
  }

  // MARK: The rest of the record

  @Test("facts, values and evidence stand beside the turns")
  func assembled() throws {
    let call = try readCall(
      record(
        #""transcript_object":\#(retellTurns),"agent_dynamic_variables":{"greeting":"Hi"},"agent_post_call_outcomes":[{"name":"word","value":"hello"},{"name":"other","value":"nobody said"}],"x_new":1"#
      ))
    #expect(call.id == "c-1")
    #expect(call.isAPIRecord)
    #expect(call.sourceName == "call.json")
    #expect(call.variables.map(\.name) == ["greeting"])
    #expect(call.variablesState == .present)
    #expect(call.outcomes.map(\.name) == ["word", "other"])
    #expect(call.evidence.outcomes.map(\.finding) == [.said, .notSaid])
    #expect(call.evidence.variables.map(\.finding) == [.said])
    #expect(call.otherMembers.compactMap(\.key) == ["x_new"])
  }

  @Test("edge 67: outcomes that are not there yet are apart from none")
  func outcomeStates() throws {
    #expect(try readCall(record(#""transcript":"""#)).outcomesState == .pending)
    #expect(
      try readCall(record(#""transcript":"","agent_post_call_outcomes":{}"#)).outcomesState
        == .empty)
  }

  @Test("edge 9: members of the record that repeat are said to, and the first is read")
  func repeated() throws {
    let call = try readCall(
      record(#""transcript_object":\#(retellTurns),"transcript_object":[],"x":1,"x":2"#))
    #expect(call.lines == Self.spoken)
    #expect(call.codes == ["repeated-member"])
  }

  @Test("edge 62: the record's word for the language is kept, and normalised where certain")
  func language() throws {
    let call = try readCall(record(#""transcript":"","transcript_language":"Arabic""#))
    #expect(call.language == "Arabic")
    #expect(call.languageTag?.description == "ar")
    let multi = try readCall(record(#""transcript":"a","transcript_language":"multi""#))
    #expect(multi.language == "multi")
    #expect(multi.languageTag == nil)
    #expect(multi.codes == ["unknown-language"])
  }

  // MARK: Without a call

  @Test(
    "a transcript without a call is read, and its document is the record",
    arguments: [
      retellTurns,
      #"{"turns":[{"speaker":"agent","text":"Hello"},{"speaker":"user","text":"Hi"}]}"#,
      #"[{"role":"assistant","content":"Hello"},{"role":"user","content":"Hi"}]"#,
      #"{"messages":[{"role":"assistant","content":"Hello"},{"role":"user","content":"Hi"}]}"#,
      #"{"chat_history":{"items":[{"type":"message","role":"assistant","content":["Hello"]},{"type":"message","role":"user","content":["Hi"]}]},"job_id":"j"}"#,
      #"{"transcript":"Agent: Hello\nUser: Hi"}"#, #"["Agent: Hello","User: Hi"]"#,
      #""Agent: Hello\nUser: Hi""#, #"{"Agent":"Hello","User":"Hi"}"#,
      #"{"type":"post","payload":{"turns":[{"speaker":"agent","text":"Hello"},{"speaker":"user","text":"Hi"}]}}"#,
    ])
  func bare(json: String) throws {
    let call = try readCall(json)
    #expect(call.lines == Self.spoken)
    #expect(!call.isAPIRecord)
    #expect(Array(call.record.rawBytes) == Array(json.utf8))
    #expect(call.variables.isEmpty)
  }

  @Test(
    "what is neither a call nor a transcript is refused with what was seen",
    arguments: [
      #"{"name":"callpress","version":"1.0"}"#, "7", "null", "true", #"{"a":{"b":[1,2]}}"#, "{}",
      #"[{"x":1},{"x":2}]"#, "[1,2,3]",
    ])
  func neither(json: String) throws {
    let error = #expect(throws: CallPressError.self) { try readCall(json) }
    #expect(error?.code == .unrecognizedInput)
  }

  @Test("edge 14: a list gives every call, and a bad one stays its own")
  func list() throws {
    let good = record(#""transcript_object":\#(retellTurns)"#)
    let bad = record(#""transcript_object":{"frames":[1]}"#)
    let source = SourceDocument(
      name: "page.json", bytes: Array(#"{"status":"ok","data":[\#(good),\#(bad),\#(good)]}"#.utf8))
    let calls = try CallPipeline().calls(in: source)
    #expect(calls.map { (try? $0.get())?.lines.count } == [2, nil, 2])
    #expect(try calls[2].get().transcript.pointer?.description == "/data/2/transcript_object")
  }

  // MARK: What was recognised

  @Test("what was recognised and why can be asked for")
  func recognition() throws {
    let call = try readCall(record(#""transcript":"Agent: x","transcript_object":\#(retellTurns)"#))
    let reader = CallPipeline().reader
    for recognition in [reader.recognition(of: call), reader.recognition(of: call.record)] {
      #expect(recognition.chosen == "retell")
      #expect(recognition.pointer?.description == "/transcript_object")
      #expect(recognition.candidates.first?.dialect == "retell")
      #expect(recognition.candidates.count > 1)
      #expect(
        recognition.candidates.map(\.score) == recognition.candidates.map(\.score).sorted(by: >))
      #expect(recognition.candidates.allSatisfy { !$0.reason.isEmpty })
    }
    let empty = try readCall(record(#""transcript_object":{}"#))
    #expect(reader.recognition(of: empty).candidates.isEmpty)
    #expect(reader.recognition(of: empty).chosen == nil)
  }

  // MARK: Texts that are no text

  @Test("half of a surrogate pair is U+FFFD in the text, kept in the record, and said")
  func loneSurrogates() throws {
    func call(_ text: String) throws -> Call {
      try readCall(record(#""transcript_object":[{"role":"user","content":"\#(text)"}]"#))
    }
    let whole = try call(#"a \ud83d\ude00 b"#)
    #expect(whole.lines == ["customer: a 😀 b"])
    #expect(!whole.codes.contains("lone-surrogate"))
    for half in [#"\ud83d"#, #"\ude00"#, #"\ude00\ud83d"#, #"\uD83D\n\uDE00"#] {
      let broken = try call("a \(half) b")
      let diagnostic = try #require(broken.diagnostics.first { $0.code == "lone-surrogate" })
      #expect(diagnostic.message.hasPrefix("1 text"))
      #expect(diagnostic.location?.pointer?.description == "/transcript_object/0/content")
      #expect(broken.lines[0].contains("\u{FFFD}"))
      #expect(String(decoding: broken.record.rawBytes, as: UTF8.self).contains(half))
    }
  }
}
