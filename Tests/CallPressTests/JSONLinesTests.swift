import CallPress
import CallPressCore
import TestSupport
import Testing

/// JSON Lines hold a record on each line, or the messages of one transcript.
@Suite("JSON Lines")
struct JSONLinesTests {
  private func calls(_ text: String) throws -> [Result<Call, CallPressError>] {
    try CallPipeline().calls(in: SourceDocument(name: "in.jsonl", bytes: Array(text.utf8)))
  }

  private func texts(_ call: Call) -> [String] { call.transcript.turns.map(\.text) }

  @Test("a turn on each line is one transcript")
  func turns() throws {
    let lines = """
      {"role":"agent","content":"Hello"}

      {"role":"user","content":"Hi there"}
      {"role":"agent","content":"How are you?"}

      """
    let calls = try calls(lines)
    #expect(calls.count == 1)
    #expect(texts(try calls[0].get()) == ["Hello", "Hi there", "How are you?"])
  }

  @Test(
    "the messages of a live session are one transcript, as in an array",
    arguments: TranscriptFixtures.names.filter {
      $0.contains("-stream-") || $0.contains("realtime-ordinary-events")
        || $0.contains("conversation-relay-ordinary") || $0.contains("hypotheses")
    })
  func liveMessages(name: String) throws {
    let bytes = try TranscriptFixtures.bytes(name)
    let root = try JSONDocument(parsing: bytes).root
    let list = root.kind == .array ? root : root["messages"] ?? root["events"]
    guard let list, list.kind == .array else { return }
    guard list.children.count > 1 else { return }
    let compact = list.children.map { element in
      element.rawBytes.filter { $0 != 0x0A && $0 != 0x0D }
    }
    let lines = Array(compact.joined(separator: [0x0A]))
    let calls = try CallPipeline().calls(in: SourceDocument(name: name, bytes: lines))
    #expect(calls.count == 1)
    let expected = try TranscriptFixtures.call(bytes, name)
    #expect(
      TranscriptFixtures.lines(try calls[0].get().transcript)
        == TranscriptFixtures.lines(expected.transcript))
  }

  @Test(
    "records on their lines stay apart",
    arguments: [
      #"{"id":"a","call_sid":"s","transcript":"Agent: Hello"}"#,
      #"{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}"#,
      #"{"status":"ok","data":{"id":"a","call_sid":"s"}}"#,
      #"{"segments":[{"start":0.5,"end":1.5,"text":" Hi","avg_logprob":-0.2}],"language":"en"}"#,
    ])
  func records(line: String) throws {
    #expect(try calls(line + "\n" + line).count == 2)
  }

  @Test("a message that cannot be read does not join the others in silence")
  func brokenLine() throws {
    let lines = """
      {"role":"agent","content":"Hello"}
      {"role":"user","content":
      {"role":"agent","content":"How are you?"}
      """
    let failures = try calls(lines).filter { if case .failure = $0 { true } else { false } }
    #expect(failures.count == 1)
  }
}
