import ArgumentParser
import CallPressCore

/// `callpress manual`: the manual page, for packaging; not listed in the help.
struct ManualCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Write the manual page in mdoc, for packaging.",
    discussion: """
      EXAMPLES
        callpress manual | man -l -
      """,
    shouldDisplay: false)

  @OptionGroup(title: "Message options") var messageOptions: MessageOptions

  func run(in context: inout CommandContext) throws(CallPressError) -> ExitStatus {
    let help = try JSONDocument(parsing: Array(CallPressCommand._dumpHelp().utf8))
    guard let root = help.root["command"] else {
      throw CallPressError(
        .init("no-help", .internal), "the argument parser does not describe the commands")
    }
    try context.output.write(text: ManualPage(describing: root).text)
    return .ok
  }
}
