/// What can be counted of one speaker of a call.
///
/// Times are milliseconds.
public struct SpeakerMeasures: Hashable, Sendable {
  /// Who it is.
  public var speaker: Speaker.ID
  /// How many turns.
  public var turns: Int64
  /// How many words.
  public var words: Int64
  /// How many questions, by their marks.
  public var questions: Int64
  /// How many of the turns the source says were cut off.
  public var cutOff: Int64
  /// How long the speaker speaks.
  public var talk: Measured
  /// The share of all that is spoken, in tenths of a percent; the shares of a call add up to 1000.
  public var share: Measured
  /// How many words a minute of speech.
  public var wordsPerMinute: Measured
  /// How long the speaker keeps the floor at most.
  public var longestMonologue: Measured
  /// How often the speaker takes the floor from somebody who is speaking.
  public var interruptions: Measured
}
