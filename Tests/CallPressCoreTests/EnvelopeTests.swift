import Testing

@testable import CallPressCore

@Suite("Envelopes")
struct EnvelopeTests {
  private func content(_ json: String) throws(CallPressError) -> Envelope.Content {
    try Envelope.content(
      of: JSONDocument(parsing: Array(json.utf8)).root, limits: JSONDocument.Limits())
  }

  /// The pointers of the calls that were found, `!` for a failure, `nil` where there is none.
  private func pointers(_ json: String) throws -> [String]? {
    guard case .calls(let calls) = try content(json) else { return nil }
    return calls.map {
      switch $0 {
      case .success(let value): value.pointer.description
      case .failure: "!"
      }
    }
  }

  static let call = #"{"id":"c","call_sid":"s","transcript_object":[]}"#
  static let bareCall = #"{"id":"c","call_status":"completed"}"#

  @Test(
    "edge 14: the call is found in every envelope",
    arguments: [
      (call, [""]), (bareCall, [""]),
      (#"{"status":"ok","message":"m","data":\#(call)}"#, ["/data"]),
      (#"{"data":{"call":\#(call)}}"#, ["/data/call"]),
      (#"{"status":"ok","data":[\#(call),\#(bareCall)]}"#, ["/data/0", "/data/1"]),
      ("[\(call),\(call)]", ["/0", "/1"]), (#"{"calls":[\#(call)]}"#, ["/calls/0"]),
      (#"{"calls":[{"call_id":"x","transcript":"bot: hi"}]}"#, ["/calls/0"]),
      (
        #"{"status":"ok","response":{"calls":[{"call_id":"x","transcript":"bot: hi"}]}}"#,
        ["/response/calls/0"]
      ),
      (#"{"event":"call.ended","call":\#(call)}"#, ["/call"]),
      (#"{"event":"e","company_id":"c","created_at":"","call":\#(call)}"#, ["/call"]),
      (#"[{"event":"e","call":\#(call)},\#(bareCall)]"#, ["/0/call", "/1"]),
      (#"{"items":[\#(call)],"has_more":false}"#, ["/items/0"]),
      (#"{"results":[\#(bareCall)]}"#, ["/results/0"]),
      (#"{"id":"c","transcript":"Agent: hi"}"#, [""]),
      (#"{"status":"ok","data":{"id":"c"}}"#, ["/data"]),
      (#"{"status":"ok","message":"","data":[]}"#, []), ("[]", []), (#"{"calls":[]}"#, []),
      ("[\(call),7,{\"x\":1},\(call)]", ["/0", "!", "!", "/3"]),
    ] as [(String, [String])])
  func found(json: String, expected: [String]) throws {
    #expect(try pointers(json) == expected)
  }

  @Test(
    "a transcript without a call is left to the dialects",
    arguments: [
      #"[{"role":"agent","content":"hi"},{"role":"user","content":"yo"}]"#,
      #"[{"id":1,"created_at":"2026-01-01T00:00:00Z","user":"assistant","text":"hi"}]"#,
      #"{"turns":[{"speaker":"a","text":"b"}]}"#,
      #"{"id":"x","created_at":1,"items":[{"type":"message","role":"user","content":["a"]}]}"#,
      #"{"items":[{"id":"i","type":"message","role":"user","content":["a"],"created_at":1}]}"#,
      #"{"chat_history":{"items":[]},"job_id":"j"}"#, #"{"messages":[{"role":"user"}]}"#,
      #"{"results":{"utterances":[{"id":"u","transcript":"a","start":1,"end":2}]}}"#,
      #"[{"id":"u","start":1,"end":2,"transcript":"a","speaker":0}]"#, "{}", "7", "null",
      #""text""#,
      #"{"data":{"turns":[{"speaker":"a","text":"b"}]}}"#, #"{"results":[],"total":0}"#,
    ])
  func other(json: String) throws {
    #expect(try pointers(json) == nil)
  }

  @Test(
    "edge 15: status error and data null are failures of the API",
    arguments: [
      (#"{"status":"error","message":"Call not found","data":null}"#, "Call not found"),
      (#"{"status":"ERROR","message":"no"}"#, "no"),
      (#"{"status":"ok","message":"nothing","data":null}"#, "nothing"),
      (#"{"data":null}"#, "data"), (#"{"success":false,"error":{"message":"bad key"}}"#, "bad key"),
      (#"{"status":"error","error":"quota","text":null}"#, "quota"),
      (#"{"status":"error","message":"x","data":\#(call)}"#, "x"),
      (#"{"status":"error","message":7}"#, "error"),
    ])
  func failures(json: String, said: String) throws {
    let error = #expect(throws: CallPressError.self) { try pointers(json) }
    #expect(error?.code == .failureResponse)
    #expect(error?.message.contains(said) == true)
  }

  @Test("the message of a failure cannot steer a terminal and has an end")
  func hostileMessage() throws {
    let long = String(repeating: "x", count: 100_000)
    let json = #"{"status":"error","message":"a\u001b[31m\u0000\u009b\u202e\n b\#(long)"}"#
    let error = #expect(throws: CallPressError.self) { try pointers(json) }
    let message = error?.message ?? ""
    #expect(message.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E })
    #expect(message.utf8.count < 500)
    #expect(message.contains("a[31m b"))
  }

  @Test("one failed call in a list does not stop the others")
  func failureInList() throws {
    let failed = #"{"status":"error","message":"gone","data":null}"#
    #expect(try pointers("[\(failed),\(Self.call)]") == ["!", "/1"])
  }

  @Test("a call in JSON written as text is found")
  func encoded() throws {
    let text = Self.call.replacing("\"", with: "\\\"")
    guard case .calls(let calls) = try content(#"{"status":"ok","data":"\#(text)"}"#) else {
      Issue.record("no call found")
      return
    }
    #expect(try calls.map { try $0.get()["id"]?.string } == ["c"])
  }

  @Test("members written with escapes count like others")
  func escapedNames() throws {
    #expect(try pointers(#"{"\u0063all_sid":"s","i\u0064":"x"}"#) == [""])
  }
}
