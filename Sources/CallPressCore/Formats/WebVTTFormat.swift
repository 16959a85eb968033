/// WebVTT captions (W3C), for the web: the speaker in a voice tag of each cue, and a note where
/// times are estimated.
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
    var writer = WebVTTWriter(call.call.transcript.speakers, settings)
    writer.write(track, to: &output)
    return track.diagnostics + (Diagnostic.controls(writer.controls).map { [$0] } ?? [])
  }
}

/// Writes one track as WebVTT.
private struct WebVTTWriter {
  private let labels: SpeakerLabels
  private let voices: [[UInt8]]
  private let marks: CaptionSettings.DirectionMarks
  private let showsWordTimes: Bool
  private var line = LineWriter(WebVTTEscape())
  private var turn = CaptionTurn()
  /// The next word that may have a time; it only ever moves on, but for cues out of order.
  private var nextWord = 0

  /// How many runs of control characters became spaces.
  var controls: Int { line.controls }

  init(_ speakers: [Speaker], _ settings: CaptionSettings) {
    marks = settings.directionMarks
    showsWordTimes = settings.showsWordTimes
    labels = SpeakerLabels(speakers, limit: .max)
    voices = labels.labels.map { label in
      guard !label.name.isEmpty else { return [] }
      var tag = OutputBuffer(capacity: 64)
      var writer = LineWriter(WebVTTAnnotationEscape())
      tag.append("<v ")
      writer.append(text: label.name, to: &tag)
      // Two hyphens and the end of the tag would be an arrow, which ends a cue; readers trim names.
      if label.name.utf8.last == UInt8(ascii: "-") { tag.append(" ") }
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
      writeText(of: cue, in: track, to: &output)
    }
  }

  private mutating func writeText(
    of cue: Cue, in track: CaptionTrack, to output: inout OutputBuffer
  ) {
    let isDialogue = isDialogue(cue, track)
    var turn = turn
    var speaker = Int.min
    var isOpen = false
    var isEmpty = true
    var time = cue.start
    turn.withLines(of: cue, in: track, labels: labels, marks: marks) { text in
      if !isEmpty {
        if isOpen, isDialogue, text.speaker != speaker { output.append("</v>") }
        output.append("\n")
      }
      isEmpty = false
      let hasChanged = text.speaker != speaker
      if hasChanged {
        speaker = text.speaker
        isOpen = speaker >= 0 && !voices[speaker].isEmpty
        if isOpen { output.append(voices[speaker]) }
      }
      let marks = text.direction.marks
      output.append(marks.opening)
      // Players do not show voices, so a dash tells where another begins to speak.
      if isDialogue, hasChanged { output.append("- ") }
      if showsWordTimes {
        write(text, cue, track, &time, to: &output)
      } else {
        line.append(text.bytes, keeping: text.direction.number, to: &output)
      }
      output.append(marks.closing)
    }
    // A voice that spans the whole cue needs no end tag.
    if isOpen, isDialogue { output.append("</v>") }
    output.append("\n")
    self.turn = turn
  }

  /// Whether several speak in a cue.
  private func isDialogue(_ cue: Cue, _ track: CaptionTrack) -> Bool {
    guard cue.lines.count > 1, let first = track.lines(of: cue).first,
      track.turns.indices.contains(first.turn - 1)
    else { return false }
    return track.lines(of: cue).contains {
      $0.turn != first.turn && track.turns.indices.contains($0.turn - 1)
        && track.turns[$0.turn - 1].speaker != track.turns[first.turn - 1].speaker
    }
  }

  /// Writes a line with the times of its words: those strictly inside of the cue that come one
  /// behind the other.
  private mutating func write(
    _ text: CaptionLine, _ cue: Cue, _ track: CaptionTrack, _ time: inout MediaTime,
    to output: inout OutputBuffer
  ) {
    guard let base = text.bytes.baseAddress else { return }
    track.text.withUnsafeBufferPointer { all in
      guard let start = all.baseAddress.map({ base - $0 }) else { return }
      let end = start + text.bytes.count
      if nextWord > 0, track.words[nextWord - 1].range.lowerBound >= start { nextWord = 0 }
      while nextWord < track.words.count, track.words[nextWord].range.lowerBound < start {
        nextWord += 1
      }
      var written = start
      while nextWord < track.words.count, track.words[nextWord].range.lowerBound < end {
        let word = track.words[nextWord]
        nextWord += 1
        let begin = word.range.lowerBound
        guard word.start > time, word.start < cue.end, begin > start || time > cue.start else {
          continue
        }
        line.append(UnsafeBufferPointer(rebasing: all[written..<begin]), to: &output)
        output.append("<")
        CaptionTime.append(word.start, decimalMark: UInt8(ascii: "."), to: &output)
        output.append(">")
        time = word.start
        written = begin
      }
      line.append(UnsafeBufferPointer(rebasing: all[written..<end]), to: &output)
    }
  }
}
