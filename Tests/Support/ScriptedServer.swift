import Foundation
import Synchronization

/// A server on loopback that answers each request with the steps of a script, to the byte: it can
/// stall, lie about lengths and break connections off.
public final class ScriptedServer: Sendable {
  /// One thing to do with a connection.
  public enum Step: Sendable {
    /// Send bytes.
    case send([UInt8])
    /// Do nothing for a while.
    case pause(milliseconds: Int)
    /// Close with a reset.
    case reset
    /// Close.
    case close
    /// Do nothing until the other side goes.
    case hang

    /// Send text.
    public static func send(_ text: String) -> Step { .send(Array(text.utf8)) }
  }

  /// A request as it came.
  public struct Request: Sendable {
    /// Its number at this server, from 0.
    public var number: Int
    /// The line and the header fields.
    public var text: String

    /// What the request line asks for.
    public var target: String {
      text.split(separator: " ").dropFirst().first.map(String.init) ?? ""
    }

    /// The value of a header field, by its name in lower case.
    public func field(_ name: String) -> String? {
      for line in text.split(whereSeparator: \.isNewline).dropFirst() {
        let parts = line.split(separator: ":", maxSplits: 1)
        if parts.count == 2, parts[0].lowercased() == name {
          return parts[1].trimmingCharacters(in: .whitespaces)
        }
      }
      return nil
    }
  }

  /// What to do about a request.
  public typealias Script = @Sendable (Request) -> [Step]

  /// The port.
  public let port: Int
  private let listener: Int32
  private let seen = Mutex<[Request]>([])
  private let script: Script

  /// Begins to listen.
  public init(_ script: @escaping Script) throws {
    self.script = script
    #if canImport(Darwin)
      let kind = SOCK_STREAM
    #else
      let kind = Int32(SOCK_STREAM.rawValue)
    #endif
    let socket = socket(AF_INET, kind, 0)
    listener = socket
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(socket, pointer, length) == 0 && listen(socket, 64) == 0
          && getsockname(socket, pointer, &length) == 0
      }
    }
    guard socket >= 0, result else { throw POSIXError(.EADDRINUSE) }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(socket, nil, nil)
        guard connection >= 0 else { return }
        guard let server = self else {
          close(connection)
          return
        }
        Thread.detachNewThread { server.serve(connection) }
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// The requests so far.
  public var requests: [Request] { seen.withLock { $0 } }

  /// The address of the server.
  public var origin: String { "http://127.0.0.1:\(port)" }

  /// A whole good answer with a length.
  public static func answer(
    _ body: String, type: String = "application/json", fields: String = ""
  ) -> [Step] {
    answer(200, body, type: type, fields: fields)
  }

  /// A whole answer with a length.
  public static func answer(
    _ status: Int, _ body: String, type: String = "application/json", fields: String = ""
  ) -> [Step] {
    [
      .send(
        "HTTP/1.1 \(status) X\r\nContent-Type: \(type)\r\n\(fields)"
          + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    ]
  }

  /// A whole answer of bytes.
  public static func answer(
    _ status: Int = 200, bytes: [UInt8], type: String, fields: String = ""
  ) -> [Step] {
    [
      .send(
        "HTTP/1.1 \(status) X\r\nContent-Type: \(type)\r\n\(fields)"
          + "Content-Length: \(bytes.count)\r\n\r\n"), .send(bytes),
    ]
  }

  private func serve(_ connection: Int32) {
    defer { close(connection) }
    var rest: [UInt8] = []
    while let text = Self.head(connection, &rest) {
      let request = seen.withLock { seen in
        seen.append(Request(number: seen.count, text: text))
        return seen[seen.count - 1]
      }
      for step in script(request) {
        switch step {
        case .send(let bytes): if !Self.send(bytes, connection) { return }
        case .pause(let milliseconds): usleep(UInt32(milliseconds) * 1000)
        case .close: return
        case .reset:
          var option = linger(l_onoff: 1, l_linger: 0)
          setsockopt(
            connection, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
          return
        case .hang:
          var byte: UInt8 = 0
          while recv(connection, &byte, 1, 0) > 0 {}
          return
        }
      }
    }
  }

  /// The next request without a body; `nil` when the other side has gone.
  private static func head(_ connection: Int32, _ rest: inout [UInt8]) -> String? {
    let end = Array("\r\n\r\n".utf8)
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      if let range = rest.firstRange(of: end) {
        let text = String(decoding: rest[..<range.lowerBound], as: UTF8.self)
        rest.removeSubrange(..<range.upperBound)
        return text
      }
      let count = recv(connection, &chunk, chunk.count, 0)
      guard count > 0 else { return nil }
      rest += chunk[..<count]
    }
  }

  private static func send(_ bytes: [UInt8], _ connection: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        #if canImport(Darwin)
          Foundation.send(connection, buffer.baseAddress.map { $0 + sent }, bytes.count - sent, 0)
        #else
          Foundation.send(
            connection, buffer.baseAddress.map { $0 + sent }, bytes.count - sent,
            Int32(MSG_NOSIGNAL))
        #endif
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }
}
