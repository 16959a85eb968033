/// Everything about writing that a user may choose.
public struct ExportSettings: Sendable {
  /// How turns become captions.
  public var captions = CaptionSettings()
  /// How the plain text looks.
  public var text = TextSettings()
  /// How the HTML is made.
  public var html = HTMLSettings()
  /// How tables are written.
  public var tables = TableSettings()
  /// From when on silences and overlaps count.
  public var measures = MeasureSettings()
  /// Whether instructions to the agent are written out.
  public var includesSystemPrompts = false

  /// The defaults.
  public init() {}
}

/// How turns become captions.
public struct CaptionSettings: Hashable, Sendable {
  /// What to do about turns without times.
  public enum Timing: String, Hashable, Sendable, CaseIterable {
    /// Refuse to make captions of a transcript without any time.
    case measured
    /// Estimate times from the length of the text, and say so.
    case estimate
  }

  /// The most columns in a line.
  public var maximumLineWidth = 42
  /// The most lines in a cue.
  public var maximumLines = 2
  /// The longest a cue stays, in milliseconds.
  public var maximumDuration: Int64 = 7000
  /// The shortest a cue stays where there is room, in milliseconds.
  public var minimumDuration: Int64 = 833
  /// What to do about turns without times.
  public var timing = Timing.measured

  /// The defaults: two lines of 42 columns, from 5⁄6 of a second to seven.
  public init() {}
}

/// How the plain text looks.
public struct TextSettings: Hashable, Sendable {
  /// What a plain text holds.
  public enum Layout: String, Hashable, Sendable, CaseIterable {
    /// The facts, the outcomes, the variables and the turns with times and speakers.
    case plain
    /// The turns with times and speakers.
    case timestamped
    /// The turns with speakers alone.
    case turns
  }

  /// What the text holds.
  public var layout = Layout.plain
  /// The column at which lines wrap; `nil` leaves every turn on one line.
  public var width: Int?

  /// The defaults.
  public init() {}
}

/// How the HTML is made.
public struct HTMLSettings: Sendable {
  /// A template's name and source; `nil` takes the shipped one.
  public struct Template: Hashable, Sendable {
    /// The name for messages: a shipped template's, or a file's.
    public var name: String
    /// The Mustache source.
    public var source: String

    /// Makes a template choice.
    public init(name: String, source: String) {
      self.name = name
      self.source = source
    }
  }

  /// The template, `nil` for the shipped one.
  public var template: Template?
  /// What the template may include with `{{> name}}`, by name or by file name.
  public var partials: [Template] = []

  /// The defaults.
  public init() {}
}
