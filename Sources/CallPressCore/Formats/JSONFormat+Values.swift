/// The named values, their evidence and the diagnostics of the JSON format.
extension JSONFormat {
  func writeValues(
    _ member: StaticString, _ values: [NamedValue], _ state: NamedValuesState,
    _ evidence: [Evidence.Item], _ call: Call, _ json: inout JSONWriter,
    _ output: inout OutputBuffer
  ) {
    json.name(member, &output)
    json.open("{", &output)
    json.member("state", state.rawValue, &output)
    json.name("values", &output)
    json.open("[", &output)
    let turns = call.transcript.turns
    for (position, value) in values.enumerated() {
      json.element(&output)
      json.open("{", &output)
      json.member("name", value.name, &output)
      if let raw = value.value { json.member("value", raw: raw, &output) }
      json.member("type", value.type, &output)
      json.member("description", value.about, &output)
      json.member("rationale", value.rationale, &output)
      if value.isRepeated { json.member("repeated", true, &output) }
      if evidence.indices.contains(position) {
        writeEvidence(evidence[position], turns, &json, &output)
      }
      json.close("}", &output)
    }
    json.close("]", &output)
    json.close("}", &output)
  }

  private func writeEvidence(
    _ item: Evidence.Item, _ turns: [Turn], _ json: inout JSONWriter,
    _ output: inout OutputBuffer
  ) {
    json.name("evidence", &output)
    json.open("{", &output)
    json.member("finding", item.finding.rawValue, &output)
    if item.finding == .said { json.member("said_by_agent", item.saidByAgent, &output) }
    if !item.links.isEmpty {
      json.name("links", &output)
      json.open("[", &output)
      for link in item.links {
        json.element(&output)
        json.open("{", &output)
        json.member("turn", Int64(link.turn), &output)
        writeRange(link.range, of: link.turn, turns, &json, &output)
        json.member("match", link.match.rawValue, &output)
        json.member("strength", link.strength.rawValue, &output)
        if let span = link.span {
          json.member("start_ms", span.start.milliseconds, &output)
          json.member("end_ms", span.end.milliseconds, &output)
        }
        json.close("}", &output)
      }
      json.close("]", &output)
    }
    if item.hasMoreLinks { json.member("more_links", true, &output) }
    json.close("}", &output)
  }

  func writePlaceholders(_ call: Call, _ json: inout JSONWriter, _ output: inout OutputBuffer) {
    let turns = call.transcript.turns
    json.name("placeholders", &output)
    json.open("[", &output)
    for placeholder in call.evidence.placeholders {
      json.element(&output)
      json.open("{", &output)
      json.member("name", placeholder.name, &output)
      json.member("turn", Int64(placeholder.turn), &output)
      writeRange(placeholder.range, of: placeholder.turn, turns, &json, &output)
      json.close("}", &output)
    }
    json.close("]", &output)
  }

  /// A range in Unicode scalars, and the text it covers.
  private func writeRange(
    _ range: Range<Int>, of number: Int, _ turns: [Turn], _ json: inout JSONWriter,
    _ output: inout OutputBuffer
  ) {
    guard turns.indices.contains(number - 1) else { return }
    let quote = TextRange(range, in: turns[number - 1].text)
    json.member("from", Int64(quote.scalars.lowerBound), &output)
    json.member("to", Int64(quote.scalars.upperBound), &output)
    json.member("quote", quote.text, &output)
  }

  func writeDiagnostics(
    _ diagnostics: [Diagnostic], _ json: inout JSONWriter, _ output: inout OutputBuffer
  ) {
    json.name("diagnostics", &output)
    json.open("[", &output)
    for diagnostic in diagnostics {
      json.element(&output)
      json.open("{", &output)
      json.member("code", diagnostic.code.rawValue, &output)
      json.member("severity", diagnostic.severity.rawValue, &output)
      json.member("message", diagnostic.message, &output)
      json.member("pointer", diagnostic.location?.pointer?.description, &output)
      if let offset = diagnostic.location?.byteOffset {
        json.member("byte_offset", Int64(offset), &output)
      }
      json.close("}", &output)
    }
    json.close("]", &output)
  }
}
