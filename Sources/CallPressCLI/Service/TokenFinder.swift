import CallPressCore
import CallabAPI
import Foundation

/// Finds the token.
///
/// It may be in the file that an option names, in the environment, be printed by a command of the
/// user's, or be in the file that `auth login` writes. The first of these that is there counts.
/// A token is never an argument, which everybody on the machine could read.
struct TokenFinder {
  /// The places where a token may be, in the order in which they count.
  enum Place: Equatable, Sendable {
    case file(String)
    case standardInput
    case environment
    case command([String])
    case credentials(String)

    /// For people.
    var description: String {
      switch self {
      case .file(let path): "the file \(path) (--token-file)"
      case .standardInput: "standard input (--token-file -)"
      case .environment: "the environment (\(TokenFinder.variable))"
      case .command(let words): "the command \(words.first ?? "") (token-command)"
      case .credentials(let path): "the credentials file \(path) (callpress auth login)"
      }
    }
  }

  /// The variable that holds a token.
  static let variable = "CALLAB_API_KEY"

  private let context: CommandContext
  private let tokenFile: String?
  private let settings: ToolSettings

  /// Makes a finder.
  init(tokenFile: String?, settings: ToolSettings, context: CommandContext) {
    self.tokenFile = tokenFile
    self.settings = settings
    self.context = context
  }

  /// The places where there is a token, in the order in which they count.
  var places: [Place] {
    var places: [Place] = []
    if let tokenFile { places.append(tokenFile == "-" ? .standardInput : .file(tokenFile)) }
    if let value = context.environment[Self.variable], !value.isEmpty {
      places.append(.environment)
    }
    if let words = settings.tokenCommand { places.append(.command(words)) }
    if let path = Self.credentials(in: context.environment),
      (try? context.fileSystem.status(of: path)) != nil
    {
      places.append(.credentials(path))
    }
    return places
  }

  /// The path of the credentials file; `nil` where there is no home for it.
  static func credentials(in environment: [String: String]) -> String? {
    ToolSettings.folder(in: environment).map { $0 + "/credentials" }
  }

  /// The token that counts; `nil` where there is none at all.
  func token() throws(CallPressError) -> Secret? {
    guard let place = places.first else { return nil }
    return try token(in: place)
  }

  /// The token in a place.
  func token(in place: Place) throws(CallPressError) -> Secret {
    switch place {
    case .file(let path): return try token(inFile: path, isOwn: false)
    case .credentials(let path): return try token(inFile: path, isOwn: true)
    case .standardInput:
      return try secret(
        bytes(Input(place: .standardInput, name: "standard input", baseName: "")),
        place)
    case .environment:
      return try secret(Array((context.environment[Self.variable] ?? "").utf8), place)
    case .command(let words): return try token(printedBy: words)
    }
  }

  private func token(inFile path: String, isOwn: Bool) throws(CallPressError) -> Secret {
    let status: FileStatus
    do throws(SystemError) {
      status = try context.fileSystem.status(of: path)
    } catch {
      throw error.whileReading(path)
    }
    // Where a file that the user names gets its mode from, a container's secrets for one, is the
    // user's business.
    if isOwn, status.kind == .regular, status.permissions & 0o077 != 0 {
      let mode = String(status.permissions & 0o777, radix: 8)
      throw CallPressError(
        .invalidConfiguration,
        "others may read the token in it (mode \(mode)); make it yours alone with chmod 600",
        at: SourceLocation(source: path))
    }
    let input = Input(place: .file(path), name: path, baseName: "")
    return try secret(bytes(input), isOwn ? .credentials(path) : .file(path))
  }

  private func bytes(_ input: Input) throws(CallPressError) -> [UInt8] {
    try InputReader(fileSystem: context.fileSystem, maximumSize: 64 << 10).read(input).bytes
  }

  private func secret(_ bytes: [UInt8], _ place: Place) throws(CallPressError) -> Secret {
    guard let secret = Secret(String(decoding: bytes, as: UTF8.self)) else {
      throw CallPressError(
        .invalidConfiguration,
        "there is no token in \(place.description): one line of visible ASCII characters is needed")
    }
    return secret
  }

  private func token(printedBy words: [String]) throws(CallPressError) -> Secret {
    let process = Process()
    let output = Pipe()
    // Found along PATH as a shell finds it, and run without one.
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["--"] + words
    process.standardOutput = output
    process.environment = context.environment
    func failed(_ reason: String) -> CallPressError {
      CallPressError(
        .invalidConfiguration,
        "the token-command “\(MessageText.clean(words.first ?? ""))” \(reason)")
    }
    do {
      try process.run()
    } catch {
      throw failed("cannot be started")
    }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw failed("ended with status \(process.terminationStatus)")
    }
    return try secret(Array(data), .command(words))
  }
}
