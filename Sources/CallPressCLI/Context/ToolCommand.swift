import ArgumentParser
import CallPressCore

/// A command of the tool: parsed by ArgumentParser, run with a context.
protocol ToolCommand: ParsableCommand {
  /// How much to say, and in which colours.
  var messageOptions: MessageOptions { get }

  /// Does the work; what goes wrong as a whole is thrown, what goes wrong in parts is said.
  func run(in context: inout CommandContext) throws(CallPressError) -> ExitStatus
}
