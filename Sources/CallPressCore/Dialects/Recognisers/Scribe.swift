/// A flat list of words, spaces and sounds, each with its own `type`.
///
/// The spaces are tokens of their own, so that the text is the tokens one behind the other.
/// `speaker_id` tells voices apart; an answer for several channels holds one such object for each
/// in `transcripts`. Times are seconds. `logprob` is a logarithm and no confidence.
public struct ScribeDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "elevenlabs-scribe" }
  /// One line for people.
  public var summary: String { "a flat list of words, spacing and audio events; times in seconds" }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: tokens with a type, and a text beside the list.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    ScribeAnswer(in: source)?.match ?? .none
  }

  /// Reads the tokens of every channel.
  ///
  /// - Throws: `unrecognized-dialect` where there are no such tokens.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let answer = ScribeAnswer(in: source) else {
      throw CallPressError(
        .unrecognizedDialect, "the transcript has no list of words and spacing with types")
    }
    let clock = RecogniserClock(.seconds, builder.context)
    if answer.channels.count > 1 { builder.noteMerging(at: answer.value) }
    var labels = VoiceLabels()
    for (position, channel) in answer.channels.enumerated() {
      let name = Self.name(of: channel, position)
      labels.insert(channel: name, speaker: nil)
      for word in channel.elements("words") {
        labels.insert(channel: name, speaker: word["speaker_id"]?.labelText)
      }
    }
    labels.decide(channelCount: answer.channels.count)
    for (position, channel) in answer.channels.enumerated() {
      let name = Self.name(of: channel, position)
      var tokens: [SpeechToken] = []
      for value in channel.elements("words") {
        guard var token = Self.token(value, clock) else { continue }
        token.speaker = labels.label(channel: name, speaker: value["speaker_id"]?.labelText)
        tokens.append(token)
      }
      let language = channel["language_code"]?.languageName
      guard tokens.isEmpty else {
        TokenTurns(joining: .asWritten, language: language).add(
          tokens, text: channel["text"]?.string, to: &builder)
        continue
      }
      var draft = DraftTurn(
        role: labels.label(channel: name, speaker: nil), text: channel["text"]?.string ?? "",
        source: channel)
      draft.language = language
      builder.add(draft)
    }
  }

  private static func name(of channel: JSONValue, _ position: Int) -> String {
    channel["channel_index"]?.labelText ?? String(position)
  }

  private static func token(_ value: JSONValue, _ clock: RecogniserClock) -> SpeechToken? {
    guard value.kind == .object, let text = value["text"]?.labelText, !text.isEmpty else {
      return nil
    }
    var token = SpeechToken(text)
    token.isWord = value["type"]?.string != "spacing"
    token.start = clock.time(value["start"])
    token.end = clock.time(value["end"])
    token.source = value
    return token
  }
}

/// The channels of an answer.
struct ScribeAnswer: RecogniserAnswer {
  var value: JSONValue
  /// The objects with `words`, one for each channel.
  var channels: [JSONValue]
  var match: DialectMatch

  init?(_ value: JSONValue) {
    self.value = value
    if let list = value["transcripts"]?.filledList {
      let share = ShapeShare(of: list) { Self.isChannel($0) }
      guard share.isMost else { return nil }
      channels = list.children.filter { $0.kind == .object }
      match = DialectMatch(
        score: share.score(94), reason: "\(share.seen) channels seen have words with types")
      return
    }
    guard Self.isChannel(value) else { return nil }
    channels = [value]
    let share = ShapeShare(of: value["words"]) { Self.isToken($0) }
    match =
      share.seen == 0
      ? DialectMatch(score: 80, reason: "there are a text, a language and no words")
      : DialectMatch(
        score: share.score(96),
        reason: "\(share.fitting) of \(share.seen) tokens seen are words, spacing or sounds")
  }

  private static func isToken(_ token: JSONValue) -> Bool {
    guard let type = token["type"]?.string else { return false }
    return ["word", "spacing", "audio_event", "punctuation"].contains(type)
      && token["text"]?.kind == .string
  }

  private static func isChannel(_ value: JSONValue) -> Bool {
    guard value.kind == .object, let words = value["words"], words.kind == .array else {
      return false
    }
    if words.isEmpty {
      return value["language_probability"] != nil && value["text"]?.kind == .string
    }
    return ShapeShare(of: words) { isToken($0) }.isMost
  }
}
