import CallPressCore
import CallabAPI

/// A recording on its way into a folder: under a name of its own until it is whole.
final class RecordingFile: RecordingSink {
  private let fileSystem: any FileSystem
  private let cleanup: TemporaryFiles
  private let folder: String
  private var temporary: String?
  private var descriptor: Int32 = -1

  /// Makes nothing on the disk yet; the folder must be there when the first bytes come.
  init(folder: String, fileSystem: any FileSystem, cleanup: TemporaryFiles) {
    self.folder = folder
    self.fileSystem = fileSystem
    self.cleanup = cleanup
  }

  deinit { discard() }

  func append(_ bytes: [UInt8]) throws(CallPressError) {
    do throws(SystemError) {
      if temporary == nil { try create() }
      let (fileSystem, descriptor) = (fileSystem, descriptor)
      let result: Result<Void, SystemError> = bytes.withUnsafeBytes { bytes in
        Result { () throws(SystemError) in try fileSystem.writeAll(descriptor, bytes) }
      }
      try result.get()
    } catch {
      throw error.whileWriting(temporary ?? folder)
    }
  }

  func restart() throws(CallPressError) { discard() }

  /// Gives the file its name, when its bytes are on the disk.
  ///
  /// - Returns: Whether it was not there already with the same bytes.
  func finish(as path: String, replaces: Bool, sha256: String) throws(CallPressError) -> Bool {
    defer { discard() }
    do throws(SystemError) {
      if temporary == nil { try create() }
      guard let temporary else { return false }
      if (try? fileSystem.status(of: path)) != nil {
        if digest(of: path) == sha256 { return false }
        guard replaces else { throw SystemError.taken }
      }
      try fileSystem.synchronize(descriptor)
      try fileSystem.rename(temporary, to: path)
      cleanup.forget(temporary)
      self.temporary = nil
      try fileSystem.close(descriptor)
      descriptor = -1
      try fileSystem.synchronizeFolder(folder)
      return true
    } catch {
      if error.isTaken {
        throw CallPressError(
          .outputExists, "exists already and differs; --force replaces it",
          at: SourceLocation(source: path))
      }
      throw error.whileWriting(path)
    }
  }

  private func create() throws(SystemError) {
    let unique = String(UInt64.random(in: 0 ... .max), radix: 36)
    let path = "\(folder)/\(AtomicFiles.temporaryPrefix)\(unique)"
    cleanup.remember(path)
    descriptor = try fileSystem.create(path)
    temporary = path
  }

  private func discard() {
    if descriptor >= 0 { try? fileSystem.close(descriptor) }
    descriptor = -1
    guard let path = temporary else { return }
    try? fileSystem.remove(path)
    cleanup.forget(path)
    temporary = nil
  }

  private func digest(of path: String) -> String? {
    guard let descriptor = try? fileSystem.openForReading(path) else { return nil }
    defer { try? fileSystem.close(descriptor) }
    var digest = ByteDigest()
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { chunk.deallocate() }
    while true {
      guard let count = try? fileSystem.read(descriptor, into: chunk) else { return nil }
      if count == 0 { return digest.text }
      digest.update(UnsafeRawBufferPointer(rebasing: chunk[..<count]))
    }
  }
}
