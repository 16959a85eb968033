/// Segments of text, with or without words, as the Whisper family writes them.
///
/// The flavours: `segments` with or without `words` inside, words at the top level that are not
/// nested, words without times, segments with speakers; `transcription` with offsets in
/// milliseconds; `chunks` with a pair as `timestamp`; bare lists of segments. Times are seconds but
/// for offsets. `avg_logprob` and its like are logarithms and no confidence.
public struct WhisperDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "whisper" }
  /// One line for people.
  public var summary: String {
    "segments with text, start and end, words in or beside them; chunks with a timestamp pair"
  }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: segments or chunks, and what only recognisers write beside them.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    WhisperAnswer(in: source)?.match ?? .none
  }

  /// Reads the segments; the words alone where there are no segments.
  ///
  /// - Throws: `unrecognized-dialect` where there are none of them.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let answer = WhisperAnswer(in: source) else {
      throw CallPressError(
        .unrecognizedDialect,
        "the transcript has no segments or chunks with text and times as recognisers write them")
    }
    WhisperReading(answer, context: builder.context).read(into: &builder)
  }
}

/// What the segments of a flavour look like.
struct WhisperAnswer: RecogniserAnswer {
  /// The ways to say when.
  enum Layout {
    /// `start` and `end` in seconds.
    case segments
    /// `offsets` with `from` and `to` in milliseconds.
    case offsets
    /// `timestamp` with a pair.
    case chunks
    /// No segments, but words.
    case words
    /// No times: a text, and perhaps usage.
    case text
  }

  /// The object around the segments, or the list itself.
  var value: JSONValue
  var layout: Layout
  /// The segments, chunks or words.
  var list: JSONValue
  var match: DialectMatch

  init?(_ value: JSONValue) {
    guard
      let answer = Self.offsets(value) ?? Self.chunks(value) ?? Self.segments(value)
        ?? Self.words(value) ?? Self.silence(value)
    else { return nil }
    self = answer
  }

  private init(_ value: JSONValue, _ layout: Layout, _ list: JSONValue, _ match: DialectMatch) {
    self.value = value
    self.layout = layout
    self.list = list
    self.match = match
  }

  private static func offsets(_ value: JSONValue) -> WhisperAnswer? {
    guard let list = value["transcription"], list.kind == .array else { return nil }
    let share = ShapeShare(of: list) { segment in
      segment["text"]?.kind == .string
        && (segment["offsets"]?["from"] != nil || segment["timestamps"]?["from"] != nil)
    }
    guard share.isMost else { return nil }
    return WhisperAnswer(
      value, .offsets, list,
      DialectMatch(
        score: share.score(95),
        reason: "\(share.fitting) of \(share.seen) segments seen have a text and offsets"))
  }

  private static func chunks(_ value: JSONValue) -> WhisperAnswer? {
    let list = value.kind == .array ? value : value["speakers"]?.filledList ?? value["chunks"]
    func share(of list: JSONValue?) -> ShapeShare {
      ShapeShare(of: list) { chunk in
        guard let pair = chunk["timestamp"], pair.kind == .array else { return false }
        return chunk["text"]?.kind == .string && pair[0] != nil && pair[1] != nil && pair[2] == nil
      }
    }
    var chosen = list
    var found = share(of: list)
    if !found.isMost, value.kind == .object {
      chosen = value["chunks"]
      found = share(of: chosen)
    }
    guard found.isMost, let chosen else { return nil }
    return WhisperAnswer(
      value, .chunks, chosen,
      DialectMatch(
        score: found.score(94),
        reason: "\(found.fitting) of \(found.seen) chunks seen have a text and a timestamp pair"))
  }

  private static func segments(_ value: JSONValue) -> WhisperAnswer? {
    let list = value.kind == .array ? value : value["segments"]
    let share = ShapeShare(of: list) { segment in
      segment["text"]?.kind == .string && segment["start"]?.isTimeLike == true
        && (segment["end"]?.isTimeLike == true || segment["end"]?.isNull == true)
    }
    guard share.isMost, let list, list.mayCountSeconds else { return nil }
    let marked = ShapeShare(of: list) { isMarked($0) }
    var marks = 0
    if marked.isMost { marks += 1 }
    if value.kind == .object {
      if value["word_segments"]?.kind == .array { marks += 1 }
      if value["task"]?.string == "transcribe" || value["task"]?.string == "translate" {
        marks += 1
      }
      if value["language"]?.kind == .string || value["language_probs"] != nil { marks += 1 }
      if value["words"]?.kind == .array { marks += 1 }
      if value["text"]?.kind == .string { marks += 1 }
      if value["usage"]?.kind == .object { marks += 1 }
    }
    guard marks > 0, marked.isMost || marks > 1 || value["language"] != nil else { return nil }
    return WhisperAnswer(
      value, .segments, list,
      DialectMatch(
        score: share.score(marked.isMost ? 94 : 84),
        reason: "\(share.fitting) of \(share.seen) segments seen have a text, a start and an end"
          + (marked.isMost ? ", and what recognisers write beside them" : "")))
  }

  /// Whether a segment has what only recognisers write.
  private static func isMarked(_ segment: JSONValue) -> Bool {
    let names: [StaticString] = [
      "avg_logprob", "no_speech_prob", "compression_ratio", "seek", "temperature",
    ]
    if names.contains(where: { segment[$0] != nil }) { return true }
    if segment["type"]?.string == "transcript.text.segment" { return true }
    return ShapeShare(of: segment["words"]) { word in
      (word["word"] ?? word["text"])?.kind == .string
        && (word["score"] != nil || word["probability"] != nil || word["start"] == nil
          || segment["confidence"] != nil || word["word"] != nil)
    }.isMost
  }

  private static func words(_ value: JSONValue) -> WhisperAnswer? {
    guard value.kind == .object, value["segments"]?.filledList == nil,
      let list = value["words"]?.filledList ?? value["word_segments"]?.filledList
    else { return nil }
    let share = ShapeShare(of: list) { word in
      word["word"]?.kind == .string && word["start"]?.isTimeLike == true && word["type"] == nil
        && word["punctuated_word"] == nil
    }
    guard share.isMost,
      value["text"]?.kind == .string || value["language"] != nil || value["task"] != nil
        || value["segments"] != nil
    else { return nil }
    return WhisperAnswer(
      value, .words, list,
      DialectMatch(
        score: share.score(88),
        reason: "there are no segments; \(share.fitting) of \(share.seen) words seen have a start"))
  }

  /// The answer for a recording in which nobody says anything, and for one without times.
  private static func silence(_ value: JSONValue) -> WhisperAnswer? {
    guard value.kind == .object, let text = value["text"], text.kind == .string else { return nil }
    let isEmptyList = value["segments"]?.kind == .array && value["segments"]?.isEmpty == true
    let hasTask = value["task"]?.kind == .string && value["duration"] != nil
    let hasUsage = value["usage"]?["type"]?.kind == .string
    guard isEmptyList && value["language"] != nil || hasTask || hasUsage else { return nil }
    return WhisperAnswer(
      value, .text, text, DialectMatch(score: 80, reason: "there is a text and no segments"))
  }
}
