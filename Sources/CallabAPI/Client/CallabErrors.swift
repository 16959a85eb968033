public import CallPressCore

extension CallPressError.Code {
  /// The API does not take the token (HTTP 401).
  public static let unauthorized = Self("unauthorized", .notAllowed)
  /// The token does not open what was asked for (HTTP 403).
  public static let forbidden = Self("forbidden", .notAllowed)
  /// The API asks to be left alone for a while (HTTP 429); ``CallabFailure/retryAt`` says how long.
  public static let rateLimited = Self("rate-limited", .tryLater)
  /// The API answered with a failure of its own (HTTP 5xx).
  public static let serverFailure = Self("server-failure", .unavailable)
  /// The API refused the request (another HTTP 4xx).
  public static let requestRefused = Self("request-refused", .unavailable)
  /// What answered is not the API, or not the API that is known: no JSON, another shape, a redirect.
  public static let unexpectedResponse = Self("unexpected-response", .unavailable)
  /// The API's host cannot be reached, or not safely.
  public static let unreachable = Self("unreachable", .unavailable)
  /// An answer did not come, or not whole, in the time allowed.
  public static let timedOut = Self("timed-out", .unavailable)
  /// An address may not be fetched from: not https, or no public host.
  public static let addressRefused = Self("address-refused", .notAllowed)
  /// A recording is gone, or its link works no more.
  public static let noRecording = Self("no-recording", .noInput)
  /// An address, a rate, a date or another setting makes no sense.
  public static let invalidSetting = Self("invalid-setting", .configuration)
  /// The work was cancelled.
  public static let cancelled = Self("cancelled", .tryLater)
}

/// What is known of a failed request besides the words: the cause of errors of the client.
public struct CallabFailure: Error, Hashable, Sendable {
  /// The HTTP status, `nil` where no answer came.
  public var status: Int?
  /// How often it was tried.
  public var attempts: Int
  /// When to come back, where the server says so.
  public var retryAt: Instant?
  /// The `Content-Type` of the answer.
  public var contentType: String?
  /// The size of the answer in bytes.
  public var size: Int?
  /// How the connection failed, where it did.
  public var transport: TransportError?

  /// Makes a description of a failure.
  public init(
    status: Int? = nil, attempts: Int, retryAt: Instant? = nil, contentType: String? = nil,
    size: Int? = nil, transport: TransportError? = nil
  ) {
    self.status = status
    self.attempts = attempts
    self.retryAt = retryAt
    self.contentType = contentType
    self.size = size
    self.transport = transport
  }
}
