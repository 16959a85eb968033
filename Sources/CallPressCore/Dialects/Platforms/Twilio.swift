/// Sentences with `transcript`, a media channel and times as texts that may be null.
///
/// An array, or an object that holds one as `sentences`; members in snake case or camel case. Who
/// speaks on which channel stands elsewhere in the vendor's answers; where the participants stand
/// beside the sentences they are joined, and nobody is guessed.
public struct TwilioDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "twilio" }
  /// One line for people.
  public var summary: String { "sentences with transcript, media_channel and times as text" }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: a transcript, and a channel or an index of this shape.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard let found = source.json.flatMap(Self.list) else { return .none }
    let (known, seen) = found.count { sentence in
      sentence["transcript"].map { $0.kind == .string || $0.isNull } ?? false
        && sentence.first(of: "media_channel", "mediaChannel", "sentence_index", "sentenceIndex")
          != nil
    }
    guard known > 0, known * 2 >= seen else { return .none }
    return DialectMatch(
      score: 76 + 18 * known / seen,
      reason: "\(known) of \(seen) sentences seen have a transcript and a media channel or index")
  }

  /// Reads the sentences.
  ///
  /// - Throws: `unrecognized-dialect` where there is no list of sentences.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let value = source.json, let found = Self.list(in: value) else {
      throw .notThisShape("list of sentences, nor does it hold one")
    }
    introduceParticipants(of: found.holder, in: &builder)
    if let next = found.holder?["meta"]?["next_page_url"], next.kind == .string {
      builder.notePage(at: next)
    }
    let layout = PlatformLayout(
      columns: [
        TimeColumn(meaning: .start, unit: .seconds), TimeColumn(meaning: .end, unit: .seconds),
        TimeColumn(meaning: .start, unit: .seconds, isWord: true),
        TimeColumn(meaning: .end, unit: .seconds, isWord: true),
      ],
      word: { word in
        WordFields(
          text: word["word"],
          start: TimeField(word.first(of: "start_time", "startTime"), column: 2),
          end: TimeField(word.first(of: "end_time", "endTime"), column: 3),
          confidence: word["confidence"])
      }
    ) { sentence, turns in
      var fields = TurnFields()
      fields.role = sentence.first(of: "media_channel", "mediaChannel")?.labelText
      fields.text = sentence["transcript"]
      fields.take(sentence.first(of: "start_time", "startTime"), as: 0)
      fields.take(sentence.first(of: "end_time", "endTime"), as: 1)
      fields.confidence = sentence["confidence"]
      fields.words = sentence["words"]?.filledList
      turns.append(fields)
    }
    builder.read(found.list.children, layout)
  }

  private static func list(in value: JSONValue) -> PlatformList? {
    PlatformList(in: value, named: ["sentences"])
  }

  private func introduceParticipants(
    of holder: JSONValue?, in builder: inout TranscriptBuilder
  ) {
    let list = holder?["channel"]?["participants"] ?? holder?["participants"]
    guard let list, list.kind == .array else { return }
    for participant in list.children {
      guard
        let channel = participant.first(
          of: "channel_participant", "channelParticipant", "media_channel", "mediaChannel")?
          .labelText
      else { continue }
      builder.introduce(
        channel, role: participant["role"]?.labelText,
        name: participant.first(of: "full_name", "fullName", "name")?.string)
    }
  }
}

extension TimeField {
  /// A time that is there.
  init?(_ value: JSONValue?, column: Int) {
    guard let value, !value.isNull else { return nil }
    self.init(column: column, rank: 0, value: value)
  }
}

extension TranscriptBuilder {
  /// Says who bears a label, by the role that the source gives them.
  mutating func introduce(_ label: String, role: String?, name: String?) {
    var kind = Speaker.Kind.unknown
    if case .speaker(let known) = role.map(Role.classify) ?? .unknown { kind = known }
    introduce(label, as: kind, name: name)
  }

  /// Says that the rest is on other pages.
  mutating func notePage(at value: JSONValue) {
    note(
      "one-page-of-several", .warning,
      "this is one page, and there are others; put all pages together to read the whole call",
      at: value)
  }
}
