import CallPressCore

/// What a sync remembers, in a file of JSON Lines to which lines are only ever added.
///
/// A line is added when the files that it speaks of are on the disk, so whatever moment the
/// process dies at, the journal promises nothing that is not there. The last line of a call
/// counts. A line that was cut off is no line.
struct SyncJournal {
  /// What is remembered, by the call's identifier.
  private(set) var entries: [String: SyncEntry] = [:]
  /// How many lines could not be read, but for a last one that was cut off.
  private(set) var damaged = 0

  private let path: String
  private let fileSystem: any FileSystem
  private let cleanup: TemporaryFiles
  private var descriptor: Int32 = -1
  private var lines = 0
  private var endsInLine = true
  private let head: String

  /// The name and version of what a journal holds.
  static let schema = "callpress.sync/1"

  /// Reads the journal of a folder, if there is one.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - service: The address of the API that the calls come from.
  /// - Throws: `wrong-folder` for a journal of calls from elsewhere.
  init(
    in folder: String, service: String, fileSystem: any FileSystem, cleanup: TemporaryFiles
  ) throws(CallPressError) {
    path = "\(folder)/\(Self.name)"
    self.fileSystem = fileSystem
    self.cleanup = cleanup
    var output = OutputBuffer()
    output.append("{\"schema\":")
    JSONEscaping.append(Self.schema, to: &output)
    output.append(",\"service\":")
    JSONEscaping.append(service, to: &output)
    output.append("}\n")
    head = output.string()
    guard (try? fileSystem.status(of: path)) != nil else { return }
    let reader = InputReader(fileSystem: fileSystem)
    let bytes = try reader.read(Input(place: .file(path), name: path, baseName: "")).bytes
    try read(bytes, service: service)
  }

  /// The name of the file.
  static let name = ".callpress-sync.jsonl"

  private mutating func read(_ bytes: [UInt8], service: String) throws(CallPressError) {
    endsInLine = bytes.last ?? 0x0A == 0x0A
    var begin = 0
    while begin < bytes.count {
      let end = bytes[begin...].firstIndex(of: 0x0A) ?? bytes.count
      defer { begin = end + 1 }
      guard end > begin else { continue }
      lines += 1
      guard let root = try? JSONDocument(parsing: bytes, in: begin..<end).root else {
        if end < bytes.count { damaged += 1 }
        continue
      }
      if let schema = root["schema"]?.string {
        guard schema == Self.schema, root["service"]?.string == service else {
          throw CallPressError(
            .wrongFolder,
            "the folder holds calls of another service or version: "
              + "\(MessageText.clean(root["service"]?.string ?? schema)); choose another folder",
            at: SourceLocation(source: path))
        }
      } else if let entry = SyncEntry(root) {
        entries[entry.id] = entry
      } else {
        damaged += 1
      }
    }
  }

  /// Opens the journal for adding lines; one that has grown by repetition is written anew first.
  mutating func open() throws(CallPressError) {
    if lines > entries.count * 2 + 1000 { try compact() }
    do throws(SystemError) {
      descriptor = try fileSystem.openForAppending(path)
      if lines == 0 {
        try write(Array(head.utf8))
      } else if !endsInLine {
        try write([0x0A])
      }
    } catch {
      throw error.whileWriting(path)
    }
  }

  /// Adds entries; they are on the disk when this returns.
  mutating func add(_ new: [SyncEntry]) throws(CallPressError) {
    guard !new.isEmpty else { return }
    var output = OutputBuffer()
    for entry in new {
      entry.append(to: &output)
      entries[entry.id] = entry
    }
    do throws(SystemError) {
      try write(output.bytes())
      try fileSystem.synchronize(descriptor)
    } catch {
      throw error.whileWriting(path)
    }
  }

  /// Closes the file.
  mutating func close() {
    if descriptor >= 0 { try? fileSystem.close(descriptor) }
    descriptor = -1
  }

  private func write(_ bytes: [UInt8]) throws(SystemError) {
    let result: Result<Void, SystemError> = bytes.withUnsafeBytes { bytes in
      Result { () throws(SystemError) in try fileSystem.writeAll(descriptor, bytes) }
    }
    try result.get()
  }

  private mutating func compact() throws(CallPressError) {
    var output = OutputBuffer()
    output.append(Array(head.utf8))
    for entry in entries.values.sorted(by: { $0.id < $1.id }) { entry.append(to: &output) }
    var files = AtomicFiles(fileSystem: fileSystem, cleanup: cleanup, replacesExisting: true)
    _ = try output.bytes().withContiguousBytes { bytes throws(CallPressError) in
      try files.add(bytes, to: path)
    }
    for result in files.commit() { _ = try result.get() }
    lines = entries.count + 1
    endsInLine = true
  }
}

extension CallPressError.Code {
  /// A folder belongs to something else.
  static let wrongFolder = Self("wrong-folder", .usage)
  /// Another run is at work in a folder.
  static let busy = Self("busy", .tryLater)
}
