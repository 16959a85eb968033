/// How many requests may begin in a time.
public struct RequestRate: Hashable, Sendable, CustomStringConvertible {
  /// How many.
  public var count: Int
  /// In how long.
  public var period: Duration

  /// Makes a rate; `nil` unless both are positive.
  public init?(_ count: Int, per period: Duration) {
    guard count > 0, period > .zero else { return nil }
    self.count = count
    self.period = period
  }

  /// Reads `5/s`, `100/m` or `1000/h`.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count <= 7,
      parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int(parts[0])
    else { return nil }
    switch parts[1] {
    case "s": self.init(count, per: .seconds(1))
    case "m": self.init(count, per: .seconds(60))
    case "h": self.init(count, per: .seconds(3600))
    default: return nil
    }
  }

  /// The time from one request to the next.
  public var interval: Duration { period / count }

  /// As ``init(_:)-(String)`` reads it, where the period is one of its three.
  public var description: String {
    switch period {
    case .seconds(1): "\(count)/s"
    case .seconds(60): "\(count)/m"
    case .seconds(3600): "\(count)/h"
    default: "\(count) in \(period)"
    }
  }
}

/// Hands out the moments at which requests may begin, evenly, in the order of asking.
struct RequestSchedule: Sendable {
  private let interval: Duration?
  private var next: Duration = .zero

  /// Makes a schedule; without a rate every moment will do.
  init(_ rate: RequestRate?) { interval = rate?.interval }

  /// How long to wait from a moment, which is counted from any beginning that stays the same.
  mutating func delay(at now: Duration) -> Duration {
    guard let interval else { return .zero }
    let start = max(next, now)
    next = start + interval
    return start - now
  }

}

/// The schedule that all requests of a client share.
actor RequestPacer {
  private var schedule: RequestSchedule
  private let timing: any ClientTiming

  init(_ rate: RequestRate?, timing: any ClientTiming) {
    schedule = RequestSchedule(rate)
    self.timing = timing
  }

  /// Waits for the turn of one request.
  func wait() async throws {
    let delay = schedule.delay(at: timing.elapsed)
    if delay > .zero { try await timing.sleep(for: delay) }
  }
}
