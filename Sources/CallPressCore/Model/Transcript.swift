/// What was said in a call and what happened in it, in order.
public struct Transcript: Sendable {
  /// Whether there is a transcript at all.
  public enum State: String, Hashable, Sendable {
    /// There are turns.
    case present
    /// There is none, and none is to be expected: nobody answered, or nothing was said.
    case empty
    /// There is none yet: the call is still going on, or has not been transcribed.
    case pending
  }

  /// Whether there is a transcript at all.
  public var state: State
  /// The turns and events, in a stable order.
  public var entries: [Entry]
  /// Who speaks, in order of first appearance.
  public var speakers: [Speaker] {
    didSet { speakersByID = SpeakerIndex(speakers) }
  }
  /// The dialect that read it, `nil` where there was nothing to read.
  public var dialect: String?
  /// Where in the record it was found.
  public var pointer: JSONPointer?
  /// What the times count from.
  public var zeroPoint: ZeroPoint?
  /// Whether the source is captions and each turn is one of them: captions that are made of them
  /// keep their times and their lines.
  public var turnsAreCaptions: Bool

  private var speakersByID: SpeakerIndex

  /// Makes a transcript.
  public init(
    state: State = .empty, entries: [Entry] = [], speakers: [Speaker] = [],
    dialect: String? = nil, pointer: JSONPointer? = nil, zeroPoint: ZeroPoint? = nil,
    turnsAreCaptions: Bool = false
  ) {
    self.state = state
    self.entries = entries
    self.speakers = speakers
    speakersByID = SpeakerIndex(speakers)
    self.dialect = dialect
    self.pointer = pointer
    self.zeroPoint = zeroPoint
    self.turnsAreCaptions = turnsAreCaptions
  }

  /// The turns alone, in order.
  public var turns: [Turn] {
    var turns: [Turn] = []
    turns.reserveCapacity(entries.count)
    // By index: an entry is a large value to copy.
    for index in entries.indices {
      if case .turn(let turn) = entries[index] { turns.append(turn) }
    }
    return turns
  }

  /// Whether anybody says anything.
  var hasTurns: Bool {
    entries.contains { if case .turn = $0 { true } else { false } }
  }

  /// The events alone, in order.
  public var events: [Event] {
    entries.compactMap { if case .event(let event) = $0 { event } else { nil } }
  }

  /// The speaker with an identifier; the first of several.
  ///
  /// Does not take longer where there are more speakers.
  public func speaker(_ id: Speaker.ID) -> Speaker? {
    speakersByID.position(of: id, in: speakers).map { speakers[$0] }
  }
}

/// Where speakers stand in their list, by identifier.
private struct SpeakerIndex: Sendable {
  /// Empty where there are so few that a look at each is quicker.
  private var positions: [Speaker.ID: Int] = [:]

  init(_ speakers: [Speaker]) {
    guard speakers.count > 8 else { return }
    positions = Dictionary(
      zip(speakers.lazy.map(\.id), speakers.indices), uniquingKeysWith: { first, _ in first })
  }

  func position(of id: Speaker.ID, in speakers: [Speaker]) -> Int? {
    positions.isEmpty ? speakers.firstIndex { $0.id == id } : positions[id]
  }
}

/// One thing in a transcript: somebody speaks, or something happens.
public enum Entry: Sendable {
  /// Somebody speaks.
  case turn(Turn)
  /// Something happens.
  case event(Event)
}

/// What the times of a transcript count from.
public enum ZeroPoint: Hashable, Sendable {
  /// The source's times already count from the start of the call or its recording.
  case callStart
  /// Times on the wall clock were counted from the record's own start of the call.
  case startedAt(Instant)
  /// Times on the wall clock were counted from the start of the recording.
  case recordingStart(Instant)
  /// Times on the wall clock were counted from the earliest of them, for want of anything better.
  case earliestEntry(Instant)

  /// The word that exports use.
  public var label: String {
    switch self {
    case .callStart: "call-start"
    case .startedAt: "started-at"
    case .recordingStart: "recording-start"
    case .earliestEntry: "earliest-entry"
    }
  }

  /// The instant that counts as zero, where there is one.
  public var instant: Instant? {
    switch self {
    case .callStart: nil
    case .startedAt(let instant), .recordingStart(let instant), .earliestEntry(let instant):
      instant
    }
  }
}

/// Somebody who speaks in a call.
public struct Speaker: Hashable, Sendable, Identifiable {
  /// What part somebody plays in a call.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The voice agent that the platform runs.
    case agent
    /// The person on the other end.
    case customer
    /// Somebody else: whom the call was transferred to, a supervisor.
    case thirdParty = "third-party"
    /// Not known; never guessed.
    case unknown
  }

  /// A short stable name, unique in the call and safe as an XML name: `agent`, `customer`,
  /// `third-party`, `speaker-1`.
  public var id: String
  /// The part played.
  public var kind: Kind
  /// The label as the source writes it.
  public var label: String
  /// The name to show.
  public var name: String

  /// Makes a speaker.
  public init(id: String, kind: Kind, label: String, name: String) {
    self.id = id
    self.kind = kind
    self.label = label
    self.name = name
  }
}

/// Something that happened in a call and is not speech.
public struct Event: Sendable {
  /// What kind of thing happened.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The agent called a tool.
    case toolCall = "tool-call"
    /// A tool answered.
    case toolResult = "tool-result"
    /// The conversation moved to another state of the agent's flow.
    case nodeTransition = "node-transition"
    /// One agent handed the call to another.
    case handoff
    /// The call was transferred to somebody.
    case transfer
    /// A key was pressed.
    case dtmf
    /// A text message was sent or received.
    case message = "sms"
    /// Context was put into the conversation by the platform.
    case injectedContext = "injected-context"
    /// Instructions to the agent; a secret of its maker, left out of exports unless asked for.
    case systemPrompt = "system-prompt"
    /// Anything else the source notes.
    case marker
  }

  /// What kind of thing happened.
  public var kind: Kind
  /// The tool's, node's or agent's name.
  public var name: String?
  /// The identifier that links a tool's call to its result.
  public var callID: String?
  /// The arguments, the result, the digit, the message: as the source writes it.
  public var text: String?
  /// Whether a result is a failure, where the source says.
  public var isError: Bool?
  /// When, where the source says.
  public var time: TimePoint?
  /// Where in the source it stands.
  public var location: SourceLocation?

  /// Makes an event.
  public init(
    kind: Kind, name: String? = nil, callID: String? = nil, text: String? = nil,
    isError: Bool? = nil, time: TimePoint? = nil, location: SourceLocation? = nil
  ) {
    self.kind = kind
    self.name = name
    self.callID = callID
    self.text = text
    self.isError = isError
    self.time = time
    self.location = location
  }
}
