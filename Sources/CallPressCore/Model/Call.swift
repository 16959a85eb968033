/// A call as everything between the first parse and the last write knows it.
///
/// The source bytes are the record; this is a view of it. Facts are read from ``record`` when
/// asked for, so that nothing that the API says can be lost on the way.
public struct Call: Sendable {
  /// The call object as the API delivered it, or the whole document where it was no call of the
  /// API's but a bare transcript.
  public var record: JSONValue
  /// Whether ``record`` is a call object of the API's, or our own JSON of one.
  public var isAPIRecord: Bool
  /// The API's members, where they stand inside of ``record`` and are not all of it.
  package var innerFacts: JSONValue?
  /// The name of the file or stream it came from.
  public var sourceName: String?
  /// What was said.
  public var transcript: Transcript
  /// What the agent was told before the call.
  public var variables: [NamedValue]
  /// Whether the record has variables.
  public var variablesState: NamedValuesState
  /// What was extracted after the call.
  public var outcomes: [NamedValue]
  /// Whether the record has outcomes.
  public var outcomesState: NamedValuesState
  /// Which of the values were said, and where.
  public var evidence: Evidence
  /// What was repaired, guessed or left out while reading.
  public var diagnostics: [Diagnostic]

  /// Makes a call from its parts.
  public init(
    record: JSONValue, isAPIRecord: Bool = true, sourceName: String? = nil,
    transcript: Transcript = Transcript(), variables: [NamedValue] = [],
    variablesState: NamedValuesState = .pending, outcomes: [NamedValue] = [],
    outcomesState: NamedValuesState = .pending, evidence: Evidence = Evidence(),
    diagnostics: [Diagnostic] = []
  ) {
    self.record = record
    self.isAPIRecord = isAPIRecord
    self.sourceName = sourceName
    self.transcript = transcript
    self.variables = variables
    self.variablesState = variablesState
    self.outcomes = outcomes
    self.outcomesState = outcomesState
    self.evidence = evidence
    self.diagnostics = diagnostics
  }

  /// The object whose members are those of the API.
  package var facts: JSONValue { innerFacts ?? record }

  /// The record's value of a field, `nil` where the member is missing (null is a value).
  public subscript(field: CallField) -> JSONValue? {
    isAPIRecord ? facts[field.name] : nil
  }

  /// A field as one line of text: strings as they are, numbers to the digit; `nil` where the
  /// member is missing, null or empty.
  public func text(_ field: CallField) -> String? {
    guard let value = self[field] else { return nil }
    switch value.kind {
    case .string:
      guard let text = value.string, !text.isEmpty else { return nil }
      return text
    case .number, .boolean: return value.withRawBytes { String(decoding: $0, as: UTF8.self) }
    case .null, .array, .object: return nil
    }
  }

  /// A field as an instant, `nil` where it is missing or not one.
  public func instant(_ field: CallField) -> Instant? {
    text(field).flatMap { Instant(iso8601: $0) }
  }

  /// The identifier of the call.
  public var id: String? { text(.id) }

  /// Members of the record that the API's reference does not name, in order.
  public var otherMembers: [JSONValue] {
    guard isAPIRecord else { return [] }
    return facts.children.filter { member in
      !CallField.all.contains { member.hasKey($0.name) }
    }
  }

  /// The call's length in milliseconds: what the record says, else from its start to its end.
  ///
  /// The API does not document the unit of `call_duration`. It is read as seconds unless the
  /// record's own start and end say that it must be milliseconds.
  public var duration: MediaTime? {
    let clock: Int64? =
      if let start = instant(.startedAt), let end = instant(.endedAt), end >= start {
        end.millisecondsSince1970 - start.millisecondsSince1970
      } else {
        nil
      }
    guard let text = text(.callDuration), let decimal = ExactDecimal(text),
      let seconds = decimal.scaled(byPowerOfTen: 3), seconds > 0
    else { return clock.map { MediaTime(milliseconds: $0) } }
    if let clock, clock > 0, seconds / 500 >= clock, seconds / 2000 <= clock {
      return MediaTime(milliseconds: seconds / 1000)
    }
    return MediaTime(milliseconds: seconds)
  }

  /// The first language that the record names, as it writes it.
  public var language: String? { text(.transcriptLanguage) }
}
