import ArgumentParser
import CallPressCore
import Foundation

/// The entry: parses, runs, and turns whatever is thrown into a message and an exit status.
@main
enum Main {
  static func main() {
    let environment = ProcessInfo.processInfo.environment
    let status = run(Array(CommandLine.arguments.dropFirst()), environment: environment)
    exit(status)
  }

  /// Runs the tool with arguments; returns the exit status.
  static func run(_ arguments: [String], environment: [String: String]) -> Int32 {
    var context = CommandContext.standard(environment: environment)
    do {
      let command = try CallPressCommand.parseAsRoot(arguments)
      guard let command = command as? any ToolCommand else {
        // The parser's own: `help`, and commands that only have subcommands.
        var builtIn = command
        try builtIn.run()
        return ExitStatus.ok.rawValue
      }
      context = CommandContext.standard(
        level: command.messageOptions.level, color: command.messageOptions.color,
        environment: environment)
      let status = try command.run(in: &context)
      context.messages.endProgress()
      return status.rawValue
    } catch let error as CallPressError {
      context.messages.error(error)
      return ExitStatus(error.code.category).rawValue
    } catch {
      return say(error, in: &context)
    }
  }

  /// Help, the version and completions go to standard output; mistakes in the usage do not.
  private static func say(_ error: any Error, in context: inout CommandContext) -> Int32 {
    let text = CallPressCommand.fullMessage(for: error)
    let code = CallPressCommand.exitCode(for: error)
    guard code.isSuccess else {
      if !text.isEmpty { context.messages.usage(text) }
      return code.rawValue
    }
    do {
      try context.output.write(text: text + "\n")
      return ExitStatus.ok.rawValue
    } catch {
      context.messages.error(error)
      return ExitStatus(error.code.category).rawValue
    }
  }
}
