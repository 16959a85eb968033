import CallPressCore
import TestSupport
import Testing

/// Our own JSON and text as sources.
@Suite("Our own documents read back")
struct OwnDocumentTests {
  static let reader = CallReader(
    dialects: DialectRegistry([
      CallPressDialect(), RetellDialect(), LiveKitDialect(), GenericTurnsDialect(),
      ChatMessagesDialect(), TranscriptLinesDialect(),
    ]))

  static func call(_ bytes: [UInt8], options: ReadingOptions = .init()) throws -> Call {
    var reader = reader
    reader.options = options
    let calls = try reader.calls(in: try JSONDocument(parsing: bytes), sourceName: "call.json")
    return try #require(calls.first).get()
  }

  /// The lines without those that say which dialect read the transcript, and where it was.
  static func comparable(_ json: [UInt8]) -> [Substring] {
    String(decoding: json, as: UTF8.self).split(separator: "\n").filter {
      !$0.hasPrefix("    \"dialect\":") && !$0.hasPrefix("    \"pointer\":")
    }
  }

  @Test("JSON of JSON is the same but for the dialect and the place", arguments: 0..<40)
  func json(seed: Int) throws {
    var generator = CallGenerator(seed: UInt64(seed))
    guard let call = try? Self.call(generator.next()) else { return }
    let first = try JSONFormat.write(call).bytes
    let back = try Self.call(first)
    let second = try JSONFormat.write(back).bytes
    #expect(Self.comparable(first) == Self.comparable(second))
    #expect(back.transcript.dialect == "callpress")
    // From then on nothing changes at all.
    #expect(try JSONFormat.write(Self.call(second)).bytes == second)
  }

  @Test(
    "a random transcript of JSON is the same, cruel times and texts included", arguments: 0..<40)
  func transcripts(seed: Int) throws {
    var generator = TranscriptGenerator(seed: UInt64(seed), isCruel: true)
    let first = try JSONFormat.write(Inline.call(generator.next())).bytes
    let second = try JSONFormat.write(Self.call(first)).bytes
    let drop = { (lines: [Substring]) in lines.filter { !$0.contains("\"source\":") } }
    #expect(
      drop(Self.comparable(first)).prefix { !$0.contains("\"outcomes\"") }
        == drop(Self.comparable(second)).prefix { !$0.contains("\"outcomes\"") })
  }

  @Test("captions of JSON keep their times")
  func captions() throws {
    var transcript = Inline.transcript([Inline.turn(1, "agent", "so short", 0, 40)])
    transcript.turnsAreCaptions = true
    let back = try Self.call(JSONFormat.write(Inline.call(transcript)).bytes)
    #expect(back.transcript.turnsAreCaptions)
  }

  @Test("what cannot have been written is put right")
  func hostile() throws {
    let json = #"""
      {"schema":"callpress.call/1","transcript":{"state":"present","speakers":[
        {"id":"a b\"><x","kind":"king","label":"L","name":"N"},{"id":"agent","kind":"agent"},
        {"id":"agent","kind":"customer"},7],
       "entries":[
        {"type":"turn","number":99,"speaker":"a b\"><x","text":"one","start_ms":500,"end_ms":100},
        {"type":"turn","speaker":"nobody","text":"two","start_ms":1e99,"confidence":7},
        {"type":"turn"},{"type":"event","kind":"zzz","text":"e"},null,[]]}}
      """#
    let call = try Self.call(Array(json.utf8))
    #expect(call.transcript.turns.map(\.number) == [1, 2])
    #expect(call.transcript.turns[0].span?.duration == 0)
    #expect(call.transcript.turns[1].span == nil)
    #expect(call.transcript.turns[1].confidence == nil)
    #expect(call.transcript.events.map(\.kind) == [.marker])
    #expect(Set(call.transcript.speakers.map(\.id)).count == call.transcript.speakers.count)
    #expect(call.transcript.turns.allSatisfy { call.transcript.speaker($0.speaker) != nil })
    #expect(call.transcript.speakers.allSatisfy { !$0.id.contains(" ") })
    #expect(call.diagnostics.contains { $0.code == "unreadable-entry" })
  }

  @Test("names and offset apply to what is read back")
  func options() throws {
    let first = try JSONFormat.write(
      Inline.call(Inline.transcript([Inline.turn(1, "customer", "hi", 100, 900)]))
    ).bytes
    var options = ReadingOptions()
    options.offset = 1000
    options.speakerNames = ["user": "Sami"]
    let call = try Self.call(first, options: options)
    #expect(call.transcript.speakers.map(\.name) == ["Agent", "Sami"])
    #expect(
      call.transcript.turns[0].span?.start
        == TimePoint(
          MediaTime(milliseconds: 1100), .derived(.offset)))
  }

  static let record = #"""
    {"id":"c1","call_status":"completed","started_at":"2026-03-01T10:00:00Z",
     "transcript_object":[{"role":"agent","content":"Hi: *you*\n@all www.x.example","start":1.5},
      {"role":"user","content":"a_b {c} `d`","start":3.2}],
     "agent_dynamic_variables":{"customer_name":"M. Ben Ali","empty":""}}
    """#

  @Test("our own text and Markdown come back with speakers, texts and whole seconds")
  func text() throws {
    let call = try Self.call(Array(Self.record.utf8))
    for bytes in [try PlainTextFormat.write(call).bytes, try MarkdownFormat.write(call).bytes] {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(OwnTextDialect().match(.text(text, origin: nil)).score == 96)
      let back = try DialectReading(OwnTextDialect(), .text(text, origin: nil)).transcript
      #expect(back.speakers.map(\.kind) == [.agent, .customer])
      #expect(
        back.turns.map(\.text) == ["Hi: *you* @all www.x.example", "a_b {c} `d`"])
      #expect(back.turns.map { $0.span?.start.milliseconds } == [1000, 3000])
    }
  }

  @Test(
    "a name is filled from the variables of the call",
    arguments: [
      ("user", "{customer_name}", "M. Ben Ali"), ("customer", "{{customer_name}}", "M. Ben Ali"),
      ("user", "Mr {customer_name}!", "Mr M. Ben Ali!"), ("user", "{empty}", "Customer"),
      ("user", "{missing}", "Customer"), ("User", "{ not closed", "{ not closed"),
    ])
  func names(_ key: String, _ name: String, _ shown: String) throws {
    var options = ReadingOptions()
    options.speakerNames = [key: name, "agent": "Lina"]
    let call = try Self.call(Array(Self.record.utf8), options: options)
    #expect(call.transcript.speakers.map(\.name) == ["Lina", shown])
    let warns = call.diagnostics.contains { $0.code == "speaker-variable-missing" }
    #expect(warns == (shown == "Customer"))
  }
}
