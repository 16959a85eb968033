import CallPress
import CallPressCore
import CallabAPI

/// The work of `sync`: list, decide, fetch, write, remember.
struct SyncJob {
  /// One call to do something about.
  struct Task: Sendable {
    var id: String
    var stamp: String
    var action: SyncAction
  }

  /// What was fetched of a call.
  struct Fetched: Sendable {
    var bytes: [UInt8]
    /// As in ``SyncEntry/recording``.
    var recording: String?
    /// Why the recording is not there, where it should be.
    var failure: CallPressError?
    /// The name of the agent, where names are asked for.
    var agentName: String?
  }

  let folder: SyncFolder
  let exporter: CallExporter?
  let formats: [String]
  let now: Instant
  /// Counts.
  private(set) var counts = SyncCounts()
  /// How the parts ended.
  private(set) var tally = ExitTally()
  private var journal: SyncJournal
  private var files: AtomicFiles
  private let pipeline = CallPipeline()
  /// What is to be remembered when the files are on the disk.
  private var pending: [SyncEntry] = []

  /// Makes a job; the folder is locked by now.
  init(
    folder: SyncFolder, journal: SyncJournal, exporter: CallExporter?, now: Instant,
    context: CommandContext
  ) {
    self.folder = folder
    self.journal = journal
    self.exporter = exporter
    formats = exporter?.infos.map(\.id) ?? []
    self.now = now
    files = AtomicFiles(
      fileSystem: context.fileSystem, cleanup: context.temporaryFiles, replacesExisting: true)
  }

  /// Decides about a call of the list.
  mutating func plan(_ row: JSONValue, wantsRecording: Bool) -> Task? {
    counts.listed += 1
    guard let id = row["id"]?.string, !id.isEmpty else {
      counts.failed += 1
      tally.add(.data)
      return nil
    }
    let stamp = SyncEntry.stamp(of: row)
    let action = SyncAction.decide(
      stamp: stamp, entry: journal.entries[id], formats: formats, wantsRecording: wantsRecording,
      folder: folder)
    if action == .unchanged {
      counts.add(.unchanged)
      tally.add(.ok)
    }
    return Task(id: id, stamp: stamp, action: action)
  }

  /// Notes something that failed, and says so.
  mutating func fail(_ error: CallPressError, isCall: Bool, _ messages: inout Messages) {
    messages.error(error)
    tally.add(ExitStatus(error.code.category))
    if isCall { counts.failed += 1 }
  }

  /// Takes what was fetched of a call: writes it, and what is to be made of it.
  mutating func take(
    _ fetched: Fetched, of task: Task, using buffer: inout OutputBuffer,
    _ messages: inout Messages
  ) throws(CallPressError) {
    let base = FileNames.safe(task.id)
    try add(fetched.bytes, to: "\(folder.records)/\(base).json")
    var entry = SyncEntry(
      id: task.id, stamp: task.stamp, state: .done, sha256: ByteDigest.text(fetched.bytes),
      recording: fetched.recording, formats: [])
    do throws(CallPressError) {
      let source = SourceDocument(name: task.id, bytes: fetched.bytes)
      guard let record = try pipeline.naming(agent: fetched.agentName).calls(in: source).first
      else {
        throw CallPressError(.noSuchCall, "the answer holds no call")
      }
      let call = try record.get()
      entry.state = SyncReadiness.state(of: call, now: now)
      if entry.state == .done, let exporter {
        entry.formats = formats
        if let problem = try export(call, base: base, exporter, using: &buffer) {
          lack(problem.named(task.id), &messages)
        }
      }
    } catch {
      if error.code == .writingFailed || error.code.category == .cannotCreate { throw error }
      // What cannot be read will not be read tomorrow, unless it changes.
      entry.formats = formats
      if exporter != nil { lack(error.named(task.id), &messages) }
    }
    pending.append(entry)
    if entry.state == .waiting { counts.waiting += 1 }
    if let failure = fetched.failure {
      fail(failure.about(task.id), isCall: true, &messages)
    } else {
      counts.add(task.action)
      tally.add(.ok)
    }
    if files.isDue { try commit(&messages) }
  }

  /// Says, of the first few, which calls are not in every format; the record is there all the same.
  private mutating func lack(_ error: CallPressError, _ messages: inout Messages) {
    counts.lacking += 1
    tally.add(ExitStatus(error.code.category))
    if counts.lacking <= Messages.repetitions || messages.level == .verbose {
      messages.error(error)
    }
  }

  /// Says how many more there were than were named.
  func tellRest(_ messages: inout Messages) {
    let rest = counts.lacking - Messages.repetitions
    guard rest > 0, messages.level < .verbose else { return }
    messages.warning("\(rest) more calls are not in every format; -v names them")
  }

  /// Puts what was written in its place, and remembers it.
  mutating func commit(_ messages: inout Messages) throws(CallPressError) {
    for result in files.commit() { _ = try result.get() }
    for path in [folder.records, folder.exports] {
      // A folder that was never made has nothing in it.
      try? files.fileSystem.synchronizeFolder(path)
    }
    try journal.add(pending)
    pending = []
  }

  /// Ends the work.
  mutating func close() { journal.close() }

  private mutating func export(
    _ call: Call, base: String, _ exporter: CallExporter, using buffer: inout OutputBuffer
  ) throws(CallPressError) -> CallPressError? {
    var problem: CallPressError?
    var documents: [(path: String, bytes: [UInt8])] = []
    exporter.export(call, using: &buffer) { info, document, result in
      switch result {
      case .success:
        documents.append(("\(folder.exports)/\(base).\(info.fileExtension)", document.bytes()))
      case .failure(let error): problem = error
      }
    }
    for (path, bytes) in documents { try add(bytes, to: path) }
    return problem
  }

  private mutating func add(_ bytes: [UInt8], to path: String) throws(CallPressError) {
    var files = files
    _ = try bytes.withContiguousBytes { bytes throws(CallPressError) in
      try files.add(bytes, to: path)
    }
    self.files = files
  }
}
