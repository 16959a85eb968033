import ArgumentParser
import CallPressCore

/// What is taken out of calls before anything is written, and what is told of it.
struct RedactionArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Redact these types or presets, with commas between them: pci, pii, phi, secrets, all.",
      discussion: """
        The types are \(RedactionNames.types). Numbers are found as they are written and as they \
        are said, in English, French and Arabic, also over several turns. May be repeated.
        """,
      valueName: "types"),
    completion: .list(RedactionNames.all),
    transform: RedactionNames.parse)
  var redact: [[RedactionType]] = []

  @Option(
    help: ArgumentHelp(
      "A JSON file with types, variables, texts, allowed texts and patterns of your own.",
      valueName: "file"),
    completion: .file(extensions: ["json"]))
  var redactConfig: String?

  @Option(
    help: ArgumentHelp(
      "Redact the values of these variables and outcomes wherever they are written or said.",
      discussion: """
        Names with commas between them, or @ and a JSON file with a list of names. May be repeated.
        """,
      valueName: "names"))
  var redactVariables: [String] = []

  @Option(
    help: ArgumentHelp(
      "What stands for a value: label, token, mask, or pseudonym with a key.", valueName: "style"))
  var redactStyle: RedactionStyleName = .label

  @Option(
    help: ArgumentHelp(
      "The file with the key of pseudonyms, 16 bytes or more; keep it apart from the calls.",
      valueName: "file"),
    completion: .file())
  var redactKeyFile: String?

  @Option(
    help: ArgumentHelp(
      "Write what was redacted to this JSON file: types, turns, ranges, times, never values.",
      valueName: "file"),
    completion: .file(extensions: ["json"]))
  var redactionReport: String?

  @Option(
    help: ArgumentHelp(
      "Write when to mute the recording: .json, .csv, .txt for Audacity, .ffmpeg for a filter.",
      valueName: "file"),
    completion: .file(extensions: ["json", "csv", "txt", "ffmpeg"]))
  var muteRanges: String?

  @Option(
    help: ArgumentHelp(
      "Mute the recording with ffmpeg, and prove that the ranges are silent.",
      discussion: "The recording and the file to write with = between them, for one call.",
      valueName: "in=out"),
    transform: RecordingPair.init(argument:))
  var redactAudio: RecordingPair?

  func validate() throws {
    if redactStyle == .pseudonym, redactKeyFile == nil {
      throw ValidationError("--redact-style pseudonym needs --redact-key-file")
    }
    if redactKeyFile != nil, redactStyle != .pseudonym {
      throw ValidationError("--redact-key-file is for --redact-style pseudonym")
    }
    let isAsked = !redact.isEmpty || redactConfig != nil || !redactVariables.isEmpty
    if !isAsked, redactionReport != nil || muteRanges != nil || redactAudio != nil {
      throw ValidationError(
        "nothing is to be redacted: name types with --redact, or variables with --redact-variables")
    }
  }

  /// What is redacted; reads the files.
  func settings(in context: CommandContext) throws(CallPressError) -> RedactionSettings {
    var settings = RedactionSettings(types: Set(redact.flatMap { $0 }))
    let files = RedactionFiles(fileSystem: context.fileSystem)
    if let redactConfig { try files.read(redactConfig, into: &settings) }
    for argument in redactVariables {
      if argument.hasPrefix("@") {
        settings.variables += try files.names(inFile: String(argument.dropFirst()))
      } else {
        settings.variables += argument.split(separator: ",").map {
          String($0.drop { $0 == " " })
        }
      }
    }
    settings.style = try style(files)
    return settings
  }

  private func style(_ files: RedactionFiles) throws(CallPressError) -> RedactionStyle {
    switch redactStyle {
    case .label: return .label
    case .token: return .token
    case .mask: return .mask
    case .pseudonym:
      let key = try files.key(inFile: redactKeyFile ?? "")
      return .pseudonym { KeyedHash.sha256(of: $0, key: key) }
    }
  }
}

/// What `--redact-style` takes.
enum RedactionStyleName: String, ExpressibleByArgument, CaseIterable {
  case label, token, mask, pseudonym
}

/// A recording, and the file for the muted one.
struct RecordingPair: Equatable, Sendable {
  /// The recording.
  var input: String
  /// The file to write.
  var output: String

  /// Reads `IN=OUT`.
  @Sendable init(argument: String) throws {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, parts[0] != parts[1] else {
      throw ValidationError(
        "‘\(argument)’ is not of the form RECORDING=OUTPUT with two different files")
    }
    (input, output) = (String(parts[0]), String(parts[1]))
  }
}

/// The names of types and presets.
enum RedactionNames {
  /// The types, for people.
  static let types = RedactionType.allCases.filter { $0 != .knownValue && $0 != .custom }
    .map(\.rawValue).joined(separator: ", ")

  /// Everything that `--redact` takes, for completions.
  static let all =
    RedactionType.presets.map(\.name)
    + RedactionType.allCases.filter { $0 != .knownValue && $0 != .custom }.map(\.rawValue)

  /// Reads names with commas between them.
  @Sendable static func parse(_ argument: String) throws -> [RedactionType] {
    try argument.split(separator: ",", omittingEmptySubsequences: false).flatMap { part in
      let name = part.filter { $0 != " " }
      let types = RedactionType.named(name)
      guard !types.isEmpty else {
        throw ValidationError(
          "there is no type ‘\(name)’ to redact; there are \(all.joined(separator: ", "))")
      }
      return types
    }
  }
}
