import CallPressCore
import CallabAPI
import Foundation

/// The file that keeps a token, for its owner alone.
struct CredentialsFile {
  /// Where it is.
  let path: String
  /// The outside world.
  let context: CommandContext

  /// Writes the token, whole or not at all.
  func write(_ secret: Secret) throws(CallPressError) {
    let fileSystem = context.fileSystem
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    let temporary = folder + "/.callpress-credentials-\(UInt64.random(in: 0 ... .max))"
    do throws(SystemError) {
      try makeFolder(folder)
      context.temporaryFiles.remember(temporary)
      let descriptor = try fileSystem.create(temporary)
      do throws(SystemError) {
        // Before there is anything in it to read.
        try fileSystem.setPermissions(descriptor, 0o600)
        let bytes = Array((secret.revealed + "\n").utf8)
        let result: Result<Void, SystemError> = bytes.withUnsafeBytes { bytes in
          Result { () throws(SystemError) in try fileSystem.writeAll(descriptor, bytes) }
        }
        try result.get()
        try fileSystem.synchronize(descriptor)
        try fileSystem.close(descriptor)
        try fileSystem.rename(temporary, to: path)
      } catch {
        try? fileSystem.remove(temporary)
        throw error
      }
      context.temporaryFiles.forget(temporary)
    } catch {
      throw error.whileWriting(path)
    }
  }

  private func makeFolder(_ folder: String) throws(SystemError) {
    if (try? context.fileSystem.status(of: folder))?.kind == .folder { return }
    let parent = String(folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)])
    if !parent.isEmpty { try makeFolder(parent) }
    do throws(SystemError) {
      try context.fileSystem.makeFolder(folder)
    } catch {
      guard error.isTaken else { throw error }
    }
  }
}

/// A line that nobody sees being typed.
enum HiddenInput {
  /// Reads standard input: on a terminal one line, with a prompt and without showing it, else all
  /// there is.
  static func line(prompt: String, context: CommandContext) throws(CallPressError) -> [UInt8] {
    guard isatty(0) == 1 else {
      let input = Input(place: .standardInput, name: "standard input", baseName: "")
      return try InputReader(fileSystem: context.fileSystem, maximumSize: 64 << 10).read(input)
        .bytes
    }
    // An interrupted prompt must not leave the terminal mute, so its own keys end it politely.
    var before = termios()
    guard tcgetattr(0, &before) == 0 else {
      throw CallPressError(.cannotRead, "the terminal cannot be told not to show what is typed")
    }
    var hidden = before
    hidden.c_lflag &= ~tcflag_t(ECHO | ISIG)
    guard tcsetattr(0, TCSAFLUSH, &hidden) == 0 else {
      throw CallPressError(.cannotRead, "the terminal cannot be told not to show what is typed")
    }
    defer {
      tcsetattr(0, TCSAFLUSH, &before)
      write("\n", context)
    }
    write(prompt, context)
    var line: [UInt8] = []
    let byte = UnsafeMutableRawBufferPointer.allocate(byteCount: 1, alignment: 1)
    defer { byte.deallocate() }
    while line.count < 64 << 10 {
      do throws(SystemError) {
        guard try context.fileSystem.read(0, into: byte) == 1 else { return line }
      } catch {
        throw error.whileReading("standard input")
      }
      switch byte[0] {
      case 0x0A, 0x0D: return line
      case 0x03, 0x04: throw CallPressError(.contradictoryRequest, "nothing was kept")
      default: line.append(byte[0])
      }
    }
    return line
  }

  private static func write(_ text: String, _ context: CommandContext) {
    Array(text.utf8).withUnsafeBytes { bytes in
      do throws(SystemError) {
        try context.fileSystem.writeAll(2, bytes)
      } catch {}
    }
  }
}
