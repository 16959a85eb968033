/// The World Transcription Format of the vCon extension: a transcript, segments, words that the
/// segments refer to by number, and speakers with labels.
///
/// `{transcript: {text, …}, segments: […], words: […], speakers: {…}}`. The segments are read; a
/// segment names its words by their positions. Labels of `speakers` are shown; who is agent and
/// who is customer is not said.
public struct WorldTranscriptDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "wtf" }
  /// One line for people.
  public var summary: String { "World Transcription Format: segments, words by number, speakers" }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: a transcript object with a text beside segments with times.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard let holder = source.json.flatMap({ Self.holder($0, depth: 0) }),
      let list = holder["segments"]
    else { return .none }
    let (known, seen) = Sample.count(in: list) {
      $0["text"] != nil && $0["start"] != nil && $0["end"] != nil
    }
    guard known > 0, known * 2 >= seen else { return .none }
    return DialectMatch(
      score: 78 + 18 * known / seen,
      reason: "\(known) of \(seen) segments seen have a text, a start and an end, beside a "
        + "transcript of the format")
  }

  /// Reads the segments.
  ///
  /// - Throws: `unrecognized-dialect` where there are no segments beside a transcript.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let holder = source.json.flatMap({ Self.holder($0, depth: 0) }),
      let list = holder["segments"]
    else { throw .notThisShape("transcript with segments of the World Transcription Format") }
    for speaker in holder["speakers"]?.children.map(\.self) ?? [] {
      guard let label = speaker["id"]?.labelText ?? speaker.key else { continue }
      builder.introduce(label, as: .unknown, name: speaker["label"]?.string)
    }
    let words = holder.elements("words")
    let layout = PlatformLayout(
      columns: [
        TimeColumn(meaning: .start, unit: .seconds), TimeColumn(meaning: .end, unit: .seconds),
        TimeColumn(meaning: .start, unit: .seconds, isWord: true),
        TimeColumn(meaning: .end, unit: .seconds, isWord: true),
      ],
      word: { word in
        WordFields(
          text: word["text"], start: TimeField(word["start"], column: 2),
          end: TimeField(word["end"], column: 3), confidence: word["confidence"],
          role: word["speaker"])
      }
    ) { segment, turns in
      var fields = TurnFields()
      fields.role = segment["speaker"]?.labelText
      fields.text = segment["text"]
      fields.take(segment["start"], as: 0)
      fields.take(segment["end"], as: 1)
      fields.confidence = segment["confidence"]
      if let inner = segment["words"], inner[0]?.kind == .object {
        fields.words = inner
      } else {
        fields.spokenWords = segment.elements("words").compactMap { number in
          guard let position = number.numberText.flatMap({ Int($0) }), words.indices ~= position
          else { return nil }
          return words[position]
        }
      }
      turns.append(fields)
    }
    builder.read(list.children, layout)
  }

  private static func holder(_ value: JSONValue, depth: Int) -> JSONValue? {
    guard value.kind == .object, depth < 4 else { return nil }
    if value["segments"]?.filledList != nil, value["transcript"]?.kind == .object,
      value["transcript"]?["text"] != nil
    {
      return value
    }
    for name in ["data", "body", "payload", "transcript", "result"] as [StaticString] {
      if let found = value[name].flatMap({ holder($0, depth: depth + 1) }) { return found }
    }
    return nil
  }
}
