extension TranscriptBuilder {
  /// The transcript that was taken as it is, with the user's names and offset; `nil` where turns
  /// were added one by one.
  mutating func finishAdopted() -> Transcript? {
    guard var transcript = adopted else { return nil }
    adopted = nil
    noteOverflow()
    for index in transcript.speakers.indices {
      let speaker = transcript.speakers[index]
      if let name = speakers.names.name(id: speaker.id, label: speaker.label, kind: speaker.kind) {
        transcript.speakers[index].name = name
      }
    }
    let offset = context.options.offset
    guard offset != 0 else { return transcript }
    for index in transcript.entries.indices {
      switch transcript.entries[index] {
      case .event(var event):
        event.time = event.time.map { Self.shifted($0, by: offset) }
        transcript.entries[index] = .event(event)
      case .turn(var turn):
        turn.span = turn.span.map { Self.shifted($0, by: offset) }
        for word in turn.words.indices {
          turn.words[word].span = turn.words[word].span.map { Self.shifted($0, by: offset) }
        }
        transcript.entries[index] = .turn(turn)
      }
    }
    return transcript
  }

  /// A time moved by the user's offset.
  static func shifted(_ point: TimePoint, by offset: Int64) -> TimePoint {
    TimePoint(
      point.time.advanced(by: offset),
      point.provenance.isEstimated ? point.provenance : .derived(.offset))
  }

  private static func shifted(_ span: TimeSpan, by offset: Int64) -> TimeSpan {
    TimeSpan(start: shifted(span.start, by: offset), end: shifted(span.end, by: offset))
  }
}
