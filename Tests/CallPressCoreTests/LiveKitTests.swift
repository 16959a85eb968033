import Testing

@testable import CallPressCore

@Suite("LiveKit chat histories")
struct LiveKitTests {
  private let dialect = LiveKitDialect()

  private func message(_ role: String, _ text: String, _ rest: String = "") -> String {
    #"{"type":"message","role":"\#(role)","content":["\#(text)"]\#(rest.isEmpty ? "" : ",")\#(rest)}"#
  }

  /// A report whose recording starts at second 1770838020.
  private func report(_ items: [String], _ rest: String = "") -> String {
    #"{"job_id":"j","audio_recording_started_at":1770838020,"chat_history":{"items":["#
      + items.joined(separator: ",") + "]}\(rest)}"
  }

  private var conversation: [String] {
    [
      message("system", "You are Lina.", #""created_at":1770838018.5"#),
      message(
        "assistant", "Bonjour",
        #""created_at":1770838023.94,"metrics":{"started_speaking_at":1770838023.94,"stopped_speaking_at":1770838027.71}"#
      ),
      message(
        "user", "Salut", #""created_at":1770838036.8605,"transcript_confidence":0.93,"metrics":{}"#),
      #"{"type":"function_call","call_id":"c1","name":"book","arguments":"{\"day\":1}","created_at":1770838037.0}"#,
      #"{"type":"function_call_output","call_id":"c1","name":"book","output":"ok","is_error":false,"created_at":1770838037.5}"#,
      #"{"type":"agent_handoff","old_agent_id":"a","new_agent_id":"b","created_at":1770838038.0}"#,
      message(
        "assistant", "Au rev",
        #""interrupted":true,"created_at":1770838040,"metrics":{"started_speaking_at":1770838040,"stopped_speaking_at":1770838041}"#
      ),
    ]
  }

  @Test("a report is read whole: turns, tools, handoffs, the prompt apart")
  func wholeReport() throws {
    let reading = try DialectReading(dialect, json: report(conversation))
    #expect(
      reading.lines == [
        "(system-prompt You are Lina.)", "agent: Bonjour", "customer: Salut",
        #"(tool-call book {"day":1})"#, "(tool-result book ok)", "(handoff b)", "agent: Au rev",
      ])
    #expect(reading.transcript.turns.map(\.isInterrupted) == [false, false, true])
    #expect(reading.transcript.turns[1].confidence == 0.93)
    #expect(reading.transcript.events.map(\.callID) == [nil, "c1", "c1", nil])
    #expect(reading.codes == ["starts-estimated"])
  }

  @Test("the start of the recording is zero, and speaking times are exact")
  func recordingIsZero() throws {
    let reading = try DialectReading(dialect, json: report(conversation))
    let zero = Instant(millisecondsSince1970: 1_770_838_020_000)
    #expect(reading.transcript.zeroPoint == .recordingStart(zero))
    #expect(reading.spans[0] == "3940-7710")
    #expect(reading.spans[2] == "20000-21000")
    #expect(reading.transcript.turns[0].span?.start.provenance == .derived(.clock))
    #expect(reading.transcript.events[1].time?.milliseconds == 17_000)
  }

  @Test("edge 24: when the transcript of a user arrived is the end, and the start a guess")
  func arrivalIsEnd() throws {
    let span = try #require(
      try DialectReading(dialect, json: report(conversation)).transcript.turns[1].span)
    #expect(span.end == TimePoint(MediaTime(milliseconds: 16_861), .derived(.clock)))
    #expect(span.start.provenance.isEstimated)
    #expect(span.start.milliseconds >= 7710)
  }

  @Test("without speaking times every message begins when it was made")
  func createdIsStart() throws {
    let items = [
      message("assistant", "Bonjour", #""created_at":1770838023"#),
      message("user", "Salut", #""created_at":1770838026"#),
    ]
    let reading = try DialectReading(dialect, json: report(items))
    #expect(reading.transcript.turns.map { $0.span?.start.milliseconds } == [3000, 6000])
    #expect(reading.transcript.turns.allSatisfy { $0.span?.start.provenance == .derived(.clock) })
  }

  @Test("edge 33: epoch seconds and epoch milliseconds give the same times")
  func epochUnits() throws {
    func items(_ scale: String) -> String {
      let history = [
        message("assistant", "a", #""created_at":1770838023\#(scale)"#),
        message("user", "b", #""created_at":1770838024\#(scale)"#),
      ]
      return #"{"items":[\#(history.joined(separator: ","))]}"#
    }
    let seconds = try DialectReading(dialect, json: items(".250"))
    let milliseconds = try DialectReading(dialect, json: items("250"))
    #expect(seconds.spans == milliseconds.spans)
    #expect(seconds.transcript.zeroPoint == milliseconds.transcript.zeroPoint)
    #expect(
      seconds.transcript.zeroPoint
        == .earliestEntry(Instant(millisecondsSince1970: 1_770_838_023_250)))
    #expect(seconds.spans[0].hasPrefix("0-"))
  }

  @Test("edge 72: zero is the recording, else the record's start, else the earliest message")
  func zeroLadder() throws {
    let start = Instant(millisecondsSince1970: 1_770_838_021_000)
    var context = ReadingContext()
    context.callStart = start
    let history = #"{"items":[\#(conversation[1])]}"#
    #expect(
      try DialectReading(dialect, json: history, context: context).transcript.zeroPoint
        == .startedAt(start))
    #expect(
      try DialectReading(dialect, json: report(conversation), context: context)
        .transcript.zeroPoint?.label == "recording-start")
    #expect(
      try DialectReading(dialect, json: history).transcript.zeroPoint?.label == "earliest-entry")
    let wild = #"{"audio_recording_started_at":1000000000,"items":[\#(conversation[1])]}"#
    let reading = try DialectReading(dialect, json: wild, context: context)
    #expect(reading.transcript.zeroPoint == .startedAt(start))
    #expect(reading.codes == ["recording-start-does-not-fit"])
  }

  @Test("edge 66: times are exact where a floating-point second would not be")
  func exact() throws {
    let items = [
      message("assistant", "a", #""created_at":1770838023.9994999999999999999"#),
      message("user", "b", #""created_at":1770838023.9995000000000000000"#),
    ]
    let reading = try DialectReading(dialect, json: report(items))
    #expect(reading.transcript.turns.map { $0.span?.start.milliseconds } == [3999, 4000])
  }

  @Test("camel case is read like snake case")
  func camelCase() throws {
    let snake = conversation.joined(separator: ",")
    var camel = snake
    for (from, to) in [
      ("created_at", "createdAt"), ("call_id", "callId"), ("\"arguments\"", "\"args\""),
      ("is_error", "isError"), ("new_agent_id", "newAgentId"), ("old_agent_id", "oldAgentId"),
      ("started_speaking_at", "startedSpeakingAt"), ("stopped_speaking_at", "stoppedSpeakingAt"),
      ("transcript_confidence", "transcriptConfidence"),
    ] {
      camel = camel.replacing(from, with: to)
    }
    let left = try DialectReading(dialect, json: "{\"items\":[\(snake)]}")
    let right = try DialectReading(dialect, json: "{\"items\":[\(camel)]}")
    #expect(left.lines == right.lines)
    #expect(left.spans == right.spans)
    #expect(left.transcript.events.map(\.callID) == right.transcript.events.map(\.callID))
  }

  @Test("no times at all: no spans")
  func noTimes() throws {
    let json = #"{"items":[\#(message("assistant", "a")),\#(message("user", "b"))]}"#
    let reading = try DialectReading(dialect, json: json)
    #expect(reading.spans == ["none", "none"])
    #expect(reading.transcript.zeroPoint == nil)
    #expect(reading.lines == ["agent: a", "customer: b"])
  }

  @Test("content is texts, objects or one text")
  func content() throws {
    let items = [
      #"{"type":"message","role":"user","content":"plain"}"#,
      #"{"type":"message","role":"user","content":["a","b"]}"#,
      #"{"type":"message","role":"user","content":[{"type":"audio_content","transcript":"heard","audio":"AAAA"}]}"#,
      #"{"type":"message","role":"user","content":[{"type":"image_content","image":"x"},"seen"]}"#,
      #"{"type":"message","role":"user","content":[null,7,true,{"type":"x"}]}"#,
      #"{"type":"message","role":"user","content":null}"#, #"{"type":"message","role":"user"}"#,
    ]
    let reading = try DialectReading(dialect, json: "{\"items\":[\(items.joined(separator: ","))]}")
    #expect(
      reading.lines == [
        "customer: plain", "customer: a\nb", "customer: heard", "customer: seen", "customer: 7",
      ])
    #expect(reading.codes.filter { $0 == "content-without-text" }.count == 2)
    #expect(reading.codes.contains("empty-turns"))
  }

  @Test("edge 46: instructions are never speech, wherever they stand")
  func instructions() throws {
    let items = [
      message("developer", "secret one"),
      #"{"type":"agent_config_update","instructions":"secret two","tools_added":["t"]}"#,
      #"{"type":"message","role":"assistant","content":["hi",{"type":"instructions","text":"secret three"}]}"#,
    ]
    let reading = try DialectReading(dialect, json: "{\"items\":[\(items.joined(separator: ","))]}")
    #expect(reading.transcript.turns.map(\.text) == ["hi"])
    #expect(
      reading.transcript.events.filter { $0.kind == .systemPrompt }.map(\.text) == [
        "secret one", "secret two", "secret three",
      ])
    #expect(reading.transcript.events.allSatisfy { $0.location?.pointer != nil })
  }

  @Test("edge 58: markup in the text stays as it is")
  func markup() throws {
    let json = #"{"items":[\#(message("assistant", "<expr type='x'/> **ok** <break/>"))]}"#
    #expect(
      try DialectReading(dialect, json: json).lines == ["agent: <expr type='x'/> **ok** <break/>"])
  }

  @Test("edge 42: only an item that is the same to the letter is left out")
  func duplicates() throws {
    let first = #"{"id":"i","type":"message","role":"user","content":["a"]}"#
    let other = #"{"id":"i","type":"message","role":"user","content":["b"]}"#
    let reading = try DialectReading(dialect, json: "{\"items\":[\(first),\(first),\(other)]}")
    #expect(reading.lines == ["customer: a", "customer: b"])
    #expect(reading.codes == ["duplicate-item"])
  }

  @Test("edge 44: arguments are kept as they came, text or object")
  func arguments() throws {
    let items = [
      #"{"type":"function_call","name":"f","arguments":"{not json"}"#,
      #"{"type":"function_call","name":"f","arguments":{"a": 1.10}}"#,
      #"{"type":"function_call","name":"f","arguments":""}"#, #"{"type":"function_call"}"#,
    ]
    let events = try DialectReading(dialect, json: "{\"items\":[\(items.joined(separator: ","))]}")
      .transcript.events
    #expect(events.map(\.text) == ["{not json", "{\"a\": 1.10}", "", nil])
  }

  @Test("what is not known is kept as an event, and said")
  func unknownItems() throws {
    let reading = try DialectReading(
      dialect, json: #"{"items":[{"type":"new_thing","x":1},7,null,\#(message("user", "a"))]}"#)
    #expect(reading.transcript.events.map(\.name) == ["new_thing", nil, nil])
    #expect(reading.codes == ["unknown-item", "unknown-item", "unknown-item"])
    #expect(reading.lines.last == "customer: a")
  }

  @Test("recognised by its items, in a report, a history or a bare list")
  func recognition() throws {
    let item = message("user", "a")
    #expect(try dialect.score(report([item])) >= 90)
    #expect(try dialect.score("{\"items\":[\(item)]}") >= 90)
    #expect(try dialect.score("[\(item)]") >= 80)
    #expect(try dialect.score(#"{"chat_history":{"items":[]},"job_id":"j"}"#) > 0)
    let realtime =
      #"[{"object":"realtime.item","type":"message","role":"user","content":[{"type":"input_audio","transcript":"a"}]}]"#
    #expect((50..<80).contains(try dialect.score(realtime)))
    for json in [
      "[]", "{}", "null", #""text""#, #"[{"role":"agent","content":"a"}]"#, #"{"items":[1,2]}"#,
      #"{"items":[{"type":"x"}]}"#, #"[{"type":"message"}]"#,
    ] {
      #expect(try dialect.score(json) == 0)
    }
  }

  @Test("what is no history is refused when forced")
  func refused() throws {
    for json in ["{}", "7", "null", #""text""#, #"{"chat_history":7}"#] {
      let error = #expect(throws: CallPressError.self) {
        try DialectReading(dialect, json: json)
      }
      #expect(error?.code == .unrecognizedDialect)
    }
  }
}
