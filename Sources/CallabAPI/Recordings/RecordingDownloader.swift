public import CallPressCore
import HTTPTypes
public import Logging

/// Fetches recordings: without the token, from public hosts, resumed where they were cut.
public struct RecordingDownloader: Sendable {
  /// From where to fetch.
  public var rules = AddressRules()
  /// When to try again.
  public var retry = RetryPolicy()
  /// The most bytes of a recording.
  public var limit = 2 << 30
  /// The most redirects in a row.
  public var redirectLimit = 5
  /// Who asks.
  public var userAgent = "callpress"
  /// How the transports are set up; addresses are pinned for each host.
  public var transport: TransportSettings
  /// The proxy for an address, `nil` for none.
  public var proxy: @Sendable (WebAddress) throws(CallPressError) -> TransportSettings.Proxy? = {
    _ throws(CallPressError) in nil
  }

  /// The most attempts at one recording, however near they bring its end.
  private static let attemptLimit = 1000

  private let resolver: any HostResolver
  private let timing: any ClientTiming
  private let logger: Logger
  private let makeTransport: MakeTransport

  /// Makes a transport.
  public typealias MakeTransport =
    @Sendable (TransportSettings) throws(TransportError) -> any HTTPTransport

  /// Makes a downloader.
  ///
  /// - Parameters:
  ///   - transport: How the transports are set up.
  ///   - resolver: What finds the numbers of hosts.
  ///   - timing: The clocks.
  ///   - logger: Where requests are noted, without the queries of addresses.
  ///   - makeTransport: Makes the transport for one host.
  public init(
    transport: TransportSettings = TransportSettings(),
    resolver: any HostResolver = SystemResolver(), timing: any ClientTiming = SystemTiming(),
    logger: Logger = Logger(label: "callab", factory: { _ in SwiftLogNoOpLogHandler() }),
    makeTransport: @escaping MakeTransport = { settings throws(TransportError) in
      try SocketTransport(settings)
    }
  ) {
    self.transport = transport
    self.resolver = resolver
    self.timing = timing
    self.logger = logger
    self.makeTransport = makeTransport
  }

  /// Fetches a recording.
  ///
  /// - Parameters:
  ///   - text: The address, as the record has it.
  ///   - sink: Where the bytes go.
  /// - Throws: `address-refused` for an address that may not be fetched from; `no-recording` where
  ///   there is none any more; `limit-exceeded` for one that is too large; what the sink throws.
  public func download(
    _ text: String, to sink: any RecordingSink
  ) async throws(CallPressError) -> Recording {
    guard let address = WebAddress(text) else {
      throw CallPressError(
        .addressRefused,
        "“\(MessageText.clean(text, limit: 120))” is no address that a recording can be fetched from"
      )
    }
    var state = RecordingState(sink: sink, limit: limit)
    var beginning = timing.elapsed
    var attempt = 0
    // How many attempts in a row have brought the end no nearer.
    var fruitless = 0
    while true {
      attempt += 1
      let before = state.received
      let step: Step
      do throws(TransportError) {
        step = try await fetch(address, &state)
      } catch {
        step =
          error.kind == .cancelled
          ? .failed(CallabClient.cancelled, .permanent)
          : .failed(describe(error, address), error.isTransient ? .transient : .permanent)
      }
      switch step {
      case .done(let origin, let contentType):
        return state.recording(origin: origin, contentType: contentType, attempts: attempt)
      case .failed(let error, let failure):
        if state.received > before {
          fruitless = 0
          beginning = timing.elapsed
        }
        fruitless += 1
        let decision = retry.decision(
          after: failure, attempt: fruitless, elapsed: timing.elapsed - beginning,
          random: timing.random())
        guard case .retry(let delay) = decision, attempt < Self.attemptLimit else { throw error }
        do {
          try await timing.sleep(for: delay)
        } catch {
          throw CallabClient.cancelled
        }
      }
    }
  }

  // MARK: One attempt

  private enum Step {
    case done(origin: WebAddress, contentType: String?)
    case failed(CallPressError, RetryPolicy.Failure)
  }

  private func fetch(
    _ start: WebAddress, _ state: inout RecordingState
  ) async throws(TransportError) -> Step {
    var address = start
    for _ in 0...redirectLimit {
      var settings = transport
      let numbers: [NetworkAddress]
      do throws(CallPressError) {
        settings.proxy = try proxy(address)
      } catch {
        return .failed(error, .permanent)
      }
      switch await check(address, isBehindProxy: settings.proxy != nil) {
      case .success(let found): numbers = found
      case .failure(let failure): return .failed(failure.error, failure.kind)
      }
      settings.decompressedLimit = nil
      settings.connections = 1
      if let number = numbers.first, NetworkAddress(address.host) == nil {
        settings.pinnedAddresses = [address.host: number]
      }
      let connection = try makeTransport(settings)
      let outcome: Result<Visit, TransportError>
      do throws(TransportError) {
        outcome = .success(try await visit(address, connection, &state))
      } catch {
        outcome = .failure(error)
      }
      await connection.close()
      switch try outcome.get() {
      case .redirect(let next): address = next
      case .ended(let step): return step
      }
    }
    return .failed(
      CallPressError(
        .noRecording, "the recording is not fetched: there are more than \(redirectLimit) redirects"
      ),
      .permanent)
  }

  private struct CheckFailure: Error {
    var error: CallPressError
    var kind: RetryPolicy.Failure
  }

  /// The numbers that may be connected to for an address.
  private func check(
    _ address: WebAddress, isBehindProxy: Bool
  ) async -> Result<[NetworkAddress], CheckFailure> {
    do throws(CallPressError) {
      try rules.check(address)
      if let number = NetworkAddress(address.host) { return .success([number]) }
      let found: [NetworkAddress]
      do throws(TransportError) {
        found = try await resolver.addresses(of: address.host)
      } catch {
        // A name may be unknown here and known to the proxy, which connects.
        if isBehindProxy, error.kind == .unreachable { return .success([]) }
        return .failure(
          CheckFailure(
            error: describe(error, address), kind: error.isTransient ? .transient : .permanent))
      }
      return .success(try rules.allowed(found, for: address))
    } catch {
      return .failure(CheckFailure(error: error, kind: .permanent))
    }
  }

  private enum Visit {
    case redirect(WebAddress)
    case ended(Step)
  }

  private func visit(
    _ address: WebAddress, _ connection: any HTTPTransport, _ state: inout RecordingState
  ) async throws(TransportError) -> Visit {
    var fields = HTTPFields()
    fields[.accept] = "*/*"
    fields[.acceptEncoding] = "identity"
    fields[.userAgent] = userAgent
    if state.received > 0, let validator = state.validator {
      fields[.range] = "bytes=\(state.received)-"
      fields[.ifRange] = validator
    }
    let answer = try await connection.send(
      HTTPRequest(
        method: .get, scheme: address.scheme.rawValue, authority: nil, path: address.target,
        headerFields: fields), to: address)
    let status = answer.head.status.code
    logger.debug("GET", metadata: ["from": "\(address)", "status": "\(status)"])
    switch status {
    case 200, 206: return .ended(try await read(answer, address, &state))
    case 301, 302, 303, 307, 308:
      guard let next = answer.head.headerFields[.location].flatMap({ address.resolving($0) }) else {
        return .ended(
          failed("the server redirects to no address that can be read", address, .permanent))
      }
      return .redirect(next)
    case 401, 403, 404, 410:
      return .ended(
        failed(
          "the link works no more (\(status)); fetch the call again for a new one", address,
          .permanent))
    case 416 where state.received > 0:
      do throws(CallPressError) {
        try state.restart()
      } catch {
        return .ended(.failed(error, .permanent))
      }
      return .ended(failed("the recording changed meanwhile", address, .transient))
    default:
      return .ended(
        failed(
          "the server answered with \(status)", address,
          .status(
            status,
            requestedDelay: RequestedDelay.read(answer.head.headerFields, now: timing.now))))
    }
  }

  private func read(
    _ answer: TransportAnswer, _ address: WebAddress, _ state: inout RecordingState
  ) async throws(TransportError) -> Step {
    let fields = answer.head.headerFields
    if let encoding = fields[.contentEncoding], encoding.lowercased() != "identity" {
      return failed("the server sends it packed, which was not asked for", address, .permanent)
    }
    do throws(CallPressError) {
      if answer.head.status.code == 206 {
        guard state.received > 0,
          Self.start(ofRange: fields[.contentRange] ?? "") == state.received
        else {
          try state.restart()
          return failed("the server sends another part than was asked for", address, .transient)
        }
      } else if state.received > 0 {
        try state.restart()
      }
      state.validator = Self.validator(fields)
      let announced = fields[.contentLength].flatMap { Int($0) }
      if let announced, announced > limit - state.received { throw tooLarge }
      let end = announced.map { state.received + $0 }
      while true {
        let chunk: [UInt8]?
        do throws(TransportError) {
          chunk = try await answer.next()
        } catch {
          return .failed(describe(error, address), error.isTransient ? .transient : .permanent)
        }
        guard let chunk else { break }
        guard chunk.count <= limit - state.received else { throw tooLarge }
        try state.append(chunk)
      }
      if let end, state.received != end {
        return failed("it ended before it was whole", address, .transient)
      }
      return .done(origin: address, contentType: fields[.contentType])
    } catch {
      return .failed(error, .permanent)
    }
  }

  private var tooLarge: CallPressError {
    CallPressError(
      .limitExceeded, "the recording is larger than \(limit >> 20) MiB; --recording-limit raises it"
    )
  }

  private func failed(
    _ reason: String, _ address: WebAddress, _ kind: RetryPolicy.Failure
  ) -> Step {
    .failed(
      CallPressError(
        .noRecording, "the recording is not fetched from \(address.origin): \(reason)"), kind)
  }

  private func describe(_ error: TransportError, _ address: WebAddress) -> CallPressError {
    CallPressError(
      error.kind == .timedOut
        ? .timedOut : error.kind == .badSettings ? .invalidSetting : .unreachable,
      "the recording is not fetched from \(address.origin): \(error.reason)",
      cause: CallabFailure(attempts: 1, transport: error))
  }

  /// What tells a later request that the file is still the same: a strong tag, or a date.
  private static func validator(_ fields: HTTPFields) -> String? {
    if let tag = fields[.eTag], tag.hasPrefix("\"") { return tag }
    return fields[.lastModified]
  }

  /// The first byte of `bytes 100-199/200`.
  private static func start(ofRange text: String) -> Int? {
    let parts = text.split { $0 == " " || $0 == "-" || $0 == "/" }
    return parts.count >= 2 && parts[0].lowercased() == "bytes" ? Int(parts[1]) : nil
  }
}
