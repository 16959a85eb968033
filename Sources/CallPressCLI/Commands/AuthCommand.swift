import ArgumentParser
import CallPressCore
import CallabAPI

/// `callpress auth`: the token of the API.
struct AuthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "auth",
    abstract: "Keep the token of the API, and tell which one is used.",
    discussion: """
      EXAMPLES
        callpress auth login
        callpress auth status
        callpress auth logout

      A token is taken from --token-file, from CALLAB_API_KEY, from the program that \
      "token-command" names in config.json of the settings folder, or from the file that auth \
      login writes there, whichever is there first. It is never an argument, is never shown whole, \
      and goes to the API's host alone.
      """,
    subcommands: [AuthLoginCommand.self, AuthStatusCommand.self, AuthLogoutCommand.self])
}

/// `callpress auth login`.
struct AuthLoginCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "login",
    abstract: "Keep a token, read from standard input, in a file for you alone.",
    discussion: """
      EXAMPLES
        callpress auth login
        pass show callab | callpress auth login

      On a terminal what is typed or pasted does not show. The file is credentials in the \
      settings folder, with mode 600. The token is not tried; see callpress auth status --check.
      """)

  @OptionGroup(title: "Message options") var messageOptions: MessageOptions

  func run(in context: inout CommandContext) throws(CallPressError) -> ExitStatus {
    guard let path = TokenFinder.credentials(in: context.environment) else {
      throw CallPressError(
        .invalidConfiguration, "there is no home for the token; set HOME or XDG_CONFIG_HOME")
    }
    let bytes = try HiddenInput.line(prompt: "Token: ", context: context)
    guard let secret = Secret(String(decoding: bytes, as: UTF8.self)) else {
      throw CallPressError(
        .contradictoryRequest,
        "that is no token: one line of visible ASCII characters is needed; nothing was kept")
    }
    try CredentialsFile(path: path, context: context).write(secret)
    context.messages.summary("kept the token \(secret.masked) in \(path)")
    return .ok
  }
}

/// `callpress auth status`.
struct AuthStatusCommand: NetworkCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Tell which token would be used, and where it comes from.",
    discussion: """
      EXAMPLES
        callpress auth status
        callpress auth status --check

      Of the token the length and, where it is long, the last four characters are shown. The exit \
      status is 77 where there is none.
      """)

  @Flag(help: "Ask the API whether it takes the token, with a list of one call.")
  var check = false

  @OptionGroup(title: "API options") var api: ServiceOptions
  @OptionGroup(title: "Message options") var messageOptions: MessageOptions

  func run(over context: inout CommandContext) async throws(CallPressError) -> ExitStatus {
    let settings = try ToolSettings(in: context)
    let address = try api.address(settings, in: context)
    let finder = TokenFinder(tokenFile: api.tokenFile, settings: settings, context: context)
    let places = finder.places
    guard let first = places.first else {
      throw CallPressError(
        .noToken,
        "there is no token; set \(TokenFinder.variable), name a file with --token-file, or run "
          + "callpress auth login")
    }
    let secret = try finder.token(in: first)
    var rows = [
      ["token", secret.masked], ["from", first.description], ["for", address.base.origin],
    ]
    for place in places.dropFirst() { rows.append(["not used", place.description]) }
    let clean = rows.map { $0.map(TerminalText.oneLine) }
    try context.output.write(text: Table(rows: clean).text(for: context.output.terminal))
    guard check else { return .ok }
    // Standard input can be read once, and a command need not run twice.
    try await api.withService(in: context, token: secret) { service throws(CallPressError) in
      _ = try await service.client.calls(CallQuery(), page: 0, size: 1)
    }
    try context.output.write(
      text: Table(rows: [["taken", "yes"]]).text(for: context.output.terminal))
    return .ok
  }
}

/// `callpress auth logout`.
struct AuthLogoutCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "logout",
    abstract: "Remove the token that auth login kept.",
    discussion: """
      EXAMPLES
        callpress auth logout
      """)

  @OptionGroup(title: "Message options") var messageOptions: MessageOptions

  func run(in context: inout CommandContext) throws(CallPressError) -> ExitStatus {
    guard let path = TokenFinder.credentials(in: context.environment),
      (try? context.fileSystem.status(of: path)) != nil
    else {
      context.messages.summary("no token was kept")
      return .ok
    }
    do throws(SystemError) {
      try context.fileSystem.remove(path)
    } catch {
      throw error.whileWriting(path)
    }
    context.messages.summary("removed \(path)")
    return .ok
  }
}
