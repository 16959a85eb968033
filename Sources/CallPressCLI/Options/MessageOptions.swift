import ArgumentParser

/// How much to say, and in which colours.
struct MessageOptions: ParsableArguments {
  @Flag(
    name: [.short, .long],
    help: "Say nothing on standard error but what failed: no warnings, no summary.")
  var quiet = false

  @Flag(
    name: [.short, .long],
    help: "Say everything: notes as well as warnings, and every repetition.")
  var verbose = false

  @Option(
    help: ArgumentHelp(
      "Colours on standard error and in tables.",
      discussion: """
        With auto only a terminal has colours; NO_COLOR and TERM=dumb turn them off, \
        FORCE_COLOR turns them on.
        """,
      valueName: "when"))
  var color = ColorChoice.auto

  func validate() throws {
    if quiet, verbose { throw ValidationError("--quiet and --verbose contradict each other") }
  }

  /// How much is said.
  var level: Messages.Level { quiet ? .quiet : verbose ? .verbose : .normal }
}

extension ColorChoice: ExpressibleByArgument {}
