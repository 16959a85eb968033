/// What a measure of a call says: a number, that there is nothing to measure, or that nobody knows.
///
/// The three are never told as one another: a call in which nobody was asked anything has no
/// response time, which is not the same as one of zero, nor as times that are missing.
public enum Measured: Hashable, Sendable {
  /// The number, and whether it rests on times that were estimated.
  case value(Int64, isEstimated: Bool)
  /// There is nothing in the call that could be measured.
  case notApplicable
  /// The source does not say enough, such as turns without times.
  case unknown

  /// The number, where there is one.
  public var number: Int64? {
    if case .value(let number, _) = self { number } else { nil }
  }

  /// Whether there is a number and it rests on estimated times.
  public var isEstimated: Bool {
    if case .value(_, true) = self { true } else { false }
  }
}
