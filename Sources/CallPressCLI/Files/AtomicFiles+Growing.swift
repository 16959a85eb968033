import CallPressCore

/// Files that grow while a run goes on, such as tables of all its calls, and get their names at its
/// end like all others.
extension AtomicFiles {
  /// Whether nothing was appended to a file yet.
  func isNew(_ path: String) -> Bool { !growing.contains { $0.path == path } }

  /// Appends bytes to a file under a temporary name, which is made with the first of them.
  ///
  /// - Throws: `cannot-create` and `writing-failed` for what the system refuses.
  mutating func append(
    _ bytes: UnsafeRawBufferPointer, to path: String
  ) throws(CallPressError) {
    do throws(SystemError) {
      let position: Int
      if let known = growing.firstIndex(where: { $0.path == path }) {
        position = known
      } else {
        growing.append(try createTemporary(besides: path))
        position = growing.count - 1
      }
      try fileSystem.writeAll(growing[position].descriptor, bytes)
    } catch {
      throw error.whileWriting(path)
    }
  }

  /// Ends the files that grew; those that are not there already with the same bytes are committed
  /// next.
  ///
  /// - Returns: For each file whether there is something to commit, or why there is not.
  mutating func endGrowing() -> [Result<Bool, CallPressError>] {
    let files = growing
    growing = []
    return files.map { file in
      Result { () throws(CallPressError) in
        do throws(CallPressError) {
          if let existing = try existingFile(at: file.path) {
            if try isSame(file, existing) {
              discard(file)
              return false
            }
            if !replacesExisting { throw Self.alreadyExists(file.path) }
            do throws(SystemError) {
              try fileSystem.setPermissions(file.descriptor, existing.permissions & 0o777)
            } catch {
              throw error.whileWriting(file.path)
            }
          }
        } catch {
          discard(file)
          throw error
        }
        staged.append(file)
        return true
      }
    }
  }

  /// Drops the files that grew: what was to be in them is not complete.
  mutating func abandonGrowing() {
    for file in growing { discard(file) }
    growing = []
  }

  private func discard(_ file: Staged) {
    try? fileSystem.close(file.descriptor)
    drop(file)
  }

  private func isSame(_ file: Staged, _ existing: FileStatus) throws(CallPressError) -> Bool {
    do throws(SystemError) {
      guard try fileSystem.status(of: file.temporary).size == existing.size else { return false }
      let one = try fileSystem.openForReading(file.temporary)
      defer { try? fileSystem.close(one) }
      let other = try fileSystem.openForReading(file.path)
      defer { try? fileSystem.close(other) }
      while true {
        let left = try chunk(of: one)
        guard left == (try chunk(of: other)) else { return false }
        if left.isEmpty { return true }
      }
    } catch {
      throw error.whileWriting(file.path)
    }
  }

  /// The next bytes of a file, as many as fit or are left.
  private func chunk(of descriptor: Int32) throws(SystemError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    var filled = 0
    while filled < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let count = try fileSystem.read(descriptor, into: rest)
      if count == 0 { break }
      filled += count
    }
    return Array(buffer[..<filled])
  }
}
