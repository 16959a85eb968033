import CallPressCore

/// What was recognised in a call, and why.
struct InspectReport: Sendable {
  /// How many times there are, by how they came to be known.
  struct Provenances: Equatable, Sendable {
    /// How many the source says.
    var measured = 0
    /// How many are exact arithmetic on what the source says.
    var derived = 0
    /// How many are guesses.
    var estimated = 0

    /// Counts one time.
    mutating func add(_ point: TimePoint) {
      switch point.provenance {
      case .measured: measured += 1
      case .derived: derived += 1
      case .estimated: estimated += 1
      }
    }
  }

  /// How many of some things have times.
  struct Coverage: Equatable, Sendable {
    /// How many there are.
    var total = 0
    /// How many have a start and an end.
    var timed = 0
    /// Where the starts come from.
    var starts = Provenances()
    /// Where the ends come from.
    var ends = Provenances()

    /// Counts one thing.
    mutating func add(_ span: TimeSpan?) {
      total += 1
      guard let span else { return }
      timed += 1
      starts.add(span.start)
      ends.add(span.end)
    }
  }

  /// A speaker and how much of the call is theirs.
  struct SpeakerCount: Sendable {
    var speaker: Speaker
    var turns: Int
    var words: Int
  }

  /// The name of the input.
  var source: String
  /// The call.
  var call: Call
  /// The dialects that recognise the transcript, the surest first.
  var candidates: [Recognition.Candidate]
  /// The speakers in order of first appearance.
  var speakers: [SpeakerCount]
  /// How many events of each kind there are, in the order of the kinds.
  var events: [(kind: Event.Kind, count: Int)]
  /// The times of the turns.
  var turns = Coverage()
  /// The times of the words.
  var words = Coverage()
  /// The first start and the last end.
  var extent: TimeSpan?

  /// Works out the report of a call.
  init(_ call: Call, source: String, recognition: Recognition) {
    self.call = call
    self.source = source
    candidates = recognition.candidates
    var counts: [Speaker.ID: (turns: Int, words: Int)] = [:]
    var kinds: [Event.Kind: Int] = [:]
    for entry in call.transcript.entries {
      switch entry {
      case .event(let event): kinds[event.kind, default: 0] += 1
      case .turn(let turn):
        turns.add(turn.span)
        for word in turn.words { words.add(word.span) }
        counts[turn.speaker, default: (0, 0)].turns += 1
        counts[turn.speaker, default: (0, 0)].words += turn.words.count
        guard let span = turn.span else { continue }
        extent =
          extent.map {
            TimeSpan(
              start: span.start.time < $0.start.time ? span.start : $0.start,
              end: span.end.time > $0.end.time ? span.end : $0.end)
          } ?? span
      }
    }
    speakers = call.transcript.speakers.map { speaker in
      let count = counts[speaker.id] ?? (0, 0)
      return SpeakerCount(speaker: speaker, turns: count.turns, words: count.words)
    }
    events = Event.Kind.allCases.compactMap { kind in kinds[kind].map { (kind, $0) } }
  }
}
