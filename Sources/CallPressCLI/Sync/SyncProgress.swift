/// How far a sync is, for a line on a terminal.
struct SyncProgress: Sendable {
  /// How many calls there are to fetch.
  let total: Int
  private let start: ContinuousClock.Instant
  private var done = 0

  /// Begins to count.
  init(total: Int, now: ContinuousClock.Instant = .now) {
    self.total = total
    start = now
  }

  /// Counts one more.
  mutating func advance() { done += 1 }

  /// The line, such as `120 of 3400, 8.2/s, 6 min left`.
  func text(now: ContinuousClock.Instant = .now) -> String {
    let elapsed = start.duration(to: now)
    let milliseconds = max(
      elapsed.components.seconds * 1000 + elapsed.components.attoseconds / 1_000_000_000_000_000, 1)
    let tenths = done * 10_000 / Int(milliseconds)
    var text = "\(done) of \(total), \(tenths / 10).\(tenths % 10)/s"
    if done > 0 {
      let left = Int(milliseconds) * (total - done) / done / 1000
      text += left < 120 ? ", \(left) s left" : ", \((left + 30) / 60) min left"
    }
    return text
  }
}
