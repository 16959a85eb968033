/// What others say while a run of speech goes on.
struct CrossTalk: ~Copyable {
  /// When each of them begins, in order.
  private var starts = Scratch<Int64>()
  /// When each of them ends, in order.
  private var ends = Scratch<Int64>()
  /// What is too short to matter at an edge, in milliseconds.
  private static let tolerance: Int64 = 400
  /// How many turns before and behind a run are looked at.
  private static let reach = 64

  /// Whether nobody else speaks.
  var isEmpty: Bool { starts.isEmpty }

  /// Finds out who speaks during a run of turns.
  ///
  /// - Parameters:
  ///   - run: The turns of the run among all.
  ///   - timings: The times of all turns.
  mutating func collect(
    _ run: Range<Int>, of timings: [TurnTiming]
  ) {
    starts.removeAll()
    ends.removeAll()
    guard run.contains(where: { timings[$0].isOverlapped }), let first = run.first,
      let last = run.last
    else { return }
    let start = timings[first].start
    let end = timings[last].end
    var spans: [(Int64, Int64)] = []
    let near = max(first - Self.reach, 0)..<min(last + 1 + Self.reach, timings.count)
    for index in near where !run.contains(index) {
      let other = timings[index]
      guard other.start < end, other.end > start else { continue }
      // Of something short its middle matters.
      let middle = other.start + (other.end - other.start) / 2
      spans.append(
        (min(other.start + Self.tolerance, middle), max(other.end - Self.tolerance, middle)))
    }
    for time in spans.map({ $0.0 }).sorted() { starts.append(time) }
    for time in spans.map({ $0.1 }).sorted() { ends.append(time) }
  }

  /// How many others speak between two times.
  func count(from start: Int64, to end: Int64) -> Int {
    Self.place(of: end, in: starts) - Self.place(of: start + 1, in: ends)
  }

  /// How many times are before another.
  private static func place(of time: Int64, in times: borrowing Scratch<Int64>) -> Int {
    var low = 0
    var high = times.count
    while low < high {
      let middle = (low + high) / 2
      if times[middle] < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
