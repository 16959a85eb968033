/// A transcript in Markdown, for tickets and chats: facts, outcomes and variables as lists, then a
/// paragraph a turn.
///
/// What was said cannot become markup: see `MarkdownEscape` for what is escaped. Every line
/// begins with something that is written here, so no text can begin a heading or a list.
public struct MarkdownFormat: ExportFormat {
  /// What there is to know about the format.
  public static let info = FormatInfo(
    id: "md", fileExtension: "md", mediaType: "text/markdown",
    summary: "the same as Markdown, for tickets and chats", isConcatenable: true)

  /// Makes a writer.
  public init(settings: ExportSettings) {}

  /// Appends the document.
  public func export(
    _ call: PreparedCall, into output: inout OutputBuffer
  ) throws(CallPressError) -> [Diagnostic] {
    var writer = MarkdownWriter(call: call.call)
    writer.write(to: &output)
    return Diagnostic.controls(writer.controls).map { [$0] } ?? []
  }
}

/// Writes one call as Markdown.
private struct MarkdownWriter {
  private let call: Call
  private var line = LineWriter(MarkdownEscape())

  var controls: Int { line.controls }

  init(call: Call) {
    self.call = call
  }

  mutating func write(to output: inout OutputBuffer) {
    output.append("# Call")
    if let id = call.id {
      output.append(" ")
      line.append(text: id, to: &output)
    }
    output.append("\n\n")
    writeFacts(to: &output)
    writeValues(
      "Outcomes", call.outcomes, call.outcomesState, call.evidence.outcomes, expectsAgent: false,
      to: &output)
    writeValues(
      "Variables", call.variables, call.variablesState, call.evidence.variables,
      expectsAgent: true, to: &output)
    writePlaceholders(to: &output)
    writeTranscript(to: &output)
  }

  private mutating func writeFacts(to output: inout OutputBuffer) {
    var isEmpty = true
    for fact in CallSummary.facts(of: call) where fact.label.description != "Call" {
      isEmpty = false
      writeItem(fact.label.description, fact.value, to: &output)
      output.append("\n")
    }
    if !isEmpty { output.append("\n") }
  }

  private mutating func writeItem(
    _ name: String, _ value: String, to output: inout OutputBuffer
  ) {
    output.append("- **")
    line.append(text: name, to: &output)
    output.append(":** ")
    line.append(text: value, to: &output)
  }

  private mutating func writeValues(
    _ title: StaticString, _ values: [NamedValue], _ state: NamedValuesState,
    _ evidence: [Evidence.Item], expectsAgent: Bool, to output: inout OutputBuffer
  ) {
    guard call.isAPIRecord || !values.isEmpty else { return }
    output.append("## ")
    output.append(title)
    output.append("\n\n")
    if values.isEmpty {
      output.append(state == .pending ? "Not in the record.\n" : "None.\n")
    }
    for (position, value) in values.enumerated() {
      writeItem(value.name, value.text, to: &output)
      let item = evidence.indices.contains(position) ? evidence[position] : nil
      let said = CallSummary.evidence(item, expectsAgent: expectsAgent)
      if !said.isEmpty {
        output.append(" (")
        line.append(text: said, to: &output)
        output.append(")")
      }
      if let rationale = value.rationale, !rationale.isEmpty {
        output.append(" — ")
        line.append(text: rationale, to: &output)
      }
      output.append("\n")
    }
    output.append("\n")
  }

  private mutating func writePlaceholders(to output: inout OutputBuffer) {
    guard !call.evidence.placeholders.isEmpty else { return }
    output.append("## Placeholders spoken as they stand\n\n")
    for placeholder in call.evidence.placeholders {
      writeItem(placeholder.text, "in turn \(placeholder.turn)", to: &output)
      output.append("\n")
    }
    output.append("\n")
  }

  private mutating func writeTranscript(to output: inout OutputBuffer) {
    output.append("## Transcript\n")
    let transcript = call.transcript
    var isEmpty = true
    for entry in transcript.entries {
      output.append("\n")
      switch entry {
      case .turn(let turn):
        isEmpty = false
        let name = transcript.speaker(turn.speaker)?.name ?? turn.speaker
        write(turn.span?.start, to: &output)
        output.append("**")
        line.append(text: name, to: &output)
        output.append(":** ")
        line.append(text: turn.text, to: &output)
      case .event(let event):
        write(event.time, to: &output)
        output.append("— ")
        line.append(text: CallSummary.text(of: event), to: &output)
      }
      output.append("\n")
    }
    guard isEmpty else { return }
    output.append("\n")
    output.append(
      CallSummary.absence(transcript.state) ?? CallSummary.absence(Transcript.State.empty) ?? "")
    output.append("\n")
  }

  private func write(_ time: TimePoint?, to output: inout OutputBuffer) {
    guard let time else { return }
    output.append("`")
    if time.provenance.isEstimated { output.append("~") }
    CaptionTime.appendSeconds(time.time, to: &output)
    output.append("` ")
  }
}
