import ArgumentParser
import CallPressCore
import CallabAPI

/// `callpress fetch`: records and recordings as the API delivers them.
struct FetchCommand: NetworkCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Save the records of calls, and their recordings, as the API delivers them.",
    discussion: """
      EXAMPLES
        callpress fetch 3f0e… -o calls
        callpress fetch 3f0e… 77ab… -o calls --recording
        callpress fetch 3f0e… | callpress export - -f srt

      A record is saved as ID.json, to the byte what the API answered. A recording is saved as \
      ID.wav or what else it is, beside its checksum and a note. With one id and no -o the record \
      goes to standard output. The token goes to the API's host alone; recordings are fetched \
      without it.
      """)

  @Argument(help: ArgumentHelp("The ids of calls.", valueName: "id"))
  var ids: [String]

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The folder, which is made where it is missing.", valueName: "folder"),
    completion: .directory)
  var output: String?

  @Flag(help: "Replace files that exist and differ.")
  var force = false

  @Option(
    help: ArgumentHelp("How many calls at a time.", valueName: "count"),
    transform: { try ServiceOptions.number($0, in: 1...16) })
  var jobs: Int = 2

  @OptionGroup(title: "Recording options") var recordings: RecordingOptions
  @OptionGroup(title: "API options") var api: ServiceOptions
  @OptionGroup(title: "Message options") var messageOptions: MessageOptions

  func validate() throws {
    if recordings.recording, output == nil || output == "-" {
      throw ValidationError("--recording needs a folder: name one with -o")
    }
    if output == nil || output == "-", Set(ids).count > 1 {
      throw ValidationError("several records need a folder: name one with -o")
    }
  }

  /// What came of one id.
  private enum Outcome: Sendable {
    case fetched([UInt8], RecordingOutcome)
    case failed(CallPressError)
  }

  private enum RecordingOutcome: Sendable {
    case notAsked
    case none
    case saved(RecordingSaver.Saved)
    case failed(CallPressError)
  }

  func run(over context: inout CommandContext) async throws(CallPressError) -> ExitStatus {
    var unique: [String] = []
    for id in ids where !unique.contains(id) { unique.append(id) }
    let folder = output.flatMap { $0 == "-" ? nil : $0 }
    var sink = OutputSink(
      folder.map { .folder($0) } ?? .standardOutput,
      files: AtomicFiles(
        fileSystem: context.fileSystem, cleanup: context.temporaryFiles, replacesExisting: force),
      output: context.output)
    try sink.prepare()
    let outcomes = Outcomes()
    let shared = context
    try await api.withService(in: context, jobs: jobs) { service throws(CallPressError) in
      let saver = folder.map { folder in
        RecordingSaver(
          downloader: service.downloader(recordings), folder: folder, replaces: force,
          fileSystem: shared.fileSystem, cleanup: shared.temporaryFiles)
      }
      let wanted = recordings.recording ? saver : nil
      await Concurrently.forEach(unique, jobs: jobs) { id in
        await Self.fetch(id, service.client, wanted)
      } deliver: { id, outcome in
        outcomes.all.append((id, outcome))
        return true
      }
    }
    var tally = ExitTally()
    for (id, outcome) in outcomes.all {
      settle(id, outcome, &sink, &tally, &context.messages)
    }
    for ending in sink.finish() { note(ending, &tally, &context.messages) }
    if let summary = sink.summary {
      context.messages.summary(
        summary + (tally.failures > 0 ? "; \(tally.failures) failed" : ""))
    }
    return tally.status
  }

  /// The outcomes so far, which a closure adds to.
  private final class Outcomes {
    var all: [(id: String, outcome: Outcome)] = []
  }

  private static func fetch(
    _ id: String, _ client: CallabClient, _ saver: RecordingSaver?
  ) async -> Outcome {
    do throws(CallPressError) {
      let answer = try await client.call(id: id)
      guard let saver else { return .fetched(answer.bytes, .notAsked) }
      guard let address = RecordingSaver.address(in: answer.data) else {
        return .fetched(answer.bytes, .none)
      }
      do throws(CallPressError) {
        return .fetched(answer.bytes, .saved(try await saver.save(address, id: id)))
      } catch {
        return .fetched(answer.bytes, .failed(error.about(id)))
      }
    } catch {
      return .failed(error.about(id))
    }
  }

  private func settle(
    _ id: String, _ outcome: Outcome, _ sink: inout OutputSink, _ tally: inout ExitTally,
    _ messages: inout Messages
  ) {
    switch outcome {
    case .failed(let error): note(.failure(error), &tally, &messages)
    case .fetched(let bytes, let recording):
      let endings = bytes.withUnsafeBytes { sink.write($0, named: "\(FileNames.safe(id)).json") }
      for ending in endings { note(ending, &tally, &messages) }
      switch recording {
      case .notAsked: break
      case .none: messages.warning("the call has no recording", at: id)
      case .saved(let saved): messages.summary(Self.text(saved))
      case .failed(let error): note(.failure(error), &tally, &messages)
      }
    }
  }

  /// One line about a recording.
  static func text(_ saved: RecordingSaver.Saved) -> String {
    let seconds = saved.recording.duration.map { ", \($0 / 1000) s" } ?? ""
    return "\(saved.name): \(saved.recording.size) bytes\(seconds)"
      + (saved.isUnchanged ? ", the same as was there" : "")
  }

  private func note(
    _ ending: Result<Void, CallPressError>, _ tally: inout ExitTally, _ messages: inout Messages
  ) {
    switch ending {
    case .success: tally.add(.ok)
    case .failure(let error):
      messages.error(error)
      tally.add(ExitStatus(error.code.category))
    }
  }
}
