import CallPressCore

/// A name of the outermost level that stands for ready-made markup.
enum MarkupName: String {
  case badges = "badges_html"
  case transcript = "transcript_html"
  case facts = "facts_html"
  case recordFacts = "record_facts_html"
  case outcomes = "outcomes_html"
  case variables = "variables_html"
  case placeholders = "placeholders_html"
  case diagnostics = "diagnostics_html"
  case metadata = "metadata_html"
  case otherMembers = "other_members_html"
}

extension RenderContext {
  /// Appends the markup that a name stands for.
  func append(_ name: MarkupName, to output: inout OutputBuffer) {
    let call = page.call
    switch name {
    case .badges: ListMarkup.append(shownBadges, to: &output)
    case .transcript: TranscriptMarkup(page: page).append(to: &output)
    case .facts: ListMarkup.append(shownFacts, areMinor: false, to: &output)
    case .recordFacts: ListMarkup.append(shownFacts, areMinor: true, to: &output)
    case .outcomes:
      ListMarkup(page: page).append(
        call.outcomes, call.evidence.outcomes, areOutcomes: true, to: &output)
    case .variables:
      ListMarkup(page: page).append(
        call.variables, call.evidence.variables, areOutcomes: false, to: &output)
    case .placeholders: ListMarkup(page: page).appendPlaceholders(to: &output)
    case .diagnostics: ListMarkup.append(allDiagnostics, to: &output)
    case .metadata: ListMarkup.append(metadata, to: &output)
    case .otherMembers: ListMarkup.append(otherMembers, to: &output)
    }
  }

  /// The text that a name stands for, or a name in a group; `nil` where there is none.
  func text(_ name: String, _ member: String?) -> String? {
    value(name, member) as? String
  }

  /// Whether a name, or a name in a group, is there and not false.
  func flag(_ name: String, _ member: String?) -> Bool {
    value(name, member) as? Bool ?? false
  }

  private func value(_ name: String, _ member: String?) -> Any? {
    let value = child(named: name)
    guard let member else { return value }
    return switch value {
    case let row as ContextRow: row.child(named: member)
    case let call as CallMembers: call.child(named: member)
    default: nil
    }
  }
}
