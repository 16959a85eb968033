import CallPressCore
import Testing

@Suite("Objects keyed by position or speaker (keyed)")
struct KeyedObjectTests {
  let dialect = KeyedObjectDialect()

  func score(_ json: String) throws -> Int {
    dialect.match(.json(try JSONDocument(parsing: Array(json.utf8)).root)).score
  }

  @Test("Edge 9: members that repeat a name are all kept, in order, and it is said")
  func repeatedNames() throws {
    let json = #"{"Speaker 1":"a","Speaker 2":"b","Speaker 1":"c"}"#
    let read = try readJSON(json, with: dialect)
    #expect(read.texts == ["a", "b", "c"])
    #expect(read.turns.map(\.speaker) == ["speaker-1", "speaker-2", "speaker-1"])
    #expect(read.codes == ["repeated-members"])
    #expect(try score(json) > 40)
  }

  @Test("Edge 10: positions are numbers and not words")
  func numericOrder() throws {
    let members = [10, 2, 0, 11, 1, 9].map { #""\#($0)":{"role":"agent","text":"t\#($0)"}"# }
    let json = "{\(members.joined(separator: ","))}"
    let read = try readJSON(json, with: dialect)
    #expect(read.texts == ["t0", "t1", "t2", "t9", "t10", "t11"])
    #expect(read.codes == ["positions-sorted"])
    #expect(read.turns[4].location?.pointer?.description == "/10")
    #expect(try score(json) > 60)
  }

  @Test("speakers as names hold a text, texts or turns, brought into order by their times")
  func speakers() throws {
    let read = try readJSON(
      #"""
      {"Agent":[{"text":"a","start":1.5,"end":2},{"text":"c","start":5.5,"end":6}],
       "العميل":[{"text":"b","start":3.5,"end":4}]}
      """#, with: dialect)
    #expect(read.texts == ["a", "b", "c"])
    #expect(read.turns.map(\.speaker) == ["agent", "customer", "agent"])
    #expect(read.codes == ["lists-merged"])
    let texts = try readJSON(#"{"agent":["a","b"],"user":"c"}"#, with: dialect)
    #expect(texts.texts == ["a", "b", "c"])
  }

  @Test("thousands of members in the worst order are read in one pass")
  func manyMembers() throws {
    let members = (0..<20_000).reversed().map { #""\#($0)":{"role":"agent","text":"\#($0)"}"# }
    let read = try readJSON("{\(members.joined(separator: ","))}", with: dialect)
    #expect(read.texts.prefix(3) == ["0", "1", "2"])
    #expect(read.turns.last?.location?.pointer?.description == "/19999")
  }

  @Test("other objects are not taken for a transcript")
  func noMatch() throws {
    for json in [
      "{}", "[]", "3", #"{"summary":"x","language":"en"}"#, #"{"0":1,"1":2}"#,
      #"{"role":"agent","text":"a"}"#, #"{"agent":3,"user":4}"#, #"{"x":"1","y":"2"}"#,
    ] {
      #expect(try score(json) == 0, "\(json)")
    }
  }
}
