import CallPressCore
import TestSupport
import Testing

@Suite("Damaged transcripts")
struct DialectFuzzTests {
  static let samples = [
    RetellTests.conversation,
    #"{"turns":[{"speaker":"Agent","text":"Hello you","start_time":420,"end_time":6278},{"speaker":"Customer","text":"Hi","start_time":7038,"duration":500}]}"#,
    #"{"results":[{"role":"bot","message":"a b","time":1760710082200,"endTime":1760710083900,"secondsFromStart":1.2,"words":[{"word":"a","start":1.2,"end":1.3},{"word":"b"}]}]}"#,
    #"[[{"text":"a","timestamp":"2026-03-01T10:00:03Z"}],[{"text":"b","timestamp":"00:00:03","final":false}]]"#,
    #"{"0":{"role":"agent","text":"a"},"10":{"role":"user","text":"c"},"2":{"role":"user","text":"b"}}"#,
    #"{"Agent":["a","b"],"User":"c","Agent":[{"text":"d","start":"PT1.5S"}]}"#,
    #"{"participants":[{"name":"agent","transcript":{"segments":[{"text":"a","timespan":{"start":"1.5s","end":"-2s"}}]}}]}"#,
  ]

  static let mapping = #"""
    {"turns":"/turns","role":"speaker","text":"text","start":"start_time","end":"end_time",
     "words":{"list":"words","text":"word","start":"start","end":"end"},"zero":"earliest"}
    """#

  @Test("whatever is damaged, every dialect reads lawfully or refuses", arguments: samples.indices)
  func damaged(index: Int) throws {
    var mutator = Mutator(seed: UInt64(index) + 1)
    let dialects: [any TranscriptDialect] = [
      RetellDialect(), GenericTurnsDialect(), KeyedObjectDialect(),
      try MappingDialect(parsing: Array(Self.mapping.utf8), name: "shape.json"),
    ]
    let sample = Array(Self.samples[index].utf8)
    for round in 0..<1500 {
      let bytes = mutator.mutate(sample)
      guard let root = try? JSONDocument(parsing: bytes).root else { continue }
      for dialect in dialects {
        let score = dialect.match(.json(root)).score
        #expect((0...100).contains(score))
        var options = ReadingOptions()
        if round % 7 == 0 { options.offset = [.max, .min, -3000, 1][round % 4] }
        if round % 5 == 0 { options.timeUnit = TimeUnit.allCases[round % 5] }
        var builder = TranscriptBuilder(
          context: ReadingContext(
            callStart: round % 3 == 0 ? Instant(iso8601: "2026-03-01T10:00:00Z") : nil,
            callDuration: round % 2 == 0 ? MediaTime(milliseconds: 30_000) : nil, options: options))
        do {
          try dialect.read(.json(root), into: &builder)
        } catch {
          #expect(error.code == .unrecognizedDialect)
          continue
        }
        check(builder.finish(), bytes)
      }
    }
  }

  /// What holds of every transcript.
  private func check(_ transcript: Transcript, _ bytes: [UInt8]) {
    let context = String(decoding: bytes, as: UTF8.self)
    var previous = MediaTime(milliseconds: .min)
    for (position, turn) in transcript.turns.enumerated() {
      #expect(turn.number == position + 1)
      #expect(transcript.speaker(turn.speaker) != nil)
      #expect(!turn.text.isEmpty, "\(context)")
      if let span = turn.span {
        #expect(span.start.time >= previous && span.end.time >= span.start.time, "\(context)")
        #expect(span.start.milliseconds >= 0)
        previous = span.start.time
      }
      var last = 0
      for word in turn.words {
        if let span = word.span { #expect(span.end.time >= span.start.time, "\(context)") }
        guard let range = word.range else { continue }
        #expect(range.lowerBound >= last && range.upperBound <= turn.text.utf8.count, "\(context)")
        last = range.upperBound
      }
    }
  }

  @Test("numbers, texts and depths beyond all sense are read or refused")
  func extremes() throws {
    let times = [
      "1e400", "-1e400", "99999999999999999999", "1e18", "-9223372036854775808",
      "\"9223372036854775807\"", "\"2562047788015:12:55\"", "\"-2562047788015:12:55\"",
      "\"PT99999999999999H\"", "\"9999-12-31T23:59:59.999Z\"", "\"0000-01-01T00:00:00Z\"", "0.0",
      "-0", "{\"seconds\":\"99999999999999\",\"nanos\":-999999999999}", "[1e17,-1e17]",
    ]
    for first in times {
      for second in times {
        let json = #"""
          [{"role":"agent","content":"a","start":\#(first),"end":\#(second),"duration":\#(second),
            "words":[{"word":"a","start":\#(second),"end":\#(first),"duration":\#(first)}]},
           {"role":"user","content":"b","start":\#(second),"duration":\#(first)},{"content":"c"}]
          """#
        for dialect in [RetellDialect(), GenericTurnsDialect()] as [any TranscriptDialect] {
          var options = ReadingOptions()
          options.offset = .max
          _ = try readJSON(json, with: dialect)
          _ = try readJSON(
            json, with: dialect, start: "2026-03-01T10:00:00Z", duration: .max, options: options)
          options.offset = .min
          _ = try readJSON(json, with: dialect, duration: -5, options: options)
        }
      }
    }
    let deep = String(repeating: #"{"data":["#, count: 100) + String(repeating: "]}", count: 100)
    #expect(throws: CallPressError.self) { try readJSON(deep) }
  }
}
