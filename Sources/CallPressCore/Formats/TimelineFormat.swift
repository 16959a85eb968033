/// Who speaks when, as a picture in SVG: a lane for each speaker, silences hatched, overlaps
/// marked.
///
/// The picture's accessible name is a sentence with the talk times. Speakers differ by their
/// lanes and names, not by colour alone. Bars that rest on estimated times have a dashed outline.
public struct TimelineFormat: ExportFormat {
  /// What there is to know about the format.
  public static let info = FormatInfo(
    id: "svg", fileExtension: "svg", mediaType: "image/svg+xml",
    summary: "who speaks when, as a picture", needsTimes: true)

  private let measures: MeasureSettings

  /// Makes a writer.
  public init(settings: ExportSettings) {
    measures = settings.measures
  }

  /// Appends the document.
  ///
  /// - Throws: `no-times` where turns have no times.
  public func export(
    _ prepared: PreparedCall, into output: inout OutputBuffer
  ) throws(CallPressError) -> [Diagnostic] {
    let transcript = prepared.call.transcript
    guard transcript.turns.allSatisfy({ $0.span != nil }) else {
      throw CallPressError(
        .noTimes, "the transcript has no times, and the timeline needs them; export another format")
    }
    output.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    var drawing = TimelineDrawing(transcript, settings: measures)
    drawing.append(to: &output)
    output.append("\n")
    return drawing.replaced > 0 ? Diagnostic.controls(drawing.replaced).map { [$0] } ?? [] : []
  }
}
