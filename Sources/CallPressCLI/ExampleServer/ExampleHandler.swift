import CallabAPI
import NIOCore
import NIOHTTP1
import Synchronization

/// The service of a server, which has none until its port is known.
final class ServiceBox: Sendable {
  let value = Mutex<ExampleService?>(nil)
}

/// Serves one connection.
final class ExampleHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let service: ServiceBox
  private let faults: ExampleFaults
  private var head: HTTPRequestHead?

  init(service: ServiceBox, faults: ExampleFaults) {
    self.service = service
    self.faults = faults
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): self.head = head
    case .body: break
    case .end:
      guard let head else { return }
      self.head = nil
      serve(head, context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func serve(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    guard let service = service.value.withLock({ $0 }) else {
      context.close(promise: nil)
      return
    }
    let parts = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let request = ExampleService.Request(
      path: Self.decoded(parts.first ?? ""),
      query: (parts.count > 1 ? parts[1] : "").split(separator: "&").map { pair in
        let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (Self.decoded(sides[0]), sides.count > 1 ? Self.decoded(sides[1]) : "")
      },
      authorization: head.headers.first(name: "authorization"),
      range: head.headers.first(name: "range"))
    var answer =
      head.method == .GET
      ? service.answer(request)
      : ExampleService.Answer(status: 405, fields: [("Allow", "GET")], body: [])
    let fault = answer.status < 300 ? faults.fault(for: head.uri) : nil
    switch fault {
    case .failure: answer = Self.text(500, "text/plain", "internal error")
    case .tooMany:
      answer = Self.text(429, "text/plain", "slow down")
      answer.fields.append(("Retry-After-Ms", "50"))
    case .page: answer = Self.text(502, "text/html", "<!doctype html><h1>Bad gateway</h1>")
    case .noAnswer:
      context.close(promise: nil)
      return
    case .cut, .stall, nil: break
    }
    write(answer, fault, keepsAlive: head.isKeepAlive, context)
  }

  private func write(
    _ answer: ExampleService.Answer, _ fault: ExampleFaults.Fault?, keepsAlive: Bool,
    _ context: ChannelHandlerContext
  ) {
    var fields = HTTPHeaders(answer.fields)
    fields.add(name: "Content-Length", value: String(answer.body.count))
    if !keepsAlive { fields.add(name: "Connection", value: "close") }
    let head = HTTPResponseHead(
      version: .http1_1, status: .init(statusCode: answer.status), headers: fields)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    let middle = fault == .cut || fault == .stall ? answer.body.count / 2 : answer.body.count
    let first = context.channel.allocator.buffer(bytes: answer.body[..<middle])
    context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(first))), promise: nil)
    let rest = context.channel.allocator.buffer(bytes: answer.body[middle...])
    switch fault {
    case .cut:
      // What has been written shall arrive before the end does.
      let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
      context.eventLoop.scheduleTask(in: .milliseconds(20)) { bound.value.close(promise: nil) }
    case .stall:
      let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
      context.eventLoop.scheduleTask(in: .milliseconds(100)) {
        let (handler, context) = bound.value
        handler.finish(rest, keepsAlive: keepsAlive, context)
      }
    default: finish(rest, keepsAlive: keepsAlive, context)
    }
  }

  private func finish(_ rest: ByteBuffer, keepsAlive: Bool, _ context: ChannelHandlerContext) {
    if rest.readableBytes > 0 {
      context.write(wrapOutboundOut(.body(.byteBuffer(rest))), promise: nil)
    }
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
      if !keepsAlive { bound.value.close(promise: nil) }
    }
  }

  private static func text(
    _ status: Int, _ type: String, _ text: String
  ) -> ExampleService.Answer {
    ExampleService.Answer(
      status: status, fields: [("Content-Type", type)], body: Array(text.utf8))
  }

  /// Takes the escapes out of a part of an address.
  private static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
