import CallPressCore
import Mustache

/// The values of one page, each made when a template first asks for it.
///
/// Lives for one rendering on one thread.
final class RenderContext: MustacheParent {
  let page: PageModel
  let policy: PagePolicy
  /// The recording, or why there is none.
  let recording: Result<RecordingAddress, RecordingAddress.Refusal>?
  private var made: [String: Any] = [:]

  init(_ call: Call, policy: PagePolicy) {
    page = PageModel(call)
    self.policy = policy
    recording = call.text(.recordURL).map { text in
      Result { () throws(RecordingAddress.Refusal) in try RecordingAddress(text) }
    }
  }

  /// The value of a name of the outermost level.
  func child(named name: String) -> Any? {
    if let value = made[name] { return value }
    guard let value = make(name) else { return nil }
    made[name] = value
    return value
  }

  /// CallPress's own words, the same for every page.
  static let words: [String: String] = Dictionary(
    uniqueKeysWithValues: InterfaceWord.allCases.map { ($0.rawValue, $0.text) })

  private func make(_ name: String) -> Any? {
    switch name {
    case "model_version": TemplateContext.version
    case "generator": "CallPress"
    case "page": pageRow.values
    case "strings": Self.words
    case "call": callRow.values
    case "badges": badges.map(\.values)
    case "facts": facts.map(\.values)
    case "recording": recordingRow.values
    case "transcript": transcriptRow.values
    case "speakers": speakers.map(\.values)
    case "turns": turns.map(\.values)
    case "entries": entries.map(\.values)
    case "transcript_html": transcriptMarkup
    case "outcomes_state": row(of: page.call.outcomesState).values
    case "outcomes":
      namedValues(page.call.outcomes, page.call.evidence.outcomes, prefix: "o").map(\.values)
    case "variables_state": row(of: page.call.variablesState).values
    case "variables":
      namedValues(page.call.variables, page.call.evidence.variables, prefix: "v").map(\.values)
    case "placeholders": placeholders.map(\.values)
    case "diagnostics": diagnostics.map(\.values)
    case "metadata": page.call[.metadata].map { JSONRows.rows(of: $0).map(\.values) } ?? []
    case "other_members": otherMembers.map(\.values)
    default: nil
    }
  }

  private var transcriptMarkup: String {
    var output = OutputBuffer(capacity: 1 << 16)
    TranscriptMarkup(page: page).append(to: &output)
    return output.string()
  }

  private var otherMembers: [ContextRow] {
    page.call.otherMembers.flatMap { JSONRows.rows(of: $0, isNamed: true) }
  }

  private func row(of state: NamedValuesState) -> ContextRow {
    var row = ContextRow()
    row.set(flag: "is_present", state == .present)
    row.set(flag: "is_empty", state == .empty)
    row.set(flag: "is_pending", state == .pending)
    return row
  }

  private var placeholders: [ContextRow] {
    page.call.evidence.placeholders.map { placeholder in
      var row = ContextRow()
      row.set("text", placeholder.text)
      row.set("name", placeholder.name)
      row.set("turn_id", "t\(placeholder.turn)")
      row.set("turn_number", String(placeholder.turn))
      if let (turn, _) = page.turn(number: placeholder.turn) {
        row.set("turn_speaker", page.speaker(turn.speaker).speaker.name)
        if let start = turn.span?.start.time {
          row.set("at_text", page.time.clock(start))
          row.set("at_iso", TimeText.duration(start))
        }
      }
      return row
    }
  }

  private var diagnostics: [ContextRow] {
    (page.call.diagnostics + pageDiagnostics).map { diagnostic in
      var row = ContextRow()
      row.set("code", diagnostic.code.rawValue)
      row.set("severity", diagnostic.severity.rawValue)
      row.set(flag: "is_warning", diagnostic.severity == .warning)
      row.set("message", diagnostic.message)
      row.set("location", diagnostic.location?.description)
      return row
    }
  }

  /// What making the page itself has to say.
  var pageDiagnostics: [Diagnostic] {
    guard case .failure(let refusal) = recording else { return [] }
    return [
      Diagnostic(
        "recording-not-linked", .warning,
        "the address of the recording is shown as text and not linked: \(refusal.rawValue)",
        at: page.call[.recordURL]?.location)
    ]
  }
}
