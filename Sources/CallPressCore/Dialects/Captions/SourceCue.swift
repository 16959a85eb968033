/// A caption as a source writes it, whatever its format, before it becomes turns.
package struct SourceCue: Sendable {
  /// What one speaker says in a caption.
  package struct Voice: Sendable {
    /// The name of the speaker, `nil` where the source names none.
    package var label: String?
    /// What is said, line by line.
    package var text: String
    /// The words that have times of their own, where there are any.
    package var words: [DraftWord]

    /// Makes a voice.
    package init(label: String? = nil, text: String, words: [DraftWord] = []) {
      self.label = label
      self.text = text
      self.words = words
    }
  }

  /// When it appears, in milliseconds; `nil` where the source does not say.
  package var start: Int64?
  /// When it disappears, in milliseconds; `nil` where the source does not say.
  package var end: Int64?
  /// The line of the source where it stands, from 1.
  package var line: Int
  /// Who says what in it.
  package var voices: [Voice]
  /// The language, where the source names one.
  package var language: String?

  /// Makes a caption.
  package init(
    start: Int64?, end: Int64?, line: Int, voices: [Voice], language: String? = nil
  ) {
    self.start = start
    self.end = end
    self.line = line
    self.voices = voices
    self.language = language
  }
}

extension SourceCue {
  /// Gives nameless voices the names in front of their texts.
  ///
  /// - Returns: What was done.
  package static func resolveSpeakers(_ cues: inout [SourceCue]) -> [Diagnostic] {
    CueSpeakers.resolve(&cues)
  }

  /// Whether a word is the name of a part in a call, such as `agent`.
  package static func isPart(_ word: String) -> Bool {
    if case .speaker = Role.classify(word) { true } else { false }
  }

  /// A text in UTF-8 as lines that are not empty, without the blanks and marks around them.
  package static func lines(_ text: [UInt8]) -> String {
    let lines = text.split { $0 == 0x0A || $0 == 0x0D }
      .map { DirectionMarks.removed(from: Array($0)) }.filter { !$0.isEmpty }
    return String(decoding: Array(lines.joined(separator: [0x0A])), as: UTF8.self)
  }

  /// A text of unknown origin, fit for a message.
  package static func clean(_ text: String) -> String { MessageText.clean(text) }
}

/// Makes turns of captions: one of each, or one of each voice where several share a caption.
///
/// The time of a caption that several voices share is divided among them by the lengths of what
/// they say, and what that makes of it is an estimate.
package struct CaptionTurns {
  /// The value of a record that holds the text, where there is one.
  package var origin: JSONValue?
  /// Whether the source says that its times are guesses.
  package var isEstimated = false
  /// Whether labels are what speakers are called, rather than what they are in the call.
  package var labelsAreNames = true

  /// Makes a maker of turns.
  package init(origin: JSONValue?) {
    self.origin = origin
  }

  /// Adds the turns of captions to a transcript.
  package func add(_ cues: [SourceCue], to builder: inout TranscriptBuilder) {
    builder.turnsAreCaptions = true
    let place = origin.map { builder.location(of: $0) }
    var shared = 0
    var firstShared: Int?
    for cue in cues {
      if cue.voices.count > 1 {
        shared += 1
        if firstShared == nil { firstShared = cue.line }
      }
      add(cue, at: place, to: &builder)
    }
    guard shared > 0 else { return }
    builder.note(
      Diagnostic(
        "shared-captions", .info,
        "\(shared) caption(s) hold what several people say; their time was divided by the lengths "
          + "of the texts",
        at: Self.location(place, line: firstShared ?? 1)))
  }

  private func add(
    _ cue: SourceCue, at place: SourceLocation?, to builder: inout TranscriptBuilder
  ) {
    let lengths = cue.voices.map { Int64($0.text.utf8.count) }
    let total = lengths.reduce(0, +)
    var said: Int64 = 0
    for (position, voice) in cue.voices.enumerated() {
      if labelsAreNames, let label = voice.label { builder.suggest(name: label, for: label) }
      var draft = DraftTurn(role: voice.label, text: voice.text)
      draft.words = voice.words
      draft.language = cue.language
      draft.location = Self.location(place, line: cue.line)
      draft.start = point(cue, said, total, isEdge: position == 0)
      said += lengths[position]
      draft.end = point(cue, said, total, isEdge: position == cue.voices.count - 1, isEnd: true)
      builder.add(draft)
    }
  }

  private func point(
    _ cue: SourceCue, _ said: Int64, _ total: Int64, isEdge: Bool, isEnd: Bool = false
  ) -> TimePoint? {
    let provenance: TimeProvenance =
      isEdge && !isEstimated ? .measured : .estimated(.interpolated)
    if isEdge {
      return (isEnd ? cue.end : cue.start).map {
        TimePoint(MediaTime(milliseconds: $0), provenance)
      }
    }
    guard let start = cue.start, let end = cue.end, end > start else { return nil }
    let from = MediaTime(milliseconds: start)
    let length = MediaTime(milliseconds: end).distance(from: from)
    return TimePoint(
      from.advanced(by: Proportion.share(of: length, said, max(total, 1))), provenance)
  }

  /// A document of its own is told by its lines; a text inside a record, by its place there.
  static func location(_ place: SourceLocation?, line: Int) -> SourceLocation {
    guard var place else { return SourceLocation(line: line) }
    if place.pointer?.tokens.isEmpty ?? true { place.line = line }
    return place
  }
}
