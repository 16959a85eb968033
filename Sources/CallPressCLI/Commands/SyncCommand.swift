import ArgumentParser
import CallPress
import CallPressCore
import CallabAPI

/// `callpress sync`: a folder that has every call of a query, and only fetches what it lacks.
struct SyncCommand: NetworkCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Keep a folder up to date with all calls of a query.",
    discussion: """
      EXAMPLES
        callpress sync -o calls
        callpress sync -o calls --since 2026-03-01 -f srt,html --recording
        callpress sync -o calls --dry-run

      Records are saved in records, recordings in recordings, what is made of them in exports. A \
      second run fetches only what is new, has changed, or was not ready. It may be stopped or \
      killed at any moment: the next one goes on. A call that fails does not stop the others. \
      Calls that the API lists no more stay in the folder.
      """)

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The folder, which is made where it is missing.", valueName: "folder"),
    completion: .directory)
  var output: String

  @OptionGroup(title: "Which calls") var selection: QueryOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "The formats to make of each call, with commas between them. May be repeated.",
      valueName: "formats"),
    completion: FormatList.completion,
    transform: FormatList.parse)
  var format: [[String]] = []

  @Option(
    help: ArgumentHelp(
      "What captions do where there are no times: refuse (measured) or estimate and say so.",
      valueName: "how"))
  var timing = CaptionSettings.Timing.measured

  @Flag(
    name: [.customShort("n"), .long], help: "Only tell what would be fetched, on standard output.")
  var dryRun = false

  @Option(
    help: ArgumentHelp("How many calls at a time.", valueName: "count"),
    transform: { try ServiceOptions.number($0, in: 1...16) })
  var jobs: Int = 4

  @OptionGroup(title: "Recording options") var recordings: RecordingOptions
  @OptionGroup(title: "API options") var api: ServiceOptions
  @OptionGroup(title: "Message options") var messageOptions: MessageOptions

  func run(over context: inout CommandContext) async throws(CallPressError) -> ExitStatus {
    guard !output.isEmpty, output != "-" else {
      throw CallPressError(.contradictoryRequest, "-o must name a folder")
    }
    let folder = SyncFolder(output, fileSystem: context.fileSystem)
    var formats: [String] = []
    for name in format.flatMap({ $0 }) where !formats.contains(name) { formats.append(name) }
    var settings = ExportSettings()
    settings.captions.timing = timing
    let exporter = formats.isEmpty ? nil : try CallExporter(formats: formats, settings: settings)

    var lock: Int32?
    if !dryRun {
      var needed = [folder.path, folder.records]
      if recordings.recording { needed.append(folder.recordings) }
      if exporter != nil { needed.append(folder.exports) }
      try folder.make(needed)
      lock = try folder.lock()
      folder.removeLeftovers()
    }
    defer { if let lock { try? context.fileSystem.close(lock) } }

    let work = Work(context)
    let options = self
    try await api.withService(in: context, jobs: jobs) { service throws(CallPressError) in
      var journal = try SyncJournal(
        in: folder.path, service: service.client.settings.base.absolute,
        fileSystem: work.context.fileSystem, cleanup: work.context.temporaryFiles)
      if journal.damaged > 0 {
        work.context.messages.warning(
          "\(journal.damaged) lines of the journal cannot be read; those calls are fetched again",
          at: folder.path)
      }
      if !options.dryRun { try journal.open() }
      work.job = SyncJob(
        folder: folder, journal: journal, exporter: exporter, now: SystemTiming().now,
        context: work.context)
      let tasks = await options.list(service, work)
      if options.dryRun {
        try options.tell(tasks, work.context)
      } else {
        try await options.fetch(tasks, service, folder, work)
      }
    }
    context = work.context
    guard let job = work.job else { return .ok }
    context.messages.summary(dryRun ? Self.dryRunSummary(work) : job.counts.summary)
    return job.tally.status
  }

  /// What the closures of a run change.
  private final class Work {
    var context: CommandContext
    var job: SyncJob?
    var tasks = 0
    var buffer = OutputBuffer()
    init(_ context: CommandContext) { self.context = context }
  }

  private static func dryRunSummary(_ work: Work) -> String {
    let counts = work.job?.counts ?? SyncCounts()
    return "\(counts.listed) calls: \(work.tasks) would be fetched, \(counts.unchanged) unchanged"
  }

  /// The calls to do something about.
  ///
  /// A page that fails ends the list; what was listed before it is worked on.
  private func list(_ service: Service, _ work: Work) async -> [SyncJob.Task] {
    var tasks: [SyncJob.Task] = []
    var pages = service.client.pages(
      selection.query, from: PageCursor(size: selection.pageSize)
    ).makeAsyncIterator()
    do throws(CallPressError) {
      while let page = try await pages.next() {
        for row in page.rows {
          guard let task = work.job?.plan(row, wantsRecording: recordings.recording) else {
            work.context.messages.error(
              CallPressError(
                .unexpectedResponse, "the list has a call without an id", at: row.location))
            continue
          }
          if task.action != .unchanged { tasks.append(task) }
        }
        let counts = work.job?.counts ?? SyncCounts()
        work.context.messages.progress("listing: \(counts.listed) calls")
      }
    } catch {
      work.job?.fail(error, isCall: false, &work.context.messages)
    }
    work.tasks = tasks.count
    return tasks
  }

  private func tell(
    _ tasks: [SyncJob.Task], _ context: CommandContext
  ) throws(CallPressError) {
    let rows = tasks.map { [$0.action.rawValue, TerminalText.oneLine($0.id)] }
    try context.output.write(text: Table(rows: rows).text(for: context.output.terminal))
  }

  private func fetch(
    _ tasks: [SyncJob.Task], _ service: Service, _ folder: SyncFolder, _ work: Work
  ) async throws(CallPressError) {
    let saver = RecordingSaver(
      downloader: service.downloader(recordings), folder: folder.recordings, replaces: true,
      fileSystem: work.context.fileSystem, cleanup: work.context.temporaryFiles)
    let (client, wanted) = (service.client, recordings.recording ? saver : nil)
    let names = api.agentNames && !format.isEmpty ? AgentNames(client) : nil
    let isVerbose = work.context.messages.level == .verbose
    var progress = SyncProgress(total: tasks.count)
    var fatal: CallPressError?
    await Concurrently.forEach(tasks, jobs: jobs) { task in
      await Self.fetch(task.id, client, wanted, names)
    } deliver: { task, result in
      do throws(CallPressError) {
        switch result {
        case .failure(let error):
          work.job?.fail(error.about(task.id), isCall: true, &work.context.messages)
        case .success(let fetched):
          try work.job?.take(
            fetched, of: task, using: &work.buffer, &work.context.messages)
          if isVerbose {
            work.context.messages.summary(
              "\(task.id): \(task.action.rawValue), \(fetched.bytes.count) bytes"
                + (fetched.recording.map { $0.isEmpty ? ", no recording" : ", \($0)" } ?? ""))
          }
        }
      } catch {
        fatal = error
      }
      progress.advance()
      work.context.messages.progress(progress.text())
      // A full disk will not get emptier by trying the rest.
      return fatal == nil
    }
    try work.job?.commit(&work.context.messages)
    work.job?.close()
    if let fatal { throw fatal }
    work.job?.tellRest(&work.context.messages)
  }

  private static func fetch(
    _ id: String, _ client: CallabClient, _ saver: RecordingSaver?, _ names: AgentNames?
  ) async -> Result<SyncJob.Fetched, CallPressError> {
    do throws(CallPressError) {
      let answer = try await client.call(id: id)
      var fetched = SyncJob.Fetched(bytes: answer.bytes)
      fetched.agentName = await names?.name(for: answer.data)
      guard let saver else { return .success(fetched) }
      guard let address = RecordingSaver.address(in: answer.data) else {
        fetched.recording = ""
        return .success(fetched)
      }
      do throws(CallPressError) {
        fetched.recording = try await saver.save(address, id: id).name
      } catch {
        fetched.failure = error
      }
      return .success(fetched)
    } catch {
      return .failure(error)
    }
  }
}
