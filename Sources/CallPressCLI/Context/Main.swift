import ArgumentParser
import CallPressCore
import CallPressXML
import Foundation

/// The entry: parses, runs, and turns whatever is thrown into a message and an exit status.
@main
enum Main {
  static func main() {
    unblockSignals()
    XMLLibrary.denyExternalResources()
    let environment = ProcessInfo.processInfo.environment
    let status = run(Array(CommandLine.arguments.dropFirst()), environment: environment)
    exit(status)
  }

  /// Lets in the signals that end the tool, which a parent may have left blocked.
  ///
  /// The threads of Dispatch leave them so. One that stays blocked would neither end the tool nor
  /// have it clean up.
  private static func unblockSignals() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
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
