/// Monologues made of elements: texts with times, and punctuation with its own spaces.
///
/// The elements one behind the other are the text. A speaker is a number. Times are seconds, and
/// punctuation has none.
public struct RevAIDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "revai" }
  /// One line for people.
  public var summary: String { "monologues of elements with values; times in seconds" }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: monologues with elements that have a type and a value.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    RevAIAnswer(in: source)?.match ?? .none
  }

  /// Reads the monologues.
  ///
  /// - Throws: `unrecognized-dialect` where there are none.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let answer = RevAIAnswer(in: source) else {
      throw CallPressError(
        .unrecognizedDialect, "the transcript has no monologues with elements")
    }
    let clock = RecogniserClock(.seconds, builder.context)
    var names: [String: String] = [:]
    for speaker in answer.value.elements("speakers") {
      guard let id = speaker["id"]?.labelText, let name = speaker["name"]?.string, !name.isEmpty
      else { continue }
      names[id] = name
    }
    let language = answer.value["language"]?.languageName
    var partial = 0
    for monologue in answer.list.children {
      // A live session sends its guesses before what it settles on.
      if monologue["type"]?.string == "partial" {
        partial += 1
        continue
      }
      let label = monologue.first(of: "speaker", "speaker_id")?.labelText
      let own = monologue["speaker_info"]?["display_name"]?.string
      let role = own ?? label.flatMap { names[$0] } ?? label
      var text = ""
      var draft = DraftTurn(role: role, text: "", source: monologue)
      for element in monologue.elements("elements") {
        guard let value = element["value"]?.labelText else { continue }
        text += value
        guard element["type"]?.string != "punct" else { continue }
        draft.words.append(
          DraftWord(
            text: value, start: clock.time(element["ts"]), end: clock.time(element["end_ts"]),
            confidence: element["confidence"]?.approximateNumber))
      }
      draft.text = VendorText.trimmed(text)
      draft.language = monologue["language"]?.languageName ?? language
      builder.add(draft)
    }
    builder.noteInterim(partial, at: answer.list)
  }
}

/// The monologues of an answer.
struct RevAIAnswer: RecogniserAnswer {
  var value: JSONValue
  var list: JSONValue
  var match: DialectMatch

  init?(_ value: JSONValue) {
    guard let list = value.kind == .array ? value : value["monologues"], list.kind == .array else {
      return nil
    }
    self.value = value
    self.list = list
    if list.isEmpty, value.kind == .object {
      match = DialectMatch(score: 80, reason: "there is a list of monologues, with nothing in it")
      return
    }
    let share = ShapeShare(of: list) { monologue in
      guard let elements = monologue["elements"], elements.kind == .array else { return false }
      return elements.isEmpty
        || ShapeShare(of: elements) { $0["value"] != nil && $0["type"]?.kind == .string }.isMost
    }
    guard share.isMost else { return nil }
    match = DialectMatch(
      score: share.score(96),
      reason: "\(share.fitting) of \(share.seen) monologues seen have elements with values")
  }
}
