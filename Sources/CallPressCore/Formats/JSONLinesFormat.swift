/// The canonical model with one call on each line, for programs that read many.
///
/// The lines follow the schema of ``JSONFormat``.
public struct JSONLinesFormat: ExportFormat {
  /// What there is to know about the format.
  public static let info = FormatInfo(
    id: "jsonl", fileExtension: "jsonl", mediaType: "application/jsonl",
    summary: "the same as json, one call on each line", isConcatenable: true, isTable: true)

  private let json: JSONFormat

  /// Makes a writer.
  public init(settings: ExportSettings) {
    json = JSONFormat(settings: settings)
  }

  /// Appends the call's line.
  public func export(
    _ prepared: PreparedCall, into output: inout OutputBuffer
  ) throws(CallPressError) -> [Diagnostic] {
    json.write(prepared, inlineDepth: 0, into: &output)
    return []
  }
}
