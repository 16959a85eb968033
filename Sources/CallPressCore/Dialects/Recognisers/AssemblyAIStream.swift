/// The messages of a live session of the older kind: partial and final transcripts, with words and
/// whole milliseconds.
///
/// A partial transcript grows until a final one covers it. There is no speaker in them.
public struct AssemblyAIStreamDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "assemblyai-stream" }
  /// One line for people.
  public var summary: String {
    "live messages with message_type, audio_start and audio_end; times in milliseconds"
  }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: messages that name their type and where in the audio they are.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    AssemblyAIMessages(in: source)?.match ?? .none
  }

  /// Reads the final transcripts, and the partial one that nothing replaced.
  ///
  /// - Throws: `unrecognized-dialect` where there are none.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let messages = AssemblyAIMessages(in: source) else {
      throw CallPressError(
        .unrecognizedDialect, "the transcript is no list of messages with a place in the audio")
    }
    let clock = RecogniserClock(.milliseconds, builder.context)
    let transcripts = messages.list.children.compactMap { LiveTranscript($0, clock) }
    let (standing, replaced) = transcripts.standing()
    builder.noteInterim(replaced, at: messages.list)
    for transcript in standing { builder.add(transcript.draft(clock)) }
  }
}

private struct AssemblyAIMessages: RecogniserAnswer {
  var list: JSONValue
  var match: DialectMatch

  init?(_ value: JSONValue) {
    guard let list = value.kind == .array ? value : value.first(of: "messages", "events"),
      list.kind == .array
    else { return nil }
    let transcripts = ShapeShare(of: list) { LiveTranscript.isTranscript($0) }
    let known = ShapeShare(of: list) { $0["message_type"]?.kind == .string }
    guard transcripts.fitting > 0, known.isMost else { return nil }
    self.list = list
    match = DialectMatch(
      score: known.score(96),
      reason: "\(transcripts.fitting) of \(known.seen) messages seen have a text and its place in "
        + "the audio")
  }
}

/// One transcript of a live session.
private struct LiveTranscript: LiveResult {
  var value: JSONValue
  var isFinal: Bool
  var line: String { "" }
  var start: MediaTime?
  var end: MediaTime?

  static func isTranscript(_ message: JSONValue) -> Bool {
    message["message_type"]?.kind == .string && message["text"]?.kind == .string
      && message["audio_start"] != nil
  }

  init?(_ message: JSONValue, _ clock: RecogniserClock) {
    guard Self.isTranscript(message) else { return nil }
    value = message
    isFinal = message["message_type"]?.string?.hasPrefix("Final") ?? false
    start = clock.time(message["audio_start"])
    end = clock.time(message["audio_end"])
  }

  func draft(_ clock: RecogniserClock) -> DraftTurn {
    var draft = DraftTurn(role: nil, text: value["text"]?.string ?? "", source: value)
    draft.words = value.elements("words").compactMap { word in
      guard let text = word["text"]?.labelText, !text.isEmpty else { return nil }
      return DraftWord(
        text: text, start: clock.time(word["start"]), end: clock.time(word["end"]),
        confidence: word["confidence"]?.approximateNumber)
    }
    // The place in the audio includes the silence before the words.
    if draft.words.isEmpty {
      draft.start = start.map { TimePoint($0, .measured) }
      draft.end = end.map { TimePoint($0, .measured) }
    }
    draft.confidence = value["confidence"]?.approximateNumber
    return draft
  }
}
