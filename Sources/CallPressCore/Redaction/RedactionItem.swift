/// One value that was redacted in a turn, without the value.
public struct RedactionItem: Hashable, Sendable {
  /// What kind of value it was.
  public var type: RedactionType
  /// The number of the value among those of its type in the call, from 1: the same value has the
  /// same number.
  public var value: Int
  /// The turn's ``Turn/number``.
  public var turn: Int
  /// Where in the turn's text before redaction, in UTF-8 bytes.
  public var range: Range<Int>
  /// Where in the turn's text after redaction, in UTF-8 bytes.
  public var redactedRange: Range<Int>
  /// When it was said: from the first to the last of its words, or the whole turn where there are
  /// no words; `nil` without times.
  public var span: TimeSpan?
  /// Whether ``span`` is that of words rather than the whole turn's.
  public var isTimedByWords: Bool
}

/// What redaction did to a call.
public struct RedactionResult: Sendable {
  /// The redacted call.
  public var call: Call
  /// What was redacted in the turns, in order.
  public var items: [RedactionItem]
  /// How many values and names of the record beside the turns were changed.
  public var recordEdits: Int

  /// How many values of each type were redacted in turns.
  public var counts: [RedactionType: Int] {
    items.reduce(into: [:]) { $0[$1.type, default: 0] += 1 }
  }
}
