import CallPressCore
import TestSupport
import Testing

@Suite("Turns of any names (turns)")
struct GenericTurnsTests {
  let dialect = GenericTurnsDialect()

  func match(_ json: String) throws -> DialectMatch {
    dialect.match(.json(try JSONDocument(parsing: Array(json.utf8)).root))
  }

  @Test(
    "members are found by any of their usual names",
    arguments: [
      #"[{"role":"agent","text":"Hello","start":1.5,"end":2.5},{"role":"user","text":"Hi","start":3,"end":4.25}]"#,
      #"{"turns":[{"speaker":"Agent","content":"Hello","start_time":1500,"end_time":2500},{"speaker":"Customer","content":"Hi","start_time":3000,"end_time":4250}]}"#,
      #"{"data":{"transcript":{"entries":[{"source":"AGENT","message":"Hello","startMs":1500,"endMs":2500},{"source":"user","message":"Hi","startMs":3000,"endMs":4250}]}}}"#,
      #"{"Transcript":[{"ParticipantRole":"AGENT","Content":"Hello","BeginOffsetMillis":1500,"EndOffsetMillis":2500},{"ParticipantRole":"CUSTOMER","Content":"Hi","BeginOffsetMillis":3000,"EndOffsetMillis":4250}]}"#,
      #"{"results":[{"role":"MESSAGE_ROLE_AGENT","text":"Hello","timespan":{"start":"1.5s","end":"2.5s"}},{"role":"MESSAGE_ROLE_USER","text":"Hi","timespan":{"start":"3s","end":"4.25s"}}]}"#,
      #"{"utterances":[{"participant_type":"internal","text":"Hello","start_time":"1.5","end_time":"2.5"},{"participant_type":"external","text":"Hi","start_time":"3","end_time":"4.25"}]}"#,
      #"{"transcription":[{"who":"bot","text":"Hello","timestamps":{"from":"00:00:01,500","to":"00:00:02,500"}},{"who":"human","text":"Hi","timestamps":{"from":"00:00:03,000","to":"00:00:04,250"}}]}"#,
      #"{"chunks":[{"speaker":"agent","timestamp":[1.5,2.5],"text":"Hello"},{"speaker":"user","timestamp":[3.0,4.25],"text":"Hi"}]}"#,
      #"{"phrases":[{"speaker":"agent","text":"Hello","offsetMilliseconds":1500,"durationMilliseconds":1000},{"speaker":"user","text":"Hi","offsetMilliseconds":3000,"durationMilliseconds":1250}]}"#,
      #"{"phrases":[{"speaker":"agent","display":"Hello","offset":"PT1.5S","duration":"PT1S"},{"speaker":"user","display":"Hi","offset":"PT3S","duration":"PT1.25S"}]}"#,
      #"[{"from":"agent","text":"Hello","offsetInTicks":15000000,"durationInTicks":10000000.0},{"from":"user","text":"Hi","offsetInTicks":30000000,"durationInTicks":12500000.0}]"#,
      #"[{"user":"assistant","text":"Hello","startTime":{"seconds":"1","nanos":500000000},"endTime":{"seconds":"2","nanos":500000000}},{"user":"user","text":"Hi","startTime":{"seconds":"3"},"endTime":{"seconds":"4","nanos":250000000}}]"#,
    ])
  func names(json: String) throws {
    let read = try readJSON(json, duration: 5000)
    #expect(read.texts == ["Hello", "Hi"])
    #expect(read.spans == [[1500, 2500], [3000, 4250]])
    #expect(read.turns.map(\.speaker) == ["agent", "customer"])
    #expect(try match(json).score >= 40)
    #expect(try match(json).score <= 60)
  }

  @Test("a start on the call's own clock beats one on the wall clock, which still tells the length")
  func twoClocks() throws {
    let read = try readJSON(
      #"""
      {"messages":[
       {"role":"bot","message":"Hello!","time":1760710082200,"endTime":1760710083900,"duration":1700,"secondsFromStart":1.2},
       {"role":"user","message":"Hi","time":1760710085000,"endTime":1760710085600,"duration":600,"secondsFromStart":4.0}]}
      """#, duration: 60_000)
    #expect(read.spans == [[1200, 2900], [4000, 4600]])
    #expect(read.provenance == [["measured", "duration"], ["measured", "duration"]])
    #expect(read.transcript.zeroPoint == .callStart)
  }

  @Test("words have their own names and times")
  func words() throws {
    let read = try readJSON(
      #"""
      {"utterances":[{"speaker":0,"start":3.04,"end":3.54,"transcript":"And, yes","confidence":0.78,
        "words":[{"word":"and","punctuated_word":"And,","start":3.04,"end":3.3,"confidence":0.5,"speaker":0},
                 {"word":"yes","punctuated_word":"yes","start":3.3,"duration":0.2,"speaker":1}]}]}
      """#)
    let turn = read.turns[0]
    #expect(turn.words.map(\.text) == ["And,", "yes"])
    #expect(turn.words.map { slice($0, of: turn) } == ["And,", "yes"])
    #expect(turn.words[1].span?.end.milliseconds == 3500)
    #expect(turn.words[0].confidence == 0.5)
    #expect(turn.confidence == 0.78)
    #expect(read.transcript.speakers.map(\.name) == ["Speaker 1"])
  }

  @Test("Edge 49: a word that names another speaker stays with its turn, and it is said")
  func strangeWords() throws {
    let read = try readJSON(
      #"[{"speaker":"A","text":"a b","words":[{"text":"a","speaker":"A"},{"text":"b","speaker":"B"}]}]"#
    )
    #expect(read.turns.count == 1)
    #expect(read.codes == ["word-speaker-differs"])
  }

  @Test("events are recognised by role or type, with name, identifier and arguments")
  func events() throws {
    let read = try readJSON(
      #"""
      [{"role":"user","text":"Book it","start":1.5},
       {"type":"function_call","name":"book","call_id":"c1","arguments":"{}","start":2.5},
       {"type":"function_call_output","call_id":"c1","output":"ok","is_error":false},
       {"type":"message","role":"agent","text":"Done","start":3.5}]
      """#)
    #expect(read.order == ["Book it", "<tool-call>", "<tool-result>", "Done"])
    #expect(read.transcript.events.map(\.name) == ["book", nil])
    #expect(read.transcript.events.map(\.callID) == ["c1", "c1"])
    #expect(read.transcript.events.map(\.text) == ["{}", "ok"])
    #expect(read.transcript.events[0].time?.milliseconds == 2500)
  }

  @Test("Edge 11: a single turn is a list of one")
  func singleTurn() throws {
    let read = try readJSON(#"{"role":"agent","content":"Hello","start":1.5,"end":2.5}"#)
    #expect(read.texts == ["Hello"])
    #expect(read.spans == [[1500, 2500]])
    #expect(read.codes == ["single-turn"])
  }

  @Test("Edge 12: lists by channel or participant are brought into one order by their starts")
  func severalLists() throws {
    let arrays = try readJSON(
      #"""
      [[{"text":"a","start":1.5,"end":2},{"text":"c","start":5.5,"end":6}],
       [{"text":"b","start":3.5,"end":4},{"text":"d","start":7.5,"end":8}]]
      """#)
    #expect(arrays.texts == ["a", "b", "c", "d"])
    #expect(arrays.turns.map(\.speaker) == ["speaker-1", "speaker-2", "speaker-1", "speaker-2"])
    #expect(arrays.codes == ["lists-merged"])

    let participants = try readJSON(
      #"""
      {"participants":[
       {"name":"agent","transcript":{"segments":[{"text":"a","start":1.5,"end":2}]}},
       {"name":"client","transcript":{"segments":[{"text":"b","start":1.2,"end":1.4},{"text":"c","start":3.5,"end":4}]}}]}
      """#)
    #expect(participants.texts == ["b", "a", "c"])
    #expect(participants.turns.map(\.speaker) == ["customer", "agent", "customer"])
  }

  @Test("Edge 16: a turn without text is left out, whatever its other members")
  func emptyText() throws {
    let read = try readJSON(
      #"[{"role":"agent","message":null,"tool_calls":[],"time_in_call_secs":1},{"role":"user","message":"a","time_in_call_secs":2}]"#
    )
    #expect(read.texts == ["a"])
    #expect(read.codes.contains("empty-turns"))
  }

  @Test("Edge 32: one unit is found for all the numbers of a list", arguments: TimeUnit.allCases)
  func units(unit: TimeUnit) throws {
    func text(_ milliseconds: Int64) -> String {
      switch unit {
      case .seconds: "\(milliseconds / 1000).\(String(1000 + milliseconds % 1000).dropFirst())"
      case .milliseconds: "\(milliseconds)"
      case .microseconds: "\(milliseconds)000"
      case .ticks: "\(milliseconds)0000"
      case .nanoseconds: "\(milliseconds)000000"
      }
    }
    var random = SeededRandom(seed: 5)
    for _ in 0..<20 {
      // The first numbers alone would fit several units.
      let starts = (0..<30).map { Int64($0) * 4000 + Int64(random.below(3000)) }
      let turns = starts.map {
        #"{"role":"agent","text":"x","start":\#(text($0)),"end":\#(text($0 + 900))}"#
      }
      let read = try readJSON("[\(turns.joined(separator: ","))]", duration: 121_000)
      #expect(read.spans == starts.map { [$0, $0 + 900] })
      #expect(read.diagnostics.isEmpty)
    }
  }

  @Test("Edge 32: without a call's length fractions mean seconds, large whole numbers milliseconds")
  func unitsWithoutDuration() throws {
    let seconds = try readJSON(#"[{"role":"a","text":"x","start":0.5,"end":3000}]"#)
    #expect(seconds.spans == [[500, 3_000_000]])
    let milliseconds = try readJSON(#"[{"role":"a","text":"x","start":420,"end":6278}]"#)
    #expect(milliseconds.spans == [[420, 6278]])
    let assumed = try readJSON(#"[{"role":"a","text":"x","start":4,"end":9}]"#)
    #expect(assumed.spans == [[4000, 9000]])
    #expect(assumed.codes == ["time-unit-assumed"])
  }

  @Test("Edge 32: a unit can be forced, and a name that says the unit is believed")
  func forcedUnits() throws {
    var options = ReadingOptions()
    options.timeUnit = .milliseconds
    let forced = try readJSON(
      #"[{"role":"a","text":"x","start":4,"end":9}]"#, options: options)
    #expect(forced.spans == [[4, 9]])
    let named = try readJSON(
      #"[{"role":"a","text":"x","start_ms":4,"end_secs":9}]"#, duration: 60_000)
    #expect(named.spans == [[4, 9000]])
  }

  @Test("Edge 32: one wild number does not decide the unit of all")
  func outlier() throws {
    let turns = (0..<40).map { #"{"role":"a","text":"x","start":\#($0 * 3000 + 1)}"# }
    let wild = #"{"role":"a","text":"wild","start":900000000}"#
    let read = try readJSON("[\((turns + [wild]).joined(separator: ","))]", duration: 130_000)
    #expect(read.spans[1][0] == 3001)
    #expect(read.spans[40][0] == 900_000_000)
  }

  @Test(
    "Edge 33: numbers since 1970 are told by their size, whatever their unit",
    arguments: [("1772359203.5", "1772359206"), ("1772359203500", "1772359206000")])
  func epochs(first: String, second: String) throws {
    let json =
      #"[{"role":"agent","text":"a","created_at":\#(first)},{"role":"user","text":"b","created_at":\#(second)}]"#
    let read = try readJSON(json, start: "2026-03-01T10:00:00Z", duration: 30_000)
    #expect(read.spans.map(\.first) == [3500, 6000])
    #expect(read.transcript.zeroPoint?.label == "started-at")
    #expect(read.provenance[0][0] == "clock")
  }

  @Test("Edge 34: numbers written as texts are read, a comma only where it can be but one thing")
  func numbersAsTexts() throws {
    let read = try readJSON(
      #"""
      [{"role":"a","text":"w","start":"0.49","end":"0,95"},{"role":"b","text":"x","start":"1,5","end":"2,75"},
       {"role":"a","text":"y","start":"3.5","end":"1,234"}]
      """#)
    #expect(read.spans[0] == [490, 950])
    #expect(read.spans[1] == [1500, 2750])
    #expect(read.turns[2].span?.end.provenance.isEstimated == true)
    #expect(read.codes.contains("unreadable-time"))
    let epoch = try readJSON(#"[{"role":"a","text":"x","time":"1761150177868"}]"#)
    #expect(epoch.transcript.zeroPoint?.label == "earliest-entry")
  }

  @Test("Edge 35: truth values and confidences written as texts are read")
  func textValues() throws {
    let read = try readJSON(
      #"[{"role":"a","text":"x","interrupted":"true","confidence":"0.94","start":1.5},{"role":"b","text":"y","confidence":-2.3,"start":2.5}]"#
    )
    #expect(read.turns[0].isInterrupted)
    #expect(read.turns[0].confidence == 0.94)
    #expect(read.turns[1].confidence == nil)
  }

  @Test(
    "Edge 36: instants of every usual form count from the start of the call",
    arguments: [
      "2026-03-01T10:00:03.5Z", "2026-03-01T11:00:03.500+01:00", "2026-03-01T10:00:03.5000000Z",
      "2026-03-01 10:00:03.500000001Z", "2026-03-01T10:00:03,5Z",
    ])
  func instants(text: String) throws {
    let json =
      #"[{"role":"agent","text":"a","timestamp":"\#(text)"},{"role":"user","text":"b","timestamp":"2026-03-01T10:00:06Z"}]"#
    let read = try readJSON(json, start: "2026-03-01T10:00:00Z", duration: 30_000)
    #expect(read.spans.map(\.first) == [3500, 6000])
    #expect(read.provenance.map { $0[0] } == ["clock", "clock"])
    #expect(!read.codes.contains("instant-without-zone"))
  }

  @Test("Edge 36: an instant without a zone is taken as UTC, with a warning")
  func zoneless() throws {
    let json = #"[{"role":"agent","text":"a","timestamp":"2026-03-01T10:00:03"}]"#
    let read = try readJSON(json, start: "2026-03-01T10:00:00Z", duration: 30_000)
    #expect(read.spans.map(\.first) == [3000])
    #expect(read.diagnostics.first { $0.code == "instant-without-zone" }?.severity == .warning)
  }

  @Test("Edge 37: instants count across midnight, and slightly before the call from zero")
  func midnight() throws {
    let json = #"""
      [{"role":"agent","text":"a","at":"2026-03-01T23:59:58.9Z"},
       {"role":"user","text":"b","at":"2026-03-02T00:00:03Z"}]
      """#
    let read = try readJSON(json, start: "2026-03-01T23:59:59Z", duration: 30_000)
    #expect(read.spans.map(\.first) == [0, 4000])
    #expect(read.codes.contains("negative-time"))
  }

  @Test(
    "Edge 37: instants that cannot belong to the call count from the first of them, and it is said")
  func otherClock() throws {
    let json =
      #"[{"role":"agent","text":"a","at":"2026-03-01T13:00:00Z"},{"role":"user","text":"b","at":"2026-03-01T13:00:05Z"}]"#
    let read = try readJSON(json, start: "2026-03-01T10:00:00Z", duration: 30_000)
    #expect(read.spans.map(\.first) == [0, 5000])
    #expect(read.transcript.zeroPoint?.label == "earliest-entry")
    #expect(read.diagnostics.first { $0.code == "zero-is-earliest-entry" }?.severity == .warning)
  }

  @Test("Edge 37: times of day count from the start of the call, and past midnight once")
  func timesOfDay() throws {
    let json = #"""
      [{"role":"agent","text":"a","time":"23:59:58"},{"role":"user","text":"b","time":"00:00:03"},
       {"role":"agent","text":"c","time":"00:00:09"}]
      """#
    let read = try readJSON(json, start: "2026-03-01T23:59:50Z", duration: 60_000)
    #expect(read.spans.map(\.first) == [8000, 13_000, 19_000])
    #expect(read.texts == ["a", "b", "c"])
    #expect(read.transcript.zeroPoint?.label == "started-at")
    let elsewhere = try readJSON(
      #"[{"role":"agent","text":"a","time":"10:02:14"},{"role":"user","text":"b","time":"10:02:19"}]"#,
      start: "2026-03-01T07:00:00Z", duration: 60_000)
    #expect(elsewhere.spans.map(\.first) == [0, 5000])
    #expect(elsewhere.codes.contains("clock-of-day"))
  }

  @Test(
    "Edge 38: clocks and durations of every usual form are read",
    arguments: [
      ("00:01:02", 62_000), ("01:02", 62_000), ("0:01:02,500", 62_500), ("+00:01:02.50", 62_500),
      ("PT1M2.5S", 62_500), ("62.5s", 62_500), ("[62.50s]", 62_500), ("٠٠:٠١:٠٢", 62_000),
    ])
  func clocks(text: String, milliseconds: Int64) throws {
    let json =
      #"[{"role":"agent","text":"a","start":"00:00:01"},{"role":"user","text":"b","start":"\#(text)"}]"#
    #expect(try readJSON(json, duration: 90_000).spans.map(\.first) == [1000, milliseconds])
  }

  @Test("Edge 39: of several views of the same turns one is read")
  func views() throws {
    let read = try readJSON(
      #"""
      {"results":{"channels":[{"alternatives":[{"transcript":"a b","words":[{"word":"a"},{"word":"b"}]}]}],
        "utterances":[{"speaker":0,"transcript":"a","start":1.5,"end":2},{"speaker":1,"transcript":"b","start":2.5,"end":3}]}}
      """#)
    #expect(read.texts == ["a", "b"])
  }

  @Test("Edge 40: interim results give way to what replaces them, and stay where nothing does")
  func interim() throws {
    let read = try readJSON(
      #"""
      [{"role":"user","text":"I","is_final":false},{"role":"user","text":"I would","is_final":false},
       {"role":"user","text":"I would like","is_final":true},
       {"role":"user","text":"wait","is_final":false},
       {"role":"agent","text":"Sure","is_final":true},
       {"role":"user","text":"something else","is_final":true},
       {"role":"agent","text":"One mo","partial":true},
       {"role":"user","text":"the end","is_final":false}]
      """#)
    #expect(read.texts == ["I would like", "wait", "Sure", "something else", "One mo", "the end"])
    #expect(read.codes.contains("interim-results"))
  }

  @Test("Edge 42: turns that repeat are kept")
  func repeats() throws {
    #expect(
      try readJSON(#"[{"role":"agent","text":"a"},{"role":"agent","text":"a"}]"#).texts == [
        "a", "a",
      ])
  }

  @Test("Edge 43: an interrupted turn shows what was said and keeps what was planned")
  func interrupted() throws {
    let read = try readJSON(
      #"[{"role":"agent","message":"Could you please","original_message":"Could you please hold?","interrupted":true,"time_in_call_secs":6}]"#
    )
    #expect(read.texts == ["Could you please"])
    #expect(read.turns[0].plannedText == "Could you please hold?")
    #expect(read.turns[0].isInterrupted)
  }

  @Test("Edge 66: numbers beyond what a floating-point number holds are read to the millisecond")
  func bigNumbers() throws {
    let read = try readJSON(
      #"""
      [{"role":"agent","text":"a","time":1772359203123500001},
       {"role":"user","text":"b","time":1772359203124499999,"id":12345678901234567890}]
      """#, start: "2026-03-01T10:00:00Z", duration: 30_000)
    #expect(read.spans.map(\.first) == [3124, 3124])
  }

  @Test("Edge 75: unknown members do no harm, whatever they hold")
  func unknownMembers() throws {
    let read = try readJSON(
      #"[{"zzz":{"text":[1]},"role":"agent","":null,"text":"a","start":1.5,"audio":"AAAA","\ud800":1}]"#
    )
    #expect(read.texts == ["a"])
    #expect(read.spans[0][0] == 1500)
  }

  @Test("shifting all times of a source shifts all spans")
  func shiftLaw() throws {
    var random = SeededRandom(seed: 9)
    for _ in 0..<50 {
      let starts = (0..<15).map { Int64($0) * 2000 + Int64(random.below(1900)) }
      let shift = Int64(random.below(500_000))
      func json(_ shift: Int64) -> String {
        let turns = starts.enumerated().map { index, start in
          let end = index % 3 == 0 ? "" : #","end_ms":\#(start + shift + 500)"#
          return #"{"role":"a","text":"turn","start_ms":\#(start + shift)\#(end)}"#
        }
        return "[\(turns.joined(separator: ","))]"
      }
      let (plain, shifted) = (try readJSON(json(0)), try readJSON(json(shift)))
      #expect(shifted.spans == plain.spans.map { $0.map { $0 + shift } })
      #expect(shifted.provenance == plain.provenance)
    }
  }

  @Test("things that are no transcripts are not taken for one")
  func noMatch() throws {
    for json in [
      "{}", "[]", "null", "7", "[1,2,3]", "[[],[]]", #"{"a":1}"#, #"{"items":[{"price":3}]}"#,
      #"[{"id":1,"price":2},{"id":2,"price":3}]"#, #"{"data":[{"name":"city","value":3}]}"#,
    ] {
      #expect(try match(json).score == 0, "\(json)")
    }
  }

  @Test("what holds no list of turns is refused")
  func refusals() {
    for json in ["{}", "[]", "3", #"{"data":{}}"#] {
      #expect(throws: CallPressError.self) { try readJSON(json) }
    }
  }
}
