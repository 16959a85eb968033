/// A transcript to read: one line a turn, with times and speakers, and above them the call's
/// facts, its outcomes and its variables with where they were said.
///
/// Estimated times have a `~`. Every line of the document is made here: line ends and controls
/// inside of texts are written as spaces, so that no text can pass for another's line or steer a
/// terminal. Texts stay in logical order.
public struct PlainTextFormat: ExportFormat {
  /// What there is to know about the format.
  public static let info = FormatInfo(
    id: "txt", fileExtension: "txt", mediaType: "text/plain",
    summary: "a transcript to read, with facts, outcomes and variables", isConcatenable: true)

  private let settings: TextSettings

  /// Makes a writer.
  public init(settings: ExportSettings) {
    self.settings = settings.text
  }

  /// Appends the text.
  public func export(
    _ call: PreparedCall, into output: inout OutputBuffer
  ) throws(CallPressError) -> [Diagnostic] {
    var writer = PlainTextWriter(call: call.call, settings: settings)
    writer.write(to: &output)
    return Diagnostic.controls(writer.controls).map { [$0] } ?? []
  }
}

/// Writes one call as plain text.
private struct PlainTextWriter {
  private let call: Call
  private let layout: TextSettings.Layout
  private var lines: TextLines

  var controls: Int { lines.controls }

  init(call: Call, settings: TextSettings) {
    self.call = call
    layout = settings.layout
    lines = TextLines(width: settings.width)
  }

  mutating func write(to output: inout OutputBuffer) {
    if layout == .plain { writeSummary(to: &output) }
    writeTranscript(to: &output)
  }

  // MARK: Above the transcript

  private mutating func writeSummary(to output: inout OutputBuffer) {
    let facts = CallSummary.facts(of: call)
    for fact in facts {
      lines.begin(output)
      output.append(fact.label)
      output.append(":")
      for _ in 0..<max(14 - fact.label.utf8CodeUnitCount, 0) { output.append(" ") }
      lines.finish(fact.value, indent: 16, to: &output)
    }
    if !facts.isEmpty { output.append("\n") }
    writeValues(
      "Outcomes", call.outcomes, call.outcomesState, call.evidence.outcomes, expectsAgent: false,
      to: &output)
    writeValues(
      "Variables", call.variables, call.variablesState, call.evidence.variables,
      expectsAgent: true, to: &output)
    guard !call.evidence.placeholders.isEmpty else { return }
    output.append("Placeholders spoken as they stand\n")
    for placeholder in call.evidence.placeholders {
      lines.begin(output)
      output.append("  ")
      lines.append(placeholder.text, to: &output)
      lines.finish("in turn \(placeholder.turn)", indent: 4, to: &output)
    }
    output.append("\n")
  }

  private mutating func writeValues(
    _ title: StaticString, _ values: [NamedValue], _ state: NamedValuesState,
    _ evidence: [Evidence.Item], expectsAgent: Bool, to output: inout OutputBuffer
  ) {
    guard call.isAPIRecord || !values.isEmpty else { return }
    output.append(title)
    if values.isEmpty {
      output.append(": ")
      output.append(CallSummary.absence(state) ?? "none")
      output.append("\n\n")
      return
    }
    output.append("\n")
    for (position, value) in values.enumerated() {
      lines.begin(output)
      output.append("  ")
      lines.append(value.name, to: &output)
      output.append(":")
      lines.finish(value.text, indent: 4, to: &output)
      let item = evidence.indices.contains(position) ? evidence[position] : nil
      let said = CallSummary.evidence(item, expectsAgent: expectsAgent)
      if !said.isEmpty {
        lines.begin(output)
        output.append("   ")
        lines.finish(said, indent: 4, to: &output)
      }
      if let rationale = value.rationale, !rationale.isEmpty {
        lines.begin(output)
        output.append("    why:")
        lines.finish(rationale, indent: 4, to: &output)
      }
    }
    output.append("\n")
  }

  // MARK: The transcript

  private mutating func writeTranscript(to output: inout OutputBuffer) {
    let transcript = call.transcript
    var isEmpty = true
    // By index: an entry is a large value to copy.
    for index in transcript.entries.indices {
      switch transcript.entries[index] {
      case .turn(let turn):
        isEmpty = false
        let indent = begin(turn.span?.start, to: &output)
        lines.append(transcript.speaker(turn.speaker)?.name ?? turn.speaker, to: &output)
        output.append(":")
        lines.finish(turn.text, indent: indent, to: &output)
      case .event(let event):
        guard layout == .plain else { continue }
        let indent = begin(event.time, to: &output)
        output.append("—")
        lines.finish(CallSummary.text(of: event), indent: indent, to: &output)
      }
    }
    guard isEmpty else { return }
    output.append(
      CallSummary.absence(transcript.state) ?? CallSummary.absence(Transcript.State.empty) ?? "")
    output.append("\n")
  }

  /// Begins a line with a time, where there is one and the layout has times; gives the indent of
  /// the lines behind it.
  private mutating func begin(_ time: TimePoint?, to output: inout OutputBuffer) -> Int {
    lines.begin(output)
    guard let time, layout != .turns else { return 4 }
    output.append(time.provenance.isEstimated ? "[~" : "[")
    CaptionTime.appendSeconds(time.time, to: &output)
    output.append("] ")
    return 11
  }
}
