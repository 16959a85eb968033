/// Messages of a chat with a language model: what it was told, what was said, the tools it called.
///
/// An array of `{role, content}`, or an object that holds one as `messages`. `content` is a text,
/// a list of parts, or null beside `tool_calls`; `function_call` and the role `function` are the
/// older form of the same. There are no times. What the roles `system` and `developer` say is
/// instructions, never speech.
public struct ChatMessagesDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "chat" }
  /// One line for people.
  public var summary: String { "chat messages of a language model: role, content, tool calls" }
  /// What it gives where all that it looks at fits.
  public var highestScore: Int { 85 }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: roles of a chat, content, no times.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard case .json(let value) = source, let list = Self.list(in: value) else { return .none }
    var seen = 0
    var known = 0
    var telling = 0
    var messages: [JSONValue] = []
    for message in Sample.elements(of: list) {
      seen += 1
      guard message.kind == .object, let role = message["role"]?.string,
        let kind = ChatRole(rawValue: role.lowercased()), Self.hasContent(message)
      else { continue }
      known += 1
      // A user speaks in every shape; the other roles are a chat's.
      if kind != .user { telling += 1 }
      messages.append(message)
    }
    guard known * 2 >= seen, telling > 0 else { return .none }
    // Times beside the content are another shape's; reading it as this one would lose them.
    let isTimed = messages.contains { $0.children.contains { MemberNames.isTime($0) } }
    guard !isTimed else {
      return DialectMatch(
        score: 25, reason: "messages have a role and content, and times that a chat does not have")
    }
    // A place for times that nobody filled in is more likely another shape's as well.
    let hasPlaces = messages.contains {
      $0.children.contains { $0.isNull && MemberNames.mayBeTime($0.key ?? "") }
    }
    return DialectMatch(
      score: (hasPlaces ? 40 : 60) + 25 * known / seen,
      reason: "\(known) of \(seen) messages seen have a role of a chat and content or tool calls; "
        + "there are no times")
  }

  /// Reads the messages.
  ///
  /// - Throws: `unrecognized-dialect` where there is no list of messages.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard case .json(let value) = source, let list = Self.list(in: value) else {
      throw CallPressError(
        .unrecognizedDialect, "the transcript is not a list of messages, nor does it hold one")
    }
    for message in list.children { Self.read(message, into: &builder) }
  }

  private static func list(in value: JSONValue) -> JSONValue? {
    if value.kind == .array { return value.isEmpty ? nil : value }
    let names: [StaticString] = [
      "messages", "chat_history_with_tools", "chat_history", "conversation", "conversations",
      "history",
    ]
    for name in names {
      if let list = value[name], list.kind == .array, !list.isEmpty { return list }
    }
    return nil
  }

  private static func hasContent(_ message: JSONValue) -> Bool {
    // An item of a realtime session looks much the same, but is a shape of its own.
    if message["type"]?.string == "message", RealtimeItem.hasParts(message) { return false }
    if let content = message["content"] {
      switch content.kind {
      case .string, .array, .null: return true
      case .boolean, .number, .object: return false
      }
    }
    return message["tool_calls"] != nil || message["function_call"] != nil
      || message["refusal"] != nil
  }

  private static func read(_ message: JSONValue, into builder: inout TranscriptBuilder) {
    guard message.kind == .object else {
      if let text = message.string {
        builder.add(DraftTurn(role: nil, text: text, source: message))
      } else {
        builder.note(
          "skipped-entry", .warning, "the entry is no message; it was left out", at: message)
      }
      return
    }
    let role = message["role"]?.labelText
    let text = message["content"]?.spokenText ?? message["refusal"]?.string
    switch role.flatMap({ ChatRole(rawValue: $0.lowercased()) }) {
    case .tool, .function:
      builder.add(
        Event(
          kind: .toolResult, name: message["name"]?.labelText,
          callID: message["tool_call_id"]?.labelText,
          text: text
            ?? message["content"].flatMap { $0.isEmpty && $0.string == nil ? nil : $0.oneText },
          location: builder.location(of: message)))
    case .user, .assistant, .system, .developer, nil:
      let toolCalls = self.toolCalls(of: message)
      // What only calls a tool says nothing; that is no gap to report.
      if toolCalls.isEmpty || !(text ?? "").utf8.allSatisfy({ $0 <= 0x20 }) {
        builder.add(DraftTurn(role: role, text: text ?? "", source: message))
      }
      for call in toolCalls { add(call, to: &builder) }
    }
  }

  // MARK: Tools

  private static func toolCalls(of message: JSONValue) -> [JSONValue] {
    var calls: [JSONValue] = []
    if let list = message["tool_calls"], list.kind == .array { calls += list.children }
    if let call = message["function_call"], call.kind == .object { calls.append(call) }
    return calls
  }

  private static func add(_ call: JSONValue, to builder: inout TranscriptBuilder) {
    let function = call["function"] ?? call["custom"] ?? call
    builder.add(
      Event(
        kind: .toolCall, name: function["name"]?.labelText, callID: call["id"]?.labelText,
        text: (function["arguments"] ?? function["input"])?.oneText,
        location: builder.location(of: call)))
  }
}

/// The roles of a chat.
private enum ChatRole: String {
  case system, developer, user, assistant, tool, function
}
