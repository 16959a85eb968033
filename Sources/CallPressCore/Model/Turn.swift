/// One person's uninterrupted say.
public struct Turn: Sendable {
  /// The position among the turns, from 1.
  public var number: Int
  /// Who speaks.
  public var speaker: Speaker.ID
  /// What was said, as the source writes it.
  public var text: String
  /// The words, where the source gives them, in the order of the text.
  public var words: [Word]
  /// When, where that is known.
  public var span: TimeSpan?
  /// Whether the speaker was cut off.
  public var isInterrupted: Bool
  /// How sure the recogniser was, from 0 to 1.
  public var confidence: Double?
  private var details: Details?

  /// What most turns have nothing of, or nobody asks for: turns are passed around by the thousand,
  /// and one reference costs less than many.
  private final class Details: Sendable {
    let plannedText: String?
    let language: String?
    let sentiment: String?
    let location: SourceLocation?

    init?(
      plannedText: String?, language: String?, sentiment: String?, location: SourceLocation?
    ) {
      guard plannedText != nil || language != nil || sentiment != nil || location != nil else {
        return nil
      }
      self.plannedText = plannedText
      self.language = language
      self.sentiment = sentiment
      self.location = location
    }
  }

  /// Makes a turn.
  public init(
    number: Int, speaker: Speaker.ID, text: String, words: [Word] = [], span: TimeSpan? = nil,
    plannedText: String? = nil, isInterrupted: Bool = false, confidence: Double? = nil,
    language: String? = nil, sentiment: String? = nil, location: SourceLocation? = nil
  ) {
    self.number = number
    self.speaker = speaker
    self.text = text
    self.words = words
    self.span = span
    self.isInterrupted = isInterrupted
    self.confidence = confidence
    details = Details(
      plannedText: plannedText, language: language, sentiment: sentiment, location: location)
  }

  /// What the agent was about to say before it was cut off.
  public var plannedText: String? {
    get { details?.plannedText }
    set {
      details = Details(
        plannedText: newValue, language: language, sentiment: sentiment, location: location)
    }
  }

  /// The language as the source names it for this turn.
  public var language: String? {
    get { details?.language }
    set {
      details = Details(
        plannedText: plannedText, language: newValue, sentiment: sentiment, location: location)
    }
  }

  /// The sentiment as the source names it for this turn.
  public var sentiment: String? {
    get { details?.sentiment }
    set {
      details = Details(
        plannedText: plannedText, language: language, sentiment: newValue, location: location)
    }
  }

  /// Where in the source it stands.
  public var location: SourceLocation? {
    get { details?.location }
    set {
      details = Details(
        plannedText: plannedText, language: language, sentiment: sentiment, location: newValue)
    }
  }
}
