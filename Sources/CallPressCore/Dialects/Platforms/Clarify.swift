/// Participants, each with a transcript of its own: segments of terms with a start and a length.
///
/// `participants[].transcript.segments[].terms[]` with `term`, `start` and `dur` in seconds. Each
/// segment is a turn; the participants are brought together by their times.
public struct ClarifyDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "clarify" }
  /// One line for people.
  public var summary: String { "participants with segments of terms: term, start, dur" }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: participants whose segments have terms.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard let found = source.json.flatMap(Self.list) else { return .none }
    let (known, seen) = found.count { participant in
      let segments = participant["transcript"]?["segments"]?.filledList
      return segments.map { list in
        Sample.elements(of: list).contains { $0["terms"]?[0]?["term"] != nil }
      } ?? false
    }
    guard known > 0, known * 2 >= seen else { return .none }
    return DialectMatch(
      score: 78 + 18 * known / seen,
      reason: "\(known) of \(seen) participants seen have segments of terms")
  }

  /// Reads the segments of all participants.
  ///
  /// - Throws: `unrecognized-dialect` where there is no list of participants.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let found = source.json.flatMap(Self.list) else {
      throw .notThisShape("list of participants, nor does it hold one")
    }
    if !found.list.hasOneElement { builder.noteMerging(at: found.list) }
    let layout = PlatformLayout(
      columns: [
        TimeColumn(meaning: .start, unit: .seconds, isWord: true),
        TimeColumn(meaning: .duration, unit: .seconds, isWord: true),
      ],
      word: { term in
        WordFields(
          text: term["term"], start: TimeField(term["start"], column: 0),
          duration: TimeField(term["dur"], column: 1), confidence: term["confidence"])
      }
    ) { participant, turns in
      let label = participant["name"]?.labelText ?? participant["id"]?.labelText
      for segment in participant["transcript"]?.elements("segments") ?? [] {
        var fields = TurnFields()
        fields.source = segment
        fields.role = segment["speaker"]?.labelText ?? label
        fields.words = segment["terms"]?.filledList
        turns.append(fields)
      }
    }
    builder.read(found.list.children, layout)
  }

  private static func list(in value: JSONValue) -> PlatformList? {
    PlatformList(in: value, named: ["participants"])
  }
}
