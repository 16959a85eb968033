import Testing

@testable import CallPressCore

@Suite("Chat messages")
struct ChatMessagesTests {
  private let dialect = ChatMessagesDialect()

  static let conversation = #"""
    [{"role":"system","content":"You are Noura. Code: BLUE-HERON."},
     {"role":"assistant","content":"Hello"},
     {"role":"user","content":[{"type":"text","text":"Hi"},{"type":"image_url","image_url":{}}]},
     {"role":"assistant","content":null,"tool_calls":[
       {"id":"t1","type":"function","function":{"name":"find","arguments":"{\"a\":1}"}},
       {"id":"t2","type":"function","function":{"name":"book","arguments":""}}]},
     {"role":"tool","tool_call_id":"t1","content":"{\"ok\":true}"},
     {"role":"tool","tool_call_id":"gone","content":"late"},
     {"role":"assistant","content":"Done","function_call":{"name":"old","arguments":"{broken"}},
     {"role":"function","name":"old","content":"result"}]
    """#

  static let lines = [
    "(system-prompt You are Noura. Code: BLUE-HERON.)", "agent: Hello", "customer: Hi",
    #"(tool-call find {"a":1})"#, "(tool-call book )", #"(tool-result {"ok":true})"#,
    "(tool-result late)", "agent: Done", "(tool-call old {broken)", "(tool-result old result)",
  ]

  @Test(
    "messages, their tools and results are read, alone or under a name",
    arguments: [conversation, "{\"messages\":\(conversation)}"])
  func wholeConversation(json: String) throws {
    let reading = try DialectReading(dialect, json: json)
    #expect(reading.lines == Self.lines)
    #expect(reading.codes.isEmpty, "\(reading.diagnostics)")
    #expect(reading.spans.allSatisfy { $0 == "none" })
  }

  @Test("edge 45: calls and results keep their identifiers, matched or not")
  func identifiers() throws {
    let events = try DialectReading(dialect, json: Self.conversation).transcript.events
    #expect(events.map(\.callID) == [nil, "t1", "t2", "t1", "gone", nil, nil])
  }

  @Test("edge 44: arguments are kept as they came")
  func arguments() throws {
    let json = #"""
      [{"role":"assistant","tool_calls":[{"id":"1","function":{"name":"f","arguments":{"a":1.10}}},
       {"id":"2","function":{"name":"f"}},{"id":"3"},7,null]},{"role":"user","content":"a"}]
      """#
    let events = try DialectReading(dialect, json: json).transcript.events
    #expect(events.map(\.text) == [#"{"a":1.10}"#, nil, nil, nil, nil])
    #expect(events.map(\.name) == ["f", "f", nil, nil, nil])
  }

  @Test("edge 46: what the developer says is instructions too, in parts or whole")
  func developer() throws {
    let json = #"""
      [{"role":"developer","content":[{"type":"text","text":"one"},{"type":"text","text":"two"}]},
       {"role":"System","content":"three"},{"role":"assistant","content":"hi"}]
      """#
    let reading = try DialectReading(dialect, json: json)
    #expect(reading.transcript.turns.map(\.text) == ["hi"])
    #expect(reading.transcript.events.map(\.text) == ["one\ntwo", "three"])
    #expect(reading.transcript.events.map { $0.location?.pointer?.description } == ["/0", "/1"])
  }

  @Test("edge 16: messages without text are counted; one that only calls a tool is no gap")
  func empty() throws {
    let json = #"""
      [{"role":"user","content":""},{"role":"user","content":null},{"role":"assistant","content":"a"},
       {"role":"assistant","content":null,"tool_calls":[{"id":"1","function":{"name":"f"}}]}]
      """#
    let reading = try DialectReading(dialect, json: json)
    #expect(reading.lines == ["agent: a", "(tool-call f)"])
    #expect(reading.codes == ["empty-turns"])
    #expect(reading.diagnostics.first?.message.contains("2") == true)
  }

  @Test("what is no message is left out, and said")
  func strays() throws {
    let reading = try DialectReading(
      dialect, json: #"["loose",7,null,{"role":"assistant","content":"a"},{"content":"b"}]"#)
    #expect(reading.transcript.turns.map(\.text) == ["loose", "a", "b"])
    #expect(reading.codes.filter { $0 == "skipped-entry" }.count == 2)
  }

  @Test("recognised by the roles of a chat, not by a user alone, nor beside times")
  func recognition() throws {
    #expect(try dialect.score(Self.conversation) >= 80)
    #expect(try dialect.score("{\"messages\":\(Self.conversation)}") >= 80)
    #expect(try dialect.score(#"[{"role":"user","content":"a"}]"#) == 0)
    #expect(try dialect.score(#"[{"role":"agent","content":"a"}]"#) == 0)
    let timed = #"[{"role":"assistant","content":"a","timestamp":1.5}]"#
    #expect((1..<50).contains(try dialect.score(timed)))
    for json in ["[]", "{}", "null", "7", #"[1]"#, #"{"messages":[]}"#, #"{"messages":{}}"#] {
      #expect(try dialect.score(json) == 0)
    }
  }

  @Test("what is no list of messages is refused when forced")
  func refused() throws {
    for json in ["{}", "[]", "7", #""text""#] {
      let error = #expect(throws: CallPressError.self) {
        try DialectReading(dialect, json: json)
      }
      #expect(error?.code == .unrecognizedDialect)
    }
  }
}
