/// Items with alternatives, and speakers, channels or segments that say whose they are.
///
/// The same items stand in several views: `audio_segments` with their texts, the channels of
/// `channel_labels`, and `items` with `speaker_labels` beside them. The first that is there is
/// read. Numbers are texts; punctuation has no time and belongs to the word before it. Times are
/// seconds.
public struct AWSTranscribeDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "aws-transcribe" }
  /// One line for people.
  public var summary: String {
    "results.items with alternatives, speaker or channel labels; seconds written as text"
  }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: items of a type with alternatives that have a content.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    AWSTranscribeAnswer(in: source)?.match ?? .none
  }

  /// Reads one view of the items.
  ///
  /// - Throws: `unrecognized-dialect` where there are no items.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let answer = AWSTranscribeAnswer(in: source) else {
      throw CallPressError(
        .unrecognizedDialect,
        "the transcript has no results with items that have a type and alternatives")
    }
    AWSTranscribeReading(answer, context: builder.context).read(into: &builder)
  }
}

/// The results of a job.
struct AWSTranscribeAnswer: RecogniserAnswer {
  var results: JSONValue
  var match: DialectMatch

  init?(_ value: JSONValue) {
    let results = value["results"].flatMap { $0.kind == .object ? $0 : nil } ?? value
    guard results.kind == .object else { return nil }
    self.results = results
    let channelItems = results["channel_labels"]?["channels"]?[0]?["items"]
    let items = ShapeShare(of: results["items"]?.filledList ?? channelItems) { item in
      item["type"]?.kind == .string && item["alternatives"]?[0]?["content"] != nil
    }
    let segments = ShapeShare(of: results["audio_segments"]) { segment in
      segment["transcript"]?.kind == .string && segment["start_time"] != nil
    }
    if items.isMost {
      match = DialectMatch(
        score: items.score(96),
        reason: "\(items.fitting) of \(items.seen) items seen have a type and alternatives")
    } else if segments.isMost {
      match = DialectMatch(
        score: segments.score(90),
        reason: "\(segments.fitting) of \(segments.seen) audio segments seen have a transcript")
    } else if results["transcripts"]?[0]?["transcript"]?.kind == .string,
      value["jobName"] != nil || results["items"]?.kind == .array
    {
      match = DialectMatch(score: 85, reason: "there is the text of a job and no items")
    } else {
      return nil
    }
  }
}

/// Who speaks when, as the list of speakers' segments says.
private struct SpeakerSegments {
  private var segments: [(start: MediaTime, end: MediaTime, label: String?)] = []
  private var byStart: [MediaTime: String] = [:]
  private var begins: Set<MediaTime> = []
  private var next = 0

  init(_ labels: JSONValue?, _ clock: RecogniserClock) {
    for segment in labels?.elements("segments") ?? [] {
      let label = segment["speaker_label"]?.labelText
      if let start = clock.time(segment["start_time"]) {
        begins.insert(start)
        segments.append((start, clock.time(segment["end_time"]) ?? start, label))
      }
      for item in segment.elements("items") {
        guard let start = clock.time(item["start_time"]) else { continue }
        byStart[start] = item["speaker_label"]?.labelText ?? label
      }
    }
    segments.sort { $0.start < $1.start }
  }

  /// The voice of a word that begins at a time; words must come in order.
  mutating func voice(at time: MediaTime?) -> (label: String?, beginsSegment: Bool) {
    guard let time else { return (nil, false) }
    while next + 1 < segments.count, segments[next + 1].start <= time { next += 1 }
    var label = byStart[time]
    if label == nil, next < segments.count, segments[next].start <= time,
      time < segments[next].end
    {
      label = segments[next].label
    }
    return (label, begins.contains(time))
  }
}

private struct AWSTranscribeReading {
  let results: JSONValue
  let clock: RecogniserClock
  let language: String?

  init(_ answer: AWSTranscribeAnswer, context: ReadingContext) {
    results = answer.results
    clock = RecogniserClock(.seconds, context)
    language = results["language_code"]?.languageName
  }

  func read(into builder: inout TranscriptBuilder) {
    let segments = results["audio_segments"]?.filledList
    let channels = results["channel_labels"]?["channels"]?.filledList
    let items = results["items"]?.filledList
    if let segments {
      var others: [String] = []
      if channels != nil { others.append("“channel_labels”") }
      builder.noteOtherViews(others, read: "“audio_segments”", at: results)
      readSegments(segments, into: &builder)
    } else if let channels {
      builder.noteOtherViews(
        items == nil ? [] : ["“items”"], read: "“channel_labels”", at: results)
      readChannels(channels, into: &builder)
    } else if let items {
      readItems(items, into: &builder)
    } else {
      for text in results.elements("transcripts") {
        var draft = DraftTurn(role: nil, text: text["transcript"]?.string ?? "", source: text)
        draft.language = language
        builder.add(draft)
      }
    }
  }

  // MARK: Views

  private func readSegments(
    _ segments: JSONValue, into builder: inout TranscriptBuilder
  ) {
    var tokens: [Int: SpeechToken] = [:]
    for (position, item) in results.elements("items").enumerated() {
      let number = item["id"]?.numberText.flatMap { Int($0) } ?? position
      tokens[number] = token(item)
    }
    var labels = VoiceLabels()
    for segment in segments.children {
      labels.insert(channel: channel(of: segment), speaker: segment["speaker_label"]?.labelText)
    }
    labels.decide()
    builder.isMerged = labels.usesChannel
    var used: Set<Int> = []
    for segment in segments.children where segment.kind == .object {
      var draft = DraftTurn(
        role: labels.label(
          channel: channel(of: segment), speaker: segment["speaker_label"]?.labelText),
        text: segment["transcript"]?.string ?? "", source: segment)
      draft.start = clock.point(segment["start_time"])
      draft.end = clock.point(segment["end_time"])
      draft.language = segment["language_code"]?.languageName ?? language
      for reference in segment.elements("items") {
        guard let number = reference.numberText.flatMap({ Int($0) }), let token = tokens[number],
          token.isWord, used.insert(number).inserted
        else { continue }
        draft.words.append(token.draft)
      }
      builder.add(draft)
    }
    let left = tokens.reduce(0) { $0 + ($1.value.isWord && !used.contains($1.key) ? 1 : 0) }
    builder.noteWordsLeft(left, at: segments)
  }

  private func channel(of value: JSONValue) -> String? {
    value["channel_label"]?.labelText
  }

  private func readChannels(_ channels: JSONValue, into builder: inout TranscriptBuilder) {
    let list = channels.children.filter { $0.kind == .object }
    if list.count > 1 { builder.noteMerging(at: channels) }
    for (position, channel) in list.enumerated() {
      let label = self.channel(of: channel) ?? "ch_\(position)"
      let tokens = channel.elements("items").compactMap { item -> SpeechToken? in
        var token = token(item)
        token?.speaker = label
        return token
      }
      TokenTurns(joining: .with(Self.delimiter(language)), language: language).add(
        tokens, to: &builder)
    }
  }

  private func readItems(_ items: JSONValue, into builder: inout TranscriptBuilder) {
    var voices = SpeakerSegments(results["speaker_labels"], clock)
    var labels = VoiceLabels()
    for item in items.children { labels.insert(channel: channel(of: item), speaker: nil) }
    labels.decide()
    var byChannel: [String: [SpeechToken]] = [:]
    var order: [String] = []
    var current = ""
    for item in items.children {
      guard var token = token(item) else { continue }
      if token.isWord {
        let voice = voices.voice(at: token.start)
        token.speaker =
          labels.usesChannel ? channel(of: item) : item["speaker_label"]?.labelText ?? voice.label
        token.beginsSegment = voice.beginsSegment
        current = labels.usesChannel ? token.speaker ?? "" : ""
      }
      if byChannel[current] == nil { order.append(current) }
      byChannel[current, default: []].append(token)
    }
    if order.count > 1 { builder.noteMerging(at: items) }
    for channel in order {
      TokenTurns(joining: .with(Self.delimiter(language)), language: language).add(
        byChannel[channel] ?? [], to: &builder)
    }
  }

  /// What stands between words: nothing in languages that have no spaces.
  private static func delimiter(_ language: String?) -> String {
    let code = language?.prefix { $0 != "-" } ?? ""
    return ["ja", "zh", "cmn", "yue", "th", "lo", "km", "my"].contains(code) ? "" : " "
  }

  private func token(_ item: JSONValue) -> SpeechToken? {
    let best = item["alternatives"]?[0]
    guard let text = best?["content"]?.labelText, !text.isEmpty else { return nil }
    var token = SpeechToken(text)
    token.attachesLeft = item["type"]?.string == "punctuation"
    token.isWord = !token.attachesLeft
    token.start = clock.time(item["start_time"])
    token.end = clock.time(item["end_time"])
    token.confidence = best?["confidence"]?.approximateNumber
    token.language = item["language_code"]?.languageName
    token.source = item
    return token
  }
}
