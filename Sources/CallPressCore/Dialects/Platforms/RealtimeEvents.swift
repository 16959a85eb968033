/// Puts the items of a realtime session together from a log of its events.
struct RealtimeEvents {
  /// The columns of the times: when the user began to speak and when they stopped.
  static let columns = [
    TimeColumn(meaning: .start, unit: .milliseconds),
    TimeColumn(meaning: .end, unit: .milliseconds),
  ]

  /// The events that brought an item first, in order.
  private(set) var order: [JSONValue] = []
  /// The turns and events of an item, by the row of the event that brought it first.
  private(set) var fields: [Int: [TurnFields]] = [:]
  /// How many events carry pieces of something.
  private(set) var partial = 0

  /// What is known of an item.
  private struct Known {
    var item: JSONValue?
    var role: String?
    var transcript: JSONValue?
    var call: JSONValue?
    var started: JSONValue?
    var stopped: JSONValue?
    var cut: JSONValue?
    var source: JSONValue
  }

  private var known: [Known] = []
  private var positions: [String: Int] = [:]

  private static let families = [
    "session.", "response.", "conversation.", "input_audio_buffer.", "output_audio_buffer.",
    "rate_limits.", "transcription_session.",
  ]

  /// Whether an entry is an event of a session.
  static func isEvent(_ entry: JSONValue) -> Bool {
    guard let type = entry["type"]?.string else { return false }
    return type == "error" || families.contains { type.hasPrefix($0) }
  }

  /// Whether an event carries an item or what was said.
  static func isCarrier(_ entry: JSONValue) -> Bool {
    isEvent(entry)
      && (entry["item"]?.kind == .object || entry["transcript"]?.kind == .string
        || entry["response"]?["output"]?.kind == .array)
  }

  init(_ list: JSONValue) {
    let isServed = list.children.contains { event in
      ["conversation.item.created", "conversation.item.added", "conversation.item.done"]
        .contains(event["type"]?.string)
    }
    let isDetailed = list.children.contains { event in
      let type = event["type"]?.string ?? ""
      return type.hasPrefix("response.") && type.hasSuffix(".done") && type != "response.done"
    }
    for event in list.children { take(event, isServed: isServed, isDetailed: isDetailed) }
    for item in known {
      order.append(item.source)
      fields[item.source.index, default: []] += Self.fields(of: item)
    }
    // One event may bring several items; it is read once.
    var seen: Set<Int> = []
    order = order.filter { seen.insert($0.index).inserted }
  }

  private mutating func take(_ event: JSONValue, isServed: Bool, isDetailed: Bool) {
    let type = event["type"]?.string ?? ""
    switch type {
    case "conversation.item.create" where isServed: return
    case "response.done":
      for item in event["response"]?["output"].map({ Array($0.children) }) ?? [] {
        // Without a name it cannot be told from what came before.
        if !isDetailed || item["id"]?.string != nil { takeItem(item, from: item) }
      }
    case "conversation.item.input_audio_transcription.completed":
      let position = position(of: event["item_id"], role: "user", from: event)
      known[position].transcript = event["transcript"]
    case "response.audio_transcript.done", "response.output_audio_transcript.done":
      let position = position(of: event["item_id"], role: "assistant", from: event)
      known[position].transcript = event["transcript"]
    case "response.text.done", "response.output_text.done":
      let position = position(of: event["item_id"], role: "assistant", from: event)
      known[position].transcript = known[position].transcript ?? event["text"]
    case "response.function_call_arguments.done":
      let position = position(of: event["item_id"], role: nil, from: event)
      known[position].call = event
    case "input_audio_buffer.speech_started":
      let position = position(of: event["item_id"], role: "user", from: event)
      known[position].started = known[position].started ?? event["audio_start_ms"]
    case "input_audio_buffer.speech_stopped":
      let position = position(of: event["item_id"], role: "user", from: event)
      known[position].stopped = event["audio_end_ms"]
    case "conversation.item.truncated":
      let position = position(of: event["item_id"], role: "assistant", from: event)
      known[position].cut = event["type"]
    default:
      if let item = event["item"], item.kind == .object {
        takeItem(item, from: event)
      } else if type.hasSuffix(".delta") {
        partial += 1
      }
    }
  }

  private mutating func takeItem(_ item: JSONValue, from event: JSONValue) {
    guard item.kind == .object else { return }
    let position = position(of: item["id"], role: nil, from: event)
    // The last version of an item is the whole one, unless it was emptied.
    let isEmptier = item["content"]?.isEmpty ?? false && known[position].item != nil
    if !isEmptier { known[position].item = item }
  }

  private mutating func position(
    of id: JSONValue?, role: String?, from event: JSONValue
  ) -> Int {
    if let id = id?.string, let position = positions[id] {
      if known[position].role == nil { known[position].role = role }
      return position
    }
    if let id = id?.string { positions[id] = known.count }
    known.append(Known(role: role, source: event))
    return known.count - 1
  }

  private static func fields(of known: Known) -> [TurnFields] {
    var turns: [TurnFields] = []
    if let item = known.item {
      RealtimeItem.append(item, to: &turns)
    } else if known.transcript != nil || known.call != nil {
      var fields = TurnFields()
      fields.source = known.source
      fields.role = known.role
      if let call = known.call {
        fields.event = .toolCall
        (fields.name, fields.callID) = (call["name"], call["call_id"])
        fields.arguments = call["arguments"]
      }
      turns.append(fields)
    }
    guard !turns.isEmpty, turns[0].event == nil else { return turns }
    if let transcript = known.transcript, !transcript.isNull { turns[0].text = transcript }
    if turns[0].role == nil { turns[0].role = known.role }
    turns[0].take(known.started, as: 0)
    turns[0].take(known.stopped, as: 1)
    if turns[0].interrupted == nil { turns[0].interrupted = known.cut }
    return turns
  }
}
