extension TranscriptBuilder {
  /// How far before zero a time may lie and still be taken for zero, in milliseconds.
  private static let smallNegative: Int64 = 2000
  /// How far behind the end of the call a time may lie without a word, in milliseconds.
  private static let callEndSlack: Int64 = 2000

  /// Makes the transcript of what was added; the builder is used up.
  ///
  /// What was repaired, guessed or left out on the way joins ``diagnostics``.
  public mutating func finish() -> Transcript {
    if let adopted = finishAdopted() { return adopted }
    if hasSystemTurns { settleSystemTurns() }
    shift(by: context.options.offset)
    clampNegativeTimes()
    var known: [TurnTimes.Known] = []
    known.reserveCapacity(turns.count)
    for index in turns.indices { known.append(turns[index].known) }
    let order = sortedOrder(known)
    if let order { known = order.map { known[$0] } }
    var times = TurnTimes(known, callStart: callStart, callEnd: callEnd)
    let spans = times.spans()
    note(times.repairs, order)
    noteTimesBeyondCall(spans, order)
    fillWordTimes(spans, order)
    noteEmptyTurns()
    var transcript = Transcript(state: !turns.isEmpty ? .present : isPending ? .pending : .empty)
    let isTimed = spans.contains { $0 != nil }
    transcript.zeroPoint = isTimed ? zeroPoint ?? .callStart : zeroPoint
    transcript.entries = makeEntries(order, spans)
    transcript.turnsAreCaptions = turnsAreCaptions
    transcript.speakers = speakers.speakers
    noteOverflow()
    turns = []
    events = []
    return transcript
  }

  // MARK: Entries

  /// The turns in order, each followed by the events that followed it in the source.
  private mutating func makeEntries(_ order: [Int]?, _ spans: [TimeSpan?]) -> [Entry] {
    var entries: [Entry] = []
    entries.reserveCapacity(turns.count + events.count)
    for event in events[..<(firstEvents(of: 0))] { entries.append(.event(event)) }
    for position in turns.indices {
      let index = order?[position] ?? position
      let speaker = speakers.speaker(ofRow: turns[index].row)
      // The turn is moved, not copied.
      var turn = Turn(number: position + 1, speaker: "", text: "")
      swap(&turn, &turns[index].turn)
      turn.number = position + 1
      turn.speaker = speakers.speakers[speaker].id
      turn.span = spans[position]
      entries.append(.turn(turn))
      let following = turns[index].eventsBefore..<firstEvents(of: index + 1)
      for event in events[following] { entries.append(.event(event)) }
    }
    return entries
  }

  /// How many events come before a turn; all of them before the one behind the last.
  private func firstEvents(of index: Int) -> Int {
    index < turns.count ? turns[index].eventsBefore : events.count
  }

  // MARK: Instructions

  /// What was said in the role of the system is instructions to the agent, unless that is how
  /// the source names the agent itself.
  private mutating func settleSystemTurns() {
    if systemIsAgent() {
      speakers.readSystemAsAgent()
      let first = turns.first { speakers.role(ofRow: $0.row) == .speaker(.agent) }
      note(
        Diagnostic(
          "system-read-as-agent", .warning,
          "no turn is labelled as the agent's, and “system” takes turns with the customer; it was "
            + "read as the agent",
          at: first?.turn.location))
      return
    }
    var keptTurns: [PendingTurn] = []
    var allEvents: [Event] = []
    var taken = 0
    for var pending in turns {
      allEvents += events[taken..<pending.eventsBefore]
      taken = pending.eventsBefore
      pending.eventsBefore = allEvents.count
      if speakers.role(ofRow: pending.row) == .system {
        allEvents.append(
          Event(
            kind: .systemPrompt, text: pending.turn.text, time: pending.start,
            location: pending.turn.location))
      } else {
        keptTurns.append(pending)
      }
    }
    allEvents += events[taken...]
    turns = keptTurns
    events = allEvents
  }

  /// Whether “system” must be the agent: nobody else is, and it takes turns with the customer.
  ///
  /// Instructions are secrets, so a doubt decides against it: an entry much longer than the
  /// others, or only one of them, is instructions.
  private func systemIsAgent() -> Bool {
    var lengths: [Int] = []
    var changes = 0
    var previous: Role?
    for pending in turns {
      let role = speakers.role(ofRow: pending.row)
      if role == .speaker(.agent) { return false }
      if role == .system { lengths.append(pending.turn.text.utf8.count) }
      if role == .system || role == .speaker(.customer) {
        if let previous, previous != role { changes += 1 }
        previous = role
      }
    }
    guard lengths.count >= 2, changes >= 3, changes >= lengths.count else { return false }
    let longest = lengths.max() ?? 0
    let others = (lengths.reduce(0, +) - longest) / (lengths.count - 1)
    return longest < 400 || longest <= 4 * others
  }

  // MARK: Times

  /// Moves every time by the user's offset.
  private mutating func shift(by offset: Int64) {
    guard offset != 0 else { return }
    move { Self.shifted($0, by: offset) }
  }

  /// Moves times before zero to zero.
  private mutating func clampNegativeTimes() {
    var small = 0
    var large = 0
    var first: SourceLocation?
    for index in turns.indices {
      let earliest = turns[index].earliest
      guard earliest < 0 else { continue }
      if first == nil { first = turns[index].turn.location }
      if earliest >= -Self.smallNegative { small += 1 } else { large += 1 }
    }
    for event in events {
      guard let time = event.time?.milliseconds, time < 0 else { continue }
      if first == nil { first = event.location }
      if time >= -Self.smallNegative { small += 1 } else { large += 1 }
    }
    guard small + large > 0 else { return }
    move { $0.milliseconds < 0 ? TimePoint(.zero, .estimated(.clamped)) : $0 }
    if small > 0 {
      note(
        Diagnostic(
          "negative-time", .info,
          "\(small) time(s) lie up to two seconds before the call; they were moved to its start",
          at: first))
    }
    if large > 0 {
      note(
        Diagnostic(
          "time-before-call", .warning,
          "\(large) time(s) lie more than two seconds before the call; they were moved to its "
            + "start; --offset can shift all times",
          at: first))
    }
  }

  /// Changes every time there is.
  mutating func move(_ change: (TimePoint) -> TimePoint) {
    for index in turns.indices {
      turns[index].start = turns[index].start.map(change)
      turns[index].end = turns[index].end.map(change)
      guard var summary = turns[index].words else { continue }
      func moved(_ milliseconds: Int64?) -> Int64? {
        milliseconds.map {
          change(TimePoint(MediaTime(milliseconds: $0), summary.provenance)).milliseconds
        }
      }
      summary.start = moved(summary.start)
      summary.end = moved(summary.end)
      for partial in summary.partial.indices {
        summary.partial[partial].start = moved(summary.partial[partial].start)
        summary.partial[partial].end = moved(summary.partial[partial].end)
      }
      turns[index].words = summary
      for word in turns[index].turn.words.indices {
        guard let span = turns[index].turn.words[word].span else { continue }
        turns[index].turn.words[word].span = TimeSpan(
          start: change(span.start), end: change(span.end))
      }
    }
    for index in events.indices { events[index].time = events[index].time.map(change) }
  }

  /// The order of the turns by their starts, `nil` where they are in it already.
  private mutating func sortedOrder(_ known: [TurnTimes.Known]) -> [Int]? {
    guard let (order, inversions) = TurnTimes.order(known) else { return nil }
    if !isMerged {
      note(
        Diagnostic(
          "turns-sorted", .info,
          "\(inversions.count) turn(s) began earlier than the one before; the turns were put in "
            + "the order of their starts",
          at: inversions.first.flatMap { turns[$0].turn.location }))
    }
    return order
  }

  /// Where the call begins on the clock of the transcript: later where the user shifted the times.
  private var callStart: MediaTime {
    max(.zero, MediaTime(milliseconds: context.options.offset))
  }

  private var callEnd: MediaTime? {
    context.knownDuration.map {
      MediaTime(milliseconds: $0).advanced(by: context.options.offset)
    }
  }

  /// Gives times to untimed words between timed ones.
  private mutating func fillWordTimes(_ spans: [TimeSpan?], _ order: [Int]?) {
    var filled = 0
    var first: SourceLocation?
    for position in spans.indices {
      let index = order?[position] ?? position
      guard let summary = turns[index].words, summary.untimed > 0, summary.isTimed,
        let span = spans[position]
      else { continue }
      if filled == 0 { first = turns[index].turn.location }
      filled += Self.fillWordTimes(&turns[index].turn.words, summary, in: span)
    }
    guard filled > 0 else { return }
    note(
      Diagnostic(
        "word-times-estimated", .info,
        "\(filled) word(s) without a start or an end were placed between their neighbours",
        at: first))
  }

  // MARK: What to say about it

  private mutating func note(_ repairs: TurnTimes.Repairs, _ order: [Int]?) {
    func place(_ position: Int?) -> SourceLocation? {
      position.flatMap { turns[order?[$0] ?? $0].turn.location }
    }
    for position in repairs.reversed {
      note(
        Diagnostic(
          "end-before-start", .warning,
          "the turn ends before it starts; its end was moved to its start", at: place(position)))
    }
    if !repairs.estimatedStarts.isEmpty {
      note(
        Diagnostic(
          "starts-estimated", .info,
          "\(repairs.estimatedStarts.count) turn(s) have no start; they were placed between their "
            + "neighbours",
          at: place(repairs.estimatedStarts.first)))
    }
    if !repairs.estimatedEnds.isEmpty {
      note(
        Diagnostic(
          "ends-estimated", .info,
          "\(repairs.estimatedEnds.count) turn(s) have no end; each was ended by the next start, "
            + "the length of its text or the end of the call",
          at: place(repairs.estimatedEnds.first)))
    }
  }

  private mutating func noteTimesBeyondCall(_ spans: [TimeSpan?], _ order: [Int]?) {
    guard let limit = callEnd?.advanced(by: Self.callEndSlack) else { return }
    var count = 0
    var first: Int?
    for position in spans.indices {
      guard let span = spans[position], span.end.time > limit, !span.end.provenance.isEstimated
      else { continue }
      if first == nil { first = position }
      count += 1
    }
    guard let first else { return }
    note(
      Diagnostic(
        "time-beyond-call", .warning,
        "\(count) turn(s) end after the end of the call, which its record puts at "
          + "\(limit.advanced(by: -Self.callEndSlack).milliseconds) ms; they were kept as they are",
        at: turns[order?[first] ?? first].turn.location))
  }

  private mutating func noteEmptyTurns() {
    guard empty.count > 0 else { return }
    note(
      Diagnostic(
        "empty-turns", .info, "\(empty.count) turn(s) without text were left out",
        at: empty.first))
  }
}

extension PendingTurn {
  /// What is known of its times.
  var known: TurnTimes.Known {
    let wordsEnd = words?.end.map { TimePoint(MediaTime(milliseconds: $0), .derived(.words)) }
    let hasEnd: Bool
    if let start {
      hasEnd = end != nil || wordsEnd.map { $0.time >= start.time } ?? false
    } else {
      hasEnd = false
    }
    return TurnTimes.Known(
      start: start, end: end, wordsEnd: wordsEnd,
      sayingTime: hasEnd ? 0 : SpeakingRate.milliseconds(for: turn.text))
  }

  /// The earliest of its times in milliseconds, 0 where none is earlier.
  var earliest: Int64 {
    min(
      start?.milliseconds ?? 0, end?.milliseconds ?? 0, words?.start ?? 0, words?.end ?? 0)
  }
}
