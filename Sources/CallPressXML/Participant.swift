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
  /// The places in ``participants`` by the identifiers in the transcript.
  private var places: [Speaker.ID: Int] = [:]
  private var taken: Set<String> = []

  init(_ speakers: [Speaker]) {
    for speaker in speakers { add(speaker) }
  }

  /// The place of a turn's speaker in ``participants``, who is listed if that has not been done.
  mutating func place(ofSpeakerOf turn: Turn) -> Int {
    // Mostly one of the first few, which is sooner compared than looked up.
    for place in participants.indices.prefix(4)
    where participants[place].speaker.id == turn.speaker {
      return place
    }
    if let place = places[turn.speaker] { return place }
    add(Speaker(id: turn.speaker, kind: .unknown, label: turn.speaker, name: turn.speaker))
    diagnostics.append(
      Diagnostic(
        "unlisted-speaker", .warning,
        "turn \(turn.number) is by “\(turn.speaker)”, who is not among the speakers; "
          + "listed as a participant of unknown kind", at: turn.location))
    return participants.count - 1
  }

  private mutating func add(_ speaker: Speaker) {
    let isUsable = Self.isSafe(speaker.id) && taken.insert(speaker.id).inserted
    let id = isUsable ? speaker.id : "p\(participants.count + 1)"
    participants.append(Participant(id: id, speaker: speaker))
    if places[speaker.id] == nil { places[speaker.id] = participants.count - 1 }
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
