public import CallPressCore

/// Something wrong with a template, and where.
public struct TemplateProblem: Hashable, Sendable, CustomStringConvertible {
  /// How much a problem matters.
  public enum Severity: String, Hashable, Sendable {
    /// The template is refused.
    case error
    /// The page may not look as meant.
    case warning
  }

  /// A stable name for a kind of problem; the set is open.
  public struct Code: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral,
    CustomStringConvertible
  {
    /// The name, in lower case with hyphens.
    public var rawValue: String
    /// Makes a code from its name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// Makes a code from its name.
    public init(stringLiteral value: String) { rawValue = value }
    /// The name.
    public var description: String { rawValue }
  }

  /// Which kind of problem it is.
  public var code: Code
  /// How much it matters.
  public var severity: Severity
  /// What is wrong and what to do about it.
  public var message: String
  /// The template's or the partial's name.
  public var template: String
  /// The line, from 1.
  public var line: Int
  /// The column in UTF-8 bytes, from 1.
  public var column: Int

  /// Makes a problem.
  public init(
    _ code: Code, severity: Severity = .error, _ message: String, in template: String, line: Int,
    column: Int
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.template = template
    self.line = line
    self.column = column
  }

  /// Where it is.
  public var location: SourceLocation {
    SourceLocation(source: template, line: line, column: column)
  }

  /// One line for people: the place, the severity, the message, the code.
  public var description: String {
    "\(location): \(severity.rawValue): \(message) [\(code)]"
  }
}
