/// Utterances with `speakerId`, `text`, `start` and `end` in seconds, as insights into a call.
///
/// An object that holds them as `insights.Transcript`, `utterances` or `transcript`, or the bare
/// array. `speakerInfo` beside them gives names. Words stand in `wordTimings`.
public struct RingCentralDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "ringcentral" }
  /// One line for people.
  public var summary: String { "insights with speakerId, text, start and end in seconds" }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: a speaker's number, a text and times, and no other role.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard let value = source.json, let found = Self.list(in: value) else { return .none }
    let (known, seen) = found.count { utterance in
      utterance["speakerId"] != nil && utterance["text"] != nil && utterance["role"] == nil
        && utterance["speaker"] == nil
        && utterance["start"].map { $0.isNull || $0.isTimeLike } ?? false
        && utterance["end"].map { $0.isNull || $0.isTimeLike } ?? false
    }
    guard known > 0, known * 2 >= seen else { return .none }
    let isTelling = value["insights"] != nil || Self.speakers(value, found.holder) != nil
    return DialectMatch(
      score: (isTelling ? 76 : 66) + 16 * known / seen,
      reason: "\(known) of \(seen) utterances seen have a speaker's number, a text, a start and an "
        + "end")
  }

  /// Reads the utterances.
  ///
  /// - Throws: `unrecognized-dialect` where there is no list of utterances.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let value = source.json, let found = Self.list(in: value) else {
      throw .notThisShape("list of utterances, nor does it hold one")
    }
    for speaker in Self.speakers(value, found.holder)?.children.map(\.self) ?? [] {
      guard let label = speaker["speakerId"]?.labelText else { continue }
      builder.introduce(
        label, as: .unknown, name: speaker.first(of: "name", "phoneNumber")?.string)
    }
    builder.noteOtherViews(["wordTimings", "text"], beside: found)
    let layout = PlatformLayout(
      columns: [
        TimeColumn(meaning: .start), TimeColumn(meaning: .end),
        TimeColumn(meaning: .start, isWord: true), TimeColumn(meaning: .end, isWord: true),
      ],
      word: { word in
        WordFields(
          text: word["word"], start: TimeField(word["start"], column: 2),
          end: TimeField(word["end"], column: 3), confidence: word["confidence"])
      }
    ) { utterance, turns in
      var fields = TurnFields()
      fields.role = utterance["speakerId"]?.labelText
      fields.text = utterance["text"]
      fields.take(utterance["start"], as: 0)
      fields.take(utterance["end"], as: 1)
      fields.confidence = utterance["confidence"]
      fields.words = utterance["wordTimings"]?.filledList
      turns.append(fields)
    }
    builder.read(found.list.children, layout)
  }

  private static func list(in value: JSONValue) -> PlatformList? {
    let names: [StaticString] = [
      "Transcript", "utterances", "utteranceInsights", "transcript", "transcripts",
    ]
    if let insights = value["insights"] ?? value["data"]?["insights"], insights.kind == .object,
      let found = PlatformList(in: insights, named: names)
    {
      return found
    }
    return PlatformList(in: value, named: names)
  }

  private static func speakers(_ value: JSONValue, _ holder: JSONValue?) -> JSONValue? {
    (value["speakerInfo"] ?? value["data"]?["speakerInfo"] ?? holder?["speakerInfo"])?.filledList
  }
}
