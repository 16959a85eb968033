/// The templates that CallPress brings along, embedded so that a copied binary works.
public enum ShippedTemplates {
  /// A template that CallPress brings along.
  public struct Template: Sendable {
    /// What `--template` takes.
    public var name: String
    /// The name of its file in the folder `templates`.
    public var fileName: String
    /// One line for people.
    public var summary: String
    /// The Mustache source.
    public var source: String
    /// The source expression of a content security policy for its one style.
    var styleHash: String
    /// The source expression of a content security policy for its one script.
    var scriptHash: String

    /// What stands between the first start tag of an element without attributes and its end tag.
    func block(_ element: String) -> Substring {
      let (start, end) = ("<\(element)>", "</\(element)>")
      guard let opened = source.firstRange(of: start),
        let closed = source[opened.upperBound...].firstRange(of: end)
      else { return "" }
      return source[opened.upperBound..<closed.lowerBound]
    }
  }

  /// The readable page of a call, and what `-f html` makes when no template is named.
  public static let transcript = Template(
    name: "transcript", fileName: "transcript.html.mustache",
    summary: "a page to read, hear and print: transcript, facts, outcomes, variables",
    source: String(decoding: PackageResources.transcript_html_mustache, as: UTF8.self),
    styleHash: "'sha256-JtIgVo4XCucWJSm3I7msCQ1jDlejwfxJJJEax+H8dRc='",
    scriptHash: "'sha256-eopfBeg+FTK3Owskx2qYFwUWHkUSUC/RmKosKe6pMko='")

  /// All of them, in the order in which they are listed.
  public static let all = [transcript]

  /// The template with a name.
  public static func template(named name: String) -> Template? {
    all.first { $0.name == name }
  }
}
