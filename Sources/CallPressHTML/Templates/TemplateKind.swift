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

  /// What there is to know about a format that a template of this kind makes.
  func info(ofTemplate fileName: String) -> FormatInfo {
    var info = HTMLFormat.info
    guard self != .html else { return info }
    let base = fileName.split(separator: "/").last.map(String.init) ?? fileName
    info.fileExtension = "\(Self.partialName(ofFile: base)).\(fileExtension)"
    info.mediaType = mediaType
    return info
  }

  private var mediaType: String {
    switch self {
    case .html: "text/html"
    case .xml: "application/xml"
    case .text: "text/plain"
    case .json: "application/json"
    }
  }

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
