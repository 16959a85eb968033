import CallPressCore
import CallPressXML
import TestSupport
import Testing

@Suite("The record in the XML")
struct RecordRoundTripTests {
  /// Reads the record of a document back, and checks what the law says of it.
  func expectLaw(_ call: Call, _ place: SourceLocation = #_sourceLocation) throws {
    let records = try CallTranscriptXML.records(parsing: try xml(call).bytes)
    let expected = try record(call)
    let actual = try #require(records.first, sourceLocation: place)
    let start = max(zip(actual, expected).prefix { $0 == $1 }.count - 20, 0)
    let difference =
      "…\(text(Array(actual.dropFirst(start).prefix(40)))) is not "
      + "…\(text(Array(expected.dropFirst(start).prefix(40))))"
    #expect(
      actual == expected && records.count == 1, Comment(rawValue: difference),
      sourceLocation: place)
  }

  typealias SourceLocation = Testing.SourceLocation

  @Test("any JSON comes back byte for byte but for white space between tokens")
  func anyJSON() throws {
    var random = RandomJSON(seed: 1)
    for _ in 0..<3_000 { try expectLaw(try Samples.bare(random.document())) }
  }

  @Test("what lies too deep for XML readers comes back as well")
  func depth() throws {
    var random = RandomJSON(seed: 2)
    for depth in [1, 2, 3, 199, 200, 201, 202, 256, 511, 512] {
      for _ in 0..<5 { try expectLaw(try Samples.bare(random.nested(depth))) }
    }
  }

  @Test("every sample call comes back", arguments: Samples.names)
  func samples(name: String) throws {
    for call in try Samples.calls(name) { try expectLaw(call) }
  }

  @Test("generated calls come back")
  func generated() throws {
    for call in try Samples.generated(20, seed: 3) { try expectLaw(call) }
  }

  @Test("a call read from the XML again is the same call in every format")
  func again() throws {
    for call in try Samples.generated(3, seed: 4) {
      let json = try #require(try CallTranscriptXML.records(parsing: try xml(call).bytes).first)
      let again = try JSONDocument(parsing: json).root
      #expect(text(Array(again.rawBytes)) == text(try record(call)))
      #expect(again["id"]?.string == call.id)
    }
  }

  @Test("U+FFFE and U+FFFF come back as escapes of the same value")
  func noncharacters() throws {
    let characters = [0xFFFE, 0xFFFF].compactMap { Unicode.Scalar($0).map { String($0) } }.joined()
    let long = String(repeating: "x", count: 5_000)
    let source =
      "{\"k\(characters)\":\"\(characters)\",\"e\":\"\\n\(characters)\",\"l\":\"\(long)\(characters)\"}"
    let call = try Samples.bare(Array(source.utf8))
    let json = try #require(try CallTranscriptXML.records(parsing: try xml(call).bytes).first)
    #expect(
      text(json)
        == #"{"k\uFFFE\uFFFF":"\uFFFE\uFFFF","e":"\n\uFFFE\uFFFF","l":"\#(long)\uFFFE\uFFFF"}"#)
    let values = try JSONDocument(parsing: json).root.children.map { $0.string ?? "" }
    let expected = call.record.children.map { $0.string ?? "" }
    #expect(values.map { Array($0.unicodeScalars) } == expected.map { Array($0.unicodeScalars) })
  }

  @Test("names longer than a tape can count, and strings longer than a block, come back")
  func longTexts() throws {
    for length in [255, 256, 257, 1_023, 1_024, 1_025, 70_000] {
      for filling in ["a", "&", "é", "\\n", "😀"] {
        let long = String(repeating: filling, count: length)
        try expectLaw(try Samples.bare(Array("{\"\(long)\":\"\(long)\"}".utf8)))
      }
    }
  }

  @Test("the elements are those of json-to-xml")
  func vocabulary() throws {
    let call = try Samples.bare(
      Array(#"{"a":[1.10,true,null,"x<\u0041"],"":{},"a\n":"é"}"#.utf8))
    let document = text(try xml(call).bytes)
    let start = try #require(document.firstRange(of: "<record>"))
    let end = try #require(document.firstRange(of: "</record>"))
    #expect(
      document[start.upperBound..<end.lowerBound] == """
        <map xmlns="http://www.w3.org/2005/xpath-functions">
        <array key="a">
        <number>1.10</number>
        <boolean>true</boolean>
        <null/>
        <string escaped="true">x&lt;\\u0041</string>
        </array>
        <map key=""/>
        <string key="a\\n" escaped-key="true">é</string>
        </map>
        """)
  }
}
