import CallPress
import CallPressCore
import Testing

@Suite("From bytes to calls")
struct PipelineTests {
  private func calls(_ text: String) throws -> [Result<Call, CallPressError>] {
    try calls(Array(text.utf8))
  }

  private func calls(_ bytes: [UInt8]) throws -> [Result<Call, CallPressError>] {
    try CallPipeline().calls(in: SourceDocument(name: "in", bytes: bytes))
  }

  private let line = #"{"id":"c","call_sid":"s","transcript":"Agent: a\nUser: b"}"#

  private func export(_ format: String, _ call: Call) throws -> [UInt8] {
    let type = try #require(Formats.standard[format])
    var buffer = OutputBuffer()
    _ = try type.init(settings: ExportSettings()).export(PreparedCall(call), into: &buffer)
    return buffer.bytes()
  }

  // MARK: JSON Lines

  @Test("each line of JSON Lines is a document of its own")
  func jsonLines() throws {
    let results = try calls("\(line)\n\n[\(line),\(line)]\r\n\(line)\n")
    #expect(results.count == 4)
    #expect(results.allSatisfy { (try? $0.get())?.transcript.turns.count == 2 })
  }

  @Test("a bad line does not stop the others, and says which line it is")
  func badLine() throws {
    let results = try calls(
      "\u{FEFF}\(line)\n{\"id\":tru}\n\(line)\n{\"status\":\"error\",\"message\":\"gone\"}\n\(line)\n{\"a\":1}\n\(line)"
    )
    #expect(results.count == 7)
    var failures: [(Int?, Int?, CallPressError.Code)] = []
    for case .failure(let error) in results {
      failures.append((error.location?.line, error.location?.column, error.code))
      #expect(error.location?.source == "in")
    }
    #expect(failures.map(\.0) == [2, 4, 6])
    #expect(failures.map(\.2) == [.malformedJSON, .failureResponse, .unrecognizedInput])
    #expect(failures[0].1 == 7)
  }

  @Test("edge 3: a document that is cut off is an error, not its beginning")
  func truncated() throws {
    let pretty = "{\n\"status\": \"ok\",\n\"data\": \(line)"
    for text in [String(line.dropLast(5)), pretty, "[\n\(line),\n\(line)", "[\n\(line)\n"] {
      let error = #expect(throws: CallPressError.self) { try calls(text) }
      #expect(error?.code == .malformedJSON)
      #expect(error?.location?.byteOffset == text.utf8.count)
    }
  }

  @Test(
    "edge 4: text behind the JSON is an error with its place",
    arguments: ["\nDone in 3 s\n", " trailing", "\n[info] finished\n", "}", "\n]"])
  func trailing(tail: String) throws {
    let error = #expect(throws: CallPressError.self) { try calls(line + tail) }
    #expect(error?.code == .malformedJSON)
    let rest = tail.utf8.prefix { $0 <= 0x20 }.count
    #expect(error?.location?.byteOffset == line.utf8.count + rest)
  }

  @Test("edges 5 and 6: damage that a lenient reader would hide is an error")
  func damaged() throws {
    for text in [
      #"{"id":"c","transcript":"x",}"#, "{'id': 'c'}", "[{'role': 'agent'}]",
      #"{"transcript_object":None}"#, #"{"cost":NaN,"id":"c"}"#, "{\"id\":\"c\"} // note",
    ] {
      #expect(throws: CallPressError.self) { try calls(text) }
    }
  }

  @Test("many broken lines cost no more than their length")
  func manyBrokenLines() throws {
    let text = String(repeating: "{\"id\":\"c\",\"call_sid\":\"s\"}\n{\"id\":\n{}\n", count: 4000)
    #expect(try calls(text).count == 12_000)
  }

  // MARK: Text

  @Test(
    "plain text is told from JSON by its first bytes",
    arguments: [
      "Agent: a\nUser: b", "[00:00:01] Agent: a\n[00:00:02] User: b",
      "00:01 - Agent: a\n00:02 - User: b", "[0.50s] agent: a\n[1s] user: b",
      "**Agent:** a\n**User:** b", "\u{FEFF}Agent: a\r\nUser: b\r\n", "الوكيل: a\nالعميل: b",
      "[Agent]: a\n[User]: b", "\n\n  Agent: a\nUser: b",
    ])
  func text(text: String) throws {
    let results = try calls(text)
    #expect(results.count == 1)
    let call = try #require(results.first).get()
    #expect(call.transcript.dialect == "lines")
    #expect(call.lines == ["agent: a", "customer: b"])
    #expect(!call.isAPIRecord)
    #expect(call.record.string == text)
  }

  @Test("a quotation is text, not broken JSON")
  func quotation() throws {
    let call = try #require(try calls("\"Hello\" she said.").first).get()
    #expect(call.transcript.turns.map(\.text) == ["\"Hello\" she said."])
  }

  @Test("the record of a text, read again, is the same call")
  func textRecord() throws {
    let text = "Agent: \"a\"\t\\ \u{1}\nUser: سلام 😀"
    let call = try #require(try calls(text).first).get()
    let again = try #require(try calls(try export("record", call)).first).get()
    #expect(again.lines == call.lines)
    #expect(again.record.string == text)
    #expect(try export("record", again) == export("record", call))
  }

  @Test(
    "archives and nothing at all are refused by name",
    arguments: [
      ("", "empty"), (" \n\t", "empty"),
      ("\u{FEFF}", "empty"), ("PK\u{3}\u{4}\u{0}\u{0}", "zero"),
    ])
  func refused(text: String, word: String) throws {
    let error = #expect(throws: CallPressError.self) { try calls(text) }
    #expect(error?.code == .unrecognizedInput)
    #expect(error?.message.contains(word) == true)
    #expect(error?.location?.source == "in")
  }

  @Test("edge 7: a byte order mark is skipped, UTF-16 is named, broken UTF-8 has its place")
  func encodings() throws {
    #expect(try calls("\u{FEFF}" + line).count == 1)
    for bytes in [
      [0xFF, 0xFE] + Array(line.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
      Array(line.utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
      Array("Agent: a".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
    ] as [[UInt8]] {
      let error = #expect(throws: CallPressError.self) { try calls(bytes) }
      #expect(error?.code == .wrongEncoding)
      #expect(error?.message.contains("UTF-16") == true)
    }
    let latin = Array("Agent: caf".utf8) + [0xE9, 0x0A]
    let error = #expect(throws: CallPressError.self) { try calls(latin) }
    #expect(error?.code == .wrongEncoding)
    #expect(error?.location?.byteOffset == 10)
  }

  // MARK: XML

  @Test(
    "our XML gives the record back, whatever was in it",
    arguments: [
      #"{"id":"c","call_sid":"s","cost":1.10,"transcript":"Agent: a\nUser: b","x":12345678901234567890}"#,
      #"[{"role":"agent","content":"a"},{"role":"user","content":"b"}]"#,
      #"{"turns":[{"speaker":"agent","text":"a"},{"speaker":"user","text":"b"}]}"#,
      #""Agent: a\nUser: b""#, #"{"status":"ok","message":"","data":{"id":"only"}}"#,
    ])
  func xml(json: String) throws {
    let call = try #require(try calls(json).first).get()
    let xml = try export("xml", call)
    let again = try #require(try calls(xml).first).get()
    #expect(try export("record", again) == export("record", call))
    #expect(again.lines == call.lines)
    #expect(again.isAPIRecord == call.isAPIRecord)
  }

  @Test("other XML is refused")
  func otherXML() throws {
    for text in [
      "<html/>", "<", "<?xml version=\"1.0\"?><tt/>",
      "<?xml version=\"1.0\"?><tt xmlns=\"http://www.w3.org/ns/ttml\">",
    ] {
      let error = #expect(throws: CallPressError.self) { try calls(text) }
      #expect(error?.code == .malformedXML)
    }
  }
}
