/// The events of a streamed transcription: results in Pascal case, partial ones among them, with
/// alternatives and items.
///
/// A result is partial until one that is not covers the same stretch. Punctuation stands among the
/// items and attaches to the left; the speaker stands at the items, the channel at the result.
/// Times are seconds.
public struct TranscribeStreamDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "aws-transcribe-stream" }
  /// One line for people.
  public var summary: String {
    "streamed events with Results, IsPartial, Alternatives and Items; times in seconds"
  }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: results with alternatives and a stretch of time.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    TranscribeEvents(in: source)?.match ?? .none
  }

  /// Reads the results that stand.
  ///
  /// - Throws: `unrecognized-dialect` where there are none.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let events = TranscribeEvents(in: source) else {
      throw CallPressError(
        .unrecognizedDialect, "the transcript has no events with results and their alternatives")
    }
    TranscribeStreamReading(events, context: builder.context).read(into: &builder)
  }
}

/// The results of a stream's events.
private struct TranscribeEvents: RecogniserAnswer {
  var value: JSONValue
  var results: [JSONValue]
  var match: DialectMatch

  init?(_ value: JSONValue) {
    let events = value.kind == .array ? value : nil
    let share = ShapeShare(of: events) { Self.results(of: $0) != nil || Self.isResult($0) }
    guard events == nil || share.isMost else { return nil }
    let list = events.map { Array($0.children) } ?? [value]
    results = list.flatMap { Self.results(of: $0) ?? (Self.isResult($0) ? [$0] : []) }
    guard !results.isEmpty else { return nil }
    self.value = value
    match = DialectMatch(
      score: events == nil ? 90 : share.score(96),
      reason: "\(results.count) results have alternatives and a stretch of time")
  }

  /// The results of an event, however many envelopes it kept; `nil` where it has none.
  private static func results(of event: JSONValue) -> [JSONValue]? {
    let inner = event["TranscriptEvent"] ?? event
    guard let list = (inner["Transcript"] ?? inner)["Results"]?.filledList,
      let first = list[0], isResult(first)
    else { return nil }
    return Array(list.children)
  }

  private static func isResult(_ result: JSONValue) -> Bool {
    result["Alternatives"]?.kind == .array && result["StartTime"] != nil
      && (result["IsPartial"] != nil || result["ResultId"] != nil)
  }
}

/// One result and its best alternative.
private struct StreamedResult: LiveResult {
  var value: JSONValue
  var best: JSONValue
  var isFinal: Bool
  var line: String
  var start: MediaTime?
  var end: MediaTime?

  init?(_ value: JSONValue, _ clock: RecogniserClock) {
    guard let best = value["Alternatives"]?[0], best.kind == .object else { return nil }
    self.value = value
    self.best = best
    isFinal = !(value["IsPartial"]?.truth ?? false)
    line = value["ChannelId"]?.labelText ?? ""
    start = clock.time(value["StartTime"])
    end = clock.time(value["EndTime"])
  }
}

private struct TranscribeStreamReading {
  let events: TranscribeEvents
  let clock: RecogniserClock

  init(_ events: TranscribeEvents, context: ReadingContext) {
    self.events = events
    clock = RecogniserClock(.seconds, context)
  }

  func read(into builder: inout TranscriptBuilder) {
    let (results, replaced) = events.results.compactMap { StreamedResult($0, clock) }.standing()
    builder.noteInterim(replaced, at: events.value)
    let tokens = results.map { $0.best.elements("Items").compactMap { token($0) } }
    var labels = VoiceLabels()
    for (result, tokens) in zip(results, tokens) {
      labels.insert(channel: channel(result), speaker: nil)
      for token in tokens { labels.insert(channel: channel(result), speaker: token.speaker) }
    }
    labels.decide()
    builder.isMerged = true
    for (result, tokens) in zip(results, tokens) { add(result, tokens, labels, to: &builder) }
  }

  private func channel(_ result: StreamedResult) -> String? {
    result.line.isEmpty ? nil : result.line
  }

  private func add(
    _ result: StreamedResult, _ tokens: [SpeechToken], _ labels: VoiceLabels,
    to builder: inout TranscriptBuilder
  ) {
    let text = result.best["Transcript"]?.string ?? ""
    let language = result.value["LanguageCode"]?.languageName
    let voices = Set(tokens.compactMap(\.speaker))
    guard voices.count < 2 else {
      let named = tokens.map { token in
        var token = token
        token.speaker = labels.label(channel: channel(result), speaker: token.speaker)
        return token
      }
      TokenTurns(breaksAtPauses: false, language: language).add(named, text: text, to: &builder)
      return
    }
    var draft = DraftTurn(
      role: labels.label(channel: channel(result), speaker: voices.first), text: text,
      source: result.value)
    draft.start = result.start.map { TimePoint($0, .measured) }
    draft.end = result.end.map { TimePoint($0, .measured) }
    draft.language = language
    draft.words = tokens.filter(\.isWord).map(\.draft)
    builder.add(draft)
  }

  private func token(_ item: JSONValue) -> SpeechToken? {
    guard let text = item["Content"]?.labelText, !text.isEmpty else { return nil }
    var token = SpeechToken(text)
    token.attachesLeft = item["Type"]?.string?.lowercased() == "punctuation"
    token.isWord = !token.attachesLeft
    token.start = clock.time(item["StartTime"])
    token.end = clock.time(item["EndTime"])
    token.confidence = item["Confidence"]?.approximateNumber
    token.speaker = token.isWord ? item["Speaker"]?.labelText : nil
    token.source = item
    return token
  }
}
