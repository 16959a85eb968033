/// Makes captions that read well: turns become cues of at most two lines, on the words' own times
/// where there are any.
///
/// Lines end where sentences, clauses and phrases do, a cue ends at a pause rather than over it,
/// and of two lines the second is the longer. Where a turn has no times of words, its span is
/// shared out by width, and the times inside of it are marked as estimated. A turn without
/// anything to see has no cue. The columns of the speaker's name are kept free wherever a format
/// that writes `Name: ` would write it.
///
/// The cues are ordered by start; starts may be equal and cues of speakers who talk at the same
/// time overlap. Every end is later than its start, and none is negative.
///
/// Turns that are captions of the source already keep their times and lines, as far as they fit:
/// lines that are too long or too many are laid out anew within the caption's time.
public struct CueLayout: CaptionEngine {
  /// Makes an engine.
  public init() {}

  /// The captions of a transcript.
  ///
  /// - Throws: `no-times` where there are turns, none of them has a time, and
  ///   ``CaptionSettings/timing`` does not ask to estimate.
  public func track(
    for transcript: Transcript, settings: CaptionSettings
  ) throws(CallPressError) -> CaptionTrack {
    let turns = transcript.turns
    let keepsTimes = transcript.turnsAreCaptions
    let (timings, diagnostics) = try TurnTimer.timings(
      of: turns, timing: settings.timing, keepsTimes: keepsTimes)
    let labels = SpeakerLabels(transcript.speakers, limit: SpeakerLabels.limit(settings))
    var layout = TurnCueLayout(settings: settings)
    var track = CaptionTrack(cues: [], turns: turns, diagnostics: diagnostics)
    track.cues.reserveCapacity(timings.count * 2)
    var lastSpeaker = -1
    for timing in timings {
      if keepsTimes, let cue = KeptCue.cue(of: turns[timing.turn], timing, settings) {
        track.cues.append(cue)
        lastSpeaker = -1
        continue
      }
      let speaker = labels.position(of: turns[timing.turn].speaker)
      let columns = labels.columns(at: speaker)
      layout.append(
        timing, of: turns,
        firstLabel: speaker != lastSpeaker || timing.isOverlapped ? columns : 0,
        otherLabel: timing.isOverlapped ? columns : 0, to: &track.cues)
      lastSpeaker = speaker
    }
    CueSchedule.arrange(&track.cues, settings: settings, keepsTimes: keepsTimes)
    return track
  }
}

/// Lays out one turn after another with the same scratch memory.
struct TurnCueLayout: ~Copyable {
  private let settings: CaptionSettings
  private let width: Int
  private let words = FunctionWords.standard
  private var atoms = Scratch<Atom>()
  private var timedWords = Scratch<TimedWord>()
  private var times = AtomTimes()
  private var costs = BreakCosts()
  private var segmenter = CueSegmenter()
  private var lines = Scratch<CueSegmenter.Line>()

  init(settings: CaptionSettings) {
    self.settings = settings
    width = settings.usableLineWidth
  }

  /// Appends the cues of a turn.
  ///
  /// - Parameters:
  ///   - timing: When it is said.
  ///   - turns: The turns, of which it is one.
  ///   - firstLabel: The columns to keep free in the first cue's first line.
  ///   - otherLabel: The same for the turn's other cues.
  ///   - cues: Where to.
  mutating func append(
    _ timing: TurnTiming, of turns: [Turn], firstLabel: Int, otherLabel: Int,
    to cues: inout [Cue]
  ) {
    let limits = CueSegmenter.Limits(
      width: width, lines: settings.usableLines, firstLabel: firstLabel, otherLabel: otherLabel,
      maximumDuration: settings.usableMaximumDuration,
      minimumDuration: settings.usableMinimumDuration)
    let atomLimit = limits.lines > 1 ? width : width - max(firstLabel, otherLabel)
    // Nothing but the text and the words: a turn is a large value to copy.
    var text = turns[timing.turn].text
    if timing.hasWordTimes {
      TimedWord.collect(
        of: turns[timing.turn].words, inTextOf: text.utf8.count,
        within: timing.start...timing.end, into: &timedWords)
    } else {
      timedWords.removeAll()
    }
    atoms.removeAll()
    text.withUTF8 { bytes in
      AtomScanner.scan(bytes, limit: atomLimit, into: &atoms)
      times.compute(atoms, words: timedWords, turn: timing)
      costs.compute(atoms, in: bytes, times: times, words: words)
    }
    segmenter.segment(atoms, costs: costs, times: times, limits: limits, into: &lines)
    appendCues(timing.turn + 1, to: &cues)
  }

  private func appendCues(_ turn: Int, to cues: inout [Cue]) {
    var index = 0
    var earliest = Int64.min
    while index < lines.count {
      var end = index + 1
      while end < lines.count, !lines[end].beginsCue { end += 1 }
      let first = lines[index].first
      let last = lines[end - 1].end - 1
      // Cues of one turn never begin together, however many share a millisecond.
      let start = max(times.start[first], earliest)
      earliest = start + 1
      var ranges: [Range<Int>] = []
      ranges.reserveCapacity(end - index)
      for line in index..<end {
        ranges.append(atoms[lines[line].first].start..<atoms[lines[line].end - 1].end)
      }
      cues.append(
        Cue(
          start: MediaTime(milliseconds: start),
          end: MediaTime(milliseconds: max(times.end[last], earliest)), turn: turn, lines: ranges,
          isEstimated: times.isStartEstimated[first] || times.isEndEstimated[last]))
      index = end
    }
  }
}
