import ArgumentParser
import CallPress
import CallPressCore

/// What `--format` takes: identifiers with commas between them.
enum FormatList {
  /// The identifiers in order, as the table writes them.
  @Sendable static func parse(_ argument: String) throws -> [String] {
    try argument.split(separator: ",", omittingEmptySubsequences: false).flatMap { part in
      let name = part.filter { $0 != " " }
      if name.lowercased() == "csv" { return tables }
      guard let format = Formats.standard[name] else {
        let known = Formats.standard.formats.map { $0.info.id }.joined(separator: ", ")
        throw ValidationError("there is no format ‘\(name)’; the formats are \(known)")
      }
      return [format.info.id]
    }
  }

  /// All tables of comma-separated values, which `csv` stands for.
  private static let tables = Formats.standard.formats.map { $0.info.id }.filter {
    $0.hasSuffix(".csv")
  }

  /// The identifiers, for completions.
  static var completion: CompletionKind {
    .list(Formats.standard.formats.map { $0.info.id } + ["csv"])
  }
}
