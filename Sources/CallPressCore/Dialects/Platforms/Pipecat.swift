/// What a pipeline of speech and language models wrote down: timestamped messages, or events for
/// clients.
///
/// Messages are `{role, content, timestamp, user_id}` with instants or null. Events are
/// `{label, type, data}` of which those with what was said are read: `user-transcription`, and of
/// the several views of what the bot said exactly one. Interim results are dropped where a later
/// one replaces them. Calls of functions become events.
public struct PipecatDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "pipecat" }
  /// One line for people.
  public var summary: String { "messages with role, content and timestamp; or events for clients" }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: events with the known types, or messages with a timestamp.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard let found = source.json.flatMap(Self.list) else { return .none }
    var spoken = 0
    let (events, seen) = found.count { entry in
      guard PipecatEvents.isEvent(entry) else { return false }
      if PipecatEvents.text(of: entry) != nil { spoken += 1 }
      return true
    }
    if events * 2 > seen, spoken > 0 {
      return DialectMatch(
        score: 76 + 20 * events / seen,
        reason: "\(events) of \(seen) entries seen are events for clients, \(spoken) of them with "
          + "what was said")
    }
    var named = 0
    let messages = found.count { message in
      guard ["user", "assistant"].contains(message["role"]?.string), message["type"] == nil,
        message["content"]?.kind == .string, let time = message["timestamp"],
        time.isNull || time.kind == .string
      else { return false }
      if message["user_id"] != nil { named += 1 }
      return true
    }.known
    guard messages * 2 >= seen, messages > 0 else { return .none }
    return DialectMatch(
      score: 65 + (named > 0 ? 10 : 0) + 16 * messages / seen,
      reason: "\(messages) of \(seen) messages seen have a role of a chat, a content and a "
        + "timestamp")
  }

  /// Reads the messages or events.
  ///
  /// - Throws: `unrecognized-dialect` where there is no list.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let found = source.json.flatMap(Self.list) else {
      throw .notThisShape("list of messages or events, nor does it hold one")
    }
    let (events, seen) = found.count { PipecatEvents.isEvent($0) }
    if events * 2 > seen {
      PipecatEvents(found.list).read(into: &builder)
      return
    }
    let layout = PlatformLayout(columns: [TimeColumn(meaning: .start)]) { message, turns in
      var fields = TurnFields()
      fields.role = message["role"]?.labelText
      fields.text = message["content"]
      fields.interrupted = message["interrupted"]
      fields.take(message["timestamp"], as: 0)
      turns.append(fields)
    }
    builder.read(found.list.children, layout)
  }

  private static func list(in value: JSONValue) -> PlatformList? {
    PlatformList(in: value, named: ["messages", "transcript", "events", "items"])
  }
}

/// The events that a pipeline sends to its clients.
struct PipecatEvents {
  private let list: JSONValue
  /// The type of the events from which what the bot said is taken.
  private let view: View?
  private let leftOut: Int

  /// The views of what the bot said, the best first.
  private enum View: Int, CaseIterable {
    case transcription, output, spokenText, modelText

    init?(_ event: JSONValue) {
      switch event["type"]?.string {
      case "bot-transcription": self = .transcription
      case "bot-output": self = .output
      case "bot-tts-text": self = .spokenText
      case "bot-llm-text": self = .modelText
      default: return nil
      }
    }
  }

  private static let types: Set<String> = [
    "user-transcription", "bot-transcription", "bot-output", "bot-tts-text", "bot-llm-text",
    "user-started-speaking", "user-stopped-speaking", "bot-started-speaking",
    "bot-stopped-speaking", "bot-llm-started", "bot-llm-stopped", "bot-tts-started",
    "bot-tts-stopped", "bot-ready", "client-ready", "user-llm-text", "llm-function-call",
    "llm-function-call-started", "llm-function-call-in-progress", "llm-function-call-stopped",
    "server-message", "client-message", "metrics", "error", "user-mute-started",
    "user-mute-stopped",
  ]

  /// Whether an entry is such an event.
  static func isEvent(_ entry: JSONValue) -> Bool {
    guard let type = entry["type"]?.string else { return false }
    return entry["label"]?.string == "rtvi-ai" || types.contains(type) && entry["data"] != nil
  }

  /// What was said, where it is an event with that.
  static func text(of event: JSONValue) -> JSONValue? {
    guard event["type"]?.string == "user-transcription" || View(event) != nil else { return nil }
    return event["data"]?["text"]
  }

  init(_ list: JSONValue) {
    self.list = list
    var counts = [Int](repeating: 0, count: View.allCases.count)
    for event in list.children {
      if let view = View(event), Self.text(of: event) != nil { counts[view.rawValue] += 1 }
    }
    view = View.allCases.first { counts[$0.rawValue] > 0 }
    leftOut = counts.reduce(0, +) - (view.map { counts[$0.rawValue] } ?? 0)
  }

  func read(into builder: inout TranscriptBuilder) {
    if leftOut > 0 {
      builder.note(
        "other-views", .info,
        "\(leftOut) event(s) repeat what the bot said in another form; they were left out",
        at: list)
    }
    let view = view
    let wholeOutput = list.children.contains {
      View($0) == .output && $0["data"]?["aggregated_by"]?.string == "sentence"
    }
    var runs = PieceRuns(isPieces: view == .spokenText || view == .modelText)
    for event in list.children {
      if event["type"]?.string == "user-transcription" {
        runs.close()
        runs.take(event)
      } else if let found = View(event) {
        guard found == view else { continue }
        let how = event["data"]?["aggregated_by"]?.string
        if wholeOutput, how != nil, how != "sentence" { continue }
        runs.takePiece(event)
      } else if event["type"]?.string == "llm-function-call"
        || event["type"]?.string == "llm-function-call-in-progress"
      {
        runs.close()
        runs.take(event)
      }
    }
    runs.close()
    let pieces = runs.pieces
    let layout = PlatformLayout(
      columns: [TimeColumn(meaning: .start)], word: { WordFields(text: $0["data"]?["text"]) }
    ) { event, turns in
      var fields = TurnFields()
      let data = event["data"]
      fields.take(data?["timestamp"] ?? event["timestamp"], as: 0)
      if event["type"]?.string?.hasPrefix("llm-function-call") ?? false {
        fields.event = .toolCall
        fields.name = data?["function_name"]
        fields.callID = data?["tool_call_id"]
        fields.arguments = data?["args"] ?? data?["arguments"]
      } else if event["type"]?.string == "user-transcription" {
        fields.role = "user"
        fields.text = data?["text"]
        fields.isFinal = data?["final"]
      } else {
        fields.role = "bot"
        fields.pieces = pieces[event.index] ?? []
        if fields.pieces.isEmpty { fields.text = data?["text"] }
      }
      turns.append(fields)
    }
    builder.read(runs.heads, layout)
  }
}

/// Runs of events that are pieces of one turn.
private struct PieceRuns {
  let isPieces: Bool
  /// The first event of each run.
  private(set) var heads: [JSONValue] = []
  /// The events of a run, by the row of its first.
  private(set) var pieces: [Int: [JSONValue]] = [:]
  private var open: JSONValue?

  init(isPieces: Bool) {
    self.isPieces = isPieces
  }

  /// Takes what is a turn or an event alone.
  mutating func take(_ event: JSONValue) { heads.append(event) }

  /// Takes what may be a piece of a turn.
  mutating func takePiece(_ event: JSONValue) {
    if !isPieces || open == nil { heads.append(event) }
    guard isPieces else { return }
    let head = open ?? event
    open = head
    pieces[head.index, default: []].append(event)
  }

  /// Ends the run.
  mutating func close() { open = nil }
}
