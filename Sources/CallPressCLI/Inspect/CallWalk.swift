import CallPress
import CallPressCore

/// Goes through the calls of all inputs, one after another; what fails stops nothing else.
struct CallWalk {
  /// What is read, and how.
  let input: InputArguments
  /// How calls are fetched that are named by their identifiers.
  let api: ServiceOptions
  /// How the parts ended.
  private(set) var tally = ExitTally()

  init(_ input: InputArguments, api: ServiceOptions) {
    self.input = input
    self.api = api
  }

  /// Visits every call that is asked for.
  ///
  /// - Parameters:
  ///   - context: Where messages go.
  ///   - failed: Receives what failed, said already, and the name of its input.
  ///   - visit: Receives a call, the name of its input and who read it.
  mutating func run(
    in context: inout CommandContext,
    failed: (CallPressError, String) -> Void,
    visit: (Call, String, CallReader, inout CommandContext) throws(CallPressError) -> Void
  ) throws(CallPressError) {
    let source = try input.source(in: context, api: api)
    let selection = Set(input.select)
    var found: Set<String> = []

    func fail(_ error: CallPressError, _ source: String) {
      context.messages.error(error)
      tally.add(ExitStatus(error.code.category))
      failed(error, source)
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
            try visit(call, input.name, source.pipeline.reader, &context)
            tally.add(.ok)
          }
        }
      }
    }
    for id in selection.subtracting(found).sorted() {
      fail(
        CallPressError(.noSuchCall, "no call has the id ‘\(id)’ that --select asks for"), id)
    }
  }
}
