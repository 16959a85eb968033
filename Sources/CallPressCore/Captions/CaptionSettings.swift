/// How turns become captions.
public struct CaptionSettings: Hashable, Sendable {
  /// What to do about turns without times.
  public enum Timing: String, Hashable, Sendable, CaseIterable {
    /// Refuse to make captions of a transcript without any time.
    case measured
    /// Estimate times from the length of the text, and say so.
    case estimate
  }

  /// What to do where people speak at once.
  public enum Overlap: String, Hashable, Sendable, CaseIterable {
    /// Short cues share the screen, a line for each; else a cue ends where the next one begins.
    case share
    /// A cue ends where the next one begins.
    case clip
    /// Cues overlap, each with the time of its speech. WebVTT allows it; SubRip does not.
    case keep
  }

  /// When the speaker is told in formats that have no element for it.
  public enum SpeakerLabelling: String, Hashable, Sendable, CaseIterable {
    /// Where the speaker changes.
    case change
    /// In every cue.
    case always
    /// Never.
    case never
  }

  /// How lines that run from right to left are made so for every player.
  public enum DirectionMarks: String, Hashable, Sendable, CaseIterable {
    /// With embeddings and marks (U+202B, U+202C, U+200E, U+200F), which old players know too.
    case marks
    /// With isolates (U+2067, U+2069), which leave the text around them alone.
    case isolates
    /// Not at all: for players that find the direction of each line themselves.
    case none
  }

  /// The most columns in a line.
  public var maximumLineWidth = 42
  /// The most lines in a cue.
  public var maximumLines = 2
  /// The longest a cue stays, in milliseconds.
  public var maximumDuration: Int64 = 7000
  /// The shortest a cue stays where there is room, in milliseconds.
  public var minimumDuration: Int64 = 833
  /// The most columns a second, as far as the speech allows.
  public var maximumReadingSpeed = 20
  /// The time between two cues that follow one another, in milliseconds: two frames of a film.
  public var gap: Int64 = 84
  /// What is narrower or slower for scripts of East Asia.
  public var scriptLimits = ScriptLimits.netflix
  /// What to do about turns without times.
  public var timing = Timing.measured
  /// What to do where people speak at once.
  public var overlap = Overlap.share
  /// When the speaker is told.
  public var speakerLabels = SpeakerLabelling.change
  /// How lines that run from right to left are marked.
  public var directionMarks = DirectionMarks.marks
  /// Whether WebVTT tells when each word is said.
  public var showsWordTimes = false
  /// Whether each turn is one cue on one line, whatever its length.
  public var isOneCuePerTurn = false
  /// Whether captions of the source are laid out like any other speech.
  public var laysCaptionsOutAnew = false
  /// The language of the call, a BCP 47 tag or a source's own word, where turns have none.
  public var language: String?

  /// The defaults: two lines of 42 columns, from 5⁄6 of a second to seven, 20 columns a second.
  public init() {}
}

/// How wide lines are and how fast they are read in scripts that have limits of their own.
///
/// A character of East Asia takes two columns, so that a line of 16 is 32 columns wide.
public struct ScriptLimits: Hashable, Sendable {
  /// The limits of one script.
  public struct Limit: Hashable, Sendable {
    /// The most columns in a line.
    public var lineWidth: Int
    /// The most columns a second.
    public var readingSpeed: Int

    /// Makes a limit.
    public init(lineWidth: Int, readingSpeed: Int) {
      self.lineWidth = lineWidth
      self.readingSpeed = readingSpeed
    }
  }

  /// Of text with kana.
  public var japanese: Limit?
  /// Of Chinese characters alone.
  public var chinese: Limit?
  /// Of Hangul.
  public var korean: Limit?
  /// Of Thai.
  public var thai: Limit?

  /// No limits but the general ones.
  public init() {}

  /// Netflix's: 13 full-width characters a line in Japanese, 16 in Chinese and Korean, 35 in Thai;
  /// 7, 11 and 14 characters a second for the deaf and hard of hearing.
  public static let netflix: ScriptLimits = {
    var limits = ScriptLimits()
    limits.japanese = Limit(lineWidth: 26, readingSpeed: 14)
    limits.chinese = Limit(lineWidth: 32, readingSpeed: 22)
    limits.korean = Limit(lineWidth: 32, readingSpeed: 28)
    limits.thai = Limit(lineWidth: 35, readingSpeed: 20)
    return limits
  }()

  /// The same with another width of lines or another speed in every script, in columns.
  public func with(lineWidth: Int? = nil, readingSpeed: Int? = nil) -> ScriptLimits {
    func changed(_ limit: Limit?) -> Limit? {
      guard var limit else { return nil }
      if let lineWidth { limit.lineWidth = lineWidth }
      if let readingSpeed { limit.readingSpeed = readingSpeed }
      return limit
    }
    var limits = ScriptLimits()
    limits.japanese = changed(japanese)
    limits.chinese = changed(chinese)
    limits.korean = changed(korean)
    limits.thai = changed(thai)
    return limits
  }

  /// The limit of a script, `nil` where it has none of its own.
  func limit(for script: CaptionScript) -> Limit? {
    switch script {
    case .japanese: japanese
    case .chinese: chinese
    case .korean: korean
    case .thai: thai
    case .alphabetic, .arabic: nil
    }
  }
}
