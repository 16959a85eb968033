import CallPressCore
import Testing

@Suite("Escaping for markup")
struct MarkupEscapingTests {
  func escape(
    _ text: String, attribute: Bool = false, keepsCarriageReturns: Bool = true
  ) -> (text: String, replaced: Int) {
    var output = OutputBuffer()
    let replaced = MarkupEscaping.append(
      text: text, to: &output, attribute: attribute, keepsCarriageReturns: keepsCarriageReturns)
    return (output.string(), replaced)
  }

  /// The rules, one scalar at a time and as slow as they are plain.
  func model(_ text: String, attribute: Bool) -> (text: String, replaced: Int) {
    var result = ""
    var replaced = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: result += "&amp;"
      case 0x3C: result += "&lt;"
      case 0x3E: result += "&gt;"
      case 0x22 where attribute: result += "&quot;"
      case 0x27 where attribute: result += "&#39;"
      case 0x09 where attribute: result += "&#9;"
      case 0x0A where attribute: result += "&#10;"
      case 0x0D: result += "&#13;"
      case 0x09, 0x0A: result.unicodeScalars.append(scalar)
      case 0..<0x20, 0x7F..<0xA0, 0xFDD0...0xFDEF,
        _ where scalar.value & 0xFFFE == 0xFFFE:
        result += "\u{FFFD}"
        replaced += 1
      default: result.unicodeScalars.append(scalar)
      }
    }
    return (result, replaced)
  }

  @Test(
    "Every scalar comes out as the rules say, at every place of a run", arguments: [false, true])
  func everyScalar(attribute: Bool) {
    var wrong: [UInt32] = []
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      // Everything of the ASCII and Latin range gets every offset; beyond that one is enough.
      let offsets = value < 0x500 ? 0...9 : Int(value % 9)...Int(value % 9)
      for offset in offsets {
        let text =
          String(repeating: "ب", count: offset / 2) + String(repeating: "x", count: offset)
          + String(scalar) + "tail"
        let expected = model(text, attribute: attribute)
        let actual = escape(text, attribute: attribute)
        if Array(expected.text.utf8) != Array(actual.text.utf8)
          || expected.replaced != actual.replaced
        {
          wrong.append(value)
        }
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test("A combining mark does not hide a quote or a bracket")
  func combiningMarks() {
    #expect(escape("a\"\u{301}<\u{301}", attribute: true).text == "a&quot;\u{301}&lt;\u{301}")
  }

  @Test("HTML gets no reference to a carriage return")
  func carriageReturns() {
    #expect(escape("a\rb", keepsCarriageReturns: false).text == "a\nb")
    #expect(escape("a\rb", attribute: true, keepsCarriageReturns: false).text == "a&#10;b")
  }

  @Test("Half a character at the end is replaced, not read past")
  func halfACharacter() {
    for bytes in [[0xC2], [0xEF, 0xBF], [0xF0, 0x9F, 0x98]] as [[UInt8]] {
      var output = OutputBuffer()
      let replaced = (Array("ab".utf8) + bytes).withUnsafeBufferPointer {
        MarkupEscaping.append($0, to: &output, attribute: false)
      }
      #expect(output.string() == "ab\u{FFFD}")
      #expect(replaced == 1)
    }
  }
}
