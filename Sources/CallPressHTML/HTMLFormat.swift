public import CallPressCore

/// A page made by a template, the shipped one or a user's own.
///
/// The page is one file that fetches nothing but the recording, and that only when somebody presses
/// play. The template is compiled once and used for all calls.
public struct HTMLFormat: ExportFormat {
  /// What there is to know about the format.
  public static let info = FormatInfo(
    id: "html", fileExtension: "html", mediaType: "text/html",
    summary: "a page to read, hear and print, or what a template of yours makes")

  /// What this writer makes: files named after the template where that makes something other than
  /// HTML, so that `notes.txt.mustache` makes `….notes.txt`.
  public let info: FormatInfo
  private let template: CompiledTemplate

  /// Prepares the template.
  ///
  /// - Throws: `invalid-template` with the line and the column of the first thing wrong in it.
  public init(settings: ExportSettings) throws(CallPressError) {
    guard let chosen = settings.html.template else {
      info = Self.info
      let shipped = ShippedTemplates.transcript
      // Tests check it; checking it again for every run would only cost time.
      template = try CompiledTemplate(
        HTMLSettings.Template(name: shipped.fileName, source: shipped.source), partials: [:],
        kind: .html,
        policy: PagePolicy(styleSource: shipped.styleHash, scriptSource: shipped.scriptHash))
      return
    }
    let inspection = TemplateInspection(chosen, partials: settings.html.partials)
    let errors = inspection.problems.filter { $0.severity == .error }
    if let first = errors.first {
      let others = errors.count > 1 ? " (and \(errors.count - 1) more)" : ""
      throw CallPressError(.invalidTemplate, first.message + others, at: first.location)
    }
    info = inspection.kind.info(ofTemplate: chosen.name)
    template = try CompiledTemplate(
      chosen, partials: inspection.partials, kind: inspection.kind, policy: inspection.policy)
  }

  /// Appends the page.
  public func export(
    _ call: PreparedCall, into output: inout OutputBuffer
  ) throws(CallPressError) -> [Diagnostic] {
    template.render(call.call, into: &output)
  }
}
