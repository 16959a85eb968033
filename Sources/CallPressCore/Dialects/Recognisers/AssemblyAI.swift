/// Utterances with words, all in whole milliseconds.
///
/// The same words stand in `utterances`, in `words` and in `text`; the first that is there is read.
/// Sentences and paragraphs are read like utterances, and so are the turns of a live session. The
/// speaker is a letter, or the number of a channel. `audio_duration` alone counts seconds, and is
/// not read.
public struct AssemblyAIDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "assemblyai" }
  /// One line for people.
  public var summary: String { "utterances and words with text, times in whole milliseconds" }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: utterances or words with a text and whole milliseconds.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    AssemblyAIAnswer(in: source)?.match ?? .none
  }

  /// Reads the utterances, else the words, else the text.
  ///
  /// - Throws: `unrecognized-dialect` where there are none of them; `failure-response` for an
  ///   answer that says that the recognition failed.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let answer = AssemblyAIAnswer(in: source) else {
      throw CallPressError(
        .unrecognizedDialect,
        "the transcript has no utterances or words with a text and times in whole milliseconds")
    }
    try AssemblyAIReading(answer, context: builder.context).read(into: &builder)
  }
}

/// Where the views are in an answer.
struct AssemblyAIAnswer: RecogniserAnswer {
  var value: JSONValue
  /// Utterances, sentences, paragraphs or turns, where there are any.
  var segments: JSONValue?
  var words: JSONValue?
  var match: DialectMatch

  init?(_ value: JSONValue) {
    self.value = value
    let list =
      value.kind == .array
      ? value
      : (value["utterances"]?.filledList ?? value["sentences"]?.filledList
        ?? value["paragraphs"]?.filledList)
    let segments = ShapeShare(of: list) { segment in
      guard segment["words"]?.kind == .array || segment["confidence"]?.kind == .number else {
        return false
      }
      if segment["end_of_turn"] != nil { return segment["words"]?.kind == .array }
      return segment["text"]?.kind == .string && Self.isTimed(segment)
    }
    let words = ShapeShare(of: value.kind == .object ? value["words"] : nil) { word in
      word["text"]?.kind == .string && word["type"] == nil && Self.isTimed(word)
    }
    let isJob = Self.isJob(value)
    if segments.isMost { self.segments = list }
    if words.isMost { self.words = value["words"] }
    if segments.isMost {
      match = DialectMatch(
        score: segments.score(words.isMost || isJob ? 95 : 88),
        reason: "\(segments.fitting) of \(segments.seen) utterances seen have a text, words and "
          + "times in whole milliseconds")
    } else if words.isMost {
      match = DialectMatch(
        score: words.score(isJob ? 94 : 85),
        reason: "\(words.fitting) of \(words.seen) words seen have a text and times in whole "
          + "milliseconds")
    } else if isJob, value["text"] != nil || value["error"] != nil {
      match = DialectMatch(score: 82, reason: "there is a job of a recogniser, with no words in it")
    } else {
      return nil
    }
  }

  private static func isTimed(_ value: JSONValue) -> Bool {
    guard let start = value["start"], let end = value["end"] else { return false }
    return start.isWholeNumber && end.isWholeNumber
  }

  /// Whether an object is a job with its state: what only this shape has beside the words.
  private static func isJob(_ value: JSONValue) -> Bool {
    guard let status = value["status"]?.string else {
      return value["audio_duration"]?.kind == .number && value["confidence"] != nil
    }
    return ["queued", "processing", "completed", "error"].contains(status)
      && (value["audio_url"] != nil || value["audio_duration"] != nil
        || value["language_model"] != nil || value["acoustic_model"] != nil
        || (value["utterances"] != nil && value["words"] != nil))
  }
}

private struct AssemblyAIReading {
  let answer: AssemblyAIAnswer
  let clock: RecogniserClock
  let language: String?

  init(_ answer: AssemblyAIAnswer, context: ReadingContext) {
    self.answer = answer
    clock = RecogniserClock(.milliseconds, context)
    language = answer.value.first(of: "language_code", "language")?.languageName
  }

  func read(into builder: inout TranscriptBuilder) throws(CallPressError) {
    let value = answer.value
    if let segments = answer.segments {
      builder.noteOtherViews(
        answer.words == nil ? [] : ["“words”"], read: "“\(segments.key ?? "the list")”", at: value)
      readSegments(segments, into: &builder)
      return
    }
    let text = value["text"]?.string
    if let words = answer.words {
      TokenTurns(language: language).add(
        words.children.compactMap { word($0) }, text: text, to: &builder)
      return
    }
    switch value["status"]?.string {
    case "error":
      let reason = MessageText.clean(value["error"]?.string ?? "", limit: 300)
      throw CallPressError(
        .failureResponse,
        "the recording was not transcribed" + (reason.isEmpty ? "" : ": \(reason)"),
        at: value.location)
    case "queued", "processing":
      builder.isPending = true
    default:
      var draft = DraftTurn(role: nil, text: text ?? "", source: value)
      draft.confidence = value["confidence"]?.approximateNumber
      draft.language = language
      builder.add(draft)
    }
  }

  private func readSegments(_ segments: JSONValue, into builder: inout TranscriptBuilder) {
    // Voices talk over each other; the list is in the order of their ends as often as not.
    builder.isMerged = true
    var sentiments = Sentiments(answer.value["sentiment_analysis_results"], clock)
    var superseded = 0
    for segment in segments.children where segment.kind == .object {
      if segment["end_of_turn"]?.truth == false {
        superseded += 1
        continue
      }
      let speaker = segment.first(of: "speaker", "channel")?.labelText
      var draft = DraftTurn(
        role: speaker, text: segment.first(of: "text", "transcript")?.string ?? "", source: segment)
      draft.start = clock.point(segment["start"])
      draft.end = clock.point(segment["end"])
      draft.confidence = segment["confidence"]?.approximateNumber
      draft.language = segment.first(of: "language", "language_code")?.languageName ?? language
      draft.sentiment =
        segment["sentiment"]?.string
        ?? sentiments.sentiment(of: speaker, draft.start?.time, draft.end?.time)
      var strangers = 0
      for word in segment.elements("words") {
        guard let token = self.word(word) else { continue }
        if let own = token.speaker, let speaker, own != speaker { strangers += 1 }
        draft.words.append(token.draft)
      }
      builder.noteStrangers(strangers, at: segment)
      builder.add(draft)
    }
    builder.noteInterim(superseded, at: segments)
  }

  private func word(_ value: JSONValue) -> SpeechToken? {
    guard value.kind == .object, let text = value["text"]?.labelText, !text.isEmpty else {
      return nil
    }
    var token = SpeechToken(text)
    token.start = clock.time(value["start"])
    token.end = clock.time(value["end"])
    token.confidence = value["confidence"]?.approximateNumber
    token.speaker = value.first(of: "speaker", "channel")?.labelText
    token.source = value
    return token
  }
}

/// The sentiments of sentences, for the utterances that they stand in.
private struct Sentiments {
  private var entries: [(speaker: String?, start: MediaTime, sentiment: String)] = []
  private var next = 0

  init(_ list: JSONValue?, _ clock: RecogniserClock) {
    guard let list, list.kind == .array else { return }
    for entry in list.children {
      guard let sentiment = entry["sentiment"]?.string, let start = clock.time(entry["start"])
      else { continue }
      entries.append((entry["speaker"]?.labelText, start, sentiment))
    }
    entries.sort { $0.start < $1.start }
  }

  /// The sentiment of all the sentences of an utterance, where they agree.
  mutating func sentiment(of speaker: String?, _ start: MediaTime?, _ end: MediaTime?) -> String? {
    guard let start, let end, !entries.isEmpty else { return nil }
    // Utterances come nearly in order; what ended long ago is not looked at again.
    while next < entries.count, entries[next].start < start.advanced(by: -60_000) { next += 1 }
    var found: String?
    var index = next
    while index < entries.count, entries[index].start < end, index - next < 256 {
      let entry = entries[index]
      index += 1
      guard entry.start >= start, entry.speaker == nil || entry.speaker == speaker else { continue }
      if let found, found != entry.sentiment { return nil }
      found = entry.sentiment
    }
    return found
  }
}
