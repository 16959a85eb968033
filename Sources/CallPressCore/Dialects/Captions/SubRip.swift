/// SubRip subtitles (SRT): one turn a cue, as its times are all that the file says.
///
/// Read as players read: any line ends, missing or wrong numbers, missing empty lines, `.` for `,`,
/// fields of any number of digits, no hours, positions behind the times, empty lines inside of
/// cues. Tags and overrides of players leave the text; references such as `&amp;` stay, since
/// SubRip has none. A name in front of a cue, `Agent:`, `[Agent]` or behind `>>`, is its speaker's
/// and that of the cues behind it, until another name comes: as our own writer puts it.
public struct SubRipDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "srt" }
  /// One line for people.
  public var summary: String { "SubRip subtitles (SRT), as text" }

  /// 98, where the text begins with a cue.
  public var highestScore: Int { 98 }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: times with an arrow between them, each pair on a line of its own.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard case .text(var text, origin: _) = source else { return .none }
    return text.withUTF8 { bytes in
      let shape = CaptionShape(bytes)
      guard shape.kind == .subRip else { return .none }
      return DialectMatch(
        score: shape.beginsWithCue ? 98 : 85,
        reason: "\(shape.cueCount) line(s) with the times of a cue, in text")
    }
  }

  /// Reads the cues.
  ///
  /// - Throws: `unrecognized-dialect` where there is no cue.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard case .text(var text, let origin) = source else {
      throw CallPressError(.unrecognizedDialect, "the transcript is no text, and SubRip is")
    }
    var reading = SubRipReading()
    text.withUTF8 { reading.read($0) }
    guard !reading.cues.isEmpty else {
      throw CallPressError(
        .unrecognizedDialect,
        "there is no cue in the text: no line such as 00:00:01,000 --> 00:00:04,000")
    }
    var cues = reading.cues
    for diagnostic in reading.diagnostics + CueSpeakers.resolve(&cues) {
      builder.note(diagnostic)
    }
    CaptionTurns(origin: origin).add(cues, to: &builder)
  }
}

/// What kind of captions a text is, if it is any.
struct CaptionShape {
  /// The kinds of captions that are lines of text.
  enum Kind {
    case subRip, webVTT
  }

  /// What kind it is.
  private(set) var kind: Kind?
  /// How many lines there are with the times of a cue.
  private(set) var cueCount = 0
  /// Whether the text begins with a cue.
  private(set) var beginsWithCue = false

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let lines = CaptionLines(bytes)
    if WebVTTReading.isHeader(lines) {
      kind = .webVTT
      return
    }
    // Without an arrow there is no need to look at every line.
    var seen = 0
    var withText = 0
    var isNumber = false
    for line in lines.ranges.indices where !lines.isBlank(line) {
      seen += 1
      if let times = Self.times(lines[line]) {
        cueCount += 1
        if !CueTimes.isLayout(UnsafeBufferPointer(rebasing: lines[line][times.rest...])) {
          withText += 1
        }
        if seen == 1 || (seen == 2 && isNumber) { beginsWithCue = true }
      }
      if seen == 1 { isNumber = lines.number(line) != nil }
    }
    // `00:01 --> 00:05 Hello` line by line is text with times in front.
    if cueCount > 0, withText * 2 < cueCount, beginsWithCue || cueCount > 1 { kind = .subRip }
  }

  /// The times of a line that begins like one with times.
  static func times(_ line: UnsafeBufferPointer<UInt8>) -> CueTimes? {
    guard let first = line.first(where: { $0 != 0x20 && $0 != 0x09 }),
      first &- 0x30 < 10 || first == UInt8(ascii: "-")
    else { return nil }
    return CueTimes(line)
  }
}
