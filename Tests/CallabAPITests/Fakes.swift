import CallPressCore
import CallabAPI
import HTTPTypes
import Synchronization

/// A transport that answers out of a function.
struct FakeTransport: HTTPTransport {
  typealias Reply = (status: Int, fields: HTTPFields, body: [UInt8])

  let requests = Requests()
  let reply: @Sendable (WebAddress, HTTPRequest) throws(TransportError) -> Reply

  init(_ reply: @escaping @Sendable (WebAddress, HTTPRequest) throws(TransportError) -> Reply) {
    self.reply = reply
  }

  final class Requests: Sendable {
    let all = Mutex<[WebAddress]>([])
  }

  func send(
    _ request: HTTPRequest, to address: WebAddress
  ) async throws(TransportError) -> TransportAnswer {
    requests.all.withLock { $0.append(address) }
    let reply = try reply(address, request)
    var body: [UInt8]? = reply.body
    return TransportAnswer(
      head: HTTPResponse(status: .init(code: reply.status), headerFields: reply.fields)
    ) { () async throws(TransportError) in
      defer { body = nil }
      return body
    }
  }

  func close() async {}
}

/// Clocks that jump instead of waiting.
final class FakeTiming: ClientTiming {
  let sleeps = Mutex<[Duration]>([])
  var now: Instant { Instant(millisecondsSince1970: 1_790_000_000_000) }
  var elapsed: Duration { sleeps.withLock { $0.reduce(.zero, +) } }
  func random() -> Double { 0 }
  func sleep(for duration: Duration) async throws {
    try Task.checkCancellation()
    sleeps.withLock { $0.append(duration) }
  }
}

extension WebAddress {
  /// The value of a parameter of the query.
  func parameter(_ name: String) -> String? {
    for pair in (query ?? "").split(separator: "&") {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if sides[0] == name { return sides.count > 1 ? String(sides[1]) : "" }
    }
    return nil
  }
}
