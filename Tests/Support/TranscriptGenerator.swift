public import CallPressCore

/// Makes transcripts at random, the same ones for the same seed: kind ones and cruel ones.
public struct TranscriptGenerator: Sendable {
  /// Whether texts and times are of the sort that nobody expects.
  public var isCruel: Bool
  private var random: SeededRandom

  /// Starts from a seed.
  public init(seed: UInt64, isCruel: Bool) {
    random = SeededRandom(seed: seed)
    self.isCruel = isCruel
  }

  /// A transcript with up to a number of turns.
  public mutating func next(turns most: Int = 12) -> Transcript {
    let speakers = [
      Speaker(id: "agent", kind: .agent, label: "agent", name: "Agent"),
      Speaker(
        id: "customer", kind: .customer, label: "user",
        name: isCruel ? random.pick(HostileTexts.all) : "Customer"),
      Speaker(id: "third-party", kind: .thirdParty, label: "x", name: "خدمة العملاء"),
    ]
    var clock: Int64 = isCruel && random.oneIn(9) ? -500 : 0
    let count = 1 + random.below(most)
    let withWords = random.oneIn(2)
    let entries = (1...count).map { number in
      Entry.turn(turn(number, random.pick(speakers).id, &clock, withWords))
    }
    return Transcript(state: .present, entries: entries, speakers: speakers)
  }

  private mutating func turn(
    _ number: Int, _ speaker: String, _ clock: inout Int64, _ withWords: Bool
  ) -> Turn {
    var text = ""
    var words: [Word] = []
    if isCruel, !random.oneIn(3) {
      text = HostileTexts.random(using: &random)
    }
    let start = clock
    for index in 0..<random.below(isCruel ? 30 : 40) {
      if index > 0 || !text.isEmpty { text += " " }
      let word = HostileTexts.word(&random)
      let range = text.utf8.count..<text.utf8.count + word.utf8.count
      text += word
      var from = clock
      clock += Int64(80 + random.below(500))
      var to = clock
      if random.oneIn(9) { clock += Int64(random.below(1800)) }
      if isCruel, random.oneIn(12) { from += Int64(random.below(20_000)) - 10_000 }
      if isCruel, random.oneIn(12) { to = from - Int64(random.below(200)) }
      guard withWords, !(isCruel && random.oneIn(10)) else { continue }
      words.append(
        Word(
          text: word, range: isCruel && random.oneIn(15) ? nil : range,
          span: isCruel && random.oneIn(15) ? nil : Inline.span(from, to)))
    }
    if words.isEmpty { clock += Int64(text.utf8.count * 60) }
    var span: TimeSpan? = Inline.span(start, clock)
    if isCruel {
      switch random.below(8) {
      case 0: span = nil
      case 1: span = Inline.span(start, start)
      case 2: clock = start
      case 3: clock -= Int64(random.below(3000))
      default: break
      }
    }
    clock += Int64(random.below(900))
    return Turn(number: number, speaker: speaker, text: text, words: words, span: span)
  }
}

/// Short ways to make values for tests.
public enum Inline {
  /// A measured span in milliseconds.
  public static func span(_ start: Int64, _ end: Int64) -> TimeSpan {
    TimeSpan(
      start: TimePoint(MediaTime(milliseconds: start), .measured),
      end: TimePoint(MediaTime(milliseconds: end), .measured))
  }

  /// A turn with the times of its words: `hello@0-400 there@450-900`.
  public static func timedTurn(_ number: Int = 1, _ speaker: String = "agent", _ text: String)
    -> Turn
  {
    var plain = ""
    var words: [Word] = []
    for part in text.split(separator: " ") {
      if !plain.isEmpty { plain += " " }
      let pieces = part.split(separator: "@")
      let word = String(pieces[0])
      let range = plain.utf8.count..<plain.utf8.count + word.utf8.count
      plain += word
      guard pieces.count == 2 else { continue }
      let times = pieces[1].split(separator: "-").compactMap { Int64($0) }
      words.append(Word(text: word, range: range, span: span(times[0], times[1])))
    }
    let starts = words.compactMap { $0.span?.start.milliseconds }
    let ends = words.compactMap { $0.span?.end.milliseconds }
    return Turn(
      number: number, speaker: speaker, text: plain, words: words,
      span: span(starts.min() ?? 0, ends.max() ?? 0))
  }

  /// A turn with a span and no words.
  public static func turn(
    _ number: Int = 1, _ speaker: String = "agent", _ text: String, _ start: Int64? = nil,
    _ end: Int64? = nil
  ) -> Turn {
    Turn(
      number: number, speaker: speaker, text: text,
      span: start.map { span($0, end ?? $0) })
  }

  /// A transcript of turns by an agent and a customer.
  public static func transcript(
    _ turns: [Turn], names: [String: String] = ["agent": "Agent", "customer": "Customer"]
  ) -> Transcript {
    Transcript(
      state: turns.isEmpty ? .empty : .present, entries: turns.map(Entry.turn),
      speakers: names.sorted { $0.key < $1.key }.map {
        Speaker(
          id: $0.key, kind: $0.key == "agent" ? .agent : .customer, label: $0.key, name: $0.value)
      })
  }

  /// A call with a transcript and, where there is one, a record of the API's.
  public static func call(_ transcript: Transcript, record: String? = nil) throws -> Call {
    let document = try JSONDocument(parsing: Array((record ?? "{}").utf8))
    return Call(record: document.root, isAPIRecord: record != nil, transcript: transcript)
  }
}
