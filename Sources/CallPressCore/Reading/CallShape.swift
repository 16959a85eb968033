/// What an object's members say about whether it is a call.
struct CallShape {
  /// Members that only a call of the API has, as far as known.
  private(set) var distinctive = 0
  /// Members that other things have as well: identifiers, instants, a transcript.
  private(set) var general = 0
  /// Whether there is a `transcript_object`.
  private(set) var hasTranscriptObject = false
  /// Whether it looks like a turn, or holds some.
  private(set) var holdsTurns = false
  /// Whether it has what the API's envelope has.
  private(set) var isEnvelope = false

  private enum Meaning {
    case distinctive, general, transcriptObject, turn, status, data, message
  }

  init(_ value: JSONValue) {
    var hasStatus = false
    var hasData = false
    var hasMessage = false
    for member in value.children {
      switch Self.meaning(of: member) {
      case .distinctive: distinctive += 1
      case .general: general += 1
      case .transcriptObject:
        hasTranscriptObject = true
        distinctive += 1
      case .turn: holdsTurns = true
      case .status: hasStatus = hasStatus || member.kind == .string
      case .data: hasData = true
      case .message: hasMessage = true
      case nil: break
      }
    }
    isEnvelope = hasData && (hasStatus || hasMessage)
    // A message is an answer's own word only beside a status or data.
    if hasMessage, !hasData, !hasStatus { holdsTurns = true }
  }

  /// Whether it must be a call.
  var isCertain: Bool { hasTranscriptObject || (distinctive > 0 && distinctive + general > 1) }

  /// Whether it is a call for want of anything else that it could be.
  var isLikely: Bool { general > 1 && !holdsTurns }

  private static func meaning(of member: JSONValue) -> Meaning? {
    guard let length = member.keyRange?.count else { return nil }
    // A name written with escapes is longer than it is; that is rare enough for a slow way.
    let names =
      member.hasKeyEscapes ? table.flatMap(\.self) : length < table.count ? table[length] : []
    return names.first { member.hasKey($0.name) }?.meaning
  }

  /// The names that say something, by their lengths.
  private static let table: [[(name: StaticString, meaning: Meaning)]] = {
    let general: [StaticString] = [
      "id", "transcript", "cost", "latency", "metadata", "notes", "created_at", "updated_at",
      "deleted_at", "started_at", "ended_at",
    ]
    let turn: [StaticString] = [
      "role", "speaker", "speaker_id", "text", "content", "words", "utterance", "type", "start",
      "end", "start_time", "end_time", "turns", "messages", "utterances", "segments", "entries",
      "sentences", "items", "chat_history", "transcripts", "dialogue",
    ]
    var table: [[(name: StaticString, meaning: Meaning)]] = []
    func put(_ name: StaticString, _ meaning: Meaning) {
      while table.count <= name.utf8CodeUnitCount { table.append([]) }
      table[name.utf8CodeUnitCount].append((name, meaning))
    }
    for name in general { put(name, .general) }
    for name in turn { put(name, .turn) }
    put("status", .status)
    put("data", .data)
    put("message", .message)
    put("transcript_object", .transcriptObject)
    for field in CallField.all { put(field.name, .distinctive) }
    return table
  }()
}
