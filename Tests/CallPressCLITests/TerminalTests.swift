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
}
