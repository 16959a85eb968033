import CallPressCore
import TestSupport
import Testing

@Suite("Times of cues")
struct CueTimingTests {
  private func track(
    _ turns: [Turn], timing: CaptionSettings.Timing = .measured
  ) throws -> CaptionTrack {
    var settings = CaptionSettings()
    settings.timing = timing
    return try CueLayout().track(for: Inline.transcript(turns), settings: settings)
  }

  private func turns(_ track: CaptionTrack) -> [[Int]] {
    track.cues.map { track.lines(of: $0).map(\.turn) }
  }

  private func times(_ track: CaptionTrack) -> [[Int64]] {
    track.cues.map { [$0.start.milliseconds, $0.end.milliseconds] }
  }

  @Test("without any time there are no captions, and the message names the way out")
  func noTimes() throws {
    let error = try #require(throws: CallPressError.self) {
      try track([Inline.turn(1, "agent", "Hello."), Inline.turn(2, "customer", "Hi.")])
    }
    #expect(error.code == .noTimes)
    #expect(error.message.contains("--timing estimate"))
  }

  @Test("estimated turns follow one another at reading speed, and say so")
  func estimated() throws {
    let track = try track(
      [
        Inline.turn(1, "agent", "Yes."),
        Inline.turn(2, "customer", "A line of precisely thirty-nine letters"),
      ], timing: .estimate)
    #expect(times(track) == [[0, 1116], [1200, 4082]])
    #expect(track.cues.allSatisfy { $0.isEstimated })
    #expect(track.diagnostics.contains { $0.code == "estimated-times" && $0.severity == .warning })
  }

  @Test("a transcript without turns, or with nothing to see, has no cues and needs no times")
  func nothing() throws {
    #expect(try track([]).cues.isEmpty)
    #expect(try track([Inline.turn(1, "agent", " \n")]).cues.isEmpty)
  }

  @Test("a turn without a time stands between its neighbours")
  func untimedTurn() throws {
    let track = try track([
      Inline.turn(1, "agent", "First.", 0, 2000), Inline.turn(2, "customer", "Second."),
      Inline.turn(3, "agent", "Third.", 6000, 8000),
    ])
    #expect(times(track) == [[0, 1916], [2000, 3000], [6000, 8000]])
    #expect(track.cues.map(\.isEstimated) == [false, true, false])
    #expect(track.diagnostics.contains { $0.code == "estimated-times" })
  }

  @Test("a turn without a time is kept in order where its neighbours leave no room")
  func crowded() throws {
    let track = try track([
      Inline.turn(1, "agent", "First.", 0, 5000), Inline.turn(2, "customer", "Second."),
      Inline.turn(3, "agent", "Third.", 3000, 8000),
    ])
    #expect(turns(track).flatMap { $0 } == [1, 2, 3])
  }

  @Test("turns that begin in the same second share the time up to the next")
  func equalStarts() throws {
    let track = try track([
      Inline.turn(1, "agent", "aaaa", 5000, 5000), Inline.turn(2, "customer", "bbbb", 5000, 5000),
      Inline.turn(3, "agent", "cc", 7000, 9000),
    ])
    #expect(times(track) == [[5000, 5916], [6000, 6916], [7000, 9000]])
    #expect(track.cues.map(\.isEstimated) == [true, true, false])
    #expect(track.diagnostics.contains { $0.code == "equal-starts" })
  }

  @Test("a turn of no length stays for the minimum, or takes a little of the next one's time")
  func zeroLength() throws {
    let track = try track([
      Inline.turn(1, "agent", "a", 0, 0), Inline.turn(2, "agent", "b", 300, 300),
      Inline.turn(3, "agent", "c", 5000, 5000),
    ])
    #expect(times(track) == [[0, 500], [500, 1333], [5000, 6000]])
  }

  @Test(
    "an end that rounding put at the start is a millisecond later, and more where there is room")
  func touching() throws {
    let track = try track([
      Inline.timedTurn(1, "agent", "a@1000-1000"), Inline.timedTurn(2, "customer", "b@1000-1000"),
      Inline.timedTurn(3, "agent", "c@1001-1001"),
    ])
    for cue in track.cues { #expect(cue.end > cue.start) }
    #expect(turns(track).flatMap { $0 } == [1, 2, 3])
  }

  @Test("sixty-one turns of one character in half a second are shown in order")
  func manyShortTurns() throws {
    let said = (1...61).map {
      Inline.turn($0, $0 % 2 == 0 ? "agent" : "customer", "a", Int64($0 * 7), Int64($0 * 7 + 5))
    }
    let track = try track(said)
    #expect(turns(track).flatMap { $0 } == Array(1...61))
    #expect(zip(track.cues, track.cues.dropFirst()).allSatisfy { $0.end <= $1.start })
  }

  @Test("a turn said impossibly fast is given room where there is some")
  func tooFast() throws {
    let text = String(repeating: "many words ", count: 20)
    let track = try track([
      Inline.turn(1, "agent", text, 0, 20), Inline.turn(2, "agent", "then", 20_000, 21_000),
    ])
    let first = track.cues.prefix { track.turn(of: $0)?.number == 1 }
    #expect(first.allSatisfy { $0.end.distance(from: $0.start) > 1000 })
  }

  @Test("one word with a time far away does not carry the others with it")
  func outlier() throws {
    let track = try track([
      Inline.timedTurn(
        1, "agent",
        "One@0-300 two@300-600 three@900000-900300 four@900-1200 five@1200-1500 six@1500-1800")
    ])
    #expect(track.cues.count == 1)
    #expect(track.cues[0].start == .zero)
    #expect(track.cues[0].end.milliseconds == 2000)
  }

  @Test("people who speak at once share a cue, follow one another, or overlap, as is asked for")
  func crossTalk() throws {
    let turns = [
      Inline.turn(1, "agent", "I was just going to say that", 0, 4000),
      Inline.turn(2, "customer", "No, no, no!", 2000, 3000),
    ]
    func shown(_ overlap: CaptionSettings.Overlap) throws -> [[Int64]] {
      var settings = CaptionSettings()
      settings.overlap = overlap
      return times(try CueLayout().track(for: Inline.transcript(turns), settings: settings))
    }
    #expect(try shown(.share) == [[0, 4000]])
    #expect(try shown(.clip) == [[0, 2116], [2200, 3435]])
    #expect(try shown(.keep) == [[0, 4000], [2000, 3235]])
    #expect(self.turns(try track(turns)) == [[1, 2]])
  }

  @Test("turns out of order become cues in order")
  func unordered() throws {
    let track = try track([
      Inline.turn(1, "agent", "later", 4000, 5000),
      Inline.turn(2, "customer", "sooner", 1000, 2000),
    ])
    #expect(turns(track) == [[2], [1]])
  }

  @Test("a time before the zero point begins at zero, and that is said")
  func negative() throws {
    let track = try track([Inline.turn(1, "agent", "early", -400, 2000)])
    #expect(times(track) == [[0, 2000]])
    #expect(track.diagnostics.contains { $0.code == "negative-time" })
  }

  @Test("the ends of the range of integers do no harm")
  func extremes() throws {
    let track = try track([
      Inline.turn(1, "agent", "a", .min, .max), Inline.turn(2, "agent", "b", .max, .max),
      Inline.turn(3, "agent", "c", .max - 1, .max),
      Inline.timedTurn(4, "agent", "d@9223372036854775806-9223372036854775807"),
    ])
    #expect(track.cues.allSatisfy { $0.start >= .zero && $0.end > $0.start })
  }
}
