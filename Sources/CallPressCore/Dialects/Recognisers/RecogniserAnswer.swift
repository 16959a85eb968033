/// What the dialects of speech recognisers have in common: an answer that may stand in envelopes,
/// found by its structure.
protocol RecogniserAnswer {
  /// Looks at a value; `nil` where it has not the structure.
  init?(_ value: JSONValue)

  /// What was found, and how sure that is.
  var match: DialectMatch { get }
}

extension RecogniserAnswer {
  /// The answer in a transcript: in the value itself, or in the envelopes around it.
  init?(in source: TranscriptSource) {
    guard case .json(let value) = source, let answer = Self.find(in: value, depth: 0) else {
      return nil
    }
    self = answer
  }

  private static func find(in value: JSONValue, depth: Int) -> Self? {
    if let answer = Self(value) { return answer }
    guard depth < 4 else { return nil }
    switch value.kind {
    case .object:
      for name in Envelopes.names {
        guard let inner = value[name], inner.kind == .object || inner.kind == .array else {
          continue
        }
        if let answer = find(in: inner, depth: depth + 1) { return answer }
      }
      return nil
    case .array:
      // A list of one is that one; of several each is a transcript of its own.
      guard value.hasOneElement, let first = value[0], first.kind == .object else { return nil }
      return find(in: first, depth: depth + 1)
    default: return nil
    }
  }
}

/// The members in which services and those who pass their answers on put them.
private enum Envelopes {
  static let names: [StaticString] = [
    "data", "result", "response", "payload", "body", "transcript", "transcription",
    "transcript_object", "transcription_result", "output", "results", "message", "event", "detail",
    "job", "json", "raw", "content", "AudioFileResults",
  ]
}

extension TranscriptBuilder {
  /// Says that the same words stand in the source more than once and were read once.
  mutating func noteOtherViews(_ names: [String], read: String, at value: JSONValue) {
    guard !names.isEmpty else { return }
    note(
      "other-views", .info,
      "the same words are there in several views; \(read) was read and \(MessageText.list(names)) "
        + "left out",
      at: value)
  }

  /// Says that words belong to nothing that became a turn.
  mutating func noteWordsLeft(_ count: Int, at value: JSONValue) {
    guard count > 0 else { return }
    note(
      "words-without-segment", .warning,
      "\(count) word(s) stand in no segment of the text; they were left out", at: value)
  }

  /// Says that words name another speaker than the segment that they stand in.
  mutating func noteStrangers(_ count: Int, at value: JSONValue) {
    guard count > 0 else { return }
    note(
      "word-speaker-differs", .info,
      "\(count) word(s) name another speaker than their turn; the turn's was kept", at: value)
  }
}
