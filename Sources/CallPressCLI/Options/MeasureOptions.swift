import ArgumentParser
import CallPressCore

/// From when on silences and overlaps count.
struct MeasureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Seconds without a word within a turn that are silence and no talk.", valueName: "seconds"),
    transform: Self.threshold)
  var pause: Int64 = MeasureSettings().pause

  @Option(
    help: ArgumentHelp("Seconds of silence that are dead air.", valueName: "seconds"),
    transform: Self.threshold)
  var deadAir: Int64 = MeasureSettings().deadAir

  @Option(
    help: ArgumentHelp(
      "Seconds over which one talks over another before it is an interruption.",
      valueName: "seconds"),
    transform: Self.threshold)
  var interruption: Int64 = MeasureSettings().overlap

  /// The settings.
  var settings: MeasureSettings {
    MeasureSettings(pause: pause, deadAir: deadAir, overlap: interruption)
  }

  @Sendable private static func threshold(_ argument: String) throws -> Int64 {
    let milliseconds = try InputArguments.milliseconds(argument)
    guard milliseconds > 0 else {
      throw ValidationError("‘\(argument)’ is not more than zero seconds")
    }
    return milliseconds
  }
}
