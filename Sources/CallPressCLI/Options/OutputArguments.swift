import ArgumentParser
import CallPress
import CallPressCore
import CallPressHTML

/// What is written, and how it looks.
struct OutputArguments: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "The formats, with commas between them; see callpress formats. May be repeated.",
      discussion: "csv stands for all tables, each one file for all calls.",
      valueName: "formats"),
    completion: FormatList.completion,
    transform: FormatList.parse)
  var format: [[String]] = []

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "A file, a folder, or - for standard output.",
      discussion: """
        With one input and one format, a name with the format's extension is a file; everything \
        else is a folder, which is made where it is missing. Without -o, one input in one format \
        goes to standard output and everything else to the current folder. Files in a folder are \
        named by the call's id.
        """,
      valueName: "path"),
    completion: .file())
  var output: String?

  @Flag(help: "Replace files that exist and differ.")
  var force = false

  @Option(
    help: ArgumentHelp(
      "What captions do where there are no times: refuse (measured) or estimate and say so.",
      valueName: "how"))
  var timing = CaptionSettings.Timing.measured

  @OptionGroup(title: "Caption options") var captions: CaptionArguments

  @Option(
    help: ArgumentHelp(
      "What the plain text holds: everything, turns with times, or turns alone.",
      valueName: "name"))
  var layout = TextSettings.Layout.plain

  @Option(
    help: ArgumentHelp(
      "Wrap the plain text at this column; auto takes the terminal's width.",
      valueName: "columns"),
    completion: .list(["auto"]),
    transform: TextWidth.init(argument:))
  var width: TextWidth?

  @Option(
    help: ArgumentHelp(
      "The template of the HTML: a file, or the name of a shipped one.", valueName: "template"),
    completion: .file(extensions: ["mustache"]))
  var template: String?

  @Option(
    help: ArgumentHelp(
      "What is put before values of tables that a spreadsheet would run as formulas.",
      valueName: "mark"))
  var formulaGuard = FormulaGuard.quote

  @OptionGroup(title: "Thresholds") var thresholds: MeasureOptions

  @Flag(help: "Write instructions to the agent out as well; they are left out otherwise.")
  var includeSystem = false

  @Flag(
    help: """
      Take warnings for failures: a call with a warning is not written at all, and the exit \
      status is 65.
      """)
  var strict = false

  /// The settings; reads the template where there is one.
  func settings(in context: CommandContext) throws(CallPressError) -> ExportSettings {
    var settings = ExportSettings()
    settings.captions = captions.settings
    settings.captions.timing = timing
    settings.text.layout = layout
    settings.text.width = width.map { $0.columns ?? context.output.terminal.width }
    settings.tables.formulaGuard = formulaGuard
    settings.measures = thresholds.settings
    settings.includesSystemPrompts = includeSystem
    if let template {
      let choice = try TemplateFiles.choice(template, context.fileSystem)
      settings.html.template = choice.template
      settings.html.partials = choice.partials
    }
    return settings
  }
}

/// A width of text: columns, or `auto`.
struct TextWidth: Equatable, Sendable {
  /// The columns, `nil` for the terminal's.
  var columns: Int?

  /// Reads a number from 20 to 1000, or `auto`.
  @Sendable init(argument: String) throws {
    if argument.lowercased() == "auto" { return }
    guard let columns = Int(argument), (20...1000).contains(columns) else {
      throw ValidationError("‘\(argument)’ is neither auto nor a number from 20 to 1000")
    }
    self.columns = columns
  }
}
