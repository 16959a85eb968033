#if os(Linux)
  import CCallPressSystem
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The system's own files.
///
/// Calls that a signal interrupts are made again.
struct POSIXFileSystem: FileSystem {
  func status(of path: String) throws(SystemError) -> FileStatus {
    var status = stat()
    guard stat(path, &status) == 0 else { throw SystemError.last }
    return FileStatus(status)
  }

  func status(of descriptor: Int32) throws(SystemError) -> FileStatus {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SystemError.last }
    return FileStatus(status)
  }

  func names(in folder: String) throws(SystemError) -> [String] {
    guard let stream = opendir(folder) else { throw SystemError.last }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw SystemError.last }
        return names
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(
          to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)
        ) { String(cString: $0) }
      }
      names.append(name)
    }
  }

  func openForReading(_ path: String) throws(SystemError) -> Int32 {
    try retrying { open(path, O_RDONLY | O_CLOEXEC) }
  }

  func openForWriting(_ path: String) throws(SystemError) -> Int32 {
    try retrying { open(path, O_WRONLY | O_CLOEXEC) }
  }

  func create(_ path: String) throws(SystemError) -> Int32 {
    try retrying { open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
  }

  func openForAppending(_ path: String) throws(SystemError) -> Int32 {
    try retrying { open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666) }
  }

  func lock(_ descriptor: Int32) throws(SystemError) -> Bool {
    do throws(SystemError) {
      _ = try retrying { flock(descriptor, LOCK_EX | LOCK_NB) }
      return true
    } catch {
      if error.number == EWOULDBLOCK { return false }
      throw error
    }
  }

  func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer
  ) throws(SystemError) -> Int {
    try retrying { systemRead(descriptor, buffer.baseAddress, buffer.count) }
  }

  func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Int {
    try retrying { systemWrite(descriptor, bytes.baseAddress, bytes.count) }
  }

  func setPermissions(_ descriptor: Int32, _ permissions: UInt32) throws(SystemError) {
    _ = try retrying { fchmod(descriptor, mode_t(permissions)) }
  }

  func synchronize(_ descriptor: Int32) throws(SystemError) {
    _ = try retrying { fsync(descriptor) }
  }

  func synchronizeDisk(of descriptor: Int32) throws(SystemError) {
    #if os(Linux)
      _ = try retrying { syncfs(descriptor) }
    #else
      throw SystemError(number: ENOSYS)
    #endif
  }

  func close(_ descriptor: Int32) throws(SystemError) {
    // Never again after an interruption: the descriptor is gone by then on Linux.
    if systemClose(descriptor) != 0, errno != EINTR { throw SystemError.last }
  }

  func link(_ path: String, to newPath: String) throws(SystemError) {
    _ = try retrying { systemLink(path, newPath) }
  }

  func rename(_ path: String, to newPath: String) throws(SystemError) {
    _ = try retrying { systemRename(path, newPath) }
  }

  func remove(_ path: String) throws(SystemError) {
    _ = try retrying { unlink(path) }
  }

  func makeFolder(_ path: String) throws(SystemError) {
    _ = try retrying { mkdir(path, 0o777) }
  }

  func synchronizeFolder(_ path: String) throws(SystemError) {
    let descriptor = try retrying { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    defer { _ = systemClose(descriptor) }
    // Some file systems have nothing to synchronize in a folder and say so.
    if fsync(descriptor) != 0, errno != EINVAL, errno != EINTR { throw SystemError.last }
  }

  private func retrying<Number: FixedWidthInteger>(
    _ call: () -> Number
  ) throws(SystemError) -> Number {
    while true {
      let result = call()
      if result >= 0 { return result }
      let error = SystemError.last
      if error.number != EINTR { throw error }
    }
  }
}

/// Whether two runs of memory of the same length hold the same bytes.
func areEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
  guard left.count == right.count else { return false }
  guard let first = left.baseAddress, let second = right.baseAddress else { return true }
  return memcmp(first, second, left.count) == 0
}

// The system's functions under names that the methods above do not hide.
private func systemRead(_ fd: Int32, _ at: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(fd, at, count)
}
private func systemWrite(_ fd: Int32, _ at: UnsafeRawPointer?, _ count: Int) -> Int {
  write(fd, at, count)
}
private func systemClose(_ fd: Int32) -> Int32 { close(fd) }
private func systemLink(_ path: String, _ new: String) -> Int32 { link(path, new) }
private func systemRename(_ path: String, _ new: String) -> Int32 { rename(path, new) }

extension FileStatus {
  init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      case S_IFIFO, S_IFSOCK: .pipe
      case S_IFCHR: .characterDevice
      default: .other
      }
    size = Int(status.st_size)
    permissions = UInt32(status.st_mode & 0o7777)
  }
}
