import CallPressCore

/// The manual page, made of the argument parser's own description of the commands.
struct ManualPage {
  private var page = MdocText()

  /// The page in mdoc.
  var text: String { page.text }

  /// Makes the page of the root command's description.
  init(describing root: JSONValue) {
    let name = root["commandName"]?.string ?? "callpress"
    page.macro("Dd", Version.day)
    page.macro("Dt", name.uppercased(), "1")
    page.macro("Os")
    page.macro("Sh", "NAME")
    page.macro("Nm", name)
    page.macro("Nd", Self.phrase(root["abstract"]?.string ?? ""))
    page.macro("Sh", "SYNOPSIS")
    let commands = Self.commands(of: root)
    for (path, command) in commands where command["subcommands"] == nil {
      synopsis(path, command)
    }
    page.macro("Sh", "DESCRIPTION")
    page.paragraph(
      "The tool reads calls of voice agents, as the Callab AI API delivers them or as a transcript "
        + "by itself, joins them with their outcomes and variables, and writes documents. "
        + "Documents go to standard output or into files, everything else to standard error.")
    page.macro("Sh", "COMMANDS")
    for (path, command) in commands { describe(path, command) }
    environment()
    files()
    exitStatus()
    page.macro("Sh", "EXAMPLES")
    page.discussion(root["discussion"]?.string ?? "", isSection: true)
    page.macro("Sh", "STANDARDS")
    page.paragraph(
      "SubRip as its readers agree on it; WebVTT and HTML as the W3C and the WHATWG define them; "
        + "XML 1.0 with an XSD 1.0 schema; JSON after RFC 8259.")
  }

  /// The commands that are listed in the help, each with the names that lead to it.
  private static func commands(of root: JSONValue) -> [(path: [String], command: JSONValue)] {
    var all: [(path: [String], command: JSONValue)] = []
    func visit(_ command: JSONValue, _ path: [String]) {
      for child in command["subcommands"]?.children.map({ $0 }) ?? [] {
        guard child["shouldDisplay"]?.boolean != false, let name = child["commandName"]?.string,
          name != "help"
        else { continue }
        all.append((path + [name], child))
        visit(child, path + [name])
      }
    }
    visit(root, [])
    return all
  }

  private static func arguments(of command: JSONValue) -> [JSONValue] {
    (command["arguments"]?.children.map { $0 } ?? []).filter { argument in
      argument["shouldDisplay"]?.boolean != false
        && !["help", "version"].contains(argument["preferredName"]?["name"]?.string)
    }
  }

  private mutating func synopsis(_ path: [String], _ command: JSONValue) {
    page.macro("Nm")
    page.macro("Cm", path.joined(separator: " "))
    let arguments = Self.arguments(of: command)
    if arguments.contains(where: { $0["kind"]?.string != "positional" }) {
      page.macro("Op", "Ar", "options")
    }
    for argument in arguments where argument["kind"]?.string == "positional" {
      let name = argument["valueName"]?.string ?? "argument"
      let dots = argument["isRepeating"]?.boolean == true ? ["..."] : []
      if argument["isOptional"]?.boolean == true {
        page.macro("Op", ["Ar", name] + dots)
      } else {
        page.macro("Ar", [name] + dots)
      }
    }
  }

  private mutating func describe(_ path: [String], _ command: JSONValue) {
    page.macro("Ss", path.joined(separator: " "))
    if let abstract = command["abstract"]?.string { page.paragraph(abstract) }
    let arguments = Self.arguments(of: command)
    if !arguments.isEmpty {
      page.macro("Bl", "-tag", "-width", "Ds")
      for argument in arguments { describe(argument) }
      page.macro("El")
    }
    if let discussion = command["discussion"]?.string { page.discussion(discussion) }
  }

  private mutating func describe(_ argument: JSONValue) {
    let value = argument["valueName"]?.string
    switch argument["kind"]?.string {
    case "positional": page.macro("It", "Ar", value ?? "argument")
    case let kind:
      var words: [String] = []
      for name in argument["names"]?.children.map({ $0 }) ?? [] {
        guard let text = name["name"]?.string else { continue }
        if !words.isEmpty { words += [",", "Fl"] } else { words.append("Fl") }
        words.append(name["kind"]?.string == "long" ? "-\(text)" : text)
      }
      if kind == "option", let value { words += ["Ar", value] }
      page.macro("It", words)
    }
    var text = argument["abstract"]?.string ?? ""
    if let discussion = argument["discussion"]?.string { text += " " + discussion }
    let values = argument["allValues"]?.children.compactMap(\.string) ?? []
    if !values.isEmpty { text += " One of: " + values.joined(separator: ", ") + "." }
    if let standard = argument["defaultValue"]?.string { text += " The default is \(standard)." }
    page.paragraph(text)
  }

  private mutating func environment() {
    page.macro("Sh", "ENVIRONMENT")
    page.macro("Bl", "-tag", "-width", "XDG_CONFIG_HOME")
    for (name, text) in [
      (TokenFinder.variable, "The token of the API; see callpress auth --help."),
      ("CALLAB_BASE_URL", "The address of the API, where --base-url does not say."),
      ("https_proxy, http_proxy, all_proxy, no_proxy", "The proxies to reach the API through."),
      (
        "XDG_CONFIG_HOME", "Where the settings folder callpress is; else ~/.config."
      ),
      ("COLUMNS", "The width that --width auto takes, before the terminal's own."),
      ("NO_COLOR", "When not empty, nothing is coloured unless --color always asks for it."),
      ("FORCE_COLOR", "When not empty and not 0, colours are used though no terminal is there."),
      ("TERM", "A terminal that is dumb has no colours."),
    ] {
      page.macro("It", "Ev", name)
      page.paragraph(text)
    }
    page.macro("El")
  }

  private mutating func files() {
    page.macro("Sh", "FILES")
    page.paragraph(
      "A file is written under a temporary name in its own folder first, which begins with "
        + "\(AtomicFiles.temporaryPrefix) and is removed when the run fails or is interrupted. "
        + "What a crash leaves behind may be deleted.")
    page.paragraph(
      "In the settings folder, config.json may name base-url, ca-file and token-command, and "
        + "credentials is what auth login writes. The folder of a sync holds the journal "
        + "\(SyncJournal.name).")
  }

  private mutating func exitStatus() {
    page.macro("Sh", "EXIT STATUS")
    page.macro("Bl", "-tag", "-width", "Ds")
    for status in ExitStatus.allCases {
      page.macro("It", String(status.rawValue))
      page.paragraph(Self.sentence(status.summary))
    }
    page.macro("El")
    page.paragraph(
      "A signal ends the tool as it ends others: a shell sees 130 after an interruption, 143 after "
        + "a termination, 141 when whoever read the output has gone.")
  }

  private static func phrase(_ sentence: String) -> String {
    var text = sentence
    if text.hasSuffix(".") { text.removeLast() }
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  private static func sentence(_ phrase: String) -> String {
    phrase.prefix(1).uppercased() + phrase.dropFirst() + "."
  }
}
