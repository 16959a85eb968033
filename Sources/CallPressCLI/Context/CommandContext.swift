import CallPressCore

/// What a command has of the outside world: nothing below it looks at the environment, the
/// streams or the files in any other way.
struct CommandContext {
  /// The environment's variables.
  let environment: [String: String]
  /// The files.
  let fileSystem: any FileSystem
  /// The document stream.
  let output: StandardOutput
  /// The way to say something to a person.
  var messages: Messages
  /// What is to be removed when the run is interrupted.
  let temporaryFiles: TemporaryFiles

  /// The real world.
  static func standard(
    level: Messages.Level = .normal, color: ColorChoice = .auto, environment: [String: String]
  ) -> CommandContext {
    let fileSystem = POSIXFileSystem()
    return CommandContext(
      environment: environment, fileSystem: fileSystem,
      output: StandardOutput(
        fileSystem: fileSystem,
        terminal: Terminal(
          descriptor: 1, choice: color, environment: environment)),
      messages: Messages(
        level: level,
        terminal: Terminal(descriptor: 2, choice: color, environment: environment),
        fileSystem: fileSystem),
      temporaryFiles: TemporaryFiles(fileSystem: fileSystem, watchesSignals: true))
  }
}
