/// From when on silences and overlaps count; all in milliseconds.
public struct MeasureSettings: Hashable, Sendable {
  /// How long a gap between two words of a turn must be to be silence and not speech.
  public var pause: Int64
  /// How long a silence must be to be dead air.
  public var deadAir: Int64
  /// How long a speaker must talk over another, before taking the floor, to interrupt.
  public var overlap: Int64

  /// Makes settings; the defaults are 1 s, 3 s and 0.3 s.
  public init(pause: Int64 = 1000, deadAir: Int64 = 3000, overlap: Int64 = 300) {
    self.pause = max(pause, 1)
    self.deadAir = max(deadAir, 1)
    self.overlap = max(overlap, 1)
  }
}
