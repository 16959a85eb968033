public import CallPressCore

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The clocks and the die that a client needs; tests bring their own.
public protocol ClientTiming: Sendable {
  /// The time of day.
  var now: Instant { get }
  /// The time since some beginning that stays the same; it never goes back.
  var elapsed: Duration { get }
  /// A number from 0 up to 1.
  func random() -> Double
  /// Waits; throws when the task is cancelled.
  func sleep(for duration: Duration) async throws
}

/// The system's clocks and the system's random numbers.
public struct SystemTiming: ClientTiming {
  private let beginning = ContinuousClock.now

  /// Makes a timing whose beginning is now.
  public init() {}

  /// The time of day.
  public var now: Instant {
    Instant(millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1000))
  }

  /// The time since the value was made.
  public var elapsed: Duration { beginning.duration(to: .now) }

  /// A number from 0 up to 1.
  public func random() -> Double { Double.random(in: 0..<1) }

  /// Waits.
  public func sleep(for duration: Duration) async throws { try await Task.sleep(for: duration) }
}
