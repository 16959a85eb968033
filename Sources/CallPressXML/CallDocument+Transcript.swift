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
    var position = 0
    for entry in transcript.entries {
      switch entry {
      case .turn(let turn):
        position += 1
        try writeTurn(turn, position, by: participants.ids[turn.speaker], to: &xml)
      case .event(let event): try writeEvent(event, to: &xml)
      }
    }
    try xml.end()
  }

  /// Appends the identifier of the turn at a position from 1.
  static func appendTurnID(_ position: Int, to output: inout OutputBuffer) -> Int {
    output.append("u")
    output.append(decimal: Int64(position))
    return 0
  }

  private func writeTurn(
    _ turn: Turn, _ position: Int, by participant: String?, to xml: inout XMLWriter
  ) throws(CallPressError) {
    try xml.start("turn")
    try xml.attribute("id") { Self.appendTurnID(position, to: &$0) }
    try xml.attribute("who", participant)
    if let span = turn.span { try xml.attributes(of: span) }
    let direction = TextDirection.of(turn.text)
    try xml.attribute("xml:lang", changedLanguage(of: turn, direction))
    try xml.attribute("language", turn.language)
    if direction != .neutral { try xml.attribute("direction", direction.rawValue) }
    try xml.attribute("interrupted", flag: turn.isInterrupted)
    try xml.attribute("confidence", confidence: turn.confidence)
    try xml.attribute("sentiment", turn.sentiment)
    try xml.attribute("pointer", turn.location?.pointer)
    try xml.counted { Self.append(contentOf: turn, to: &$0) }
    try xml.end()
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

  private func writeEvent(_ event: Event, to xml: inout XMLWriter) throws(CallPressError) {
    try xml.start("event")
    try xml.attribute("kind", event.kind.rawValue)
    if let time = event.time { try xml.attributes("time", "time-provenance", "time-method", time) }
    try xml.attribute("name", event.name)
    try xml.attribute("call-id", event.callID)
    if let isError = event.isError { try xml.attribute("error", isError ? "true" : "false") }
    try xml.attribute("pointer", event.location?.pointer)
    if let text = event.text { try xml.text(text) }
    try xml.end()
  }
}

extension XMLWriter {
  /// Adds the start and the end of a span, each with how it came to be known where it was not
  /// measured.
  mutating func attributes(of span: TimeSpan) throws(CallPressError) {
    try attributes("start", "start-provenance", "start-method", span.start)
    try attributes("end", "end-provenance", "end-method", span.end)
  }

  /// Adds a time, and how it came to be known where it was not measured.
  mutating func attributes(
    _ name: StaticString, _ provenance: StaticString, _ method: StaticString, _ point: TimePoint
  ) throws(CallPressError) {
    try attribute(name, point.time)
    guard let how = point.provenance.method else { return }
    try attribute(provenance, point.provenance.label)
    try attribute(method, how)
  }

  /// Adds a number between 0 and 1; none that is not finite.
  mutating func attribute(
    _ name: StaticString, confidence: Double?
  ) throws(CallPressError) {
    guard let confidence, confidence.isFinite else { return }
    try attribute(name, confidence.description)
  }
}
