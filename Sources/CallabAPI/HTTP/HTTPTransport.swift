public import HTTPTypes

/// What sends requests: the seam between the client and the network.
///
/// A transport sends one request as it is and hands back one answer. It follows no redirect and
/// repeats nothing.
public protocol HTTPTransport: Sendable {
  /// Sends a request without a body.
  ///
  /// - Parameters:
  ///   - request: The header fields.
  ///   - address: Where to.
  /// - Returns: The head of the answer, and the body to be read from it.
  func send(
    _ request: HTTPRequest, to address: WebAddress
  ) async throws(TransportError) -> TransportAnswer

  /// Closes the connections.
  func close() async
}

/// The head of an answer, and the way to its body.
public struct TransportAnswer {
  /// The status and the header fields.
  public var head: HTTPResponse
  private let nextChunk: () async throws(TransportError) -> [UInt8]?

  /// Makes an answer.
  ///
  /// - Parameters:
  ///   - head: The status and the header fields.
  ///   - next: The next bytes of the body, in order; `nil` at its end.
  public init(
    head: HTTPResponse, next: @escaping () async throws(TransportError) -> [UInt8]?
  ) {
    self.head = head
    nextChunk = next
  }

  /// The next bytes of the body, in order; `nil` at its end.
  public func next() async throws(TransportError) -> [UInt8]? { try await nextChunk() }
}

/// Why there is no answer, or not all of it.
public struct TransportError: Error, Hashable, Sendable {
  /// The kinds that are treated differently.
  public enum Kind: Hashable, Sendable {
    /// No connection came about.
    case unreachable
    /// The other side shows a certificate that nothing vouches for, or of another name.
    case untrusted
    /// Nothing came for too long.
    case timedOut
    /// The connection ended before the answer did, or what came was no HTTP.
    case cut
    /// The body is larger than the limit.
    case tooLarge
    /// The body is not compressed as its head says.
    case badEncoding
    /// The task was cancelled.
    case cancelled
    /// The transport cannot be set up as it was asked to.
    case badSettings
  }

  /// Which kind it is.
  public var kind: Kind
  /// What happened, for people.
  public var reason: String

  /// Makes an error.
  public init(_ kind: Kind, _ reason: String) {
    self.kind = kind
    self.reason = reason
  }

  /// Whether the same request may well succeed a moment later.
  public var isTransient: Bool {
    switch kind {
    case .unreachable, .timedOut, .cut: true
    case .untrusted, .tooLarge, .badEncoding, .cancelled, .badSettings: false
    }
  }
}

/// How a transport is set up.
public struct TransportSettings: Sendable {
  /// How long to wait for a connection.
  public var connectTimeout: Duration = .seconds(5)
  /// How long nothing may come while an answer is waited for or read.
  public var idleTimeout: Duration = .seconds(30)
  /// The most bytes of a body that was compressed, when it is so no more; `nil` leaves bodies as
  /// they come.
  public var decompressedLimit: Int?
  /// Certificates to trust besides those of the system, in PEM.
  public var extraCertificates: [UInt8]?
  /// The proxy to go through.
  public var proxy: Proxy?
  /// The number to connect to instead of asking for a host's, by host.
  public var pinnedAddresses: [String: NetworkAddress] = [:]
  /// The most connections to one host.
  public var connections = 8

  /// A proxy that tunnels (`CONNECT`).
  public struct Proxy: Sendable {
    /// Its host.
    public var host: String
    /// Its port.
    public var port: Int
    /// The name and the password that it asks for, encoded as Basic authentication does.
    public var authorization: Secret?

    /// Makes a proxy.
    public init(host: String, port: Int, authorization: Secret? = nil) {
      self.host = host
      self.port = port
      self.authorization = authorization
    }
  }

  /// The usual settings.
  public init() {}
}
