/// The turn whose cues are being written, with what SubRip and WebVTT both need of it.
struct CaptionTurn {
  /// The ``Turn/number``.
  private(set) var number = 0
  /// What was said.
  private(set) var text = ""
  /// The speaker's position among the labels, -1 for one that is not known.
  private(set) var speaker = -1
  /// How far the text goes from right to left, as ``Bidi/Profile/bias``; `nil` where all of it
  /// runs from left to right.
  private(set) var bias: Int?

  /// Takes up the turn of a cue, unless it is the same as before.
  @inline(__always)
  mutating func load(_ cue: Cue, of track: CaptionTrack, labels: SpeakerLabels) {
    if cue.turn != number { change(cue, track, labels) }
  }

  private mutating func change(_ cue: Cue, _ track: CaptionTrack, _ labels: SpeakerLabels) {
    number = cue.turn
    let place = cue.turn - 1
    // Nothing but the text and the speaker: a turn is a large value to copy.
    let isThere = track.turns.indices.contains(place)
    text = isThere ? track.turns[place].text : ""
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

  /// Hands over each line of a cue that has something to see, and whether it is the last.
  @inline(__always)
  func withLines(
    of cue: Cue, _ body: (UnsafeBufferPointer<UInt8>, _ isLast: Bool) -> Void
  ) {
    var text = text
    text.withUTF8 { bytes in
      for (index, line) in cue.lines.enumerated() {
        let line = UnsafeBufferPointer(
          rebasing: bytes[line.clamped(to: 0..<bytes.count)])
        // A blank line would end the cue.
        if !WhiteSpace.isBlank(line) { body(line, index == cue.lines.count - 1) }
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
