/// A chat history of typed items: messages, calls of functions and their results, handoffs.
///
/// `{items: […]}`, alone, as `chat_history` of a session report, or as the bare array; members in
/// snake case or camel case. `content` is a list of texts and objects. Times are on the wall clock,
/// seconds since 1970 in one library and milliseconds in another, told apart by size over the
/// whole list.
///
/// What the times of a message mean:
/// - `metrics.started_speaking_at` and `stopped_speaking_at` are its start and its end.
/// - `created_at` of an assistant's message without metrics is its start. Older versions set it
///   when the text was committed, so this may be a little late; nothing in the data tells which.
/// - `created_at` of a user's message is when the transcript arrived, which is after the user
///   stopped. Where the list has speaking times at all, the neighbours are known to the
///   millisecond, and it is taken as the end; the start is then estimated. Where no message has
///   any, all messages are on the same footing, and it is taken as the start like theirs, since
///   an end would be bounded by nothing.
///
/// All of these are instants minus the zero point, and are labelled as derived from the clock.
/// Zero is the start of the recording, else the record's start of the call, else the earliest
/// message.
public struct LiveKitDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "livekit" }
  /// One line for people.
  public var summary: String {
    "chat history or session report: typed items with content lists and times on the wall clock"
  }
  /// What it gives where all that it looks at fits.
  public var highestScore: Int { 95 }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: items with the known types, messages with a role and content.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard case .json(let value) = source, let history = LiveKitHistory(value) else { return .none }
    if history.items.isEmpty {
      guard value.kind == .object else { return .none }
      return DialectMatch(score: 35, reason: "there is a list of items, with nothing in it")
    }
    var seen = 0
    var known = 0
    var messages = 0
    var lists = 0
    for item in Sample.elements(of: history.items) {
      seen += 1
      guard item.kind == .object, let type = item["type"]?.string.flatMap(LiveKitItem.Kind.init)
      else { continue }
      if type == .message {
        guard item["role"]?.kind == .string, let content = item["content"],
          content.kind == .array || content.kind == .string
        else { continue }
        messages += 1
        if content.kind == .array, !Self.isRealtime(item, content) { lists += 1 }
      }
      known += 1
    }
    guard known > 0, known * 2 >= seen else { return .none }
    let base = lists * 2 >= messages ? (value.kind == .array ? 70 : 75) : 45
    return DialectMatch(
      score: base + 20 * known / seen,
      reason: "\(known) of \(seen) items seen have a type of a chat history, \(messages) of them "
        + "are messages")
  }

  /// Whether an item is one of a realtime session rather than of a chat history: much the same,
  /// but a shape of its own.
  private static func isRealtime(_ item: JSONValue, _ content: JSONValue) -> Bool {
    guard item["object"] == nil else { return true }
    let type = content[0]?["type"]?.string
    return ["input_audio", "input_text", "output_audio", "output_text", "audio", "text"]
      .contains(type)
  }

  /// Reads the items.
  ///
  /// - Throws: `unrecognized-dialect` where there is no list of items.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard case .json(let value) = source, let history = LiveKitHistory(value) else {
      throw CallPressError(
        .unrecognizedDialect, "the transcript is no chat history: it has no list of items")
    }
    var reading = LiveKitReading(history, context: builder.context)
    reading.read(into: &builder)
  }
}

/// Where the items of a chat history are, and what stands around them.
struct LiveKitHistory {
  /// The items.
  var items: JSONValue
  /// When the recording began.
  var recordingStart: JSONValue?

  init?(_ value: JSONValue) {
    guard let items = Self.items(in: value, depth: 0, recordingStart: &recordingStart) else {
      return nil
    }
    self.items = items
  }

  private static func items(
    in value: JSONValue, depth: Int, recordingStart: inout JSONValue?
  ) -> JSONValue? {
    if value.kind == .array { return value }
    guard value.kind == .object, depth < 3 else { return nil }
    recordingStart =
      value["audio_recording_started_at"] ?? value["audioRecordingStartedAt"] ?? recordingStart
    if let items = value["items"], items.kind == .array { return items }
    let wrappers: [StaticString] = [
      "chat_history", "chatHistory", "chat_ctx", "chatCtx", "chat_context", "history", "report",
      "session_report", "livekit_session_report",
    ]
    for name in wrappers {
      guard let inner = value[name] else { continue }
      if let items = items(in: inner, depth: depth + 1, recordingStart: &recordingStart) {
        return items
      }
    }
    return nil
  }
}

/// One item of a chat history, its members found whichever way they are spelt.
struct LiveKitItem {
  /// What kinds of items there are.
  enum Kind: String {
    case message
    case functionCall = "function_call"
    case functionCallOutput = "function_call_output"
    case handoff = "agent_handoff"
    case configUpdate = "agent_config_update"
  }

  var value: JSONValue
  /// The kind, `nil` for one that is not known.
  var kind: Kind?
  var role: String?
  var created: RawTime = .missing
  var started: RawTime = .missing
  var stopped: RawTime = .missing

  init(_ value: JSONValue) {
    self.value = value
    kind = value["type"]?.string.flatMap(Kind.init)
    role = value["role"]?.labelText
    created = Self.time(value["created_at"] ?? value["createdAt"])
    guard let metrics = value["metrics"] else { return }
    started = Self.time(metrics["started_speaking_at"] ?? metrics["startedSpeakingAt"])
    stopped = Self.time(metrics["stopped_speaking_at"] ?? metrics["stoppedSpeakingAt"])
  }

  /// A time; zero is how some versions write that there is none.
  private static func time(_ value: JSONValue?) -> RawTime {
    guard let value else { return .missing }
    let time = RawTime(value)
    if case .number(let number) = time, number.whole == 0, !number.hasFraction { return .missing }
    return time
  }
}
