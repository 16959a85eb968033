/// A row for each outcome of each call, with where it was said.
public struct OutcomesTable: ValuesTable {
  /// What there is to know about the format.
  public static let info = FormatInfo(
    id: "outcomes.csv", fileExtension: "outcomes.csv", mediaType: "text/csv",
    summary: "a table with a row for each outcome and where it was said", isConcatenable: true,
    isTable: true)

  let rows: ValueRows

  /// Makes a writer.
  public init(settings: ExportSettings) {
    rows = ValueRows(settings.tables.formulaGuard)
  }

  static func values(of call: Call) -> (values: [NamedValue], evidence: [Evidence.Item]) {
    (call.outcomes, call.evidence.outcomes)
  }
}

/// A row for each variable of each call, with where it was said.
public struct VariablesTable: ValuesTable {
  /// What there is to know about the format.
  public static let info = FormatInfo(
    id: "variables.csv", fileExtension: "variables.csv", mediaType: "text/csv",
    summary: "a table with a row for each variable and where it was said", isConcatenable: true,
    isTable: true)

  let rows: ValueRows

  /// Makes a writer.
  public init(settings: ExportSettings) {
    rows = ValueRows(settings.tables.formulaGuard)
  }

  static func values(of call: Call) -> (values: [NamedValue], evidence: [Evidence.Item]) {
    (call.variables, call.evidence.variables)
  }
}

/// A table of named values; which of a call's they are is all that such tables differ in.
protocol ValuesTable: TableFormat {
  var rows: ValueRows { get }

  static func values(of call: Call) -> (values: [NamedValue], evidence: [Evidence.Item])
}

extension ValuesTable {
  /// Appends the names of the columns.
  public func appendHeader(to output: inout OutputBuffer) {
    rows.appendHeader(Self.byteOrderMark, to: &output)
  }

  /// Appends the values' rows.
  public func export(
    _ prepared: PreparedCall, into output: inout OutputBuffer
  ) throws(CallPressError) -> [Diagnostic] {
    let (values, evidence) = Self.values(of: prepared.call)
    return rows.append(values, evidence, prepared.call, to: &output)
  }
}

/// Rows of named values with their evidence.
struct ValueRows {
  private let formulaGuard: FormulaGuard

  init(_ formulaGuard: FormulaGuard) {
    self.formulaGuard = formulaGuard
  }

  func appendHeader(_ mark: StaticString, to output: inout OutputBuffer) {
    output.append(mark)
    CSVRow.header(
      [
        "call_id", "source", "name", "value", "type", "description", "rationale", "finding",
        "said_by_agent", "strength", "turns", "first_start", "first_quote",
      ], to: &output)
  }

  func append(
    _ values: [NamedValue], _ evidence: [Evidence.Item], _ call: Call,
    to output: inout OutputBuffer
  ) -> [Diagnostic] {
    var row = CSVRow(formulaGuard)
    let turns = call.transcript.turns
    for (position, value) in values.enumerated() {
      let item = evidence.indices.contains(position) ? evidence[position] : nil
      let best = item?.links.first { $0.strength == .strong } ?? item?.links.first
      row.add(call.id, to: &output)
      row.add(call.sourceName, to: &output)
      row.add(value.name, to: &output)
      row.add(CellText.text(value.value), to: &output)
      row.add(value.type, to: &output)
      row.add(value.about, to: &output)
      row.add(value.rationale, to: &output)
      row.add(item?.finding.rawValue, to: &output)
      row.add(item?.finding == .said ? item?.saidByAgent : nil, to: &output)
      row.add(best?.strength.rawValue, to: &output)
      row.add(item.map { Self.numbers($0.links) }, to: &output)
      row.add(seconds: best?.span?.start.time, to: &output)
      row.add(
        best.flatMap { link in
          turns.indices.contains(link.turn - 1)
            ? TextRange(link.range, in: turns[link.turn - 1].text).text : nil
        }, to: &output)
      row.end(&output)
    }
    return Diagnostic.guardedFormulas(row.guarded).map { [$0] } ?? []
  }

  /// The numbers of the turns, each once, with spaces between them.
  private static func numbers(_ links: [Evidence.Link]) -> String {
    var numbers: [Int] = []
    for link in links where numbers.last != link.turn { numbers.append(link.turn) }
    return numbers.map(String.init).joined(separator: " ")
  }
}
