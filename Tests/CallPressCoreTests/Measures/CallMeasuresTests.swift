import CallPressCore
import TestSupport
import Testing

@Suite("Measures")
struct CallMeasuresTests {
  private static let speakers = [
    Speaker(id: "agent", kind: .agent, label: "agent", name: "Agent"),
    Speaker(id: "customer", kind: .customer, label: "user", name: "Customer"),
    Speaker(id: "other", kind: .thirdParty, label: "x", name: "Other"),
  ]

  private static func span(
    _ from: Int64, _ to: Int64, _ provenance: TimeProvenance = .measured
  ) -> TimeSpan {
    TimeSpan(
      start: TimePoint(MediaTime(milliseconds: from), provenance),
      end: TimePoint(MediaTime(milliseconds: to), provenance))
  }

  private static func turn(
    _ speaker: String, _ from: Int64, _ to: Int64, _ text: String = "a b",
    _ provenance: TimeProvenance = .measured, words: [Word] = []
  ) -> Turn {
    Turn(
      number: 0, speaker: speaker, text: text, words: words, span: span(from, to, provenance))
  }

  private static func transcript(_ turns: [Turn]) -> Transcript {
    var numbered = turns
    for index in numbered.indices { numbered[index].number = index + 1 }
    var transcript = Transcript()
    transcript.state = turns.isEmpty ? .empty : .present
    transcript.speakers = speakers
    transcript.entries = numbered.map { .turn($0) }
    return transcript
  }

  private static func measures(_ turns: [Turn]) -> CallMeasures {
    CallMeasures(transcript(turns))
  }

  private static func random(_ seed: UInt64, _ count: Int) -> [Turn] {
    var random = SeededRandom(seed: seed)
    var time: Int64 = 0
    return (0..<count).map { _ in
      let start = max(0, time + Int64.random(in: -1500...4000, using: &random))
      let end = start + Int64.random(in: 0...6000, using: &random)
      time = end
      let speaker = speakers[Int.random(in: 0..<3, using: &random)].id
      return turn(speaker, start, end, "one two three?")
    }
  }

  // MARK: Laws

  @Test("silence and talk less overlap are the span", arguments: 1...200)
  func sums(seed: Int) throws {
    let measures = Self.measures(Self.random(UInt64(seed), seed % 40 + 1))
    let span = try #require(measures.span.number)
    let talk = try #require(measures.talk.number)
    let silence = try #require(measures.silence.number)
    let overlap = try #require(measures.overlap.number)
    #expect(silence + talk - overlap == span)
    #expect(silence >= 0 && overlap >= 0 && overlap <= talk)
    #expect(try #require(measures.longestSilence.number) <= silence)
    #expect(try #require(measures.deadAir.number) <= silence)
  }

  @Test("the speakers' talk adds up to all talk, and their shares to the whole", arguments: 1...200)
  func shares(seed: Int) throws {
    let measures = Self.measures(Self.random(UInt64(seed), seed % 40 + 1))
    let talk = try #require(measures.talk.number)
    #expect(measures.speakers.reduce(0) { $0 + ($1.talk.number ?? -1) } == talk)
    if talk > 0 {
      #expect(measures.speakers.reduce(0) { $0 + ($1.share.number ?? -1) } == 1000)
    }
    #expect(measures.speakers.reduce(0) { $0 + $1.turns } == measures.turns)
  }

  @Test("the order of the turns in the source changes nothing", arguments: 1...100)
  func order(seed: Int) {
    let turns = Self.random(UInt64(seed), 24)
    var random = SeededRandom(seed: UInt64(seed) &+ 7)
    #expect(Self.measures(turns.shuffled(using: &random)) == Self.measures(turns))
  }

  @Test("moving the whole call moves nothing but the first word", arguments: 1...50)
  func shift(seed: Int) throws {
    let turns = Self.random(UInt64(seed), 20)
    let moved = turns.map { turn in
      let span = turn.span
      return Self.turn(
        turn.speaker, (span?.start.milliseconds ?? 0) + 5000, (span?.end.milliseconds ?? 0) + 5000,
        turn.text)
    }
    var (one, two) = (Self.measures(turns), Self.measures(moved))
    #expect(
      try #require(two.timeToFirstWord.number) - #require(one.timeToFirstWord.number) == 5000)
    one.timeToFirstWord = .unknown
    two.timeToFirstWord = .unknown
    #expect(one == two)
  }

  // MARK: Cases

  @Test("a call by hand")
  func byHand() {
    let measures = Self.measures([
      Self.turn("agent", 500, 2500, "Good morning. How are you?"),
      Self.turn("customer", 3000, 4000, "Fine, and you?"),
      Self.turn("agent", 4800, 9000, "Well. What is it about?"),
      Self.turn("customer", 6000, 6400, "Mm."),
      Self.turn("customer", 8500, 11_000, "I want to cancel."),
      Self.turn("agent", 15_000, 16_000, "Why?"),
    ])
    #expect(measures.span == .value(15_500, isEstimated: false))
    #expect(measures.talk.number == 11_100)
    #expect(measures.overlap.number == 900)
    #expect(measures.silence.number == 5300)
    #expect(measures.longestSilence.number == 4000)
    #expect(measures.deadAirCount.number == 1 && measures.deadAir.number == 4000)
    #expect(measures.timeToFirstWord.number == 500)
    // Two answers: after 0.8 s and, the back-channel being none, after 4 s.
    #expect(measures.responses.number == 2)
    #expect(measures.responseMedian.number == 800 && measures.response95.number == 4000)
    let (agent, customer) = (measures.speakers[0], measures.speakers[1])
    #expect(agent.interruptions.number == 0 && customer.interruptions.number == 1)
    #expect(agent.questions == 3 && customer.questions == 1)
    #expect(agent.words == 5 + 5 + 1 && customer.words == 3 + 1 + 4)
    #expect(agent.longestMonologue.number == 4200)
    #expect(agent.wordsPerMinute.number == 92)
  }

  @Test("a back-channel takes no floor: it interrupts nobody, and going on is no answer to it")
  func backChannel() {
    let measures = Self.measures([
      Self.turn("agent", 0, 10_000), Self.turn("customer", 3000, 3400),
      Self.turn("agent", 12_000, 13_000),
    ])
    let (agent, customer) = (measures.speakers[0], measures.speakers[1])
    #expect(customer.interruptions.number == 0 && measures.responses.number == 0)
    #expect(measures.responseMedian == .notApplicable)
    #expect(agent.longestMonologue.number == 13_000)
  }

  @Test("pauses between words are no talk")
  func pauses() {
    let words = [
      Word(text: "a", range: 0..<1, span: Self.span(0, 1000)),
      Word(text: "b", range: 2..<3, span: Self.span(1500, 2000)),
      Word(text: "c", range: 4..<5, span: Self.span(5000, 6000)),
    ]
    let measures = Self.measures([Self.turn("agent", 0, 6000, "a b c", words: words)])
    #expect(measures.talk.number == 3000 && measures.silence.number == 3000)
  }

  @Test("no turns are nothing to measure, and turns without times are unknown, not zero")
  func states() {
    let empty = Self.measures([])
    #expect(empty.named.allSatisfy { $0.measure == .notApplicable } && empty.speakers.isEmpty)
    let untimed = Self.measures([
      Turn(number: 1, speaker: "agent", text: "one?"), Self.turn("customer", 0, 500),
    ])
    #expect(untimed.named.allSatisfy { $0.measure == .unknown })
    #expect(untimed.speakers.map(\.words) == [1, 2] && untimed.speakers[0].questions == 1)
    #expect(untimed.speakers.allSatisfy { $0.talk == .unknown && $0.share == .unknown })
  }

  @Test("what rests on estimated times says so, and nothing else does")
  func estimates() {
    let measures = Self.measures([
      Self.turn("agent", 0, 1000),
      Self.turn("customer", 2000, 3000, "x", .estimated(.readingSpeed)),
    ])
    #expect(measures.span.isEstimated && measures.speakers[1].talk.isEstimated)
    #expect(!measures.speakers[0].talk.isEstimated && !measures.timeToFirstWord.isEstimated)
  }

  @Test(
    "questions are marks at the ends of words",
    arguments: [
      ("Really?!", 1), ("هل أنت بخير؟ نعم", 1), ("see https://x.example/?a=b now", 0),
      ("Oui ? Non ?", 2), ("何ですか？", 1), ("what??? no", 1),
    ])
  func questions(text: String, count: Int64) {
    #expect(Self.measures([Self.turn("agent", 0, 1, text)]).speakers[0].questions == count)
  }

  @Test("every measure has a definition with its threshold")
  func definitions() {
    let settings = MeasureSettings(pause: 1500, deadAir: 4000, overlap: 250)
    let all = MeasureDefinition.all(settings)
    let text = all.map(\.definition).joined(separator: " ")
    for threshold in ["1.5 s", "4 s", "0.25 s"] { #expect(text.contains(threshold)) }
    let ids = Set(all.map(\.id))
    for name in ["talk_ms", "silence_ms", "overlap_ms", "interruptions"] {
      #expect(ids.contains(name))
    }
  }
}
