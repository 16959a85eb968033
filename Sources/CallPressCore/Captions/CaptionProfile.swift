/// A set of numbers for captions that a style guide gives or a kind of player needs.
public enum CaptionProfile: String, Hashable, Sendable, CaseIterable {
  /// Netflix's Timed Text Style Guides: 42 characters a line (13 in Japanese, 16 in Chinese and
  /// Korean, 35 in Thai), two lines, 5⁄6 of a second to 7 seconds, 20 characters a second, two
  /// frames between cues.
  case netflix
  /// The BBC's Subtitle Guidelines: 37 characters a line, two lines, at least 1.2 seconds for four
  /// words, no gap. 160 to 180 words a minute are about 18 characters a second.
  case bbc
  /// Web players: as Netflix, with a second at least, and no gap, since web players fade.
  case youtube
  /// Upright video on telephones: three short lines of 25 characters, which is what the BBC counts
  /// for 9:16.
  case social
  /// Teletext and line 21: lines of 32 characters, which every decoder shows (DCMP), 1.33 to 6
  /// seconds, 17 characters a second.
  case broadcast
  /// One cue for each turn, as long as it takes.
  case raw

  /// The settings.
  public var settings: CaptionSettings {
    var settings = CaptionSettings()
    switch self {
    case .netflix: break
    case .bbc:
      settings.maximumLineWidth = 37
      settings.minimumDuration = 1200
      settings.maximumReadingSpeed = 18
      settings.gap = 0
    case .youtube:
      settings.minimumDuration = 1000
      settings.gap = 0
    case .social:
      settings.maximumLineWidth = 25
      settings.maximumLines = 3
      settings.maximumDuration = 5000
    case .broadcast:
      settings.maximumLineWidth = 32
      settings.minimumDuration = 1333
      settings.maximumDuration = 6000
      settings.maximumReadingSpeed = 17
    case .raw:
      settings.isOneCuePerTurn = true
      settings.overlap = .keep
    }
    return settings
  }
}
