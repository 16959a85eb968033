import CallPressCore
import TestSupport
import Testing

@Suite("Times and order of turns")
struct TurnTimesTests {
  /// Fifteen characters, which take 975 ms to say.
  static let text = "fifteen letters"

  @Test("an end comes from the source, a duration, the words, the next start, or a guess, in turn")
  func ladder() throws {
    let read = try readJSON(
      #"""
      [{"role": "agent", "text": "fifteen letters", "start": 1.5, "end": 2.25, "duration": 9.5},
       {"role": "user", "text": "fifteen letters", "start": 3.5, "duration": 0.75},
       {"role": "agent", "text": "one two", "start": 5.5,
        "words": [{"word": "one", "start": 5.5, "end": 5.7}, {"word": "two", "start": 5.8, "end": 6.1}]},
       {"role": "user", "text": "fifteen letters", "start": 7.5},
       {"role": "agent", "text": "fifteen letters", "start": 8.0},
       {"role": "user", "text": "fifteen letters", "start": 9.75}]
      """#, duration: 10_500)
    #expect(
      read.spans == [
        [1500, 2250], [3500, 4250], [5500, 6100], [7500, 8000], [8000, 8975], [9750, 10_500],
      ])
    #expect(
      read.provenance == [
        ["measured", "measured"], ["measured", "duration"], ["measured", "words"],
        ["measured", "next-start"], ["measured", "reading-speed"], ["measured", "call-end"],
      ])
    #expect(read.codes == ["ends-estimated"])
    #expect(read.transcript.zeroPoint == .callStart)
  }

  @Test("a turn without a start takes that of its first word")
  func startFromWords() {
    let read = build([draft("a", "x y", words: [word("x", 300, 500), word("y", 500, 800)])])
    #expect(read.spans == [[300, 800]])
    #expect(read.provenance == [["words", "words"]])
    #expect(read.diagnostics.isEmpty)
  }

  @Test("without any time there are no spans")
  func untimed() {
    let read = build([draft("a", "x"), draft("b", "y")])
    #expect(read.spans == [[], []])
    #expect(read.transcript.zeroPoint == nil)
    #expect(read.diagnostics.isEmpty)
  }

  @Test("turns without a time among timed ones lie between their neighbours")
  func between() {
    let read = build([
      draft("a", Self.text, 0, 1000), draft("b", Self.text), draft("a", Self.text),
      draft("b", Self.text, 5000, 6000), draft("a", Self.text), draft("b", Self.text),
    ])
    #expect(read.spans.map(\.first) == [0, 1000, 3000, 5000, 6000, 6975])
    #expect(read.codes.contains("starts-estimated"))
    for turn in read.turns[1...2] {
      #expect(turn.span?.start.provenance == .estimated(.interpolated))
    }
  }

  @Test("Edge 16: turns without text are left out and counted, events stay")
  func emptyTexts() throws {
    let read = try readJSON(
      #"""
      [{"role": "agent", "content": ""}, {"role": "user", "content": null},
       {"role": "user", "content": " \n\t"}, {"role": "dtmf", "digit": "4"},
       {"role": "agent", "content": "Thanks"},
       {"role": "user", "content": "", "words": [{"word": "Bye", "start": 1, "end": 1.5}]}]
      """#, with: RetellDialect())
    #expect(read.order == ["<dtmf>", "Thanks", "Bye"])
    #expect(read.codes.filter { $0 == "empty-turns" }.count == 1)
    #expect(read.diagnostics.first { $0.code == "empty-turns" }?.message.hasPrefix("3 ") == true)
  }

  @Test(
    "Edge 17: a text of signs or marks is kept as it is",
    arguments: ["...", "!!", "[inaudible]", "[*]", "%HESITATION", "***", "[PII]", "**b** <break/>"])
  func marks(text: String) {
    #expect(build([draft("user", text)]).texts == [text])
  }

  @Test("Edge 21: an end before the start is clamped, and moves no other turn")
  func reversed() {
    let read = build([
      draft("a", "x", 5000, 3000), draft("b", "y", 6000, 7000), draft("a", "z", 8000, 8500),
    ])
    #expect(read.spans == [[5000, 5000], [6000, 7000], [8000, 8500]])
    #expect(read.turns[0].span?.end.provenance == .estimated(.clamped))
    #expect(read.codes == ["end-before-start"])
  }

  @Test("Edge 22: an end at the start is kept")
  func zeroLength() {
    let read = build([draft("a", "x", 5000, 5000)])
    #expect(read.spans == [[5000, 5000]])
    #expect(read.provenance == [["measured", "measured"]])
    #expect(read.diagnostics.isEmpty)
  }

  @Test("Edge 23: where every end is missing, no turn reaches into the next or past the call")
  func missingEnds() {
    let read = build(
      (0..<20).map { draft($0 % 2 == 0 ? "agent" : "user", Self.text, Int64($0) * 700) },
      duration: 14_000)
    for (turn, next) in zip(read.turns, read.turns.dropFirst()) {
      #expect(turn.span?.end.time == next.span?.start.time)
      #expect(turn.span?.end.provenance == .estimated(.nextStart))
    }
    #expect(read.turns.last?.span?.end.milliseconds == 14_000)
    #expect(read.turns.last?.span?.end.provenance == .estimated(.callEnd))
    #expect(read.diagnostics.filter { $0.code == "ends-estimated" }.count == 1)
  }

  @Test("Edge 24: a first turn without a start begins with the call or its first word")
  func firstStart() throws {
    let withoutWords = try readJSON(
      #"[{"role":"agent","text":"Hello","start":null},{"role":"user","text":"Hi","start":3.5,"end":4}]"#
    )
    #expect(withoutWords.spans[0][0] == 0)
    #expect(withoutWords.turns[0].span?.start.provenance == .estimated(.interpolated))
    let withWords = try readJSON(
      #"""
      [{"role":"agent","text":"Hello","start":null,"words":[{"word":"Hello","start":1.25,"end":1.5}]},
       {"role":"user","text":"Hi","start":3.5,"end":4}]
      """#)
    #expect(withWords.spans[0] == [1250, 1500])
    #expect(withWords.provenance[0] == ["words", "words"])
  }

  @Test("Edge 25: turns are sorted by start, equal ones and events keep their places")
  func sorting() throws {
    let read = try readJSON(
      #"""
      [{"role":"injected","content":"first of all"},
       {"role":"agent","content":"c","words":[{"word":"c","start":3,"end":3.5}]},
       {"role":"tool_call_invocation","name":"after c","arguments":"{}"},
       {"role":"user","content":"a","words":[{"word":"a","start":1,"end":1.5}]},
       {"role":"dtmf","digit":"1"},
       {"role":"agent","content":"c2","words":[{"word":"c2","start":3,"end":3.5}]},
       {"role":"user","content":"b","words":[{"word":"b","start":2,"end":2.5}]}]
      """#, with: RetellDialect())
    #expect(
      read.order == ["<injected-context>", "a", "<dtmf>", "b", "c", "<tool-call>", "c2"])
    #expect(read.turns.map(\.number) == [1, 2, 3, 4])
    #expect(read.codes == ["turns-sorted"])
  }

  @Test("Edge 25: a turn without a start stays behind the turn before it")
  func sortingUntimed() {
    let read = build([
      draft("a", "late", 5000, 6000), draft("b", "with late"), draft("a", "early", 1000, 2000),
    ])
    #expect(read.texts == ["early", "late", "with late"])
  }

  @Test("Edge 26: turns that start together keep their order and their start")
  func sameStart() throws {
    let read = try readJSON(
      #"""
      [{"role":"agent","message":"a","time_in_call_secs":4},
       {"role":"user","message":"b","time_in_call_secs":4},
       {"role":"agent","message":"c","time_in_call_secs":4},
       {"role":"user","message":"d","time_in_call_secs":9}]
      """#)
    #expect(read.texts == ["a", "b", "c", "d"])
    #expect(read.spans.map(\.first) == [4000, 4000, 4000, 9000])
    for turn in read.turns { #expect((turn.span?.duration ?? 0) > 0) }
  }

  @Test("Edge 27: cross-talk is kept")
  func overlap() {
    let read = build([draft("a", "x", 1000, 5000), draft("b", "y", 2000, 3000)])
    #expect(read.spans == [[1000, 5000], [2000, 3000]])
    #expect(read.diagnostics.isEmpty)
  }

  @Test("Edge 28: the noise of floating point is rounded once, half up")
  func floatNoise() throws {
    let read = try readJSON(
      #"""
      [{"role":"agent","content":"a b","words":[
         {"word":"a ","start":5.977583251953125,"end":12.565001},
         {"word":"b","start":12.5645,"end":0.8049999999999999e2}]}]
      """#, with: RetellDialect())
    let words = read.turns[0].words.compactMap(\.span).map {
      [$0.start.milliseconds, $0.end.milliseconds]
    }
    #expect(words == [[5978, 12_565], [12_565, 80_500]])
  }

  @Test("Edge 29: a word whose rounded times meet keeps both")
  func roundedTogether() throws {
    let read = try readJSON(
      #"[{"role":"agent","content":"a","words":[{"word":"a","start":1.0001,"end":1.0004}]}]"#,
      with: RetellDialect())
    #expect(read.spans == [[1000, 1000]])
    #expect(read.diagnostics.isEmpty)
  }

  @Test("Edge 30: times beyond the call are kept, and it is said once")
  func beyondCall() {
    let read = build(
      [
        draft("a", "x", 1000, 2000), draft("b", "y", 90_000, 99_000),
        draft("a", "z", 100_000, 110_000),
      ],
      duration: 60_000)
    #expect(read.spans == [[1000, 2000], [90_000, 99_000], [100_000, 110_000]])
    #expect(read.codes == ["time-beyond-call"])
    #expect(read.diagnostics[0].severity == .warning)
  }

  @Test("Edge 61: turns in a call of no length, and a call of some length without turns")
  func noLength() {
    let turns = build([draft("a", "x", 1000, 2000), draft("b", "y", 90_000)], duration: 0)
    #expect(turns.spans[0] == [1000, 2000])
    #expect(turns.codes == ["ends-estimated"])
    let none = build([], duration: 60_000)
    #expect(none.transcript.state == .empty)
    #expect(none.transcript.entries.isEmpty)
    #expect(none.diagnostics.isEmpty)
  }

  @Test("Edge 31: small negative times become zero, large ones too but with a warning")
  func negative() {
    let small = build([draft("a", "x", -1500, 2000), draft("b", "y", 3000, 4000)])
    #expect(small.spans == [[0, 2000], [3000, 4000]])
    #expect(small.turns[0].span?.start.provenance == .estimated(.clamped))
    #expect(small.diagnostics.map(\.severity) == [.info])
    let large = build([draft("a", "x", -90_000, -80_000), draft("b", "y", 3000, 4000)])
    #expect(large.spans == [[0, 0], [3000, 4000]])
    #expect(large.diagnostics.map(\.severity) == [.warning])
  }

  @Test("an offset is added to every time and says so")
  func offset() {
    var options = ReadingOptions()
    options.offset = 1500
    var builder = TranscriptBuilder(context: ReadingContext(options: options))
    builder.add(draft("a", "x", 1000, 2000, words: [word("x", 1000, 2000)]))
    builder.add(Event(kind: .dtmf, time: TimePoint(MediaTime(milliseconds: 500), .measured)))
    let transcript = builder.finish()
    let turn = transcript.turns[0]
    #expect(turn.span?.start == TimePoint(MediaTime(milliseconds: 2500), .derived(.offset)))
    #expect(turn.words[0].span?.end == TimePoint(MediaTime(milliseconds: 3500), .derived(.offset)))
    #expect(
      transcript.events[0].time == TimePoint(MediaTime(milliseconds: 2000), .derived(.offset)))
  }

  @Test("shifting all times by an offset shifts all spans by it and changes nothing else")
  func offsetLaw() {
    var random = SeededRandom(seed: 11)
    for _ in 0..<200 {
      let drafts = Self.drafts(&random)
      let shift = Int64(random.below(1_000_000))
      var options = ReadingOptions()
      options.offset = shift
      let (plain, shifted) = (
        build(drafts, duration: 600_000), build(drafts, duration: 600_000, options: options)
      )
      #expect(shifted.texts == plain.texts)
      #expect(shifted.spans == plain.spans.map { $0.map { $0 + shift } })
      #expect(
        shifted.turns.map { $0.words.map(\.range) } == plain.turns.map { $0.words.map(\.range) })
    }
  }

  @Test("spans never end before they start, starts never decrease, nothing is lost")
  func laws() {
    var random = SeededRandom(seed: 12)
    for _ in 0..<500 {
      let drafts = Self.drafts(&random)
      let read = build(drafts, duration: random.oneIn(2) ? 60_000 : nil)
      #expect(read.texts.sorted() == drafts.map(\.text).sorted())
      let starts = read.turns.compactMap { $0.span?.start.time }
      #expect(starts == starts.sorted())
      #expect(starts.isEmpty || starts.count == read.turns.count)
      #expect(
        read.turns.map(\.number)
          == Array(1...max(read.turns.count, 1)).prefix(read.turns.count).map(\.self))
      for turn in read.turns {
        #expect((turn.span?.duration ?? 0) >= 0)
        #expect((turn.span?.start.milliseconds ?? 0) >= 0)
      }
    }
  }

  @Test("a transcript in order stays in its order, and reading it again changes nothing")
  func idempotence() {
    var random = SeededRandom(seed: 13)
    for _ in 0..<200 {
      let once = build(Self.drafts(&random))
      let again = build(
        once.turns.map {
          draft($0.speaker, $0.text, $0.span?.start.milliseconds, $0.span?.end.milliseconds)
        })
      #expect(again.texts == once.texts)
      #expect(again.spans == once.spans)
      #expect(!again.codes.contains("turns-sorted"))
    }
  }

  /// Turns with some of their times, some of them impossible, each with a text of its own.
  private static func drafts(_ random: inout SeededRandom) -> [DraftTurn] {
    var clock: Int64 = 0
    return (0..<random.below(12) + 1).map { index in
      clock += Int64(random.below(4000))
      let start: Int64? = random.oneIn(4) ? nil : clock
      let end: Int64? = random.oneIn(3) ? nil : clock + Int64(random.below(3000)) - 300
      let back = random.oneIn(8) ? Int64(random.below(3000)) : 0
      let text = "turn \(index) " + String(repeating: "x", count: random.below(30))
      var turn = draft(
        random.oneIn(2) ? "agent" : "user", text, start.map { max(0, $0 - back) },
        end.map { max(0, $0) })
      if random.oneIn(3) {
        turn.words = [word("turn", clock, clock + 100), word("\(index)", clock + 100, clock + 150)]
      }
      return turn
    }
  }

  @Test("of one kind of diagnostic only so many are kept, and it is said how many more there were")
  func diagnosticLimit() {
    let read = build((0..<500).map { draft("a", "x", Int64($0) * 1000 + 500, Int64($0) * 1000) })
    let kept = read.diagnostics.filter { $0.code == "end-before-start" }
    #expect(kept.count == 21)
    #expect(kept.last?.message.hasPrefix("480 more") == true)
  }
}
