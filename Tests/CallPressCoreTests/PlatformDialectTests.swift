import Testing

@testable import CallPressCore

@Suite("Dialects of voice-agent and telephony platforms")
struct PlatformDialectTests {
  // MARK: Vapi

  private func vapi(_ messages: String) throws -> DialectReading {
    try DialectReading(VapiDialect(), json: "[\(messages)]")
  }

  @Test("the wall clock says how long a message took, whatever its duration says")
  func vapiEnds() throws {
    let reading = try vapi(
      #"{"role":"bot","message":"a","time":1760710082200,"endTime":1760710083900,"duration":9,"secondsFromStart":1.2}"#
    )
    #expect(reading.spans == ["1200-2900"])
  }

  @Test("durations are milliseconds, seconds only where they are too small for that")
  func vapiDurations() throws {
    let milliseconds = try vapi(
      #"{"role":"bot","message":"a","secondsFromStart":1.19,"duration":9371},{"role":"user","message":"b","secondsFromStart":12,"duration":839.9999618530273}"#
    )
    #expect(milliseconds.spans == ["1190-10561", "12000-12840"])
    #expect(milliseconds.codes.isEmpty)
    let seconds = try vapi(#"{"role":"bot","message":"a","secondsFromStart":1,"duration":2.5}"#)
    #expect(seconds.spans == ["1000-3500"])
  }

  @Test("a duration that makes no sense among the others is of the other unit, and that is said")
  func vapiMixedDurations() throws {
    let reading = try vapi(
      #"{"role":"bot","message":"a","secondsFromStart":1,"duration":3000},{"role":"user","message":"b","secondsFromStart":5,"duration":2.5},{"role":"bot","message":"c","secondsFromStart":8,"duration":1500}"#
    )
    #expect(reading.spans == ["1000-4000", "5000-7500", "8000-9500"])
    #expect(reading.codes == ["time-unit-mixed"])
    let short = try vapi(
      #"{"role":"bot","message":"a","secondsFromStart":1,"duration":3000},{"role":"user","message":"b","secondsFromStart":5,"duration":40},{"role":"bot","message":"c","secondsFromStart":8,"duration":1500}"#
    )
    #expect(short.spans[1] == "5000-5040")
  }

  @Test("tool calls keep their arguments as they came and are linked by id")
  func vapiTools() throws {
    let reading = try vapi(
      #"{"role":"system","message":"secret","secondsFromStart":0},{"role":"bot","message":"a","secondsFromStart":1,"toolCalls":[{"id":"i","function":{"name":"f","arguments":{"a": 1.10}}}]},{"role":"tool_call_result","toolCallId":"i","name":"f","result":"r","secondsFromStart":2}"#
    )
    #expect(
      reading.lines
        == [
          "(system-prompt secret)", "agent: a", #"(tool-call f {"a": 1.10})"#, "(tool-result f r)",
        ])
    #expect(reading.transcript.events.map(\.callID) == [nil, "i", "i"])
    #expect(reading.transcript.events[2].time?.milliseconds == 2000)
  }

  @Test("two voices on the customer's side stay two")
  func vapiVoices() throws {
    let reading = try vapi(
      #"{"role":"user","message":"a","secondsFromStart":1,"speakerLabel":"Speaker 1"},{"role":"user","message":"b","secondsFromStart":2,"speakerLabel":"Speaker 2"}"#
    )
    #expect(reading.transcript.speakers.map(\.id) == ["customer", "customer-2"])
    #expect(reading.transcript.speakers.map(\.name) == ["Speaker 1", "Speaker 2"])
  }

  // MARK: Others

  @Test("what was heard is the turn, what was planned is kept")
  func interrupted() throws {
    let turn = try #require(
      try DialectReading(
        ElevenLabsDialect(),
        json:
          #"[{"role":"agent","message":"Could you","original_message":"Could you wait?","interrupted":true,"time_in_call_secs":6}]"#
      ).transcript.turns.first)
    #expect(turn.text == "Could you")
    #expect(turn.plannedText == "Could you wait?")
    #expect(turn.isInterrupted)
    let relay = try #require(
      try DialectReading(
        ConversationRelayDialect(),
        json:
          #"[{"type":"text","token":"One"},{"type":"text","token":" two","last":true},{"type":"interrupt","utteranceUntilInterrupt":"One"}]"#
      ).transcript.turns.first)
    #expect(relay.text == "One")
    #expect(relay.plannedText == "One two")
    #expect(relay.isInterrupted)
    let item = try #require(
      try DialectReading(
        OpenAIRealtimeDialect(),
        json:
          #"[{"type":"message","role":"assistant","status":"incomplete","content":[{"type":"output_audio","transcript":"Half"}]}]"#
      ).transcript.turns.first)
    #expect(item.isInterrupted)
  }

  @Test("the sizes of all numbers tell milliseconds from seconds")
  func gongUnits() throws {
    func spans(_ first: String, _ second: String) throws -> [String] {
      try DialectReading(
        GongDialect(),
        json:
          #"[{"speakerId":"1","sentences":[{"start":\#(first),"text":"a"},{"start":\#(second),"text":"b"}]}]"#
      ).spans
    }
    #expect(try spans(#"4600,"end":6150"#, #"9000,"end":12250"#) == ["4600-6150", "9000-12250"])
    #expect(try spans(#"4.6,"end":6.15"#, #"9,"end":12.25"#) == ["4600-6150", "9000-12250"])
  }

  @Test("parties of one side stay apart, with their names")
  func gongParties() throws {
    let reading = try DialectReading(
      GongDialect(),
      json:
        #"{"transcript":[{"speakerId":"1","sentences":[{"start":1000,"end":2000,"text":"a"}]},{"speakerId":"2","sentences":[{"start":3000,"end":4000,"text":"b"}]},{"speakerId":"3","sentences":[{"start":5000,"end":6000,"text":"c"}]}],"parties":[{"speakerId":"1","name":"Ada","affiliation":"Internal"},{"speakerId":"2","name":"Bo","affiliation":"Internal"}]}"#
    )
    #expect(reading.transcript.speakers.map(\.kind) == [.agent, .agent, .unknown])
    #expect(reading.transcript.speakers.map(\.name) == ["Ada", "Bo", "Speaker 1"])
  }

  @Test("interim results are dropped where something final replaces them")
  func interim() throws {
    let reading = try DialectReading(
      PipecatDialect(),
      json:
        #"[{"label":"rtvi-ai","type":"user-transcription","data":{"text":"He","final":false}},{"label":"rtvi-ai","type":"user-transcription","data":{"text":"Hello","final":true}},{"label":"rtvi-ai","type":"bot-transcription","data":{"text":"Hi"}},{"label":"rtvi-ai","type":"bot-tts-text","data":{"text":"Hi"}},{"label":"rtvi-ai","type":"user-transcription","data":{"text":"And","final":false}}]"#
    )
    #expect(reading.lines == ["customer: Hello", "agent: Hi", "customer: And"])
    #expect(reading.codes == ["other-views", "interim-results"])
  }

  @Test("tokens of the bot are one turn with the spaces they bring")
  func pieces() throws {
    let reading = try DialectReading(
      PipecatDialect(),
      json:
        #"[{"label":"rtvi-ai","type":"bot-llm-text","data":{"text":"Bon"}},{"label":"rtvi-ai","type":"bot-llm-text","data":{"text":"jour, "}},{"label":"rtvi-ai","type":"bot-llm-text","data":{"text":"oui"}}]"#
    )
    #expect(reading.lines == ["agent: Bonjour, oui"])
  }

  @Test("pages that point at each other are one call; one alone says that there are more")
  func pages() throws {
    let first =
      #"{"results":[{"role":"MESSAGE_ROLE_AGENT","text":"a","timespan":{"start":"1s","end":"2s"}}],"next":"https://x.example/?c=1"}"#
    let second =
      #"{"results":[{"role":"MESSAGE_ROLE_USER","text":"b","timespan":{"start":"3s","end":"4.5s"}}],"next":null,"previous":"https://x.example/"}"#
    let both = try DialectReading(UltravoxDialect(), json: "[\(first),\(second)]")
    #expect(both.lines == ["agent: a", "customer: b"])
    #expect(both.spans == ["1000-2000", "3000-4500"])
    #expect(try DialectReading(UltravoxDialect(), json: first).codes == ["one-page-of-several"])
    #expect(try UltravoxDialect().score("[\(first),\(second)]") >= 90)
  }

  @Test("channels are joined with participants, and nobody is guessed")
  func channels() throws {
    let sentences =
      #""sentences":[{"media_channel":1,"sentence_index":0,"start_time":"0.5","end_time":"1","transcript":"a"},{"media_channel":2,"sentence_index":1,"start_time":"1.5","end_time":"2","transcript":"b"}]"#
    #expect(
      try DialectReading(TwilioDialect(), json: "{\(sentences)}").transcript.speakers.map(\.kind)
        == [.unknown, .unknown])
    let joined = try DialectReading(
      TwilioDialect(),
      json:
        #"{\#(sentences),"channel":{"participants":[{"channel_participant":1,"role":"Customer"},{"channel_participant":2,"role":"Agent","full_name":"Ines"}]}}"#
    )
    #expect(joined.transcript.speakers.map(\.kind) == [.customer, .agent])
    #expect(joined.transcript.speakers.map(\.name) == ["Customer", "Ines"])
  }

  @Test("a robot beside the agent is the machine on the other end")
  func robot() throws {
    let reading = try DialectReading(
      BlandDialect(),
      json:
        #"[{"user":"robot","text":"a","created_at":"2024-05-02T15:04:05Z"},{"user":"assistant","text":"b","created_at":"2024-05-02T15:04:06Z"},{"user":"agent-action","text":"Pressed 1","created_at":"2024-05-02T15:04:07Z"}]"#
    )
    #expect(reading.lines == ["third-party: a", "agent: b", "(marker Pressed 1)"])
  }

  @Test("what a log says of the user's sound is when the user spoke; deltas are passed over")
  func realtimeLog() throws {
    let reading = try DialectReading(
      OpenAIRealtimeDialect(),
      json:
        #"[{"type":"input_audio_buffer.speech_started","audio_start_ms":1200,"item_id":"u"},{"type":"input_audio_buffer.speech_stopped","audio_end_ms":2000,"item_id":"u"},{"type":"conversation.item.input_audio_transcription.delta","item_id":"u","delta":"x"},{"type":"conversation.item.input_audio_transcription.completed","item_id":"u","transcript":"said"}]"#
    )
    #expect(reading.lines == ["customer: said"])
    #expect(reading.spans == ["1200-2000"])
  }

  // MARK: Peers

  /// The turns that the best of the shapes below makes of a call.
  private func peer(_ json: String) throws -> [String] {
    let registry = DialectRegistry([
      RetellDialect(), LiveKitDialect(), VapiDialect(), ElevenLabsDialect(), PipecatDialect(),
      TimedChatDialect(), GenericTurnsDialect(), ChatMessagesDialect(), KeyedObjectDialect(),
      TranscriptLinesDialect(),
    ])
    let calls = try CallReader(dialects: registry).calls(
      in: try JSONDocument(parsing: Array(json.utf8)))
    return try calls.flatMap { result in
      try result.get().transcript.turns.map { turn in
        "\(turn.speaker) \(turn.span.map { "\($0.start.milliseconds)-\($0.end.milliseconds)" } ?? "none") \(turn.text)"
      }
    }
  }

  @Test("calls of platforms alike are read with their speakers and times")
  func peers() throws {
    #expect(
      try peer(
        #"{"call_sid":"s","id":"1","transcript_object":[],"transcript":"Agent: a","transcript_with_tool_calls":[{"role":"agent","content":"a","words":[{"word":"a","start":0.5,"end":1}]},{"role":"tool_call_invocation","tool_call_id":"t","name":"f","arguments":"{}"}]}"#
      ) == ["agent 500-1000 a"])
    #expect(
      try peer(
        #"{"id":"1","livekit_session_report":{"chat_history":{"items":[{"type":"message","role":"assistant","content":["a"]},{"type":"message","role":"user","content":["b"]}]}}}"#
      ) == ["agent none a", "customer none b"])
    #expect(
      try peer(
        #"{"call_id":"1","transcript_segments":[{"speaker":"agent","text":"a","start_time":0.5,"end_time":1.25},{"speaker":"caller","text":"b","start_time":1.5,"end_time":2}]}"#
      ) == ["agent 500-1250 a", "customer 1500-2000 b"])
    #expect(
      try peer(
        #"{"transcript":{"entries":[{"index":0,"source":"agent","text":"a","started_at":"2025-01-01T10:00:00Z","ended_at":"2025-01-01T10:00:01.5Z"},{"index":1,"source":"user","text":"b","started_at":"2025-01-01T10:00:02Z","ended_at":"2025-01-01T10:00:03Z"}]}}"#
      ) == ["agent 0-1500 a", "customer 2000-3000 b"])
    #expect(
      try peer(
        #"{"transcript_json":[{"role":"agent","text":"He","start":0.5,"end":0.7,"partial":true},{"role":"agent","text":"Hello","start":0.5,"end":1,"partial":false},{"role":"user","text":"b","start":1.5,"end":2,"partial":false}],"transcript_text":"[0.50s] agent: Hello"}"#
      ) == ["agent 500-1000 Hello", "customer 1500-2000 b"])
    #expect(
      try peer(
        #"{"call_duration":"00:00:09","transcript":[{"role":"system","content":"a","timestamp":"2025-01-01T10:00:00Z"},{"role":"user","content":"b","timestamp":"2025-01-01T10:00:02Z"},{"role":"system","content":"c","timestamp":"2025-01-01T10:00:04Z"},{"role":"user","content":"d","timestamp":"2025-01-01T10:00:06Z"}]}"#
      ).map { $0.split(separator: " ")[0] } == ["agent", "customer", "agent", "customer"])
    #expect(
      try peer(
        #"{"turns":[{"speaker":"agent","text":"a","time":"+00:00:01.45"},{"speaker":"user","text":"b","time":"+00:01:23.45"}]}"#
      ).map { $0.split(separator: "-")[0] } == ["agent 1450", "customer 83450"])
    #expect(
      try peer(
        #"{"chat_history":[{"role":"assistant","content":"a"}],"chat_history_with_tools":[{"role":"assistant","content":"a"},{"role":"assistant","content":null,"tool_calls":[{"id":"1","function":{"name":"f","arguments":"{}"}}]},{"role":"user","content":"b"}]}"#
      ) == ["agent none a", "customer none b"])
    #expect(
      try peer(
        #"{"conversations":[{"role":"assistant","content":"a"},{"role":"user","content":"b"}]}"#
      ) == ["agent none a", "customer none b"])
  }
}
