/// When each of a transcript's turns begins and ends, from whatever the source says of it.
///
/// A start is the source's own, else that of the first word, else a share of the time between
/// the neighbours. An end is the source's own, else that of the last word, else whatever comes
/// first of the next start, the time it takes to say the text, and the end of the call.
struct TurnTimes {
  /// What is known of one turn.
  struct Known {
    /// When it begins, by the source or its words.
    var start: TimePoint?
    /// When it ends, by the source.
    var end: TimePoint?
    /// When its last word ends.
    var wordsEnd: TimePoint?
    /// How long it takes to say its text, in milliseconds; only matters where times are missing.
    var sayingTime: Int64
  }

  /// How many starts and ends had to be guessed, and which ends lay before their starts.
  struct Repairs {
    var estimatedStarts: [Int] = []
    var estimatedEnds: [Int] = []
    var reversed: [Int] = []
  }

  private var known: [Known]
  private let callStart: MediaTime
  private let callEnd: MediaTime?
  private(set) var repairs = Repairs()

  /// Begins with the turns in the order of the source and the bounds of the call.
  init(_ known: [Known], callStart: MediaTime, callEnd: MediaTime?) {
    self.known = known
    self.callStart = callStart
    self.callEnd = callEnd
  }

  /// The turns in the order of their starts; the order of the source decides where they are the
  /// same, and a turn without a start stays behind the one before it.
  ///
  /// - Returns: `nil` where they are in order already, and how often one began too early.
  static func order(_ known: [Known]) -> (order: [Int], inversions: [Int])? {
    var inversions: [Int] = []
    var previous: MediaTime?
    for index in known.indices {
      guard let start = known[index].start?.time else { continue }
      if let previous, start < previous { inversions.append(index) }
      previous = start
    }
    guard !inversions.isEmpty else { return nil }
    // Each turn is kept under the start of the last turn before it that has one.
    var keys: [MediaTime] = []
    keys.reserveCapacity(known.count)
    for turn in known {
      keys.append(turn.start?.time ?? keys.last ?? MediaTime(milliseconds: .min))
    }
    let order = known.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    return (order, inversions)
  }

  /// The spans of the turns, which must be in order; all `nil` where there is no time at all.
  mutating func spans() -> [TimeSpan?] {
    guard known.contains(where: { $0.start != nil || $0.end != nil || $0.wordsEnd != nil }) else {
      return Array(repeating: nil, count: known.count)
    }
    fillStarts()
    var spans: [TimeSpan?] = Array(repeating: nil, count: known.count)
    var later: MediaTime?
    for index in known.indices.reversed() {
      guard let start = known[index].start else { continue }
      if index + 1 < known.count, let next = known[index + 1].start?.time, next > start.time {
        later = next
      }
      spans[index] = TimeSpan(start: start, end: end(of: index, from: start, before: later))
    }
    repairs.estimatedEnds.reverse()
    repairs.reversed.reverse()
    return spans
  }

  // MARK: Ends

  private mutating func end(of index: Int, from start: TimePoint, before later: MediaTime?)
    -> TimePoint
  {
    if let end = known[index].end {
      if end.time < start.time { repairs.reversed.append(index) }
      return end
    }
    if let end = known[index].wordsEnd, end.time >= start.time { return end }
    repairs.estimatedEnds.append(index)
    var end = TimePoint(
      start.time.advanced(by: known[index].sayingTime), .estimated(.readingSpeed))
    if let later, later < end.time { end = TimePoint(later, .estimated(.nextStart)) }
    if let callEnd, callEnd > start.time, callEnd < end.time {
      end = TimePoint(callEnd, .estimated(.callEnd))
    }
    return end
  }

  // MARK: Starts

  private mutating func fillStarts() {
    var index = 0
    while index < known.count {
      guard known[index].start == nil else {
        index += 1
        continue
      }
      var next = index
      while next < known.count, known[next].start == nil { next += 1 }
      fillStarts(index..<next)
      index = next
    }
  }

  /// Gives starts to a run of turns without any, between a turn that has one and the next.
  private mutating func fillStarts(_ run: Range<Int>) {
    repairs.estimatedStarts.append(contentsOf: run)
    let bound = run.upperBound < known.count ? known[run.upperBound].start?.time : nil
    var low = callStart
    var taken: Int64 = 0
    if run.lowerBound > 0 {
      let previous = known[run.lowerBound - 1]
      if let end = previous.end?.time ?? previous.wordsEnd?.time {
        low = max(previous.start?.time ?? end, end)
      } else {
        // The turn before has no end either: it takes its share of the time.
        low = previous.start?.time ?? low
        taken = previous.sayingTime
      }
    }
    let total = run.reduce(taken) { $0 + known[$1].sayingTime }
    var high = bound
    if high == nil, let callEnd, callEnd > low, low.advanced(by: total) > callEnd { high = callEnd }
    if let bound { low = min(low, bound) }
    var earliest = run.lowerBound > 0 ? known[run.lowerBound - 1].start?.time ?? low : low
    for index in run {
      let rate = known[index].sayingTime
      let room = high.map { Proportion.share(of: $0.distance(from: low), taken, total) } ?? taken
      var start = low.advanced(by: room)
      if let end = known[index].end?.time ?? known[index].wordsEnd?.time {
        // An end of its own is nearer to the truth than a share of the gap.
        start = max(min(start, end), end.advanced(by: -rate))
      }
      // Whatever was guessed, the order stands.
      start = max(earliest, min(start, bound ?? start))
      earliest = start
      known[index].start = TimePoint(
        start, .estimated(high == nil && taken > 0 ? .readingSpeed : .interpolated))
      taken += rate
    }
  }
}
