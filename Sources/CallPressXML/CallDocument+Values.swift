import CallPressCore

/// Outcomes, variables, and where they were said.
extension CallDocument {
  mutating func writeValues(
    _ list: StaticString, _ name: StaticString, _ values: [NamedValue], _ state: NamedValuesState,
    _ evidence: [Evidence.Item], to xml: inout XMLWriter
  ) throws(CallPressError) {
    try xml.start(list)
    try xml.attribute("state", state.rawValue)
    if !values.isEmpty { try xml.run { append(values, name, evidence, to: &$0) } }
    try xml.end()
  }

  /// Appends values as libxml2 would write them, line by line; says how many characters were
  /// replaced.
  private mutating func append(
    _ values: [NamedValue], _ name: StaticString, _ evidence: [Evidence.Item],
    to output: inout OutputBuffer
  ) -> Int {
    var replaced = 0
    output.append("\n")
    for position in values.indices {
      let item = evidence.indices.contains(position) ? evidence[position] : nil
      output.append("  <")
      output.append(name)
      replaced += Self.append(attributesOf: values[position], item, to: &output)
      let start = output.count
      output.append(">\n")
      let content = output.count
      replaced += append(contentOf: values[position], item, to: &output)
      if output.count == content {
        output.truncate(to: start)
        output.append("/>\n")
      } else {
        output.append("  </")
        output.append(name)
        output.append(">\n")
      }
    }
    output.append(" ")
    return replaced
  }

  private static func append(
    attributesOf value: NamedValue, _ item: Evidence.Item?, to output: inout OutputBuffer
  ) -> Int {
    var replaced = output.append(attribute: "name", value.name)
    replaced += output.append(attribute: "type", value.type)
    output.append(attribute: "repeated", flag: value.isRepeated)
    replaced += output.append(attribute: "pointer", value.location?.pointer)
    guard let item else { return replaced }
    replaced += output.append(attribute: "finding", item.finding.rawValue)
    output.append(attribute: "said-by-agent", flag: item.saidByAgent)
    output.append(attribute: "more-evidence", flag: item.hasMoreLinks)
    return replaced
  }

  private mutating func append(
    contentOf value: NamedValue, _ item: Evidence.Item?, to output: inout OutputBuffer
  ) -> Int {
    var replaced = 0
    if let json = value.value {
      output.append("   <value")
      replaced += output.append(attribute: "kind", json.kind.rawValue)
      output.append(">")
      replaced += MarkupEscaping.append(text: value.text, to: &output, attribute: false)
      output.append("</value>\n")
    }
    if let about = value.about {
      output.append("   <description>")
      replaced += MarkupEscaping.append(text: about, to: &output, attribute: false)
      output.append("</description>\n")
    }
    if let rationale = value.rationale {
      output.append("   <rationale>")
      replaced += MarkupEscaping.append(text: rationale, to: &output, attribute: false)
      output.append("</rationale>\n")
    }
    for link in item?.links ?? [] { replaced += append(link, to: &output) }
    return replaced
  }

  private mutating func append(_ link: Evidence.Link, to output: inout OutputBuffer) -> Int {
    guard let (id, turn) = turn(numbered: link.turn) else { return 0 }
    let quote = TextRange(link.range, in: turn.text)
    output.append("   <evidence turn=\"")
    var replaced = Self.appendTurnID(id, to: &output)
    output.append("\" from=\"")
    output.append(decimal: Int64(quote.scalars.lowerBound))
    output.append("\" to=\"")
    output.append(decimal: Int64(quote.scalars.upperBound))
    output.append("\"")
    replaced += output.append(attribute: "match", link.match.rawValue)
    replaced += output.append(attribute: "strength", link.strength.rawValue)
    if let span = link.span {
      replaced += output.append(
        attributes: "start", "start-provenance", "start-method", span.start)
      replaced += output.append(attributes: "end", "end-provenance", "end-method", span.end)
    }
    output.append(">")
    replaced += MarkupEscaping.append(text: quote.text, to: &output, attribute: false)
    output.append("</evidence>\n")
    return replaced
  }

  mutating func writePlaceholders(to xml: inout XMLWriter) throws(CallPressError) {
    guard !call.evidence.placeholders.isEmpty else { return }
    try xml.start("placeholders")
    for placeholder in call.evidence.placeholders {
      guard let (id, turn) = turn(numbered: placeholder.turn) else { continue }
      try xml.start("placeholder")
      try xml.attribute("name", placeholder.name)
      try writePlace(id, TextRange(placeholder.range, in: turn.text), to: &xml)
      try xml.text(placeholder.text)
      try xml.end()
    }
    try xml.end()
  }

  private func writePlace(
    _ turn: Int, _ range: TextRange, to xml: inout XMLWriter
  ) throws(CallPressError) {
    try xml.attribute("turn") { Self.appendTurnID(turn, to: &$0) }
    try xml.attribute("from", range.scalars.lowerBound)
    try xml.attribute("to", range.scalars.upperBound)
  }

  /// The turn that evidence points at, and its position from 1, which its identifier is made of.
  private mutating func turn(numbered number: Int) -> (id: Int, turn: Turn)? {
    func turn(at position: Int) -> Turn? {
      guard turnEntries.indices.contains(position),
        case .turn(let turn) = call.transcript.entries[turnEntries[position]],
        turn.number == number
      else { return nil }
      return turn
    }
    if let found = turn(at: number - 1) { return (number, found) }
    for position in turnEntries.indices {
      if let found = turn(at: position) { return (position + 1, found) }
    }
    diagnostics.append(
      Diagnostic(
        "dangling-evidence", .warning,
        "evidence points at turn \(number), which is not there; left out"))
    return nil
  }
}
