/// One word of a turn.
///
/// A call has more than a thousand of them, so what may be missing shares one byte of flags, and a
/// word fits into 64 bytes.
public struct Word: Sendable {
  /// What is known of a word besides its text.
  private struct Known: OptionSet {
    var rawValue: UInt8
    static let range = Known(rawValue: 1)
    static let span = Known(rawValue: 2)
    static let confidence = Known(rawValue: 4)
  }

  private var content: WordText
  private var lower: UInt32 = 0
  private var upper: UInt32 = 0
  private var startTime = MediaTime.zero
  private var endTime = MediaTime.zero
  private var probability = 0.0
  private var startProvenance = TimeProvenance.measured
  private var endProvenance = TimeProvenance.measured
  private var known: Known = []

  /// Makes a word.
  public init(
    text: String, range: Range<Int>? = nil, span: TimeSpan? = nil, confidence: Double? = nil
  ) {
    self.init(WordText(text), range: range, span: span, confidence: confidence)
  }

  /// Makes a word of text that is ready.
  @inline(__always)
  init(_ content: WordText, range: Range<Int>?, span: TimeSpan?, confidence: Double?) {
    self.content = content
    if let range {
      (lower, upper) = (UInt32(clamping: range.lowerBound), UInt32(clamping: range.upperBound))
      known.insert(.range)
    }
    if let span {
      (startTime, startProvenance) = (span.start.time, span.start.provenance)
      (endTime, endProvenance) = (span.end.time, span.end.provenance)
      known.insert(.span)
    }
    if let confidence {
      probability = confidence
      known.insert(.confidence)
    }
  }

  /// The word as the source writes it, without the spaces around it.
  public var text: String {
    get { content.string }
    set { content = WordText(newValue) }
  }

  /// Lends the bytes of ``text`` without making a text of them.
  @inline(__always)
  package func withUTF8<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try content.withUTF8(body)
  }

  /// Where it stands in the turn's text, in UTF-8 bytes; `nil` where it could not be found there.
  ///
  /// No text is longer than 4 GiB.
  public var range: Range<Int>? {
    @inline(__always) get {
      known.contains(.range) ? Range(uncheckedBounds: (Int(lower), Int(upper))) : nil
    }
    set {
      (lower, upper) = (
        UInt32(clamping: newValue?.lowerBound ?? 0), UInt32(clamping: newValue?.upperBound ?? 0)
      )
      set(.range, newValue != nil)
    }
  }

  /// When it was said.
  public var span: TimeSpan? {
    @inline(__always) get {
      guard known.contains(.span) else { return nil }
      return TimeSpan(
        parts: TimePoint(startTime, startProvenance), TimePoint(endTime, endProvenance))
    }
    set {
      if let span = newValue {
        (startTime, startProvenance) = (span.start.time, span.start.provenance)
        (endTime, endProvenance) = (span.end.time, span.end.provenance)
      } else {
        (startTime, startProvenance) = (.zero, .measured)
        (endTime, endProvenance) = (.zero, .measured)
      }
      set(.span, newValue != nil)
    }
  }

  /// How sure the recogniser was, from 0 to 1.
  public var confidence: Double? {
    @inline(__always) get { known.contains(.confidence) ? probability : nil }
    set {
      probability = newValue ?? 0
      set(.confidence, newValue != nil)
    }
  }

  private mutating func set(_ what: Known, _ isKnown: Bool) {
    if isKnown { known.insert(what) } else { known.remove(what) }
  }
}

extension Word: Hashable {
  /// Whether text, range, span and confidence are the same.
  public static func == (left: Word, right: Word) -> Bool {
    left.text == right.text && left.range == right.range && left.span == right.span
      && left.confidence == right.confidence
  }

  /// Feeds the text, range, span and confidence to a hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(text)
    hasher.combine(range)
    hasher.combine(span)
    hasher.combine(confidence)
  }
}
