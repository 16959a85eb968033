import ArgumentParser
import CallPress
import CallPressCore

/// `callpress measure`: who talks how much, who waits how long.
struct MeasureCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Measure talk time, silence, overlap and response times of calls.",
    discussion: """
      EXAMPLES
        callpress measure call.json
        callpress measure calls/ --json
        callpress measure call.json --dead-air 5 --definitions

      Everything is counted from the times of turns and words. What rests on estimated times says \
      so; what cannot be known without times is unknown, and never zero.
      """)

  @OptionGroup var input: InputArguments
  @OptionGroup(title: "Thresholds") var thresholds: MeasureOptions

  @Flag(help: "Say behind the measures what each of them is.")
  var definitions = false

  @Flag(help: "Write one JSON value, schema callpress.measures/1.")
  var json = false

  @OptionGroup(title: "API options") var api: ServiceOptions
  @OptionGroup(title: "Message options") var messageOptions: MessageOptions

  func run(in context: inout CommandContext) throws(CallPressError) -> ExitStatus {
    let settings = thresholds.settings
    var elements: [ReportValue] = []
    var walk = CallWalk(input, api: api)
    try walk.run(in: &context) { error, source in
      elements.append(InspectReport.element(for: error, source: source))
    } visit: { (call, name, _, context) throws(CallPressError) in
      let report = MeasureReport(
        call, source: name, measures: CallMeasures(call.transcript, settings: settings))
      if json {
        elements.append(report.element)
      } else {
        try context.output.write(text: report.text(for: context.output.terminal))
      }
    }
    if json {
      try context.output.write(json: MeasureReport.document(elements, settings))
    } else if definitions {
      var page = ReportPage(terminal: context.output.terminal)
      page.heading("What the measures are")
      for definition in MeasureDefinition.all(settings) {
        page.row(definition.title, definition.definition)
      }
      try context.output.write(text: page.text)
    }
    return walk.tally.status
  }
}
