import CallPressCore
import CallabAPI
import NIOCore
import NIOPosix
import NIOSSL
import Testing

@Suite("A certificate")
struct CertificateTests {
  /// Made for these tests and used by nothing else; it is for this machine by name and number.
  static let certificate = """
    -----BEGIN CERTIFICATE-----
    MIIBUDCB+KADAgECAgEBMAoGCCqGSM49BAMCMBkxFzAVBgNVBAMMDkNhbGxQcmVz
    cyB0ZXN0MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAZMRcwFQYD
    VQQDDA5DYWxsUHJlc3MgdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABCvz
    +EG1ppTgPq9L3a33oZp6eCzdSY3+ZsA8zwgToOMAGw9M1eizXBJMuvcOvoWEnkx7
    cqTlNg+2xxFca6NUx2ejLzAtMBoGA1UdEQQTMBGCCWxvY2FsaG9zdIcEfwAAATAP
    BgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCID746A4kOPmje/YrdmNX
    JovIkIOEgJNSjc5TxL5e+XiOAiAl7x6F9BCe2PUNgDYyaSHTaDtrU5dbRW9LMIGY
    48kskA==
    -----END CERTIFICATE-----
    """
  static let key = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgRALL357avjskLgHM
    atciOssa4BJ0OGRCwcrZ7jrTM4ihRANCAAQr8/hBtaaU4D6vS92t96Gaengs3UmN
    /mbAPM8IE6DjABsPTNXos1wSTLr3Dr6FhJ5Me3Kk5TYPtscRXGujVMdn
    -----END PRIVATE KEY-----
    """

  /// A server that would answer, over an encrypted connection.
  private static func serve() async throws -> any Channel {
    let tls = TLSConfiguration.makeServerConfiguration(
      certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8)).map {
        .certificate($0)
      },
      privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem)))
    let context = try NIOSSLContext(configuration: tls)
    return try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
          try channel.pipeline.syncOperations.addHandler(Answering())
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
  }

  /// Answers whatever comes with a call.
  private final class Answering: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      let body = ClientTests.call
      let text = "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      context.close(promise: nil)
    }
  }

  private func fetch(
    host: String, trusting pem: [UInt8]?, port: Int
  ) async throws -> Result<[UInt8], CallPressError> {
    var transport = TransportSettings()
    transport.extraCertificates = pem
    transport.connectTimeout = .seconds(600)
    transport.idleTimeout = .seconds(3600)
    let sockets = try SocketTransport(transport)
    var settings = try CallabSettings(base: "https://\(host):\(port)/v1")
    settings.retry.retries = 3
    settings.timeout = .seconds(3600)
    let client = CallabClient(settings, transport: sockets, timing: FakeTiming())
    let result: Result<[UInt8], CallPressError>
    do throws(CallPressError) {
      result = .success(try await client.call(id: "c-1").bytes)
    } catch {
      result = .failure(error)
    }
    await sockets.close()
    return result
  }

  @Test("that nobody vouches for is refused; one that the user vouches for is not")
  func trust() async throws {
    let server = try await Self.serve()
    let port = try #require(server.localAddress?.port)
    guard case .failure(let error) = try await fetch(host: "localhost", trusting: nil, port: port)
    else {
      Issue.record("an unknown certificate was trusted")
      return
    }
    #expect(error.code == .unreachable && error.message.contains("--ca-file"), "\(error)")
    #expect((error.cause as? CallabFailure)?.attempts == 1)

    let pem = Array(Self.certificate.utf8)
    let trusted = try await fetch(host: "localhost", trusting: pem, port: port)
    #expect((try? trusted.get()) == Array(ClientTests.call.utf8), "\(trusted)")
    try await server.close()
  }

  @Test("file that holds none is an error, not nothing")
  func noCertificate() {
    var transport = TransportSettings()
    transport.extraCertificates = Array("not a certificate".utf8)
    #expect(throws: TransportError.self) { try SocketTransport(transport) }
  }
}
