/// Items of a realtime session: messages whose content are parts of sound and text, calls of
/// functions and their results.
///
/// An array of items, an object that holds one as `items`, `output`, `history` or `data`, or a log
/// of the session's events, from which the items are put together. `transcript` of a part is what
/// was said and may be null; `audio` is never looked at. An item whose status is `incomplete` was
/// cut off. Items carry no times; a log says when the user began and stopped to speak.
public struct OpenAIRealtimeDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "openai-realtime" }
  /// One line for people.
  public var summary: String {
    "items or events of a realtime session, with parts of sound and text"
  }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: messages with parts of the known types, or a log of events.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard let found = source.json.flatMap(Self.list) else { return .none }
    let (events, seen) = found.count { RealtimeEvents.isEvent($0) }
    if events * 2 > seen {
      let carriers = found.count { RealtimeEvents.isCarrier($0) }.known
      guard carriers > 0 else { return .none }
      return DialectMatch(
        score: 76 + 20 * events / seen,
        reason: "\(events) of \(seen) entries seen are events of a session, \(carriers) of them "
          + "with items or transcripts")
    }
    var (messages, sounds) = (0, 0)
    let known = found.count { item in
      guard let kind = RealtimeItem.Kind(item) else { return false }
      guard kind == .message else { return true }
      guard RealtimeItem.hasParts(item) else { return false }
      messages += 1
      if item["object"] != nil || RealtimeItem.hasSound(item) { sounds += 1 }
      return true
    }.known
    guard messages > 0, known * 2 >= seen else { return .none }
    return DialectMatch(
      score: (sounds > 0 ? 78 : 74) + 18 * known / seen,
      reason: "\(known) of \(seen) items seen are of a realtime session, \(messages) of them "
        + "messages with parts")
  }

  /// Reads the items, or puts them together from events.
  ///
  /// - Throws: `unrecognized-dialect` where there is no list.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let found = source.json.flatMap(Self.list) else {
      throw .notThisShape("list of items or events, nor does it hold one")
    }
    let (events, seen) = found.count { RealtimeEvents.isEvent($0) }
    if events * 2 > seen {
      let log = RealtimeEvents(found.list)
      if log.partial > 0 {
        builder.note(
          "partial-events", .info,
          "\(log.partial) event(s) carry pieces of what later events repeat whole; they were "
            + "passed over", at: found.list)
      }
      let fields = log.fields
      let layout = PlatformLayout(columns: RealtimeEvents.columns) { entry, turns in
        if let turn = fields[entry.index] { turns += turn }
      }
      builder.read(log.order, layout)
      return
    }
    builder.read(
      found.list.children, PlatformLayout(columns: []) { RealtimeItem.append($0, to: &$1) })
  }

  private static func list(in value: JSONValue) -> PlatformList? {
    PlatformList(in: value, named: ["items", "output", "history", "events", "data"])
  }
}

/// One item of a realtime session.
enum RealtimeItem {
  /// What kinds of items there are.
  enum Kind: String {
    case message
    case functionCall = "function_call"
    case functionOutput = "function_call_output"
    case remoteCall = "mcp_call"
    case remoteTools = "mcp_list_tools"
    case approvalRequest = "mcp_approval_request"
    case approval = "mcp_approval_response"
    case reasoning

    init?(_ item: JSONValue) {
      guard let kind = item["type"]?.string.flatMap(Kind.init(rawValue:)) else { return nil }
      self = kind
    }
  }

  private static let sounds: Set<String> = ["input_audio", "output_audio", "audio"]
  private static let texts: Set<String> = ["input_text", "output_text", "text", "refusal"]

  /// Whether a message's content are parts of the known types; no content at all is none.
  static func hasParts(_ item: JSONValue) -> Bool {
    guard let content = item["content"], content.kind == .array, let part = content[0] else {
      return item["content"]?.kind == .array && item["object"] != nil
    }
    guard let type = part["type"]?.string else { return false }
    return sounds.contains(type) || texts.contains(type) || type == "input_image"
  }

  /// Whether a part of a message is sound.
  static func hasSound(_ item: JSONValue) -> Bool {
    item["content"]?.children.contains { $0["type"]?.string.map(sounds.contains) ?? false } ?? false
  }

  /// The turn or the events of an item.
  static func append(_ item: JSONValue, to turns: inout [TurnFields]) {
    var fields = TurnFields()
    fields.source = item
    fields.name = item["name"]
    fields.callID = item["call_id"] ?? item["callId"]
    switch Kind(item) {
    case .functionCall, .remoteCall:
      fields.event = .toolCall
      fields.arguments = item["arguments"]
      fields.callID = fields.callID ?? item["id"]
      turns.append(fields)
      guard let output = item["output"], !output.isNull else { return }
      var result = TurnFields.event(.toolResult, item, times: [])
      (result.name, result.callID, result.result) = (fields.name, fields.callID, output)
      turns.append(result)
    case .functionOutput:
      fields.event = .toolResult
      fields.result = item["output"]
      turns.append(fields)
    case .remoteTools, .approvalRequest, .approval, .reasoning:
      fields.event = .marker
      fields.name = item["type"]
      turns.append(fields)
    case .message, nil:
      fields.role = item["role"]?.labelText
      fields.text = item["content"] ?? item["transcript"] ?? item["text"]
      if fields.role.map(Role.classify) == .system { fields.event = .systemPrompt }
      if item["status"]?.string == "incomplete" { fields.interrupted = item["status"] }
      turns.append(fields)
    }
  }
}
