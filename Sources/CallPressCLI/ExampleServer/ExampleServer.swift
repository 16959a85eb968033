import CallPressCore
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// The example server on this machine's own address, which nobody else can reach.
struct ExampleServer: Sendable {
  private let channel: any Channel

  /// The port that it listens on.
  let port: Int

  /// Where it listens.
  static let host = "127.0.0.1"

  /// Begins to listen.
  ///
  /// - Parameters:
  ///   - port: The port, 0 for any that is free.
  ///   - makeService: Makes the service, when the port is known.
  init(
    port: Int, faults: ExampleFaults,
    makeService: (_ port: Int) throws(CallPressError) -> ExampleService
  ) async throws(CallPressError) {
    let service = ServiceBox()
    do {
      channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .serverChannelOption(.backlog, value: 256)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.configureHTTPServerPipeline()
            try channel.pipeline.syncOperations.addHandler(
              ExampleHandler(service: service, faults: faults))
          }
        }
        .bind(host: Self.host, port: port).get()
    } catch {
      throw CallPressError(
        .cannotListen, "cannot listen on \(Self.host):\(port); another program may have the port")
    }
    self.port = channel.localAddress?.port ?? port
    do throws(CallPressError) {
      let made = try makeService(self.port)
      service.value.withLock { $0 = made }
    } catch {
      try? await channel.close()
      throw error
    }
  }

  /// Waits until somebody closes it.
  func wait() async {
    try? await channel.closeFuture.get()
  }
}

extension CallPressError.Code {
  /// A server cannot listen on its port.
  static let cannotListen = Self("cannot-listen", .unavailable)
}
