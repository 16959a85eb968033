/// A flat list of tokens smaller than words, with their own spaces and whole milliseconds.
///
/// Tokens are joined as they are written; those that continue a word have no space in front and
/// become one word with it. Where tokens say whether they are final, the others were replaced;
/// translated ones are another view of the same speech.
public struct SonioxDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "soniox" }
  /// One line for people.
  public var summary: String {
    "tokens with text, start_ms and end_ms, smaller than words and with their own spaces"
  }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: tokens with a text and a start in milliseconds.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    SonioxAnswer(in: source)?.match ?? .none
  }

  /// Reads the tokens as words.
  ///
  /// - Throws: `unrecognized-dialect` where there are none.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let answer = SonioxAnswer(in: source) else {
      throw CallPressError(
        .unrecognizedDialect, "the transcript has no tokens with a text and start_ms")
    }
    SonioxReading(answer, context: builder.context).read(into: &builder)
  }
}

private struct SonioxAnswer: RecogniserAnswer {
  var value: JSONValue
  /// The answers of a stream, or the one answer; each has tokens.
  var parts: [JSONValue]
  var match: DialectMatch

  init?(_ value: JSONValue) {
    self.value = value
    switch value.kind {
    case .object: parts = [value]
    case .array:
      // Several that are not the answers of one stream are as many transcripts.
      guard ShapeShare(of: value, where: { Self.isStreamed($0) }).isMost else { return nil }
      parts = Array(value.children)
    default: return nil
    }
    var seen = 0
    var fitting = 0
    for part in parts.prefix(16) {
      let share = ShapeShare(of: Self.tokens(of: part)) { Self.isToken($0) }
      seen += share.seen
      fitting += share.fitting
    }
    guard fitting > 0, fitting * 2 >= seen else { return nil }
    match = DialectMatch(
      score: 95 - 20 * (seen - fitting) / seen,
      reason: "\(fitting) of \(seen) tokens seen have a text and a start in milliseconds")
  }

  static func tokens(of part: JSONValue) -> JSONValue? {
    part["tokens"].flatMap { $0.kind == .array ? $0 : nil }
  }

  private static func isStreamed(_ part: JSONValue) -> Bool {
    tokens(of: part) != nil && part["total_audio_proc_ms"] != nil
  }

  private static func isToken(_ token: JSONValue) -> Bool {
    token["text"]?.kind == .string
      && (token["start_ms"]?.kind == .number || token["translation_status"] != nil)
  }
}

private struct SonioxReading {
  private let answer: SonioxAnswer
  private let clock: RecogniserClock

  init(_ answer: SonioxAnswer, context: ReadingContext) {
    self.answer = answer
    clock = RecogniserClock(.milliseconds, context)
  }

  func read(into builder: inout TranscriptBuilder) {
    var tokens: [SpeechToken] = []
    var interim = 0
    var translated = 0
    for (position, part) in answer.parts.enumerated() {
      let isLast = position == answer.parts.count - 1
      for value in part.elements("tokens") {
        if value["translation_status"]?.string == "translation" {
          translated += 1
        } else if value["is_final"]?.truth == false, !isLast {
          interim += 1
        } else if let token = token(value) {
          append(token, to: &tokens)
        }
      }
    }
    builder.noteInterim(interim, at: answer.value)
    if translated > 0 {
      builder.noteOtherViews(
        ["\(translated) translated token(s)"], read: "what was said", at: answer.value)
    }
    // A text of the whole has the same words; the tokens say who speaks.
    let text = answer.parts.count == 1 ? answer.parts[0]["text"]?.string : nil
    let isSingle = Set(tokens.compactMap(\.speaker)).count < 2
    TokenTurns(joining: .asWritten).add(tokens, text: isSingle ? text : nil, to: &builder)
  }

  private func token(_ value: JSONValue) -> SpeechToken? {
    guard let text = value["text"]?.string, !text.isEmpty else { return nil }
    // Marks of the recogniser's own, such as the end of an utterance, are no speech.
    guard !(text.hasPrefix("<") && text.hasSuffix(">") && value["start_ms"] == nil) else {
      return nil
    }
    var token = SpeechToken(text)
    token.start = clock.time(value["start_ms"])
    token.end = clock.time(value["end_ms"])
    token.confidence = value["confidence"]?.approximateNumber
    token.speaker = value["speaker"]?.labelText
    token.language = value["language"]?.languageName
    token.source = value
    return token
  }

  /// Adds a token, to the word before it where it continues that.
  private func append(_ token: SpeechToken, to tokens: inout [SpeechToken]) {
    let isSpaced = token.text.utf8.first.map { WordAligner.isSpace($0) } ?? false
    guard !isSpaced, var word = tokens.last, word.speaker == token.speaker,
      !(word.text.utf8.last.map { WordAligner.isSpace($0) } ?? true),
      !Self.standsAlone(token.text), !Self.standsAlone(word.text)
    else {
      tokens.append(token)
      return
    }
    word.text += token.text
    word.end = token.end ?? word.end
    if let own = token.confidence { word.confidence = min(word.confidence ?? own, own) }
    tokens[tokens.count - 1] = word
  }

  /// Whether a text is of a script without spaces, where each token is a word.
  private static func standsAlone(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      (0x3040...0x30FF).contains(scalar.value) || (0x3400...0x9FFF).contains(scalar.value)
        || (0x0E00...0x0E7F).contains(scalar.value)
    }
  }
}
