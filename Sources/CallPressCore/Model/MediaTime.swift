/// A point on the call's own clock, in whole milliseconds from its zero point.
///
/// Converted once from the exact decimal text at the dialect's edge, half away from zero; no
/// floating point is involved after that, nor before.
public struct MediaTime: Hashable, Comparable, Sendable {
  /// Milliseconds from the zero point; negative before it.
  public var milliseconds: Int64

  /// Makes a time from whole milliseconds.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// The zero point itself.
  public static let zero = MediaTime(milliseconds: 0)

  /// Orders by time.
  public static func < (left: MediaTime, right: MediaTime) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The time a number of milliseconds later, saturating at the ends of the range.
  public func advanced(by milliseconds: Int64) -> MediaTime {
    let (sum, overflow) = self.milliseconds.addingReportingOverflow(milliseconds)
    if overflow { return MediaTime(milliseconds: milliseconds < 0 ? .min : .max) }
    return MediaTime(milliseconds: sum)
  }

  /// The milliseconds from another time to this one, saturating at the ends of the range.
  public func distance(from other: MediaTime) -> Int64 {
    let (difference, overflow) = milliseconds.subtractingReportingOverflow(other.milliseconds)
    return overflow ? (milliseconds < 0 ? .min : .max) : difference
  }
}

/// How a time came to be known.
public enum TimeProvenance: Hashable, Sendable {
  /// The source says it.
  case measured
  /// Exact arithmetic on what the source says.
  case derived(Derivation)
  /// A stated guess.
  case estimated(Estimate)

  /// The exact ways a time is worked out.
  public enum Derivation: String, Hashable, Sendable {
    /// A start plus a duration.
    case duration
    /// The first or last time of the words.
    case words
    /// An instant on the wall clock minus the zero point.
    case clock
    /// The user's `--offset` was added.
    case offset
  }

  /// The ways a time is guessed.
  public enum Estimate: String, Hashable, Sendable {
    /// The next turn's start bounds it.
    case nextStart = "next-start"
    /// The length of the text at a reading speed.
    case readingSpeed = "reading-speed"
    /// The end of the call bounds it.
    case callEnd = "call-end"
    /// Shared out between known neighbours.
    case interpolated
    /// The source's value was impossible and was moved to the nearest possible one.
    case clamped
  }

  /// The word that exports use: `measured`, `derived` or `estimated`.
  public var label: String {
    switch self {
    case .measured: "measured"
    case .derived: "derived"
    case .estimated: "estimated"
    }
  }

  /// The derivation's or estimate's own name, `nil` for what was measured.
  public var method: String? {
    switch self {
    case .measured: nil
    case .derived(let how): how.rawValue
    case .estimated(let how): how.rawValue
    }
  }

  /// Whether it is a guess.
  public var isEstimated: Bool {
    if case .estimated = self { true } else { false }
  }
}

/// A time together with how it came to be known.
public struct TimePoint: Hashable, Sendable {
  /// The time.
  public var time: MediaTime
  /// How it came to be known.
  public var provenance: TimeProvenance

  /// Makes a time point.
  public init(_ time: MediaTime, _ provenance: TimeProvenance) {
    self.time = time
    self.provenance = provenance
  }

  /// Whole milliseconds from the call's zero point.
  public var milliseconds: Int64 { time.milliseconds }
}

/// A stretch of the call, from a start to an end that is never before it.
public struct TimeSpan: Hashable, Sendable {
  /// Where it begins.
  public var start: TimePoint
  /// Where it ends.
  public var end: TimePoint

  /// Makes a span; an end before the start is moved to the start and marked as clamped.
  public init(start: TimePoint, end: TimePoint) {
    self.start = start
    self.end =
      end.time < start.time ? TimePoint(start.time, .estimated(.clamped)) : end
  }

  /// Puts together what was taken apart.
  init(parts start: TimePoint, _ end: TimePoint) {
    self.start = start
    self.end = end
  }

  /// The length in milliseconds, never negative.
  public var duration: Int64 { end.time.distance(from: start.time) }

  /// Whether either end is a guess.
  public var isEstimated: Bool { start.provenance.isEstimated || end.provenance.isEstimated }
}
