import CallPressCore
import Testing

/// A value from its JSON.
func json(_ text: String) throws -> JSONValue {
  try JSONDocument(parsing: Array(text.utf8)).root
}

/// A JSON string literal.
func literal(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": result += "\\" + String(scalar)
    case "\u{0}"..<" ":
      let hex = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

/// A transcript of turns in which the agent and the customer take turns, the agent first.
func transcript(_ texts: [String]) -> Transcript {
  Transcript(
    state: .present,
    entries: texts.enumerated().map { position, text in
      .turn(
        Turn(number: position + 1, speaker: position % 2 == 0 ? "agent" : "customer", text: text))
    },
    speakers: [
      Speaker(id: "agent", kind: .agent, label: "agent", name: "Agent"),
      Speaker(id: "customer", kind: .customer, label: "user", name: "Customer"),
    ])
}

/// The evidence of one value, given as JSON, in some turns.
func evidence(of value: String, in texts: String...) throws -> Evidence.Item {
  let values = [NamedValue(name: "value", value: try json(value))]
  let evidence = EvidenceJoin.evidence(for: transcript(texts), variables: [], outcomes: values)
  return try #require(evidence.outcomes.first)
}

/// The part of a text that a link marks.
func marked(_ text: String, _ range: Range<Int>) -> String {
  String(decoding: Array(text.utf8)[range], as: UTF8.self)
}

/// What was found of a text value in one turn: the marked parts.
func found(_ value: String, in text: String) throws -> [String] {
  try evidence(of: literal(value), in: text).links.map { marked(text, $0.range) }
}

/// What was found of a number in one turn: the marked parts.
func found(number: String, in text: String) throws -> [String] {
  try evidence(of: number, in: text).links.map { marked(text, $0.range) }
}
