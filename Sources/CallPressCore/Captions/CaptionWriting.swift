/// The lines of a track as SubRip and WebVTT both need them: who says each, and which way it runs.
struct CaptionLine {
  /// What stands in the line.
  var bytes: UnsafeBufferPointer<UInt8>
  /// The speaker's position among the labels, -1 for one that is not known.
  var speaker: Int
  /// How the line is shown, and the marks for that.
  var direction: Bidi.Line
  /// Whether it is the last of its cue.
  var isLast: Bool
}

/// What is worked out once a turn: who speaks it, and how far its text goes from right to left.
struct CaptionTurn {
  private var number = 0
  /// The speaker's position among the labels, -1 for one that is not known.
  private(set) var speaker = -1
  /// How far the text goes from right to left, as ``Bidi/Profile/bias``; `nil` where all of it
  /// runs from left to right.
  private(set) var bias: Int?

  /// Takes up the turn of a line, unless it is the same as before.
  @inline(__always)
  mutating func load(_ line: CueLine, of track: CaptionTrack, labels: SpeakerLabels) {
    if line.turn != number { change(line, track, labels) }
  }

  private mutating func change(_ line: CueLine, _ track: CaptionTrack, _ labels: SpeakerLabels) {
    number = line.turn
    let place = line.turn - 1
    // Nothing but the text and the speaker: a turn is a large value to copy.
    let isThere = track.turns.indices.contains(place)
    var text = isThere ? track.turns[place].text : ""
    speaker = isThere ? labels.position(of: track.turns[place].speaker) : -1
    bias = text.withUTF8 {
      guard !LetterCount.isASCII($0) else { return nil }
      let letters = LetterCount($0)
      guard letters.rightToLeft > 0 else { return nil }
      return Bidi.Profile(
        leftToRight: letters.leftToRight, rightToLeft: letters.rightToLeft
      ).bias
    }
  }

  /// Hands over each line of a cue that has something to see.
  @inline(__always)
  mutating func withLines(
    of cue: Cue, in track: CaptionTrack, labels: SpeakerLabels,
    marks: CaptionSettings.DirectionMarks, _ body: (CaptionLine) -> Void
  ) {
    track.text.withUnsafeBufferPointer { bytes in
      for index in cue.lines where index < track.lines.count {
        let line = track.lines[index]
        let range = line.range.clamped(to: 0..<bytes.count)
        let slice = UnsafeBufferPointer(rebasing: bytes[range])
        // A blank line would end the cue.
        guard !WhiteSpace.isBlank(slice) else { continue }
        load(line, of: track, labels: labels)
        body(
          CaptionLine(
            bytes: slice, speaker: speaker,
            direction: Bidi.Line(slice, inTurnOf: bias, with: marks),
            isLast: index == cue.lines.upperBound - 1))
      }
    }
  }
}

extension CaptionTrack {
  /// How many cues have a start or an end that is a guess.
  var estimatedCount: Int {
    cues.reduce(0) { $0 + ($1.isEstimated ? 1 : 0) }
  }
}

extension Diagnostic {
  /// What to say of control characters in text.
  static func controls(_ count: Int) -> Diagnostic? {
    guard count > 0 else { return nil }
    return Diagnostic(
      "control-characters", .info,
      "control characters in \(count) places of the text were written as spaces")
  }
}
