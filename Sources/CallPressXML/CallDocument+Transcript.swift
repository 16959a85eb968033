import CallPressCore

/// Turns, words and events, in place.
extension CallDocument {
  func writeTranscript(to xml: inout XMLWriter) throws(CallPressError) {
    let transcript = call.transcript
    try xml.start("transcript")
    try xml.attribute("state", transcript.state.rawValue)
    try xml.attribute("dialect", transcript.dialect)
    try xml.attribute("pointer", transcript.pointer)
    try xml.attribute("zero-point", transcript.zeroPoint?.label)
    try xml.attribute("zero-instant", instant: transcript.zeroPoint?.instant)
    if !transcript.entries.isEmpty { try xml.run { appendEntries(to: &$0) } }
    try xml.end()
  }

  /// Appends all turns and events as libxml2 would write them, line by line; says how many characters
  /// were replaced.
  private func appendEntries(to output: inout OutputBuffer) -> Int {
    var replaced = 0
    var position = 0
    output.append("\n")
    // By index: an entry is a large value to copy.
    for index in call.transcript.entries.indices {
      switch call.transcript.entries[index] {
      case .turn(let turn):
        let participant = participants.participants[turnParticipants[position]]
        position += 1
        replaced += append(turn, position, by: participant.id, to: &output)
      case .event(let event): replaced += append(event, to: &output)
      }
    }
    output.append(" ")
    return replaced
  }

  /// Appends the identifier of the turn at a position from 1.
  static func appendTurnID(_ position: Int, to output: inout OutputBuffer) -> Int {
    output.append("u")
    output.append(decimal: Int64(position))
    return 0
  }

  private func append(
    _ turn: Turn, _ position: Int, by participant: String, to output: inout OutputBuffer
  ) -> Int {
    output.append("  <turn id=\"")
    var replaced = Self.appendTurnID(position, to: &output)
    output.append("\"")
    replaced += output.append(attribute: "who", participant)
    if let span = turn.span {
      replaced += output.append(
        attributes: "start", "start-provenance", "start-method", span.start)
      replaced += output.append(attributes: "end", "end-provenance", "end-method", span.end)
    }
    let direction = TextDirection.of(turn.text)
    replaced += output.append(attribute: "xml:lang", changedLanguage(of: turn, direction))
    replaced += output.append(attribute: "language", turn.language)
    if direction != .neutral {
      replaced += output.append(attribute: "direction", direction.rawValue)
    }
    output.append(attribute: "interrupted", flag: turn.isInterrupted)
    if let confidence = turn.confidence, confidence.isFinite {
      replaced += output.append(attribute: "confidence", confidence.description)
    }
    replaced += output.append(attribute: "sentiment", turn.sentiment)
    replaced += output.append(attribute: "pointer", turn.location?.pointer)
    output.append(">")
    replaced += Self.append(contentOf: turn, to: &output)
    output.append("</turn>\n")
    return replaced
  }

  /// Appends what stands inside a turn's element; says how many characters were replaced.
  private static func append(contentOf turn: Turn, to output: inout OutputBuffer) -> Int {
    var replaced = 0
    output.append("\n   <text>")
    replaced += MarkupEscaping.append(text: turn.text, to: &output, attribute: false)
    output.append("</text>")
    if let planned = turn.plannedText {
      output.append("\n   <planned>")
      replaced += MarkupEscaping.append(text: planned, to: &output, attribute: false)
      output.append("</planned>")
    }
    if !turn.words.isEmpty {
      output.append("\n   <words>")
      replaced += WordElements.append(turn.words, to: &output)
      output.append("</words>")
    }
    output.append("\n  ")
    return replaced
  }

  /// The language of a turn where it differs from the call's.
  ///
  /// A turn whose source names none has the call's, unless its letters run the other way: then
  /// they alone are gone by.
  private func changedLanguage(of turn: Turn, _ direction: TextDirection) -> String? {
    var tag = turn.language.flatMap { LanguageTag(normalizing: $0)?.description }
    if tag == nil {
      let isContradicted = isRightToLeft.map { direction == ($0 ? .ltr : .rtl) } ?? true
      guard turn.language != nil || isContradicted else { return nil }
      tag = LanguageTag.guessed(from: turn.text).description
    }
    return tag == language ? nil : tag
  }

  private func append(_ event: Event, to output: inout OutputBuffer) -> Int {
    output.append("  <event")
    var replaced = output.append(attribute: "kind", event.kind.rawValue)
    if let time = event.time {
      replaced += output.append(attributes: "time", "time-provenance", "time-method", time)
    }
    replaced += output.append(attribute: "name", event.name)
    replaced += output.append(attribute: "call-id", event.callID)
    if let isError = event.isError {
      replaced += output.append(attribute: "error", isError ? "true" : "false")
    }
    replaced += output.append(attribute: "pointer", event.location?.pointer)
    if let text = event.text {
      output.append(">")
      replaced += MarkupEscaping.append(text: text, to: &output, attribute: false)
      output.append("</event>\n")
    } else {
      output.append("/>\n")
    }
    return replaced
  }
}
