/// One caption: who speaks, the lines, and when they show.
public struct Cue: Hashable, Sendable {
  /// When it appears, in milliseconds from the call's zero point; never negative.
  public var start: MediaTime
  /// When it disappears; always later than ``start``.
  public var end: MediaTime
  /// The ``Turn/number`` of the turn it shows.
  public var turn: Int
  /// The lines, as parts of the turn's text in UTF-8 bytes, without spaces at either end.
  public var lines: [Range<Int>]
  /// Whether the time is a guess.
  public var isEstimated: Bool

  /// Makes a cue.
  public init(
    start: MediaTime, end: MediaTime, turn: Int, lines: [Range<Int>], isEstimated: Bool
  ) {
    self.start = start
    self.end = end
    self.turn = turn
    self.lines = lines
    self.isEstimated = isEstimated
  }
}

/// The captions of a call, ordered by start.
///
/// No start is negative or before an earlier cue's, and every cue stays for at least a millisecond.
/// Cues of speakers who talk at the same time overlap.
public struct CaptionTrack: Sendable {
  /// The cues in the order in which they show.
  public var cues: [Cue]
  /// The turns that the cues refer to, in order: ``Turn/number`` minus one is the position.
  public var turns: [Turn]
  /// What had to be changed or left out.
  public var diagnostics: [Diagnostic]

  /// Makes a track.
  public init(cues: [Cue], turns: [Turn], diagnostics: [Diagnostic] = []) {
    self.cues = cues
    self.turns = turns
    self.diagnostics = diagnostics
  }

  /// The turn that a cue shows.
  public func turn(of cue: Cue) -> Turn? {
    turns.indices.contains(cue.turn - 1) ? turns[cue.turn - 1] : nil
  }
}

/// Makes captions of a transcript: the seam behind which the engine works.
public protocol CaptionEngine: Sendable {
  /// The captions of a transcript.
  ///
  /// - Throws: `no-times` where there are turns, none of them has a time, and estimating was not
  ///   asked for.
  func track(
    for transcript: Transcript, settings: CaptionSettings
  ) throws(CallPressError) -> CaptionTrack
}
