/// The API's record as JSON again: every member, in order, every number to the digit.
///
/// White space between the tokens is not part of the record and is left out, so a call is one
/// line and many calls are JSON Lines. Nothing else differs from the source.
public struct RecordFormat: ExportFormat {
  /// What there is to know about the format.
  public static let info = FormatInfo(
    id: "record", fileExtension: "record.json", mediaType: "application/json",
    summary: "the API's record as it came: every member, order and number",
    isConcatenable: true)

  /// Makes a writer.
  public init(settings: ExportSettings) {}

  /// Appends the record and a line end.
  public func export(
    _ call: PreparedCall, into output: inout OutputBuffer
  ) throws(CallPressError) -> [Diagnostic] {
    JSONMinifier.append(call.call.record, to: &output)
    output.append(UInt8(ascii: "\n"))
    return []
  }
}
