import CallPressCore

/// Writes a file whole or not at all: under a name of its own in the same folder first, then
/// under the final one.
struct AtomicFile {
  /// What became of a document.
  enum Outcome: Equatable, Sendable {
    /// The file was made or replaced.
    case written
    /// The file was there already with the same bytes.
    case unchanged
  }

  /// The file system to write to.
  let fileSystem: any FileSystem
  /// What is to be removed when the run is interrupted.
  let cleanup: TemporaryFiles
  /// Whether a file that differs is replaced.
  var replacesExisting = false

  /// The beginning of every temporary file's name.
  static let temporaryPrefix = ".callpress-"

  /// Writes the bytes to a path.
  ///
  /// - Throws: `output-exists` where a file that differs stands there and may not be replaced;
  ///   `cannot-create` and `writing-failed` for what the system refuses. Whatever is thrown, the
  ///   path is as it was.
  func write(
    _ bytes: UnsafeRawBufferPointer, to path: String
  ) throws(CallPressError) -> Outcome {
    let existing = try existingFile(at: path)
    if let existing {
      if existing.size == bytes.count, hasBytes(bytes, at: path) { return .unchanged }
      if !replacesExisting { throw Self.alreadyExists(path) }
    }
    do throws(SystemError) {
      try writeAnew(bytes, to: path, replacing: existing)
    } catch {
      if error.isTaken { throw Self.alreadyExists(path) }
      throw error.whileWriting(path)
    }
    return .written
  }

  private func existingFile(at path: String) throws(CallPressError) -> FileStatus? {
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

  private func writeAnew(
    _ bytes: UnsafeRawBufferPointer, to path: String, replacing existing: FileStatus?
  ) throws(SystemError) {
    let temporary = try createTemporary(besides: path)
    var isNamed = true
    defer {
      if isNamed {
        try? fileSystem.remove(temporary.path)
        cleanup.forget(temporary.path)
      }
    }
    do throws(SystemError) {
      try fileSystem.writeAll(temporary.descriptor, bytes)
      if let existing {
        try fileSystem.setPermissions(temporary.descriptor, existing.permissions & 0o777)
      }
      try fileSystem.synchronize(temporary.descriptor)
    } catch {
      try? fileSystem.close(temporary.descriptor)
      throw error
    }
    try fileSystem.close(temporary.descriptor)
    if replacesExisting {
      try fileSystem.rename(temporary.path, to: path)
    } else {
      do throws(SystemError) {
        // Fails where the name has been taken meanwhile; a rename would replace it.
        try fileSystem.link(temporary.path, to: path)
        return
      } catch {
        guard error.refusesLinks else { throw error }
      }
      guard isFree(path) else { throw SystemError.taken }
      try fileSystem.rename(temporary.path, to: path)
    }
    isNamed = false
    cleanup.forget(temporary.path)
  }

  private func createTemporary(
    besides path: String
  ) throws(SystemError) -> (path: String, descriptor: Int32) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    var attempt = 0
    while true {
      let unique = String(UInt64.random(in: 0 ... .max), radix: 36)
      let temporary = folder + Self.temporaryPrefix + unique
      cleanup.remember(temporary)
      do throws(SystemError) {
        return (temporary, try fileSystem.create(temporary))
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

  private static func alreadyExists(_ path: String) -> CallPressError {
    CallPressError(
      .outputExists, "exists already and differs; --force replaces it",
      at: SourceLocation(source: path))
  }
}
