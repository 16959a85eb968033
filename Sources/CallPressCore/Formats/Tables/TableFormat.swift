/// A format whose documents are rows of one table for all calls of a run.
///
/// ``ExportFormat/export(_:into:)`` appends the rows of one call; the names of the columns stand
/// once, before the first of them. Columns are the same for every call.
public protocol TableFormat: ExportFormat {
  /// Appends what stands before the first row, once for all calls.
  func appendHeader(to output: inout OutputBuffer)
}

extension TableFormat {
  /// The byte order mark by which spreadsheets know UTF-8.
  static var byteOrderMark: StaticString { "\u{FEFF}" }
}

extension Diagnostic {
  /// Says that values were marked so that no spreadsheet runs them.
  static func guardedFormulas(_ count: Int) -> Diagnostic? {
    guard count > 0 else { return nil }
    return Diagnostic(
      "formula-guarded", .info,
      "\(count) value(s) that a spreadsheet would run were marked; --formula-guard none leaves "
        + "them as they are")
  }
}
