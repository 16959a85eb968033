import CallPressCore

/// A speaker with the identifier that it goes by in the document.
struct Participant {
  /// Unique in the document, and a name as XML wants it.
  var id: String
  /// The speaker.
  var speaker: Speaker

  /// The speakers of a transcript in order, and behind them those that are only named by turns.
  static func list(
    for transcript: Transcript
  ) -> (participants: [Participant], diagnostics: [Diagnostic]) {
    var speakers = transcript.speakers
    var known = Set(speakers.map(\.id))
    var diagnostics: [Diagnostic] = []
    for entry in transcript.entries {
      guard case .turn(let turn) = entry, known.insert(turn.speaker).inserted else { continue }
      speakers.append(
        Speaker(id: turn.speaker, kind: .unknown, label: turn.speaker, name: turn.speaker))
      diagnostics.append(
        Diagnostic(
          "unlisted-speaker", .warning,
          "turn \(turn.number) is by “\(turn.speaker)”, who is not among the speakers; "
            + "listed as a participant of unknown kind", at: turn.location))
    }
    var taken: Set<String> = []
    let participants = speakers.enumerated().map { position, speaker in
      let isUsable = isSafe(speaker.id) && taken.insert(speaker.id).inserted
      return Participant(id: isUsable ? speaker.id : "p\(position + 1)", speaker: speaker)
    }
    return (participants, diagnostics)
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
