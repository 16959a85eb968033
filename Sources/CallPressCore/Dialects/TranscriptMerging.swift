extension TranscriptBuilder {
  /// Moves every time there is.
  mutating func shiftAll(by offset: Int64) {
    guard offset != 0 else { return }
    move { point in
      TimePoint(
        point.time.advanced(by: offset),
        point.provenance.isEstimated ? point.provenance : .derived(.clock))
    }
  }

  /// Takes over what another builder, which began with the speakers of this one, has read.
  ///
  /// - Parameters:
  ///   - other: The other builder, which must not have finished.
  ///   - label: The label of whoever says all of it; `nil` where the turns have their own.
  ///   - part: The number of the part; its unknown voices are others than those of other parts.
  mutating func absorb(_ other: TranscriptBuilder, label: String?, part: Int?) {
    let eventsBefore = events.count
    if part == nil { speakers = other.speakers }
    for var turn in other.turns {
      turn.eventsBefore += eventsBefore
      if let label {
        turn.row = speakers.row(for: label)
      } else if let part {
        turn.row = row(of: turn.row, in: other.speakers, part: part)
      }
      turns.append(turn)
    }
    events += other.events
    for diagnostic in other.diagnostics { note(diagnostic) }
    if empty.count == 0 { empty.first = other.empty.first }
    empty.count += other.empty.count
    hasSystemTurns = hasSystemTurns || other.hasSystemTurns
    isMerged = isMerged || other.isMerged
    if zeroPoint == nil { zeroPoint = other.zeroPoint }
  }
  /// The row here of a speaker of another part: the same where the part played is known, else
  /// somebody else than in the other parts.
  private mutating func row(of row: Int, in table: SpeakerTable, part: Int) -> Int {
    guard table.role(ofRow: row) == .unknown, let own = table.label(ofRow: row) else {
      return speakers.row(for: table.label(ofRow: row))
    }
    let label = "part \(part) \(own.first?.isWholeNumber ?? false ? "speaker " : "")\(own)"
    copyPerson(own, as: label, from: table, of: row)
    return speakers.row(for: label)
  }

  private mutating func copyPerson(
    _ own: String, as label: String, from table: SpeakerTable, of row: Int
  ) {
    guard let name = table.introducedName(own) else { return }
    var kind = Speaker.Kind.unknown
    if case .speaker(let known) = table.role(ofRow: row) { kind = known }
    introduce(label, as: kind, name: name)
  }
}
