/// Results with alternatives, their words with offsets.
///
/// Both generations: `startTime` and `speakerTag`, `startOffset` and `speakerLabel`; times as
/// `"12.900s"` or as seconds and nanoseconds of which either may be missing. With diarization the
/// last result repeats the words of all the others, with their speakers; then it alone is read.
public struct GoogleSpeechDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "google-speech" }
  /// One line for people.
  public var summary: String {
    "results with alternatives and words; times as 12.900s or seconds and nanos"
  }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: results with alternatives that have a transcript or words.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    GoogleAnswer(in: source)?.match ?? .none
  }

  /// Reads the results, or the last of them where it repeats the others.
  ///
  /// - Throws: `unrecognized-dialect` where there are none.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let answer = GoogleAnswer(in: source) else {
      throw CallPressError(
        .unrecognizedDialect,
        "the transcript has no results with alternatives and their words")
    }
    GoogleReading(answer, context: builder.context).read(into: &builder)
  }
}

/// The results of an answer.
struct GoogleAnswer: RecogniserAnswer {
  var list: JSONValue
  /// Whether the list is the responses of a stream, which have a few results each.
  var isStream: Bool
  var match: DialectMatch

  init?(_ value: JSONValue) {
    let list = value.kind == .array ? value : value["results"].flatMap { Self.list(in: $0) }
    guard let list, !list.isEmpty else { return nil }
    isStream = value.kind == .array && ShapeShare(of: list) { Self.isResponse($0) }.isMost
    let seen = Self.results(in: Sample.elements(of: list), isStream: isStream).map(\.value)
    var hasTimes = false
    let share = ShapeShare(of: seen) { result in
      // Only these three stand beside alternatives in other services' results.
      guard let alternatives = result["alternatives"], alternatives.kind == .array,
        result["type"] == nil, result["channel"] == nil
      else {
        return Self.isEmptyResult(result)
      }
      guard let best = alternatives[0] else { return Self.isEmptyResult(result) }
      guard best["timestamps"] == nil, best["content"] == nil else { return false }
      if let word = best["words"]?[0], Self.isWord(word) { hasTimes = true }
      return best["transcript"]?.kind == .string || best["words"]?.kind == .array
    }
    let isNamed =
      isStream
      || seen.contains { result in
        result.first(
          of: "languageCode", "language_code", "resultEndTime", "result_end_time",
          "resultEndOffset",
          "result_end_offset", "channelTag", "channel_tag") != nil
      }
    // A language alone is what many answers have.
    let hasAlternatives = seen.contains { $0["alternatives"]?.kind == .array }
    guard share.isMost, hasAlternatives, hasTimes || isNamed else { return nil }
    self.list = list
    match = DialectMatch(
      score: share.score(hasTimes ? 96 : 88),
      reason: "\(share.fitting) of \(share.seen) results seen have alternatives"
        + (hasTimes ? " with timed words" : ""))
  }

  /// The list of results: the member itself, or that of the first file of a batch.
  private static func list(in value: JSONValue) -> JSONValue? {
    if value.kind == .array { return value }
    guard value.kind == .object else { return nil }
    for file in value.children.prefix(8) {
      let transcript = file["inlineResult"]?["transcript"] ?? file["transcript"]
      if let list = transcript?["results"]?.filledList { return list }
    }
    return nil
  }

  /// The results of a list, each with the position of the element that it is in.
  static func results(
    in elements: some Sequence<JSONValue>, isStream: Bool
  ) -> [(value: JSONValue, position: Int)] {
    guard isStream else { return elements.enumerated().map { ($1, $0) } }
    return elements.enumerated().flatMap { position, response in
      response.elements("results").map { ($0, position) }
    }
  }

  /// Whether an element is a response of a stream, which says which of its results will not change.
  private static func isResponse(_ element: JSONValue) -> Bool {
    guard let results = element["results"]?.filledList else { return false }
    return results.children.contains { result in
      result["alternatives"]?.kind == .array
        && result.first(of: "isFinal", "is_final", "stability") != nil
    }
  }

  private static func isEmptyResult(_ result: JSONValue) -> Bool {
    result.first(
      of: "resultEndTime", "resultEndOffset", "languageCode", "result_end_time",
      "result_end_offset", "language_code") != nil
  }

  private static func isWord(_ word: JSONValue) -> Bool {
    word["word"]?.kind == .string
      && word.first(
        of: "startTime", "endTime", "startOffset", "endOffset", "speakerTag", "start_time",
        "end_time", "start_offset", "end_offset", "speaker_tag") != nil
  }
}

private struct GoogleReading {
  /// One result's best alternative.
  private struct Result {
    var value: JSONValue
    var best: JSONValue
    var channel: String?
    var words: [SpeechToken]
  }

  private let list: JSONValue
  private let isStream: Bool
  private let clock: RecogniserClock
  private var results: [Result] = []

  init(_ answer: GoogleAnswer, context: ReadingContext) {
    list = answer.list
    isStream = answer.isStream
    clock = RecogniserClock(.seconds, context)
  }

  consuming func read(into builder: inout TranscriptBuilder) {
    collect(&builder)
    guard let last = results.last else { return }
    if repeatsOthers(last) {
      let texts = results.dropLast().compactMap { $0.best["transcript"]?.string }
        .map { VendorText.trimmed($0) }
      if results.count > 1 {
        builder.noteOtherViews(
          ["the results before it, whose words it repeats"],
          read: "the last result, which has the speakers,", at: list)
      }
      let own = last.best["transcript"]?.string.flatMap { $0.isEmpty ? nil : $0 }
      TokenTurns(language: language(of: last)).add(
        last.words, text: own ?? texts.joined(separator: " "), to: &builder)
      return
    }
    var labels = VoiceLabels()
    for result in results {
      labels.insert(channel: result.channel, speaker: nil)
      for word in result.words { labels.insert(channel: result.channel, speaker: word.speaker) }
    }
    labels.decide()
    builder.isMerged = labels.usesChannel
    for result in results { add(result, labels, to: &builder) }
  }

  private mutating func collect(_ builder: inout TranscriptBuilder) {
    let values = GoogleAnswer.results(in: list.children, isStream: isStream)
    let lastFinal = values.lastIndex { Self.isFinal($0.value) == true }
    var interim = 0
    for (index, (value, position)) in values.enumerated() {
      guard let best = value["alternatives"]?[0], best.kind == .object else { continue }
      if Self.isFinal(value) != true, isStream || value["stability"] != nil {
        // What comes behind the last final and in the last response was the last that was heard.
        let isReplaced =
          lastFinal.map { index < $0 } ?? false
          || (isStream && position != values.last?.position)
        if isReplaced || (lastFinal != nil && !isStream) {
          interim += 1
          continue
        }
      }
      results.append(
        Result(
          value: value, best: best,
          channel: value.first(of: "channelTag", "channel_tag")?.labelText,
          words: best.elements("words").compactMap { word($0) }))
    }
    builder.noteInterim(interim, at: list)
  }

  /// Whether a result has the words of all the others once more: it has the speakers, the others
  /// have none, and it has as many words as they have together.
  private func repeatsOthers(_ last: Result) -> Bool {
    guard results.count > 1, last.words.contains(where: { $0.speaker != nil }) else {
      return results.count == 1 && last.words.contains { $0.speaker != nil }
    }
    let others = results.dropLast()
    guard !others.contains(where: { $0.words.contains { $0.speaker != nil } }) else {
      return false
    }
    let count = others.reduce(0) { $0 + $1.words.count }
    if count == 0 { return !others.allSatisfy { $0.best["transcript"] == nil } }
    return last.words.count >= count || last.best["transcript"]?.string?.isEmpty ?? true
  }

  private func language(of result: Result) -> String? {
    result.value.first(of: "languageCode", "language_code")?.languageName
  }

  private static func isFinal(_ value: JSONValue) -> Bool? {
    value.first(of: "isFinal", "is_final")?.truth
  }

  private func end(of result: Result) -> JSONValue? {
    result.value.first(
      of: "resultEndTime", "resultEndOffset", "result_end_time", "result_end_offset")
  }

  private func add(
    _ result: Result, _ labels: VoiceLabels, to builder: inout TranscriptBuilder
  ) {
    let text = VendorText.trimmed(result.best["transcript"]?.string ?? "")
    let voices = Set(result.words.compactMap(\.speaker))
    guard voices.count < 2 else {
      var words = result.words
      for index in words.indices {
        words[index].speaker = labels.label(channel: result.channel, speaker: words[index].speaker)
      }
      TokenTurns(breaksAtPauses: false, language: language(of: result)).add(
        words, text: text, to: &builder)
      return
    }
    var draft = DraftTurn(
      role: labels.label(channel: result.channel, speaker: voices.first), text: text,
      source: result.value)
    draft.words = result.words.map(\.draft)
    if result.words.isEmpty {
      draft.end = clock.point(end(of: result))
    }
    draft.confidence = result.best["confidence"]?.approximateNumber
    draft.language = language(of: result)
    builder.add(draft)
  }

  private func word(_ value: JSONValue) -> SpeechToken? {
    guard let text = value["word"]?.labelText, !text.isEmpty else { return nil }
    var token = SpeechToken(text)
    token.start = clock.time(
      value.first(of: "startTime", "startOffset", "start_time", "start_offset"))
    token.end = clock.time(value.first(of: "endTime", "endOffset", "end_time", "end_offset"))
    // What is zero is left out.
    if token.start == nil, token.end != nil { token.start = .zero }
    token.confidence = value["confidence"]?.approximateNumber
    if let speaker = value.first(
      of: "speakerLabel", "speakerTag", "speaker_label", "speaker_tag")?.labelText, speaker != "0",
      !speaker.isEmpty
    {
      token.speaker = speaker
    }
    token.source = value
    return token
  }
}
