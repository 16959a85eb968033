import CallPressCore
import Mustache

/// A template that has been read, by the engine unless it can do without, ready for any number of
/// calls.
struct CompiledTemplate: Sendable {
  /// The template where it needs no engine.
  private let direct: DirectTemplate?
  private let template: MustacheTemplate
  private let library: MustacheLibrary
  /// The long runs of text that the engine has not seen, by the names that stand for them.
  private let blocks: [String: String]
  private let pieces: MarkupPieces?
  private let policy: PagePolicy
  private let kind: TemplateKind

  /// Compiles a template that has been found to be without errors.
  init(
    _ root: HTMLSettings.Template, partials: [String: ParsedTemplate], kind: TemplateKind,
    policy: PagePolicy
  ) throws(CallPressError) {
    direct = partials.isEmpty ? DirectTemplate(root.source, kind: kind) : nil
    var blocks: [String: String] = [:]
    let sources = [root.source] + partials.values.map(\.source)
    let isMarked = kind.isMarkup && !sources.contains { $0.unicodeScalars.contains("\u{FFFF}") }
    var pieces = isMarked ? MarkupPieces(kind: kind) : nil
    let source = direct == nil ? root.source : ""
    template = try Self.compile(source, name: root.name, kind: kind, &blocks, &pieces)
    self.pieces = pieces
    var unmarked: MarkupPieces?
    var library = MustacheLibrary()
    for (name, partial) in partials.sorted(by: { $0.key < $1.key }) {
      library.register(
        try Self.compile(
          partial.source, name: partial.fileName, kind: kind, &blocks, &unmarked), named: name)
    }
    self.library = library
    self.blocks = blocks
    self.policy = policy
    self.kind = kind
  }

  private static func compile(
    _ source: String, name: String, kind: TemplateKind, _ blocks: inout [String: String],
    _ pieces: inout MarkupPieces?
  ) throws(CallPressError) -> MustacheTemplate {
    var preparation = TemplatePreparation(
      source, kind: kind, firstBlock: blocks.count, pieces: pieces)
    let source = preparation.run()
    pieces = preparation.pieces
    blocks.merge(preparation.blocks) { old, _ in old }
    do {
      return try MustacheTemplate(string: ContentTypes.source(source, kind: kind))
    } catch {
      throw CallPressError(
        .invalidTemplate, "the template engine cannot read the template",
        at: SourceLocation(source: name), cause: error)
    }
  }

  /// Appends the page of a call.
  func render(_ call: Call, into output: inout OutputBuffer) -> [Diagnostic] {
    let context = RenderContext(call, policy: policy, blocks: blocks)
    let start = output.count
    if let direct {
      direct.append(context, to: &output)
    } else {
      let page = template.render(context, library: library)
      if let pieces {
        pieces.append(page, of: context, to: &output)
      } else {
        output.append(text: page)
      }
    }
    var diagnostics = context.pageDiagnostics
    if kind.isMarkup, let replaced = context.replacementDiagnostic(of: output, from: start) {
      diagnostics.append(replaced)
    }
    return diagnostics
  }
}
