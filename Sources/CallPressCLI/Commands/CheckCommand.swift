import ArgumentParser
import CallPress
import CallPressCore

/// `callpress check`: whether files of captions are valid, and how well they read.
struct CheckCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check files of captions and score how well they read.",
    discussion: """
      EXAMPLES
        callpress check film.srt
        callpress check *.vtt --json
        callpress check broadcast.srt --profile broadcast

      Reads SubRip and WebVTT of any origin. Errors are what makes a reader drop or misread \
      something, with line and column. The score is from 0 to 100: six parts of ten for the share \
      of text in captions that keep the profile's lines, width, times, reading speed and gaps, four \
      parts for the quality of the breaks. The exit status is 65 where a file has an error.
      """)

  @Argument(help: "Files of captions, or - for standard input.", completion: .file())
  var files: [String]

  @OptionGroup(title: "Caption options") var captions: CaptionArguments

  @Option(
    help: ArgumentHelp(
      "The language of the captions, where it matters: a BCP 47 tag.", valueName: "tag"))
  var language: String?

  @Option(help: ArgumentHelp("How many of the worst captions to list.", valueName: "number"))
  var worst = 5

  @Flag(help: "Write one JSON value, schema callpress.check/1.")
  var json = false

  @OptionGroup(title: "Message options") var messageOptions: MessageOptions

  func run(in context: inout CommandContext) throws(CallPressError) -> ExitStatus {
    var settings = captions.settings
    settings.language = language
    let reader = InputReader(fileSystem: context.fileSystem)
    var tally = ExitTally()
    var elements: [ReportValue] = []
    for argument in files {
      for item in reader.expand(argument).items {
        do throws(CallPressError) {
          let input = try item.get()
          let report = try CheckReport(
            try reader.read(input), name: input.name, settings: settings, worst: max(worst, 0))
          tally.add(report.hasErrors ? .data : .ok)
          if json {
            elements.append(report.element)
          } else {
            try context.output.write(text: report.text)
          }
        } catch {
          let error = error.named(argument)
          context.messages.error(error)
          tally.add(ExitStatus(error.code.category))
          elements.append(
            .object([
              "source": .text(argument), "error": .text(error.code.description),
              "message": .text(error.message),
            ]))
        }
      }
    }
    if json {
      try context.output.write(
        json: .object(["schema": .text("callpress.check/1"), "files": .list(elements)]))
    }
    return tally.status
  }
}
