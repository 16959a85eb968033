/// Conversations of voice agents: `message` and `time_in_call_secs`, tools inside the turns.
///
/// An array of turns, or an object that holds one as `transcript`: the conversation as it is
/// fetched, or `data.transcript` of a webhook. Times are whole seconds, so several turns share a
/// start, and there are no ends. A turn that only calls a tool has a `message` of null.
///
/// `interrupted` with `original_message` is a turn that was cut off: the message is what was
/// heard, the original what was planned. `ignored_as_backchannel` marks short signs of listening;
/// they were said and stay.
public struct ElevenLabsDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "elevenlabs" }
  /// One line for people.
  public var summary: String { "turns with message and time_in_call_secs; tools inside the turns" }

  /// Makes the dialect.
  public init() {}

  private static let telling: [StaticString] = [
    "tool_calls", "tool_results", "original_message", "conversation_turn_metrics", "source_medium",
    "ignored_as_backchannel", "multivoice_message",
  ]

  /// How sure the dialect is: a role, a message or none, and the time in the call.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard let value = source.json, let found = Self.list(in: value) else { return .none }
    var timed = 0
    let (known, seen) = found.count { turn in
      guard turn["role"]?.kind == .string,
        turn["message"].map({ $0.kind == .string || $0.isNull }) ?? false
      else { return false }
      if turn["time_in_call_secs"] != nil {
        timed += 1
        return true
      }
      return Self.telling.contains { turn[$0] != nil }
    }
    guard known > 0, known * 2 >= seen else { return .none }
    return DialectMatch(
      score: (timed * 2 >= known ? 80 : 70) + 16 * known / seen,
      reason: "\(known) of \(seen) turns seen have a role and a message, \(timed) of them the time "
        + "in the call in whole seconds")
  }

  /// Reads the turns and the tools in them.
  ///
  /// - Throws: `unrecognized-dialect` where there is no list of turns.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let value = source.json, let found = Self.list(in: value) else {
      throw .notThisShape("list of turns, nor does it hold one")
    }
    noteBackchannels(found.list, in: &builder)
    builder.read(found.list.children, Self.layout)
  }

  private static func list(in value: JSONValue) -> PlatformList? {
    PlatformList(in: value, named: ["transcript", "turns"])
  }

  private func noteBackchannels(_ list: JSONValue, in builder: inout TranscriptBuilder) {
    var count = 0
    var first: JSONValue?
    for turn in list.children where turn["ignored_as_backchannel"]?.boolean == true {
      count += 1
      first = first ?? turn
    }
    guard count > 0 else { return }
    builder.note(
      "backchannels-kept", .info,
      "\(count) turn(s) are signs of listening that the agent passed over; they were kept",
      at: first)
  }

  private static let layoutColumns = [TimeColumn(meaning: .start, unit: .seconds)]

  private static var layout: PlatformLayout {
    PlatformLayout(columns: layoutColumns) { turn, turns in
      var fields = TurnFields()
      fields.role = turn["role"]?.labelText
      fields.take(turn["time_in_call_secs"], as: 0)
      let calls = turn["tool_calls"].map { Array($0.children) } ?? []
      let results = turn["tool_results"].map { Array($0.children) } ?? []
      fields.text = turn["message"]
      if fields.text?.string == nil { fields.text = turn["multivoice_message"]?["parts"] }
      fields.planned = turn["original_message"]
      fields.interrupted = turn["interrupted"]
      fields.language = turn["language"]
      // What only calls a tool says nothing; that is no gap to report.
      let isSilent = fields.text?.spokenText?.isEmpty ?? true
      if !isSilent || calls.isEmpty && results.isEmpty { turns.append(fields) }
      for call in calls where call.kind == .object {
        var event = TurnFields.event(.toolCall, call, times: fields.times)
        event.name = call["tool_name"]
        event.callID = call["request_id"]
        event.arguments = call["params_as_json"] ?? call["params"]
        turns.append(event)
      }
      for result in results where result.kind == .object {
        var event = TurnFields.event(.toolResult, result, times: fields.times)
        event.name = result["tool_name"]
        event.callID = result["request_id"]
        event.result = result["result_value"] ?? result["result"]
        event.isError = result["is_error"]
        turns.append(event)
      }
    }
  }
}
