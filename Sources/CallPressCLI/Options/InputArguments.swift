import ArgumentParser
import CallPress
import CallPressCore

/// What is read, and how.
struct InputArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files, folders, ids of calls, or - for standard input.",
      discussion: """
        Of a folder the .json, .jsonl, .xml, .txt, .srt, .vtt, .ttml and .dfxp files directly \
        inside it are read, sorted by name. An id is fetched from the API, unless a file has \
        that name. One input that fails does not stop the others.
        """,
      valueName: "input"),
    completion: .file(extensions: InputReader.extensions))
  var inputs: [String]

  @Option(
    help: ArgumentHelp(
      "Only the calls with these ids. May be repeated.", valueName: "id"))
  var select: [String] = []

  @Option(
    help: ArgumentHelp(
      "Read with this dialect, whatever others recognise; see callpress dialects.",
      valueName: "id"),
    completion: .list(Dialects.standard.dialects.map(\.id)),
    transform: Self.dialect)
  var dialect: String?

  @Option(
    help: ArgumentHelp(
      "A file that describes a shape of transcripts that no dialect knows.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var mapping: String?

  @Option(
    help: ArgumentHelp(
      "The unit of numeric times, whatever their names and sizes suggest.", valueName: "unit"))
  var timeUnit: TimeUnit?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Seconds to add to every time, exact to the millisecond; may be negative.",
      valueName: "seconds"),
    transform: Self.milliseconds)
  var offset: Int64 = 0

  @Option(
    help: ArgumentHelp(
      "The name to show for a speaker, by its id, by the source's label, or as agent or user.",
      discussion: """
        {name} in it stands for the call's variable of that name, as in user={customer_name}. \
        May be repeated.
        """,
      valueName: "id=name"),
    transform: SpeakerName.init(argument:))
  var speaker: [SpeakerName] = []

  func validate() throws {
    if inputs.filter({ $0 == "-" }).count > 1 {
      throw ValidationError("standard input can be read once: - is given twice")
    }
    if dialect != nil, mapping != nil {
      throw ValidationError("--dialect and --mapping contradict each other")
    }
  }

  /// The way from inputs to calls; reads the mapping file where there is one.
  func source(
    in context: CommandContext, api: ServiceOptions? = nil
  ) throws(CallPressError) -> CallSource {
    var options = ReadingOptions()
    options.dialect = dialect
    options.timeUnit = timeUnit
    options.offset = offset
    for name in speaker { options.speakerNames[name.id] = name.name }
    var reader = InputReader(fileSystem: context.fileSystem)
    reader.fetcher = api.map { CallFetcher($0, wantsNames: $0.agentNames, in: context) }
    var dialects = Dialects.standard
    var mapped: MappingDialect?
    if let mapping {
      let document = try reader.read(Input(place: .file(mapping), name: mapping, baseName: ""))
      let dialect = try MappingDialect(parsing: document.bytes, name: mapping)
      dialects.dialects.insert(dialect, at: 0)
      mapped = dialect
    }
    return CallSource(
      reader: reader, pipeline: CallPipeline(dialects: dialects, options: options),
      mapping: mapped)
  }

  @Sendable private static func dialect(_ argument: String) throws -> String {
    let id = argument.lowercased()
    guard Dialects.standard[id] != nil else {
      let known = Dialects.standard.dialects.map(\.id).joined(separator: ", ")
      throw ValidationError("there is no dialect ‘\(argument)’; the dialects are \(known)")
    }
    return id
  }

  @Sendable static func milliseconds(_ argument: String) throws -> Int64 {
    guard var decimal = ExactDecimal(argument), let value = decimal.scaled(byPowerOfTen: 3) else {
      throw ValidationError("‘\(argument)’ is no decimal number of seconds, such as -1.5")
    }
    decimal.exponent += 3
    if decimal.hasFraction {
      throw ValidationError("‘\(argument)’ is finer than a millisecond, 0.001")
    }
    return value
  }
}

/// A name to show for a speaker.
struct SpeakerName: Equatable, Sendable {
  /// The speaker's id, or the source's label.
  var id: String
  /// The name to show.
  var name: String

  /// Reads `ID=NAME`.
  @Sendable init(argument: String) throws {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
      throw ValidationError("‘\(argument)’ is not of the form ID=NAME, such as agent=Lina")
    }
    id = String(argument[..<equals])
    name = String(argument[argument.index(after: equals)...])
    if name.isEmpty { throw ValidationError("‘\(argument)’ names no name") }
  }
}
