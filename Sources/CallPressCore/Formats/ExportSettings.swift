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
