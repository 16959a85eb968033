public import CallPressCore

/// The whole call as XML: facts, participants, outcomes, variables, evidence, turns and words for
/// people and programs to read, and the record itself, from which it can be had back.
///
/// The schema is in ``Schemas/callTranscript``. Times are decimal seconds with three digits; a time
/// that was not measured says how it came to be known. Ranges count Unicode scalars of a turn's
/// text. The record stands at the end in the elements of XPath's `json-to-xml`;
/// ``CallTranscriptXML/records(parsing:limits:)`` makes JSON of it again, byte for byte but for white
/// space between tokens. U+FFFE and U+FFFF, which XML cannot hold, come back as JSON escapes of the
/// same value.
public struct CallTranscriptXMLFormat: ExportFormat {
  /// What there is to know about the format.
  public static let info = FormatInfo(
    id: "xml", fileExtension: "xml", mediaType: "application/xml",
    summary: "the whole call as XML, with a schema and a way back to the record")

  /// Makes a writer.
  public init(settings: ExportSettings) {}

  /// Appends the document.
  ///
  /// - Returns: How many characters of the readable part had to be replaced, and references to
  ///   turns or speakers that the call does not have.
  /// - Throws: `xml-writing` when libxml2 reports a failure.
  public func export(
    _ prepared: PreparedCall, into output: inout OutputBuffer
  ) throws(CallPressError) -> [Diagnostic] {
    var document = CallDocument(prepared.call)
    try XMLWriter.appendDocument(to: &output) { (xml: inout XMLWriter) throws(CallPressError) in
      try document.write(to: &xml)
    }
    return document.diagnostics
  }
}

/// One call on its way into one document.
struct CallDocument {
  let call: Call
  /// Where in the transcript's entries each turn stands.
  let turnEntries: [Int]
  /// For each turn the place of its speaker among the participants.
  let turnParticipants: [Int]
  /// What the writing had to change or leave out.
  var diagnostics: [Diagnostic] = []
  let participants: ParticipantList
  let language: String
  let isRightToLeft: Bool?

  init(_ call: Call) {
    self.call = call
    let tag = call.languageTag
    language = tag?.description ?? "und"
    isRightToLeft = tag?.isRightToLeft
    var list = ParticipantList(call.transcript.speakers)
    var turnEntries: [Int] = []
    var turnParticipants: [Int] = []
    turnEntries.reserveCapacity(call.transcript.entries.count)
    turnParticipants.reserveCapacity(call.transcript.entries.count)
    // By index: an entry is a large value to copy.
    for position in call.transcript.entries.indices {
      guard case .turn(let turn) = call.transcript.entries[position] else { continue }
      turnEntries.append(position)
      turnParticipants.append(list.place(ofSpeakerOf: turn))
    }
    self.turnEntries = turnEntries
    self.turnParticipants = turnParticipants
    participants = list
    diagnostics += list.diagnostics
  }

  mutating func write(to xml: inout XMLWriter) throws(CallPressError) {
    try xml.start("call-transcript")
    try xml.attribute("xmlns", CallTranscriptXML.namespaceName)
    try xml.attribute("version", CallTranscriptXML.version)
    try xml.attribute("xml:lang", language)
    try writeSource(to: &xml)
    try writeFacts(to: &xml)
    try writeParticipants(to: &xml)
    try writeValues(
      "outcomes", "outcome", call.outcomes, call.outcomesState, call.evidence.outcomes, to: &xml)
    try writeValues(
      "variables", "variable", call.variables, call.variablesState, call.evidence.variables,
      to: &xml)
    try writePlaceholders(to: &xml)
    try writeTranscript(to: &xml)
    try writeDiagnostics(to: &xml)
    try xml.start("record")
    try xml.json(call.record, foreignNamespace: CallTranscriptXML.namespaceName)
    try xml.end()
    try xml.end()
  }

  /// The file's name without its folders, which are nobody's business but its owner's.
  private func writeSource(to xml: inout XMLWriter) throws(CallPressError) {
    try xml.start("source")
    if let name = call.sourceName?.split(separator: "/").last {
      try xml.attribute("name", String(name))
    }
    try xml.attribute("form", call.isAPIRecord ? "api-call" : "document")
    try xml.end()
  }

  /// The documented members that are one line of text each.
  private static let facts: [CallField] = CallField.all.filter {
    $0.kind != .json && $0 != .transcript
  }

  private func writeFacts(to xml: inout XMLWriter) throws(CallPressError) {
    guard call.isAPIRecord else { return }
    try xml.start("call")
    try xml.attribute("id", call.id)
    try xml.attribute("direction", call.text(.callDirection))
    try xml.attribute("status", call.text(.callStatus))
    try xml.attribute("started", instant: call.instant(.startedAt))
    try xml.attribute("ended", instant: call.instant(.endedAt))
    if let duration = call.duration { try xml.attribute("duration", duration) }
    try xml.attribute("test", flag: call[.isTest]?.boolean == true)
    let facts = Self.facts.compactMap { field in call.text(field).map { (field.name, $0) } }
    if !facts.isEmpty { try xml.run { Self.append(facts, to: &$0) } }
    try xml.end()
  }

  /// Appends facts as libxml2 would write them, line by line; says how many characters were replaced.
  private static func append(
    _ facts: [(name: StaticString, text: String)], to output: inout OutputBuffer
  ) -> Int {
    var replaced = 0
    output.append("\n")
    for (name, text) in facts {
      output.append("  <fact name=\"")
      output.append(name)
      output.append("\">")
      replaced += MarkupEscaping.append(text: text, to: &output, attribute: false)
      output.append("</fact>\n")
    }
    output.append(" ")
    return replaced
  }

  private func writeParticipants(to xml: inout XMLWriter) throws(CallPressError) {
    try xml.start("participants")
    for participant in participants.participants {
      try xml.start("participant")
      try xml.attribute("id", participant.id)
      try xml.attribute("kind", participant.speaker.kind.rawValue)
      try xml.element("label", participant.speaker.label)
      try xml.element("name", participant.speaker.name)
      try xml.end()
    }
    try xml.end()
  }

  private mutating func writeDiagnostics(to xml: inout XMLWriter) throws(CallPressError) {
    var all = call.diagnostics + diagnostics
    if xml.replacedCharacters > 0 {
      let replaced = Diagnostic(
        "characters-replaced", .warning,
        "\(xml.replacedCharacters) control(s) or noncharacter(s) became U+FFFD in the readable "
          + "part; the record at its end keeps them")
      diagnostics.append(replaced)
      all.append(replaced)
    }
    guard !all.isEmpty else { return }
    try xml.start("diagnostics")
    for diagnostic in all {
      try xml.start("diagnostic")
      try xml.attribute("code", diagnostic.code.rawValue)
      try xml.attribute("severity", diagnostic.severity.rawValue)
      if let place = diagnostic.location {
        try xml.attribute("pointer", place.pointer)
        if let offset = place.byteOffset { try xml.attribute("byte-offset", offset) }
      }
      try xml.text(diagnostic.message)
      try xml.end()
    }
    try xml.end()
  }
}

extension XMLWriter {
  /// Adds an attribute with a constant value.
  mutating func attribute(
    _ name: StaticString, _ value: StaticString
  ) throws(CallPressError) {
    try attribute(name) {
      MarkupEscaping.append(
        UnsafeBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount), to: &$0,
        attribute: true)
    }
  }

  /// Adds an attribute with an instant, unless `xs:dateTime` has no such year.
  mutating func attribute(
    _ name: StaticString, instant: Instant?
  ) throws(CallPressError) {
    // From 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999Z.
    guard let instant,
      (-62_135_596_800_000...253_402_300_799_999).contains(instant.millisecondsSince1970)
    else { return }
    try attribute(name, instant.description)
  }
}
