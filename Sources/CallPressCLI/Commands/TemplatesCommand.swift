import ArgumentParser
import CallPressCore
import CallPressHTML

/// `callpress templates`: what there is to make pages of.
struct TemplatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates",
    abstract: "List, show, copy and check templates.",
    discussion: """
      EXAMPLES
        callpress templates list
        callpress templates copy transcript my-page
        callpress templates check my-page/transcript.html.mustache
        callpress export call.json -f html --template my-page/transcript.html.mustache
      """,
    subcommands: [
      TemplatesListCommand.self, TemplatesShowCommand.self, TemplatesCopyCommand.self,
      TemplatesCheckCommand.self,
    ])
}

/// `callpress templates list`.
struct TemplatesListCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the templates that ship with the tool.",
    discussion: """
      EXAMPLES
        callpress templates list
      """)

  @OptionGroup(title: "Message options") var messageOptions: MessageOptions

  func run(in context: inout CommandContext) throws(CallPressError) -> ExitStatus {
    let table = Table(rows: ShippedTemplates.all.map { [$0.name, $0.fileName, $0.summary] })
    try context.output.write(text: table.text(for: context.output.terminal))
    return .ok
  }
}

/// `callpress templates show`.
struct TemplatesShowCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Write a shipped template to standard output.",
    discussion: """
      EXAMPLES
        callpress templates show transcript > mine.html.mustache
      """)

  @Argument(
    help: ArgumentHelp("The template's name.", valueName: "name"),
    completion: .list(ShippedTemplates.all.map(\.name)))
  var name: String

  @OptionGroup(title: "Message options") var messageOptions: MessageOptions

  func run(in context: inout CommandContext) throws(CallPressError) -> ExitStatus {
    try context.output.write(text: try TemplateFiles.shipped(named: name).source)
    return .ok
  }
}

/// `callpress templates copy`.
struct TemplatesCopyCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy",
    abstract: "Copy a shipped template into a folder, to change it.",
    discussion: """
      EXAMPLES
        callpress templates copy transcript my-page

      The folder is made where it is missing. A file that is there already and differs is never \
      replaced.
      """)

  @Argument(
    help: ArgumentHelp("The template's name.", valueName: "name"),
    completion: .list(ShippedTemplates.all.map(\.name)))
  var name: String

  @Argument(help: ArgumentHelp("The folder.", valueName: "folder"), completion: .directory)
  var folder: String

  @OptionGroup(title: "Message options") var messageOptions: MessageOptions

  func run(in context: inout CommandContext) throws(CallPressError) -> ExitStatus {
    let template = try TemplateFiles.shipped(named: name)
    let files = AtomicFiles(fileSystem: context.fileSystem, cleanup: context.temporaryFiles)
    var sink = OutputSink(.folder(folder), files: files, output: context.output)
    var endings = Array(template.source.utf8).withUnsafeBytes {
      sink.write($0, named: template.fileName)
    }
    endings += sink.finish()
    for ending in endings {
      guard case .failure(var error) = ending else { continue }
      if error.code == .outputExists {
        error.message = "exists already and differs; copy into another folder"
      }
      throw error
    }
    if let summary = sink.summary { context.messages.summary(summary) }
    return .ok
  }
}

/// `callpress templates check`.
struct TemplatesCheckCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Name what is wrong in templates, with line and column.",
    discussion: """
      EXAMPLES
        callpress templates check my-page/transcript.html.mustache

      Every problem is a line on standard output: file:line:column: problem. The exit status is \
      78 when one of them is an error; with warnings alone it is 0. What a template includes is \
      looked for beside it.
      """)

  @Argument(
    help: ArgumentHelp("Template files.", valueName: "file"),
    completion: .file(extensions: ["mustache"]))
  var files: [String]

  @OptionGroup(title: "Message options") var messageOptions: MessageOptions

  func run(in context: inout CommandContext) throws(CallPressError) -> ExitStatus {
    var tally = ExitTally()
    for file in files {
      do throws(CallPressError) {
        let (template, partials) = try TemplateFiles.read(file, context.fileSystem)
        let problems = TemplateCheck.check(
          source: template.source, name: template.name, partials: partials)
        for problem in problems {
          try context.output.write(text: TerminalText.oneLine(problem.description) + "\n")
        }
        tally.add(problems.contains { $0.severity == .error } ? .configuration : .ok)
      } catch {
        if error.code == .writingFailed { throw error }
        context.messages.error(error)
        tally.add(ExitStatus(error.code.category))
      }
    }
    return tally.status
  }
}
