import CallPressCore

/// Outcomes, variables, and where they were said.
extension CallDocument {
  mutating func writeValues(
    _ list: StaticString, _ name: StaticString, _ values: [NamedValue], _ state: NamedValuesState,
    _ evidence: [Evidence.Item], to xml: inout XMLWriter
  ) throws(CallPressError) {
    try xml.start(list)
    try xml.attribute("state", state.rawValue)
    for (position, value) in values.enumerated() {
      try xml.start(name)
      try xml.attribute("name", value.name)
      try xml.attribute("type", value.type)
      try xml.attribute("repeated", flag: value.isRepeated)
      try xml.attribute("pointer", value.location?.pointer)
      let item = evidence.indices.contains(position) ? evidence[position] : nil
      if let item {
        try xml.attribute("finding", item.finding.rawValue)
        try xml.attribute("said-by-agent", flag: item.saidByAgent)
        try xml.attribute("more-evidence", flag: item.hasMoreLinks)
      }
      if let json = value.value {
        try xml.start("value")
        try xml.attribute("kind", json.kind.rawValue)
        try xml.text(value.text)
        try xml.end()
      }
      try xml.element("description", value.about)
      try xml.element("rationale", value.rationale)
      for link in item?.links ?? [] { try writeLink(link, to: &xml) }
      try xml.end()
    }
    try xml.end()
  }

  private mutating func writeLink(
    _ link: Evidence.Link, to xml: inout XMLWriter
  ) throws(CallPressError) {
    guard let (id, turn) = turn(numbered: link.turn) else { return }
    let quote = TextRange(link.range, in: turn.text)
    try xml.start("evidence")
    try writePlace(id, quote, to: &xml)
    try xml.attribute("match", link.match.rawValue)
    try xml.attribute("strength", link.strength.rawValue)
    if let span = link.span { try xml.attributes(of: span) }
    try xml.text(quote.text)
    try xml.end()
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
