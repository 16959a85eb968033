/// Recognised phrases with a start and a length, in any of the forms that one service has.
///
/// The forms: a finished batch (`recognizedPhrases` with ISO durations and ticks), a fast one
/// (`phrases` with milliseconds), and live results in Pascal case (`NBest`, `Offset` in ticks). The
/// best alternative is read, with its display text; its words are what was heard, without
/// punctuation. Phrases stand channel by channel and are put in order by time.
public struct AzureSpeechDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "azure-speech" }
  /// One line for people.
  public var summary: String {
    "recognised phrases with offset and duration, nBest alternatives; ISO durations, ticks or ms"
  }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: phrases with an offset, and alternatives or a text.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    AzureAnswer(in: source)?.match ?? .none
  }

  /// Reads the best alternative of every phrase.
  ///
  /// - Throws: `unrecognized-dialect` where there are no phrases.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let answer = AzureAnswer(in: source) else {
      throw CallPressError(
        .unrecognizedDialect,
        "the transcript has no recognised phrases with an offset and alternatives")
    }
    AzureReading(answer, context: builder.context).read(into: &builder)
  }
}

/// Where the phrases are in an answer.
struct AzureAnswer: RecogniserAnswer {
  /// The object around the phrases, or the list itself.
  var value: JSONValue
  var list: JSONValue
  /// Whether the value is a single phrase.
  var isSingle = false
  /// Whether bare numbers are milliseconds and not ticks.
  var isFast = false
  var match: DialectMatch

  init?(_ value: JSONValue) {
    self.value = value
    if let phrases = value["recognizedPhrases"], phrases.kind == .array {
      list = phrases
      let share = ShapeShare(of: phrases) { Self.isPhrase($0) }
      let hasCombined = value["combinedRecognizedPhrases"]?.kind == .array
      guard share.isMost || phrases.isEmpty && hasCombined else { return nil }
      match = DialectMatch(
        score: phrases.isEmpty ? 80 : share.score(97),
        reason: "\(share.fitting) of \(share.seen) recognised phrases seen have alternatives")
      return
    }
    if let phrases = value["phrases"], phrases.kind == .array {
      list = phrases
      let share = ShapeShare(of: phrases) { phrase in
        phrase["text"]?.kind == .string
          && phrase.first(of: "offsetMilliseconds", "offset", "offsetInMs") != nil
      }
      let hasCombined = value["combinedPhrases"]?.kind == .array
      isFast = true
      guard share.isMost || phrases.isEmpty && hasCombined else { return nil }
      match = DialectMatch(
        score: phrases.isEmpty ? 80 : share.score(96),
        reason: "\(share.fitting) of \(share.seen) phrases seen have a text and an offset in "
          + "milliseconds")
      return
    }
    // The first generation of batches: one object for each file.
    if let segments = value["SegmentResults"]?.filledList {
      let share = ShapeShare(of: segments) { Self.isLive($0) }
      guard share.isMost else { return nil }
      list = segments
      match = DialectMatch(
        score: share.score(94),
        reason: "\(share.fitting) of \(share.seen) segments seen have alternatives")
      return
    }
    if value.kind == .object, Self.isLive(value) {
      list = value
      isSingle = true
      match = DialectMatch(score: 90, reason: "there is a recognised phrase with an offset")
      return
    }
    guard value.kind == .array else { return nil }
    list = value
    let phrases = ShapeShare(of: value) { Self.isLive($0) || Self.isPhrase($0) }
    let share = ShapeShare(of: value) {
      Self.isLive($0) || Self.isPhrase($0) || Self.isHypothesis($0)
    }
    guard share.isMost, phrases.fitting > 0 else { return nil }
    match = DialectMatch(
      score: share.score(95),
      reason: "\(share.fitting) of \(share.seen) results seen have an offset and alternatives")
  }

  private static func isPhrase(_ phrase: JSONValue) -> Bool {
    phrase.kind == .object
      && (phrase["nBest"]?.kind == .array || phrase["recognitionStatus"] != nil)
      && phrase.first(of: "offset", "offsetInTicks", "offsetMilliseconds") != nil
  }

  /// Whether a live result is but what the recogniser thought for a while.
  static func isHypothesis(_ result: JSONValue) -> Bool {
    result.kind == .object && result["Offset"] != nil && result["Text"]?.kind == .string
      && result["NBest"] == nil && result["RecognitionStatus"] == nil
      && result["DisplayText"] == nil
  }

  private static func isLive(_ result: JSONValue) -> Bool {
    guard result.kind == .object, result["Offset"] != nil else { return false }
    return result["NBest"]?.kind == .array || result["RecognitionStatus"] != nil
      || result["DisplayText"] != nil
  }
}

/// A phrase, or what the recogniser thought before it.
private struct LivePhrase: LiveResult {
  var value: JSONValue
  var isFinal: Bool
  var line: String
  var start: MediaTime?
  var length: MediaTime?
  var end: MediaTime? {
    length.flatMap { length in start?.advanced(by: length.milliseconds) }
  }
}

private struct AzureReading {
  let answer: AzureAnswer
  let milliseconds: RecogniserClock
  let ticks: RecogniserClock

  init(_ answer: AzureAnswer, context: ReadingContext) {
    self.answer = answer
    milliseconds = RecogniserClock(.milliseconds, context)
    ticks = RecogniserClock(answer.isFast ? .milliseconds : .ticks, context)
  }

  func read(into builder: inout TranscriptBuilder) {
    let phrases = answer.isSingle ? [answer.list] : standing(&builder)
    var labels = VoiceLabels()
    for phrase in phrases { labels.insert(channel: channel(of: phrase), speaker: speaker(phrase)) }
    labels.decide()
    builder.isMerged = labels.usesChannel
    let language = answer.value["locale"]?.languageName
    var failures = 0
    for phrase in phrases where phrase.kind == .object {
      let best = phrase.first(of: "nBest", "NBest")?[0]
      let text =
        best?.first(of: "display", "Display")
        ?? phrase.first(of: "text", "DisplayText", "displayText", "Text")
        ?? best?.first(of: "itn", "ITN", "lexical", "Lexical")
      let status = phrase.first(of: "recognitionStatus", "RecognitionStatus")?.string
      if text == nil, let status, status != "Success" {
        failures += 1
        continue
      }
      var draft = DraftTurn(
        role: labels.label(channel: channel(of: phrase), speaker: speaker(phrase)),
        text: text?.string ?? "", source: phrase)
      let start = time(phrase, Self.offsets)
      draft.start = start.map { TimePoint($0, .measured) }
      if let start, let length = time(phrase, Self.durations) {
        draft.end = TimePoint(start.advanced(by: length.milliseconds), .derived(.duration))
      }
      draft.confidence =
        (best?.first(of: "confidence", "Confidence") ?? phrase["confidence"])?.approximateNumber
      draft.language = phrase.first(of: "locale", "Locale")?.languageName ?? language
      draft.sentiment = best?["sentiment"]?.string
      draft.words = words(of: phrase, best)
      builder.add(draft)
    }
    if failures > 0 {
      builder.note(
        "phrases-not-recognised", .info,
        "\(failures) phrase(s) in which nothing was recognised were left out", at: answer.list)
    }
    noteCombined(&builder)
  }

  /// The phrases without the hypotheses that a phrase replaced.
  private func standing(_ builder: inout TranscriptBuilder) -> [JSONValue] {
    guard answer.list.children.contains(where: { AzureAnswer.isHypothesis($0) }) else {
      return Array(answer.list.children)
    }
    // Hypotheses may come without the channel that the phrases name.
    let haveChannels = answer.list.children.allSatisfy { channel(of: $0) != nil }
    let phrases = answer.list.children.map { phrase in
      LivePhrase(
        value: phrase, isFinal: !AzureAnswer.isHypothesis(phrase),
        line: haveChannels ? channel(of: phrase) ?? "" : "",
        start: time(phrase, Self.offsets), length: time(phrase, Self.durations))
    }
    let (standing, replaced) = phrases.standing()
    builder.noteInterim(replaced, at: answer.list)
    return standing.map(\.value)
  }

  private func noteCombined(_ builder: inout TranscriptBuilder) {
    let combined = answer.value.first(of: "combinedRecognizedPhrases", "combinedPhrases")
    guard let combined = combined?.filledList, !answer.list.isEmpty else { return }
    builder.noteOtherViews(
      ["“\(combined.key ?? "")”"], read: "“\(answer.list.key ?? "")”", at: answer.value)
  }

  // MARK: Members

  private func channel(of phrase: JSONValue) -> String? {
    phrase.first(of: "channel", "Channel", "channelNumber", "ChannelNumber")?.labelText
  }

  private func speaker(_ phrase: JSONValue) -> String? {
    phrase.first(of: "speaker", "SpeakerId", "speakerId", "Speaker")?.labelText
  }

  private func words(of phrase: JSONValue, _ best: JSONValue?) -> [DraftWord] {
    let list =
      (best?["displayWords"]?.filledList ?? best?["DisplayWords"]?.filledList
        ?? best?.first(of: "words", "Words") ?? phrase.first(of: "words", "Words"))
    guard let list, list.kind == .array else { return [] }
    return list.children.compactMap { word in
      let text = word.first(of: "displayText", "word", "Word", "text", "display")?.labelText
      guard let text, !text.isEmpty else { return nil }
      let start = time(word, Self.offsets)
      let length = time(word, Self.durations)
      return DraftWord(
        text: text, start: start,
        end: length.flatMap { length in start?.advanced(by: length.milliseconds) },
        confidence: word.first(of: "confidence", "Confidence")?.approximateNumber)
    }
  }

  /// The spellings of one time, and whether each counts ticks.
  private typealias Spelling = (name: StaticString, isTicks: Bool)
  private static let offsets: [Spelling] = [
    ("offset", true), ("offsetInTicks", true), ("offsetTicks", true), ("offsetMilliseconds", false),
    ("offsetInMs", false), ("Offset", true), ("OffsetInTicks", true),
  ]
  private static let durations: [Spelling] = [
    ("duration", true), ("durationInTicks", true), ("durationTicks", true),
    ("durationMilliseconds", false), ("durationInMs", false), ("Duration", true),
    ("DurationInTicks", true),
  ]

  /// A time under any of its names; a text such as `PT1.5S` says its own unit.
  private func time(_ value: JSONValue, _ spellings: [Spelling]) -> MediaTime? {
    for (name, isTicks) in spellings {
      guard let member = value[name] else { continue }
      if let time = (isTicks ? ticks : milliseconds).time(member) { return time }
    }
    return nil
  }
}
