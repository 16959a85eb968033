/// The canonical model as JSON, for other programs.
///
/// The schema is `callpress.call/1`: members may be added within it, never renamed or removed.
/// Times are whole milliseconds; ranges count Unicode scalars of the turn's text; values of the
/// record are copied token for token, so numbers keep their digits.
public struct JSONFormat: ExportFormat {
  /// What there is to know about the format.
  public static let info = FormatInfo(
    id: "json", fileExtension: "json", mediaType: "application/json",
    summary: "the call as CallPress understands it, for other programs")

  /// The name of the schema that the documents follow.
  public static let schema = "callpress.call/1"

  private let measures: MeasureSettings

  /// Makes a writer.
  public init(settings: ExportSettings) {
    measures = settings.measures
  }

  /// Appends the document.
  public func export(
    _ prepared: PreparedCall, into output: inout OutputBuffer
  ) throws(CallPressError) -> [Diagnostic] {
    write(prepared, inlineDepth: 4, into: &output)
    return []
  }

  /// Appends the document; what is deeper than a depth stands on one line.
  func write(_ prepared: PreparedCall, inlineDepth: Int, into output: inout OutputBuffer) {
    let call = prepared.call
    var json = JSONWriter(inlineDepth: inlineDepth)
    json.element(&output)
    json.open("{", &output)
    json.member("schema", Self.schema, &output)
    json.member("id", call.id, &output)
    json.member("source", call.sourceName, &output)
    if let duration = call.duration {
      json.member("duration_ms", duration.milliseconds, &output)
    }
    if call.isAPIRecord { writeRecord(call, &json, &output) }
    writeTranscript(call.transcript, &json, &output)
    writeMeasures(CallMeasures(call.transcript, settings: measures), &json, &output)
    writeValues(
      "outcomes", call.outcomes, call.outcomesState, call.evidence.outcomes, call, &json, &output)
    writeValues(
      "variables", call.variables, call.variablesState, call.evidence.variables, call, &json,
      &output)
    writePlaceholders(call, &json, &output)
    writeDiagnostics(call.diagnostics, &json, &output)
    json.close("}", &output)
    output.append(UInt8(ascii: "\n"))
  }

  /// The record's own members, but for the three that the document tells better.
  private func writeRecord(
    _ call: Call, _ json: inout JSONWriter, _ output: inout OutputBuffer
  ) {
    let told: [CallField] = [.transcriptObject, .agentDynamicVariables, .agentPostCallOutcomes]
    json.name("call", &output)
    json.open("{", &output)
    for member in call.facts.children where !told.contains(where: { member.hasKey($0.name) }) {
      json.name(text: member.key ?? "", &output)
      JSONMinifier.append(member, to: &output)
    }
    json.close("}", &output)
  }

  private func writeTranscript(
    _ transcript: Transcript, _ json: inout JSONWriter, _ output: inout OutputBuffer
  ) {
    json.name("transcript", &output)
    json.open("{", &output)
    json.member("state", transcript.state.rawValue, &output)
    json.member("dialect", transcript.dialect, &output)
    json.member("pointer", transcript.pointer?.description, &output)
    if let zero = transcript.zeroPoint {
      json.name("zero_point", &output)
      json.open("{", &output)
      json.member("kind", zero.label, &output)
      json.member("instant", zero.instant?.description, &output)
      json.close("}", &output)
    }
    if transcript.turnsAreCaptions { json.member("turns_are_captions", true, &output) }
    json.name("speakers", &output)
    json.open("[", &output)
    for speaker in transcript.speakers {
      json.element(&output)
      json.open("{", &output)
      json.member("id", speaker.id, &output)
      json.member("kind", speaker.kind.rawValue, &output)
      json.member("label", speaker.label, &output)
      json.member("name", speaker.name, &output)
      json.close("}", &output)
    }
    json.close("]", &output)
    json.name("entries", &output)
    json.open("[", &output)
    for entry in transcript.entries {
      json.element(&output)
      json.open("{", &output)
      switch entry {
      case .turn(let turn): writeTurn(turn, &json, &output)
      case .event(let event): writeEvent(event, &json, &output)
      }
      json.close("}", &output)
    }
    json.close("]", &output)
    json.close("}", &output)
  }

  private func writeTurn(_ turn: Turn, _ json: inout JSONWriter, _ output: inout OutputBuffer) {
    json.member("type", "turn", &output)
    json.member("number", Int64(turn.number), &output)
    json.member("speaker", turn.speaker, &output)
    writeSpan(turn.span, &json, &output)
    json.member("text", turn.text, &output)
    json.member("planned_text", turn.plannedText, &output)
    if turn.isInterrupted { json.member("interrupted", true, &output) }
    json.member("language", turn.language, &output)
    json.member("sentiment", turn.sentiment, &output)
    writeConfidence(turn.confidence, &json, &output)
    guard !turn.words.isEmpty else { return }
    json.name("words", &output)
    json.open("[", &output)
    Self.append(turn.words, to: &output)
    json.close("]", &output)
  }

  private func writeEvent(_ event: Event, _ json: inout JSONWriter, _ output: inout OutputBuffer) {
    json.member("type", "event", &output)
    json.member("kind", event.kind.rawValue, &output)
    if let time = event.time { writeTime(time, "start_ms", "start", &json, &output) }
    json.member("name", event.name, &output)
    json.member("call_id", event.callID, &output)
    json.member("text", event.text, &output)
    if let isError = event.isError { json.member("is_error", isError, &output) }
  }

  private func writeSpan(_ span: TimeSpan?, _ json: inout JSONWriter, _ output: inout OutputBuffer)
  {
    guard let span else { return }
    writeTime(span.start, "start_ms", "start", &json, &output)
    writeTime(span.end, "end_ms", "end", &json, &output)
  }

  /// A time, and where it was not measured how it came to be known.
  private func writeTime(
    _ point: TimePoint, _ name: StaticString, _ end: StaticString, _ json: inout JSONWriter,
    _ output: inout OutputBuffer
  ) {
    json.member(name, point.milliseconds, &output)
    guard let method = point.provenance.method else { return }
    let isStart = end.utf8CodeUnitCount == 5
    json.member(
      isStart ? "start_provenance" : "end_provenance", point.provenance.label, &output)
    json.member(isStart ? "start_method" : "end_method", method, &output)
  }

  private func writeConfidence(
    _ confidence: Double?, _ json: inout JSONWriter, _ output: inout OutputBuffer
  ) {
    guard let confidence, confidence.isFinite else { return }
    json.name("confidence", &output)
    output.append(text: confidence.description)
  }
}
