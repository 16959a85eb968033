import ArgumentParser
import CallPressCore
import CallabAPI
import Logging

/// How the API is reached.
struct ServiceOptions: ParsableArguments, Sendable {
  @Option(
    help: ArgumentHelp(
      "A file whose only line is the token, or - for standard input.",
      discussion: """
        Without it the token is that of CALLAB_API_KEY, of the token-command in the settings, or \
        of callpress auth login, whichever is there first.
        """,
      valueName: "file"),
    completion: .file())
  var tokenFile: String?

  @Option(
    help: ArgumentHelp(
      "The address of the API; https unless it is this machine. Else CALLAB_BASE_URL.",
      valueName: "url"))
  var baseURL: String?

  @Option(
    help: ArgumentHelp(
      "Certificates in PEM to trust besides the system's.", valueName: "file"),
    completion: .file(extensions: ["pem", "crt"]))
  var caFile: String?

  @Option(
    help: ArgumentHelp(
      "The most requests in a time: 5/s, 100/m or 1000/h.", valueName: "rate"),
    transform: Self.rate)
  var rate: RequestRate?

  @Option(
    help: ArgumentHelp(
      "How often a request that failed for the moment is tried again.", valueName: "count"),
    transform: { try Self.number($0, in: 0...20) })
  var retries: Int = 4

  @Option(
    help: ArgumentHelp(
      "The most seconds for one answer.", valueName: "seconds"),
    transform: { try Self.number($0, in: 1...3600) })
  var timeout: Int = 60

  @Flag(
    help: """
      Ask the API for the names of agents too, and show them for the agent of the calls that are \
      fetched, unless --speaker says another.
      """)
  var agentNames = false

  @Sendable private static func rate(_ argument: String) throws -> RequestRate {
    guard let rate = RequestRate(argument) else {
      throw ValidationError("‘\(argument)’ is no rate such as 5/s, 100/m or 1000/h")
    }
    return rate
  }

  /// A whole number in a range.
  @Sendable static func number(_ argument: String, in range: ClosedRange<Int>) throws -> Int {
    guard let number = Int(argument), range.contains(number) else {
      throw ValidationError(
        "‘\(argument)’ is no number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// Runs work with a service, and closes its connections.
  ///
  /// - Throws: `no-token` before anything is sent, where there is none.
  func withService<Value: Sendable>(
    in context: CommandContext, jobs: Int = 1, token: Secret? = nil,
    _ work: (Service) async throws(CallPressError) -> Value
  ) async throws(CallPressError) -> Value {
    let service = try service(in: context, jobs: jobs, token: token)
    let result: Result<Value, CallPressError>
    do throws(CallPressError) {
      result = .success(try await work(service))
    } catch {
      result = .failure(error)
    }
    await service.transport.close()
    return try result.get()
  }

  /// The base address of the API, and which setting names it.
  func address(
    _ settings: ToolSettings, in context: CommandContext
  ) throws(CallPressError) -> CallabSettings {
    let variable = context.environment["CALLAB_BASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
    let text = baseURL ?? variable ?? settings.baseURL ?? CallabSettings.standardAddress
    return try CallabSettings(base: text)
  }

  /// A service, not connected yet; its transport must be closed.
  func service(
    in context: CommandContext, jobs: Int, token: Secret? = nil
  ) throws(CallPressError) -> Service {
    let tool = try ToolSettings(in: context)
    var settings = try address(tool, in: context)
    let finder = TokenFinder(tokenFile: tokenFile, settings: tool, context: context)
    let found = token == nil ? try finder.token() : token
    guard let token = found else {
      throw CallPressError(
        .noToken,
        "there is no token; set \(TokenFinder.variable), name a file with --token-file, or run "
          + "callpress auth login")
    }
    settings.token = token
    settings.rate = rate
    settings.retry.retries = retries
    settings.timeout = .seconds(timeout)
    settings.userAgent = "callpress/\(Version.number)"

    var transport = TransportSettings()
    transport.decompressedLimit = settings.answerLimit
    transport.connections = max(jobs, 1)
    transport.proxy = try ProxySettings(context.environment).proxy(for: settings.base)
    if let path = caFile ?? tool.caFile {
      let reader = InputReader(fileSystem: context.fileSystem, maximumSize: 16 << 20)
      transport.extraCertificates = try reader.read(
        Input(place: .file(path), name: path, baseName: "")
      ).bytes
    }
    let sockets: SocketTransport
    do throws(TransportError) {
      sockets = try SocketTransport(transport)
    } catch {
      throw CallPressError(.invalidConfiguration, error.reason)
    }
    let logger = StandardErrorLog.logger(level: context.messages.level)
    return Service(
      client: CallabClient(settings, transport: sockets, logger: logger), transport: sockets,
      transportSettings: transport, logger: logger, retry: settings.retry,
      proxies: ProxySettings(context.environment))
  }
}

/// The API as a command uses it.
struct Service: Sendable {
  /// Asks.
  let client: CallabClient
  /// What the client sends with.
  let transport: SocketTransport
  /// How ``transport`` is set up.
  let transportSettings: TransportSettings
  /// Where requests are noted.
  let logger: Logger
  /// When to try again.
  let retry: RetryPolicy
  /// The proxies.
  let proxies: ProxySettings

  /// What fetches recordings.
  func downloader(_ options: RecordingOptions) -> RecordingDownloader {
    var settings = transportSettings
    settings.proxy = nil
    let proxies = proxies
    var downloader = RecordingDownloader(transport: settings, logger: logger)
    downloader.proxy = { address throws(CallPressError) in try proxies.proxy(for: address) }
    downloader.rules = AddressRules(allowsPrivateHosts: options.allowPrivateHosts)
    downloader.limit = options.recordingLimit << 20
    downloader.retry = retry
    downloader.userAgent = client.settings.userAgent
    return downloader
  }
}

/// Which recordings are fetched, and from where.
struct RecordingOptions: ParsableArguments, Sendable {
  @Flag(help: "Fetch the recordings as well, without the token.")
  var recording = false

  @Flag(
    help: """
      Fetch recordings from hosts of private networks too, and from this machine without https.
      """)
  var allowPrivateHosts = false

  @Option(
    help: ArgumentHelp("The most MiB of one recording.", valueName: "MiB"),
    transform: { try ServiceOptions.number($0, in: 1...1_000_000) })
  var recordingLimit: Int = 2048
}
