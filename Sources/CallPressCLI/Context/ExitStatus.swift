import CallPressCore

/// How the tool ends; the numbers are those of `sysexits.h` where it has one.
///
/// Part of the tool's interface: a status keeps its meaning.
enum ExitStatus: Int32, CaseIterable, Sendable {
  /// Everything that was asked for was done.
  case ok = 0
  /// Some of several things failed, each named on standard error; the others were done.
  case someFailed = 1
  /// The request makes no sense.
  case usage = 64
  /// The input is malformed or not understood, or `--strict` met a warning.
  case data = 65
  /// The input is not there or cannot be read.
  case noInput = 66
  /// The service answered with a failure.
  case unavailable = 69
  /// A bug.
  case `internal` = 70
  /// The output cannot be created, or stands there already and differs.
  case cannotCreate = 73
  /// Reading or writing failed half-way.
  case inputOutput = 74
  /// The service asks to come back later, or another run is at work.
  case tryLater = 75
  /// There is no token, the service does not take it, or an address may not be fetched from.
  case notAllowed = 77
  /// A template, a mapping, a configuration file or a variable of the environment is wrong.
  case configuration = 78

  /// The status that a family of failures ends with.
  init(_ category: CallPressError.Category) {
    self =
      switch category {
      case .usage: .usage
      case .data: .data
      case .noInput: .noInput
      case .unavailable: .unavailable
      case .internal: .internal
      case .cannotCreate: .cannotCreate
      case .inputOutput: .inputOutput
      case .tryLater: .tryLater
      case .notAllowed: .notAllowed
      case .configuration: .configuration
      }
  }

  /// One line for the manual.
  var summary: String {
    switch self {
    case .ok: "everything that was asked for was done; there may have been warnings"
    case .someFailed:
      "some of several things failed, each named on standard error; the others were done"
    case .usage: "the request makes no sense: an unknown option, format or name"
    case .data: "the input is malformed or not understood, or --strict met a warning"
    case .noInput: "an input is missing or unreadable, or has no call with that id"
    case .unavailable:
      "the service cannot be reached or failed, or the record is its failure instead of a call"
    case .internal: "a bug in callpress"
    case .cannotCreate: "an output cannot be created, or exists and differs"
    case .inputOutput: "reading or writing failed half-way, on a full disk for one"
    case .tryLater:
      "the service asks to come back later, or another sync is at work in the folder"
    case .notAllowed:
      "there is no token, the service does not take it, or an address may not be fetched from"
    case .configuration:
      "a template, a mapping, a configuration file or a variable of the environment is wrong"
    }
  }

  /// The status of a run over several things: the common one where all ended alike, else that
  /// some failed.
  ///
  /// Nothing at all is success.
  static func merge(_ statuses: some Sequence<ExitStatus>) -> ExitStatus {
    var merged: ExitStatus?
    for status in statuses {
      guard let before = merged else {
        merged = status
        continue
      }
      if before != status { return .someFailed }
    }
    return merged ?? .ok
  }
}

/// Collects the statuses of the parts of a run, in constant space.
struct ExitTally: Sendable {
  private(set) var merged: ExitStatus?
  /// How many parts failed.
  private(set) var failures = 0

  /// Notes one part's end.
  mutating func add(_ status: ExitStatus) {
    if status != .ok { failures += 1 }
    merged = merged.map { ExitStatus.merge([$0, status]) } ?? status
  }

  /// The status of the run.
  var status: ExitStatus { merged ?? .ok }
}
