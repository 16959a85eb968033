/// A flat list of words, punctuation and entities, each with alternatives.
///
/// Punctuation says to which side it attaches, and the language pack what stands between words. An
/// entity is read as it is written; the form in which it was spoken is another view of the same.
/// The older form has `words` with names and times as text, and `speakers` beside them. Times are
/// seconds.
public struct SpeechmaticsDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "speechmatics" }
  /// One line for people.
  public var summary: String {
    "a flat list of words, punctuation and entities with alternatives; times in seconds"
  }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: results with a type, times and alternatives.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    SpeechmaticsAnswer(in: source)?.match ?? .none
  }

  /// Reads the results, or the words of the older form.
  ///
  /// - Throws: `unrecognized-dialect` where there are neither.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let answer = SpeechmaticsAnswer(in: source) else {
      throw CallPressError(
        .unrecognizedDialect,
        "the transcript has no flat results with a type, times and alternatives")
    }
    SpeechmaticsReading(answer, context: builder.context).read(into: &builder)
  }
}

/// The results of an answer.
struct SpeechmaticsAnswer: RecogniserAnswer {
  /// The forms there are.
  enum Layout {
    case results, messages, words
  }

  var value: JSONValue
  var layout: Layout
  var list: JSONValue
  var match: DialectMatch

  init?(_ value: JSONValue) {
    self.value = value
    let isList = value.kind == .array
    if let list = isList ? value : value["results"], list.kind == .array {
      let share = ShapeShare(of: list) { Self.isResult($0) }
      if share.isMost {
        self.list = list
        layout = .results
        match = DialectMatch(
          score: share.score(isList ? 90 : 96),
          reason: "\(share.fitting) of \(share.seen) results seen have a type, times and "
            + "alternatives")
        return
      }
      if list.isEmpty, value["format"] != nil, value["metadata"]?["transcription_config"] != nil {
        self.list = list
        layout = .results
        match = DialectMatch(score: 82, reason: "there is a job of a recogniser without results")
        return
      }
    }
    if isList {
      let share = ShapeShare(of: value) { message in
        message["message"]?.kind == .string
      }
      let final = ShapeShare(of: value) { message in
        message["results"]?.kind == .array && message["metadata"]?["transcript"] != nil
      }
      guard final.fitting > 0, share.isMost else { return nil }
      list = value
      layout = .messages
      match = DialectMatch(
        score: share.score(94),
        reason: "\(final.fitting) of \(final.seen) messages seen have results")
      return
    }
    guard let words = value["words"]?.filledList else { return nil }
    let share = ShapeShare(of: words) { word in
      word["name"]?.kind == .string && word["time"]?.isTimeLike == true && word["duration"] != nil
    }
    guard share.isMost else { return nil }
    list = words
    layout = .words
    match = DialectMatch(
      score: share.score(94),
      reason: "\(share.fitting) of \(share.seen) words seen have a name, a time and a duration")
  }

  private static func isResult(_ result: JSONValue) -> Bool {
    guard let type = result["type"]?.string else { return false }
    guard ["word", "punctuation", "entity"].contains(type) else {
      return type == "speaker_change" || type == "channel_change"
    }
    return result["alternatives"]?.kind == .array && result["start_time"]?.isTimeLike == true
  }
}

private struct SpeechmaticsReading {
  private let answer: SpeechmaticsAnswer
  private let clock: RecogniserClock
  private let language: String?
  private var delimiter = " "
  private var spokenForms = 0

  init(_ answer: SpeechmaticsAnswer, context: ReadingContext) {
    self.answer = answer
    clock = RecogniserClock(.seconds, context)
    var metadata = answer.value["metadata"]
    if answer.layout == .messages {
      metadata = answer.value.children.first { $0["language_pack_info"] != nil }
    }
    let language = metadata?["transcription_config"]?["language"]?.languageName
    self.language = language
    if let own = metadata?["language_pack_info"]?["word_delimiter"]?.string {
      delimiter = own
    } else if ["ja", "zh", "cmn", "yue"].contains(language) {
      delimiter = ""
    }
  }

  consuming func read(into builder: inout TranscriptBuilder) {
    switch answer.layout {
    case .results: readResults(Array(answer.list.children), into: &builder)
    case .messages: readMessages(into: &builder)
    case .words: readWords(into: &builder)
    }
    if spokenForms > 0 {
      builder.noteOtherViews(
        ["the spoken forms of \(spokenForms) entities"], read: "the written form",
        at: answer.list)
    }
  }

  // MARK: Results

  private mutating func readMessages(into builder: inout TranscriptBuilder) {
    var results: [JSONValue] = []
    var partial = 0
    for message in answer.list.children {
      switch message["message"]?.string {
      case "AddTranscript": results += message.elements("results")
      case "AddPartialTranscript": partial += 1
      default: continue
      }
    }
    builder.noteInterim(partial, at: answer.list)
    readResults(results, into: &builder)
  }

  private mutating func readResults(
    _ results: [JSONValue], into builder: inout TranscriptBuilder
  ) {
    var labels = VoiceLabels()
    for result in results {
      labels.insert(
        channel: result["channel"]?.labelText,
        speaker: result["alternatives"]?[0]?["speaker"]?.labelText)
    }
    labels.decide()
    var byChannel: [String: [SpeechToken]] = [:]
    var order: [String] = []
    for result in results {
      let channel = labels.usesChannel ? result["channel"]?.labelText ?? "" : ""
      for var token in tokens(of: result) {
        token.speaker = labels.label(channel: result["channel"]?.labelText, speaker: token.speaker)
        if byChannel[channel] == nil { order.append(channel) }
        byChannel[channel, default: []].append(token)
      }
    }
    if order.count > 1 { builder.noteMerging(at: answer.list) }
    for channel in order {
      TokenTurns(joining: .with(delimiter), language: language).add(
        byChannel[channel] ?? [], to: &builder)
    }
  }

  /// The tokens of a result: one, or those of an entity's written form.
  private mutating func tokens(of result: JSONValue) -> [SpeechToken] {
    guard result.kind == .object else { return [] }
    if result["spoken_form"]?.filledList != nil { spokenForms += 1 }
    if let token = token(result) { return [token] }
    return result.elements("written_form").compactMap { token($0) }
  }

  private func token(_ result: JSONValue) -> SpeechToken? {
    let best = result["alternatives"]?[0]
    guard let text = best?["content"]?.labelText, !text.isEmpty else { return nil }
    var token = SpeechToken(text)
    let isPunctuation = result["type"]?.string == "punctuation"
    let side = result["attaches_to"]?.string ?? (isPunctuation ? "previous" : "none")
    token.attachesLeft = side == "previous" || side == "both"
    token.attachesRight = side == "next" || side == "both"
    token.isWord = !isPunctuation
    token.start = clock.time(result["start_time"])
    token.end = clock.time(result["end_time"])
    token.confidence = best?["confidence"]?.approximateNumber
    token.speaker = best?["speaker"]?.labelText
    token.language = best?["language"]?.languageName
    token.source = result
    return token
  }

  // MARK: The older form

  private func readWords(into builder: inout TranscriptBuilder) {
    struct Span {
      var start: MediaTime
      var end: MediaTime
      var name: String
    }
    let spans = answer.value.elements("speakers").compactMap { speaker -> Span? in
      guard let start = clock.time(speaker["time"]), let name = speaker["name"]?.labelText else {
        return nil
      }
      return Span(start: start, end: clock.end(start, speaker["duration"]) ?? start, name: name)
    }.sorted { $0.start < $1.start }
    var tokens: [SpeechToken] = []
    var span = 0
    for word in answer.list.children {
      guard let text = word["name"]?.labelText, !text.isEmpty else { continue }
      var token = SpeechToken(text)
      token.attachesLeft = text.utf8.allSatisfy { Self.isPunctuation($0) }
      token.isWord = !token.attachesLeft
      token.start = clock.time(word["time"])
      token.end = clock.end(token.start, word["duration"])
      token.confidence = word["confidence"]?.approximateNumber
      token.source = word
      if token.isWord, let start = token.start {
        while span + 1 < spans.count, spans[span + 1].start <= start { span += 1 }
        if span < spans.count, start >= spans[span].start { token.speaker = spans[span].name }
      }
      tokens.append(token)
    }
    TokenTurns(joining: .with(" "), language: language).add(tokens, to: &builder)
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    ".,?!;:".utf8.contains(byte)
  }
}
