/// What plain text and Markdown say of a call besides what was said in it.
enum CallSummary {
  /// A fact of the record.
  struct Fact {
    /// What it is called.
    var label: StaticString
    /// The value as the source writes it.
    var value: String
  }

  private static let fields: [(StaticString, CallField)] = [
    ("Call", .id), ("Status", .callStatus), ("Direction", .callDirection), ("From", .callFrom),
    ("To", .callTo), ("Started", .startedAt), ("Ended", .endedAt), ("Duration", .callDuration),
    ("Ended by", .disconnectReason), ("Language", .transcriptLanguage),
    ("Sentiment", .analysisSentiment), ("Task", .agentTaskStatus),
    ("Task feedback", .agentTaskFeedback), ("Rating", .callRating), ("Feedback", .callFeedback),
    ("Notes", .notes), ("Cost", .cost), ("Test call", .isTest), ("Recording", .recordURL),
    ("Agent", .agentID), ("Campaign", .campaignID), ("Contact", .contactID),
  ]

  /// The facts that the record has, in the order in which people look for them.
  static func facts(of call: Call) -> [Fact] {
    fields.compactMap { label, field in
      switch field {
      case .callDuration:
        return call.duration.map { Fact(label: label, value: clock($0)) }
      case .isTest:
        return call[field]?.boolean == true ? Fact(label: label, value: "yes") : nil
      case .cost:
        let unit = call.text(.priceUnit).map { " \($0)" } ?? ""
        return call.text(field).map { Fact(label: label, value: $0 + unit) }
      default:
        return call.text(field).map { Fact(label: label, value: $0) }
      }
    }
  }

  /// Hours, minutes and seconds.
  static func clock(_ time: MediaTime) -> String {
    var output = OutputBuffer(capacity: 64)
    CaptionTime.appendSeconds(time, to: &output)
    return output.string()
  }

  /// Whether a value was said, and where; empty where there is nothing that could be said.
  ///
  /// - Parameter expectsAgent: Whether it matters that the agent said it, as with variables.
  static func evidence(_ item: Evidence.Item?, expectsAgent: Bool) -> String {
    guard let item else { return "" }
    switch item.finding {
    case .notSearchable: return ""
    case .notSaid: return "not said in the call"
    case .said, .maybeSaid: break
    }
    guard let first = item.links.first else { return "said in the call" }
    var text = "\(item.finding == .said ? "said" : "maybe said") in turn \(first.turn)"
    if let start = first.span?.start {
      text += " at \(start.provenance.isEstimated ? "~" : "")\(clock(start.time))"
    }
    if item.hasMoreLinks {
      text += " and more than \(item.links.count - 1) times more"
    } else if item.links.count > 1 {
      text += " and \(item.links.count - 1) more"
    }
    if expectsAgent, !item.saidByAgent { text += ", not by the agent" }
    return text
  }

  /// What to say of outcomes or variables that are not there; `nil` where there are some.
  static func absence(_ state: NamedValuesState) -> StaticString? {
    switch state {
    case .present: nil
    case .empty: "none"
    case .pending: "not in the record"
    }
  }

  /// What to say of a transcript without turns.
  static func absence(_ state: Transcript.State) -> StaticString? {
    switch state {
    case .present: nil
    case .empty: "No transcript: nothing was said."
    case .pending: "No transcript yet: the call is going on or has not been transcribed."
    }
  }

  /// What an event is, in a few words: `tool call: find_slot`.
  static func text(of event: Event) -> String {
    let (kind, hasText): (String, Bool) =
      switch event.kind {
      case .toolCall: ("tool call", false)
      case .toolResult: (event.isError == true ? "tool error" : "tool result", false)
      case .nodeTransition: ("node", false)
      case .handoff: ("handoff", true)
      case .transfer: ("transfer", true)
      case .dtmf: ("key", true)
      case .message: ("text message", true)
      case .injectedContext: ("context", true)
      case .systemPrompt: ("system prompt", true)
      case .marker: ("note", true)
      }
    var text = kind
    if let name = event.name, !name.isEmpty { text += ": \(name)" }
    if hasText, let detail = event.text, !detail.isEmpty, detail != event.name {
      text += ": \(detail)"
    }
    return text
  }
}
