import CallPressCore
import Testing

/// What a dialect made of a document.
struct Read {
  var transcript: Transcript
  var diagnostics: [Diagnostic]

  var turns: [Turn] { transcript.turns }
  var codes: [String] { diagnostics.map(\.code.rawValue) }
  /// Start and end of each turn in milliseconds.
  var spans: [[Int64]] {
    turns.map { turn in turn.span.map { [$0.start.milliseconds, $0.end.milliseconds] } ?? [] }
  }
  /// How each start and each end came to be known.
  var provenance: [[String]] {
    turns.map { turn in
      guard let span = turn.span else { return [] }
      return [span.start, span.end].map { $0.provenance.method ?? $0.provenance.label }
    }
  }
  var texts: [String] { turns.map(\.text) }
  /// Turns by their texts and events by their kinds, in order.
  var order: [String] {
    transcript.entries.map { entry in
      switch entry {
      case .turn(let turn): turn.text
      case .event(let event): "<\(event.kind.rawValue)>"
      }
    }
  }
}

/// Reads a JSON document with one dialect.
func readJSON(
  _ json: String, with dialect: any TranscriptDialect = GenericTurnsDialect(),
  start: String? = nil, duration: Int64? = nil, options: ReadingOptions = ReadingOptions()
) throws -> Read {
  let document = try JSONDocument(parsing: Array(json.utf8))
  let context = ReadingContext(
    callStart: start.flatMap { Instant(iso8601: $0) },
    callDuration: duration.map { MediaTime(milliseconds: $0) }, options: options)
  var builder = TranscriptBuilder(context: context)
  try dialect.read(.json(document.root), into: &builder)
  let transcript = builder.finish()
  return Read(transcript: transcript, diagnostics: builder.diagnostics)
}

/// Makes a transcript of drafts.
func build(
  _ drafts: [DraftTurn], duration: Int64? = nil, options: ReadingOptions = ReadingOptions()
) -> Read {
  var builder = TranscriptBuilder(
    context: ReadingContext(
      callDuration: duration.map { MediaTime(milliseconds: $0) }, options: options))
  for draft in drafts { builder.add(draft) }
  let transcript = builder.finish()
  return Read(transcript: transcript, diagnostics: builder.diagnostics)
}

/// A draft with measured times in milliseconds.
func draft(
  _ role: String?, _ text: String, _ start: Int64? = nil, _ end: Int64? = nil,
  words: [DraftWord] = []
) -> DraftTurn {
  var draft = DraftTurn(role: role, text: text)
  draft.start = start.map { TimePoint(MediaTime(milliseconds: $0), .measured) }
  draft.end = end.map { TimePoint(MediaTime(milliseconds: $0), .measured) }
  draft.words = words
  return draft
}

/// A word with times in milliseconds.
func word(_ text: String, _ start: Int64? = nil, _ end: Int64? = nil) -> DraftWord {
  DraftWord(
    text: text, start: start.map { MediaTime(milliseconds: $0) },
    end: end.map { MediaTime(milliseconds: $0) })
}

/// The part of a turn's text that a word points at.
func slice(_ word: Word, of turn: Turn) -> String? {
  word.range.map { String(decoding: Array(turn.text.utf8)[$0], as: UTF8.self) }
}
