/// Messages with roles such as `MESSAGE_ROLE_AGENT` and spans of texts such as `"1.5s"`.
///
/// An array of messages, a page of them in `results`, or a list of such pages. `timespan` counts
/// along the sound, `wallClockTimespan` from when the call was joined; the former is read, the
/// latter only for messages that have nothing else. Times may be negative, and the first messages
/// of a call have none.
public struct UltravoxDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "ultravox" }
  /// One line for people.
  public var summary: String { "messages with MESSAGE_ROLE_* and spans of seconds as text" }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: roles with the known prefix, a text or a tool.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard let value = source.json else { return .none }
    var (known, seen) = (0, 0)
    for list in Self.pages(in: value).prefix(Sample.size) {
      let count = Sample.count(in: list) { message in
        message["role"]?.string?.hasPrefix("MESSAGE_ROLE_") ?? false
          && (message["text"] != nil || message["medium"] != nil || message["toolName"] != nil
            || message["timespan"] != nil)
      }
      known += count.known
      seen += count.seen
    }
    guard known > 0, known * 2 >= seen else { return .none }
    return DialectMatch(
      score: 78 + 18 * known / seen,
      reason: "\(known) of \(seen) messages seen have a role that begins with MESSAGE_ROLE_")
  }

  /// Reads the messages of all pages.
  ///
  /// - Throws: `unrecognized-dialect` where there is no list of messages.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let value = source.json else { throw .notThisShape("list of messages") }
    let pages = Self.pages(in: value)
    guard !pages.isEmpty else { throw .notThisShape("list of messages, nor does it hold one") }
    if value.kind == .object { notePages(value, pages, in: &builder) }
    let messages = pages.flatMap { Array($0.children) }
    let onWallClock = messages.count { Self.isOnWallClock($0) }
    if onWallClock > 0, messages.contains(where: { $0["timespan"].map { !$0.isEmpty } ?? false }) {
      builder.note(
        "second-clock", .info,
        "\(onWallClock) message(s) have times of the wall clock alone; they were read beside those "
          + "of the sound, which may differ by a little",
        at: messages.first { Self.isOnWallClock($0) })
    }
    builder.read(messages, Self.layout)
  }

  private static func isOnWallClock(_ message: JSONValue) -> Bool {
    !(message["timespan"].map { !$0.isEmpty } ?? false)
      && message["wallClockTimespan"].map { !$0.isEmpty } ?? false
  }

  private func notePages(
    _ value: JSONValue, _ pages: [JSONValue], in builder: inout TranscriptBuilder
  ) {
    let hasMore =
      value["next"].map { !$0.isNull } ?? false || value["previous"].map { !$0.isNull } ?? false
    guard hasMore else { return }
    builder.note(
      "one-page-of-several", .warning,
      "this is one page of the messages, and there are others; put all pages into one list to "
        + "read the whole call",
      at: value["next"] ?? value["previous"])
  }

  /// The lists of messages, one for each page.
  private static func pages(in value: JSONValue) -> [JSONValue] {
    if value.kind == .array, let first = value[0], first.kind == .object, first["role"] == nil {
      // Pages that do not point at each other are calls.
      let pages = value.children.compactMap { page in
        page["results"].flatMap { $0.kind == .array ? $0 : nil }
      }
      let isLinked = value.children.contains {
        $0["next"]?.kind == .string || $0["previous"]?.kind == .string
      }
      return isLinked ? pages : []
    }
    return PlatformList(in: value, named: ["results", "messages"]).map { [$0.list] } ?? []
  }

  private static var layout: PlatformLayout {
    PlatformLayout(
      columns: [
        TimeColumn(meaning: .start, unit: .seconds), TimeColumn(meaning: .end, unit: .seconds),
      ]
    ) { message, turns in
      var fields = TurnFields()
      fields.role = message["role"]?.labelText
      let span = isOnWallClock(message) ? message["wallClockTimespan"] : message["timespan"]
      fields.take(span?["start"], as: 0)
      fields.take(span?["end"], as: 1)
      let text = message["text"]
      switch fields.role.map(Role.classify) ?? .unknown {
      case .event(let kind):
        fields.event = kind
        fields.name = message["toolName"]
        fields.callID = message["invocationId"]
        fields.result = text
        if text?.string?.isEmpty ?? true { fields.result = message["errorDetails"] ?? text }
      case .system:
        fields.event = .systemPrompt
        fields.text = text
      case .speaker, .unknown:
        fields.text = text
      }
      turns.append(fields)
    }
  }
}
