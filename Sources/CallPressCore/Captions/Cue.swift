/// One caption: its lines, and when they show.
public struct Cue: Hashable, Sendable {
  /// When it appears, in milliseconds from the call's zero point; never negative.
  public var start: MediaTime
  /// When it disappears; always later than ``start``.
  public var end: MediaTime
  /// The lines, as positions in ``CaptionTrack/lines``; never empty.
  public var lines: Range<Int>
  /// Whether the time is a guess.
  public var isEstimated: Bool

  /// Makes a cue.
  public init(start: MediaTime, end: MediaTime, lines: Range<Int>, isEstimated: Bool) {
    self.start = start
    self.end = end
    self.lines = lines
    self.isEstimated = isEstimated
  }
}

/// One line of a caption.
public struct CueLine: Hashable, Sendable {
  /// The part of ``CaptionTrack/text``, in UTF-8 bytes, without spaces at either end.
  public var range: Range<Int>
  /// The ``Turn/number`` of the turn that its first word belongs to; all of it is said by that
  /// turn's speaker.
  public var turn: Int

  /// Makes a line.
  public init(range: Range<Int>, turn: Int) {
    self.range = range
    self.turn = turn
  }
}

/// A word with its place in a track's text and its times, for formats that show words one by one.
public struct CueWord: Hashable, Sendable {
  /// The part of ``CaptionTrack/text``, in UTF-8 bytes.
  public var range: Range<Int>
  /// When it begins.
  public var start: MediaTime

  /// Makes a word.
  public init(range: Range<Int>, start: MediaTime) {
    self.range = range
    self.start = start
  }
}

/// The captions of a call, ordered by start.
///
/// No start is negative or before an earlier cue's, and every cue stays for at least a millisecond.
/// Cues overlap only where that was asked for, and where the source is captions that do.
public struct CaptionTrack: Sendable {
  /// The cues in the order in which they show.
  public var cues: [Cue]
  /// The lines of all cues, in their order.
  public var lines: [CueLine]
  /// The texts of the turns in UTF-8, one behind the other with a space between.
  public var text: [UInt8]
  /// The words with times, in the order of the text; only where they were asked for.
  public var words: [CueWord]
  /// The turns that the lines refer to, in order: ``Turn/number`` minus one is the position.
  public var turns: [Turn]
  /// What had to be changed or left out.
  public var diagnostics: [Diagnostic]

  /// Makes a track.
  public init(
    cues: [Cue], lines: [CueLine], text: [UInt8], words: [CueWord] = [], turns: [Turn],
    diagnostics: [Diagnostic] = []
  ) {
    self.cues = cues
    self.lines = lines
    self.text = text
    self.words = words
    self.turns = turns
    self.diagnostics = diagnostics
  }

  /// The turn that a cue's first line belongs to.
  public func turn(of cue: Cue) -> Turn? {
    guard let line = lines(of: cue).first, turns.indices.contains(line.turn - 1) else { return nil }
    return turns[line.turn - 1]
  }

  /// The lines of a cue.
  public func lines(of cue: Cue) -> ArraySlice<CueLine> {
    lines[cue.lines.clamped(to: lines.indices)]
  }

  /// What stands in a line.
  public func text(of line: CueLine) -> String {
    String(decoding: text[line.range.clamped(to: text.indices)], as: UTF8.self)
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
