import CallPressCore
import TestSupport
import Testing

/// What the captions of the corpus are worth by the published rules.
@Suite("Score of captions")
struct CaptionScoreTests {
  static func shown(
    _ transcript: Transcript, _ settings: CaptionSettings
  ) throws -> [ShownCaption] {
    var export = ExportSettings()
    export.captions = settings
    let written = try SRTFormat.write(Inline.call(transcript), settings: export)
    return try StrictSubRip.read(written.bytes).map {
      ShownCaption(start: $0.start, end: $0.end, lines: $0.lines)
    }
  }

  @Test(
    "calls of the half that nothing was tuned on score high, cross-talk or not",
    arguments: CaptionCorpus.Language.allCases)
  func corpus(language: CaptionCorpus.Language) throws {
    var settings = CaptionSettings()
    settings.language = language.rawValue
    var sum = 0.0
    for seed in [UInt64(1), 3, 5] {
      var corpus = CaptionCorpus(language, seed: seed)
      for crossTalk in [true, false] {
        let list = try Self.shown(corpus.call(crossTalk: crossTalk), settings)
        let score = CaptionScore(list, settings: settings)
        sum += score.total
        #expect(score.breaks > 0.85, "\(score.breaks)")
        #expect((score.kept[.width]?.captions ?? 0) * 100 >= score.captions * 90)
      }
    }
    #expect(sum / 6 > (language == .japanese ? 75 : 86), "\(sum / 6)")
  }

  @Test("every word comes out once and in order", arguments: CaptionCorpus.Language.allCases)
  func fidelity(language: CaptionCorpus.Language) throws {
    var corpus = CaptionCorpus(language, seed: 8)
    for _ in 0..<3 {
      let transcript = corpus.call()
      for profile in CaptionProfile.allCases {
        let track = try CueLayout().track(for: transcript, settings: profile.settings)
        func bare(_ text: String) -> [Character] { text.filter { !$0.isWhitespace } }
        let lines = track.lines.sorted { $0.range.lowerBound < $1.range.lowerBound }
        for speaker in transcript.speakers {
          let said = transcript.turns.filter { $0.speaker == speaker.id }.map(\.text).joined()
          let shown = lines.filter { transcript.turns[$0.turn - 1].speaker == speaker.id }
            .map { track.text(of: $0) }.joined()
          #expect(bare(shown) == bare(said), "\(profile)")
        }
      }
    }
  }

  @Test("cues keep to the words' times, cross-talk or not", arguments: [UInt64(1), 2, 3])
  func synchrony(seed: UInt64) throws {
    var settings = CaptionSettings()
    settings.showsWordTimes = true
    var corpus = CaptionCorpus(.english, seed: seed)
    let track = try CueLayout().track(for: corpus.call(), settings: settings)
    var late = 0
    for cue in track.cues {
      let ranges = track.lines(of: cue).map(\.range)
      let spoken = track.words.filter { word in
        ranges.contains { $0.contains(word.range.lowerBound) }
      }
      let first = try #require(spoken.map(\.start).min())
      let distance = cue.start.distance(from: first)
      #expect(distance >= -300)
      if distance > 250 { late += 1 }
    }
    #expect(late * 12 <= track.cues.count)
  }

  @Test("each rule finds what breaks it, and nothing else")
  func rules() throws {
    let good = ShownCaption(start: 0, end: 2000, lines: ["Good morning."])
    func broken(_ caption: ShownCaption) -> [CaptionScore.Rule] {
      CaptionScore([good, caption], settings: CaptionSettings()).offences.map(\.rule)
    }
    let fine = ShownCaption(start: 3000, end: 5000, lines: ["All is well."])
    #expect(broken(fine).isEmpty)
    var other = fine
    other.lines = ["a", "b", "c"]
    #expect(broken(other) == [.lines])
    other = fine
    other.end = 9000
    other.lines = [String(repeating: "word ", count: 9)]
    #expect(broken(other) == [.width])
    other.end = 10_001
    other.lines = ["Long."]
    #expect(broken(other) == [.maximum])
    other.end = 3500
    #expect(broken(other) == [.minimum])
    other.end = 4000
    other.lines = ["Twenty-five columns here."]
    #expect(broken(other) == [.speed])
    other = fine
    other.start = 2010
    #expect(broken(other) == [.gap])
  }

  @Test("a break behind an article is worth less than one at a clause")
  func breaks() {
    func value(_ lines: [String]) -> Double {
      CaptionScore(
        [ShownCaption(start: 0, end: 5000, lines: lines)], settings: CaptionSettings()
      ).lineEnds
    }
    #expect(value(["I went to the", "office in the morning"]) == 0)
    #expect(value(["I went to the office,", "and it was closed"]) == 1)
    #expect(value(["I went to the office", "and it was closed"]) == 1)
    #expect(value(["I went to", "the office and it was closed"]) < 0.2)
  }
}
