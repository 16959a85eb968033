@testable import CallPressCore

/// What a dialect makes of a transcript, in a form that is short to compare.
struct DialectReading {
  var transcript: Transcript
  var diagnostics: [Diagnostic]

  init(
    _ dialect: any TranscriptDialect, json: String, context: ReadingContext = ReadingContext()
  ) throws {
    let root = try JSONDocument(parsing: Array(json.utf8)).root
    try self.init(dialect, .json(root), context: context)
  }

  init(
    _ dialect: any TranscriptDialect, _ source: TranscriptSource,
    context: ReadingContext = ReadingContext()
  ) throws {
    var builder = TranscriptBuilder(context: context)
    try dialect.read(source, into: &builder)
    transcript = builder.finish()
    diagnostics = builder.diagnostics
  }

  /// `speaker: text` for each turn, `(kind name text)` for each event.
  var lines: [String] {
    transcript.entries.map { entry in
      switch entry {
      case .turn(let turn): "\(turn.speaker): \(turn.text)"
      case .event(let event):
        "(\([event.kind.rawValue, event.name, event.text].compactMap(\.self).joined(separator: " ")))"
      }
    }
  }

  /// `start-end` in milliseconds for each turn, `?` before a guess, `none` without a span.
  var spans: [String] {
    transcript.turns.map { turn in
      guard let span = turn.span else { return "none" }
      func text(_ point: TimePoint) -> String {
        (point.provenance.isEstimated ? "?" : "") + String(point.milliseconds)
      }
      return "\(text(span.start))-\(text(span.end))"
    }
  }

  var codes: [Diagnostic.Code] { diagnostics.map(\.code) }
}

extension TranscriptDialect {
  /// The score for a JSON transcript.
  func score(_ json: String) throws -> Int {
    match(.json(try JSONDocument(parsing: Array(json.utf8)).root)).score
  }
}
