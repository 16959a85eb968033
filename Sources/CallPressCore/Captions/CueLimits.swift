/// What the cues of a run of speech must keep to, worked out from the settings once.
struct CueLimits {
  /// The most columns of a line.
  var width: Int
  /// The most lines of a cue.
  var lines: Int
  /// The columns of the speaker's name before the first cue.
  var firstLabel = 0
  /// The columns of the speaker's name before the other cues.
  var otherLabel = 0
  /// The longest a cue stays, in milliseconds.
  var maximumDuration: Int64
  /// The shortest a cue should stay.
  var minimumDuration: Int64
  /// The gap between cues.
  var gap: Int64
  /// The milliseconds that a reader needs for 256 columns at the fastest.
  var fastest: Int64
  /// The milliseconds for 256 columns at an easy pace.
  var easiest: Int64

  /// How long a cue may stay behind its speech where there is silence: BBC says never over 1.5 s.
  static let longestHang: Int64 = 1200
  /// How early a cue may appear in silence to be readable.
  static let longestLead: Int64 = 300
  /// How far a cue may begin behind its speech, where somebody speaks before it.
  static let longestDelay: Int64 = 200
  /// How far a cue may end before its speech does.
  static let longestCut: Int64 = 150
  /// Cues nearer than that follow one another without a pause: Netflix closes gaps of less than
  /// half a second.
  static let chainedGap: Int64 = 500

  /// The limits for a script.
  init(_ settings: CaptionSettings, script: CaptionScript) {
    var width = settings.usableLineWidth
    var speed = settings.maximumReadingSpeed
    if let limit = settings.scriptLimits.limit(for: script) {
      width = min(width, max(limit.lineWidth, 8))
      speed = limit.readingSpeed
    }
    self.width = width
    lines = settings.usableLines
    maximumDuration = settings.usableMaximumDuration
    minimumDuration = settings.usableMinimumDuration
    gap = settings.usableGap
    let usable = Int64(min(max(speed, 1), 1000))
    fastest = 256_000 / usable
    easiest = fastest * 20 / 17
  }

  /// The milliseconds that a number of columns takes at the fastest.
  @inline(__always)
  func readingTime(_ columns: Int) -> Int64 { (Int64(columns) &* fastest) >> 8 }

  /// The milliseconds at an easy pace.
  @inline(__always)
  func easyTime(_ columns: Int) -> Int64 { (Int64(columns) &* easiest) >> 8 }
}

extension CaptionSettings {
  /// The line width that is worked with: narrower than 8 columns nothing can be shown.
  var usableLineWidth: Int { min(max(maximumLineWidth, 8), 10_000) }
  /// The number of lines that is worked with.
  var usableLines: Int { min(max(maximumLines, 1), 8) }
  /// The shortest duration that is worked with.
  var usableMinimumDuration: Int64 { min(max(minimumDuration, 1), 1 << 40) }
  /// The longest duration that is worked with; never shorter than the shortest.
  var usableMaximumDuration: Int64 { min(max(maximumDuration, usableMinimumDuration), 1 << 41) }
  /// The gap that is worked with.
  var usableGap: Int64 { min(max(gap, 0), 10_000) }
}
