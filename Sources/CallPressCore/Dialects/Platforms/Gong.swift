/// Monologues of speakers known by number, each a list of sentences with a start and an end.
///
/// `{callId, transcript: [{speakerId, topic, sentences}]}`, alone or as the one element of
/// `callTranscripts`; several of them are several calls. Each sentence is a turn. The vendor counts
/// milliseconds, other writers of the shape seconds; the sizes of all numbers together tell which.
/// Where the parties of the call stand beside it, the numbers become names.
public struct GongDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "gong" }
  /// One line for people.
  public var summary: String { "monologues with speakerId and sentences" }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: a speaker's number and sentences with a text.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard let found = source.json.flatMap(Self.list) else { return .none }
    let (known, seen) = found.count { monologue in
      guard (monologue["speakerId"] ?? monologue["speaker_id"]) != nil,
        let sentences = monologue["sentences"], sentences.kind == .array
      else { return false }
      return sentences.isEmpty || sentences[0]?["text"]?.kind == .string
    }
    guard known > 0, known * 2 >= seen else { return .none }
    return DialectMatch(
      score: 76 + 18 * known / seen,
      reason: "\(known) of \(seen) entries seen have a speaker's number and sentences")
  }

  /// Reads the sentences.
  ///
  /// - Throws: `unrecognized-dialect` where there is no list of monologues.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let value = source.json, let found = Self.list(in: value) else {
      throw .notThisShape("list of monologues, nor does it hold one")
    }
    for list in Self.parties(value, found.holder) {
      for party in list.children {
        guard let label = party.first(of: "speakerId", "speaker_id")?.labelText else { continue }
        builder.introduce(
          label, role: party["affiliation"]?.labelText, name: party["name"]?.string)
      }
    }
    let layout = PlatformLayout(
      columns: [TimeColumn(meaning: .start), TimeColumn(meaning: .end)]
    ) { monologue, turns in
      let label = monologue.first(of: "speakerId", "speaker_id")?.labelText
      for sentence in monologue.elements("sentences") where sentence.kind == .object {
        var fields = TurnFields()
        fields.source = sentence
        fields.role = label
        fields.text = sentence["text"]
        fields.take(sentence["start"], as: 0)
        fields.take(sentence["end"], as: 1)
        turns.append(fields)
      }
    }
    builder.read(found.list.children, layout)
  }

  private static func list(in value: JSONValue) -> PlatformList? {
    if let calls = value.first(of: "callTranscripts", "call_transcripts") {
      guard calls.kind == .array, calls.hasOneElement, let call = calls[0] else { return nil }
      return PlatformList(in: call, named: ["transcript"])
    }
    return PlatformList(in: value, named: ["transcript"])
  }

  /// The lists of parties there are: beside the transcript, around it, or in the calls around it.
  private static func parties(_ value: JSONValue, _ holder: JSONValue?) -> [JSONValue] {
    let calls = value.elements("calls")
    let lists =
      calls.map { $0["parties"] } + [
        value["parties"], value["call"]?["parties"], holder?["parties"],
      ]
    return lists.compactMap { $0?.filledList }
  }
}
