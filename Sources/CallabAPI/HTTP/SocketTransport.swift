import AsyncHTTPClient
public import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL

/// The transport over real sockets: HTTP/1.1, with TLS for https.
///
/// One client of AsyncHTTPClient with everything turned off that would act on its own: redirects,
/// second connection attempts, logging. Close it when it is done with.
public struct SocketTransport: HTTPTransport {
  private let client: HTTPClient
  private let settings: TransportSettings

  /// Sets a transport up; nothing is connected yet.
  ///
  /// - Throws: `badSettings` for certificates that cannot be read.
  public init(_ settings: TransportSettings = TransportSettings()) throws(TransportError) {
    var configuration = HTTPClient.Configuration()
    configuration.tlsConfiguration = try Self.tls(settings.extraCertificates)
    configuration.redirectConfiguration = .disallow
    configuration.timeout = .init(
      connect: TimeAmount(settings.connectTimeout), read: TimeAmount(settings.idleTimeout))
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = settings.connections
    configuration.decompression =
      settings.decompressedLimit.map { .enabled(limit: .size($0)) } ?? .disabled
    configuration.httpVersion = .http1Only
    configuration.dnsOverride = settings.pinnedAddresses.mapValues(\.description)
    configuration.proxy = settings.proxy.map { proxy in
      .server(
        host: proxy.host, port: proxy.port,
        authorization: proxy.authorization.map { .basic(credentials: $0.revealed) })
    }
    client = HTTPClient(
      eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    self.settings = settings
  }

  /// Sends a request.
  public func send(
    _ request: HTTPRequest, to address: WebAddress
  ) async throws(TransportError) -> TransportAnswer {
    var sent = HTTPClientRequest(url: address.absolute)
    sent.method = HTTPMethod(rawValue: request.method.rawValue)
    for field in request.headerFields {
      sent.headers.add(name: field.name.rawName, value: field.value)
    }
    let answer: HTTPClientResponse
    do {
      // The timeouts of connecting and of silence bound this; the caller bounds the whole.
      answer = try await client.execute(sent, deadline: .distantFuture)
    } catch {
      throw Self.failure(error, settings)
    }
    var fields = HTTPFields()
    for (name, value) in answer.headers {
      guard let name = HTTPField.Name(name) else { continue }
      fields.append(HTTPField(name: name, value: value))
    }
    let head = HTTPResponse(status: .init(code: Int(answer.status.code)), headerFields: fields)
    var body = answer.body.makeAsyncIterator()
    let settings = settings
    return TransportAnswer(head: head) { () async throws(TransportError) -> [UInt8]? in
      do {
        return try await body.next().map { Array($0.readableBytesView) }
      } catch {
        throw Self.failure(error, settings)
      }
    }
  }

  /// Closes the connections.
  public func close() async {
    // What cannot be closed cleanly is closed all the same.
    try? await client.shutdown()
  }

  private static func tls(_ pem: [UInt8]?) throws(TransportError) -> TLSConfiguration {
    var tls = TLSConfiguration.makeClientConfiguration()
    guard let pem else { return tls }
    do {
      let certificates = try NIOSSLCertificate.fromPEMBytes(pem)
      if certificates.isEmpty {
        throw TransportError(.badSettings, "the certificate file holds no certificates in PEM")
      }
      tls.additionalTrustRoots = [.certificates(certificates)]
      return tls
    } catch {
      throw TransportError(.badSettings, "the certificate file holds no certificates in PEM")
    }
  }

  // MARK: Failures

  private static func failure(_ error: any Error, _ settings: TransportSettings) -> TransportError {
    switch error {
    case let error as TransportError: return error
    case is CancellationError: return TransportError(.cancelled, "it was cancelled")
    case let error as HTTPClientError: return failure(error, settings)
    case is NIOHTTPDecompression.DecompressionError:
      if case NIOHTTPDecompression.DecompressionError.limit = error {
        let limit = (settings.decompressedLimit ?? 0) >> 20
        return TransportError(.tooLarge, "the body is larger than \(limit) MiB when unpacked")
      }
      return TransportError(.badEncoding, "the body cannot be unpacked")
    case is NIOHTTPDecompression.ExtraDecompressionError:
      return TransportError(.badEncoding, "the body cannot be unpacked")
    case is HTTPParserError:
      return TransportError(.cut, "the answer ended too early or is no HTTP")
    case let error as NIOConnectionError:
      if error.connectionErrors.isEmpty, error.dnsAError != nil || error.dnsAAAAError != nil {
        return TransportError(.unreachable, "the name of the host is not known")
      }
      let reason = error.connectionErrors.first.map { words($0.error) }
      return TransportError(.unreachable, reason ?? "no connection came about")
    case let error as NIOSSLError: return failure(error)
    case is NIOSSLExtraError:
      return TransportError(.untrusted, "the certificate is not for this host")
    case let error as IOError: return TransportError(.cut, words(error))
    case let error as ChannelError:
      if case .connectTimeout = error {
        return TransportError(.timedOut, "no connection within the time allowed")
      }
      return TransportError(.cut, "the connection was closed")
    default: return TransportError(.cut, "the connection failed")
    }
  }

  private static func failure(
    _ error: HTTPClientError, _ settings: TransportSettings
  ) -> TransportError {
    switch error {
    case .cancelled, .requestStreamCancelled:
      TransportError(.cancelled, "it was cancelled")
    case .connectTimeout, .tlsHandshakeTimeout, .httpProxyHandshakeTimeout,
      .getConnectionFromPoolTimeout:
      TransportError(
        .timedOut, "no connection within \(settings.connectTimeout.components.seconds) s")
    case .readTimeout:
      TransportError(
        .timedOut, "nothing came for \(settings.idleTimeout.components.seconds) s")
    case .deadlineExceeded: TransportError(.timedOut, "it took too long")
    case .remoteConnectionClosed:
      TransportError(.cut, "the other side closed the connection before the answer was whole")
    case .proxyAuthenticationRequired:
      TransportError(.badSettings, "the proxy asks for a name and a password")
    case .invalidProxyResponse: TransportError(.unreachable, "the proxy does not connect")
    default: TransportError(.cut, "the request failed: \(error.shortDescription)")
    }
  }

  private static func failure(_ error: NIOSSLError) -> TransportError {
    switch error {
    case .handshakeFailed(let inner):
      let said = String(describing: inner)
      if said.contains("CERTIFICATE_VERIFY_FAILED") {
        return TransportError(
          .untrusted, "no authority that is trusted vouches for its certificate")
      }
      return TransportError(.untrusted, "no encrypted connection can be agreed upon")
    case .unableToValidateCertificate, .noCertificateToValidate, .cannotFindPeerIP:
      return TransportError(.untrusted, "its certificate cannot be checked")
    case .uncleanShutdown:
      return TransportError(.cut, "the connection ended before the answer was whole")
    default: return TransportError(.cut, "the encrypted connection failed")
    }
  }

  private static func words(_ error: any Error) -> String {
    guard let error = error as? IOError else {
      return String(describing: error).contains("imeout")
        ? "no connection within the time allowed" : "no connection came about"
    }
    switch error.errnoCode {
    case ECONNREFUSED: return "the connection was refused"
    case ECONNRESET, EPIPE: return "the other side broke the connection off"
    case ENETUNREACH, EHOSTUNREACH: return "there is no way to the host"
    case ETIMEDOUT: return "the connection timed out"
    default: return "the connection failed (system error \(error.errnoCode))"
    }
  }
}

extension TimeAmount {
  fileprivate init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self = .nanoseconds(seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000)
  }
}
