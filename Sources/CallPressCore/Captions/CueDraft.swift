/// A cue before it is known when it shows, and whether it shares the screen.
struct CueDraft: BitwiseCopyable {
  /// When its first word begins, in milliseconds.
  var start: Int64
  /// When its last word ends; never before ``start``.
  var end: Int64
  /// Its first line, among those of all drafts.
  var firstLine: Int
  /// How many lines it has.
  var lineCount: Int
  /// The columns of its text, a speaker's name before it counted in.
  var columns: Int
  /// The columns of a name before its first line where the speaker has to be told.
  var label: Int
  /// The most columns of a line.
  var width: Int
  /// The columns of its text alone.
  var textColumns: Int
  /// The speaker's position, -1 for one that is not known.
  var speaker: Int
  /// The milliseconds that a reader needs for 256 columns at the fastest.
  var fastest: Int64
  /// Whether its time is a guess.
  var isEstimated: Bool
  /// The draft that shows in the same cue, -1 for none.
  var second = -1
  /// Whether it shows in the cue of another.
  var isTaken = false
  /// When it appears.
  var from: Int64 = 0
  /// When it disappears.
  var to: Int64 = 0

  /// How long a reader needs at the fastest.
  var readingTime: Int64 { (Int64(columns) &* fastest) >> 8 }
  /// How long a reader needs at an easy pace: 17 of 20.
  var easyTime: Int64 { readingTime * 20 / 17 }
}
