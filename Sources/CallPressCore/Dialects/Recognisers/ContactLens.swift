/// The turns of an analysed call, with members in Pascal case and times in whole milliseconds.
///
/// `Transcript` holds turns with `Content`, `BeginOffsetMillis` and the role of whoever speaks, or
/// the participant's identifier, which `Participants` joins with a role. Turns overlap where people
/// do. The form for live calls holds one turn in each of its `Segments`.
public struct ContactLensDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "contact-lens" }
  /// One line for people.
  public var summary: String {
    "Transcript entries with Content, ParticipantRole and offsets in milliseconds"
  }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: entries with a content, an offset and a participant.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    ContactLensAnswer(in: source)?.match ?? .none
  }

  /// Reads the entries.
  ///
  /// - Throws: `unrecognized-dialect` where there are none.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let answer = ContactLensAnswer(in: source) else {
      throw CallPressError(
        .unrecognizedDialect,
        "the transcript has no entries with Content and BeginOffsetMillis")
    }
    let clock = RecogniserClock(.milliseconds, builder.context)
    let language = answer.value["LanguageCode"]?.languageName
    var roles: [String: String] = [:]
    for participant in answer.value.elements("Participants") {
      guard let id = participant["ParticipantId"]?.labelText else { continue }
      roles[id] = participant["ParticipantRole"]?.labelText
    }
    // Both sides are transcribed apart and talk over each other.
    builder.isMerged = true
    for element in answer.list.children {
      guard let entry = answer.entry(element) else { continue }
      let participant = entry["ParticipantId"]?.labelText
      var draft = DraftTurn(
        role: entry["ParticipantRole"]?.labelText ?? participant.flatMap { roles[$0] }
          ?? participant, text: entry["Content"]?.spokenText ?? "", source: entry)
      draft.start = clock.point(entry["BeginOffsetMillis"])
      draft.end = clock.point(entry["EndOffsetMillis"])
      draft.sentiment = entry["Sentiment"]?.string
      draft.language = entry["LanguageCode"]?.languageName ?? language
      for item in entry.elements("Items") {
        guard let text = item["Content"]?.labelText, !text.isEmpty,
          item["Type"]?.string?.lowercased() != "punctuation"
        else { continue }
        draft.words.append(
          DraftWord(
            text: text, start: clock.time(item["BeginOffsetMillis"]),
            end: clock.time(item["EndOffsetMillis"]),
            confidence: item["Confidence"]?.approximateNumber))
      }
      builder.add(draft)
    }
  }
}

/// The entries of an analysis.
struct ContactLensAnswer: RecogniserAnswer {
  var value: JSONValue
  var list: JSONValue
  var match: DialectMatch

  init?(_ value: JSONValue) {
    self.value = value
    guard
      let list = value.kind == .array
        ? value : value["Transcript"]?.filledList ?? value["Segments"]?.filledList
    else { return nil }
    self.list = list
    match = .none
    var (seen, fitting) = (0, 0)
    for element in Sample.elements(of: list) {
      guard let entry = entry(element) else {
        // Live segments hold categories as well.
        if element["Categories"] == nil { seen += 1 }
        continue
      }
      seen += 1
      if entry["Content"] != nil,
        entry["BeginOffsetMillis"] != nil || entry["ParticipantRole"] != nil
          || entry["ParticipantId"] != nil
      {
        fitting += 1
      }
    }
    guard fitting > 0, fitting * 2 >= seen else { return nil }
    match = DialectMatch(
      score: 96 - 20 * (seen - fitting) / seen,
      reason: "\(fitting) of \(seen) entries seen have a Content, an offset or a participant")
  }

  /// The turn in an element, which may be wrapped.
  func entry(_ element: JSONValue) -> JSONValue? {
    guard element.kind == .object else { return nil }
    for name in ["Transcript", "Utterance", "UtteranceEvent"] as [StaticString] {
      if let inner = element[name], inner.kind == .object { return inner }
    }
    return element["Content"] == nil ? nil : element
  }
}
