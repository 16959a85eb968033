import CallPress
import CallPressCore
import TestSupport
import Testing

@Suite("Which dialect reads")
struct DialectChoiceTests {
  /// As sure as can be, and then at a loss.
  private struct Boaster: TranscriptDialect {
    var id: String { "boaster" }
    var summary: String { "a dialect that promises too much" }

    func match(_ source: TranscriptSource) -> DialectMatch {
      DialectMatch(score: 100, reason: "none")
    }

    func read(
      _ source: TranscriptSource, into builder: inout TranscriptBuilder
    ) throws(CallPressError) {
      throw CallPressError(.unrecognizedDialect, "it cannot be read after all")
    }
  }

  @Test("where the surest dialect fails, those that were not asked at first may try")
  func fallback() throws {
    let registry = DialectRegistry([Boaster()] + Dialects.standard.dialects)
    let source = SourceDocument(
      name: "call.json", bytes: Array(record(#""transcript_object":\#(retellTurns)"#).utf8))
    let calls = try CallPipeline(dialects: registry).calls(in: source)
    let call = try #require(calls.first).get()
    #expect(call.transcript.dialect == "retell")
    #expect(call.lines == ["agent: Hello", "customer: Hi"])
  }

  @Test("no dialect is surer than it says it can be, and the surest one reads")
  func scores() throws {
    var random = SeededRandom(seed: 11)
    var sources: [[UInt8]] = CallGenerator.calls(24, seed: 5)
    for _ in 0..<200 {
      var json = "["
      for position in 0..<Int.random(in: 1...6, using: &random) {
        if position > 0 { json += "," }
        json += random.pick(Self.turns)
      }
      sources.append(Array(record(#""transcript_object":\#(json)]"#).utf8))
    }
    let pipeline = CallPipeline()
    for bytes in sources {
      guard
        let call = try? pipeline.calls(in: SourceDocument(name: "c", bytes: bytes)).first?.get(),
        let object = call.record["transcript_object"]
      else { continue }
      let all = Dialects.standard.candidates(for: .json(object))
      for candidate in all { #expect(candidate.match.score <= candidate.dialect.highestScore) }
      #expect(call.transcript.dialect == all.first?.dialect.id)
      let shown = pipeline.reader.recognition(of: call).candidates
      #expect(shown.map(\.dialect) == all.map(\.dialect.id))
      #expect(shown.map(\.score) == all.map(\.match.score))
    }
  }

  @Test("no dialect is surer of a sample than it says it can be", arguments: samples)
  func scoresOfSamples(name: String) throws {
    let bytes = try TranscriptFixtures.bytes(name)
    let source: TranscriptSource =
      if let document = try? JSONDocument(parsing: bytes) {
        .json(document.root)
      } else {
        .text(String(decoding: bytes, as: UTF8.self), origin: nil)
      }
    for dialect in Dialects.standard.dialects {
      #expect(dialect.match(source).score <= dialect.highestScore, "\(dialect.id)")
    }
  }

  private static let samples = TranscriptFixtures.allNames

  @Test("our own JSON is as sure as it says it can be")
  func ownScore() throws {
    let call = try readCall(record(#""transcript_object":\#(retellTurns)"#))
    var buffer = OutputBuffer()
    var source: TranscriptSource?
    try CallExporter(formats: ["json"]).export(call, using: &buffer) { _, document, _ in
      source = (try? JSONDocument(parsing: document.bytes())).map { .json($0.root) }
    }
    let match = CallPressDialect().match(try #require(source))
    #expect(match.score > 97)
    #expect(match.score <= CallPressDialect().highestScore)
  }

  private static let turns = [
    #"{"role":"agent","content":"a","words":[{"word":"a","start":0,"end":1}]}"#,
    #"{"role":"user","content":"b"}"#, #"{"role":"assistant","content":"c"}"#,
    #"{"speaker":"agent","text":"d","start":1,"end":2}"#,
    #"{"type":"message","role":"user","content":["e"]}"#,
    #"{"type":"message","role":"assistant","content":"f","created_at":1700000000}"#,
    #"{"role":"agent","content":"g","start_time":3}"#, #""Agent: h""#, #"["i"]"#, #"{"x":1}"#,
  ]
}
