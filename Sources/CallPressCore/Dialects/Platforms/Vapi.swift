/// Messages of a voice assistant: `message`, `secondsFromStart`, `time`, `endTime`, `duration`.
///
/// An array of messages, or an object that holds one as `messages` (`artifact.messages` in a call,
/// `message.artifact.messages` in a webhook) or, as the vendor's guide to recordings shows it, as
/// `transcript`.
///
/// What the times mean:
/// - `secondsFromStart` is the start, in seconds from the start of the call.
/// - `time` and `endTime` are milliseconds since 1970; `endTime − time` is how long it took. Small
///   numbers in their place are seconds of the call.
/// - `duration` is documented as seconds and arrives in milliseconds; ``VapiDurations`` finds out.
///
/// The first message is the prompt, in the role `system`; it is never speech.
public struct VapiDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "vapi" }
  /// One line for people.
  public var summary: String { "messages with message, secondsFromStart, time and endTime" }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: a role, a message or tool calls, and the times of this shape.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard let value = source.json, let found = Self.list(in: value) else { return .none }
    var (relative, ended, special) = (0, 0, 0)
    let (known, seen) = found.count { message in
      guard Self.isMessage(message) else { return false }
      let isRelative = message["secondsFromStart"] != nil
      guard isRelative || message["time"]?.kind == .number || message["endTime"] != nil else {
        return false
      }
      if isRelative { relative += 1 }
      if message["endTime"] != nil { ended += 1 }
      if message["toolCalls"] != nil || message["toolCallId"] != nil
        || message["role"]?.string == "bot"
      {
        special += 1
      }
      return true
    }
    guard known > 0, known * 2 >= seen else { return .none }
    let base =
      relative * 2 >= known ? 78 : ended * 2 >= known ? 70 : special > 0 ? 66 : 56
    return DialectMatch(
      score: base + 18 * known / seen,
      reason: "\(known) of \(seen) messages seen have a role, a message and a time, \(relative) of "
        + "them in seconds from the start")
  }

  /// Reads the messages and the tool calls between them.
  ///
  /// - Throws: `unrecognized-dialect` where there is no list of messages.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let value = source.json, let found = Self.list(in: value) else {
      throw .notThisShape("list of messages, nor does it hold one")
    }
    builder.noteOtherViews(["transcript", "messagesOpenAIFormatted"], beside: found)
    let durations = VapiDurations(found.list)
    if let diagnostic = durations.diagnostic { builder.note(diagnostic) }
    let voices = VapiVoices(found.list)
    for voice in voices.labels {
      builder.introduce(voice, as: .customer, name: voice)
    }
    builder.read(found.list.children, Self.layout(durations, voices))
  }

  static func list(in value: JSONValue) -> PlatformList? {
    PlatformList(in: value, named: ["messages", "transcript"])
  }

  private static func isMessage(_ message: JSONValue) -> Bool {
    guard message["role"]?.kind == .string, message["time_in_call_secs"] == nil else {
      return false
    }
    return message["message"].map { $0.kind == .string || $0.isNull } ?? false
      || message["content"]?.kind == .string || message["toolCalls"]?.kind == .array
      || message["toolCallId"] != nil
  }

  private static func layout(
    _ durations: VapiDurations, _ voices: VapiVoices
  ) -> PlatformLayout {
    PlatformLayout(
      columns: [
        TimeColumn(meaning: .start, unit: .seconds), TimeColumn(meaning: .start),
        TimeColumn(meaning: .end), TimeColumn(meaning: .duration, unit: .milliseconds),
        TimeColumn(meaning: .duration, unit: .seconds),
      ]
    ) { message, turns in
      var fields = TurnFields()
      fields.role = message["role"]?.labelText
      fields.take(message["secondsFromStart"], as: 0)
      fields.take(message["time"], as: 1, rank: 1)
      fields.take(message["endTime"], as: 2)
      fields.take(message["duration"], as: durations.unit(of: message) == .seconds ? 4 : 3)
      let role = fields.role.map(Role.classify) ?? .unknown
      let text = message["message"] ?? message["content"] ?? message["text"]
      let calls = message["toolCalls"] ?? message["tool_calls"]
      switch role {
      case .event(.toolResult):
        var event = TurnFields.event(.toolResult, message, times: fields.times)
        event.name = message["name"]
        event.callID = message["toolCallId"] ?? message["tool_call_id"]
        event.result = message["result"] ?? message["error"] ?? text
        event.isError = message["isError"]
        turns.append(event)
      case .event(let kind):
        if kind != .toolCall || calls?.isEmpty ?? true {
          fields.event = kind
          fields.text = text
          turns.append(fields)
        }
      case .system:
        fields.event = .systemPrompt
        fields.text = text
        turns.append(fields)
      case .speaker, .unknown:
        fields.text = text
        fields.interrupted = message["interrupted"] ?? message["isInterrupted"]
        if role == .speaker(.customer), let voice = voices.label(of: message) {
          fields.role = voice
        }
        if calls?.isEmpty ?? true || !(text?.string ?? "").isEmpty { turns.append(fields) }
      }
      guard let calls, calls.kind == .array else { return }
      for call in calls.children where call.kind == .object {
        var event = TurnFields.event(.toolCall, call, times: fields.times)
        let function = call["function"] ?? call
        event.name = function["name"]
        event.callID = call["id"]
        event.arguments = function["arguments"] ?? function["parameters"]
        turns.append(event)
      }
    }
  }
}

/// What `duration` counts: milliseconds, whatever the documentation says, unless the numbers are
/// too small for that.
///
/// It is decided over the whole list: by the messages that also have a start and an end, else by
/// the sizes. A single duration that makes no sense in the unit of the others, such as 2.5
/// milliseconds for a sentence, and that fits before the next message in the other unit, is of
/// the other unit; that is said.
struct VapiDurations {
  /// What the durations count.
  private(set) var unit = TimeUnit.milliseconds
  /// What to say about durations that count something else.
  private(set) var diagnostic: Diagnostic?
  private var exceptions: Set<Int> = []

  /// In this many milliseconds nobody says anything.
  private static let tooShort: UInt64 = 50
  /// Nobody speaks for so many seconds without a break.
  private static let tooLong: UInt64 = 600
  private static let slack: Int64 = 1000

  init(_ list: JSONValue) {
    var votes = (seconds: 0, milliseconds: 0)
    var small = 0
    var large = 0
    for message in list.children {
      guard let duration = Self.number(message["duration"]), duration.isPositive else { continue }
      if duration.whole < 100 { small += 1 } else { large += 1 }
      guard let from = Self.number(message["time"]), let until = Self.number(message["endTime"]),
        from.whole >= TimeScale.firstAbsolute, until.whole > from.whole
      else { continue }
      let length = until.whole - from.whole
      if duration.whole >= length / 2 { votes.milliseconds += 1 } else { votes.seconds += 1 }
    }
    if votes.seconds != votes.milliseconds {
      unit = votes.seconds > votes.milliseconds ? .seconds : .milliseconds
    } else if small > large {
      unit = .seconds
    }
    findExceptions(list)
  }

  /// What the duration of a message counts.
  func unit(of message: JSONValue) -> TimeUnit {
    guard !exceptions.isEmpty, exceptions.contains(message.index) else { return unit }
    return unit == .seconds ? .milliseconds : .seconds
  }

  private mutating func findExceptions(_ list: JSONValue) {
    var open: (message: JSONValue, end: Int64)?
    var first: JSONValue?
    func close(at next: Int64?) {
      guard let (message, end) = open else { return }
      open = nil
      guard next.map({ end <= $0 + Self.slack }) ?? true else { return }
      exceptions.insert(message.index)
      if first == nil { first = message }
    }
    for message in list.children {
      let start = Self.number(message["secondsFromStart"])?.milliseconds(in: .seconds)
      if let start { close(at: start) }
      guard let start, let duration = Self.number(message["duration"]), duration.isPositive else {
        continue
      }
      let isOdd =
        unit == .seconds ? duration.whole > Self.tooLong : duration.whole < Self.tooShort
      let other = unit == .seconds ? TimeUnit.milliseconds : .seconds
      if isOdd, let length = duration.milliseconds(in: other) { open = (message, start + length) }
    }
    close(at: nil)
    guard let first else { return }
    diagnostic = Diagnostic(
      "time-unit-mixed", .warning,
      "\(exceptions.count) duration(s) make no sense in \(unit.name) like the others; they were "
        + "read as \(unit == .seconds ? "milliseconds" : "seconds")",
      at: first.location)
  }

  private static func number(_ value: JSONValue?) -> TimeNumber? {
    guard let value, case .number(let number) = RawTime(value) else { return nil }
    return number
  }
}

extension TimeNumber {
  /// Whether it is more than nothing.
  var isPositive: Bool { !isNegative && (whole > 0 || billionths > 0) }
}

/// The voices told apart on the customer's side; one alone is the customer, whatever its label.
private struct VapiVoices {
  private(set) var labels: [String] = []

  init(_ list: JSONValue) {
    var seen: Set<String> = []
    for message in list.children {
      guard message["role"].flatMap(\.string).map(Role.classify) == .speaker(.customer),
        let label = message["speakerLabel"]?.string, !label.isEmpty
      else { continue }
      if seen.insert(label).inserted { labels.append(label) }
    }
    if labels.count < 2 { labels = [] }
  }

  func label(of message: JSONValue) -> String? {
    labels.isEmpty ? nil : message["speakerLabel"]?.string
  }
}
