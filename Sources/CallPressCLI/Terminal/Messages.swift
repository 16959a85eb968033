import CallPressCore
import Foundation

/// Everything that is said to a person: standard error.
struct Messages {
  /// How much is said.
  enum Level: Int, Comparable, Sendable {
    /// Errors alone.
    case quiet
    /// Errors, warnings, summaries.
    case normal
    /// Notes as well, and every repetition.
    case verbose

    /// Orders by how much is said.
    static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  /// How much is said.
  let level: Level
  /// What is known of the stream.
  let terminal: Terminal
  private let fileSystem: any FileSystem
  private let descriptor: Int32
  private var progress: Progress

  /// How often one kind of diagnostic is said of one call before the rest are only counted.
  static let repetitions = 3

  /// Makes the way to standard error.
  init(
    level: Level, terminal: Terminal, fileSystem: any FileSystem, descriptor: Int32 = 2,
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.level = level
    self.terminal = terminal
    self.fileSystem = fileSystem
    self.descriptor = descriptor
    progress = Progress(isShown: terminal.isTerminal && level > .quiet, now: now)
  }

  /// Says what went wrong.
  mutating func error(_ error: CallPressError) {
    say(place: error.location, label: nil, error.message, .error)
  }

  /// Says what was repaired, guessed or left out: warnings, and notes where more is wanted.
  ///
  /// Of many of one kind the first few are said and the others counted.
  mutating func diagnostics(_ diagnostics: [Diagnostic], of source: String) {
    guard level > .quiet else { return }
    var seen: [Diagnostic.Code: Int] = [:]
    var order: [Diagnostic.Code] = []
    for diagnostic in diagnostics {
      guard diagnostic.severity == .warning || level == .verbose else { continue }
      let count = seen[diagnostic.code, default: 0] + 1
      seen[diagnostic.code] = count
      if count == 1 { order.append(diagnostic.code) }
      if count > Self.repetitions, level < .verbose { continue }
      var place = diagnostic.location ?? SourceLocation()
      if place.source == nil { place.source = source }
      say(
        place: place, label: diagnostic.severity == .warning ? "warning" : "note",
        "\(diagnostic.message) [\(diagnostic.code)]",
        diagnostic.severity == .warning ? .warning : .dim)
    }
    guard level < .verbose else { return }
    for code in order {
      guard let count = seen[code], count > Self.repetitions else { continue }
      say(
        place: SourceLocation(source: source), label: "warning",
        "\(count - Self.repetitions) more like these; -v shows them all [\(code)]", .warning)
    }
  }

  /// Says that something may not be what was meant.
  mutating func warning(_ text: String, at place: String? = nil) {
    guard level > .quiet else { return }
    say(place: place.map { SourceLocation(source: $0) }, label: "warning", text, .warning)
  }

  /// Says what was done.
  mutating func summary(_ text: String) {
    guard level > .quiet else { return }
    say(place: nil, label: nil, text, nil)
  }

  /// Shows how far a long run is, on a terminal alone.
  mutating func progress(_ text: @autoclosure () -> String) {
    guard let line = progress.line(text) else { return }
    // A line that wraps could not be taken away again.
    let shown = TerminalText.oneLine(line).prefix(terminal.width - 1)
    write("\r\u{1B}[K" + TerminalText.isolated(String(shown)))
  }

  /// Takes the progress line away.
  mutating func endProgress() {
    if progress.erase() { write("\r\u{1B}[K") }
  }

  /// Writes the argument parser's words, which have lines of their own.
  mutating func usage(_ text: String) {
    write(TerminalText.lines(text) + "\n")
  }

  private mutating func say(
    place: SourceLocation?, label: String?, _ text: String, _ style: Terminal.Style?
  ) {
    var line = "callpress: "
    if let place = place.map(Self.text), !place.isEmpty { line += clean(place) + ": " }
    if let label {
      line += (style.map { terminal.styled(label, $0) } ?? label) + ": " + clean(text)
    } else {
      line += style.map { terminal.styled(clean(text), $0) } ?? clean(text)
    }
    endProgress()
    write(line + "\n")
  }

  /// `file:line:column#pointer`, or with the byte where neither a line nor a pointer is known.
  private static func text(_ place: SourceLocation) -> String {
    var shown = place
    if place.line != nil || place.pointer?.tokens.isEmpty == false { shown.byteOffset = nil }
    if place.pointer?.tokens.isEmpty == true {
      shown.pointer = nil
      shown.byteOffset = nil
    }
    // A place hundreds of levels deep would bury the message.
    if let tokens = shown.pointer?.tokens, tokens.count > 16 {
      shown.pointer = JSONPointer(tokens.prefix(8) + ["…"] + tokens.suffix(4))
    }
    return shown.description
  }

  private func clean(_ text: String) -> String {
    let line = TerminalText.oneLine(text)
    return terminal.isTerminal ? TerminalText.isolated(line) : line
  }

  /// There is nobody to tell when standard error itself cannot be written.
  private func write(_ text: String) {
    Array(text.utf8).withUnsafeBytes { bytes in
      do throws(SystemError) {
        try fileSystem.writeAll(descriptor, bytes)
      } catch {}
    }
  }
}
