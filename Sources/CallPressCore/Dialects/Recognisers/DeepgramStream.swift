/// The messages of a live recogniser: results of one channel each, interim ones among them.
///
/// A result is interim until one with `is_final` covers the same stretch; finals up to one with
/// `speech_final` are one turn. Other messages, such as ends of utterances and metadata, stand
/// between them. Times are seconds.
public struct DeepgramStreamDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "deepgram-stream" }
  /// One line for people.
  public var summary: String {
    "live messages with channel.alternatives, interim and final results; times in seconds"
  }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: messages with alternatives of a channel and a stretch of time.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    DeepgramMessages(in: source)?.match ?? .none
  }

  /// Reads the final results, and the interim ones that nothing replaced.
  ///
  /// - Throws: `unrecognized-dialect` where there are no such messages.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let messages = DeepgramMessages(in: source) else {
      throw CallPressError(
        .unrecognizedDialect, "the transcript is no list of messages with a channel's alternatives")
    }
    var reading = DeepgramStreamReading(messages, context: builder.context)
    reading.read(into: &builder)
  }
}

/// The messages of a live recogniser.
private struct DeepgramMessages: RecogniserAnswer {
  var list: JSONValue
  var match: DialectMatch

  init?(_ value: JSONValue) {
    let list = value.kind == .array ? value : value.first(of: "messages", "events")
    guard let list, list.kind == .array else { return nil }
    let results = ShapeShare(of: list) { Self.isResult($0) }
    let known = ShapeShare(of: list) { message in
      Self.isResult(message) || Self.isNotice(message)
    }
    guard results.fitting > 0, known.isMost else { return nil }
    self.list = list
    match = DialectMatch(
      score: known.score(95),
      reason: "\(results.fitting) of \(results.seen) messages seen have a channel's alternatives")
  }

  static func isResult(_ message: JSONValue) -> Bool {
    message["channel"]?["alternatives"]?.kind == .array
      && (message["start"] != nil || message["is_final"] != nil)
  }

  static func isNotice(_ message: JSONValue) -> Bool {
    guard let type = message["type"]?.string else { return false }
    return ["Metadata", "SpeechStarted", "UtteranceEnd", "Finalize", "CloseStream"].contains(type)
  }
}

private struct DeepgramStreamReading {
  /// One result.
  private struct Result: LiveResult {
    var message: JSONValue
    var alternative: JSONValue
    var channel: String
    var line: String { channel }
    var start: MediaTime?
    var end: MediaTime?
    var isFinal: Bool
    var endsSpeech: Bool
  }

  /// The finals of a channel that make one turn.
  private struct Pending {
    var texts: [String] = []
    var tokens: [SpeechToken] = []
    var start: MediaTime?
    var end: MediaTime?
    var confidence: Double?
    var source: JSONValue?
  }

  private let list: JSONValue
  private let clock: RecogniserClock
  private var results: [Result] = []
  private var labels = VoiceLabels()
  private var pending: [String: Pending] = [:]

  init(_ messages: DeepgramMessages, context: ReadingContext) {
    list = messages.list
    clock = RecogniserClock(.seconds, context)
  }

  mutating func read(into builder: inout TranscriptBuilder) {
    collect()
    let (kept, replaced) = results.standing()
    builder.noteInterim(replaced, at: list)
    let hasEnds = kept.contains(where: \.endsSpeech)
    for result in kept {
      for word in result.alternative.elements("words") {
        labels.insert(channel: result.channel, speaker: word["speaker"]?.labelText)
      }
    }
    labels.decide(channelCount: Set(kept.map(\.channel)).count)
    builder.isMerged = true
    var order: [String] = []
    var seen: Set<String> = []
    for result in kept {
      if let waiting = pending[result.channel], let end = waiting.end, let start = result.start,
        start.distance(from: end) >= TokenTurns.pause
      {
        flush(result.channel, into: &builder)
      }
      if seen.insert(result.channel).inserted { order.append(result.channel) }
      take(result)
      if result.endsSpeech || !hasEnds { flush(result.channel, into: &builder) }
    }
    for channel in order { flush(channel, into: &builder) }
  }

  private mutating func collect() {
    for message in list.children where DeepgramMessages.isResult(message) {
      guard let alternative = message["channel"]?["alternatives"]?[0] else { continue }
      let start = clock.time(message["start"])
      results.append(
        Result(
          message: message, alternative: alternative,
          channel: message["channel_index"]?[0]?.labelText
            ?? message["channel_index"]?.labelText ?? "0", start: start,
          end: clock.end(start, message["duration"]),
          isFinal: message["is_final"]?.truth ?? true,
          endsSpeech: message["speech_final"]?.truth ?? false))
    }
  }

  private mutating func take(_ result: Result) {
    var turn = pending[result.channel] ?? Pending()
    let text = result.alternative["transcript"]?.string ?? ""
    let words = result.alternative["words"]
    guard !text.isEmpty || words?.filledList != nil else {
      pending[result.channel] = turn.texts.isEmpty ? nil : turn
      return
    }
    if turn.source == nil {
      turn.source = result.message
      turn.start = result.start
      turn.confidence = result.alternative["confidence"]?.approximateNumber
    } else {
      turn.confidence = nil
    }
    turn.end = result.end ?? turn.end
    if !text.isEmpty { turn.texts.append(text) }
    for word in result.alternative.elements("words") {
      guard var token = DeepgramWord.token(word, clock) else { continue }
      token.speaker = labels.label(channel: result.channel, speaker: token.speaker)
      turn.tokens.append(token)
    }
    pending[result.channel] = turn
  }

  private mutating func flush(_ channel: String, into builder: inout TranscriptBuilder) {
    guard let turn = pending.removeValue(forKey: channel), let source = turn.source else { return }
    let text = turn.texts.joined(separator: " ")
    let speakers = Set(turn.tokens.compactMap(\.speaker))
    guard speakers.count < 2 else {
      TokenTurns(breaksAtPauses: false).add(turn.tokens, text: text, to: &builder)
      return
    }
    var draft = DraftTurn(
      role: speakers.first ?? labels.label(channel: channel, speaker: nil), text: text,
      source: source)
    draft.words = turn.tokens.map(\.draft)
    if turn.tokens.isEmpty {
      draft.start = turn.start.map { TimePoint($0, .measured) }
      draft.end = turn.end.map { TimePoint($0, .derived(.duration)) }
    }
    draft.confidence = turn.confidence
    builder.add(draft)
  }
}
