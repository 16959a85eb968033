/// What a dialect hands over of one turn; the builder makes a ``Turn`` of it.
public struct DraftTurn: Sendable {
  /// The role or label of the speaker as the source writes it; `nil` where it has none.
  public var role: String?
  /// What was said, as the source writes it; may be empty.
  public var text: String
  /// The words in the order of the text, with their own spaces where the source keeps them.
  public var words: [DraftWord] = []
  /// When it begins, where the source says.
  public var start: TimePoint?
  /// When it ends, where the source says.
  public var end: TimePoint?
  /// What the agent was about to say before it was cut off.
  public var plannedText: String?
  /// Whether the speaker was cut off.
  public var isInterrupted = false
  /// How sure the recogniser was.
  public var confidence: Double?
  /// The language as the source names it.
  public var language: String?
  /// The sentiment as the source names it.
  public var sentiment: String?
  /// The value it was read from.
  public var source: JSONValue?
  /// The place it was read from, where that is not a value.
  public var location: SourceLocation?

  /// Makes a draft.
  public init(role: String?, text: String, source: JSONValue? = nil) {
    self.role = role
    self.text = text
    self.source = source
  }
}

/// What a dialect hands over of one word.
public struct DraftWord: Sendable {
  /// The word, with its own spaces where the source keeps them.
  public var text: String
  /// When it begins.
  public var start: MediaTime?
  /// When it ends.
  public var end: MediaTime?
  /// How sure the recogniser was.
  public var confidence: Double?

  /// Makes a draft.
  public init(
    text: String, start: MediaTime? = nil, end: MediaTime? = nil, confidence: Double? = nil
  ) {
    self.text = text
    self.start = start
    self.end = end
    self.confidence = confidence
  }
}
