/// Makes captions that read well: turns become cues of at most two lines, on the words' own times
/// where there are any.
///
/// Lines end where sentences, clauses and phrases do, a cue ends at a pause rather than over it,
/// and of two lines the second is the longer. What one speaker says in several turns without
/// anybody between is laid out as one. Where a turn has no times of words, its span is shared out
/// by width, and the times inside of it are marked as estimated. A turn without anything to see has
/// no cue. The columns of the speaker's name are kept free wherever a format that writes `Name: `
/// would write it.
///
/// The cues are ordered by start; every end is later than its start, no cue begins before the one
/// before it has ended unless ``CaptionSettings/overlap-swift.property`` asks for that, and none
/// is negative.
///
/// Turns that are captions of the source already keep their times and lines, as far as they fit:
/// lines that are too long or too many are laid out anew within the caption's time.
public struct CueLayout: CaptionEngine {
  /// Makes an engine.
  public init() {}

  /// The captions of a transcript.
  ///
  /// - Throws: `no-times` where there are turns, none of them has a time, and
  ///   ``CaptionSettings/timing-swift.property`` does not ask to estimate.
  public func track(
    for transcript: Transcript, settings: CaptionSettings
  ) throws(CallPressError) -> CaptionTrack {
    let turns = transcript.turns
    let keepsTimes = transcript.turnsAreCaptions && !settings.laysCaptionsOutAnew
    let (timings, diagnostics) = try TurnTimer.timings(
      of: turns, timing: settings.timing, keepsTimes: keepsTimes)
    var layout = RunLayout(
      settings: settings, turns: turns, timings: timings,
      labels: SpeakerLabels(transcript.speakers, limit: SpeakerLabels.limit(settings)),
      keepsTimes: keepsTimes)
    layout.run()
    return layout.track(diagnostics)
  }
}

/// Lays out one run of speech after another with the same scratch memory.
struct RunLayout: ~Copyable {
  private let settings: CaptionSettings
  private let turns: [Turn]
  private let timings: [TurnTiming]
  private let speakers: [Int]
  private let labels: SpeakerLabels
  private let keepsTimes: Bool
  private let language: WordLanguage?
  private var text: [UInt8] = []
  private var drafts: [CueDraft] = []
  private var lines: [CueLine] = []
  private var words: [CueWord] = []
  private var atoms = Scratch<Atom>()
  private var timedWords = Scratch<TimedWord>()
  private var wordEnds = Scratch<Int>()
  private var turnAtoms = Scratch<Int>()
  private var times = AtomTimes()
  private var costs = BreakCosts()
  private var segmenter = CueSegmenter()
  private var crossTalk = CrossTalk()
  private var chosen = Scratch<CueSegmenter.Line>()
  /// Turns of one speaker that are nearer than that are laid out as one, in milliseconds.
  private static let joinedPause: Int64 = 1500

  init(
    settings: CaptionSettings, turns: [Turn], timings: [TurnTiming], labels: SpeakerLabels,
    keepsTimes: Bool
  ) {
    self.settings = settings
    self.turns = turns
    self.timings = timings
    self.labels = labels
    self.keepsTimes = keepsTimes
    language = WordLanguage(tag: settings.language)
    speakers = timings.map { labels.position(of: turns[$0.turn].speaker) }
    text.reserveCapacity(timings.reduce(0) { $0 + turns[$1.turn].text.utf8.count + 1 })
    drafts.reserveCapacity(timings.count * 2)
    lines.reserveCapacity(timings.count * 3)
  }

  /// Lays out all turns.
  mutating func run() {
    var first = 0
    var lastSpeaker = Int.min
    while first < timings.count {
      let speaker = speakers[first]
      if keepsTimes, keep(first) {
        lastSpeaker = .min
        first += 1
        continue
      }
      var end = first + 1
      while end < timings.count, joins(end - 1, end) { end += 1 }
      let columns = settings.speakerLabels == .never ? 0 : labels.columns(at: speaker)
      let isOverlapped = (first..<end).contains { timings[$0].isOverlapped }
      let isRepeated = isOverlapped || settings.speakerLabels == .always
      layOut(
        first..<end, speaker: speaker,
        firstLabel: speaker != lastSpeaker || isRepeated ? columns : 0,
        otherLabel: isRepeated ? columns : 0, label: columns)
      lastSpeaker = speaker
      first = end
    }
  }

  /// Whether two turns one behind the other are laid out as one.
  private func joins(_ one: Int, _ two: Int) -> Bool {
    guard !keepsTimes, !settings.isOneCuePerTurn, speakers[one] == speakers[two] else {
      return false
    }
    // Times that were guessed tell of no pause.
    guard !timings[one].isEndEstimated, !timings[two].isStartEstimated else { return false }
    let pause = timings[two].start - timings[one].end
    return pause > -50 && pause < Self.joinedPause
      && turns[timings[one].turn].language == turns[timings[two].turn].language
  }

  /// Adds the text of a turn, and says where it stands.
  private mutating func take(_ timing: TurnTiming) -> Int {
    if !text.isEmpty { text.append(0x20) }
    let offset = text.count
    var string = turns[timing.turn].text
    string.withUTF8 { text.append(contentsOf: $0) }
    return offset
  }

  /// Takes a caption of the source as it is.
  private mutating func keep(_ index: Int) -> Bool {
    let timing = timings[index]
    let size = text.count
    let offset = take(timing)
    let firstLine = lines.count
    let count = text.withUnsafeBufferPointer {
      KeptCue.append(
        UnsafeBufferPointer(rebasing: $0[offset...]), at: offset, turn: timing.turn + 1, settings,
        to: &lines)
    }
    guard count > 0 else {
      text.removeSubrange(size...)
      return false
    }
    var draft = CueDraft(
      start: timing.start, end: timing.end, firstLine: firstLine, lineCount: count, columns: 0,
      label: 0, width: 0, textColumns: 0, speaker: speakers[index], fastest: 0,
      isEstimated: timing.isStartEstimated || timing.isEndEstimated)
    // What was one caption of several speakers is one again.
    if index > 0, let last = drafts.indices.last, drafts[last].second < 0, !drafts[last].isTaken,
      drafts[last].lineCount + count <= settings.usableLines,
      let place = turns[timing.turn].location?.line,
      turns[timings[index - 1].turn].location?.line == place,
      turns[timings[index - 1].turn].location?.pointer == turns[timing.turn].location?.pointer,
      timings[index - 1].isEndEstimated, timing.isStartEstimated
    {
      drafts[last].second = drafts.count
      drafts[last].end = max(draft.end, drafts[last].end)
      drafts[last].isEstimated = timings[index - 1].isStartEstimated || timing.isEndEstimated
      draft.isTaken = true
    }
    drafts.append(draft)
    return true
  }

  private mutating func layOut(
    _ run: Range<Int>, speaker: Int, firstLabel: Int, otherLabel: Int, label: Int
  ) {
    let start = text.isEmpty ? 0 : text.count + 1
    for index in run { _ = take(timings[index]) }
    let script = text.withUnsafeBufferPointer {
      CaptionScript(of: UnsafeBufferPointer(rebasing: $0[start...]))
    }
    var limits = CueLimits(settings, script: script)
    limits.firstLabel = firstLabel
    limits.otherLabel = otherLabel
    let widest = max(firstLabel, otherLabel)
    let atomLimit = limits.lines > 1 ? limits.width : max(limits.width - widest, 2)
    atoms.removeAll()
    times.removeAll()
    wordEnds.removeAll()
    turnAtoms.removeAll()
    text.withUnsafeBufferPointer { bytes in
      AtomScanner.scan(
        bytes, from: start, limit: settings.isOneCuePerTurn ? .max / 4 : atomLimit, into: &atoms)
    }
    collectTimes(run, from: start, script)
    chosen.removeAll()
    if settings.isOneCuePerTurn {
      if !atoms.isEmpty {
        chosen.append(CueSegmenter.Line(first: 0, end: atoms.count, beginsCue: true))
      }
    } else {
      let known = turns[timings[run.lowerBound].turn].language
      let language = known == nil ? self.language : WordLanguage(tag: known) ?? self.language
      text.withUnsafeBufferPointer { bytes in
        costs.compute(
          atoms, in: bytes, times: times, turns: turnAtoms, language: language, script: script,
          wordEnds: wordEnds)
      }
      crossTalk.collect(run, of: timings)
      segmenter.segment(
        atoms, costs: costs, times: times, surroundings: surroundings(run), crossTalk: crossTalk,
        limits: limits, into: &chosen)
    }
    appendDrafts(run, speaker, limits, label)
  }

  private mutating func collectTimes(_ run: Range<Int>, from start: Int, _ script: CaptionScript) {
    var offset = start
    for index in run {
      let timing = timings[index]
      let length = turns[timing.turn].text.utf8.count
      if timing.hasWordTimes {
        TimedWord.collect(
          of: turns[timing.turn].words, inTextOf: length, at: offset,
          within: timing.start...timing.end, into: &timedWords)
        if script.hasNoSpaces {
          for word in 0..<timedWords.count { wordEnds.append(timedWords[word].end) }
        }
        if settings.showsWordTimes { appendWords() }
      } else {
        timedWords.removeAll()
      }
      turnAtoms.append(times.count)
      times.append(atoms, upTo: offset + length, words: timedWords, turn: timing)
      offset += length + 1
    }
  }

  private mutating func appendWords() {
    for index in 0..<timedWords.count {
      let word = timedWords[index]
      words.append(
        CueWord(range: word.start..<word.end, start: MediaTime(milliseconds: word.from)))
    }
  }

  /// When others have ended before a run and begin behind it.
  private func surroundings(_ run: Range<Int>) -> CueSegmenter.Surroundings {
    let before = run.lowerBound > 0 ? timings[run.lowerBound - 1].end : 0
    let end = timings[run.upperBound - 1].end
    let after =
      run.upperBound < timings.count ? max(timings[run.upperBound].start, end) : .max / 4
    return CueSegmenter.Surroundings(before: before, after: after)
  }

  private mutating func appendDrafts(
    _ run: Range<Int>, _ speaker: Int, _ limits: CueLimits, _ label: Int
  ) {
    var index = 0
    var place = run.lowerBound
    var turn = 0
    while index < chosen.count {
      var end = index + 1
      while end < chosen.count, !chosen[end].beginsCue { end += 1 }
      let first = chosen[index].first
      let last = chosen[end - 1].end - 1
      let named = index == 0 ? limits.firstLabel : limits.otherLabel
      var columns = 0
      let firstLine = lines.count
      for line in index..<end {
        let from = chosen[line].first
        while turn + 1 < turnAtoms.count, turnAtoms[turn + 1] <= from {
          turn += 1
          place += 1
        }
        if line > index { columns += 1 }
        for atom in from..<chosen[line].end {
          columns += atoms[atom].columns + (atom > from ? atoms[atom].gap : 0)
        }
        lines.append(
          CueLine(
            range: atoms[from].start..<atoms[chosen[line].end - 1].end,
            turn: timings[place].turn + 1))
      }
      let start = times[first].start
      drafts.append(
        CueDraft(
          start: start, end: max(times[last].end, start), firstLine: firstLine,
          lineCount: end - index, columns: columns + named, label: label, width: limits.width,
          textColumns: columns, speaker: speaker, fastest: limits.fastest,
          isEstimated: times[first].isStartEstimated || times[last].isEndEstimated))
      index = end
    }
  }

  /// The finished track.
  mutating func track(_ diagnostics: [Diagnostic]) -> CaptionTrack {
    var schedule = CueSchedule(settings, keepsTimes: keepsTimes)
    schedule.arrange(&drafts)
    var track = CaptionTrack(
      cues: [], lines: [], text: [], words: words, turns: turns, diagnostics: diagnostics)
    track.cues.reserveCapacity(drafts.count)
    track.lines.reserveCapacity(lines.count)
    for draft in drafts where !draft.isTaken {
      let first = track.lines.count
      for line in 0..<draft.lineCount { track.lines.append(lines[draft.firstLine + line]) }
      if draft.second >= 0 {
        let second = drafts[draft.second]
        for line in 0..<second.lineCount { track.lines.append(lines[second.firstLine + line]) }
      }
      track.cues.append(
        Cue(
          start: MediaTime(milliseconds: draft.from), end: MediaTime(milliseconds: draft.to),
          lines: first..<track.lines.count, isEstimated: draft.isEstimated))
    }
    track.text = text
    if let note = schedule.diagnostic(of: track.cues.count) { track.diagnostics.append(note) }
    return track
  }
}

extension CueSchedule {
  /// What speech made impossible.
  func diagnostic(of count: Int) -> Diagnostic? {
    guard fast > 0 || short > 0 else { return nil }
    return Diagnostic(
      "hurried-captions", .info,
      "of \(count) cues, \(fast) are read faster than the limit and \(short) are shorter than the "
        + "minimum, since the speech is; no word was left out")
  }
}
