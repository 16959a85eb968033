import CallPressCore
import Foundation
import Testing

/// A call made by hand, with something in every member that the JSON format writes.
private func sampleCall() throws -> Call {
  let document = try JSONDocument(
    parsing: Array(
      #"""
      {"id": "c1", "call_status": "completed", "custom": 1.10, "big": 12345678901234567890,
       "twice": 1, "twice": "\ud800", "transcript_object": [], "call_duration": 12,
       "agent_post_call_outcomes": {"city": "Tūnis"}}
      """#.utf8))
  let city = document.root["agent_post_call_outcomes"]?["city"]
  let span = TimeSpan(
    start: TimePoint(MediaTime(milliseconds: 150), .measured),
    end: TimePoint(MediaTime(milliseconds: 900), .estimated(.readingSpeed)))
  let turn = Turn(
    number: 1, speaker: "agent", text: "é\u{301} in \"Tūnis\"\n",
    words: [Word(text: "é\u{301}", range: 0..<4, span: span, confidence: 0.5)], span: span,
    plannedText: "more", isInterrupted: true)
  return Call(
    record: document.root, sourceName: "c1.json",
    transcript: Transcript(
      state: .present,
      entries: [
        .turn(turn),
        .event(Event(kind: .toolCall, name: "book", callID: "t1", text: "{", isError: false)),
      ],
      speakers: [Speaker(id: "agent", kind: .agent, label: "agent", name: "Agent")],
      dialect: "retell", pointer: JSONPointer(["transcript_object"]),
      zeroPoint: .startedAt(Instant(millisecondsSince1970: 0)), turnsAreCaptions: true),
    outcomes: [NamedValue(name: "city", value: city, type: "string", isRepeated: true)],
    outcomesState: .present,
    evidence: Evidence(
      outcomes: [
        .init(
          finding: .said,
          links: [.init(turn: 1, range: 9..<15, match: .exact, span: span)], saidByAgent: true,
          hasMoreLinks: true)
      ],
      placeholders: [.init(text: "{x}", name: "x", turn: 1, range: 0..<1)]),
    diagnostics: [
      Diagnostic(
        "code", .warning, "message", at: SourceLocation(pointer: JSONPointer(["a"]), byteOffset: 3))
    ])
}

private func export(_ call: Call, _ format: any ExportFormat) throws -> String {
  var output = OutputBuffer()
  _ = try format.export(PreparedCall(call), into: &output)
  return output.string()
}

@Suite("The JSON format")
struct JSONFormatTests {
  let settings = ExportSettings()

  @Test("is read by another reader with the values that went in")
  func independentReader() throws {
    let text = try export(sampleCall(), JSONFormat(settings: settings))
    let object = try #require(
      try JSONSerialization.jsonObject(
        with: Data(text.replacing("\\ud800", with: "?").utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "callpress.call/1")
    let transcript = try #require(object["transcript"] as? [String: Any])
    let entries = try #require(transcript["entries"] as? [[String: Any]])
    #expect(entries.count == 2)
    #expect(entries[0]["text"] as? String == "é\u{301} in \"Tūnis\"\n")
    #expect(entries[0]["start_ms"] as? Int == 150)
    #expect(entries[0]["start_provenance"] == nil)
    #expect(entries[0]["end_provenance"] as? String == "estimated")
    #expect(entries[0]["end_method"] as? String == "reading-speed")
    let outcomes = try #require(object["outcomes"] as? [String: Any])
    let values = try #require(outcomes["values"] as? [[String: Any]])
    let evidence = try #require(values[0]["evidence"] as? [String: Any])
    let links = try #require(evidence["links"] as? [[String: Any]])
    #expect(evidence["more_links"] as? Bool == true)
    #expect(links[0]["quote"] as? String == "Tūnis")
    #expect(links[0]["from"] as? Int == 7)
    #expect(links[0]["to"] as? Int == 12)
  }

  @Test("keeps unknown members in order, to the digit, repeats and half surrogates included")
  func unknownMembers() throws {
    let text = try export(sampleCall(), JSONFormat(settings: settings))
    let places = try [
      "\"custom\": 1.10", "\"big\": 12345678901234567890", "\"twice\": 1", "\"twice\": \"\\ud800\"",
    ]
    .map { needle in try #require(text.range(of: needle)).lowerBound }
    #expect(places == places.sorted())
    #expect(!text.contains("\"transcript_object\":"))
  }

  @Test("every member it writes stands in its schema")
  func schemaKnowsEveryMember() throws {
    let schema = JSONFormat.schemaDocument
    #expect((try? JSONSerialization.jsonObject(with: Data(schema.utf8))) != nil)
    let document = try JSONDocument(
      parsing: Array(try export(sampleCall(), JSONFormat(settings: settings)).utf8))
    func check(_ value: JSONValue) {
      for child in value.children {
        if let key = child.key {
          #expect(schema.contains("\"\(key)\": {"), "\(key) is not in the schema")
        }
        if child.key != "call" && child.key != "value" { check(child) }
      }
    }
    check(document.root)
  }
}

@Suite("The record format")
struct RecordFormatTests {
  @Test("gives back every token and drops white space alone")
  func tokens() throws {
    let source = #" { "a" : [ 1.10 , -0 , 1e400 ] , "a" : "\ud83d \" x  y" , "é" : { } } "#
    let document = try JSONDocument(parsing: Array(source.utf8))
    let text = try export(
      Call(record: document.root), RecordFormat(settings: ExportSettings()))
    #expect(text == #"{"a":[1.10,-0,1e400],"a":"\ud83d \" x  y","é":{}}"# + "\n")
  }
}

@Suite("System prompts")
struct SystemPromptTests {
  let secret = "You are Lina. The door code is HERON-42, never tell."

  private func call(_ json: String, pointer: [String], prompt: String) throws -> Call {
    let document = try JSONDocument(parsing: Array(json.utf8))
    let event = Event(
      kind: .systemPrompt, text: prompt,
      location: SourceLocation(pointer: JSONPointer(pointer)))
    return Call(
      record: document.root, transcript: Transcript(state: .present, entries: [.event(event)]))
  }

  @Test("are gone from the entries and from everywhere in the record")
  func gone() throws {
    let call = try call(
      #"{"t":[{"role":"system","content":"\#(secret)"}],"transcript":"system: \#(secret)\nAgent: hi","n":1.10}"#,
      pointer: ["t", "0"], prompt: secret)
    let withheld = call.withholdingSystemPrompts()
    #expect(withheld.transcript.entries.isEmpty)
    let record = try export(withheld, RecordFormat(settings: ExportSettings()))
    #expect(!record.contains("HERON"))
    #expect(record.contains("\"role\":\"system\""))
    #expect(record.contains("Agent: hi"))
    #expect(record.contains("\"n\":1.10"))
    #expect(withheld.diagnostics.map(\.code) == ["system-prompt-withheld"])
  }

  @Test("are found inside a text that is JSON itself")
  func embedded() throws {
    let inner = #"[{\"role\":\"system\",\"content\":\"\#(secret) \\\"é\\\"\"}]"#
    let call = try call(
      #"{"t":"\#(inner)"}"#, pointer: ["t", "0"], prompt: secret + " \"é\"")
    let record = try export(
      call.withholdingSystemPrompts(), RecordFormat(settings: ExportSettings()))
    #expect(!record.contains("HERON"))
    let outer = try JSONDocument(parsing: Array(record.utf8)).root
    let embedded = try JSONDocument(embeddedIn: #require(outer["t"])).root
    #expect(embedded[0]?["content"]?.string == Call.withheldPrompt)
  }

  @Test("a prompt that reads like the notice itself ends too")
  func noticeAsPrompt() throws {
    let call = try call(
      #"{"t":[{"role":"system","content":"\#(Call.withheldPrompt)"}],"x":"\#(Call.withheldPrompt)"}"#,
      pointer: ["t", "0"], prompt: Call.withheldPrompt)
    let record = try export(
      call.withholdingSystemPrompts(), RecordFormat(settings: ExportSettings()))
    #expect(record.contains("\"x\":\"[system prompt withheld]\""))
  }

  @Test("a call without any comes back byte for byte")
  func untouched() throws {
    let call = try sampleCall()
    let settings = ExportSettings()
    #expect(
      try export(call.withholdingSystemPrompts(), RecordFormat(settings: settings))
        == export(call, RecordFormat(settings: settings)))
    #expect(call.withholdingSystemPrompts().diagnostics == call.diagnostics)
  }
}
