/// Segments of speech and the items that they are made of, joined by index.
///
/// `audio_segments` carry the text, `audio_items` the words. Speakers and channels are labels in
/// objects of their own. Times are whole milliseconds.
public struct BedrockAudioDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "aws-bedrock" }
  /// One line for people.
  public var summary: String {
    "audio_segments with text and audio_items with words; times in milliseconds"
  }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: audio segments with a text and a timestamp in milliseconds.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    BedrockAnswer(in: source)?.match ?? .none
  }

  /// Reads the segments with their items.
  ///
  /// - Throws: `unrecognized-dialect` where there are none.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let answer = BedrockAnswer(in: source) else {
      throw CallPressError(
        .unrecognizedDialect,
        "the transcript has no audio_segments with a text and timestamps in milliseconds")
    }
    BedrockReading(answer, context: builder.context).read(into: &builder)
  }
}

/// The segments of an answer.
struct BedrockAnswer: RecogniserAnswer {
  var value: JSONValue
  var segments: JSONValue
  var match: DialectMatch

  init?(_ value: JSONValue) {
    guard let segments = value["audio_segments"]?.filledList else { return nil }
    let share = ShapeShare(of: segments) { segment in
      segment["text"]?.kind == .string && segment["start_timestamp_millis"] != nil
    }
    guard share.isMost else { return nil }
    self.value = value
    self.segments = segments
    match = DialectMatch(
      score: share.score(96),
      reason: "\(share.fitting) of \(share.seen) audio segments seen have a text and a timestamp "
        + "in milliseconds")
  }
}

private struct BedrockReading {
  let answer: BedrockAnswer
  let clock: RecogniserClock
  private var words: [Int: DraftWord] = [:]
  private var bySegment: [Int: [Int]] = [:]

  init(_ answer: BedrockAnswer, context: ReadingContext) {
    self.answer = answer
    clock = RecogniserClock(.milliseconds, context)
    for (position, item) in answer.value.elements("audio_items").enumerated() {
      let kind = item.first(of: "subtype", "type", "item_type")?.string?.lowercased()
      // Punctuation has no time; not every version says what an item is.
      let isPunctuation =
        kind == "punctuation" || kind == nil && item["start_timestamp_millis"] == nil
      guard let text = item["content"]?.labelText, !text.isEmpty, !isPunctuation else { continue }
      let number = Self.number(item.first(of: "item_index", "index", "id")) ?? position
      words[number] = DraftWord(
        text: text, start: clock.time(item["start_timestamp_millis"]),
        end: clock.time(item["end_timestamp_millis"]),
        confidence: item["confidence"]?.approximateNumber)
      if let segment = Self.number(item["audio_segment_index"]) {
        bySegment[segment, default: []].append(number)
      }
    }
  }

  private static func number(_ value: JSONValue?) -> Int? {
    value?.numberText.flatMap { Int($0) }
  }

  func read(into builder: inout TranscriptBuilder) {
    var labels = VoiceLabels()
    for segment in answer.segments.children {
      labels.insert(channel: channel(of: segment), speaker: speaker(of: segment))
    }
    labels.decide()
    builder.isMerged = labels.usesChannel
    var used: Set<Int> = []
    for (position, segment) in answer.segments.children.enumerated()
    where segment.kind == .object {
      var draft = DraftTurn(
        role: labels.label(channel: channel(of: segment), speaker: speaker(of: segment)),
        text: segment["text"]?.string ?? "", source: segment)
      draft.start = clock.point(segment["start_timestamp_millis"])
      draft.end = clock.point(segment["end_timestamp_millis"])
      draft.language = segment["language"]?.languageName
      let indices = segment.elements("audio_item_indices").compactMap { Self.number($0) }
      let number = Self.number(segment["segment_index"]) ?? position
      for index in indices.isEmpty ? bySegment[number] ?? [] : indices {
        guard let word = words[index], used.insert(index).inserted else { continue }
        draft.words.append(word)
      }
      builder.add(draft)
    }
    builder.noteWordsLeft(words.count - used.count, at: answer.segments)
    if let text = answer.value["audio"]?["transcript"], text.kind == .object {
      builder.noteOtherViews(["the text of the whole"], read: "“audio_segments”", at: text)
    }
  }

  private func channel(of segment: JSONValue) -> String? {
    segment["channel"].flatMap { $0["channel_label"] ?? $0 }?.labelText
  }

  private func speaker(of segment: JSONValue) -> String? {
    guard let speaker = segment["speaker"] else { return nil }
    return (speaker["speaker_label"] ?? speaker["speaker_name"] ?? speaker).labelText
  }
}
