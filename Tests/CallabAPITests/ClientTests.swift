import CallPressCore
import CallabAPI
import Foundation
import Logging
import Synchronization
import TestSupport
import Testing

/// The client against a server that does to the byte what a test says.
@Suite("The client")
struct ClientTests {
  static let token = "token-0123456789abcdefghijklmnopqrstuv"
  static let call = #"{"status":"ok","message":"","data":{"id":"c-1","call_status":"completed"}}"#

  /// Runs work with a client of a server; waits are short.
  func withClient<Value: Sendable>(
    of server: ScriptedServer, retries: Int = 2, idle: Duration = .seconds(3600),
    timeout: Duration = .seconds(3600), limit: Int = 1 << 20, logger: Logger? = nil,
    _ work: (CallabClient) async throws -> Value
  ) async throws -> Value {
    var settings = try CallabSettings(base: server.origin + "/v1")
    settings.token = Secret(Self.token)
    settings.retry.retries = retries
    settings.retry.firstDelay = .milliseconds(1)
    // A machine that is busy with other tests is no reason to give up.
    settings.retry.deadline = .seconds(3600)
    settings.timeout = timeout
    settings.answerLimit = limit
    var transport = TransportSettings()
    transport.idleTimeout = idle
    transport.connectTimeout = .seconds(600)
    transport.decompressedLimit = limit
    let sockets = try SocketTransport(transport)
    let client =
      logger.map { CallabClient(settings, transport: sockets, logger: $0) }
      ?? CallabClient(settings, transport: sockets)
    let result: Result<Value, any Error>
    do {
      result = .success(try await work(client))
    } catch {
      result = .failure(error)
    }
    await sockets.close()
    return try result.get()
  }

  /// The error of fetching a call from a server with a script.
  func failure(
    retries: Int = 0, idle: Duration = .seconds(3600), timeout: Duration = .seconds(3600),
    limit: Int = 1 << 20, _ script: @escaping ScriptedServer.Script
  ) async throws -> (error: CallPressError, requests: Int) {
    let server = try ScriptedServer(script)
    let error = try await withClient(
      of: server, retries: retries, idle: idle, timeout: timeout, limit: limit
    ) { client in
      await #expect(throws: CallPressError.self) { try await client.call(id: "c-1") }
    }
    return (try #require(error), server.requests.count)
  }

  @Test("hands on the bytes as they came, and what is in them")
  func bytes() async throws {
    let odd = "{ \"status\" : \"OK\",\n\"data\":{\"id\":\"c-1\",\"x\":1.10,\"x\":2}}"
    let server = try ScriptedServer { _ in ScriptedServer.answer(odd) }
    let answer = try await withClient(of: server) { try await $0.call(id: "a/b?c") }
    #expect(answer.bytes == Array(odd.utf8))
    #expect(answer.data["id"]?.string == "c-1")
    let request = try #require(server.requests.first)
    #expect(request.target == "/v1/calls/a%2Fb%3Fc")
    #expect(request.field("authorization") == "Bearer \(Self.token)")
    #expect(request.field("user-agent") == "callpress")
    #expect(request.field("accept-encoding") == "gzip")
  }

  @Test("takes a body in chunks, in single bytes, and until the end")
  func framing() async throws {
    let body = Self.call
    let scripts: [[ScriptedServer.Step]] = [
      [.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")]
        + body.utf8.map { .send("1\r\n\(Character(Unicode.Scalar($0)))\r\n") } + [
          .send("0\r\n\r\n")
        ],
      [.send("HTTP/1.1 200 OK\r\n\r\n" + body), .close],
      Array("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8).map {
        .send([$0])
      },
    ]
    for script in scripts {
      let server = try ScriptedServer { _ in script }
      let answer = try await withClient(of: server) { try await $0.call(id: "c-1") }
      #expect(answer.bytes == Array(body.utf8))
    }
  }

  @Test("unpacks what is packed, and no bomb")
  func gzip() async throws {
    let packed = try Self.gzip("printf '%s' \"$1\"", Self.call)
    let server = try ScriptedServer { _ in
      ScriptedServer.answer(
        bytes: packed, type: "application/json", fields: "Content-Encoding: gzip\r\n")
    }
    let answer = try await withClient(of: server) { try await $0.call(id: "c-1") }
    #expect(answer.bytes == Array(Self.call.utf8))

    let bomb = try Self.gzip("head -c 100000000 /dev/zero", "")
    #expect(bomb.count < 1 << 20)
    let (error, requests) = try await failure(retries: 3) { _ in
      ScriptedServer.answer(
        bytes: bomb, type: "application/json", fields: "Content-Encoding: gzip\r\n")
    }
    #expect(error.code == .limitExceeded, "\(error)")
    #expect(requests == 1)

    let (broken, _) = try await failure { _ in
      ScriptedServer.answer("no gzip", fields: "Content-Encoding: gzip\r\n")
    }
    #expect(broken.code == .unexpectedResponse || broken.code == .unreachable, "\(broken)")
  }

  @Test("refuses what is too large, announced or not")
  func large() async throws {
    let (announced, _) = try await failure(limit: 1000) { _ in
      [.send("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n"), .hang]
    }
    #expect(announced.code == .limitExceeded)
    let (endless, _) = try await failure(limit: 100_000) { _ in
      [.send("HTTP/1.1 200 OK\r\n\r\n")]
        + Array(repeating: .send(String(repeating: "x", count: 10_000)), count: 100) + [.hang]
    }
    #expect(endless.code == .limitExceeded)
  }

  @Test("tries again when a connection breaks off anywhere")
  func cuts() async throws {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: \(Self.call.utf8.count)\r\n\r\n"
    let troubles: [[ScriptedServer.Step]] = [
      [.close], [.reset], [.send("HTTP/1."), .close], [.send(head), .reset],
      [.send(head + "{\"status\""), .close], [.send(head + "{\"status\""), .reset],
      [.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"st"), .close],
      [.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), .close],
      [.send("SSH-2.0-OpenSSH\r\n"), .close],
    ]
    for trouble in troubles {
      let server = try ScriptedServer { request in
        request.number == 0 ? trouble : ScriptedServer.answer(Self.call)
      }
      let answer = try await withClient(of: server) { try await $0.call(id: "c-1") }
      #expect(answer.bytes == Array(Self.call.utf8), "\(trouble)")
      let (error, requests) = try await failure(retries: 2) { _ in trouble }
      #expect(error.code == .unreachable && requests == 3, "\(trouble) \(error)")
    }
  }

  @Test("does not wait for ever: for a head, for the rest of a body, for a drop now and then")
  func stalls() async throws {
    let (head, _) = try await failure(idle: .milliseconds(200)) { _ in [.hang] }
    #expect(head.code == .timedOut, "\(head)")
    let (body, _) = try await failure(idle: .milliseconds(200)) { _ in
      [.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"), .hang]
    }
    #expect(body.code == .timedOut, "\(body)")
    let (drops, _) = try await failure(timeout: .milliseconds(500)) { _ in
      [.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")]
        + (0..<200).flatMap { _ in [.send("x"), .pause(milliseconds: 50)] }
    }
    #expect(drops.code == .timedOut, "\(drops)")
  }

  @Test("waits for as long as it is told, and comes to an end in a storm")
  func storm() async throws {
    let server = try ScriptedServer { request in
      request.number < 2
        ? ScriptedServer.answer(429, "{}", fields: "Retry-After-Ms: 20\r\n")
        : ScriptedServer.answer(Self.call)
    }
    // A connection that the server closed may cost an attempt of its own.
    _ = try await withClient(of: server, retries: 6) { try await $0.call(id: "c-1") }
    #expect(server.requests.count == 3)

    let (error, requests) = try await failure(retries: 3) { _ in
      ScriptedServer.answer(
        429, #"{"status":"error","message":"slow down"}"#, fields: "Retry-After-Ms: 1\r\n")
    }
    #expect(error.code == .rateLimited && requests == 4)
    #expect(error.message.contains("slow down"))

    let (long, once) = try await failure(retries: 3) { _ in
      ScriptedServer.answer(429, "{}", fields: "Retry-After: 3600\r\n")
    }
    #expect(long.code == .rateLimited && once == 1)
    let cause = try #require(long.cause as? CallabFailure)
    #expect(cause.retryAt != nil && cause.status == 429)
  }

  @Test("takes 500 then fine for fine")
  func fine() async throws {
    let server = try ScriptedServer { request in
      request.number == 0
        ? ScriptedServer.answer(500, "oops", type: "text/plain") : ScriptedServer.answer(Self.call)
    }
    _ = try await withClient(of: server) { try await $0.call(id: "c-1") }
    #expect(server.requests.count == 2)
  }

  @Test(
    "names what a status means, and asks once where asking again is of no use",
    arguments: [
      (401, CallPressError.Code.unauthorized), (403, .forbidden), (404, .noSuchCall),
      (400, .requestRefused), (422, .requestRefused), (501, .serverFailure),
    ])
  func statuses(status: Int, code: CallPressError.Code) async throws {
    let (error, requests) = try await failure(retries: 3) { _ in
      ScriptedServer.answer(status, #"{"status":"error","message":"said so"}"#)
    }
    #expect(error.code == code && requests == 1, "\(error)")
    #expect(error.message.contains("said so"))
  }

  @Test("takes no answer for good that reports a failure or is of another kind")
  func strange() async throws {
    let answers: [(body: String, type: String, code: CallPressError.Code)] = [
      (
        #"{"status":"error","message":"no\u001b[31m way","data":null}"#, "application/json",
        .failureResponse
      ),
      (#"{"status":"pending","data":{}}"#, "application/json", .failureResponse),
      ("<!doctype html><title>Sign in</title>", "text/html", .unexpectedResponse),
      ("", "application/json", .unexpectedResponse),
      ("{\"status\":", "application/json", .unexpectedResponse),
      (#"{"status":"ok","data":null}"#, "application/json", .noSuchCall),
      (#"{"status":"ok","data":[]}"#, "application/json", .noSuchCall),
    ]
    for answer in answers {
      let (error, requests) = try await failure(retries: 2) { _ in
        ScriptedServer.answer(answer.body, type: answer.type)
      }
      #expect(error.code == answer.code && requests == 1, "\(answer.body) \(error)")
      #expect(!error.message.unicodeScalars.contains { $0.value < 0x20 })
    }
    let (page, _) = try await failure { _ in ScriptedServer.answer("<html>", type: "text/html") }
    #expect(page.message.contains("text/html, 6 bytes"))
    let list = try ScriptedServer { _ in ScriptedServer.answer(#"{"status":"ok","data":{}}"#) }
    let error = try await withClient(of: list) { client in
      await #expect(throws: CallPressError.self) {
        try await client.calls(CallQuery(), page: 0, size: 10)
      }
    }
    #expect(error?.code == .unexpectedResponse)
  }

  @Test("follows no redirect, and gives no other host the token")
  func redirect() async throws {
    let other = try ScriptedServer { _ in ScriptedServer.answer(Self.call) }
    let target = "\(other.origin)/v1/calls/c-1"
    let (error, _) = try await failure(retries: 2) { _ in
      ScriptedServer.answer(302, "", fields: "Location: \(target)\r\n")
    }
    #expect(error.code == .unexpectedResponse)
    #expect(error.message.contains(other.origin))
    #expect(other.requests.isEmpty)
  }

  @Test("shows the token in no error and no log, even where the server repeats it")
  func secret() async throws {
    let log = CapturedLog()
    var logger = Logger(label: "test", factory: { _ in log })
    logger.logLevel = .trace
    let bodies = [
      #"{"status":"error","message":"bad token \#(Self.token)"}"#,
      #"{"status":"error","error":{"message":"\#(Self.token)"}}"#,
    ]
    for status in [200, 401, 403, 404, 429, 500] {
      for body in bodies {
        let server = try ScriptedServer { _ in
          ScriptedServer.answer(status, body, fields: "X-Token: \(Self.token)\r\n")
        }
        let error = try await withClient(of: server, retries: 1, logger: logger) { client in
          await #expect(throws: CallPressError.self) { try await client.call(id: "c-1") }
        }
        let shown = try #require(error)
        var dumped = ""
        dump(shown, to: &dumped)
        #expect(!"\(shown)\(dumped)\(String(reflecting: shown))".contains(Self.token))
        try await withClient(of: server) { client in
          #expect(!String(reflecting: client).contains(Self.token))
        }
      }
    }
    let lines = log.lines.withLock { $0 }
    #expect(!lines.isEmpty)
    #expect(!lines.contains { $0.contains(Self.token) || $0.contains("bad token") })
  }

  @Test("stops at once when it is cancelled")
  func cancelled() async throws {
    let server = try ScriptedServer { _ in [.hang] }
    let error = try await withClient(of: server) { client in
      let task = Task { try await client.call(id: "c-1") }
      while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
      task.cancel()
      return await #expect(throws: CallPressError.self) { try await task.value }
    }
    #expect(error?.code == .cancelled)
  }

  @Test("says who cannot be reached")
  func unreachable() async throws {
    let port = try ScriptedServer { _ in [.close] }.port
    let sockets = try SocketTransport()
    var settings = try CallabSettings(base: "http://127.0.0.1:\(port)/v1")
    settings.retry = .never
    let client = CallabClient(settings, transport: sockets)
    let error = await #expect(throws: CallPressError.self) { try await client.call(id: "x") }
    await sockets.close()
    #expect(error?.code == .unreachable || error?.code == .timedOut)
    #expect(error?.location?.source == "http://127.0.0.1:\(port)")
  }

  /// What a line of shell prints, packed.
  static func gzip(_ line: String, _ argument: String) throws -> [UInt8] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "(\(line)) | gzip -9", "sh", argument]
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Array(data)
  }
}

/// Keeps what is logged.
struct CapturedLog: LogHandler {
  final class Lines: Sendable {
    let storage = Mutex<[String]>([])
    func withLock<Value: Sendable>(_ body: (inout sending [String]) -> sending Value) -> Value {
      storage.withLock(body)
    }
  }

  let lines = Lines()
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.trace

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    lines.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
  }
}
