import ArgumentParser
import CallPressCore

/// How captions are laid out.
struct CaptionArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The style of captions: netflix, bbc, youtube, social, broadcast or raw; the options below "
        + "override its numbers.", valueName: "name"))
  var profile = CaptionProfile.netflix

  @Option(
    help: ArgumentHelp("The most columns of a line of captions.", valueName: "columns"))
  var maxLineWidth: Int?

  @Option(help: ArgumentHelp("The most lines of a caption, 1 to 8.", valueName: "lines"))
  var maxLines: Int?

  @Option(
    help: ArgumentHelp(
      "The most characters a second, as far as the speech allows.", valueName: "number"))
  var maxCps: Int?

  @Option(help: ArgumentHelp("The shortest a caption stays, in milliseconds.", valueName: "ms"))
  var minDuration: Int64?

  @Option(help: ArgumentHelp("The longest a caption stays, in milliseconds.", valueName: "ms"))
  var maxDuration: Int64?

  @Option(help: ArgumentHelp("The gap between captions, in milliseconds.", valueName: "ms"))
  var gap: Int64?

  @Option(
    help: ArgumentHelp(
      "The frame rate, for a gap of two frames between captions.", valueName: "rate"))
  var fps: Int?

  @Option(
    help: ArgumentHelp(
      "Captions of people who speak at once: share the screen, clip the first, or keep both times.",
      valueName: "how"))
  var overlap: CaptionSettings.Overlap?

  @Option(
    help: ArgumentHelp(
      "Name the speaker in SubRip on each change, always, or never.", valueName: "when"))
  var speakerLabels: CaptionSettings.SpeakerLabelling?

  @Option(
    help: ArgumentHelp(
      "How lines from right to left are made so: marks, isolates, or none.", valueName: "how"))
  var bidi: CaptionSettings.DirectionMarks?

  @Flag(help: "Tell in WebVTT when each word is said.")
  var wordTimes = false

  @Flag(help: "Lay captions that are read out anew, rather than keep their times and lines.")
  var resegment = false

  func validate() throws {
    func check(_ value: Int?, _ range: ClosedRange<Int>, _ option: String) throws {
      if let value, !range.contains(value) {
        throw ValidationError(
          "\(option) takes a number from \(range.lowerBound) to \(range.upperBound)")
      }
    }
    try check(maxLineWidth, 8...1000, "--max-line-width")
    try check(maxLines, 1...8, "--max-lines")
    try check(maxCps, 1...200, "--max-cps")
    try check(minDuration.map(Int.init), 1...60_000, "--min-duration")
    try check(maxDuration.map(Int.init), 100...600_000, "--max-duration")
    try check(gap.map(Int.init), 0...5000, "--gap")
    try check(fps, 10...240, "--fps")
  }

  /// The settings.
  var settings: CaptionSettings {
    var settings = profile.settings
    if let maxLineWidth {
      settings.maximumLineWidth = maxLineWidth
      settings.scriptLimits = settings.scriptLimits.with(lineWidth: maxLineWidth)
    }
    if let maxLines { settings.maximumLines = maxLines }
    if let maxCps {
      settings.maximumReadingSpeed = maxCps
      // A character of East Asia is two columns.
      settings.scriptLimits = settings.scriptLimits.with(readingSpeed: maxCps * 2)
    }
    if let minDuration { settings.minimumDuration = minDuration }
    if let maxDuration { settings.maximumDuration = maxDuration }
    if let fps { settings.gap = Int64((2000 + fps - 1) / fps) }
    if let gap { settings.gap = gap }
    if let overlap { settings.overlap = overlap }
    if let speakerLabels { settings.speakerLabels = speakerLabels }
    if let bidi { settings.directionMarks = bidi }
    settings.showsWordTimes = wordTimes
    settings.laysCaptionsOutAnew = resegment
    return settings
  }
}
