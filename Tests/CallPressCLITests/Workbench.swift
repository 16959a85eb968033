import Dispatch
import Foundation
import Testing

/// A fresh folder for a test, removed with it, and the built tool to run in it.
final class Workbench {
  /// The folder.
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "callpress-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// The path of a name in the folder.
  func path(_ name: String) -> String { folder.appending(path: name).path }

  /// Writes a file, with the folders above it.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let url = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  /// What a file holds, `nil` where there is none.
  func text(_ name: String) -> String? {
    (try? Data(contentsOf: folder.appending(path: name))).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// The names in the folder or one inside it, hidden ones too, sorted.
  func names(_ name: String = "") -> [String] {
    let files = try? FileManager.default.contentsOfDirectory(atPath: path(name))
    return (files ?? []).sorted()
  }

  /// The built tool: it stands beside the tests, or where `CALLPRESS_BINARY` says.
  static let tool: String = {
    let environment = ProcessInfo.processInfo.environment
    if let path = environment["CALLPRESS_BINARY"] { return path }
    var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    for _ in 0..<4 {
      folder = folder.deletingLastPathComponent()
      let candidate = folder.appending(path: "callpress").path
      if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
    }
    return "callpress-was-not-built"
  }()

  /// Runs the tool in the folder and waits for it.
  func callpress(
    _ arguments: String..., input: String? = nil, environment: [String: String] = [:]
  ) throws -> Ran {
    try run(Self.tool, arguments, input: input, environment: environment)
  }

  /// Runs a line of shell in the folder, with the tool as `$callpress`.
  func shell(_ line: String, environment: [String: String] = [:]) throws -> Ran {
    try run("/bin/bash", ["-c", line], environment: environment)
  }

  /// Runs a program in the folder and waits for it.
  func run(
    _ program: String, _ arguments: [String], input: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Ran {
    let started = try Started(
      program, arguments, in: folder, input: input, environment: environment)
    return started.finish()
  }
}

/// A process that was started; its streams are files, so that none of them can fill up.
final class Started {
  let process = Process()
  private let scratch: URL
  private let command: String

  init(
    _ program: String, _ arguments: [String], in folder: URL, input: String? = nil,
    environment: [String: String] = [:]
  ) throws {
    let scratch = FileManager.default.temporaryDirectory.appending(
      path: "callpress-streams-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    self.scratch = scratch
    let files = ["in", "out", "err"].map { scratch.appending(path: $0) }
    try Data((input ?? "").utf8).write(to: files[0])
    for file in files[1...] { try Data().write(to: file) }
    command = ([program] + arguments).map { "‘\($0)’" }.joined(separator: " ")
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "LD_LIBRARY_PATH": ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] ?? "",
      "HOME": folder.path, "LC_ALL": "C.UTF-8", "callpress": Workbench.tool,
    ].merging(environment) { _, new in new }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
  }

  deinit {
    try? FileManager.default.removeItem(at: scratch)
  }

  /// Waits for the process; one that hangs is killed after two minutes and shows as signalled.
  func finish() -> Ran {
    let identifier = process.processIdentifier
    let watchdog = DispatchWorkItem { _ = kill(identifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + 120, execute: watchdog)
    process.waitUntilExit()
    watchdog.cancel()
    func text(_ name: String) -> String {
      let data = (try? Data(contentsOf: scratch.appending(path: name))) ?? Data()
      return String(decoding: data, as: UTF8.self)
    }
    return Ran(
      command: command, status: process.terminationStatus,
      wasSignalled: process.terminationReason == .uncaughtSignal, out: text("out"),
      err: text("err"))
  }
}

/// How a process ended and what it said.
struct Ran: CustomStringConvertible {
  var command: String
  /// The exit status, or the signal's number.
  var status: Int32
  var wasSignalled: Bool
  var out: String
  var err: String

  /// For failures of tests.
  var description: String {
    """
    \(command)
    \(wasSignalled ? "signal" : "status") \(status)
    --- standard output
    \(out.prefix(2000))
    --- standard error
    \(err.prefix(2000))
    """
  }

  /// Expects an exit status.
  @discardableResult
  func expect(
    _ expected: Int32, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) -> Ran {
    #expect(
      !wasSignalled && status == expected, "\(description)", sourceLocation: sourceLocation)
    return self
  }

  /// Expects words on standard error.
  @discardableResult
  func says(
    _ words: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) -> Ran {
    #expect(
      err.contains(words), "‘\(words)’ is not said\n\(description)", sourceLocation: sourceLocation)
    return self
  }

  /// Expects silence on standard error.
  @discardableResult
  func isSilent(sourceLocation: Testing.SourceLocation = #_sourceLocation) -> Ran {
    #expect(err.isEmpty, "\(description)", sourceLocation: sourceLocation)
    return self
  }
}
