/// Finds out which value of a record holds the transcript, and which dialect it is.
struct TranscriptFinder: Sendable {
  /// The dialects to ask.
  let dialects: DialectRegistry
  /// What the user says about the reading.
  let options: ReadingOptions
  /// Whether to ask every dialect, not only until one is surer than the others can be.
  var asksAll = false

  /// A place, and the dialects that recognise what is there.
  struct Finding: Sendable {
    var place: TranscriptPlace
    var candidates: [DialectRegistry.Candidate]
    /// Whether there may be more candidates.
    var hasMore = false
  }

  /// The candidates of a finding that were not needed at first.
  func otherCandidates(of finding: Finding) -> [DialectRegistry.Candidate] {
    guard finding.hasMore else { return [] }
    let known = Set(finding.candidates.map(\.dialect.id))
    return dialects.candidates(for: finding.place.source).filter { !known.contains($0.dialect.id) }
  }

  /// How sure a dialect must be of a value that nothing says is a transcript.
  static let searchScore = 40
  /// How sure a dialect must be of JSON that is no call.
  private static let documentScore = 20
  /// How sure a dialect must be of an element of a list to take it for a transcript.
  static let elementScore = 75
  /// How deep the search goes, and how many arrays and objects it looks at.
  private static let searchDepth = 4
  private static let searchLimit = 400

  /// The places to read, best first; empty where there is nothing to read.
  ///
  /// Where a dialect knows the structured transcript, nothing else is looked at; ``text(of:)`` is
  /// there for a transcript that turns out to have no turns.
  ///
  /// - Throws: `unrecognized-dialect` or `unrecognized-input` where there is something, and no
  ///   dialect knows it; `unknown-name` for a dialect that does not exist.
  func findings(
    in record: JSONValue, isAPIRecord: Bool
  ) throws(CallPressError) -> [Finding] {
    let forced = try forcedDialect()
    if isAPIRecord, forced == nil, let finding = structured(record) { return [finding] }
    let places = isAPIRecord ? memberPlaces(of: record) : documentPlaces(of: record)
    let findings = places.map { finding(at: $0, forced) }
    if let forced { return forcedFindings(findings, forced, record) }
    var known = findings.filter { finding in
      guard let best = finding.candidates.first else { return false }
      return finding.place.kind != .document || !finding.place.isJSON
        || best.match.score >= Self.documentScore
    }
    if let mapped = mappedElsewhere(record, known) { known.insert(mapped, at: 0) }
    if isAPIRecord, !(known.first?.place.isJSON ?? false), let whole = wholeRecord(record) {
      known.insert(whole, at: 0)
    }
    if isSearchWorthwhile(record, places, known, isAPIRecord: isAPIRecord),
      let found = search(record, isAPIRecord: isAPIRecord)
    {
      known.insert(found, at: 0)
    }
    if known.isEmpty, !isAPIRecord, let silent = silent(record) { return [silent] }
    if known.isEmpty {
      if let place = places.first { throw unrecognized(place) }
      if !isAPIRecord { throw unrecognized(record) }
    }
    return known
  }

  /// The elements of a list of which each is a transcript of its own; `nil` for anything else.
  ///
  /// So it is where a dialect knows every element that is looked at well, and none the list.
  func transcripts(in root: JSONValue) -> [JSONValue]? {
    transcripts(in: root, depth: 0)
  }

  /// What other platforms put lists of calls in.
  private static let listWrappers: [StaticString] = [
    "data", "items", "results", "result", "calls", "response", "conversations", "records",
    "payload", "body", "callTranscripts", "call_transcripts", "transcriptions", "list",
  ]

  /// How sure the surest dialect is of a value.
  func score(_ value: JSONValue) -> Int {
    dialects.candidates(for: .json(value)).first?.match.score ?? 0
  }

  private func transcripts(in root: JSONValue, depth: Int) -> [JSONValue]? {
    if root.kind == .object, depth < 3 {
      for name in Self.listWrappers {
        guard let inner = root[name], inner.kind == .array || inner.kind == .object,
          let found = transcripts(in: inner, depth: depth + 1)
        else { continue }
        // An answer may well be one transcript in several parts.
        return score(root) < Self.elementScore ? found : nil
      }
    }
    guard root.kind == .array, !root.isEmpty else { return nil }
    let sample = Sample.elements(of: root)
    guard sample.allSatisfy({ $0.kind == .object }) else { return nil }
    guard sample.prefix(8).allSatisfy({ score($0) >= Self.elementScore }),
      root.hasOneElement || score(root) < Self.elementScore
    else { return nil }
    return Array(root.children)
  }

  /// The plain text of a record, where there is one.
  func text(of record: JSONValue) -> Finding? {
    guard
      let place = record["transcript"].flatMap({
        TranscriptPlace($0, .transcriptText, limits: options.limits)
      })
    else { return nil }
    let finding = finding(at: place, nil)
    return finding.candidates.isEmpty ? nil : finding
  }

  /// The structured transcript, where it is one and a dialect knows it.
  private func structured(_ record: JSONValue) -> Finding? {
    guard
      let place = record["transcript_object"].flatMap({
        TranscriptPlace($0, .transcriptObject, limits: options.limits)
      }), place.isJSON
    else { return nil }
    let finding = finding(at: place, nil)
    return finding.candidates.isEmpty || mappedElsewhere(record, [finding]) != nil ? nil : finding
  }

  /// The record as a whole, where it has no structured transcript in a documented place and is
  /// surely another platform's call.
  private func wholeRecord(_ record: JSONValue) -> Finding? {
    let documented = record["transcript_object"].flatMap {
      TranscriptPlace($0, .transcriptObject, limits: options.limits)
    }
    guard documented == nil,
      let place = TranscriptPlace(record, .elsewhere, limits: options.limits), place.isJSON
    else { return nil }
    let candidates = dialects.candidates(for: place.source)
    guard let best = candidates.first?.match.score, best >= Self.elementScore else { return nil }
    return Finding(place: place, candidates: candidates)
  }

  /// A document with nothing in it that a dialect knows all the same: a recording without speech.
  private func silent(_ record: JSONValue) -> Finding? {
    guard record.kind == .object, TranscriptPlace.isHollow(record, depth: 0) else { return nil }
    let candidates = dialects.candidates(for: .json(record))
    guard let score = candidates.first?.match.score, score >= Self.elementScore else { return nil }
    return Finding(place: TranscriptPlace(hollow: record), candidates: candidates)
  }

  /// Whether to look for a transcript where none is documented.
  ///
  /// That is so where there is nothing else, or only text in what may be some other platform's
  /// call. Something that is there and that nobody recognises is an error, not a reason to guess.
  private func isSearchWorthwhile(
    _ record: JSONValue, _ places: [TranscriptPlace], _ known: [Finding], isAPIRecord: Bool
  ) -> Bool {
    guard isAPIRecord else { return known.isEmpty }
    guard let first = known.first else { return places.isEmpty }
    return !first.place.isJSON && !CallShape(record).isCertain
  }

  // MARK: Dialects

  private func forcedDialect() throws(CallPressError) -> (any TranscriptDialect)? {
    guard let id = options.dialect else { return nil }
    guard let dialect = dialects[id] else {
      let known = dialects.dialects.map(\.id).joined(separator: ", ")
      throw CallPressError(
        .unknownName, "there is no dialect “\(MessageText.clean(id))”; the dialects are \(known)")
    }
    return dialect
  }

  private func finding(at place: TranscriptPlace, _ forced: (any TranscriptDialect)?) -> Finding {
    if let forced {
      let candidate = DialectRegistry.Candidate(
        dialect: forced, match: forced.match(place.source))
      return Finding(place: place, candidates: [candidate])
    }
    guard !asksAll else {
      return Finding(place: place, candidates: dialects.candidates(for: place.source))
    }
    return Finding(
      place: place, candidates: dialects.leadingCandidates(for: place.source), hasMore: true)
  }

  /// The places with the one that the forced dialect knows best in front.
  private func forcedFindings(
    _ findings: [Finding], _ forced: any TranscriptDialect, _ record: JSONValue
  ) -> [Finding] {
    func score(_ finding: Finding) -> Int { finding.candidates.first?.match.score ?? 0 }
    if let best = findings.first(where: { score($0) > 0 }) { return [best] }
    let whole = DialectRegistry([forced]).candidates(for: .json(record))
    if !whole.isEmpty, let place = TranscriptPlace(record, .elsewhere, limits: options.limits) {
      return [Finding(place: place, candidates: whole)]
    }
    return Array(findings.prefix(1))
  }

  /// A user's own description of a shape may point anywhere in the document.
  private func mappedElsewhere(_ record: JSONValue, _ known: [Finding]) -> Finding? {
    guard let mapping = dialects.mapping else { return nil }
    if known.contains(where: { $0.candidates.contains { $0.dialect is MappingDialect } }) {
      return nil
    }
    let match = mapping.match(.json(record))
    guard match.score > 0,
      let place = TranscriptPlace(record, .elsewhere, limits: options.limits)
    else { return nil }
    return Finding(
      place: place, candidates: [DialectRegistry.Candidate(dialect: mapping, match: match)])
  }

  // MARK: Places

  /// The two members that the API documents, the structured one first.
  private func memberPlaces(of record: JSONValue) -> [TranscriptPlace] {
    let object = record["transcript_object"].flatMap {
      TranscriptPlace($0, .transcriptObject, limits: options.limits)
    }
    let text = record["transcript"].flatMap {
      TranscriptPlace($0, .transcriptText, limits: options.limits)
    }
    guard let object else { return text.map { [$0] } ?? [] }
    guard var text else { return [object] }
    // An application that stored the two under each other's names.
    if text.isJSON, !object.isJSON, !dialects.leadingCandidates(for: text.source).isEmpty {
      text.diagnostics.append(
        Diagnostic(
          "transcript-members-swapped", .warning,
          "“transcript_object” is text and “transcript” has the structure; the latter was read",
          at: text.value.location))
      return [text, object]
    }
    return [object, text]
  }

  /// The document itself, and a text in it that is called a transcript.
  private func documentPlaces(of root: JSONValue) -> [TranscriptPlace] {
    let places = [
      TranscriptPlace(innerDocument(of: root), .document, limits: options.limits),
      root["transcript"].flatMap { value in
        value.kind == .string ? TranscriptPlace(value, .elsewhere, limits: options.limits) : nil
      },
    ]
    return places.compactMap(\.self)
  }

  // MARK: Search

  /// The part of a record that looks most like a transcript; the first of those that do equally.
  private func search(_ record: JSONValue, isAPIRecord: Bool) -> Finding? {
    var level = [record]
    var best: Finding?
    var seen = 0
    // What came in a call's place may be another service's answer as a whole.
    if isAPIRecord, !CallShape(record).isCertain,
      let place = TranscriptPlace(record, .elsewhere, limits: options.limits), place.isJSON
    {
      let candidates = dialects.candidates(for: place.source)
      if let score = candidates.first?.match.score, score >= Self.elementScore {
        return finished(Finding(place: place, candidates: candidates), isAPIRecord)
      }
    }
    for _ in 0..<Self.searchDepth {
      var next: [JSONValue] = []
      for container in level {
        for child in container.children {
          guard seen < Self.searchLimit else { return finished(best, isAPIRecord) }
          guard child.kind == .array || child.kind == .object || isEncoded(child) else { continue }
          if isAPIRecord, Self.neverTranscripts.contains(where: { child.hasKey($0) }) { continue }
          seen += 1
          guard let place = TranscriptPlace(child, .elsewhere, limits: options.limits), place.isJSON
          else { continue }
          let finding = finding(at: place, nil)
          if let score = finding.candidates.first?.match.score, score >= Self.searchScore,
            score > best?.candidates.first?.match.score ?? 0
          {
            best = finding
            // A part of what is known as a whole would be only a part of it.
            if score >= Self.elementScore { continue }
          }
          next.append(child)
        }
      }
      level = next
    }
    return finished(best, isAPIRecord)
  }

  private static let neverTranscripts: [StaticString] = [
    "agent_dynamic_variables", "agent_post_call_outcomes", "transcript_object",
  ]

  private func isEncoded(_ value: JSONValue) -> Bool {
    value.kind == .string
      && EmbeddedJSON.unwrap(value, limits: options.limits).levels > 0
  }

  private func finished(_ best: Finding?, _ isAPIRecord: Bool) -> Finding? {
    guard var best else { return nil }
    best.place.diagnostics.append(
      Diagnostic(
        "transcript-found-elsewhere", isAPIRecord ? .warning : .info,
        "the transcript is not where it is documented; it was found at "
          + "\(MessageText.clean(best.place.value.pointer.description))",
        at: best.place.value.location))
    return best
  }

  // MARK: Failures

  private func unrecognized(_ place: TranscriptPlace) -> CallPressError {
    if place.kind == .document { return unrecognized(place.value) }
    let names = place.memberNames
    let seen =
      names.isEmpty ? "it has no members with names" : "its members are \(MessageText.list(names))"
    return CallPressError(
      .unrecognizedDialect,
      "no dialect recognises the transcript: \(seen); --dialect forces one, and a file for "
        + "--mapping can describe the shape",
      at: place.value.location)
  }

  private func unrecognized(_ root: JSONValue) -> CallPressError {
    let names = MessageText.memberNames(of: root)
    let seen = names.isEmpty ? "it is \(root.kind.rawValue)" : "it has \(MessageText.list(names))"
    return CallPressError(
      .unrecognizedInput,
      "there is no call in the input, and no transcript that a dialect recognises: \(seen); a file "
        + "for --mapping can describe the shape",
      at: root.location)
  }
}
