import CallPressCore
import Foundation

/// Standard output: the documents that were asked for, and nothing else.
struct StandardOutput {
  /// The file system that writes.
  let fileSystem: any FileSystem
  /// What is known of the stream.
  let terminal: Terminal
  /// The descriptor.
  var descriptor: Int32 = 1

  /// Writes bytes; on a terminal without what would steer it, since they are untrusted.
  ///
  /// When the reader has gone, the process ends as a broken pipe ends one, without a word.
  func write(_ bytes: UnsafeRawBufferPointer) throws(CallPressError) {
    do throws(SystemError) {
      guard terminal.isTerminal else {
        try fileSystem.writeAll(descriptor, bytes)
        return
      }
      var printable: [UInt8] = []
      TerminalText.appendPrintable(bytes, to: &printable)
      try writeAll(printable)
    } catch {
      throw failure(error)
    }
  }

  /// Writes text of the tool's own, styles included.
  func write(text: String) throws(CallPressError) {
    do throws(SystemError) {
      try writeAll(Array(text.utf8))
    } catch {
      throw failure(error)
    }
  }

  /// Writes the tool's own JSON, whose texts are untrusted.
  func write(json value: ReportValue) throws(CallPressError) {
    try Array(value.document().utf8).withContiguousBytes { bytes throws(CallPressError) in
      try write(bytes)
    }
  }

  private func writeAll(_ bytes: [UInt8]) throws(SystemError) {
    var failure: SystemError?
    bytes.withUnsafeBytes { bytes in
      do throws(SystemError) {
        try fileSystem.writeAll(descriptor, bytes)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  private func failure(_ error: SystemError) -> CallPressError {
    if error.isBrokenPipe {
      // Only reached where SIGPIPE is ignored: by whoever started the tool, or for the network.
      signal(SIGPIPE, SIG_DFL)
      var signals = sigset_t()
      sigemptyset(&signals)
      sigaddset(&signals, SIGPIPE)
      pthread_sigmask(SIG_UNBLOCK, &signals, nil)
      raise(SIGPIPE)
    }
    return error.whileWriting("standard output")
  }
}
