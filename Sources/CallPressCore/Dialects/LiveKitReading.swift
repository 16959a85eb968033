/// Reads the items of a chat history: first what their times mean, then item by item.
struct LiveKitReading {
  private let items: [LiveKitItem]
  private let clock: LiveKitClock
  /// Whether `created_at` of what a user said is when the transcript of it arrived.
  private let arrivalIsEnd: Bool
  private var seen: [String: JSONValue] = [:]

  init(_ history: LiveKitHistory, context: ReadingContext) {
    items = history.items.children.map { LiveKitItem($0) }
    clock = LiveKitClock(items, recordingStart: history.recordingStart, context: context)
    arrivalIsEnd = items.contains { $0.started != .missing || $0.stopped != .missing }
  }

  mutating func read(into builder: inout TranscriptBuilder) {
    if let point = clock.zeroPoint { builder.zeroPoint = point }
    for diagnostic in clock.diagnostics { builder.note(diagnostic) }
    for item in items where !isDuplicate(item, in: &builder) {
      if item.created == .unreadable || item.started == .unreadable || item.stopped == .unreadable {
        builder.note(
          "unreadable-time", .warning, "a time of this item cannot be read; it was ignored",
          at: item.value)
      }
      switch item.kind {
      case .message: readMessage(item, into: &builder)
      case .functionCall:
        let arguments = item.value["arguments"] ?? item.value["args"]
        add(.toolCall, item, name: item.value["name"], text: arguments, to: &builder)
      case .functionCallOutput:
        let output = item.value["output"] ?? item.value["content"]
        add(.toolResult, item, name: item.value["name"], text: output, to: &builder)
      case .handoff:
        let agent = item.value["new_agent_id"] ?? item.value["newAgentId"]
        add(.handoff, item, name: agent, text: nil, to: &builder)
      case .configUpdate: readConfiguration(item, into: &builder)
      case nil: readUnknown(item, into: &builder)
      }
    }
  }

  /// Whether an item is there already, to the letter: an interruption can leave a message twice.
  private mutating func isDuplicate(
    _ item: LiveKitItem, in builder: inout TranscriptBuilder
  ) -> Bool {
    guard let id = item.value["id"]?.string, !id.isEmpty else { return false }
    guard let earlier = seen[id] else {
      seen[id] = item.value
      return false
    }
    guard earlier.rawBytes == item.value.rawBytes else { return false }
    builder.note(
      "duplicate-item", .info, "an item with the same id and content came before; it was left out",
      at: item.value)
    return true
  }

  // MARK: Messages

  private func readMessage(_ item: LiveKitItem, into builder: inout TranscriptBuilder) {
    var texts: [String] = []
    var instructions: [String] = []
    var isSilent = false
    switch item.value["content"]?.kind {
    case .string: texts.append(item.value["content"]?.string ?? "")
    case .array, .object:
      let content = item.value["content"]
      let parts =
        content?.kind == .object ? content.map { [$0] } : content.map { Array($0.children) }
      for part in parts ?? [] {
        if let text = part.string {
          texts.append(text)
        } else if part["type"]?.string == "instructions" {
          instructions.append(part.spokenText ?? part.oneText ?? "")
        } else if let text = part.spokenText {
          texts.append(text)
        } else {
          isSilent = true
        }
      }
    default: break
    }
    if isSilent {
      builder.note(
        "content-without-text", .info,
        "a part of the message is no text, an image for one; it is in the record alone",
        at: item.value)
    }
    let text = texts.joined(separator: "\n")
    if case .system = item.role.map(Role.classify) ?? .unknown {
      instructions.append(text)
    } else {
      addTurn(item, text, to: &builder)
    }
    for text in instructions where !text.isEmpty {
      builder.add(
        Event(kind: .systemPrompt, text: text, location: builder.location(of: item.value)))
    }
  }

  private func addTurn(_ item: LiveKitItem, _ text: String, to builder: inout TranscriptBuilder) {
    var draft = DraftTurn(role: item.role, text: text, source: item.value)
    draft.isInterrupted = item.value["interrupted"]?.boolean ?? false
    let confidence = item.value["transcript_confidence"] ?? item.value["transcriptConfidence"]
    draft.confidence = confidence?.numberText.flatMap(Double.init)
    draft.language = item.value["language"]?.string
    draft.start = clock.spoken(item.started)
    draft.end = clock.spoken(item.stopped)
    if draft.start == nil, let created = clock.created(item.created) {
      if arrivalIsEnd, case .speaker(.customer) = item.role.map(Role.classify) ?? .unknown {
        draft.end = draft.end ?? created
      } else {
        draft.start = created
      }
    }
    builder.add(draft)
  }

  // MARK: Events

  private func add(
    _ kind: Event.Kind, _ item: LiveKitItem, name: JSONValue?, text: JSONValue?,
    to builder: inout TranscriptBuilder
  ) {
    let isError = item.value["is_error"] ?? item.value["isError"]
    builder.add(
      Event(
        kind: kind, name: name?.labelText,
        callID: (item.value["call_id"] ?? item.value["callId"])?.labelText, text: text?.oneText,
        isError: isError?.boolean, time: clock.created(item.created),
        location: builder.location(of: item.value)))
  }

  /// New instructions are a prompt like the first ones; a change of the tools is but a marker.
  private func readConfiguration(_ item: LiveKitItem, into builder: inout TranscriptBuilder) {
    if let text = item.value["instructions"]?.oneText, !text.isEmpty {
      builder.add(
        Event(kind: .systemPrompt, text: text, location: builder.location(of: item.value)))
    }
    builder.add(
      Event(
        kind: .marker, name: LiveKitItem.Kind.configUpdate.rawValue,
        time: clock.created(item.created), location: builder.location(of: item.value)))
  }

  private func readUnknown(_ item: LiveKitItem, into builder: inout TranscriptBuilder) {
    // A message without a type is a message all the same.
    if item.value["role"]?.kind == .string, item.value["content"] != nil {
      readMessage(item, into: &builder)
      return
    }
    let type = item.value["type"]?.string
    builder.note(
      "unknown-item", .info,
      "an item of a kind that is not known was kept as an event without content", at: item.value)
    builder.add(
      Event(
        kind: .marker, name: type, time: clock.created(item.created),
        location: builder.location(of: item.value)))
  }
}

/// What the times of a chat history mean, and what they count from.
struct LiveKitClock {
  private(set) var zeroPoint: ZeroPoint?
  private(set) var diagnostics: [Diagnostic] = []
  private var createdScale: TimeScale?
  private var spokenScale: TimeScale?
  private var zero: Int64 = 0

  init(_ items: [LiveKitItem], recordingStart: JSONValue?, context: ReadingContext) {
    var created = TimeRange()
    var spoken = TimeRange()
    for item in items {
      if case .number(let number) = item.created { created.insert(number) }
      for case .number(let number) in [item.started, item.stopped] { spoken.insert(number) }
    }
    func scale(_ range: TimeRange) -> TimeScale? {
      guard range.count > 0 else { return nil }
      return .decide(
        range, unit: context.options.timeUnit, callDuration: context.callDuration,
        turns: items.count)
    }
    createdScale = scale(created)
    spokenScale = scale(spoken)
    findZero(items, recordingStart, context)
  }

  /// A `created_at` on the call's clock.
  func created(_ time: RawTime) -> TimePoint? { point(time, createdScale) }

  /// A time of the metrics on the call's clock.
  func spoken(_ time: RawTime) -> TimePoint? { point(time, spokenScale) }

  private func point(_ time: RawTime, _ scale: TimeScale?) -> TimePoint? {
    if let instant = instant(time, scale) {
      return TimePoint(MediaTime(milliseconds: instant - zero), .derived(.clock))
    }
    switch time {
    case .number(let number):
      guard let scale, let milliseconds = number.milliseconds(in: scale.unit) else { return nil }
      return TimePoint(MediaTime(milliseconds: milliseconds), .measured)
    case .clock(let milliseconds):
      return TimePoint(MediaTime(milliseconds: milliseconds), .measured)
    case .instant, .missing, .unreadable: return nil
    }
  }

  /// Milliseconds since 1970, where the time is on the wall clock.
  private func instant(_ time: RawTime, _ scale: TimeScale?) -> Int64? {
    switch time {
    case .number(let number):
      guard let scale, scale.isAbsolute else { return nil }
      return number.milliseconds(in: scale.unit)
    case .instant(let milliseconds, hasZone: _): return milliseconds
    case .clock, .missing, .unreadable: return nil
    }
  }

  private mutating func findZero(
    _ items: [LiveKitItem], _ recordingStart: JSONValue?, _ context: ReadingContext
  ) {
    var earliest = Int64.max
    var latest = Int64.min
    // Instructions are written down before anybody speaks; they do not begin the call.
    for item in items where item.role.map(Role.classify) != .system {
      let times = [
        instant(item.created, createdScale), instant(item.started, spokenScale),
        instant(item.stopped, spokenScale),
      ]
      for case .some(let time) in times {
        earliest = min(earliest, time)
        latest = max(latest, time)
      }
    }
    guard earliest <= latest else { return }
    if let recording = recordingStart.flatMap(Self.recordingInstant) {
      var context = context
      context.callStart = recording
      let finder = ZeroFinder(earliest: earliest, latest: latest, context: context)
      if case .startedAt = finder.point {
        zero = finder.zero
        zeroPoint = .recordingStart(recording)
        return
      }
      diagnostics.append(
        Diagnostic(
          "recording-start-does-not-fit", .warning,
          "the recording began at \(recording), which does not fit the times of the items; it was "
            + "ignored", at: recordingStart?.location))
    }
    let finder = ZeroFinder(earliest: earliest, latest: latest, context: context)
    zero = finder.zero
    zeroPoint = finder.point
    if let diagnostic = finder.diagnostic { diagnostics.append(diagnostic) }
  }

  private static func recordingInstant(_ value: JSONValue) -> Instant? {
    switch RawTime(value) {
    case .instant(let milliseconds, hasZone: _): return Instant(millisecondsSince1970: milliseconds)
    case .number(let number):
      var range = TimeRange()
      range.insert(number)
      let scale = TimeScale.decide(range, unit: nil, callDuration: nil, turns: 1)
      guard scale.isAbsolute, let milliseconds = number.milliseconds(in: scale.unit) else {
        return nil
      }
      return Instant(millisecondsSince1970: milliseconds)
    case .clock, .missing, .unreadable: return nil
    }
  }
}
