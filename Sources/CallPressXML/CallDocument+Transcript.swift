import CallPressCore

/// Turns, words and events, in place.
extension CallDocument {
  func writeTranscript(to xml: inout XMLWriter) throws(CallPressError) {
    let transcript = call.transcript
    try xml.start("transcript")
    try xml.attribute("state", transcript.state.rawValue)
    try xml.attribute("dialect", transcript.dialect)
    try xml.attribute("pointer", transcript.pointer?.description)
    try xml.attribute("zero-point", transcript.zeroPoint?.label)
    try xml.attribute("zero-instant", instant: transcript.zeroPoint?.instant)
    let names = Dictionary(
      participants.map { ($0.speaker.id, $0.id) }, uniquingKeysWith: { first, _ in first })
    var position = 0
    for entry in transcript.entries {
      switch entry {
      case .turn(let turn):
        position += 1
        try writeTurn(turn, position, by: names[turn.speaker], to: &xml)
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
    try xml.attribute("pointer", turn.location?.pointer?.description)
    try xml.element("text", turn.text)
    try xml.element("planned", turn.plannedText)
    if !turn.words.isEmpty {
      try xml.start("words")
      try xml.counted { Self.append(turn.words, to: &$0) }
      try xml.end()
    }
    try xml.end()
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
    try xml.attribute("pointer", event.location?.pointer?.description)
    if let text = event.text { try xml.text(text) }
    try xml.end()
  }

  /// Appends the words of a turn; says how many characters were replaced.
  private static func append(_ words: [Word], to output: inout OutputBuffer) -> Int {
    var replaced = 0
    for word in words {
      output.append("<w")
      if let span = word.span {
        append(" start=\"", span.start, " start-provenance=\"", " start-method=\"", to: &output)
        append(" end=\"", span.end, " end-provenance=\"", " end-method=\"", to: &output)
      }
      if let confidence = word.confidence, confidence.isFinite {
        output.append(" confidence=\"")
        output.append(text: confidence.description)
        output.append("\"")
      }
      output.append(">")
      replaced += MarkupEscaping.append(text: word.text, to: &output, attribute: false)
      output.append("</w>")
    }
    return replaced
  }

  @inline(__always)
  private static func append(
    _ name: StaticString, _ point: TimePoint, _ provenance: StaticString, _ method: StaticString,
    to output: inout OutputBuffer
  ) {
    output.append(name)
    output.append(seconds: point.time)
    output.append("\"")
    guard let how = point.provenance.method else { return }
    output.append(provenance)
    output.append(text: point.provenance.label)
    output.append("\"")
    output.append(method)
    output.append(text: how)
    output.append("\"")
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
