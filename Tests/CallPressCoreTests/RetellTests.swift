import CallPressCore
import TestSupport
import Testing

@Suite("Utterances with words (retell)")
struct RetellTests {
  let dialect = RetellDialect()

  static let conversation = #"""
    [{"role":"agent","content":"Bonjour, ici Lina.","words":[
       {"word":"Bonjour, ","start":0.15,"end":0.64},{"word":"ici ","start":0.64,"end":0.87},
       {"word":"Lina.","start":0.87,"end":1.2}],"metadata":{"response_id":0}},
     {"role":"user","content":"Oui ?","words":[{"word":"Oui ?","start":2.1,"end":2.6}]},
     {"role":"tool_call_invocation","tool_call_id":"t1","name":"book","arguments":"{\"day\":\"mardi\"}"},
     {"role":"tool_call_result","tool_call_id":"t1","content":"ok","successful":false},
     {"role":"node_transition","former_node_name":"Start","new_node_id":"b","new_node_name":"Book"},
     {"role":"dtmf","digit":"1"},
     {"role":"sms","content":"STOP","time_sec":12.4},
     {"role":"injected","content":"VIP","time_sec":13.0},
     {"role":"transfer_target","content":"Service client, bonjour.","words":[]}]
    """#

  func match(_ json: String, _ dialect: any TranscriptDialect) throws -> Int {
    dialect.match(.json(try JSONDocument(parsing: Array(json.utf8)).root)).score
  }

  @Test("every kind of entry is read, in order")
  func everything() throws {
    let read = try readJSON(Self.conversation, with: dialect)
    #expect(
      read.order == [
        "Bonjour, ici Lina.", "Oui ?", "<tool-call>", "<tool-result>", "<node-transition>",
        "<dtmf>", "<sms>", "<injected-context>", "Service client, bonjour.",
      ])
    #expect(read.turns.map(\.speaker) == ["agent", "customer", "third-party"])
    let events = read.transcript.events
    #expect(events.map(\.callID) == ["t1", "t1", nil, nil, nil, nil])
    #expect(events.map(\.name) == ["book", nil, "Book", nil, nil, nil])
    #expect(events.map(\.text) == ["{\"day\":\"mardi\"}", "ok", nil, "1", "STOP", "VIP"])
    #expect(events.map(\.isError) == [nil, true, nil, nil, nil, nil])
    #expect(events.map { $0.time?.milliseconds } == [nil, nil, nil, nil, 12_400, 13_000])
    #expect(read.spans[0] == [150, 1200])
    #expect(read.provenance[0] == ["words", "words"])
    #expect(read.turns[0].words.map(\.text) == ["Bonjour,", "ici", "Lina."])
    #expect(
      read.turns[0].words[1].span?.start == TimePoint(MediaTime(milliseconds: 640), .measured))
  }

  @Test("each entry knows where it stands")
  func locations() throws {
    let json = #"{"a~/b":{"transcript_object":"# + Self.conversation + "}}"
    let root = try JSONDocument(parsing: Array(json.utf8)).root
    let object = try #require(root["a~/b"])
    var builder = TranscriptBuilder(context: ReadingContext())
    try dialect.read(.json(object), into: &builder)
    let transcript = builder.finish()
    let list = try #require(object["transcript_object"])
    let expected = list.children.map(\.location)
    let found = transcript.entries.map { entry in
      switch entry {
      case .turn(let turn): turn.location
      case .event(let event): event.location
      }
    }
    #expect(found == expected)
    #expect(found.first??.description == "#/a~0~1b/transcript_object/0 (byte 30)")
  }

  @Test("an object that holds the utterances is read like the array")
  func holders() throws {
    for name in [
      "transcript_object", "transcript_with_tool_calls", "scrubbed_transcript_with_tool_calls",
    ] {
      let json = #"{"other": 1, "\#(name)": \#(Self.conversation)}"#
      #expect(try readJSON(json, with: dialect).turns.count == 3)
      #expect(try match(json, dialect) > 90)
    }
    let both = #"{"transcript_object": [], "transcript_with_tool_calls": \#(Self.conversation)}"#
    #expect(try readJSON(both, with: dialect).turns.count == 3)
  }

  @Test("it is surer than the general dialect of its own shape, and less sure of others")
  func scores() throws {
    let generic = GenericTurnsDialect()
    let own = [
      Self.conversation,
      #"[{"role":"agent","content":"a"},{"role":"user","content":"b"}]"#,
      #"[{"role":"agent","content":"a","words":[{"word":"a","start":1,"end":2}]},{"role":9,"content":"b"}]"#,
    ]
    for json in own { #expect(try match(json, dialect) > match(json, generic)) }
    let others = [
      #"[{"role":"agent","content":"a","start":1,"end":2},{"role":"user","content":"b","start":3,"end":4}]"#,
      #"[{"speaker":"agent","text":"a"},{"speaker":"user","text":"b"}]"#,
      #"[{"role":"assistant","content":"a"},{"role":"user","content":"b"},{"role":"assistant","content":"c"}]"#,
      #"[{"role":"agent","message":"a","time_in_call_secs":0}]"#,
      #"{"turns":[{"role":"agent","content":"a","timestamp":"2026-01-01T00:00:00Z"}]}"#,
    ]
    for json in others { #expect(try match(json, dialect) < match(json, generic)) }
    for json in [
      "[]", "{}", "null", "3", "\"x\"", "[1,2]", "[{}]", "[null]", #"[{"role":"agent"}]"#,
    ] {
      #expect(try match(json, dialect) == 0)
    }
  }

  @Test("the match says what it goes by")
  func reason() throws {
    let root = try JSONDocument(parsing: Array(Self.conversation.utf8)).root
    #expect(
      dialect.match(.json(root)).reason
        == "9 of 9 entries seen have a role and content of utterances, 2 of them with timed words")
  }

  @Test("the order of members, white space and escapes do not matter")
  func layouts() throws {
    let plain = try readJSON(Self.conversation, with: dialect)
    let shuffled = try readJSON(
      #"""
      [{"metadata":{"x":[1,{"words":2}]},"words":[{"end":0.64,"start":0.15,"word":"Bonjour, "},
        {"extra":null,"st\u0061rt":0.64,"word":"\u0069ci ","\u0065nd":0.87},
        {"start":0.87,"end":1.2,"word":"Lina."}],"content":"Bonjour, \u0069ci Lina.","role":"agent"},
       {"content":"Oui ?","role":"\u0075ser","words":[{"word":"Oui ?","start":2.1,"end":2.6}]}]
      """#, with: dialect)
    #expect(shuffled.texts == Array(plain.texts.prefix(2)))
    #expect(shuffled.spans == Array(plain.spans.prefix(2)))
    #expect(shuffled.turns.map(\.words) == plain.turns.prefix(2).map(\.words))
  }

  @Test(
    "times are read exactly however they are written",
    arguments: [
      ("1", 1000), ("1.0", 1000), ("0.0004", 0), ("0.0005", 1), ("1.2344999999", 1234),
      ("1.2345", 1235), ("1e1", 10_000), ("1.5e-1", 150), ("15E-1", 1500), ("0.05e2", 5000),
      ("\"0.49\"", 490), ("\"0,49\"", 490), ("\"1.5s\"", 1500), ("\"00:00:02,250\"", 2250),
      ("7.00000000000000000000000000001", 7000), ("7.4999999999e0", 7500),
    ])
  func numbers(text: String, milliseconds: Int64) throws {
    let read = try readJSON(
      #"[{"role":"agent","content":"a","words":[{"word":"a","start":\#(text),"end":90.125}]}]"#,
      with: dialect)
    #expect(read.turns[0].words[0].span?.start.milliseconds == milliseconds)
  }

  @Test("seconds and milliseconds give the same transcript")
  func units() throws {
    var random = SeededRandom(seed: 3)
    for _ in 0..<30 {
      let starts = (0..<20).map { Int64($0) * 3000 + Int64(random.below(1000)) + 1 }
      func json(_ time: (Int64) -> String) -> String {
        let turns = starts.enumerated().map { index, start in
          #"{"role":"\#(index % 2 == 0 ? "agent" : "user")","content":"w","words":[{"word":"w","#
            + #""start":\#(time(start)),"end":\#(time(start + 700))}]}"#
        }
        return "[\(turns.joined(separator: ","))]"
      }
      let seconds = try readJSON(
        json { "\($0 / 1000).\(String(1000 + $0 % 1000).dropFirst())" }, with: dialect,
        duration: 62_000)
      let milliseconds = try readJSON(json { "\($0)" }, with: dialect, duration: 62_000)
      #expect(seconds.spans == milliseconds.spans)
      #expect(seconds.spans == starts.map { [$0, $0 + 700] })
      #expect(milliseconds.codes == ["time-unit-detected"])
      #expect(seconds.codes.isEmpty)
    }
  }

  @Test("words on the wall clock are counted from the start of the call")
  func wallClock() throws {
    let json = #"""
      [{"role":"agent","content":"a","words":[{"word":"a","start":1772359203.5,"end":1772359204.25}]},
       {"role":"user","content":"b","words":[{"word":"b","start":1772359206,"end":1772359207}]}]
      """#
    let read = try readJSON(json, with: dialect, start: "2026-03-01T10:00:00Z", duration: 60_000)
    #expect(read.spans == [[3500, 4250], [6000, 7000]])
    let instant = try #require(Instant(iso8601: "2026-03-01T10:00:00Z"))
    #expect(read.transcript.zeroPoint == .startedAt(instant))
    #expect(read.turns[0].words[0].span?.start.provenance == .derived(.clock))
  }

  @Test("a forced unit beats what the numbers suggest")
  func forcedUnit() throws {
    var options = ReadingOptions()
    options.timeUnit = .milliseconds
    let read = try readJSON(
      #"[{"role":"agent","content":"a","words":[{"word":"a","start":1.5,"end":2500}]}]"#,
      with: dialect, options: options)
    #expect(read.spans == [[2, 2500]])
  }

  @Test("Edge 44: arguments are kept as the source writes them, valid or not")
  func arguments() throws {
    let read = try readJSON(
      #"""
      [{"role":"agent","content":"a"},
       {"role":"tool_call_invocation","name":"n","arguments":"{not json"},
       {"role":"tool_call_invocation","name":"n","arguments":{"a": 1.10}},
       {"role":"tool_call_invocation","name":"n","arguments":""},
       {"role":"tool_call_invocation","name":"n","arguments":null}]
      """#, with: dialect)
    #expect(read.transcript.events.map(\.text) == ["{not json", #"{"a": 1.10}"#, "", nil])
  }

  @Test("Edge 45: a call without a result and a result without a call are events of their own")
  func unmatchedTools() throws {
    let read = try readJSON(
      #"""
      [{"role":"tool_call_result","tool_call_id":"x","content":"late"},
       {"role":"tool_call_invocation","tool_call_id":"y","name":"n"}, {"role":"user","content":"a"}]
      """#, with: dialect)
    #expect(read.transcript.events.map(\.callID) == ["x", "y"])
  }

  @Test("entries that are no objects are read as texts or left out with a word about it")
  func strangeEntries() throws {
    let read = try readJSON(
      #"["hello", 5, [], {"role":"agent","content":["a","b"]}, null]"#, with: dialect)
    #expect(read.texts == ["hello", "a\nb"])
    #expect(read.codes == ["not-a-turn", "not-a-turn", "not-a-turn"])
  }

  @Test("what is no list of utterances is refused")
  func refusals() {
    for json in ["{}", "[]", "3", #"{"transcript_object":{}}"#] {
      #expect(throws: CallPressError.self) { try readJSON(json, with: dialect) }
    }
  }
}
