import CallPressCore
import CallPressHTML

/// Finds the templates that a user names.
enum TemplateFiles {
  /// A template with everything that it includes.
  typealias Choice = (template: HTMLSettings.Template, partials: [HTMLSettings.Template])

  /// The most partials that are read; more is a mistake.
  private static let maximumPartials = 100

  /// The shipped template with a name.
  static func shipped(named name: String) throws(CallPressError) -> ShippedTemplates.Template {
    guard
      let template = ShippedTemplates.all.first(where: { $0.name == name || $0.fileName == name })
    else {
      let known = ShippedTemplates.all.map(\.name).joined(separator: ", ")
      throw CallPressError(
        .unknownName,
        "there is no file and no shipped template ‘\(name)’; the shipped ones are \(known)")
    }
    return template
  }

  /// The template that a user asks for: a file where there is one, else a shipped one.
  static func choice(
    _ argument: String, _ fileSystem: any FileSystem
  ) throws(CallPressError) -> Choice {
    let kind = try? fileSystem.status(of: argument).kind
    let isPath = argument.contains("/")
    if isPath || (kind != nil && kind != .folder) { return try read(argument, fileSystem) }
    let template = try shipped(named: argument)
    return (HTMLSettings.Template(name: template.fileName, source: template.source), [])
  }

  /// A template file, and what it includes of the files beside it.
  static func read(
    _ path: String, _ fileSystem: any FileSystem
  ) throws(CallPressError) -> Choice {
    let template = HTMLSettings.Template(
      name: path, source: try source(ofFile: path, fileSystem))
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let kind = TemplateKind(fileName: path)
    var partials: [HTMLSettings.Template] = []
    var wanted = TemplateCheck.partialNames(in: template.source)
    var seen: Set<String> = []
    while let name = wanted.popLast() {
      // A name that leads out of the folder is left to the check, which misses it.
      guard partials.count < maximumPartials, !name.contains("/"), seen.insert(name).inserted else {
        continue
      }
      let candidates = [name, "\(name).mustache", "\(name).\(kind.fileExtension).mustache"]
      for candidate in candidates where candidate.hasSuffix(".mustache") {
        guard (try? fileSystem.status(of: folder + candidate).kind) == .regular else { continue }
        let partial = HTMLSettings.Template(
          name: candidate, source: try source(ofFile: folder + candidate, fileSystem))
        wanted += TemplateCheck.partialNames(in: partial.source)
        partials.append(partial)
        break
      }
    }
    return (template, partials)
  }

  private static func source(
    ofFile path: String, _ fileSystem: any FileSystem
  ) throws(CallPressError) -> String {
    // No person has ever written a template of this size.
    let reader = InputReader(fileSystem: fileSystem, maximumSize: 16 << 20)
    let document = try reader.read(Input(place: .file(path), name: path, baseName: ""))
    guard let source = String(validating: document.bytes, as: UTF8.self) else {
      throw CallPressError(
        .invalidTemplate, "the template is not UTF-8", at: SourceLocation(source: path))
    }
    return source
  }
}
