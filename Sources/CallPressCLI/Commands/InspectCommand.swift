import ArgumentParser
import CallPress
import CallPressCore

/// `callpress inspect`: what was recognised, and why.
struct InspectCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Tell what was recognised in calls, and why.",
    discussion: """
      EXAMPLES
        callpress inspect call.json
        callpress inspect calls/ --json
        callpress inspect - < call.json

      Shows the dialect with its score, where the transcript was found, the speakers, turns, \
      words and times, which outcomes and variables were said, and what was repaired or guessed.
      """)

  @OptionGroup var input: InputArguments

  @Flag(help: "Write one JSON value, schema callpress.inspect/1.")
  var json = false

  @OptionGroup(title: "API options") var api: ServiceOptions
  @OptionGroup(title: "Message options") var messageOptions: MessageOptions

  func run(in context: inout CommandContext) throws(CallPressError) -> ExitStatus {
    let source = try input.source(in: context, api: api)
    let selection = Set(input.select)
    var found: Set<String> = []
    var tally = ExitTally()
    var elements: [ReportValue] = []

    func fail(_ error: CallPressError, _ source: String) {
      context.messages.error(error)
      tally.add(ExitStatus(error.code.category))
      elements.append(InspectReport.element(for: error, source: source))
    }

    for argument in input.inputs {
      for item in source.reader.expand(argument).items {
        let input: Input
        let records: [Result<Call, CallPressError>]
        do throws(CallPressError) {
          input = try item.get()
        } catch {
          fail(error, argument)
          continue
        }
        do throws(CallPressError) {
          records = try source.calls(in: input)
        } catch {
          fail(error.named(input.name), input.name)
          continue
        }
        for record in records {
          switch record {
          case .failure(let error):
            if selection.isEmpty { fail(error.named(input.name), input.name) }
          case .success(let call):
            if !selection.isEmpty {
              guard let id = call.id, selection.contains(id) else { continue }
              found.insert(id)
            }
            let report = InspectReport(
              call, source: input.name, recognition: source.pipeline.reader.recognition(of: call))
            tally.add(.ok)
            if json {
              elements.append(report.element)
            } else {
              try context.output.write(text: report.text(for: context.output.terminal))
            }
          }
        }
      }
    }
    for id in selection.subtracting(found).sorted() {
      fail(
        CallPressError(.noSuchCall, "no call has the id ‘\(id)’ that --select asks for"), id)
    }
    if json {
      try context.output.write(json: InspectReport.document(elements))
    }
    return tally.status
  }
}
