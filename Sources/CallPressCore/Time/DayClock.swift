/// Clock texts that tell the time of day rather than the time since the call began.
///
/// `10:02:14` in a call of three minutes is ten in the morning. Such times are counted from the
/// start of the call where that start has the same time of day in UTC, else from the first of them.
/// A clock that falls from late to early has passed midnight.
struct DayClock: Sendable {
  private static let day: Int64 = 86_400_000

  /// The time of day that becomes zero, in milliseconds.
  private let zero: Int64
  /// What the times count from, where an instant is known.
  let zeroPoint: ZeroPoint?
  /// Whether the record says when the call began, and the clock agrees.
  let agreesWithRecord: Bool

  /// Looks at clock times in the order of the source, in milliseconds.
  ///
  /// - Returns: `nil` where the times count from the start of the call, as far as can be told.
  init?(_ times: [Int64], context: ReadingContext) {
    guard let first = times.first, let earliest = times.min(), earliest >= 0, earliest < Self.day
    else { return nil }
    let duration = context.knownDuration ?? 0
    let limit = duration > 0 ? duration + duration / 5 + 2000 : 3_600_000
    // After midnight times are small again, so it is the first that tells.
    guard first > limit, earliest > limit || Self.passesMidnight(times) else { return nil }
    if let start = context.callStart {
      let timeOfDay = Self.wrapped(start.millisecondsSince1970)
      let late = Self.wrapped(first - timeOfDay + 2000) - 2000
      if late <= max(duration, 60_000) {
        (zero, zeroPoint, agreesWithRecord) = (timeOfDay, .startedAt(start), true)
        return
      }
    }
    (zero, zeroPoint, agreesWithRecord) = (first, nil, false)
  }

  /// A clock time as a time of the call, in milliseconds.
  func time(_ milliseconds: Int64) -> Int64 {
    let distance = milliseconds - zero
    return distance < -Self.day / 2 ? distance + Self.day : distance
  }

  private static func passesMidnight(_ times: [Int64]) -> Bool {
    zip(times, times.dropFirst()).contains { $0 - $1 > day / 2 }
  }

  private static func wrapped(_ milliseconds: Int64) -> Int64 {
    let rest = milliseconds % day
    return rest < 0 ? rest + day : rest
  }
}
