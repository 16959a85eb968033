/// When to try again, and how long to wait before: a value without a clock or a die of its own.
public struct RetryPolicy: Hashable, Sendable {
  /// How often to try again after the first attempt.
  public var retries = 4
  /// The wait after the first failure; it doubles with each further one.
  public var firstDelay: Duration = .milliseconds(500)
  /// The longest wait of our own choosing.
  public var longestDelay: Duration = .seconds(8)
  /// The longest wait that a server may ask for.
  public var longestRequestedDelay: Duration = .seconds(60)
  /// The most time from the first attempt to the beginning of the last.
  public var deadline: Duration = .seconds(180)

  /// The usual policy.
  public init() {}

  /// A policy that never tries again.
  public static var never: RetryPolicy {
    var policy = RetryPolicy()
    policy.retries = 0
    return policy
  }

  /// How an attempt failed, as far as it matters here.
  public enum Failure: Hashable, Sendable {
    /// The server answered with this status, and asks for this wait.
    case status(Int, requestedDelay: Duration?)
    /// There was no whole answer, for a reason that may pass.
    case transient
    /// Trying again would be of no use.
    case permanent
  }

  /// What to do about a failure.
  public enum Decision: Hashable, Sendable {
    /// Try again after this wait.
    case retry(after: Duration)
    /// Give up: there is nothing to be gained, or the attempts are used up.
    case giveUp
    /// Give up: the server asks for a wait longer than allowed.
    case comeBack(after: Duration)
  }

  /// Whether a status is worth another attempt: 408, 425, 429, and what a server or something
  /// before it says of a passing trouble of its own.
  public static func isTransient(status: Int) -> Bool {
    status == 408 || status == 425 || status == 429
      || (500...599).contains(status) && status != 501
        && status != 505
  }

  /// Decides.
  ///
  /// - Parameters:
  ///   - failure: How the attempt failed.
  ///   - attempt: Its number, from 1.
  ///   - elapsed: The time since the first attempt began.
  ///   - random: A number from 0 up to 1; the wait is shortened by up to a quarter by it, so that
  ///     many clients do not come back at the same moment.
  public func decision(
    after failure: Failure, attempt: Int, elapsed: Duration, random: Double
  ) -> Decision {
    var requested: Duration?
    switch failure {
    case .permanent: return .giveUp
    case .transient: break
    case .status(let status, let delay):
      guard Self.isTransient(status: status) else { return .giveUp }
      requested = delay.map { max($0, .zero) }
    }
    if let requested, requested > longestRequestedDelay { return .comeBack(after: requested) }
    guard attempt <= retries else {
      return requested.map { .comeBack(after: $0) } ?? .giveUp
    }
    let delay = requested ?? ownDelay(after: attempt, random: random)
    if elapsed + delay > deadline {
      return requested.map { .comeBack(after: $0) } ?? .giveUp
    }
    return .retry(after: delay)
  }

  private func ownDelay(after attempt: Int, random: Double) -> Duration {
    var delay = firstDelay
    for _ in 1..<max(attempt, 1) where delay < longestDelay { delay *= 2 }
    let share = min(max(random, 0), 1)
    return min(delay, longestDelay) * (1 - 0.25 * share)
  }
}
