/// The transcript of our own JSON, `callpress.call/1`, read back as it is: turns, words, events,
/// speakers, and how each time came to be known.
///
/// Nothing is worked out anew, so that writing JSON again gives the same transcript. What cannot
/// have been written by ``JSONFormat`` is put right: turns are numbered in their order, speakers
/// that are not listed are added, and an end before its start is moved to it.
public struct CallPressDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "callpress" }
  /// One line for people.
  public var summary: String { "our own JSON, callpress.call/1" }

  /// 100: the schema leaves no doubt.
  public var highestScore: Int { 100 }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: the name of the schema leaves no doubt, the members leave little.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard case .json(let value) = source, let transcript = Self.transcript(of: value) else {
      return .none
    }
    if Self.isDocument(value) {
      return DialectMatch(score: 100, reason: "the schema is “\(JSONFormat.schema)”")
    }
    let count = transcript["entries"]?.children.count ?? 0
    return DialectMatch(
      score: 95, reason: "“state”, “speakers” and \(count) “entries” as callpress.call/1 has them")
  }

  /// Reads the transcript.
  ///
  /// - Throws: `unrecognized-dialect` where it is not there.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard case .json(let value) = source, let transcript = Self.transcript(of: value) else {
      throw CallPressError(
        .unrecognizedDialect, "there is no “transcript” with “speakers” and “entries”")
    }
    var reading = CallPressReading()
    builder.adopt(reading.read(transcript, into: &builder))
  }

  /// Whether a value is a whole document of the schema.
  static func isDocument(_ value: JSONValue) -> Bool {
    value.kind == .object && value["schema"]?.string == JSONFormat.schema
      && value["transcript"].map { transcript(of: $0) != nil } ?? false
  }

  /// The transcript in a document, or the value itself.
  private static func transcript(of value: JSONValue) -> JSONValue? {
    guard value.kind == .object else { return nil }
    if let inner = value["transcript"], value["schema"]?.string == JSONFormat.schema {
      return transcript(of: inner)
    }
    guard value["entries"]?.kind == .array, value["speakers"]?.kind == .array,
      value["state"].flatMap({ $0.string.flatMap(Transcript.State.init) }) != nil
    else { return nil }
    return value
  }
}

/// Makes a transcript of the JSON that describes one.
struct CallPressReading {
  private var speakers: [Speaker] = []
  private var positions: [String: Int] = [:]
  private var wrong = 0
  private var firstWrong: JSONValue?

  mutating func read(
    _ value: JSONValue, into builder: inout TranscriptBuilder
  ) -> Transcript {
    var transcript = Transcript()
    for speaker in (value["speakers"]?.children).map(Array.init) ?? [] { addSpeaker(speaker) }
    var number = 0
    for entry in (value["entries"]?.children).map(Array.init) ?? [] {
      switch (entry["type"]?.string, entry["text"]?.string) {
      case ("turn", .some(let text)):
        number += 1
        transcript.entries.append(
          .turn(turn(entry, number, text, at: builder.location(of: entry))))
      case ("event", _):
        transcript.entries.append(.event(event(entry, at: builder.location(of: entry))))
      default:
        wrong += 1
        if firstWrong == nil { firstWrong = entry }
      }
    }
    transcript.speakers = speakers
    let said = value["state"]?.string.flatMap(Transcript.State.init) ?? .empty
    transcript.state = number > 0 ? .present : said == .present ? .empty : said
    transcript.zeroPoint = Self.zeroPoint(value["zero_point"])
    transcript.turnsAreCaptions = value["turns_are_captions"]?.boolean ?? false
    if wrong > 0 {
      builder.note(
        "unreadable-entry", .warning,
        "\(wrong) entry or entries are neither turns nor events; they were left out",
        at: firstWrong)
    }
    return transcript
  }

  // MARK: Speakers

  private mutating func addSpeaker(_ value: JSONValue) {
    guard let id = value["id"]?.string, positions[id] == nil else { return }
    let label = value["label"]?.string ?? ""
    let kind = value["kind"]?.string.flatMap(Speaker.Kind.init) ?? .unknown
    add(id, kind, label, value["name"]?.string ?? label)
  }

  /// Identifiers become names in XML, so one that cannot be such a name gets another.
  private mutating func add(
    _ id: String, _ kind: Speaker.Kind, _ label: String, _ name: String
  ) {
    positions[id] = speakers.count
    var safe = id
    let isSafe =
      !id.isEmpty && id.utf8.count <= 64
      && id.utf8.allSatisfy { $0 &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "-") }
      && id.utf8.first.map { $0 &- 0x61 < 26 } ?? false
    if !isSafe || speakers.contains(where: { $0.id == id }) {
      safe = "speaker-x\(speakers.count + 1)"
    }
    speakers.append(Speaker(id: safe, kind: kind, label: label, name: name))
  }

  private mutating func speaker(_ value: JSONValue?) -> Speaker.ID {
    let id = value?.string ?? ""
    if positions[id] == nil { add(id, .unknown, id, id.isEmpty ? "Speaker" : id) }
    return positions[id].map { speakers[$0].id } ?? id
  }

  // MARK: Entries

  private mutating func turn(
    _ value: JSONValue, _ number: Int, _ text: String, at location: SourceLocation
  ) -> Turn {
    var turn = Turn(
      number: number, speaker: speaker(value["speaker"]), text: text, span: Self.span(value),
      plannedText: value["planned_text"]?.string,
      isInterrupted: value["interrupted"]?.boolean ?? false,
      confidence: Self.confidence(value), language: value["language"]?.string,
      sentiment: value["sentiment"]?.string, location: location)
    guard let words = value["words"], !words.isEmpty else { return turn }
    var copy = text
    turn.words = copy.withUTF8 { bytes in
      var aligner = WordAligner(bytes, provenance: .measured, expecting: 0)
      return words.children.compactMap { value in
        guard var word = value["text"]?.string else { return nil }
        let range = word.withUTF8 { aligner.place($0) }
        return Word(
          text: word, range: range, span: Self.span(value), confidence: Self.confidence(value))
      }
    }
    return turn
  }

  private func event(_ value: JSONValue, at location: SourceLocation) -> Event {
    Event(
      kind: value["kind"]?.string.flatMap(Event.Kind.init) ?? .marker,
      name: value["name"]?.string, callID: value["call_id"]?.string,
      text: value["text"]?.string, isError: value["is_error"]?.boolean,
      time: Self.point(value, "start_ms", "start_provenance", "start_method"),
      location: location)
  }

  // MARK: Values

  private static func confidence(_ value: JSONValue) -> Double? {
    value["confidence"]?.numberText.flatMap(Double.init).flatMap { (0...1).contains($0) ? $0 : nil }
  }

  private static func span(_ value: JSONValue) -> TimeSpan? {
    guard let start = point(value, "start_ms", "start_provenance", "start_method"),
      let end = point(value, "end_ms", "end_provenance", "end_method")
    else { return nil }
    return TimeSpan(start: start, end: end)
  }

  private static func point(
    _ value: JSONValue, _ time: StaticString, _ provenance: StaticString, _ method: StaticString
  ) -> TimePoint? {
    guard let milliseconds = value[time]?.numberText.flatMap(Int64.init),
      milliseconds.magnitude <= RawTime.limit
    else { return nil }
    let how = value[method]?.string ?? ""
    let known: TimeProvenance? =
      switch value[provenance]?.string {
      case "derived": TimeProvenance.Derivation(rawValue: how).map { .derived($0) }
      case "estimated": TimeProvenance.Estimate(rawValue: how).map { .estimated($0) }
      case nil: .measured
      default: nil
      }
    // A method of another version is a guess until somebody says otherwise.
    return TimePoint(MediaTime(milliseconds: milliseconds), known ?? .estimated(.interpolated))
  }

  private static func zeroPoint(_ value: JSONValue?) -> ZeroPoint? {
    guard let value else { return nil }
    let instant = value["instant"]?.string.flatMap { Instant(iso8601: $0) }
    switch (value["kind"]?.string, instant) {
    case ("started-at", .some(let instant)): return .startedAt(instant)
    case ("recording-start", .some(let instant)): return .recordingStart(instant)
    case ("earliest-entry", .some(let instant)): return .earliestEntry(instant)
    case ("call-start", _): return .callStart
    default: return nil
    }
  }
}
