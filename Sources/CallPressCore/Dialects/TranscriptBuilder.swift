/// Collects what a dialect reads and makes a ``Transcript`` of it: speakers from roles, words
/// found in the text, spans from whatever times there are, order, and a diagnostic for every
/// repair.
///
/// Turns and events are added in the order of the source; ``finish()`` does what needs all of
/// them: order, times that are missing, speakers.
public struct TranscriptBuilder: Sendable {
  /// How many diagnostics of one code are kept; the rest are counted.
  static let diagnosticLimit = 20

  /// What may be known beyond the transcript.
  public let context: ReadingContext
  /// What the times count from; where a dialect says nothing, the start of the call.
  public var zeroPoint: ZeroPoint?
  /// How the times of words came to be known, for the words that are added from here on.
  public var wordProvenance = TimeProvenance.measured
  /// What was repaired, guessed or left out.
  public private(set) var diagnostics: [Diagnostic] = []

  /// Whether the turns come from several lists, so that putting them in order is no repair.
  var isMerged = false
  /// Whether the source says that there is no transcript yet.
  var isPending = false
  /// Whether each turn is a caption of the source, as ``Transcript/turnsAreCaptions`` says.
  package var turnsAreCaptions = false
  var speakers: SpeakerTable
  /// A transcript that is taken as it is.
  var adopted: Transcript?
  var turns: [PendingTurn] = []
  var events: [Event] = []
  /// Turns that say nothing: how many, and where the first of them stands.
  var empty = (count: 0, first: SourceLocation?.none)
  /// Whether anything was said in the role of the system.
  var hasSystemTurns = false

  private var tracker = SourceTracker()
  private var kept: [Diagnostic.Code: Int] = [:]
  private var overflow: [Diagnostic] = []

  /// Makes an empty builder.
  public init(context: ReadingContext) {
    self.context = context
    speakers = SpeakerTable(names: context.options.speakerNames)
  }

  /// Adds a turn.
  ///
  /// A role that stands for something other than speech makes an event of it. A turn without
  /// text has its words joined; one without words either is left out and counted.
  public mutating func add(_ draft: DraftTurn) {
    var text = draft.text
    if !draft.words.isEmpty, text.utf8.allSatisfy(WordAligner.isSpace) {
      text = Self.joined(draft.words)
    }
    add(
      role: draft.role, text: text, source: draft.source, wordCount: draft.words.count,
      details: draft
    ) { aligner in
      for word in draft.words {
        var text = word.text
        text.withUTF8 {
          aligner.append(
            $0, start: word.start?.milliseconds, end: word.end?.milliseconds,
            confidence: word.confidence)
        }
      }
    }
  }

  /// Makes room for so many more turns.
  mutating func reserve(turns count: Int) {
    turns.reserveCapacity(turns.count + count)
  }

  /// Adds a turn whose words are handed over one by one, without a draft for each, nor for the turn
  /// where there are no details.
  mutating func add(
    role label: String?, text: String, source: JSONValue?, wordCount: Int,
    details: @autoclosure () -> DraftTurn? = nil, words fill: (inout WordAligner) -> Void
  ) {
    let row = speakers.row(for: label)
    let role = speakers.role(ofRow: row)
    if case .event(let kind) = role {
      let details = details()
      add(
        Event(
          kind: kind, text: text, time: details?.start,
          location: details?.location ?? place(of: source)))
      return
    }
    var text = text
    guard wordCount > 0 || text.utf8.contains(where: { !WordAligner.isSpace($0) }) else {
      if empty.count == 0 { empty.first = details()?.location ?? place(of: source) }
      empty.count += 1
      return
    }
    var words: [Word] = []
    var summary: WordSummary?
    if wordCount > 0 {
      text.withUTF8 { bytes in
        var aligner = WordAligner(bytes, provenance: wordProvenance, expecting: wordCount)
        fill(&aligner)
        words = aligner.words
        summary = aligner.summary
      }
    }
    if role == .system { hasSystemTurns = true }
    let start = summary?.start.map { TimePoint(MediaTime(milliseconds: $0), .derived(.words)) }
    let details = details()
    var pending = PendingTurn(
      turn: Turn(
        number: 0, speaker: "", text: text, words: words, plannedText: details?.plannedText,
        isInterrupted: details?.isInterrupted ?? false, confidence: details?.confidence,
        language: details?.language, sentiment: details?.sentiment,
        location: details?.location ?? place(of: source)),
      row: row, eventsBefore: events.count, start: details?.start ?? start, end: details?.end,
      words: summary)
    if let summary, summary.needsSettling { settle(summary, of: &pending.turn) }
    if summary?.hasBadConfidence ?? false || !(0...1 ~= pending.turn.confidence ?? 0) {
      dropBadConfidence(of: &pending.turn)
    }
    turns.append(pending)
  }

  /// What a label stands for, where that is no speech.
  mutating func eventKind(of label: String?) -> Event.Kind? {
    let row = speakers.row(for: label)
    if case .event(let kind) = speakers.role(ofRow: row) { return kind }
    return nil
  }

  /// Says who bears a label, where the source tells it apart from the turns.
  ///
  /// - Parameters:
  ///   - label: The label that the turns bear.
  ///   - kind: The part played; unknown where the source does not say.
  ///   - name: The name to show, where the source has one.
  mutating func introduce(_ label: String, as kind: Speaker.Kind, name: String?) {
    speakers.introduce(label, as: kind, name: name)
  }

  /// Gives the speaker with a label a name, where the user gives none.
  package mutating func suggest(name: String, for label: String) {
    guard speakers.suggestedNames[label] == nil else { return }
    let shown = MessageText.clean(name, limit: 200)
    if !shown.isEmpty { speakers.suggestedNames[label] = shown }
  }

  /// Takes a whole transcript, whose times and speakers stand, instead of turns one by one.
  package mutating func adopt(_ transcript: Transcript) {
    adopted = transcript
  }

  /// Adds an event; its place between the turns is kept.
  public mutating func add(_ event: Event) {
    events.append(event)
  }

  /// Where a value stands: quick for values in the order of the document, unlike
  /// ``JSONValue/location``.
  public mutating func location(of value: JSONValue) -> SourceLocation {
    tracker.location(of: value)
  }

  /// Notes a repair, a guess or an omission; of one code the first twenty are kept, the rest
  /// counted.
  public mutating func note(_ diagnostic: Diagnostic) {
    if hasRoom(for: diagnostic.code, diagnostic.severity) { diagnostics.append(diagnostic) }
  }

  /// Notes a repair, a guess or an omission; nothing is worked out where it is only counted.
  public mutating func note(
    _ code: Diagnostic.Code, _ severity: Diagnostic.Severity, _ message: @autoclosure () -> String,
    at value: JSONValue?
  ) {
    guard hasRoom(for: code, severity) else { return }
    diagnostics.append(Diagnostic(code, severity, message(), at: value?.location))
  }

  private mutating func hasRoom(
    for code: Diagnostic.Code, _ severity: Diagnostic.Severity
  ) -> Bool {
    let count = kept[code, default: 0] + 1
    kept[code] = count
    if count == Self.diagnosticLimit + 1 { overflow.append(Diagnostic(code, severity, "")) }
    return count <= Self.diagnosticLimit
  }

  /// Says how many diagnostics were only counted.
  mutating func noteOverflow() {
    for var diagnostic in overflow {
      let more = kept[diagnostic.code, default: 0] - Self.diagnosticLimit
      diagnostic.message = "\(more) more of the same kind"
      diagnostics.append(diagnostic)
    }
    overflow = []
    kept = [:]
  }

  private mutating func place(of source: JSONValue?) -> SourceLocation? {
    source.map { tracker.location(of: $0) }
  }

  /// The words as one text: one behind the other where they bring their own spaces.
  static func joined(_ words: [DraftWord]) -> String {
    func isSpaced(_ text: String) -> Bool {
      guard let first = text.utf8.first, let last = text.utf8.last else { return false }
      return WordAligner.isSpace(first) || WordAligner.isSpace(last)
    }
    let text = words.map(\.text).joined(
      separator: words.contains { isSpaced($0.text) } ? "" : " ")
    var bytes = text
    return bytes.withUTF8 { String(decoding: WordAligner.trimmed($0), as: UTF8.self) }
  }
}

/// A turn on its way through the builder.
struct PendingTurn: Sendable {
  /// The turn; its number, speaker and span come last.
  var turn: Turn
  /// The row of its label in the speaker table.
  var row: Int
  /// How many events came before it.
  var eventsBefore: Int
  /// When it begins, where the source says or its words do.
  var start: TimePoint?
  /// When it ends, where the source says.
  var end: TimePoint?
  /// What is known of its words, where it has any.
  var words: WordSummary?
}
