import Foundation
import Synchronization
import Testing

@testable import CallPressCLI

@Suite("Terminals")
struct TerminalTests {
  private func hasColor(
    _ choice: ColorChoice, isTerminal: Bool, _ environment: [String: String]
  ) -> Bool {
    Terminal(
      isTerminal: isTerminal, measuredWidth: nil, choice: choice, environment: environment
    ).hasColor
  }

  @Test("have colours when the flag, the environment and the stream agree, in this order")
  func colors() {
    #expect(hasColor(.auto, isTerminal: true, [:]))
    #expect(!hasColor(.auto, isTerminal: false, [:]))
    #expect(!hasColor(.auto, isTerminal: true, ["NO_COLOR": "1"]))
    #expect(hasColor(.auto, isTerminal: true, ["NO_COLOR": ""]))
    #expect(!hasColor(.auto, isTerminal: true, ["TERM": "dumb"]))
    #expect(hasColor(.auto, isTerminal: false, ["FORCE_COLOR": "1"]))
    #expect(!hasColor(.auto, isTerminal: true, ["FORCE_COLOR": "0"]))
    #expect(!hasColor(.auto, isTerminal: true, ["FORCE_COLOR": "1", "NO_COLOR": "1"]))
    #expect(hasColor(.always, isTerminal: false, ["NO_COLOR": "1", "TERM": "dumb"]))
    #expect(!hasColor(.never, isTerminal: true, ["FORCE_COLOR": "1"]))
  }

  @Test("have a width that makes sense")
  func widths() {
    func width(_ columns: String?, _ measured: Int?) -> Int {
      Terminal(
        isTerminal: true, measuredWidth: measured, choice: .auto,
        environment: columns.map { ["COLUMNS": $0] } ?? [:]
      ).width
    }
    #expect(width(nil, nil) == 80)
    #expect(width(nil, 120) == 120)
    #expect(width("60", 120) == 60)
    #expect(width("x", 120) == 120)
    #expect(width("0", nil) == 20)
    #expect(width("99999999", nil) == 1000)
  }

  @Test("are sent no control character, whatever a text holds")
  func sanitizing() {
    var everything = ""
    for value in UInt32(0)...0x2100 {
      if let scalar = Unicode.Scalar(value) { everything.unicodeScalars.append(scalar) }
    }
    let line = TerminalText.oneLine(everything)
    #expect(
      line.unicodeScalars.allSatisfy {
        !TerminalText.isControl($0) && !TerminalText.isReordering($0)
      })
    var printable: [UInt8] = []
    Array(everything.utf8).withUnsafeBytes { TerminalText.appendPrintable($0, to: &printable) }
    let text = String(validating: printable, as: UTF8.self)
    #expect(text != nil)
    #expect(
      text?.unicodeScalars.filter(TerminalText.isControl).map { $0 } == ["\t", "\n"])
    #expect(TerminalText.oneLine("plain, été, مرحبا") == "plain, été, مرحبا")
    #expect(TerminalText.oneLine("a\nb\u{1B}[31m\u{9B}") == "a\\nb\\u{1B}[31m\\u{9B}")
  }

  @Test("keep right-to-left text inside its own place")
  func isolates() {
    #expect(TerminalText.isolated("abc") == "abc")
    #expect(TerminalText.isolated("مرحبا") == "\u{2068}مرحبا\u{2069}")
  }

  /// What is written while a clock runs: after each step a progress line, and at the end a message.
  private func drawn(
    isTerminal: Bool, level: Messages.Level = .normal, steps: [Duration]
  ) throws -> [String] {
    let bench = try Workbench()
    let files = POSIXFileSystem()
    let descriptor = try files.create(bench.path("err"))
    let start = ContinuousClock.now
    let time = Mutex(start)
    var messages = Messages(
      level: level,
      terminal: Terminal(
        isTerminal: isTerminal, measuredWidth: 30, choice: .never, environment: [:]),
      fileSystem: files, descriptor: descriptor, now: { time.withLock { $0 } })
    for step in steps {
      time.withLock { $0 = start.advanced(by: step) }
      messages.progress("\(step) of a very long line that would wrap")
    }
    messages.warning("done")
    try files.close(descriptor)
    return try #require(bench.text("err")).components(separatedBy: "\r\u{1B}[K")
  }

  @Test("show how far a long run is: after a second, ten times a second, on one line")
  func progress() throws {
    let steps: [Duration] = [.milliseconds(10), .milliseconds(999), .seconds(1)]
    let lines = try drawn(
      isTerminal: true, steps: steps + [.milliseconds(1050), .milliseconds(1100)])
    #expect(
      lines == [
        "", "1.0 seconds of a very long li", "1.1 seconds of a very long li",
        "callpress: warning: done\n",
      ])
  }

  @Test("show no progress to pipes, in quiet runs or in the first second")
  func noProgress() throws {
    let message = ["callpress: warning: done\n"]
    #expect(try drawn(isTerminal: false, steps: [.seconds(2)]) == message)
    #expect(try drawn(isTerminal: true, level: .quiet, steps: [.seconds(2)]) == [""])
    #expect(try drawn(isTerminal: true, steps: [.milliseconds(900)]) == message)
  }
}
