import CallPressCore
import CallPressHTML

/// The shipped templates and the checking of others, as the commands need them.
enum TemplateCatalog {
  /// A template that ships with the tool.
  struct Entry: Sendable {
    /// What `--template` takes.
    var name: String
    /// The name of its file.
    var fileName: String
    /// One line for people.
    var summary: String
    /// The Mustache source.
    var source: String
  }

  /// The templates, in the order in which they are listed.
  static let all: [Entry] = []

  /// The shipped template with a name.
  static func template(named name: String) throws(CallPressError) -> Entry {
    guard let entry = all.first(where: { $0.name == name || $0.fileName == name }) else {
      let known = all.map(\.name).joined(separator: ", ")
      throw CallPressError(
        .unknownName, "there is no template ‘\(name)’; the templates are \(known)")
    }
    return entry
  }

  /// The template that a user asks for: a file where there is one, else a shipped one.
  static func choice(
    _ argument: String, _ fileSystem: any FileSystem
  ) throws(CallPressError) -> HTMLSettings.Template {
    let kind = try? fileSystem.status(of: argument).kind
    if kind != nil, kind != .folder || argument.contains("/") {
      return HTMLSettings.Template(
        name: argument, source: try source(ofFile: argument, fileSystem))
    }
    if argument.contains("/") || argument.hasSuffix(".mustache"),
      !all.contains(where: { $0.fileName == argument })
    {
      throw SystemError.missing.whileReading(argument)
    }
    let entry = try template(named: argument)
    return HTMLSettings.Template(name: entry.fileName, source: entry.source)
  }

  /// The text of a template file.
  static func source(
    ofFile path: String, _ fileSystem: any FileSystem
  ) throws(CallPressError) -> String {
    // A template of this size has never been written by a person.
    let reader = InputReader(fileSystem: fileSystem, maximumSize: 16 << 20)
    let input = Input(place: .file(path), name: path, baseName: "")
    let document = try reader.read(input)
    guard let source = String(validating: document.bytes, as: UTF8.self) else {
      throw CallPressError(
        .invalidTemplate, "the template is not UTF-8", at: SourceLocation(source: path))
    }
    return source
  }

  /// What is wrong in a template, one line for each problem.
  static func problems(in source: String, named name: String) -> [String] {
    []
  }
}
