import Testing

@testable import CallPressCore

@Suite("Named values")
struct NamedValuesTests {
  private func read(_ json: String) throws -> NamedValues {
    let root = try JSONDocument(parsing: Array(#"{"agent_post_call_outcomes":\#(json)}"#.utf8)).root
    return NamedValues(root["agent_post_call_outcomes"])
  }

  /// `name=value` for each value.
  private func pairs(_ json: String) throws -> [String] {
    try read(json).values.map { "\($0.name)=\($0.text)" }
  }

  static let expected = ["interest=high", "amount=12.50"]

  @Test(
    "edge 67: every shape gives the same values in the same order",
    arguments: [
      #"{"interest":"high","amount":12.50}"#,
      #"[{"name":"interest","value":"high"},{"name":"amount","value":12.50}]"#,
      #"[{"key":"interest","result":"high"},{"variable":"amount","answer":12.50}]"#,
      #"[{"label":"interest","default":"high"},{"id":"amount","default_value":12.50}]"#,
      #"[{"id":7,"name":"interest","value":"high"},{"id":8,"name":"amount","value":12.50}]"#,
      #"{"interest":{"value":"high","type":"string"},"amount":{"value":12.50,"rationale":"r"}}"#,
      #"[{"name":"interest","value":{"value":"high","reason":"x"}},{"name":"amount","value":12.50}]"#,
      #"[{"interest":"high","amount":12.50}]"#, #"[{"interest":"high"},{"amount":12.50}]"#,
      #"[["interest","high"],["amount",12.50]]"#,
      #""{\"interest\":\"high\",\"amount\":12.50}""#,
      #""\"{\\\"interest\\\":\\\"high\\\",\\\"amount\\\":12.50}\"""#,
      #""[{\"name\":\"interest\",\"value\":\"high\"},{\"name\":\"amount\",\"value\":12.50}]""#,
      #"[null,{"interest":"high"},{},{"amount":12.50}]"#,
    ])
  func shapes(json: String) throws {
    #expect(try pairs(json) == Self.expected)
    #expect(try read(json).state == .present)
  }

  @Test(
    "edge 67: not extracted yet is apart from none",
    arguments: [
      ("null", .pending), ("{}", .empty), ("[]", .empty), ("[{}]", .empty), ("[null]", .empty),
      ("\"\"", .pending), ("\" \"", .pending), (#""null""#, .pending),
      (#""{}""#, .empty), (#""[]""#, .empty),
      ("7", .present), (#""free text""#, .present), ("false", .present),
    ] as [(String, NamedValuesState)])
  func states(json: String, state: NamedValuesState) throws {
    #expect(try read(json).state == state)
  }

  @Test("a missing member is not extracted yet")
  func missing() {
    #expect(NamedValues(nil).state == .pending)
  }

  @Test("a single value goes by the name of the member")
  func single() throws {
    #expect(try pairs("\"interested\"") == ["agent_post_call_outcomes=interested"])
    #expect(try pairs("[true, 7]") == ["0=true", "1=7"])
    #expect(try read("[true]").diagnostics.map(\.code) == ["unnamed-value"])
  }

  @Test("a wrapper's type, description and rationale are kept")
  func wrapper() throws {
    let value = try read(
      #"{"a":{"value":null,"type":"boolean","description":"d","reason":"r"}}"#
    ).values.first
    #expect(value?.value?.isNull == true)
    #expect(value?.type == "boolean")
    #expect(value?.about == "d")
    #expect(value?.rationale == "r")
    let entry = try read(#"[{"name":"a","value":1,"type":"n","description":"d","rationale":"x"}]"#)
      .values.first
    #expect(entry?.text == "1")
    #expect(entry?.type == "n")
    #expect(entry?.rationale == "x")
  }

  @Test("an object that merely has a member called value stays whole")
  func notAWrapper() throws {
    #expect(
      try pairs(#"{"a":{"value":1,"currency":"EUR"}}"#) == [#"a={"value":1,"currency":"EUR"}"#])
    #expect(try pairs(#"{"a":{"type":"home","description":"x"}}"#).count == 1)
    #expect(try pairs(#"{"a":{}}"#) == ["a={}"])
  }

  @Test("a value that is named without one is kept")
  func withoutValue() throws {
    let values = try read(#"[{"name":"a","type":"string","description":"what"}]"#).values
    #expect(values.map(\.name) == ["a"])
    #expect(values.first?.value == nil)
    #expect(values.first?.about == "what")
  }

  @Test("edge 68: names are data, whatever they hold")
  func names() throws {
    let json = #"{"a b.c":1,"__proto__":2,"اسم العميل":3,"":4,"<x>\u0000":5}"#
    #expect(
      try read(json).values.map(\.name) == ["a b.c", "__proto__", "اسم العميل", "", "<x>\u{0}"])
  }

  @Test("edge 68: names that repeat are kept and flagged")
  func repeatedNames() throws {
    let values = try read(#"{"a":1,"b":2,"a":3,"A":4,"a":5}"#)
    #expect(values.values.map(\.text) == ["1", "2", "3", "4", "5"])
    #expect(values.values.map(\.isRepeated) == [true, false, true, false, true])
    #expect(values.diagnostics.map(\.code) == ["repeated-name", "names-differ-in-case"])
  }

  @Test("text that only looks like JSON is one value, and said to be")
  func brokenEmbedded() throws {
    let values = try read(#""{not json""#)
    #expect(values.values.map(\.text) == ["{not json"])
    #expect(values.diagnostics.map(\.code).contains("unreadable-embedded-json"))
  }

  @Test("every value knows where it stands, inside text as well")
  func locations() throws {
    let plain = try read(#"[{"name":"a","value":1},{"b":2}]"#)
    #expect(
      plain.values.map { $0.location?.pointer?.description } == [
        "/agent_post_call_outcomes/0", "/agent_post_call_outcomes/1/b",
      ])
    let embedded = try read(#""{\"a\":1}""#)
    #expect(
      embedded.values.map { $0.location?.pointer?.description } == ["/agent_post_call_outcomes/a"])
    #expect(embedded.diagnostics.map(\.code) == ["json-in-string"])
  }

  @Test("a hundred thousand values are no trouble")
  func many() throws {
    let members = (0..<100_000).map { "\"n\($0)\":\($0)" }.joined(separator: ",")
    #expect(try read("{\(members)}").values.count == 100_000)
    let elements = Array(repeating: "7", count: 100_000).joined(separator: ",")
    #expect(try read("[\(elements)]").diagnostics.count <= 20)
  }
}
