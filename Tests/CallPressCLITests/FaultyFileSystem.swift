import Synchronization

@testable import CallPressCLI

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The system's files, of which one operation fails.
final class FaultyFileSystem: FileSystem {
  /// What was asked for, by name.
  let operations = Mutex<[String]>([])
  private let system = POSIXFileSystem()
  private let failing: Int?
  private let error: SystemError
  private let largestWrite: Int

  /// Makes files whose operation number `failing`, from 0, fails; `nil` lets all succeed.
  init(failing: Int?, with number: Int32 = EIO, largestWrite: Int = .max) {
    self.failing = failing
    self.largestWrite = largestWrite
    error = SystemError(number: number)
  }

  /// The name of the operation that failed.
  var failed: String? {
    operations.withLock { names in failing.flatMap { $0 < names.count ? names[$0] : nil } }
  }

  private func count(_ name: String) throws(SystemError) {
    let position = operations.withLock { names in
      names.append(name)
      return names.count - 1
    }
    if position == failing { throw error }
  }

  func status(of path: String) throws(SystemError) -> FileStatus {
    try count("status")
    return try system.status(of: path)
  }
  func names(in folder: String) throws(SystemError) -> [String] {
    try count("names")
    return try system.names(in: folder)
  }
  func openForReading(_ path: String) throws(SystemError) -> Int32 {
    try count("openForReading")
    return try system.openForReading(path)
  }
  func openForWriting(_ path: String) throws(SystemError) -> Int32 {
    try count("openForWriting")
    return try system.openForWriting(path)
  }
  func create(_ path: String) throws(SystemError) -> Int32 {
    try count("create")
    return try system.create(path)
  }
  func openForAppending(_ path: String) throws(SystemError) -> Int32 {
    try count("openForAppending")
    return try system.openForAppending(path)
  }
  func lock(_ descriptor: Int32) throws(SystemError) -> Bool {
    try count("lock")
    return try system.lock(descriptor)
  }
  func status(of descriptor: Int32) throws(SystemError) -> FileStatus {
    try count("fstat")
    return try system.status(of: descriptor)
  }
  func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer
  ) throws(SystemError) -> Int {
    try count("read")
    return try system.read(descriptor, into: buffer)
  }
  func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Int {
    try count("write")
    return try system.write(
      descriptor, UnsafeRawBufferPointer(rebasing: bytes.prefix(largestWrite)))
  }
  func setPermissions(_ descriptor: Int32, _ permissions: UInt32) throws(SystemError) {
    try count("setPermissions")
    try system.setPermissions(descriptor, permissions)
  }
  func synchronize(_ descriptor: Int32) throws(SystemError) {
    try count("synchronize")
    try system.synchronize(descriptor)
  }
  func synchronizeDisk(of descriptor: Int32) throws(SystemError) {
    try count("synchronizeDisk")
    try system.synchronizeDisk(of: descriptor)
  }
  func close(_ descriptor: Int32) throws(SystemError) {
    // The system closes a descriptor even where it reports a failure.
    try system.close(descriptor)
    try count("close")
  }
  func link(_ path: String, to newPath: String) throws(SystemError) {
    try count("link")
    try system.link(path, to: newPath)
  }
  func rename(_ path: String, to newPath: String) throws(SystemError) {
    try count("rename")
    try system.rename(path, to: newPath)
  }
  func remove(_ path: String) throws(SystemError) {
    try count("remove")
    try system.remove(path)
  }
  func makeFolder(_ path: String) throws(SystemError) {
    try count("makeFolder")
    try system.makeFolder(path)
  }
  func synchronizeFolder(_ path: String) throws(SystemError) {
    try count("synchronizeFolder")
    try system.synchronizeFolder(path)
  }
}
