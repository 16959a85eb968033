/// WebVTT captions (W3C), for the web: the speaker in a voice tag of each cue, cross-talk as
/// overlapping cues, and a note where times are estimated.
public struct WebVTTFormat: ExportFormat {
  /// What there is to know about the format.
  public static let info = FormatInfo(
    id: "vtt", fileExtension: "vtt", mediaType: "text/vtt",
    summary: "WebVTT captions, for web players, with speakers as voices", needsCaptions: true)

  private let settings: CaptionSettings

  /// Makes a writer.
  public init(settings: ExportSettings) {
    self.settings = settings.captions
  }

  /// Appends the captions; without any, the document is a header alone.
  ///
  /// - Throws: `no-times` where there are no times to make captions with.
  public func export(
    _ call: PreparedCall, into output: inout OutputBuffer
  ) throws(CallPressError) -> [Diagnostic] {
    let track = try call.captionTrack()
    var writer = WebVTTWriter(call.call.transcript.speakers)
    writer.write(track, to: &output)
    return track.diagnostics + (Diagnostic.controls(writer.controls).map { [$0] } ?? [])
  }
}

/// Writes one track as WebVTT.
private struct WebVTTWriter {
  private let labels: SpeakerLabels
  private let voices: [[UInt8]]
  private var line = LineWriter(WebVTTEscape())
  private var turn = CaptionTurn()

  /// How many runs of control characters became spaces.
  var controls: Int { line.controls }

  init(_ speakers: [Speaker]) {
    labels = SpeakerLabels(speakers, limit: .max)
    voices = labels.labels.map { label in
      guard !label.name.isEmpty else { return [] }
      var tag = OutputBuffer(capacity: 64)
      var writer = LineWriter(WebVTTAnnotationEscape())
      tag.append("<v ")
      writer.append(text: label.name, to: &tag)
      tag.append(">")
      return tag.bytes()
    }
  }

  mutating func write(_ track: CaptionTrack, to output: inout OutputBuffer) {
    let dot = UInt8(ascii: ".")
    output.append("WEBVTT\n\n")
    let estimated = track.estimatedCount
    if estimated > 0 {
      output.append("NOTE ")
      output.append(decimal: Int64(estimated))
      output.append(" of ")
      output.append(decimal: Int64(track.cues.count))
      output.append(" cues have an estimated start or end.\n\n")
    }
    for (index, cue) in track.cues.enumerated() {
      output.reserve(256)
      if index > 0 { output.append("\n") }
      CaptionTime.append(cue.start, decimalMark: dot, to: &output)
      output.append(" --> ")
      CaptionTime.append(cue.end, decimalMark: dot, to: &output)
      output.append("\n")
      turn.load(cue, of: track, labels: labels)
      // The voice spans the whole cue, so it needs no end tag.
      if turn.speaker >= 0 { output.append(voices[turn.speaker]) }
      let turn = turn
      var isEmpty = true
      turn.withLines(of: cue) { bytes, _ in
        isEmpty = false
        let bidi = Bidi.Line(bytes, inTurnOf: turn.bias)
        output.append(bidi.marks.opening)
        line.append(bytes, keeping: bidi.number, to: &output)
        output.append(bidi.marks.closing)
        output.append("\n")
      }
      if isEmpty { output.append("\n") }
    }
  }
}
