/// The content security policy of a page: the second line of defence behind the escaping.
///
/// Nothing is loaded but the recording, and no script runs but the shipped one. A template whose
/// styles are the shipped ones names them by their hash; one with styles of its own gets
/// `'unsafe-inline'` for styles, which can load nothing, since `default-src` forbids it.
struct PagePolicy: Hashable, Sendable {
  /// What `style-src` allows.
  var styleSource = "'unsafe-inline'"
  /// What `script-src` allows; `nil` forbids all scripts.
  var scriptSource: String?

  /// The policy as `http-equiv="Content-Security-Policy"` takes it.
  ///
  /// - Parameter mediaSource: The origin of the recording, from a vetted address.
  func text(mediaSource: String?) -> String {
    var text = "default-src 'none'; style-src \(styleSource)"
    if let scriptSource { text += "; script-src \(scriptSource)" }
    if let mediaSource { text += "; media-src \(mediaSource)" }
    return text + "; base-uri 'none'; form-action 'none'"
  }
}

extension PagePolicy {
  /// The policy that fits the scripts and styles of a template.
  init(blocks: [TemplateWalk.RawBlock]) {
    let styles = blocks.filter { $0.element == "style" }.map(Self.hash(of:))
    if !styles.isEmpty, !styles.contains(nil) {
      styleSource = styles.compactMap { $0 }.joined(separator: " ")
    }
    let scripts = blocks.filter { $0.element == "script" }.compactMap(Self.hash(of:))
    scriptSource = scripts.isEmpty ? nil : scripts.joined(separator: " ")
  }

  /// The hash of a script or style that is a shipped one to the byte; `nil` for others.
  static func hash(of block: TemplateWalk.RawBlock) -> String? {
    for template in ShippedTemplates.all
    where template.block(block.element).utf8.elementsEqual(block.text.utf8) {
      return block.element == "style" ? template.styleHash : template.scriptHash
    }
    return nil
  }
}
