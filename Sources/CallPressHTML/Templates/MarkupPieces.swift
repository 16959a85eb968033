import CallPressCore

/// The parts of a page that the engine does not see: ready-made markup, styles, scripts, and texts of
/// the call's.
///
/// The engine copies every value from string to string, and asks of each whether it is one of a dozen
/// kinds. So a page's template has marks in their places, and the parts are written where the marks come out. A mark is U+FFFF and one character
/// of ASCII. No other U+FFFF gets into a page: escaping replaces it, and a template that holds one
/// has no marks.
struct MarkupPieces: Sendable {
  /// What is written in the place of a mark.
  enum Piece: Sendable {
    /// A text of the template's own.
    case text(String)
    /// Markup that is made for each call.
    case markup(MarkupName)
    /// What a name of the outermost level stands for, or a name in a group there.
    case value(String, String?)
  }

  private var pieces: [Piece] = []
  private let keepsCarriageReturns: Bool

  /// - Parameter kind: What the template makes: a kind of markup.
  init(kind: TemplateKind) {
    keepsCarriageReturns = kind == .xml
  }

  /// Adds a part; `nil` when there are as many as there are marks.
  mutating func add(_ piece: Piece) -> String? {
    guard pieces.count < 0x5E else { return nil }
    pieces.append(piece)
    return "\u{FFFF}\(Character(Unicode.Scalar(UInt8(0x20 + pieces.count))))"
  }

  /// Appends what the engine has written, with the parts in their places.
  func append(_ page: String, of context: RenderContext, to output: inout OutputBuffer) {
    var page = page
    page.withUTF8 { bytes in
      var copied = 0
      var at = 0
      while !pieces.isEmpty, let lead = Self.nextLead(bytes, at) {
        at = lead + 1
        guard lead + 3 < bytes.count, bytes[lead + 1] == 0xBF, bytes[lead + 2] == 0xBF else {
          continue
        }
        let index = Int(bytes[lead + 3]) - 0x21
        guard pieces.indices.contains(index) else { continue }
        output.append(UnsafeBufferPointer(rebasing: bytes[copied..<lead]))
        switch pieces[index] {
        case .text(let text): output.append(text: text)
        case .markup(let name): context.append(name, to: &output)
        case .value(let name, let member):
          guard let text = context.text(name, member) else { break }
          MarkupEscaping.append(
            text: text, to: &output, attribute: true, keepsCarriageReturns: keepsCarriageReturns)
        }
        at = lead + 4
        copied = at
      }
      output.append(UnsafeBufferPointer(rebasing: bytes[copied...]))
    }
  }

  /// The next byte with which U+FFFD and U+FFFF begin, eight bytes at a time.
  static func nextLead(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let raw = UnsafeRawPointer(base)
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs = ones &* 0x80
    var at = start
    while at + 8 <= bytes.count {
      let chunk = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian ^ ones &* 0xEF
      // The lowest bit is that of the first byte that is 0xEF.
      let found = (chunk &- ones) & ~chunk & highs
      if found != 0 { return at + found.trailingZeroBitCount / 8 }
      at += 8
    }
    while at < bytes.count {
      if bytes[at] == 0xEF { return at }
      at += 1
    }
    return nil
  }
}
