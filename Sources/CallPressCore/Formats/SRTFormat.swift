/// SubRip captions: the form that every player and editor reads.
///
/// SubRip has no standard; this is what the strictest of its readers take. Cues are numbered from
/// 1 and end with an empty line, the speaker's name stands before the text where the speaker
/// changes, and nothing in a text can pass for a cue or for markup. Lines of text that runs from
/// right to left carry the marks that players need.
///
/// Players show overlapping cues badly, so a cue ends where the next one begins, as long as that
/// leaves it its minimum duration; where it does not, it ends at the first later start that does.
public struct SRTFormat: ExportFormat {
  /// What there is to know about the format.
  public static let info = FormatInfo(
    id: "srt", fileExtension: "srt", mediaType: "application/x-subrip",
    summary: "SubRip captions, for players and subtitle editors", needsCaptions: true)

  private let settings: CaptionSettings

  /// Makes a writer.
  public init(settings: ExportSettings) {
    self.settings = settings.captions
  }

  /// Appends the captions; without any, the document is empty.
  ///
  /// - Throws: `no-times` where there are no times to make captions with.
  public func export(
    _ call: PreparedCall, into output: inout OutputBuffer
  ) throws(CallPressError) -> [Diagnostic] {
    let track = try call.captionTrack()
    var writer = SRTWriter(
      labels: SpeakerLabels(
        call.call.transcript.speakers, limit: SpeakerLabels.limit(settings)), settings: settings)
    writer.write(track, to: &output)
    return track.diagnostics + writer.diagnostics(of: track)
  }
}

/// Writes one track as SubRip.
private struct SRTWriter {
  private let labels: SpeakerLabels
  private let width: Int
  private let scriptLimits: ScriptLimits
  private let lines: Int
  private let minimum: Int64
  private let labelling: CaptionSettings.SpeakerLabelling
  private let marks: CaptionSettings.DirectionMarks
  private let isClipped: Bool
  private var line = LineWriter(SubRipEscape())
  private var turn = CaptionTurn()
  private var speaker = -1
  private var clipped = 0
  private var overlapping = 0
  private var shortened = Set<Int>()

  init(labels: SpeakerLabels, settings: CaptionSettings) {
    self.labels = labels
    width = settings.isOneCuePerTurn ? .max : settings.usableLineWidth
    scriptLimits = settings.isOneCuePerTurn ? ScriptLimits() : settings.scriptLimits
    lines = settings.usableLines
    labelling = settings.speakerLabels
    marks = settings.directionMarks
    isClipped = settings.overlap != .keep
    minimum = settings.usableMinimumDuration
  }

  mutating func write(_ track: CaptionTrack, to output: inout OutputBuffer) {
    let comma = UInt8(ascii: ",")
    // The first cue that begins late enough to end the present one; it only ever moves on.
    var later = 0
    for (index, cue) in track.cues.enumerated() {
      let start = cue.start.milliseconds
      later = max(later, index + 1)
      while later < track.cues.count, track.cues[later].start.milliseconds - start < minimum {
        later += 1
      }
      var end = cue.end
      if isClipped, later < track.cues.count, track.cues[later].start < end {
        end = track.cues[later].start
        clipped += 1
      }
      if index + 1 < track.cues.count, track.cues[index + 1].start < end { overlapping += 1 }
      output.reserve(256)
      output.append(digits: UInt64(index + 1), atLeast: 1)
      output.append("\n")
      CaptionTime.append(cue.start, decimalMark: comma, to: &output)
      output.append(" --> ")
      CaptionTime.append(end, decimalMark: comma, to: &output)
      output.append("\n")
      writeText(of: cue, in: track, to: &output)
      output.append("\n")
    }
  }

  private mutating func writeText(
    of cue: Cue, in track: CaptionTrack, to output: inout OutputBuffer
  ) {
    if labelling == .always { speaker = .min }
    let dialogue = dialogue(cue, track)
    if dialogue != .none { speaker = .min }
    var turn = turn
    turn.withLines(of: cue, in: track, labels: labels, marks: marks) { text in
      var label: SpeakerLabels.Label?
      var hasChanged = false
      if text.speaker != speaker {
        speaker = text.speaker
        hasChanged = true
        if labelling != .never, dialogue != .dashes { label = labels.label(at: speaker) }
        if let label, label.isShortened { shortened.insert(speaker) }
      }
      var marks = text.direction.marks
      if let name = label {
        if dialogue != .none || fits(name, text.bytes, of: cue.lines.count) {
          if text.direction.direction == .rightToLeft, self.marks != .none {
            marks = self.marks == .isolates ? Bidi.rightToLeftIsolate : Bidi.rightToLeftEmbedding
          }
          write(
            name, before: text.direction.direction, marks, isDialogue: dialogue != .none,
            to: &output)
        } else {
          writeLine(name, to: &output)
          output.append(marks.opening)
        }
      } else if dialogue == .dashes, hasChanged {
        if text.direction.direction == .rightToLeft, self.marks != .none {
          marks = self.marks == .isolates ? Bidi.rightToLeftIsolate : Bidi.rightToLeftEmbedding
        }
        output.append(marks.opening)
        output.append("- ")
      } else {
        output.append(marks.opening)
      }
      line.append(text.bytes, keeping: text.direction.number, to: &output)
      if text.isLast, text.bytes[0] < 0x3A || text.bytes[0] >= 0x80,
        SubRipEscape.isBareNumber(text.bytes)
      {
        // Some readers take a number alone for the index of the next cue.
        output.append("\u{2060}")
      }
      output.append(marks.closing)
      output.append("\n")
    }
    self.turn = turn
    if dialogue == .dashes { speaker = .min }
  }

  /// Whether a name fits before a line of a cue; where there are as many lines as there may be, in
  /// the widest of lines.
  private func fits(
    _ label: SpeakerLabels.Label, _ bytes: UnsafeBufferPointer<UInt8>, of count: Int,
    beside taken: Int = 0
  ) -> Bool {
    var width = width
    if count < lines, let limit = scriptLimits.limit(for: CaptionScript(of: bytes)) {
      width = min(width, limit.lineWidth)
    }
    // No character has more columns than bytes.
    return label.columns + taken <= width - bytes.count
      || label.columns + taken <= width - DisplayWidth.columns(of: bytes)
  }

  /// How the speakers of one cue are told apart.
  private enum Dialogue {
    /// There is one.
    case none
    /// With a dash and the name before each line.
    case names
    /// With dashes alone, where names are not told or do not fit.
    case dashes
  }

  private func dialogue(_ cue: Cue, _ track: CaptionTrack) -> Dialogue {
    guard cue.lines.count > 1 else { return .none }
    let all = track.lines(of: cue)
    guard let first = all.first, all.contains(where: { $0.turn != first.turn }) else {
      return .none
    }
    var speakers: [Int] = []
    var doFit = true
    for line in all where track.turns.indices.contains(line.turn - 1) {
      let speaker = labels.position(of: track.turns[line.turn - 1].speaker)
      guard speaker != speakers.last else { continue }
      speakers.append(speaker)
      guard let label = labels.label(at: speaker) else { continue }
      track.text[line.range.clamped(to: track.text.indices)].withUnsafeBufferPointer {
        if !fits(label, $0, of: cue.lines.count, beside: 2) { doFit = false }
      }
    }
    if speakers.count < 2 { return .none }
    return doFit && labelling != .never ? .names : .dashes
  }

  /// Writes the speaker's name before a line.
  private mutating func write(
    _ label: SpeakerLabels.Label, before direction: Bidi.Direction?, _ marks: Bidi.Marks,
    isDialogue: Bool, to output: inout OutputBuffer
  ) {
    let isForeign = label.direction != nil && direction != nil && label.direction != direction
    if direction == .rightToLeft {
      output.append(marks.opening)
    } else if isForeign, self.marks != .none {
      output.append(Bidi.leftToRightMark)
    }
    if isDialogue { output.append("- ") }
    line.append(text: label.name, to: &output)
    output.append(":")
    // The colon and the space belong to the line, not to the name.
    if isForeign, self.marks != .none {
      output.append(
        direction == .rightToLeft ? Bidi.rightToLeftMark : Bidi.leftToRightMark)
    }
    output.append(" ")
  }

  /// Writes the speaker's name on a line of its own.
  private mutating func writeLine(
    _ label: SpeakerLabels.Label, to output: inout OutputBuffer
  ) {
    let marks =
      label.direction == .rightToLeft && self.marks != .none
      ? Bidi.rightToLeftEmbedding : Bidi.Marks()
    output.append(marks.opening)
    line.append(text: label.name, to: &output)
    output.append(":")
    output.append(marks.closing)
    output.append("\n")
  }

  func diagnostics(of track: CaptionTrack) -> [Diagnostic] {
    var list: [Diagnostic] = []
    let estimated = track.estimatedCount
    if estimated > 0 {
      // Within turns that the source times, places of words and ends of turns are mostly estimates.
      let isByTurn = track.diagnostics.contains { $0.code == "estimated-times" }
      list.append(
        Diagnostic(
          "srt-estimated-times", isByTurn ? .warning : .info,
          "\(estimated) of \(track.cues.count) cues have an estimated start or end; SubRip has no "
            + "way to say so"))
    }
    if line.escape.replacements > 0 {
      list.append(
        Diagnostic(
          "srt-replaced-characters", .info,
          "\(line.escape.replacements) characters that players take for markup were replaced by "
            + "lookalikes"))
    }
    if clipped > 0 {
      list.append(
        Diagnostic(
          "srt-clipped-overlaps", .info,
          "\(clipped) cues end where a later one begins, so that they do not overlap"))
    }
    if overlapping > 0 {
      list.append(
        Diagnostic(
          "srt-overlaps", .info,
          "\(overlapping) cues overlap the next one; some players show only one of them"))
    }
    for position in shortened.sorted() {
      list.append(
        Diagnostic(
          "srt-shortened-name", .info,
          "the name of speaker \(position + 1) is wider than a line and was cut short"))
    }
    if let controls = Diagnostic.controls(line.controls) { list.append(controls) }
    return list
  }
}
