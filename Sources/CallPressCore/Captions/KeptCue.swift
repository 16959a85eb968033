/// Makes one cue of a turn that was a caption before, with the lines that it had.
enum KeptCue {
  /// The cue, `nil` where its lines are too long or too many.
  static func cue(
    of turn: Turn, _ timing: TurnTiming, _ settings: CaptionSettings
  ) -> Cue? {
    var text = turn.text
    let lines: [Range<Int>]? = text.withUTF8 { bytes in
      var lines: [Range<Int>] = []
      for line in CaptionLines(bytes).ranges {
        let whole = UnsafeBufferPointer(rebasing: bytes[line])
        guard !WhiteSpace.isBlank(whole) else { continue }
        let trimmed = WhiteSpace.trimmed(whole)
        let range = line.lowerBound + trimmed.lowerBound..<line.lowerBound + trimmed.upperBound
        // No character has more columns than bytes.
        let width = settings.usableLineWidth
        guard lines.count < settings.usableLines,
          range.count <= width
            || DisplayWidth.columns(of: UnsafeBufferPointer(rebasing: bytes[range])) <= width
        else { return nil }
        lines.append(range)
      }
      return lines
    }
    guard let lines, !lines.isEmpty else { return nil }
    return Cue(
      start: MediaTime(milliseconds: timing.start), end: MediaTime(milliseconds: timing.end),
      turn: timing.turn + 1, lines: lines,
      isEstimated: timing.isStartEstimated || timing.isEndEstimated)
  }
}
