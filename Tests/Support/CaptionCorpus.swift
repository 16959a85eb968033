public import CallPressCore

/// Calls with the times of words in seven languages, as recognisers give them: made at random of
/// sentences that were written for this, with pauses, fast and slow speakers, and people who speak
/// at once.
public struct CaptionCorpus: Sendable {
  /// A language of the corpus.
  public enum Language: String, CaseIterable, Sendable {
    case english = "en"
    case french = "fr"
    case arabic = "ar"
    case german = "de"
    case spanish = "es"
    case japanese = "ja"
    case chinese = "zh"
  }

  private var random: SeededRandom
  private let language: Language
  private let sentences: [String]
  private let asides: [String]

  /// Starts from a seed.
  ///
  /// Even and odd seeds have no sentence in common: tune on one half and judge by the other.
  public init(_ language: Language, seed: UInt64) {
    random = SeededRandom(seed: seed &* 7919 &+ 17)
    self.language = language
    let all = CaptionSentences.text(language).split(separator: "\n").map(String.init)
    // Halves of the sentences as well.
    sentences = all.enumerated().filter { UInt64($0.offset) % 2 == seed % 2 }.map(\.element)
    asides = CaptionSentences.asides(language)
  }

  /// A call of about so many turns.
  public mutating func call(turns count: Int = 24, crossTalk: Bool = true) -> Transcript {
    let speakers = [
      Speaker(id: "agent", kind: .agent, label: "agent", name: "Agent"),
      Speaker(id: "customer", kind: .customer, label: "user", name: "Customer"),
    ]
    var turns: [Turn] = []
    var clock: Int64 = 300
    var isAgent = true
    for _ in 0..<count {
      let start = clock
      let turn = turn(turns.count + 1, isAgent ? "agent" : "customer", &clock)
      turns.append(turn)
      if crossTalk, clock - start > 4000, random.oneIn(3) {
        // The other says a word or two meanwhile.
        var aside = start + 1200 + Int64(random.below(Int(clock - start - 2000)))
        let text = random.pick(asides)
        turns.append(
          speak(text, turns.count + 1, isAgent ? "customer" : "agent", &aside, slow: 1.1))
      }
      if random.oneIn(5) { continue }
      isAgent.toggle()
      clock +=
        crossTalk && random.oneIn(6) ? -Int64(200 + random.below(900)) : Int64(random.below(900))
      clock = max(clock, start + 600)
    }
    let ordered = turns.sorted {
      ($0.span?.start.milliseconds ?? 0, $0.number) < ($1.span?.start.milliseconds ?? 0, $1.number)
    }
    let entries = ordered.enumerated().map { index, turn in
      var turn = turn
      turn.number = index + 1
      return Entry.turn(turn)
    }
    return Transcript(state: .present, entries: entries, speakers: speakers)
  }

  private mutating func turn(_ number: Int, _ speaker: String, _ clock: inout Int64) -> Turn {
    let count = random.oneIn(3) ? 1 : 1 + random.below(random.oneIn(4) ? 9 : 3)
    let gap = language == .japanese || language == .chinese ? "" : " "
    var text = ""
    for _ in 0..<count {
      if !text.isEmpty { text += gap }
      text += random.pick(sentences)
    }
    return speak(text, number, speaker, &clock, slow: 0.85 + Double(random.below(50)) / 100)
  }

  /// Words with times; scripts without spaces get a time for one or two characters, as recognisers
  /// do it.
  private mutating func speak(
    _ text: String, _ number: Int, _ speaker: String, _ clock: inout Int64, slow: Double
  ) -> Turn {
    var words: [Word] = []
    let start = clock
    var at = 0
    for piece in pieces(text) {
      let length = piece.utf8.count
      if piece != " " {
        let columns = DisplayWidth.columns(of: piece)
        let isWide = language == .japanese || language == .chinese
        let each = isWide ? 68.0 : language == .arabic ? 62.0 : 52.0
        let duration = Int64((Double(columns) * each + (isWide ? 0 : 60)) * slow)
        let last = piece.unicodeScalars.last?.value ?? 0
        words.append(
          Word(
            text: piece, range: at..<at + length, span: Inline.span(clock, clock + duration)))
        clock += duration + (isWide ? 0 : Int64(random.below(40)))
        if ".?!؟。？！".unicodeScalars.contains(where: { $0.value == last }) {
          clock += Int64(random.below(900))
        } else if ",،、，;:".unicodeScalars.contains(where: { $0.value == last }) {
          clock += Int64(random.below(350))
        } else if random.oneIn(40) {
          clock += Int64(300 + random.below(1200))
        }
      }
      at += length
    }
    return Turn(
      number: number, speaker: speaker, text: text, words: words,
      span: Inline.span(start, words.last?.span?.end.milliseconds ?? start + 1))
  }

  private func pieces(_ text: String) -> [String] {
    guard language == .japanese || language == .chinese else {
      return text.split(separator: " ").flatMap { [String($0), " "] }.dropLast()
    }
    var pieces: [String] = []
    for character in text {
      let scalar = character.unicodeScalars.first?.value ?? 0
      let isMark = scalar < 0x3040 || scalar > 0xFF00
      if isMark, !pieces.isEmpty {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
      }
    }
    return pieces
  }
}
