import NIOPosix

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Finds the numbers of a host.
public protocol HostResolver: Sendable {
  /// The numbers of a host, in the order in which to try them.
  func addresses(of host: String) async throws(TransportError) -> [NetworkAddress]
}

/// The system's own resolver, on a thread that may wait.
public struct SystemResolver: HostResolver {
  /// Makes the resolver.
  public init() {}

  /// The numbers of a host, in the system's order.
  public func addresses(of host: String) async throws(TransportError) -> [NetworkAddress] {
    let found: [NetworkAddress]
    do {
      found = try await NIOThreadPool.singleton.runIfActive { Self.lookUp(host) }
    } catch {
      throw TransportError(.cancelled, "it was cancelled")
    }
    if found.isEmpty { throw TransportError(.unreachable, "the name of the host is not known") }
    return found
  }

  private static func lookUp(_ host: String) -> [NetworkAddress] {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    #if canImport(Glibc)
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
      hints.ai_socktype = Int32(SOCK_STREAM)
    #endif
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var found: [NetworkAddress] = []
    var entry = list
    while let current = entry {
      defer { entry = current.pointee.ai_next }
      guard let address = current.pointee.ai_addr else { continue }
      let bytes: [UInt8]
      switch Int32(address.pointee.sa_family) {
      case AF_INET:
        bytes = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { inner in
          withUnsafeBytes(of: inner.pointee.sin_addr) { Array($0) }
        }
      case AF_INET6:
        bytes = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { inner in
          withUnsafeBytes(of: inner.pointee.sin6_addr) { Array($0) }
        }
      default: continue
      }
      if let number = NetworkAddress(bytes: bytes), !found.contains(number) {
        found.append(number)
      }
    }
    return found
  }
}
