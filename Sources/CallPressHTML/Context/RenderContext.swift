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
  private var made: [String: Any]
  /// The facts, which several names show.
  private(set) lazy var shownFacts = CallFacts.shown(of: page.call)
  private(set) lazy var shownBadges = CallFacts.badges(of: page.call)
  private(set) lazy var allDiagnostics = page.call.diagnostics + pageDiagnostics
  private(set) lazy var metadata = page.call[.metadata].map { JSONRow.rows(of: $0) } ?? []
  private(set) lazy var otherMembers = page.call.otherMembers.flatMap {
    JSONRow.rows(of: $0, isNamed: true)
  }

  /// - Parameter blocks: Texts of the template itself, by names that no template can use.
  init(_ call: Call, policy: PagePolicy, blocks: [String: String]) {
    made = blocks
    page = PageModel(call)
    self.policy = policy
    recording = call.text(.recordURL).map { text in
      Result { () throws(RecordingAddress.Refusal) in try RecordingAddress(text) }
    }
  }

  /// The value of a name of the outermost level.
  func child(named name: String) -> Any? {
    if let value = made[name] { return value }
    guard Self.names.contains(name), let value = make(name) else { return nil }
    made[name] = value
    return value
  }

  /// Names of rows that are missing there are looked for here as well, and mostly in vain.
  private static let names = Set(TemplateContext.names.map(\.name))

  /// CallPress's own words, the same for every page.
  static let words: [String: String] = Dictionary(
    uniqueKeysWithValues: InterfaceWord.allCases.map { ($0.rawValue, $0.text) })

  private func make(_ name: String) -> Any? {
    switch name {
    case "model_version": TemplateContext.version
    case "generator": "CallPress"
    case "page": pageRow
    case "strings": Self.words
    case "call": CallMembers(call: page.call, recordingURL: try? recording?.get().url)
    case "badges": badges
    case "facts": facts
    case "recording": recordingRow
    case "transcript_state": transcriptRow
    case "speakers": speakers
    case "turns": turns
    case "entries": entries
    case "outcomes_state": row(of: page.call.outcomesState)
    case "outcomes":
      namedValues(page.call.outcomes, page.call.evidence.outcomes, prefix: "o")
    case "variables_state": row(of: page.call.variablesState)
    case "variables":
      namedValues(page.call.variables, page.call.evidence.variables, prefix: "v")
    case "placeholders": placeholders
    case "diagnostics": diagnostics
    case "has_badges": !shownBadges.isEmpty
    case "has_facts": shownFacts.contains { !$0.isMinor }
    case "has_record_facts": shownFacts.contains(where: \.isMinor)
    case "has_turns": page.turnCount > 0
    case "has_entries": !page.call.transcript.entries.isEmpty
    case "has_outcomes": !page.call.outcomes.isEmpty
    case "has_variables": !page.call.variables.isEmpty
    case "has_placeholders": !page.call.evidence.placeholders.isEmpty
    case "has_diagnostics": !allDiagnostics.isEmpty
    case "has_metadata": !metadata.isEmpty
    case "has_other_members": !otherMembers.isEmpty
    case "metadata": metadata.map(\.context)
    case "other_members": otherMembers.map(\.context)
    default: MarkupName(rawValue: name).map(markup)
    }
  }

  private func markup(_ name: MarkupName) -> String {
    var output = OutputBuffer(capacity: 1 << 14)
    append(name, to: &output)
    return output.string()
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
    allDiagnostics.map { diagnostic in
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
