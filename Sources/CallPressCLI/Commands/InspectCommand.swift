import ArgumentParser
import CallPress
import CallPressCore

/// `callpress inspect`: what was recognised, and why.
struct InspectCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Tell what was recognised in calls, and why.",
    discussion: """
      EXAMPLES
        callpress inspect call.json
        callpress inspect calls/ --json
        callpress inspect - < call.json

      Shows the dialect with its score, where the transcript was found, the speakers, turns, \
      words and times, which outcomes and variables were said, and what was repaired or guessed.
      """)

  @OptionGroup var input: InputArguments

  @Flag(help: "Write one JSON value, schema callpress.inspect/1.")
  var json = false

  @OptionGroup(title: "API options") var api: ServiceOptions
  @OptionGroup(title: "Message options") var messageOptions: MessageOptions

  func run(in context: inout CommandContext) throws(CallPressError) -> ExitStatus {
    var elements: [ReportValue] = []
    var walk = CallWalk(input, api: api)
    try walk.run(in: &context) { error, source in
      elements.append(InspectReport.element(for: error, source: source))
    } visit: { (call, name, reader, context) throws(CallPressError) in
      let report = InspectReport(call, source: name, recognition: reader.recognition(of: call))
      if json {
        elements.append(report.element)
      } else {
        try context.output.write(text: report.text(for: context.output.terminal))
      }
    }
    if json { try context.output.write(json: InspectReport.document(elements)) }
    return walk.tally.status
  }
}
