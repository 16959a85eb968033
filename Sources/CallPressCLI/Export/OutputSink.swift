import CallPressCore

/// Puts documents where they belong and counts them.
struct OutputSink {
  /// Where they belong.
  let destination: Destination
  /// How many files were made or replaced.
  private(set) var written = 0
  /// How many files were there already with the same bytes.
  private(set) var unchanged = 0
  private let file: AtomicFile
  private let output: StandardOutput
  private var isPrepared = false
  private var folders: Set<String> = []

  /// Makes a sink; nothing is made on the disk before there is a document.
  init(_ destination: Destination, file: AtomicFile, output: StandardOutput) {
    self.destination = destination
    self.file = file
    self.output = output
  }

  /// Whether the documents have files of their own, and so need names.
  var isFolder: Bool {
    if case .folder = destination { true } else { false }
  }

  /// Writes one document.
  ///
  /// - Parameters:
  ///   - bytes: The whole document.
  ///   - name: Its name in a folder, extension included.
  mutating func write(
    _ bytes: UnsafeRawBufferPointer, named name: String
  ) throws(CallPressError) {
    switch destination {
    case .standardOutput: try output.write(bytes)
    case .device(let path): try write(bytes, toDevice: path)
    case .file(let path): try write(bytes, toFile: path)
    case .folder(let folder):
      if !isPrepared {
        try makeFolder(folder)
        isPrepared = true
      }
      try write(bytes, toFile: folder == "." ? name : Self.join(folder, name))
    }
  }

  /// Waits until the names of the new files are on the disk.
  mutating func finish() throws(CallPressError) {
    for folder in folders.sorted() {
      do throws(SystemError) {
        try file.fileSystem.synchronizeFolder(folder)
      } catch {
        throw error.whileWriting(folder)
      }
    }
    folders = []
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
    if written == 0 { return "\(files(unchanged)) in \(place) were there already, the same" }
    let rest = unchanged == 0 ? "" : "; \(files(unchanged)) were there already, the same"
    return "wrote \(files(written)) to \(place)\(rest)"
  }

  private mutating func write(
    _ bytes: UnsafeRawBufferPointer, toFile path: String
  ) throws(CallPressError) {
    switch try file.write(bytes, to: path) {
    case .written:
      written += 1
      folders.insert(Self.folder(of: path))
    case .unchanged: unchanged += 1
    }
  }

  private func write(
    _ bytes: UnsafeRawBufferPointer, toDevice path: String
  ) throws(CallPressError) {
    do throws(SystemError) {
      let descriptor = try file.fileSystem.openForWriting(path)
      defer { try? file.fileSystem.close(descriptor) }
      try file.fileSystem.writeAll(descriptor, bytes)
    } catch {
      throw error.whileWriting(path)
    }
  }

  /// Makes a folder and the folders above it that are missing.
  private mutating func makeFolder(_ path: String) throws(CallPressError) {
    var missing: [String] = []
    var current = path
    while current.count > 1, current.hasSuffix("/") { current.removeLast() }
    do throws(SystemError) {
      while true {
        do throws(SystemError) {
          guard try file.fileSystem.status(of: current).kind == .folder else {
            throw SystemError.taken
          }
          break
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
          try file.fileSystem.makeFolder(folder)
        } catch {
          // Somebody else may have made it at the same moment.
          guard error.isTaken, try file.fileSystem.status(of: folder).kind == .folder else {
            throw error
          }
        }
        folders.insert(Self.folder(of: folder))
      }
    } catch {
      let reason =
        error.isTaken || error == .notAFolder
        ? "cannot make the folder: a file has this name"
        : "cannot make the folder: \(error.message)"
      throw CallPressError(
        .cannotCreate, reason, at: SourceLocation(source: path), cause: error)
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
