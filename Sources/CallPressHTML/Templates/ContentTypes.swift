import CallPressCore
import Mustache

/// The escapings of the engine, all of CallPress's own.
///
/// The engine's HTML escaping compares whole characters, so a quote followed by a combining mark
/// passes it and ends an attribute. These work on bytes. The engine falls back to its own at the
/// head of every template and every partial, which is why ``source(_:kind:)`` names one there.
enum ContentTypes {
  /// Registers them; the value is there to do so once, however many ask.
  private static let registered: Void = {
    for kind in TemplateKind.allCases {
      MustacheContentTypes.register(Escaping(kind: kind), named: kind.contentTypeName)
    }
  }()

  /// A template's source with the escaping that it must use in front.
  ///
  /// The pragma has a line of its own, which leaves nothing behind; the engine's line numbers are
  /// one too high.
  static func source(_ source: String, kind: TemplateKind) -> String {
    _ = registered
    return "{{% CONTENT_TYPE: \(kind.contentTypeName)}}\n" + source
  }

  /// A text as a template of a kind writes it.
  static func escape(_ text: String, kind: TemplateKind) -> String {
    Escaping(kind: kind).escapeText(text)
  }

  private struct Escaping: MustacheContentType {
    var kind: TemplateKind

    func escapeText(_ text: String) -> String {
      switch kind {
      case .html, .xml: markup(text)
      case .text: plain(text)
      case .json: json(text)
      }
    }

    private func markup(_ text: String) -> String {
      // Nothing but letters, digits and common signs: the usual case costs no buffer.
      if text.utf8.allSatisfy(Self.isHarmless) { return text }
      var output = OutputBuffer(capacity: text.utf8.count + 64)
      MarkupEscaping.append(
        text: text, to: &output, attribute: true, keepsCarriageReturns: kind == .xml)
      return output.string()
    }

    /// Neither markup, nor white space other than blanks, nor a control, nor beyond ASCII.
    private static func isHarmless(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "<"),
        UInt8(ascii: ">"):
        false
      default: byte >= 0x20 && byte < 0x7F
      }
    }

    /// Control characters could steer the terminal that shows the text.
    private func plain(_ text: String) -> String {
      func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0..<0x20, 0x7F..<0xA0: true
        default: false
        }
      }
      guard text.unicodeScalars.contains(where: isControl) else { return text }
      return String(
        String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
    }

    private func json(_ text: String) -> String {
      var output = OutputBuffer(capacity: text.utf8.count + 64)
      JSONEscaping.append(text, to: &output)
      // Bytes again: a combining mark behind the quote would go with it.
      return output.withBytes { String(decoding: $0.dropFirst().dropLast(), as: UTF8.self) }
    }
  }
}
