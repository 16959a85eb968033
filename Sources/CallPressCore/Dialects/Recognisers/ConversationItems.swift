/// The items of a conversation as text analysis takes them: a participant and a text each.
///
/// `conversationItems`, alone or in the `conversations` of a request. The role of an item, else its
/// participant, says who speaks. Words are in `audioTimings`, in ticks, where there are any.
public struct ConversationItemsDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "azure-conversation" }
  /// One line for people.
  public var summary: String { "conversationItems with a participant and a text" }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: items with a text and a participant.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    ConversationAnswer(in: source)?.match ?? .none
  }

  /// Reads the items of the first conversation.
  ///
  /// - Throws: `unrecognized-dialect` where there are none.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let answer = ConversationAnswer(in: source) else {
      throw CallPressError(
        .unrecognizedDialect, "the transcript has no conversationItems with a text")
    }
    let clock = RecogniserClock(.ticks, builder.context)
    let language = answer.conversation["language"]?.languageName
    for item in answer.items.children where item.kind == .object {
      var draft = DraftTurn(
        role: item.first(of: "role", "participantId")?.labelText,
        text: item.first(of: "text", "itn", "lexical")?.spokenText ?? "", source: item)
      draft.language = item["language"]?.languageName ?? language
      for word in item.elements("audioTimings") + item.elements("wordLevelTimings") {
        guard let text = word["word"]?.labelText, !text.isEmpty else { continue }
        let start = clock.time(word["offset"])
        draft.words.append(
          DraftWord(text: text, start: start, end: clock.end(start, word["duration"])))
      }
      builder.add(draft)
    }
    if answer.others > 0 {
      builder.note(
        "other-conversations", .warning,
        "\(answer.others) more conversation(s) are in the same list; the first was read",
        at: answer.conversation)
    }
  }
}

/// The first conversation of a request.
struct ConversationAnswer: RecogniserAnswer {
  var conversation: JSONValue
  var items: JSONValue
  /// How many other conversations there are.
  var others = 0
  var match: DialectMatch

  init?(_ value: JSONValue) {
    let list =
      (value["analysisInput"]?["conversations"] ?? value["conversations"])?.filledList
    let conversation = list?[0] ?? value
    guard let items = conversation["conversationItems"]?.filledList else { return nil }
    let share = ShapeShare(of: items) { item in
      item["text"]?.kind == .string || item["lexical"]?.kind == .string
    }
    guard share.isMost else { return nil }
    self.conversation = conversation
    self.items = items
    others = max((list?.children.count ?? 1) - 1, 0)
    match = DialectMatch(
      score: share.score(96),
      reason: "\(share.fitting) of \(share.seen) conversation items seen have a text")
  }
}
