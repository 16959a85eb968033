/// What instants on the wall clock are counted from, so that they become times of the call.
struct ZeroFinder: Sendable {
  /// Milliseconds since 1970 that become zero.
  var zero: Int64
  /// What that is.
  var point: ZeroPoint
  /// What to say about it, where it is not what one would expect.
  var diagnostic: Diagnostic?

  /// How far the first entry may lie before the start of the call, in milliseconds.
  private static let earlySlack: Int64 = 60_000
  /// How late the first entry may come where nothing says how long the call was: six hours.
  private static let longestCall: Int64 = 21_600_000

  /// The start of the call by its record, unless the entries cannot belong to it; then the
  /// earliest of them.
  init(earliest: Int64, latest: Int64, context: ReadingContext) {
    let first = Instant(millisecondsSince1970: earliest)
    guard let start = context.callStart else {
      self.init(
        zero: earliest, point: .earliestEntry(first),
        diagnostic: Diagnostic(
          "zero-is-earliest-entry", .info,
          "the record does not say when the call began; times count from the earliest entry, "
            + "\(first)"))
      return
    }
    let duration = context.knownDuration ?? 0
    let longest = duration > 0 ? duration + duration / 5 + Self.earlySlack : Self.longestCall
    let origin = start.millisecondsSince1970
    let late = MediaTime(milliseconds: earliest).distance(from: MediaTime(milliseconds: origin))
    // Small disagreements of clocks are clamped later; hours are another time zone or another call.
    guard latest >= origin, late >= -Self.earlySlack, late <= longest else {
      self.init(
        zero: earliest, point: .earliestEntry(first),
        diagnostic: Diagnostic(
          "zero-is-earliest-entry", .warning,
          "the entries begin at \(first), which does not fit the start of the call, \(start); "
            + "times count from the earliest entry"))
      return
    }
    self.init(zero: origin, point: .startedAt(start), diagnostic: nil)
  }

  private init(zero: Int64, point: ZeroPoint, diagnostic: Diagnostic?) {
    self.zero = zero
    self.point = point
    self.diagnostic = diagnostic
  }
}

extension ReadingContext {
  /// The length of the call in milliseconds, where it is known and makes sense.
  var knownDuration: Int64? {
    guard let milliseconds = callDuration?.milliseconds, milliseconds > 0 else { return nil }
    return min(milliseconds, Int64(clamping: RawTime.limit))
  }
}
