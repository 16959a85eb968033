/// Containers of conversations: parties, dialogs, and analyses that hold transcripts of any shape.
///
/// The body of an analysis of type `transcript`, or of an attachment of type `wtf_transcription`,
/// is an object or JSON as text; whichever dialect knows it best reads it. Of several transcripts
/// of one dialog one is read. Transcripts of later dialogs begin with their dialogs. A dialog of
/// type `text` is a turn by itself.
///
/// Parties are joined where the container names them by their position: the originator of a text,
/// the party of an attachment. Voices that a recogniser numbered stay numbered; which party they
/// are is not said.
public struct VConDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "vcon" }
  /// One line for people.
  public var summary: String {
    "a vCon: parties, dialogs and analyses with transcripts of any shape"
  }

  private let bodies: DialectRegistry

  /// Makes the dialect.
  ///
  /// - Parameter bodies: The dialects that may read the transcripts inside.
  public init(bodies: DialectRegistry) {
    self.bodies = bodies
  }

  /// How sure the dialect is: parties, and a body that some dialect knows or a text.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard let container = source.json.flatMap({ Self.container($0, depth: 0) }) else {
      return .none
    }
    let transcripts = self.transcripts(in: container, limits: JSONDocument.Limits())
    let texts = container.elements("dialog").count { Self.isText($0) }
    let known = transcripts.count { !$0.candidates.isEmpty }
    guard known + texts > 0 else { return .none }
    return DialectMatch(
      score: 96,
      reason: "there are parties, \(known) transcript(s) that a dialect knows, and \(texts) text(s)"
    )
  }

  /// Reads the transcripts and texts.
  ///
  /// - Throws: `unrecognized-dialect` where there is no container, or nothing in it can be read.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let container = source.json.flatMap({ Self.container($0, depth: 0) }) else {
      throw .notThisShape("vCon: it has no parties")
    }
    let dialogs = container.elements("dialog")
    let starts = dialogs.map { $0["start"]?.string.flatMap { Instant(iso8601: $0) } }
    let zero = starts.compactMap(\.self).min()
    if let zero { builder.zeroPoint = .recordingStart(zero) }
    let parties = VConParties(container.elements("parties"))
    var taken: Set<Int> = []
    var failure: CallPressError?
    var read = 0
    let transcripts = self.transcripts(in: container, limits: builder.context.options.limits)
    let best = transcripts.sorted { left, right in
      (right.score, left.order) < (left.score, right.order)
    }
    var chosen: [VConTranscript] = []
    for transcript in best where !transcript.candidates.isEmpty {
      if taken.insert(transcript.dialog).inserted { chosen.append(transcript) }
    }
    chosen.sort { ($0.dialog, $0.order) < ($1.dialog, $1.order) }
    let left = transcripts.count { !$0.candidates.isEmpty } - chosen.count
    if left > 0 {
      builder.noteOtherViews(
        ["\(left) other transcript(s) of the same dialog"], read: "the best known",
        at: container["analysis"] ?? container)
    }
    for transcript in chosen {
      let start = starts.indices ~= transcript.dialog ? starts[transcript.dialog] : nil
      do throws(CallPressError) {
        try merge(
          transcript, start: start, zero: zero, isFirst: read == 0, parties, into: &builder)
        read += 1
      } catch {
        failure = failure ?? error
      }
    }
    let texts = dialogs.indices.filter { Self.isText(dialogs[$0]) }
    for index in texts {
      addText(dialogs[index], start: starts[index], zero: zero, parties, to: &builder)
    }
    if read + texts.count > 1 {
      builder.noteMerging(at: container["dialog"] ?? container)
    }
    if read + texts.count == 0 {
      throw failure ?? .notThisShape("vCon with a transcript that a dialect knows")
    }
  }

  // MARK: Finding

  private static func container(_ value: JSONValue, depth: Int) -> JSONValue? {
    guard value.kind == .object, depth < 4 else { return nil }
    if value["parties"]?.kind == .array,
      value["analysis"]?.kind == .array || value["dialog"]?.kind == .array
        || value["attachments"]?.kind == .array
    {
      return value
    }
    for name in ["vcon", "data", "payload", "body", "conversation"] as [StaticString] {
      if let found = value[name].flatMap({ container($0, depth: depth + 1) }) { return found }
    }
    return nil
  }

  /// Whether a dialog is a text that somebody wrote.
  private static func isText(_ dialog: JSONValue) -> Bool {
    dialog["type"]?.string == "text" && !(dialog["body"]?.string ?? "").isEmpty
  }

  /// The transcripts of a container, whether or not a dialect knows them.
  private func transcripts(
    in container: JSONValue, limits: JSONDocument.Limits
  ) -> [VConTranscript] {
    var found: [VConTranscript] = []
    let entries = container.elements("analysis") + container.elements("attachments")
    for entry in entries.prefix(1000) {
      let type = (entry.first(of: "type", "purpose")?.string ?? "").lowercased()
      guard type == "transcript" || type == "transcription" || type == "wtf_transcription",
        let body = entry["body"], !body.isNull
      else { continue }
      let value = EmbeddedJSON.unwrap(body, limits: limits).value
      let source: TranscriptSource =
        value.string.map { .text($0, origin: value) } ?? .json(value)
      let dialog = entry["dialog"]?.kind == .array ? entry["dialog"]?[0] : entry["dialog"]
      found.append(
        VConTranscript(
          source: source, body: body, order: found.count,
          dialog: dialog?.numberText.flatMap { Int($0) } ?? 0,
          party: entry["party"]?.numberText.flatMap { Int($0) },
          candidates: bodies.candidates(for: source)))
    }
    return found
  }

  // MARK: Reading

  private func merge(
    _ transcript: VConTranscript, start: Instant?, zero: Instant?, isFirst: Bool,
    _ parties: VConParties, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    var failure: CallPressError?
    for candidate in transcript.candidates {
      var context = builder.context
      context.callStart = start ?? context.callStart
      var inner = TranscriptBuilder(context: context)
      inner.speakers = builder.speakers
      do throws(CallPressError) {
        try candidate.dialect.read(transcript.source, into: &inner)
      } catch {
        failure = failure ?? error
        continue
      }
      if let start, let zero {
        inner.shiftAll(by: start.millisecondsSince1970 - zero.millisecondsSince1970)
      }
      builder.note(
        "body-read-as", .info,
        "a transcript in the container was read by the dialect “\(candidate.dialect.id)”",
        at: transcript.body)
      let label = transcript.party.flatMap { parties.introduce($0, in: &inner) }
      if let party = transcript.party { _ = parties.introduce(party, in: &builder) }
      builder.absorb(inner, label: label, part: isFirst ? nil : transcript.dialog + 1)
      return
    }
    throw failure ?? .notThisShape("transcript that a dialect knows")
  }

  private func addText(
    _ dialog: JSONValue, start: Instant?, zero: Instant?, _ parties: VConParties,
    to builder: inout TranscriptBuilder
  ) {
    let listed = dialog["parties"]?.kind == .array ? dialog["parties"]?[0] : dialog["parties"]
    let party = (dialog["originator"] ?? listed)?.numberText.flatMap { Int($0) }
    let label = party.flatMap { parties.introduce($0, in: &builder) }
    var draft = DraftTurn(role: label, text: dialog["body"]?.string ?? "", source: dialog)
    if let start, let zero {
      draft.start = TimePoint(
        MediaTime(milliseconds: start.millisecondsSince1970 - zero.millisecondsSince1970),
        .derived(.clock))
    }
    builder.add(draft)
  }
}

/// A transcript in a container.
private struct VConTranscript {
  var source: TranscriptSource
  var body: JSONValue
  /// The position among the transcripts.
  var order: Int
  /// The position of the dialog that it is of.
  var dialog: Int
  /// The position of the party whose words they are, where it says so.
  var party: Int?
  var candidates: [DialectRegistry.Candidate]

  var score: Int { candidates.first?.match.score ?? 0 }
}

/// The parties of a container.
private struct VConParties {
  let parties: [JSONValue]

  init(_ parties: [JSONValue]) {
    self.parties = parties
  }

  /// Says who a party is.
  ///
  /// - Returns: The label of the party; `nil` where there is none at the position.
  func introduce(_ position: Int, in builder: inout TranscriptBuilder) -> String? {
    guard parties.indices ~= position else { return nil }
    let label = "party \(position)"
    builder.introduce(
      label, role: parties[position]["role"]?.labelText,
      name: parties[position].first(of: "name", "tel", "mailto")?.string)
    return label
  }
}
