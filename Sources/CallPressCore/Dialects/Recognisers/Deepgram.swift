/// Channels with alternatives, and the utterances made of them.
///
/// The same words stand in up to three views: `results.utterances`, the paragraphs of each
/// channel's best alternative, and its words. The first of them that has any is read. A word is
/// taken as `punctuated_word` where there is one. Several channels are several voices; otherwise
/// `speaker` numbers them. A bare list of utterances is read as well. Times are seconds.
public struct DeepgramDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "deepgram" }
  /// One line for people.
  public var summary: String { "channels with alternatives, utterances of words; times in seconds" }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: channels with alternatives, or utterances with a transcript.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    DeepgramAnswer(in: source)?.match ?? .none
  }

  /// Reads one view of the words.
  ///
  /// - Throws: `unrecognized-dialect` where there are neither channels nor utterances.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let answer = DeepgramAnswer(in: source) else {
      throw CallPressError(
        .unrecognizedDialect,
        "the transcript has no channels with alternatives, and no utterances with a transcript")
    }
    DeepgramReading(answer, context: builder.context).read(into: &builder)
  }
}

/// Where the views are in an answer.
struct DeepgramAnswer: RecogniserAnswer {
  /// The object around the views, or the list of utterances itself.
  var value: JSONValue
  var channels: JSONValue?
  var utterances: JSONValue?
  var match: DialectMatch

  init?(_ value: JSONValue) {
    self.value = value
    let holder = value["results"].flatMap { $0.kind == .object ? $0 : nil } ?? value
    let channels = ShapeShare(of: holder["channels"]) { channel in
      channel["alternatives"]?.kind == .array
    }
    let list = value.kind == .array ? value : holder["utterances"]
    // Beside channels they can be nothing else, whatever their numbers look like.
    let isInSeconds = channels.isMost || list?.mayCountSeconds ?? false
    let utterances = ShapeShare(of: isInSeconds ? list : nil) { utterance in
      guard let transcript = utterance["transcript"], let start = utterance["start"] else {
        return false
      }
      return transcript.kind == .string && start.kind == .number
        && (utterance["words"]?.kind == .array || utterance["confidence"]?.kind == .number)
    }
    if channels.isMost { self.channels = holder["channels"] }
    if utterances.isMost { self.utterances = list }
    if channels.isMost {
      match = DialectMatch(
        score: channels.score(96),
        reason: "\(channels.fitting) of \(channels.seen) channels seen have alternatives"
          + (utterances.isMost ? ", and there are utterances with a transcript" : ""))
    } else if utterances.isMost {
      match = DialectMatch(
        score: utterances.score(92),
        reason: "\(utterances.fitting) of \(utterances.seen) utterances seen have a transcript, "
          + "a start in seconds and words")
    } else {
      return nil
    }
  }
}

/// Reads one view of an answer.
private struct DeepgramReading {
  let answer: DeepgramAnswer
  let clock: RecogniserClock
  private var labels = VoiceLabels()

  init(_ answer: DeepgramAnswer, context: ReadingContext) {
    self.answer = answer
    clock = RecogniserClock(.seconds, context)
  }

  consuming func read(into builder: inout TranscriptBuilder) {
    surveyLabels()
    var others: [String] = []
    let alternatives = bestAlternatives()
    if alternatives.contains(where: { Self.paragraphs(of: $0.value) != nil }) {
      others.append("paragraphs")
    }
    if alternatives.contains(where: { $0.value["words"]?.filledList != nil }) {
      others.append("words")
    }
    if let utterances = answer.utterances {
      builder.isMerged = labels.usesChannel
      for utterance in utterances.children { add(utterance, to: &builder) }
      builder.noteOtherViews(others, read: "“utterances”", at: answer.value)
      return
    }
    if alternatives.count > 1 { builder.noteMerging(at: answer.channels ?? answer.value) }
    for alternative in alternatives {
      if let paragraphs = Self.paragraphs(of: alternative.value) {
        add(paragraphs, of: alternative, to: &builder)
      } else {
        addWords(of: alternative, to: &builder)
      }
    }
    if others.count > 1 {
      builder.noteOtherViews(["words"], read: "“paragraphs”", at: answer.value)
    }
  }

  /// The best alternative of a channel.
  private struct Alternative {
    var value: JSONValue
    var channel: String
    var language: String?
  }

  private func bestAlternatives() -> [Alternative] {
    guard let channels = answer.channels else { return [] }
    var found: [Alternative] = []
    for (position, channel) in channels.children.enumerated() {
      guard let best = channel["alternatives"]?[0], best.kind == .object else { continue }
      found.append(
        Alternative(
          value: best, channel: String(position),
          language: channel["detected_language"]?.languageName))
    }
    return found
  }

  private static func paragraphs(of alternative: JSONValue) -> JSONValue? {
    guard let list = alternative["paragraphs"]?["paragraphs"]?.filledList,
      list.children.contains(where: { $0["sentences"]?.filledList != nil })
    else { return nil }
    return list
  }

  // MARK: Voices

  private mutating func surveyLabels() {
    if let utterances = answer.utterances {
      for utterance in utterances.children {
        labels.insert(
          channel: utterance["channel"]?.labelText, speaker: utterance["speaker"]?.labelText)
      }
      labels.decide()
      return
    }
    let alternatives = bestAlternatives()
    for alternative in alternatives {
      labels.insert(channel: alternative.channel, speaker: nil)
      for word in alternative.value.elements("words") {
        guard let speaker = word["speaker"]?.labelText else { continue }
        labels.insert(channel: alternative.channel, speaker: speaker)
      }
    }
    labels.decide(channelCount: alternatives.count)
  }

  // MARK: Views

  private func add(_ utterance: JSONValue, to builder: inout TranscriptBuilder) {
    let speaker = utterance["speaker"]?.labelText
    var draft = DraftTurn(
      role: labels.label(channel: utterance["channel"]?.labelText, speaker: speaker),
      text: utterance["transcript"]?.string ?? "", source: utterance)
    draft.start = clock.point(utterance["start"])
    draft.end = clock.point(utterance["end"])
    draft.confidence = utterance["confidence"]?.approximateNumber
    draft.sentiment = utterance["sentiment"]?.string
    draft.language = utterance.first(of: "language", "languages", "detected_language")?.languageName
    var strangers = 0
    for word in utterance.elements("words") {
      guard let token = token(word) else { continue }
      if let own = token.speaker, let speaker, own != speaker { strangers += 1 }
      draft.words.append(token.draft)
    }
    builder.noteStrangers(strangers, at: utterance)
    builder.add(draft)
  }

  private func add(
    _ paragraphs: JSONValue, of alternative: Alternative, to builder: inout TranscriptBuilder
  ) {
    var words = alternative.value.elements("words").makeIterator()
    var waiting = words.next()
    for paragraph in paragraphs.children {
      let sentences = paragraph["sentences"]?.children.compactMap { $0["text"]?.string } ?? []
      var draft = DraftTurn(
        role: labels.label(
          channel: alternative.channel, speaker: paragraph["speaker"]?.labelText),
        text: sentences.joined(separator: " "), source: paragraph)
      draft.start = clock.point(paragraph["start"])
      draft.end = clock.point(paragraph["end"])
      draft.sentiment = paragraph["sentiment"]?.string
      draft.language = alternative.language
      // The words of a paragraph are as many as it says, else those before its end.
      let count = paragraph["num_words"].flatMap { $0.numberText.flatMap { Int($0) } }
      let end = draft.end?.time
      while let word = waiting {
        guard let token = token(word) else {
          waiting = words.next()
          continue
        }
        if let count {
          if draft.words.count >= count { break }
        } else if let end, let start = token.start, start >= end {
          break
        }
        draft.words.append(token.draft)
        waiting = words.next()
      }
      builder.add(draft)
    }
    var left = waiting == nil ? 0 : 1
    while words.next() != nil { left += 1 }
    builder.noteWordsLeft(left, at: alternative.value)
  }

  private func addWords(of alternative: Alternative, to builder: inout TranscriptBuilder) {
    var tokens: [SpeechToken] = []
    for word in alternative.value.elements("words") {
      guard var token = token(word) else { continue }
      token.speaker = labels.label(channel: alternative.channel, speaker: token.speaker)
      tokens.append(token)
    }
    let text = alternative.value["transcript"]?.string
    guard tokens.isEmpty else {
      TokenTurns(language: alternative.language).add(tokens, text: text, to: &builder)
      return
    }
    var draft = DraftTurn(
      role: labels.label(channel: alternative.channel, speaker: nil), text: text ?? "",
      source: alternative.value)
    draft.confidence = alternative.value["confidence"]?.approximateNumber
    draft.language = alternative.language
    builder.add(draft)
  }

  private func token(_ word: JSONValue) -> SpeechToken? { DeepgramWord.token(word, clock) }
}

/// The words of both kinds of answers.
enum DeepgramWord {
  static func token(_ word: JSONValue, _ clock: RecogniserClock) -> SpeechToken? {
    guard let text = word.first(of: "punctuated_word", "word")?.labelText, !text.isEmpty else {
      return nil
    }
    var token = SpeechToken(text)
    token.start = clock.time(word["start"])
    token.end = clock.time(word["end"])
    token.confidence = word["confidence"]?.approximateNumber
    token.speaker = word["speaker"]?.labelText
    token.language = word["language"]?.languageName
    token.source = word
    return token
  }
}
