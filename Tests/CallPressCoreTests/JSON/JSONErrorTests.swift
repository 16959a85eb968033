import CallPressCore
import Testing

@Suite("JSON: where an error is")
struct JSONErrorTests {
  private func error(_ text: String) throws -> CallPressError {
    try #require(throws: CallPressError.self) { try JSONDocument(parsing: Array(text.utf8)) }
  }

  @Test(
    "offset, line, column and pointer",
    arguments: [
      (#"{"a":x}"#, 5, 1, 6, "/a"),
      (#"{"a":1,"b":x}"#, 11, 1, 12, "/b"),
      (#"{"a":[1,2,x]}"#, 10, 1, 11, "/a/2"),
      ("[1,\n 2,\n  x]", 10, 3, 3, "/2"),
      ("[\r\n{\"k\":\"v\"},\r\n{\"k\":\"v}]", 24, 3, 10, "/1/k"),
      (#"{"a":{"b":[{"c":1},{"d":tru}]}}"#, 24, 1, 25, "/a/b/1/d"),
      (#"{"a":1 "b":2}"#, 7, 1, 8, ""),
      (#"{"x":{"a":1,}}"#, 12, 1, 13, "/x"),
      ("[1 2]", 3, 1, 4, ""),
      ("[[1 2]]", 4, 1, 5, "/0"),
      (#"{"a/b":{"~":[}}"#, 13, 1, 14, "/a~1b/~0/0"),
      (#"{"\u0061":{"": nil}}"#, 15, 1, 16, "/a/"),
      (#"{"a" 1}"#, 5, 1, 6, ""),
      ("[] x", 3, 1, 4, ""),
      ("", 0, 1, 1, ""),
      ("[01]", 2, 1, 3, "/0"),
      (#"["a\q"]"#, 3, 1, 4, "/0"),
    ])
  func location(text: String, offset: Int, line: Int, column: Int, pointer: String) throws {
    let location = try #require(try error(text).location)
    #expect(location.byteOffset == offset)
    #expect(location.line == line)
    #expect(location.column == column)
    #expect(location.pointer?.description == pointer)
  }

  @Test("an error among objects that are all alike has the place of its own")
  func errorInRecords() throws {
    let words = [String](repeating: #"{"word":"mot ","start":1.5,"end":2.25}"#, count: 40)
    for (broken, offset, member) in [
      (#"{"word":"mot ","start":1.5,"end":2.}"#, 35, "/end"),
      ("{\"word\":\"mo\nt\",\"start\":1.5,\"end\":2}", 11, "/word"),
      (#"{"word":"mot ","start":,"end":2}"#, 23, "/start"),
      (#"{"word":"mot ","start":1.5,"end":2.25]"#, 37, ""),
      (#"{"word":"mot ","start":1.5,"end":truth}"#, 33, "/end"),
      (#"{"word":"mot ","start":1.5,"end":-}"#, 34, "/end"),
      (#"{"word":"mot ","start":1.5 "end":1}"#, 27, ""),
    ] {
      let text = "[\(words.joined(separator: ",")),\(broken),\(words[0])]"
      let start = 1 + words.count * (words[0].utf8.count + 1)
      let location = try #require(try error(text).location)
      #expect(location.byteOffset == start + offset, "\(broken)")
      #expect(location.pointer?.description == "/40\(member)", "\(broken)")
    }
  }

  @Test("a document cut off anywhere is refused at its end")
  func truncation() throws {
    let sample = Array(
      """
      {"id": "ä", "n": [-12.5e+3, 0, true, false, null], "é\\u00e9😀": {"k\\n": "v\\ud83d\\ude00"},
       "words": [{"word":"قال ","start":0.5,"end":1.25},{"word":"قال ","start":1.5,"end":2.25},
        {"word":"fin","start":3,"end":4}], "": {}, "last": "x"}
      """.utf8)
    _ = try JSONDocument(parsing: sample)
    for length in 0..<sample.count {
      let cut = Array(sample[..<length])
      let error = try #require(throws: CallPressError.self) { try JSONDocument(parsing: cut) }
      let lines = cut.split(separator: 0x0A, omittingEmptySubsequences: false)
      #expect(error.code == .malformedJSON)
      #expect(error.location?.byteOffset == length)
      #expect(error.location?.line == lines.count)
      #expect(error.location?.column == (lines.last?.count ?? 0) + 1)
      if length > 0 { #expect(error.message.contains("truncated")) }
    }
  }

  @Test("messages say what to do about common mistakes")
  func messages() throws {
    #expect(try error("['a']").message.contains("double quotes"))
    #expect(try error("{a:1}").message.contains("double quotes"))
    #expect(try error("[1,]").message.contains("trailing"))
    #expect(try error("{\"a\":1,}").message.contains("trailing comma"))
    #expect(try error("[NaN]").message.contains("NaN"))
    #expect(try error("<html>").message.contains("XML or HTML"))
    #expect(try error("[1] [2]").message.contains("remove what follows"))
    #expect(try error("[007]").message.contains("begin with a zero"))
    #expect(try error("[\"\t\"]").message.contains("escape"))
    #expect(try error("[\"\\d\"]").message.contains("backslash"))
  }

  @Test("one bad byte in a large document is found in time that grows with its size alone")
  func largeDocuments() throws {
    let elements = String(repeating: "[[]],\n", count: 200_000)
    let error = try error("[\(elements)?]")
    #expect(error.location?.line == 200_001)
    #expect(error.location?.pointer?.description == "/200000")
  }
}
