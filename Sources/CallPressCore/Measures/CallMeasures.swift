/// What can be counted of a call from the times of its turns and words.
///
/// All times are milliseconds. Silence and all that is spoken, less what is spoken at the same
/// time, make up the ``span``. What rests on estimated times says so, and where turns have no
/// times what needs them is unknown. ``MeasureDefinition`` says in words what each measure is.
public struct CallMeasures: Hashable, Sendable {
  /// The thresholds that were used.
  public var settings: MeasureSettings
  /// How many turns.
  public var turns: Int64
  /// From the first word to the last.
  public var span: Measured
  /// How long the speakers speak, all together; overlapping speech counts for each.
  public var talk: Measured
  /// How long nobody speaks between the first word and the last.
  public var silence: Measured
  /// The longest silence.
  public var longestSilence: Measured
  /// How many silences are dead air.
  public var deadAirCount: Measured
  /// How long the dead air is, all together.
  public var deadAir: Measured
  /// How long several speak at the same time.
  public var overlap: Measured
  /// How long the call waits for the first word, from its zero point.
  public var timeToFirstWord: Measured
  /// How often the agent answers the customer.
  public var responses: Measured
  /// The middle of the agent's response times.
  public var responseMedian: Measured
  /// The response time that 95 of 100 do not exceed.
  public var response95: Measured
  /// The longest response time.
  public var longestResponse: Measured
  /// The speakers who have a turn, in the order of the transcript.
  public var speakers: [SpeakerMeasures]

  /// Measures a transcript.
  public init(_ transcript: Transcript, settings: MeasureSettings = MeasureSettings()) {
    self.settings = settings
    let turns = transcript.turns
    self.turns = Int64(turns.count)
    let isTimed = turns.allSatisfy { $0.span != nil }
    let isEstimated = turns.contains { $0.span?.isEstimated ?? false }

    /// A number that needs the times of all turns.
    func timed(_ number: @autoclosure () -> Int64?, isEstimated: Bool) -> Measured {
      if turns.isEmpty { return .notApplicable }
      guard isTimed else { return .unknown }
      return number().map { .value($0, isEstimated: isEstimated) } ?? .notApplicable
    }

    var own: [Speaker.ID: [SpeechStretches.Stretch]] = [:]
    var estimated: Set<Speaker.ID> = []
    if isTimed {
      for turn in turns {
        own[turn.speaker, default: []] += SpeechStretches.stretches(of: turn, pause: settings.pause)
        if turn.span?.isEstimated ?? false { estimated.insert(turn.speaker) }
      }
    }
    let spoken = own.mapValues { SpeechStretches($0) }
    let speech = SpeechStretches(spoken.values.flatMap(\.stretches))
    let talk = spoken.values.reduce(0) { $0 + $1.length }
    let gaps = speech.gaps.map { $0.end - $0.start }
    let dead = gaps.filter { $0 >= settings.deadAir }
    let kinds = Dictionary(
      transcript.speakers.map { ($0.id, $0.kind) }, uniquingKeysWith: { first, _ in first })
    let floor = Floor(isTimed ? turns : [], kinds: kinds, settings: settings)

    span = timed(speech.extent, isEstimated: isEstimated)
    self.talk = timed(talk, isEstimated: isEstimated)
    silence = timed(speech.extent - speech.length, isEstimated: isEstimated)
    longestSilence = timed(gaps.max() ?? 0, isEstimated: isEstimated)
    deadAirCount = timed(Int64(dead.count), isEstimated: isEstimated)
    deadAir = timed(dead.reduce(0, +), isEstimated: isEstimated)
    overlap = timed(talk - speech.length, isEstimated: isEstimated)
    let first = turns.compactMap(\.span?.start).min { $0.time < $1.time }
    timeToFirstWord = timed(
      first?.milliseconds, isEstimated: first?.provenance.isEstimated ?? false)
    let rests = floor.hasEstimatedResponses
    responses = timed(Int64(floor.responses.count), isEstimated: rests)
    responseMedian = timed(floor.response(percentile: 50), isEstimated: rests)
    response95 = timed(floor.response(percentile: 95), isEstimated: rests)
    longestResponse = timed(floor.responses.last, isEstimated: rests)

    var counts: [Speaker.ID: (turns: Int64, words: Int64, questions: Int64, cutOff: Int64)] = [:]
    for turn in turns {
      let count = SpokenCount(turn)
      var sum = counts[turn.speaker] ?? (0, 0, 0, 0)
      sum.turns += 1
      sum.words += Int64(count.words)
      sum.questions += Int64(count.questions)
      sum.cutOff += turn.isInterrupted ? 1 : 0
      counts[turn.speaker] = sum
    }
    let speaking = transcript.speakers.filter { counts[$0.id] != nil }
    let shares = Self.shares(speaking.map { spoken[$0.id]?.length ?? 0 })
    speakers = zip(speaking, shares).map { speaker, share in
      let id = speaker.id
      let count = counts[id] ?? (0, 0, 0, 0)
      let length = spoken[id]?.length ?? 0
      let isEstimated = estimated.contains(id)
      return SpeakerMeasures(
        speaker: id, turns: count.turns, words: count.words, questions: count.questions,
        cutOff: count.cutOff, talk: timed(length, isEstimated: isEstimated),
        share: timed(talk > 0 ? share : nil, isEstimated: !estimated.isEmpty),
        wordsPerMinute: timed(
          length > 0 ? (count.words * 60_000 + length / 2) / length : nil, isEstimated: isEstimated
        ),
        longestMonologue: timed(floor.monologues[id], isEstimated: isEstimated),
        interruptions: timed(
          speaking.count > 1 ? floor.interruptions[id] ?? 0 : nil, isEstimated: isEstimated))
    }
  }

  /// Shares in thousandths that add up to 1000: what rounding leaves goes to the largest rests.
  private static func shares(_ parts: [Int64]) -> [Int64] {
    let sum = parts.reduce(0, +)
    guard sum > 0 else { return parts.map { _ in 0 } }
    var shares = parts.map { $0 * 1000 / sum }
    let order = parts.indices.sorted {
      (parts[$1] * 1000 % sum, $0) < (parts[$0] * 1000 % sum, $1)
    }
    for index in order.prefix(Int(1000 - shares.reduce(0, +))) { shares[index] += 1 }
    return shares
  }
}
