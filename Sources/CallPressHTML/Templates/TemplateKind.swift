import CallPressCore

/// What a template makes, told by its file name: `report.xml.mustache` makes XML.
public enum TemplateKind: String, Hashable, Sendable, CaseIterable {
  /// HTML, also where the name does not tell.
  case html
  /// XML.
  case xml
  /// Plain text; values are written as they are, but for control characters.
  case text = "txt"
  /// JSON; values must stand between quotation marks.
  case json

  /// The kind of a template with this file name.
  public init(fileName: String) {
    let parts = fileName.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    let hasSuffix = parts.count > 1 && parts[parts.count - 1] == "mustache"
    let word = hasSuffix ? String(parts[parts.count - 2]) : ""
    self = parts.count > 2 ? Self(rawValue: word) ?? .html : .html
  }

  /// The extension of the files it makes, without the dot.
  public var fileExtension: String { rawValue }

  /// Whether it makes markup.
  var isMarkup: Bool { self == .html || self == .xml }

  /// The name of its content type in the engine.
  var contentTypeName: String { "CALLPRESS-\(rawValue)" }

  /// The name of a partial without the extensions: `row` of `row.html.mustache`.
  static func partialName(ofFile fileName: String) -> String {
    var name = Substring(fileName)
    if name.hasSuffix(".mustache") { name = name.dropLast(9) }
    for kind in allCases where name.hasSuffix("." + kind.rawValue) {
      return String(name.dropLast(kind.rawValue.utf8.count + 1))
    }
    return String(name)
  }
}
