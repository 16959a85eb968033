/// A log of the messages between a telephony platform that listens and speaks and the application
/// that answers: `prompt`, `text`, `interrupt`, `dtmf`.
///
/// Entries are messages, or objects that hold one beside the logger's own instant; the messages
/// have no times themselves. What the application answers comes in tokens, which are put together
/// up to the last. An interruption says how much of the answer was heard; that is the turn, and
/// the whole answer is what was planned.
public struct ConversationRelayDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "conversation-relay" }
  /// One line for people.
  public var summary: String { "a log of messages with voicePrompt, text tokens and interruptions" }

  /// Makes the dialect.
  public init() {}

  private static let types: Set<String> = [
    "setup", "prompt", "text", "interrupt", "dtmf", "error", "end", "play", "language",
    "sendDigits", "info", "debug",
  ]
  private static let holders: [StaticString] = ["message", "event", "data", "payload", "body"]

  /// How sure the dialect is: messages of the known types, prompts among them.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard let found = source.json.flatMap(Self.list) else { return .none }
    var prompts = 0
    let (known, seen) = found.count { entry in
      guard let message = Self.message(of: entry), let type = message["type"]?.string,
        Self.types.contains(type)
      else { return false }
      if message["voicePrompt"] != nil { prompts += 1 }
      return true
    }
    guard prompts > 0, known * 2 >= seen else { return .none }
    return DialectMatch(
      score: 76 + 18 * known / seen,
      reason: "\(known) of \(seen) entries seen are messages of a relay, \(prompts) of them prompts"
    )
  }

  /// Reads the prompts and what was answered.
  ///
  /// - Throws: `unrecognized-dialect` where there is no list of messages.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let found = source.json.flatMap(Self.list) else {
      throw .notThisShape("log of messages, nor does it hold one")
    }
    let answers = RelayAnswers(found.list.children.map { ($0, Self.message(of: $0)) })
    let layout = PlatformLayout(
      columns: [
        TimeColumn(meaning: .start), TimeColumn(meaning: .duration, unit: .milliseconds),
      ],
      word: { entry in WordFields(text: Self.message(of: entry)?["token"]) }
    ) { entry, turns in
      guard let message = Self.message(of: entry) else { return }
      var fields = TurnFields()
      fields.take(Self.time(of: entry, message), as: 0)
      switch message["type"]?.string {
      case "prompt":
        fields.role = "caller"
        fields.text = message["voicePrompt"]
        fields.language = message["lang"]
        fields.isFinal = message["last"]
      case "text":
        fields.role = "agent"
        fields.pieces = answers.tokens[entry.index] ?? []
        fields.language = message["lang"]
        if let interruption = answers.interruptions[entry.index] {
          fields.interrupted = interruption["type"]
          fields.text = interruption["utteranceUntilInterrupt"]
          fields.take(interruption["durationUntilInterruptMs"], as: 1)
        }
      case "dtmf", "sendDigits":
        fields.event = .dtmf
        fields.result = message["digit"] ?? message["digits"]
      default:
        fields.event = .marker
        fields.name = message["type"]
      }
      turns.append(fields)
    }
    builder.read(answers.heads, layout)
  }

  private static func list(in value: JSONValue) -> PlatformList? {
    PlatformList(in: value, named: ["events", "messages", "log", "items"])
  }

  /// The message of an entry: the entry itself, or what the logger put around it.
  private static func message(of entry: JSONValue) -> JSONValue? {
    guard entry.kind == .object else { return nil }
    for name in holders {
      if let inner = entry[name], inner.kind == .object, inner["type"]?.kind == .string {
        return inner
      }
    }
    return entry["type"]?.kind == .string ? entry : nil
  }

  private static func time(of entry: JSONValue, _ message: JSONValue) -> JSONValue? {
    entry.first(of: "timestamp", "time", "ts", "at", "received_at", "receivedAt", "created_at")
      ?? message.first(of: "timestamp", "time", "ts")
  }
}

/// What the application answered, put together from its tokens.
private struct RelayAnswers {
  /// The entries that are turns or events, in order.
  private(set) var heads: [JSONValue] = []
  /// The entries with the tokens of an answer, by the row of its first.
  private(set) var tokens: [Int: [JSONValue]] = [:]
  /// The interruption of an answer, by the row of its first entry.
  private(set) var interruptions: [Int: JSONValue] = [:]

  init(_ entries: [(entry: JSONValue, message: JSONValue?)]) {
    var open: Int?
    var latest: Int?
    for (entry, message) in entries {
      guard let message else { continue }
      switch message["type"]?.string {
      case "text":
        let head = open ?? entry.index
        if open == nil { heads.append(entry) }
        tokens[head, default: []].append(entry)
        (open, latest) = (message["last"]?.truth == true ? nil : head, head)
      case "interrupt":
        // Without an answer before it there is nothing to cut off.
        if let latest, interruptions[latest] == nil { interruptions[latest] = message }
        (open, latest) = (nil, nil)
      case "prompt":
        open = nil
        heads.append(entry)
      default: heads.append(entry)
      }
    }
  }
}
