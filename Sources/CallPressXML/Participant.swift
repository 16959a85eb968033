import CallPressCore

/// A speaker with the identifier that it goes by in the document.
struct Participant {
  /// Unique in the document, and a name as XML wants it.
  var id: String
  /// The speaker.
  var speaker: Speaker
}

/// The speakers of a transcript, and behind them those that are only named by turns.
struct ParticipantList {
  /// In order.
  private(set) var participants: [Participant] = []
  /// One for each speaker who is named but not listed.
  private(set) var diagnostics: [Diagnostic] = []
  /// The identifiers in the document by those in the transcript.
  private(set) var ids: [Speaker.ID: String] = [:]
  private var taken: Set<String> = []

  init(_ speakers: [Speaker]) {
    for speaker in speakers { add(speaker) }
  }

  /// Lists the speaker of a turn if that has not been done.
  mutating func note(_ turn: Turn) {
    guard ids[turn.speaker] == nil else { return }
    add(Speaker(id: turn.speaker, kind: .unknown, label: turn.speaker, name: turn.speaker))
    diagnostics.append(
      Diagnostic(
        "unlisted-speaker", .warning,
        "turn \(turn.number) is by “\(turn.speaker)”, who is not among the speakers; "
          + "listed as a participant of unknown kind", at: turn.location))
  }

  private mutating func add(_ speaker: Speaker) {
    let isUsable = Self.isSafe(speaker.id) && taken.insert(speaker.id).inserted
    let id = isUsable ? speaker.id : "p\(participants.count + 1)"
    participants.append(Participant(id: id, speaker: speaker))
    if ids[speaker.id] == nil { ids[speaker.id] = id }
  }

  /// Whether a name is made of plain lower-case letters, digits and hyphens, and cannot be one that
  /// the document gives to turns (`u1`) or to speakers without a usable name (`p1`).
  private static func isSafe(_ id: String) -> Bool {
    guard let first = id.utf8.first, first &- 0x61 < 26, id.utf8.count <= 64 else { return false }
    let rest = id.utf8.dropFirst()
    let isPlain = rest.allSatisfy { $0 &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2D }
    return isPlain && !rest.allSatisfy { $0 &- 0x30 < 10 }
  }
}
