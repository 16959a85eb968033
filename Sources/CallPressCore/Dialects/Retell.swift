/// Utterances with an agent and a user, each with a text and, where there are any, its words.
///
/// An array of objects with `role` and `content`, or an object that holds such an array. `words`
/// carry `word`, `start` and `end` and their own spaces; the utterances themselves carry no time.
/// Calls of tools and their results, changes of node, keys, text messages and context stand
/// between the utterances, most of them without a time.
public struct RetellDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "retell" }
  /// One line for people.
  public var summary: String { "utterances with role, content and timed words; tool calls between" }
  /// What it gives where all that it looks at fits.
  public var highestScore: Int { 97 }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: an agent and a user with `content`, more so with `words`.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard case .json(let value) = source, let list = Self.list(in: value) else { return .none }
    let survey = RetellSurvey(list)
    guard survey.spoken > 0, survey.known * 2 >= survey.seen else { return .none }
    let share = 25 * survey.known / survey.seen
    if survey.withWords > 0 {
      return DialectMatch(
        score: 72 + share,
        reason: "\(survey.known) of \(survey.seen) entries seen have a role and content of "
          + "utterances, \(survey.withWords) of them with timed words")
    }
    // Times beside the text are another shape's; reading it as this one would lose them.
    guard survey.withOwnTimes == 0 else {
      return DialectMatch(
        score: 20, reason: "entries have a role and content, and times that utterances do not have")
    }
    return DialectMatch(
      score: 55 + share,
      reason: "\(survey.known) of \(survey.seen) entries seen have a role and content of "
        + "utterances; there are no words")
  }

  /// Reads the utterances and what stands between them.
  ///
  /// - Throws: `unrecognized-dialect` where there is no array of utterances.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard case .json(let value) = source, let list = Self.list(in: value) else {
      throw CallPressError(
        .unrecognizedDialect, "the transcript is not an array of utterances, nor does it hold one")
    }
    let untouched = builder
    var reading = RetellReading(clock: WordClock(unit: builder.context.options.timeUnit))
    reading.read(list, into: &builder)
    guard let clock = reading.correctedClock(in: builder.context) else { return }
    // The numbers as a whole say that they are not seconds from the start of the call.
    builder = untouched
    reading = RetellReading(clock: clock)
    reading.read(list, into: &builder)
    reading.note(clock, in: &builder)
  }

  /// The array of utterances: the value itself, or a member of it.
  static func list(in value: JSONValue) -> JSONValue? {
    switch value.kind {
    case .array: return value.isEmpty ? nil : value
    case .object:
      let names: [StaticString] = [
        "transcript_with_tool_calls", "scrubbed_transcript_with_tool_calls", "transcript_object",
        "scrubbed_transcript_object", "utterances", "transcript",
      ]
      for name in names {
        if let list = value[name], list.kind == .array, !list.isEmpty { return list }
      }
      return nil
    default: return nil
    }
  }
}

/// What an array looks like to someone who expects utterances.
private struct RetellSurvey {
  /// Entries looked at.
  var seen = 0
  /// Entries that are what they should be.
  var known = 0
  /// Entries in which somebody speaks.
  var spoken = 0
  /// Entries with words.
  var withWords = 0
  /// Entries that say themselves when they begin.
  var withOwnTimes = 0

  init(_ list: JSONValue) {
    list.withTapeView { tape in
      for entry in Sample.rows(of: list, tape) { look(at: entry, tape) }
    }
  }

  /// The members of an entry that tell what it is, as rows; 0 where there is none.
  private struct Rows {
    var role = 0
    var content = 0
    var words = 0

    init(_ entry: Int, _ tape: JSONTapeView) {
      var row = entry + 1
      while row < tape.next(entry) {
        // The first of members with the same name counts.
        if role == 0, tape.hasKey(row, "role") {
          role = row
        } else if content == 0, tape.hasKey(row, "content") {
          content = row
        } else if words == 0, tape.hasKey(row, "words") {
          words = row
        }
        row = tape.next(row)
      }
    }
  }

  private mutating func look(at entry: Int, _ tape: JSONTapeView) {
    seen += 1
    guard tape.tag(entry) == .object else { return }
    let rows = Rows(entry, tape)
    guard rows.role > 0, tape.tag(rows.role) == .string else { return }
    if Self.isAny(of: ["agent", "user", "transfer_target"], rows.role, tape) {
      guard rows.content > 0, tape.tag(rows.content) == .string || tape.tag(rows.content) == .null
      else { return }
      known += 1
      spoken += 1
      if Self.hasWords(rows.words, tape) {
        withWords += 1
      } else if tape.value(entry).children.contains(where: { MemberNames.isTime($0) }) {
        withOwnTimes += 1
      }
    } else if Self.isAny(
      of: [
        "tool_call_invocation", "tool_call_result", "node_transition", "dtmf", "sms", "injected",
      ], rows.role, tape)
    {
      known += 1
    }
  }

  /// Whether the first element of a list is an object with a word.
  private static func hasWords(_ list: Int, _ tape: JSONTapeView) -> Bool {
    guard list > 0, tape.tag(list) == .array, tape.next(list) > list + 1,
      tape.tag(list + 1) == .object
    else { return false }
    var row = list + 2
    while row < tape.next(list + 1) {
      if tape.hasKey(row, "word") { return true }
      row = tape.next(row)
    }
    return false
  }

  private static func isAny(
    of names: [StaticString], _ row: Int, _ tape: JSONTapeView
  ) -> Bool {
    guard let bytes = tape.plainString(row) else {
      let text = tape.value(row).string
      return names.contains { $0.description == text }
    }
    return names.contains { name in
      bytes.elementsEqual(
        UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }
  }
}
