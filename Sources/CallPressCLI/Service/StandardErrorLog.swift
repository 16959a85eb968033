import CallPressCore
import Logging

/// Writes what the client notes to standard error, a line at a time.
struct StandardErrorLog: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level

  /// The logger for an amount of words: requests are noted where everything is said.
  static func logger(level: Messages.Level) -> Logger {
    guard level == .verbose else {
      return Logger(label: "callpress", factory: { _ in SwiftLogNoOpLogHandler() })
    }
    return Logger(label: "callpress", factory: { _ in StandardErrorLog(logLevel: .debug) })
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let values = metadata.merging(event.metadata ?? [:]) { _, new in new }
      .sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let words = (["\(event.message)"] + values).joined(separator: " ")
    let line = "callpress: \(TerminalText.oneLine(words))\n"
    Array(line.utf8).withUnsafeBytes { bytes in
      // There is nobody to tell when standard error itself cannot be written.
      do throws(SystemError) {
        try POSIXFileSystem().writeAll(2, bytes)
      } catch {}
    }
  }
}
