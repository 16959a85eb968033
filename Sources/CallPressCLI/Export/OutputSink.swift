import CallPressCore

/// Puts documents where they belong and counts them.
struct OutputSink {
  /// How documents ended that were given to the sink, in order.
  typealias Endings = [Result<Void, CallPressError>]

  /// Where the documents belong.
  let destination: Destination
  /// How many files were made or replaced.
  private(set) var written = 0
  /// How many files were there already with the same bytes.
  private(set) var unchanged = 0
  private var files: AtomicFiles
  private let output: StandardOutput
  private var isPrepared = false
  /// The folders in which there are new names.
  private var folders: Set<String> = []
  /// Whether the header of a table on a stream was written.
  private var hasHeader = false
  /// The documents that share the one file.
  private var joined: [UInt8]?

  /// Makes a sink; nothing is made on the disk before there is a document.
  init(_ destination: Destination, files: AtomicFiles, output: StandardOutput) {
    self.destination = destination
    self.files = files
    self.output = output
  }

  /// Whether the documents have files of their own, and so need names.
  var isFolder: Bool {
    if case .folder = destination { true } else { false }
  }

  /// Makes the folder, where documents go into one, before there is any.
  mutating func prepare() throws(CallPressError) {
    guard case .folder(let folder) = destination, !isPrepared else { return }
    try makeFolder(folder)
    isPrepared = true
  }

  /// Takes one document.
  ///
  /// - Parameters:
  ///   - bytes: The whole document.
  ///   - name: Its name in a folder, extension included.
  /// - Returns: How this and earlier documents ended, as far as it is known by now.
  mutating func write(_ bytes: UnsafeRawBufferPointer, named name: String) -> Endings {
    do throws(CallPressError) {
      switch destination {
      case .standardOutput: try output.write(bytes)
      case .device(let path): try write(bytes, toDevice: path)
      case .file:
        joined = (joined ?? []) + bytes
        return []
      case .folder(let folder):
        try prepare()
        let path = folder == "." ? name : Self.join(folder, name)
        if try files.add(bytes, to: path) { return files.isDue ? commit() : [] }
        unchanged += 1
      }
      return [.success(())]
    } catch {
      return [.failure(error)]
    }
  }

  /// Takes the rows of one call for a table that all calls share.
  ///
  /// - Parameters:
  ///   - bytes: The rows.
  ///   - name: The table's name in a folder, extension included.
  ///   - header: What stands before the first rows.
  /// - Returns: How the rows ended, as far as it is known by now.
  mutating func append(
    _ bytes: UnsafeRawBufferPointer, toTable name: String, header: [UInt8]
  ) -> Endings {
    do throws(CallPressError) {
      let path: String
      switch destination {
      case .standardOutput, .device:
        if !hasHeader {
          hasHeader = true
          for case .failure(let error) in header.withUnsafeBytes({ write($0, named: name) }) {
            throw error
          }
        }
        return write(bytes, named: name)
      case .file(let file): path = file
      case .folder(let folder):
        if !isPrepared {
          try makeFolder(folder)
          isPrepared = true
        }
        path = folder == "." ? name : Self.join(folder, name)
      }
      if files.isNew(path), !header.isEmpty {
        try header.withContiguousBytes { bytes throws(CallPressError) in
          try files.append(bytes, to: path)
        }
      }
      try files.append(bytes, to: path)
      return []
    } catch {
      return [.failure(error)]
    }
  }

  /// Gives the files that are left their names and waits until these are on the disk.
  mutating func finish() -> Endings {
    var endings: Endings = []
    if case .file(let path) = destination, let joined {
      do throws(CallPressError) {
        if !(try joined.withContiguousBytes { bytes throws(CallPressError) in
          try files.add(bytes, to: path)
        }) {
          unchanged += 1
          endings.append(.success(()))
        }
      } catch {
        endings.append(.failure(error))
      }
    }
    joined = nil
    for ending in files.endGrowing() {
      switch ending {
      case .success(true): continue
      case .success(false):
        unchanged += 1
        endings.append(.success(()))
      case .failure(let error): endings.append(.failure(error))
      }
    }
    endings += commit()
    for folder in folders.sorted() {
      do throws(SystemError) {
        try files.fileSystem.synchronizeFolder(folder)
      } catch {
        endings.append(.failure(error.whileWriting(folder)))
      }
    }
    folders = []
    return endings
  }

  /// What was done, for the last line on standard error; `nil` where no files were asked for.
  var summary: String? {
    guard written + unchanged > 0 else { return nil }
    let place: String
    switch destination {
    case .standardOutput, .device: return nil
    case .file(let path):
      return written > 0 ? "wrote \(path)" : "\(path) was there already, the same"
    case .folder(let folder): place = folder == "." ? "the current folder" : folder
    }
    func files(_ count: Int) -> String { count == 1 ? "1 file" : "\(count) files" }
    func were(_ count: Int) -> String { count == 1 ? "was" : "were" }
    let same = "\(were(unchanged)) there already, the same"
    if written == 0 { return "\(files(unchanged)) in \(place) \(same)" }
    let rest = unchanged == 0 ? "" : "; \(files(unchanged)) \(same)"
    return "wrote \(files(written)) to \(place)\(rest)"
  }

  /// Gives the files so far their names, for one before a wait of unknown length.
  mutating func commit() -> Endings {
    files.commit().map { result in
      result.map { path in
        written += 1
        folders.insert(Self.folder(of: path))
      }
    }
  }

  private func write(
    _ bytes: UnsafeRawBufferPointer, toDevice path: String
  ) throws(CallPressError) {
    let fileSystem = files.fileSystem
    do throws(SystemError) {
      let descriptor = try fileSystem.openForWriting(path)
      defer { try? fileSystem.close(descriptor) }
      try fileSystem.writeAll(descriptor, bytes)
    } catch {
      throw error.whileWriting(path)
    }
  }

  /// Makes a folder and the folders above it that are missing.
  private mutating func makeFolder(_ path: String) throws(CallPressError) {
    let fileSystem = files.fileSystem
    var missing: [String] = []
    var current = path
    while current.utf8.count > 1, current.hasSuffix("/") { current.removeLast() }
    do throws(SystemError) {
      while true {
        do throws(SystemError) {
          if try fileSystem.status(of: current).kind == .folder { break }
          throw SystemError.taken
        } catch {
          guard error.isMissing, error != .notAFolder else { throw error }
          missing.append(current)
          let parent = Self.folder(of: current)
          if parent == current || parent == "." || parent == "/" { break }
          current = parent
        }
      }
      for folder in missing.reversed() {
        do throws(SystemError) {
          try fileSystem.makeFolder(folder)
        } catch {
          // Somebody else may have made it at the same moment.
          guard error.isTaken, try fileSystem.status(of: folder).kind == .folder else {
            throw error
          }
        }
        folders.insert(Self.folder(of: folder))
      }
    } catch {
      let reason =
        error.isTaken || error == .notAFolder ? "a file has this name" : error.message
      throw CallPressError(
        .cannotCreate, "cannot make the folder: \(reason)", at: SourceLocation(source: path),
        cause: error)
    }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.utf8.startIndex ? "/" : String(path[..<slash])
  }

  private static func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }
}
