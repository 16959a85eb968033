import CallPressCore

/// Writes files whole or not at all: under names of their own in the same folder first, and under
/// the final ones when the bytes are on the disk.
///
/// Files are added one by one and committed together, since waiting for the disk once for many is
/// much quicker than once for each.
struct AtomicFiles {
  /// A file under its temporary name.
  struct Staged {
    var path: String
    var temporary: String
    var descriptor: Int32
  }

  /// The file system to write to.
  let fileSystem: any FileSystem
  /// What is to be removed when the run is interrupted.
  let cleanup: TemporaryFiles
  /// Whether a file that differs is replaced.
  let replacesExisting: Bool
  var staged: [Staged] = []
  /// The files that grow until the end of the run.
  var growing: [Staged] = []
  private var stagedBytes = 0
  private var oldest: ContinuousClock.Instant?

  /// The beginning of every temporary file's name.
  static let temporaryPrefix = ".callpress-"
  /// How many files are waited for together at most.
  private static let batchCount = 64
  /// How many bytes are waited for together at most, but for the last file's.
  private static let batchBytes = 64 << 20
  /// From how many files on the whole disk is waited for.
  private static let wholeDiskCount = 8

  /// Makes an empty batch.
  init(fileSystem: any FileSystem, cleanup: TemporaryFiles, replacesExisting: Bool = false) {
    self.fileSystem = fileSystem
    self.cleanup = cleanup
    self.replacesExisting = replacesExisting
  }

  /// Whether it is time to commit: there are many files, much in them, or the first of them has
  /// been waiting for a second.
  var isDue: Bool {
    guard let oldest else { return false }
    return staged.count >= Self.batchCount || stagedBytes >= Self.batchBytes
      || oldest.duration(to: .now) > .seconds(1)
  }

  /// Writes the bytes of a file under a temporary name.
  ///
  /// - Returns: Whether there is something to commit; not so where the file is there already with
  ///   the same bytes.
  /// - Throws: `output-exists` where a file that differs stands there and may not be replaced;
  ///   `cannot-create` and `writing-failed` for what the system refuses.
  mutating func add(
    _ bytes: UnsafeRawBufferPointer, to path: String
  ) throws(CallPressError) -> Bool {
    let existing = try existingFile(at: path)
    if let existing {
      if existing.size == bytes.count, hasBytes(bytes, at: path) { return false }
      if !replacesExisting { throw Self.alreadyExists(path) }
    }
    do throws(SystemError) {
      let file = try createTemporary(besides: path)
      do throws(SystemError) {
        try fileSystem.writeAll(file.descriptor, bytes)
        if let existing {
          try fileSystem.setPermissions(file.descriptor, existing.permissions & 0o777)
        }
      } catch {
        try? fileSystem.close(file.descriptor)
        drop(file)
        throw error
      }
      if staged.isEmpty { oldest = .now }
      staged.append(file)
      stagedBytes += bytes.count
    } catch {
      throw error.whileWriting(path)
    }
    return true
  }

  /// Gives the files their final names, when their bytes are on the disk.
  ///
  /// - Returns: For each file in order its path, or why it is as it was.
  mutating func commit() -> [Result<String, CallPressError>] {
    let files = staged
    staged = []
    stagedBytes = 0
    oldest = nil
    var isSafe = false
    if files.count >= Self.wholeDiskCount, let first = files.first {
      // When this fails, which file it was shows below.
      isSafe = (try? fileSystem.synchronizeDisk(of: first.descriptor)) != nil
    }
    return files.map { file in
      Result { () throws(CallPressError) in
        do throws(SystemError) {
          try finish(file, isSafe: isSafe)
        } catch {
          drop(file)
          throw error.isTaken ? Self.alreadyExists(file.path) : error.whileWriting(file.path)
        }
        return file.path
      }
    }
  }

  private func finish(_ file: Staged, isSafe: Bool) throws(SystemError) {
    do throws(SystemError) {
      if !isSafe { try fileSystem.synchronize(file.descriptor) }
    } catch {
      try? fileSystem.close(file.descriptor)
      throw error
    }
    try fileSystem.close(file.descriptor)
    if replacesExisting {
      try fileSystem.rename(file.temporary, to: file.path)
    } else {
      do throws(SystemError) {
        // Fails where the name has been taken meanwhile; a rename would replace it.
        try fileSystem.link(file.temporary, to: file.path)
        drop(file)
        return
      } catch {
        guard error.refusesLinks else { throw error }
      }
      guard isFree(file.path) else { throw SystemError.taken }
      try fileSystem.rename(file.temporary, to: file.path)
    }
    cleanup.forget(file.temporary)
  }

  func drop(_ file: Staged) {
    try? fileSystem.remove(file.temporary)
    cleanup.forget(file.temporary)
  }

  func existingFile(at path: String) throws(CallPressError) -> FileStatus? {
    let status: FileStatus
    do throws(SystemError) {
      status = try fileSystem.status(of: path)
    } catch {
      if error.isMissing { return nil }
      throw error.whileWriting(path)
    }
    guard status.kind == .regular else {
      throw CallPressError(
        .cannotCreate,
        status.kind == .folder
          ? "cannot write: a folder has this name" : "cannot write: this is not a regular file",
        at: SourceLocation(source: path))
    }
    return status
  }

  func createTemporary(besides path: String) throws(SystemError) -> Staged {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    var attempt = 0
    while true {
      let unique = String(UInt64.random(in: 0 ... .max), radix: 36)
      let temporary = folder + Self.temporaryPrefix + unique
      cleanup.remember(temporary)
      do throws(SystemError) {
        let descriptor = try fileSystem.create(temporary)
        return Staged(path: path, temporary: temporary, descriptor: descriptor)
      } catch {
        cleanup.forget(temporary)
        attempt += 1
        if !error.isTaken || attempt == 8 { throw error }
      }
    }
  }

  private func isFree(_ path: String) -> Bool {
    do throws(SystemError) {
      _ = try fileSystem.status(of: path)
      return false
    } catch {
      return error.isMissing
    }
  }

  private func hasBytes(_ bytes: UnsafeRawBufferPointer, at path: String) -> Bool {
    guard let descriptor = try? fileSystem.openForReading(path) else { return false }
    defer { try? fileSystem.close(descriptor) }
    return withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { chunk in
      var offset = 0
      while true {
        guard let count = try? fileSystem.read(descriptor, into: chunk) else { return false }
        if count == 0 { return offset == bytes.count }
        guard offset + count <= bytes.count else { return false }
        let expected = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
        if !areEqual(UnsafeRawBufferPointer(rebasing: chunk[..<count]), expected) { return false }
        offset += count
      }
    }
  }

  static func alreadyExists(_ path: String) -> CallPressError {
    CallPressError(
      .outputExists, "exists already and differs; --force replaces it",
      at: SourceLocation(source: path))
  }
}
