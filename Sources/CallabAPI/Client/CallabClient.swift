public import CallPressCore
import HTTPTypes
public import Logging

/// The client of the Callab API: asks, waits its turn, tries again, and says what went wrong.
///
/// It only reads. The bytes of every answer are handed on as they came.
public struct CallabClient: Sendable {
  /// Where the API is, and how to deal with it.
  public let settings: CallabSettings
  let transport: any HTTPTransport
  let timing: any ClientTiming
  let logger: Logger
  private let pacer: RequestPacer

  /// Makes a client.
  ///
  /// - Parameters:
  ///   - settings: Where the API is, and how to deal with it.
  ///   - transport: What sends the requests; it stays the caller's to close.
  ///   - timing: The clocks.
  ///   - logger: Where requests are noted, at the level `debug`: their path and how they ended,
  ///     never a token, a query's values or a body.
  public init(
    _ settings: CallabSettings, transport: any HTTPTransport,
    timing: any ClientTiming = SystemTiming(),
    logger: Logger = Logger(label: "callab", factory: { _ in SwiftLogNoOpLogHandler() })
  ) {
    self.settings = settings
    self.transport = transport
    self.timing = timing
    self.logger = logger
    pacer = RequestPacer(settings.rate, timing: timing)
  }

  /// One call, `GET /calls/{id}`.
  ///
  /// - Throws: `no-such-call` where the API has none with this id.
  public func call(id: String) async throws(CallPressError) -> CallabAnswer {
    let answer = try await get(["calls", id]) { (status, said) in
      guard status == 404 else { return nil }
      return CallPressError(
        .noSuchCall, "the API has no call with the id “\(MessageText.clean(id))”" + said)
    }
    guard answer.data.kind == .object || answer.data.kind == .string else {
      throw CallPressError(
        .noSuchCall,
        "the API answered without a call for the id “\(MessageText.clean(id))”: “data” is "
          + answer.data.kind.rawValue)
    }
    return answer
  }

  /// One page of the calls that a query asks for, `GET /calls/query`.
  ///
  /// - Parameters:
  ///   - query: What to ask for.
  ///   - page: The number of the page, from 0.
  ///   - size: How many calls to a page.
  public func calls(
    _ query: CallQuery, page: Int, size: Int
  ) async throws(CallPressError) -> CallabAnswer {
    let items = query.items + [("page", String(page)), ("per_page", String(size))]
    return try await list(["calls", "query"], query: items)
  }

  /// One page of contacts, `GET /contacts/query`, with the parameters as they are.
  public func contacts(
    _ parameters: [(name: String, value: String)]
  ) async throws(CallPressError) -> CallabAnswer {
    try await list(["contacts", "query"], query: parameters)
  }

  /// An agent, `GET /ai-agent/{id}`.
  public func agent(id: String) async throws(CallPressError) -> CallabAnswer {
    try await get(["ai-agent", id])
  }

  /// A campaign, `GET /campaigns/by-id/{id}`.
  public func campaign(id: String) async throws(CallPressError) -> CallabAnswer {
    try await get(["campaigns", "by-id", id])
  }

  private func list(
    _ path: [String], query: [(name: String, value: String)]
  ) async throws(CallPressError) -> CallabAnswer {
    let answer = try await get(path, query: query)
    // An empty list may come as null.
    guard answer.data.kind == .array || answer.data.isNull else {
      throw CallPressError(
        .unexpectedResponse,
        "the API answered with \(answer.data.kind.rawValue) where a list should be",
        at: SourceLocation(source: settings.base.origin, pointer: answer.data.pointer))
    }
    return answer
  }

  // MARK: One request

  /// How a request may be refused in words of its own: by the status and what the API said.
  typealias Refusal = (_ status: Int, _ said: String) -> CallPressError?

  /// Sends a request until there is an answer or no sense in going on.
  func get(
    _ path: [String], query: [(name: String, value: String)] = [],
    refusal: Refusal = { _, _ in nil }
  ) async throws(CallPressError) -> CallabAnswer {
    let address = settings.base.appending(path, query: query)
    let beginning = timing.elapsed
    var attempt = 0
    while true {
      attempt += 1
      do {
        try await pacer.wait()
      } catch {
        throw Self.cancelled
      }
      let (decision, error): (RetryPolicy.Decision, CallPressError)
      switch await exchange(address) {
      case .success(let reply):
        if (200..<300).contains(reply.status) { return try read(reply, attempt) }
        let delay = RequestedDelay.read(reply.head.headerFields, now: timing.now)
        decision = settings.retry.decision(
          after: .status(reply.status, requestedDelay: delay), attempt: attempt,
          elapsed: timing.elapsed - beginning, random: timing.random())
        error = failure(reply, attempt, delay: delay, refusal: refusal)
      case .failure(let reason):
        if reason.kind == .cancelled { throw Self.cancelled }
        decision = settings.retry.decision(
          after: reason.isTransient ? .transient : .permanent, attempt: attempt,
          elapsed: timing.elapsed - beginning, random: timing.random())
        error = failure(reason, attempt)
      }
      guard case .retry(let delay) = decision else { throw error }
      logger.debug(
        "trying again",
        metadata: ["path": "\(address.path)", "attempt": "\(attempt)", "after": "\(delay)"])
      do {
        try await timing.sleep(for: delay)
      } catch {
        throw Self.cancelled
      }
    }
  }

  /// The head and the whole body of an answer.
  struct Reply: Sendable {
    var head: HTTPResponse
    var body: [UInt8]
    var status: Int { head.status.code }
    var contentType: String? { head.headerFields[.contentType] }
  }

  private func exchange(_ address: WebAddress) async -> Result<Reply, TransportError> {
    var fields = HTTPFields()
    fields[.accept] = "application/json"
    fields[.acceptEncoding] = "gzip"
    fields[.userAgent] = settings.userAgent
    if let token = settings.token { fields[.authorization] = "Bearer \(token.revealed)" }
    let request = HTTPRequest(
      method: .get, scheme: address.scheme.rawValue, authority: nil, path: address.target,
      headerFields: fields)
    let (transport, limit) = (transport, settings.answerLimit)
    let result: Result<Reply, TransportError>
    do throws(TransportError) {
      result = .success(
        try await withDeadline(settings.timeout) { () async throws(TransportError) -> Reply in
          let answer = try await transport.send(request, to: address)
          return Reply(head: answer.head, body: try await Self.body(of: answer, limit: limit))
        })
    } catch {
      result = .failure(error)
    }
    switch result {
    case .success(let reply):
      logger.debug(
        "GET",
        metadata: [
          "path": "\(address.path)", "status": "\(reply.status)", "bytes": "\(reply.body.count)",
        ])
    case .failure(let error):
      logger.debug("GET", metadata: ["path": "\(address.path)", "failed": "\(error.reason)"])
    }
    return result
  }

  private static func body(
    of answer: TransportAnswer, limit: Int
  ) async throws(TransportError) -> [UInt8] {
    let tooLarge = TransportError(.tooLarge, "the answer is larger than \(limit >> 20) MiB")
    if let announced = answer.head.headerFields[.contentLength].flatMap({ Int($0) }),
      announced > limit
    {
      throw tooLarge
    }
    var body: [UInt8] = []
    while let chunk = try await answer.next() {
      guard body.count + chunk.count <= limit else { throw tooLarge }
      body += chunk
    }
    return body
  }

  private func read(_ reply: Reply, _ attempt: Int) throws(CallPressError) -> CallabAnswer {
    do throws(CallPressError) {
      return try CallabAnswer(parsing: reply.body)
    } catch {
      let cause = CallabFailure(
        status: reply.status, attempts: attempt, contentType: reply.contentType,
        size: reply.body.count)
      if error.code == .failureResponse {
        var error = error
        error.message = shown(error.message)
        error.cause = cause
        throw error.named(settings.base.origin)
      }
      throw CallPressError(
        .unexpectedResponse,
        "the answer is not what the API documents: \(what(reply)); \(error.message)",
        at: error.location, cause: cause
      ).named(settings.base.origin)
    }
  }
}
