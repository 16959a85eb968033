/// Who has the floor, from turn to turn: who answers whom how fast, who interrupts whom, and how
/// long each goes on.
///
/// A turn that begins and ends while another speaks is a back-channel and leaves the floor where
/// it is.
struct Floor {
  /// How long an agent took to answer the customer, in milliseconds.
  private(set) var responses: [Int64] = []
  /// Whether one of the times of ``responses`` was estimated.
  private(set) var hasEstimatedResponses = false
  /// How often each speaker took the floor from somebody who was speaking.
  private(set) var interruptions: [Speaker.ID: Int64] = [:]
  /// How long each speaker went on at most, in milliseconds.
  private(set) var monologues: [Speaker.ID: Int64] = [:]

  /// Follows the turns in the order of their times; all of them must have times.
  init(_ turns: [Turn], kinds: [Speaker.ID: Speaker.Kind], settings: MeasureSettings) {
    let timed = turns.compactMap { turn in turn.span.map { (turn, $0) } }
    let ordered = timed.sorted {
      ($0.1.start.milliseconds, $0.1.end.milliseconds, $0.0.speaker)
        < ($1.1.start.milliseconds, $1.1.end.milliseconds, $1.0.speaker)
    }
    guard let first = ordered.first else { return }
    var holder = first.0.speaker
    var from = first.1.start.milliseconds
    var until = first.1.end
    for (turn, span) in ordered.dropFirst() {
      let start = span.start.milliseconds
      if turn.speaker == holder {
        if span.end.time > until.time { until = span.end }
        continue
      }
      guard span.end.time > until.time else { continue }
      let gap = start - until.milliseconds
      if -gap >= settings.overlap {
        interruptions[turn.speaker, default: 0] += 1
      } else if gap >= 0, kinds[holder] == .customer, kinds[turn.speaker] == .agent {
        responses.append(gap)
        hasEstimatedResponses =
          hasEstimatedResponses || until.provenance.isEstimated
          || span.start.provenance.isEstimated
      }
      monologues[holder] = max(monologues[holder] ?? 0, until.milliseconds - from)
      (holder, from, until) = (turn.speaker, start, span.end)
    }
    monologues[holder] = max(monologues[holder] ?? 0, until.milliseconds - from)
    responses.sort()
  }

  /// The response time that so many of a hundred do not exceed, by the nearest rank.
  func response(percentile: Int) -> Int64? {
    guard !responses.isEmpty else { return nil }
    let rank = (percentile * responses.count + 99) / 100
    return responses[min(max(rank, 1), responses.count) - 1]
  }
}
