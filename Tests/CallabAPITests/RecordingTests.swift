import CallPressCore
import CallabAPI
import HTTPTypes
import Synchronization
import TestSupport
import Testing

@Suite("Recordings")
struct RecordingTests {
  /// Keeps the bytes in memory.
  final class Memory: RecordingSink {
    var bytes: [UInt8] = []
    var restarts = 0
    func append(_ new: [UInt8]) throws(CallPressError) { bytes += new }
    func restart() throws(CallPressError) {
      bytes = []
      restarts += 1
    }
  }

  static let audio: [UInt8] = {
    var head = Array("RIFF".utf8) + [0x24, 0x40, 0, 0] + Array("WAVEfmt ".utf8)
    head += [16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x40, 0x1F, 0, 0, 1, 0, 8, 0]
    head += Array("data".utf8) + [0x00, 0x40, 0, 0]
    return head + (0..<0x4000).map { UInt8(truncatingIfNeeded: $0 * 7) }
  }()

  static func downloader(allowsPrivateHosts: Bool = true) -> RecordingDownloader {
    var transport = TransportSettings()
    transport.connectTimeout = .seconds(600)
    transport.idleTimeout = .seconds(3600)
    var downloader = RecordingDownloader(transport: transport, timing: FakeTiming())
    downloader.rules = AddressRules(allowsPrivateHosts: allowsPrivateHosts)
    return downloader
  }

  static func file(_ bytes: [UInt8], fields: String = "") -> [ScriptedServer.Step] {
    ScriptedServer.answer(bytes: bytes, type: "audio/wav", fields: "ETag: \"v1\"\r\n" + fields)
  }

  @Test("arrive whole, with what they are, and without the token being sent")
  func whole() async throws {
    let server = try ScriptedServer { _ in Self.file(Self.audio) }
    let memory = Memory()
    let recording = try await Self.downloader().download(
      server.origin + "/r.mp3?signature=x", to: memory)
    #expect(memory.bytes == Self.audio)
    #expect(recording.kind == .wav && recording.size == Self.audio.count)
    #expect(recording.duration == 2048)
    #expect(recording.contentType == "audio/wav")
    #expect(recording.origin == server.origin + "/r.mp3")
    #expect(recording.sha256.utf8.count == 64 && recording.attempts == 1)
    let request = try #require(server.requests.first)
    #expect(request.field("authorization") == nil && request.field("accept-encoding") == "identity")
  }

  @Test("go on where they were cut, as often as need be")
  func resumed() async throws {
    let server = try ScriptedServer { request in
      let start = request.field("range").flatMap { Int($0.dropFirst(6).dropLast()) } ?? 0
      let rest = Array(Self.audio[start...])
      let head =
        "HTTP/1.1 \(start == 0 ? 200 : 206) X\r\nETag: \"v1\"\r\nContent-Length: \(rest.count)\r\n"
        + (start == 0
          ? "" : "Content-Range: bytes \(start)-\(Self.audio.count - 1)/\(Self.audio.count)\r\n")
        + "\r\n"
      // A thousand bytes at a time, then the line goes dead.
      if rest.count > 1000 {
        return [
          .send(head), .send(Array(rest.prefix(1000))), request.number % 2 == 0 ? .close : .reset,
        ]
      }
      return [.send(head), .send(rest)]
    }
    let memory = Memory()
    let recording = try await Self.downloader().download(server.origin + "/r.wav", to: memory)
    #expect(memory.bytes == Self.audio)
    #expect(memory.restarts == 0 && recording.attempts == server.requests.count)
    #expect(server.requests.dropFirst().allSatisfy { $0.field("if-range") == "\"v1\"" })
  }

  @Test("begin anew where the server gives the whole again, or something else")
  func restarted() async throws {
    let answers: [@Sendable (Int) -> [ScriptedServer.Step]] = [
      { _ in Self.file(Self.audio) },
      { number in
        number == 1
          ? ScriptedServer.answer(
            206, bytes: [1, 2], type: "audio/wav", fields: "Content-Range: bytes 5-6/9\r\n")
          : Self.file(Self.audio)
      },
      { number in number == 1 ? ScriptedServer.answer(416, "") : Self.file(Self.audio) },
    ]
    for answer in answers {
      let server = try ScriptedServer { request in
        guard request.number == 0 else { return answer(request.number) }
        return [
          .send("HTTP/1.1 200 X\r\nETag: \"v1\"\r\nContent-Length: 99999\r\n\r\nRIFFold"), .close,
        ]
      }
      let memory = Memory()
      _ = try await Self.downloader().download(server.origin + "/r.wav", to: memory)
      #expect(memory.bytes == Self.audio && memory.restarts == 1)
    }
  }

  @Test("are not fetched from where a stranger points")
  func hostile() async throws {
    let addresses = [
      "javascript:alert(1)", "file:///etc/passwd", "ftp://a.example/x",
      "http://recordings.example/x",
      "https://127.0.0.1/x", "https://localhost/x", "https://[::1]/x", "https://10.0.0.1/x",
      "https://169.254.169.254/latest/meta-data", "https://[::ffff:127.0.0.1]/x",
      "https://0x7f000001/x", "https://2130706433/x", "https://127.1/x", "https://0/x",
      "https://user:pw@recordings.example/x", "https://printer.local/x", "https://db.internal/x",
      "https://[fd00::1]/x", "https://[64:ff9b::a00:1]/x", "",
    ]
    for address in addresses {
      let error = await #expect(throws: CallPressError.self, "\(address)") {
        try await Self.downloader(allowsPrivateHosts: false).download(address, to: Memory())
      }
      #expect(
        error?.code == .addressRefused || error?.code == .unreachable, "\(address) \(error as Any)")
    }
  }

  /// Says of every name that it is these numbers.
  struct Resolver: HostResolver {
    var numbers: [String]
    func addresses(of host: String) async throws(TransportError) -> [NetworkAddress] {
      numbers.compactMap { NetworkAddress($0) }
    }
  }

  @Test("are fetched from the number that was checked, whatever the name turns into")
  func pinned() async throws {
    for (numbers, isAllowed) in [
      (["10.0.0.1"], false), (["127.0.0.1", "::1"], false), (["8.8.8.8"], true),
      (["10.0.0.1", "8.8.8.8"], true), (["fd00::1"], false), ([], false),
    ] {
      let used = Mutex<[String]>([])
      let downloader = RecordingDownloader(
        resolver: Resolver(numbers: numbers), timing: FakeTiming(),
        makeTransport: { settings throws(TransportError) in
          used.withLock { $0 += settings.pinnedAddresses.map { "\($0.key)=\($0.value)" } }
          return FakeTransport { _, _ in (200, HTTPFields(), Self.audio) }
        })
      do {
        _ = try await downloader.download("https://recordings.example/x", to: Memory())
        #expect(isAllowed, "\(numbers)")
        #expect(used.withLock { $0 } == ["recordings.example=8.8.8.8"])
      } catch {
        #expect(!isAllowed, "\(numbers) \(error)")
        #expect(used.withLock { $0.isEmpty })
      }
    }
  }

  @Test("are looked at again behind every redirect")
  func redirects() async throws {
    for (target, isAllowed) in [
      ("https://cdn.example/y", true), ("/y", true), ("http://cdn.example/y", false),
      ("https://169.254.169.254/", false), ("file:///etc/passwd", false),
      ("https://10.1.1.1/", false),
    ] {
      let downloader = RecordingDownloader(
        resolver: Resolver(numbers: ["8.8.8.8"]), timing: FakeTiming(),
        makeTransport: { _ throws(TransportError) in
          FakeTransport { address, request in
            guard address.path == "/x" else { return (200, HTTPFields(), Self.audio) }
            return (302, [.location: target], [])
          }
        })
      do {
        _ = try await downloader.download("https://recordings.example/x", to: Memory())
        #expect(isAllowed, "\(target)")
      } catch {
        #expect(!isAllowed, "\(target) \(error)")
      }
    }
    let endless = RecordingDownloader(
      resolver: Resolver(numbers: ["8.8.8.8"]), timing: FakeTiming(),
      makeTransport: { _ throws(TransportError) in
        FakeTransport { _, _ in (302, [.location: "/x"], []) }
      })
    let error = await #expect(throws: CallPressError.self) {
      try await endless.download("https://recordings.example/x", to: Memory())
    }
    #expect(error?.code == .noRecording)
  }

  @Test("are not fetched without end")
  func limits() async throws {
    let server = try ScriptedServer { _ in
      [.send("HTTP/1.1 200 OK\r\n\r\n")]
        + Array(repeating: .send(String(repeating: "x", count: 10_000)), count: 100) + [.hang]
    }
    var downloader = Self.downloader()
    downloader.limit = 50_000
    let memory = Memory()
    let error = await #expect(throws: CallPressError.self) {
      try await downloader.download(server.origin + "/x", to: memory)
    }
    #expect(error?.code == .limitExceeded && memory.bytes.count <= 50_000)
    for status in [401, 403, 404, 410] {
      let gone = try ScriptedServer { _ in ScriptedServer.answer(status, "", type: "text/plain") }
      let error = await #expect(throws: CallPressError.self) {
        try await Self.downloader().download(gone.origin + "/x", to: Memory())
      }
      #expect(error?.code == .noRecording && gone.requests.count == 1)
    }
  }

  @Test("are what their bytes are")
  func kinds() {
    let heads: [(AudioKind?, [UInt8])] = [
      (.wav, Self.audio), (.ogg, Array("OggS\0".utf8)), (.flac, Array("fLaC".utf8)),
      (.mp3, Array("ID3\u{3}".utf8)), (.mp3, [0xFF, 0xFB, 0x90, 0x64]),
      (.aac, [0xFF, 0xF1, 0x50, 0x80]),
      (.m4a, [0, 0, 0, 24] + Array("ftypM4A ".utf8)), (.webm, [0x1A, 0x45, 0xDF, 0xA3]),
      (.amr, Array("#!AMR\n".utf8)), (.aiff, Array("FORM\0\0\0\0AIFF".utf8)),
      (.au, Array(".snd".utf8)),
      (nil, Array("<!doctype html>".utf8)), (nil, []), (nil, [0xFF]),
      (nil, [0xFF, 0xFF, 0xFF, 0xFF]),
      (nil, Array("RIFF\0\0\0\0AVI ".utf8)),
    ]
    for (kind, head) in heads { #expect(AudioKind(head: head) == kind, "\(head.prefix(12))") }
    for length in 0..<Self.audio.prefix(60).count {
      // A head that ends anywhere is no reason to fall.
      _ = AudioKind.duration(head: Array(Self.audio.prefix(length)), size: length)
    }
  }
}
