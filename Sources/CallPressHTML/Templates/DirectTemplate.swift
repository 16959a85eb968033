import CallPressCore

/// A template that is written without the engine: one that asks for nothing but texts, ready-made
/// markup, and sections that are there or are not.
///
/// The engine copies every text from string to string and finds names through casts, which costs more
/// than the rest of a page. The shipped page needs none of it; neither does one with other styles or
/// other headings. What is written is what the engine would write.
struct DirectTemplate: Sendable {
  /// A part of the template.
  enum Piece: Sendable {
    /// Bytes of the template's own.
    case text([UInt8])
    /// Markup that is made for each call.
    case markup(MarkupName)
    /// A text of the call's.
    case value(Name)
    /// A section, which is written where its name is there or true; the piece behind it.
    case section(Name, isInverted: Bool, end: Int)
  }

  /// A text or a truth value of the outermost level, or of a group there.
  struct Name: Sendable {
    var outer: String
    var member: String?
    var isText: Bool
  }

  private let pieces: [Piece]
  private let keepsCarriageReturns: Bool

  /// Reads a template that has been found to be without errors; `nil` where it needs the engine.
  init?(_ source: String, kind: TemplateKind) {
    guard kind.isMarkup, !source.unicodeScalars.contains(where: Self.isOddLineEnd) else {
      return nil
    }
    var reader = DirectTemplateReader(source, kind: kind)
    guard reader.run() else { return nil }
    pieces = reader.pieces
    keepsCarriageReturns = kind == .xml
  }

  /// The line ends other than a line feed, of which the engine has a mind of its own.
  private static func isOddLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0B...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// The names by how tags write them.
  static let names: [String: Name] = {
    func isText(_ name: ContextName) -> Bool? {
      switch name.kind {
      case .text, .url: true
      case .flag: false
      case .markup, .list, .group: nil
      }
    }
    var names: [String: Name] = [:]
    for name in TemplateContext.names {
      if let isText = isText(name) {
        names[name.name] = Name(outer: name.name, member: nil, isText: isText)
      }
      guard name.kind == .group, name.name != "strings" else { continue }
      for member in name.members {
        guard let isText = isText(member) else { continue }
        names["\(name.name).\(member.name)"] = Name(
          outer: name.name, member: member.name, isText: isText)
      }
    }
    return names
  }()

  /// Appends the page of a call.
  func append(_ context: RenderContext, to output: inout OutputBuffer) {
    var at = 0
    while at < pieces.count {
      switch pieces[at] {
      case .text(let bytes): output.append(bytes)
      case .markup(let name): context.append(name, to: &output)
      case .value(let name):
        if let text = context.text(name.outer, name.member) {
          MarkupEscaping.append(
            text: text, to: &output, attribute: true, keepsCarriageReturns: keepsCarriageReturns)
        }
      case .section(let name, let isInverted, let end):
        let isThere =
          name.isText
          ? context.text(name.outer, name.member) != nil : context.flag(name.outer, name.member)
        if isThere == isInverted {
          at = end
          continue
        }
      }
      at += 1
    }
  }
}
