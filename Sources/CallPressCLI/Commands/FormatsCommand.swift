import ArgumentParser
import CallPress
import CallPressCore

/// `callpress formats`: what calls can be written as.
struct FormatsCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats",
    abstract: "List the formats that calls can be written in.",
    discussion: """
      EXAMPLES
        callpress formats
        callpress formats --json

      Where no terminal is looking, columns are separated by tabs.
      """)

  @Flag(help: "Write one JSON value, schema callpress.formats/1.")
  var json = false

  @OptionGroup(title: "Message options") var messageOptions: MessageOptions

  func run(in context: inout CommandContext) throws(CallPressError) -> ExitStatus {
    let infos = Formats.standard.formats.map { $0.info }
    if json {
      let document = ReportValue.object([
        "schema": .text("callpress.formats/1"),
        "formats": .list(
          infos.map { info in
            .object([
              "id": .text(info.id), "extension": .text(info.fileExtension),
              "media_type": .text(info.mediaType), "summary": .text(info.summary),
              "needs_times": .flag(info.needsTimes),
              "concatenable": .flag(info.isConcatenable),
            ])
          }),
      ])
      try context.output.write(json: document)
    } else {
      let rows = infos.map { [$0.id, ".\($0.fileExtension)", $0.mediaType, $0.summary] }
      try context.output.write(text: Table(rows: rows).text(for: context.output.terminal))
    }
    return .ok
  }
}
