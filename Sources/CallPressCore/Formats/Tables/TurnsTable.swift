/// A row for each turn of each call.
public struct TurnsTable: TableFormat {
  /// What there is to know about the format.
  public static let info = FormatInfo(
    id: "turns.csv", fileExtension: "turns.csv", mediaType: "text/csv",
    summary: "a table with a row for each turn", isConcatenable: true, isTable: true)

  private let formulaGuard: FormulaGuard

  /// Makes a writer.
  public init(settings: ExportSettings) {
    formulaGuard = settings.tables.formulaGuard
  }

  /// Appends the names of the columns.
  public func appendHeader(to output: inout OutputBuffer) {
    output.append(Self.byteOrderMark)
    CSVRow.header(
      [
        "call_id", "source", "turn", "speaker", "kind", "name", "start", "end",
        "start_provenance", "end_provenance", "words", "interrupted", "confidence", "language",
        "sentiment", "text", "planned_text",
      ], to: &output)
  }

  /// Appends the turns' rows; starts and ends are seconds.
  public func export(
    _ prepared: PreparedCall, into output: inout OutputBuffer
  ) throws(CallPressError) -> [Diagnostic] {
    let call = prepared.call
    var row = CSVRow(formulaGuard)
    for turn in call.transcript.turns {
      let speaker = call.transcript.speaker(turn.speaker)
      row.add(call.id, to: &output)
      row.add(call.sourceName, to: &output)
      row.add(Int64(turn.number), to: &output)
      row.add(turn.speaker, to: &output)
      row.add(speaker?.kind.rawValue, to: &output)
      row.add(speaker?.name, to: &output)
      row.add(seconds: turn.span?.start.time, to: &output)
      row.add(seconds: turn.span?.end.time, to: &output)
      row.add(turn.span?.start.provenance.label, to: &output)
      row.add(turn.span?.end.provenance.label, to: &output)
      row.add(turn.words.isEmpty ? nil : Int64(turn.words.count), to: &output)
      row.add(turn.isInterrupted, to: &output)
      row.add(turn.confidence.flatMap { $0.isFinite ? $0.description : nil }, to: &output)
      row.add(turn.language, to: &output)
      row.add(turn.sentiment, to: &output)
      row.add(turn.text, to: &output)
      row.add(turn.plannedText, to: &output)
      row.end(&output)
    }
    return Diagnostic.guardedFormulas(row.guarded).map { [$0] } ?? []
  }
}
