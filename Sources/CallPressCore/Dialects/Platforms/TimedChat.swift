/// Messages of a chat with a language model that also say when they were spoken.
///
/// An array, or an object that holds one as `messages`, of `{role, content, start, end}` with
/// `tool_calls` and messages in the role `tool` between them. What a model was told, in the roles
/// `system` and `developer`, is never speech.
public struct TimedChatDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "timed-chat" }
  /// One line for people.
  public var summary: String { "chat messages with role, content, tool calls, start and end" }

  /// Makes the dialect.
  public init() {}

  private static let roles: Set<String> = ["system", "developer", "user", "assistant", "tool"]

  /// How sure the dialect is: roles of a chat, a start, and tools or instructions among them.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard let found = source.json.flatMap(Self.list) else { return .none }
    var (timed, telling) = (0, 0)
    let (known, seen) = found.count { message in
      guard let role = message["role"]?.string, Self.roles.contains(role),
        message["content"].map({ $0.kind == .string || $0.kind == .array || $0.isNull }) ?? false
          || message["tool_calls"] != nil
      else { return false }
      if Self.start(of: message).map({ RawTime($0) != .unreadable && !$0.isNull }) ?? false {
        timed += 1
      }
      if message["tool_calls"]?.filledList != nil || message["tool_call_id"] != nil
        || message["is_filler"] != nil
      {
        telling += 1
      }
      return true
    }
    guard known * 2 >= seen, timed > 0, telling > 0 else { return .none }
    return DialectMatch(
      score: 74 + 18 * known / seen,
      reason: "\(known) of \(seen) messages seen have a role of a chat, \(timed) of them a start, "
        + "and there are tools")
  }

  /// Reads the messages.
  ///
  /// - Throws: `unrecognized-dialect` where there is no list of messages.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let found = source.json.flatMap(Self.list) else {
      throw .notThisShape("list of messages, nor does it hold one")
    }
    let layout = PlatformLayout(
      columns: [
        TimeColumn(meaning: .start), TimeColumn(meaning: .end), TimeColumn(meaning: .duration),
      ]
    ) { message, turns in
      var fields = TurnFields()
      fields.role = message["role"]?.labelText
      fields.take(Self.start(of: message), as: 0)
      fields.take(message.first(of: "end", "end_time", "endTime"), as: 1)
      fields.take(message["duration"], as: 2)
      fields.interrupted = message.first(of: "interrupted", "is_interrupted")
      let text = message["content"]
      switch fields.role.map(Role.classify) ?? .unknown {
      case .system:
        fields.event = .systemPrompt
        fields.text = text
        turns.append(fields)
      case .event(let kind):
        fields.event = kind
        fields.name = message["name"]
        fields.callID = message["tool_call_id"]
        fields.result = text
        turns.append(fields)
      case .speaker, .unknown:
        fields.text = text
        let isSilent = text?.spokenText?.isEmpty ?? true
        if !isSilent || message["tool_calls"]?.isEmpty ?? true { turns.append(fields) }
      }
      for call in message.elements("tool_calls") where call.kind == .object {
        var event = TurnFields.event(.toolCall, call, times: fields.times)
        let function = call["function"] ?? call
        event.name = function["name"]
        event.callID = call["id"]
        event.arguments = function["arguments"] ?? function["input"]
        turns.append(event)
      }
    }
    builder.read(found.list.children, layout)
  }

  private static func list(in value: JSONValue) -> PlatformList? {
    PlatformList(in: value, named: ["messages", "transcript"])
  }

  private static func start(of message: JSONValue) -> JSONValue? {
    message.first(of: "start", "start_time", "startTime", "timestamp")
  }
}
