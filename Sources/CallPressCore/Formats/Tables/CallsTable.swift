/// A row for each call: the record's own facts and the measures.
public struct CallsTable: TableFormat {
  /// What there is to know about the format.
  public static let info = FormatInfo(
    id: "calls.csv", fileExtension: "calls.csv", mediaType: "text/csv",
    summary: "a table with a row for each call: facts and measures", isConcatenable: true,
    isTable: true)

  /// The members that have a table of their own, or are no value for a cell.
  private static let elsewhere: [CallField] = [
    .transcript, .transcriptObject, .agentDynamicVariables, .agentPostCallOutcomes,
  ]
  private static let fields = CallField.all.filter { !elsewhere.contains($0) }

  private static let measures: [StaticString] = [
    "span_ms", "talk_ms", "silence_ms", "longest_silence_ms", "dead_air_count", "dead_air_ms",
    "overlap_ms", "time_to_first_word_ms", "responses", "response_p50_ms", "response_p95_ms",
    "longest_response_ms",
  ]

  private let settings: ExportSettings

  /// Makes a writer.
  public init(settings: ExportSettings) {
    self.settings = settings
  }

  /// Appends the names of the columns.
  public func appendHeader(to output: inout OutputBuffer) {
    output.append(Self.byteOrderMark)
    var names: [StaticString] = ["source"]
    names += Self.fields.map(\.name)
    names += ["dialect", "transcript_state", "turns", "speakers", "outcomes", "outcomes_said"]
    names += Self.measures
    names += [
      "agent_talk_ms", "agent_words", "agent_interruptions", "customer_talk_ms", "customer_words",
      "customer_interruptions", "estimated",
    ]
    CSVRow.header(names, to: &output)
  }

  /// Appends the call's row.
  public func export(
    _ prepared: PreparedCall, into output: inout OutputBuffer
  ) throws(CallPressError) -> [Diagnostic] {
    let call = prepared.call
    var row = CSVRow(settings.tables.formulaGuard)
    row.add(call.sourceName, to: &output)
    for field in Self.fields { row.add(CellText.text(call[field]), to: &output) }
    row.add(call.transcript.dialect, to: &output)
    row.add(call.transcript.state.rawValue, to: &output)
    let measures = CallMeasures(call.transcript, settings: settings.measures)
    row.add(measures.turns, to: &output)
    row.add(Int64(measures.speakers.count), to: &output)
    row.add(Int64(call.outcomes.count), to: &output)
    row.add(Int64(call.evidence.outcomes.count { $0.finding == .said }), to: &output)
    for (_, measure) in measures.named { row.add(measure.number, to: &output) }
    for kind in [Speaker.Kind.agent, .customer] {
      let own = measures.speakers.filter { call.transcript.speaker($0.speaker)?.kind == kind }
      row.add(Self.sum(own.map(\.talk.number)), to: &output)
      row.add(Self.sum(own.map(\.words)), to: &output)
      row.add(Self.sum(own.map(\.interruptions.number)), to: &output)
    }
    let isEstimated = measures.named.contains { $0.measure.isEstimated }
    row.add(measures.span.number == nil ? nil : isEstimated, to: &output)
    row.end(&output)
    return Diagnostic.guardedFormulas(row.guarded).map { [$0] } ?? []
  }

  /// The sum of what is known; `nil` where anything is not, or there is nothing.
  private static func sum(_ numbers: [Int64?]) -> Int64? {
    guard !numbers.isEmpty else { return nil }
    return numbers.reduce(0) { sum, number in number.flatMap { number in sum.map { $0 + number } } }
  }
}

/// Values of the record as the text of a cell.
enum CellText {
  /// A text as it is, everything else as JSON; `nil` for null and what is missing.
  static func text(_ value: JSONValue?) -> String? {
    guard let value, !value.isNull else { return nil }
    if let text = value.string { return text }
    var output = OutputBuffer(capacity: 64)
    JSONMinifier.append(value, to: &output)
    return output.string()
  }
}
