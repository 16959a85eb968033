import CallPressCore

/// The folder of the user's own settings, and the one file in it that the user writes.
struct ToolSettings: Sendable {
  /// Where the API is, if not where it usually is.
  var baseURL: String?
  /// The program that prints the token, and its arguments.
  var tokenCommand: [String]?
  /// The file of certificates to trust besides the system's.
  var caFile: String?

  /// The most bytes of a settings file.
  private static let maximumSize = 1 << 20

  /// `callpress` in `XDG_CONFIG_HOME`, else in `.config` of the home; `nil` without either.
  ///
  /// As the XDG specification has it, what is no absolute path does not count.
  static func folder(in environment: [String: String]) -> String? {
    if let path = environment["XDG_CONFIG_HOME"], path.hasPrefix("/") { return path + "/callpress" }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.config/callpress"
  }

  /// Reads `config.json` of the folder; a missing one says nothing.
  ///
  /// - Throws: `invalid-configuration` for a member that is unknown or of the wrong kind: a
  ///   setting that does nothing is a mistake that nobody would see.
  init(in context: CommandContext) throws(CallPressError) {
    guard let folder = Self.folder(in: context.environment) else { return }
    let path = folder + "/config.json"
    guard (try? context.fileSystem.status(of: path)) != nil else { return }
    let reader = InputReader(fileSystem: context.fileSystem, maximumSize: Self.maximumSize)
    let bytes = try reader.read(Input(place: .file(path), name: path, baseName: "")).bytes
    do throws(CallPressError) {
      try read(JSONDocument(parsing: bytes).root)
    } catch {
      var error = error
      error.code = .invalidConfiguration
      throw error.named(path)
    }
  }

  private mutating func read(_ root: JSONValue) throws(CallPressError) {
    guard root.kind == .object else {
      throw Self.wrong("the settings are no JSON object", at: root)
    }
    for member in root.children {
      switch member.key {
      case "base-url": baseURL = try Self.text(member)
      case "ca-file": caFile = try Self.text(member)
      case "token-command":
        var words: [String] = []
        for word in member.children { words.append(try Self.text(word)) }
        guard member.kind == .array, !words.isEmpty else {
          throw Self.wrong(
            "“token-command” must be an array: the program, then its arguments", at: member)
        }
        tokenCommand = words
      case let name:
        let name = MessageText.clean(name ?? "", limit: 40)
        throw Self.wrong(
          "there is no setting “\(name)”; the settings are base-url, ca-file and token-command",
          at: member)
      }
    }
  }

  private static func text(_ value: JSONValue) throws(CallPressError) -> String {
    guard let text = value.string, !text.isEmpty, !text.contains("\0") else {
      throw wrong("a text must stand here", at: value)
    }
    return text
  }

  private static func wrong(_ message: String, at value: JSONValue) -> CallPressError {
    CallPressError(.invalidConfiguration, message, at: value.location)
  }
}

extension CallPressError.Code {
  /// A settings file, or a variable of the environment, is wrong.
  static let invalidConfiguration = Self("invalid-configuration", .configuration)
  /// No token was found.
  static let noToken = Self("no-token", .notAllowed)
}
