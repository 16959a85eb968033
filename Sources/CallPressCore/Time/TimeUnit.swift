/// What one unit of a source's numeric times means.
public enum TimeUnit: String, Hashable, Sendable, CaseIterable {
  /// Seconds.
  case seconds = "s"
  /// Milliseconds, 10⁻³ s.
  case milliseconds = "ms"
  /// Microseconds, 10⁻⁶ s.
  case microseconds = "us"
  /// Ticks of 100 nanoseconds, 10⁻⁷ s.
  case ticks = "ticks"
  /// Nanoseconds, 10⁻⁹ s.
  case nanoseconds = "ns"

  /// The power of ten that turns a number of these into milliseconds.
  public var powerToMilliseconds: Int {
    switch self {
    case .seconds: 3
    case .milliseconds: 0
    case .microseconds: -3
    case .ticks: -4
    case .nanoseconds: -6
    }
  }
}
