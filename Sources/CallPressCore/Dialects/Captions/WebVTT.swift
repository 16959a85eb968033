/// WebVTT captions: one turn a cue, as its times are all that the file says; two where two voices
/// share one.
///
/// `<v Name>` names the speaker; where the file has no voices, names in front of the text do, as
/// in SubRip. Times inside of cues become times of words. Comments, styles, regions, identifiers
/// and positions are left out and counted; tags leave the text, references are resolved. Text that
/// rolls up, line by line from one cue to the next, is read once.
public struct WebVTTDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "webvtt" }
  /// One line for people.
  public var summary: String { "WebVTT captions, as text" }

  /// 100: the signature leaves no doubt.
  public var highestScore: Int { 100 }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: the signature at the start of the text leaves no doubt.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard case .text(var text, origin: _) = source else { return .none }
    let isHeader = text.withUTF8 { WebVTTReading.isHeader(CaptionLines($0)) }
    return isHeader
      ? DialectMatch(score: 100, reason: "the text begins with the line “WEBVTT”") : .none
  }

  /// Reads the cues.
  ///
  /// - Throws: `unrecognized-dialect` where there is neither the signature nor a cue.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard case .text(var text, let origin) = source else {
      throw CallPressError(.unrecognizedDialect, "the transcript is no text, and WebVTT is")
    }
    var reading = WebVTTReading()
    var hasHeader = false
    text.withUTF8 {
      let lines = CaptionLines($0)
      hasHeader = WebVTTReading.isHeader(lines)
      reading.read(lines)
    }
    guard hasHeader || !reading.cues.isEmpty else {
      throw CallPressError(
        .unrecognizedDialect,
        "the text neither begins with “WEBVTT” nor holds a cue: no line such as "
          + "00:01.000 --> 00:04.000")
    }
    var cues = reading.cues
    for diagnostic in reading.diagnostics { builder.note(diagnostic) }
    for diagnostic in CueSpeakers.resolve(&cues) { builder.note(diagnostic) }
    var turns = CaptionTurns(origin: origin)
    turns.isEstimated = reading.areAllEstimated
    turns.add(cues, to: &builder)
  }
}
