/// Something repaired, guessed or left out, said to whoever asked for the work.
///
/// The library collects diagnostics and never prints one. Codes are stable; messages may change.
public struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
  /// How much a diagnostic matters.
  public enum Severity: String, Hashable, Sendable, Comparable, CaseIterable {
    /// Worth knowing; nothing is wrong.
    case info
    /// The result may differ from what was meant; `--strict` turns it into a failure.
    case warning

    /// Orders by weight: info before warning.
    public static func < (left: Severity, right: Severity) -> Bool {
      left == .info && right == .warning
    }
  }

  /// A stable name for a kind of diagnostic, in lower case with hyphens.
  public struct Code: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral,
    CustomStringConvertible
  {
    /// The name.
    public var rawValue: String
    /// Makes a code from its name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// Makes a code from its name.
    public init(stringLiteral value: String) { self.rawValue = value }
    /// The name.
    public var description: String { rawValue }
  }

  /// Which kind of diagnostic it is.
  public var code: Code
  /// How much it matters.
  public var severity: Severity
  /// What was met, and what was done about it.
  public var message: String
  /// Where it was met.
  public var location: SourceLocation?

  /// Makes a diagnostic.
  public init(
    _ code: Code, _ severity: Severity, _ message: String, at location: SourceLocation? = nil
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.location = location
  }

  /// One line for people.
  public var description: String {
    let place = location.map { "\($0): " } ?? ""
    return "\(place)\(severity.rawValue): \(message) [\(code)]"
  }
}
