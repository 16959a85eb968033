/// What the tool asks of the file system: the seam at which tests make operations fail.
///
/// Descriptors are the system's; every path is relative to the current folder or absolute.
protocol FileSystem: Sendable {
  /// What stands at a path, symbolic links followed.
  func status(of path: String) throws(SystemError) -> FileStatus
  /// The names in a folder, in no order.
  func names(in folder: String) throws(SystemError) -> [String]

  /// Opens a file for reading.
  func openForReading(_ path: String) throws(SystemError) -> Int32
  /// Opens what exists, a device or a pipe, for writing.
  func openForWriting(_ path: String) throws(SystemError) -> Int32
  /// Creates a file that must not exist and opens it for writing.
  func create(_ path: String) throws(SystemError) -> Int32
  /// Opens a file for writing behind its end, and makes it where it is missing.
  func openForAppending(_ path: String) throws(SystemError) -> Int32
  /// Locks a file until it is closed or the process ends, however that ends.
  ///
  /// - Returns: Whether nobody else has it locked.
  func lock(_ descriptor: Int32) throws(SystemError) -> Bool
  /// What an open descriptor refers to.
  func status(of descriptor: Int32) throws(SystemError) -> FileStatus
  /// Reads into memory; returns how much, 0 at the end.
  func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) throws(SystemError)
    -> Int
  /// Writes from memory; returns how much, which may be less.
  func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Int
  /// Gives a file the permissions of another that it is to replace.
  func setPermissions(_ descriptor: Int32, _ permissions: UInt32) throws(SystemError)
  /// Waits until what was written is on the disk.
  func synchronize(_ descriptor: Int32) throws(SystemError)
  /// Waits until everything is on the disk that a descriptor's file belongs to: with many files
  /// much quicker than one by one.
  func synchronizeDisk(of descriptor: Int32) throws(SystemError)
  /// Closes a descriptor.
  func close(_ descriptor: Int32) throws(SystemError)

  /// Gives a file a second name, which must not be taken.
  func link(_ path: String, to newPath: String) throws(SystemError)
  /// Gives a file another name, replacing what has it.
  func rename(_ path: String, to newPath: String) throws(SystemError)
  /// Removes a file's name.
  func remove(_ path: String) throws(SystemError)
  /// Makes a folder inside one that exists.
  func makeFolder(_ path: String) throws(SystemError)
  /// Waits until the names in a folder are on the disk.
  func synchronizeFolder(_ path: String) throws(SystemError)
}

/// What is known of a file.
struct FileStatus: Sendable {
  /// The kinds that are told apart.
  enum Kind: Sendable {
    /// A file with bytes.
    case regular
    /// A folder.
    case folder
    /// A pipe or a socket.
    case pipe
    /// A terminal or another device that is read byte by byte.
    case characterDevice
    /// Anything else.
    case other
  }

  /// What kind of file it is.
  var kind: Kind
  /// Its length in bytes, meaningful for regular files.
  var size: Int
  /// Its permission bits.
  var permissions: UInt32
}

extension FileSystem {
  /// Writes all of the bytes.
  func writeAll(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = try write(descriptor, UnsafeRawBufferPointer(rebasing: rest))
      rest = rest.dropFirst(count)
    }
  }
}
