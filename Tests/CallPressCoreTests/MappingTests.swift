import CallPressCore
import Testing

@Suite("Shapes that a mapping file describes")
struct MappingTests {
  func mapping(_ json: String) throws -> MappingDialect {
    try MappingDialect(parsing: Array(json.utf8), name: "shape.json")
  }

  @Test("turns, roles, texts, times and words are where the file says")
  func everything() throws {
    let dialect = try mapping(
      #"""
      {"comment":"ours","turns":"/conversation/lines","role":"who","text":"what.said","start":"t.0",
       "end":"/t/1","confidence":"sure","unit":"ms","roles":{"B":"agent","C":"customer","X":"tool"},
       "names":{"B":"Lina"},
       "words":{"list":"w","text":"x","start":"s","end":"e"}}
      """#)
    let json = #"""
      {"conversation":{"lines":[
        {"who":"B","what":{"said":"Hello there"},"t":[0,3100],"sure":0.5,
         "w":[{"x":"Hello","s":0,"e":500},{"x":"there","s":600,"e":900}]},
        {"who":"X","what":{"said":"lookup"}},
        {"who":"C","what":{"said":"Hi"},"t":[3600,4000]}]}}
      """#
    let read = try readJSON(json, with: dialect)
    #expect(read.order == ["Hello there", "<tool-result>", "Hi"])
    #expect(read.spans == [[0, 3100], [3600, 4000]])
    #expect(read.transcript.speakers.map(\.name) == ["Lina", "Customer"])
    #expect(read.transcript.speakers.map(\.label) == ["B", "C"])
    #expect(read.turns[0].words.map { $0.span?.start.milliseconds } == [0, 600])
    #expect(read.turns[0].confidence == 0.5)
    let root = try JSONDocument(parsing: Array(json.utf8)).root
    #expect(dialect.match(.json(root)).score == 100)
  }

  @Test("a name that the user gives on the command line beats the mapping's")
  func namePrecedence() throws {
    var options = ReadingOptions()
    options.speakerNames = ["B": "Nour"]
    let dialect = try mapping(
      #"{"text":"t","role":"r","roles":{"B":"agent"},"names":{"B":"Lina"}}"#)
    let read = try readJSON(#"[{"r":"B","t":"x"}]"#, with: dialect, options: options)
    #expect(read.transcript.speakers.map(\.name) == ["Nour"])
  }

  @Test("the place of the turns may count from the whole document")
  func fromRoot() throws {
    let dialect = try mapping(#"{"turns":"/data/mine","text":"t"}"#)
    let root = try JSONDocument(
      parsing: Array(#"{"data":{"transcript_object":{},"mine":[{"t":"x"}]}}"#.utf8)
    ).root
    let object = try #require(root["data"]?["transcript_object"])
    #expect(dialect.match(.json(object)).score == 100)
    var builder = TranscriptBuilder(context: ReadingContext())
    try dialect.read(.json(object), into: &builder)
    #expect(builder.finish().turns.map(\.text) == ["x"])
  }

  @Test("numbers count from where the file says")
  func zero() throws {
    let json = #"[{"t":"a","s":1772359203},{"t":"b","s":1772359206}]"#
    func spans(_ zero: String) throws -> Read {
      try readJSON(
        json, with: mapping(#"{"text":"t","start":"s","unit":"s","zero":"\#(zero)"}"#),
        start: "2026-03-01T10:00:00Z", duration: 30_000)
    }
    #expect(try spans("started-at").spans.map(\.first) == [3000, 6000])
    #expect(try spans("earliest").spans.map(\.first) == [0, 3000])
    #expect(try spans("earliest").transcript.zeroPoint?.label == "earliest-entry")
    #expect(try spans("call-start").spans.map(\.first) == [1_772_359_203_000, 1_772_359_206_000])
  }

  @Test("lists in the list, an object of lists, words that are strings")
  func otherLists() throws {
    let dialect = try mapping(#"{"text":"t","start":"s","words":"w"}"#)
    let lists = try readJSON(
      #"[[{"t":"a","s":1.5},{"t":"c","s":3.5}],[{"t":"b","s":2.5}]]"#, with: dialect)
    #expect(lists.texts == ["a", "b", "c"])
    let object = try readJSON(
      #"{"agent":[{"t":"a","s":1.5}],"user":[{"t":"b","s":2.5}]}"#, with: dialect)
    #expect(object.turns.map(\.speaker) == ["agent", "customer"])
    let words = try readJSON(#"[{"t":"a b","w":["a","b"]}]"#, with: dialect)
    #expect(words.turns[0].words.map(\.range) == [0..<1, 2..<3])
    let wordsOnly = try readJSON(#"[{"w":["a","b"]}]"#, with: mapping(#"{"words":"w"}"#))
    #expect(wordsOnly.texts == ["a b"])
  }

  @Test("what the file does not describe is not matched, and refused when forced")
  func noMatch() throws {
    let dialect = try mapping(#"{"turns":"/a","text":"t"}"#)
    for json in ["{}", "[]", #"{"a":[]}"#, #"{"a":[{"x":1}]}"#, #"{"b":[{"t":"x"}]}"#, "3"] {
      let root = try JSONDocument(parsing: Array(json.utf8)).root
      #expect(dialect.match(.json(root)).score == 0, "\(json)")
    }
    let error = #expect(throws: CallPressError.self) { try readJSON("{}", with: dialect) }
    #expect(error?.message.contains("/a") == true)
  }

  @Test(
    "a wrong file is refused with the place of the trouble",
    arguments: [
      (#"{"text":"t""#, "truncated", nil), ("[]", "object", ""), (#"{"turns":"a"}"#, "text", ""),
      (#"{"text":5}"#, "JSON Pointer", "/text"), (#"{"text":"a..b"}"#, "empty", "/text"),
      (#"{"text":"t","colour":"x"}"#, "“colour” is no member", "/colour"),
      (#"{"text":"t","unit":"minutes"}"#, "s, ms, us, ticks, ns", "/unit"),
      (#"{"text":"t","zero":"noon"}"#, "call-start, started-at, earliest", "/zero"),
      (#"{"text":"t","roles":{"A":"boss"}}"#, "agent, customer", "/roles/A"),
      (#"{"text":"t","roles":[]}"#, "object of texts", "/roles"),
      (#"{"text":"t","names":{"A":1}}"#, "must be a text", "/names/A"),
      (#"{"text":"t","words":{"text":"x"}}"#, "list", "/words"),
      (#"{"text":"t","words":{"list":"w","begin":"x"}}"#, "“begin” is no member", "/words/begin"),
      (#"{"text":"t","words":[1]}"#, "list", "/words"),
    ] as [(String, String, String?)])
  func errors(json: String, part: String, pointer: String?) throws {
    let error = try #require(throws: CallPressError.self) { try mapping(json) }
    #expect(error.code.name == "invalid-mapping")
    #expect(error.message.contains(part), "\(error.message)")
    #expect(error.location?.source == "shape.json")
    if let pointer { #expect(error.location?.pointer?.description == pointer) }
    #expect(error.location?.byteOffset != nil)
  }
}
