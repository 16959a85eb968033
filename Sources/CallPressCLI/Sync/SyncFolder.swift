import CallPressCore

/// The folder of a sync: where things are in it, and the right to change them.
struct SyncFolder: Sendable {
  /// The folder itself.
  let path: String
  private let fileSystem: any FileSystem

  /// The records, `ID.json` each.
  var records: String { path + "/records" }
  /// The recordings.
  var recordings: String { path + "/recordings" }
  /// What was made of the records.
  var exports: String { path + "/exports" }

  /// Names a folder.
  init(_ path: String, fileSystem: any FileSystem) {
    var path = path
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    self.fileSystem = fileSystem
  }

  /// Takes the folder for this process alone, until it ends.
  ///
  /// - Returns: The descriptor that holds the lock.
  /// - Throws: `busy` where another process has it.
  func lock() throws(CallPressError) -> Int32 {
    let name = path + "/.callpress-sync.lock"
    do throws(SystemError) {
      let descriptor = try fileSystem.openForAppending(name)
      if try fileSystem.lock(descriptor) { return descriptor }
      try fileSystem.close(descriptor)
    } catch {
      throw error.whileWriting(name)
    }
    throw CallPressError(
      .busy, "another sync is at work in this folder; wait until it ends, or choose another",
      at: SourceLocation(source: path))
  }

  /// Removes what a run that died left half-written; only for who holds the lock.
  func removeLeftovers() {
    for folder in [records, recordings, exports] {
      for name in (try? fileSystem.names(in: folder)) ?? []
      where name.hasPrefix(AtomicFiles.temporaryPrefix) {
        try? fileSystem.remove("\(folder)/\(name)")
      }
    }
  }

  /// Makes the folders that are missing.
  func make(_ folders: [String]) throws(CallPressError) {
    for folder in folders {
      var sink = OutputSink(
        .folder(folder),
        files: AtomicFiles(
          fileSystem: fileSystem,
          cleanup: TemporaryFiles(fileSystem: fileSystem, watchesSignals: false)),
        output: StandardOutput(
          fileSystem: fileSystem,
          terminal: Terminal(
            isTerminal: false, measuredWidth: nil, choice: .never, environment: [:])))
      try sink.prepare()
    }
  }

  /// Whether a record is there.
  func hasRecord(_ id: String) -> Bool { hasFile("\(records)/\(FileNames.safe(id)).json") }

  /// Whether a recording is there.
  func hasRecording(_ name: String) -> Bool { hasFile("\(recordings)/\(name)") }

  private func hasFile(_ path: String) -> Bool {
    (try? fileSystem.status(of: path))?.kind == .regular
  }
}
