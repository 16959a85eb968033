import ArgumentParser
import CallPress
import CallPressCore

/// `callpress dialects`: the shapes of transcripts that are recognised.
struct DialectsCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "dialects",
    abstract: "List the shapes of transcripts that are recognised.",
    discussion: """
      EXAMPLES
        callpress dialects
        callpress dialects --json

      A shape that is not among them can be described in a file; see export --mapping.
      """)

  @Flag(help: "Write one JSON value, schema callpress.dialects/1.")
  var json = false

  @OptionGroup(title: "Message options") var messageOptions: MessageOptions

  func run(in context: inout CommandContext) throws(CallPressError) -> ExitStatus {
    let dialects = Dialects.standard.dialects
    if json {
      let document = ReportValue.object([
        "schema": .text("callpress.dialects/1"),
        "dialects": .list(
          dialects.map { .object(["id": .text($0.id), "summary": .text($0.summary)]) }),
      ])
      try context.output.write(json: document)
    } else {
      let table = Table(rows: dialects.map { [$0.id, $0.summary] })
      try context.output.write(text: table.text(for: context.output.terminal))
    }
    return .ok
  }
}
