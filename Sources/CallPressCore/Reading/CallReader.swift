/// Makes a ``Call`` of one record: finds the transcript, has a dialect read it, reads the named
/// values and joins them with what was said.
public struct CallReader: Sendable {
  /// The dialects to recognise.
  public var dialects: DialectRegistry
  /// What the user says about the reading.
  public var options: ReadingOptions

  /// Makes a reader.
  public init(dialects: DialectRegistry, options: ReadingOptions = ReadingOptions()) {
    self.dialects = dialects
    self.options = options
  }

  /// Reads every call of a document: the API's answer, a call alone, a list, or a transcript
  /// without a call.
  ///
  /// - Parameters:
  ///   - document: The document.
  ///   - sourceName: What to call it in messages.
  /// - Returns: A call or an error for each record, in order: one bad record does not stop others.
  /// - Throws: `failure-response` where the document is the API's answer that there is no call.
  public func calls(
    in document: JSONDocument, sourceName: String? = nil
  ) throws(CallPressError) -> [Result<Call, CallPressError>] {
    if let own = ownCalls(in: document.root, sourceName) { return own }
    do throws(CallPressError) {
      switch try Envelope.content(of: document.root, limits: options.limits) {
      case .other(let root):
        let finder = TranscriptFinder(dialects: dialects, options: options)
        return (finder.transcripts(in: root) ?? [root]).map {
          call(of: $0, isAPIRecord: false, sourceName)
        }
      case .calls(let records):
        return records.map { record in
          switch record {
          case .success(let value): call(of: value, isAPIRecord: true, sourceName)
          case .failure(let error): .failure(Self.named(error, sourceName))
          }
        }
      }
    } catch {
      throw Self.named(error, sourceName)
    }
  }

  /// Whether the lines of JSON Lines are the turns or messages of one transcript, and no records
  /// of their own.
  ///
  /// So it is where none of those looked at is a call or a transcript by itself, and a dialect
  /// knows the list of them better than any line.
  package func isOneTranscript(_ lines: [JSONLines.Line], as list: () -> JSONDocument?) -> Bool {
    let sample = lines.prefix(Self.lineSample).compactMap { try? $0.document.get().root }
    guard sample.count == min(lines.count, Self.lineSample),
      sample.allSatisfy({ $0.kind == .object && OwnDocument($0) == nil && !isCall($0) })
    else { return false }
    let finder = TranscriptFinder(dialects: dialects, options: options)
    let scores = sample.map { finder.score($0) }
    guard scores.contains(where: { $0 < TranscriptFinder.elementScore }), let list = list() else {
      return false
    }
    let score = finder.score(list.root)
    return score >= TranscriptFinder.searchScore && score >= scores.max() ?? 0
  }

  /// How many lines are looked at.
  private static let lineSample = 16

  /// Whether a value is a call of the API's, or its answer that there is none.
  private func isCall(_ value: JSONValue) -> Bool {
    guard case .other? = try? Envelope.content(of: value, limits: options.limits) else {
      return true
    }
    return false
  }

  /// Reads a record that was taken out of whatever it came in before, as our own XML holds it.
  ///
  /// There is no envelope to look for, and what is no transcript must be a call, however little is
  /// in it.
  package func call(
    ofRecord document: JSONDocument, sourceName: String? = nil
  ) -> Result<Call, CallPressError> {
    let record = document.root
    if OwnDocument(record) != nil { return call(of: record, isAPIRecord: false, sourceName) }
    let shape = CallShape(record)
    guard !shape.isCertain, !shape.isLikely else {
      return call(of: record, isAPIRecord: true, sourceName)
    }
    let bare = call(of: record, isAPIRecord: false, sourceName)
    guard case .failure(let error) = bare, error.code == .unrecognizedInput, record.kind == .object
    else { return bare }
    return call(of: record, isAPIRecord: true, sourceName)
  }

  /// Reads a record that was made of a call's, as the call was read.
  func reread(_ document: JSONDocument, like call: Call) throws(CallPressError) -> Call {
    let isOwn = OwnDocument(document.root) != nil
    return try readCall(
      document.root, isAPIRecord: call.isAPIRecord && !isOwn, call.sourceName)
  }

  /// Reads a transcript of plain text, without a call around it.
  ///
  /// The record becomes the text as a JSON string, so that it survives like any other.
  ///
  /// - Throws: `wrong-encoding` for bytes that are not UTF-8; whatever the reading throws.
  public func call(
    text bytes: [UInt8], sourceName: String? = nil
  ) throws(CallPressError) -> Call {
    do throws(CallPressError) {
      let text = try Self.checkedText(bytes)
      var buffer = OutputBuffer(capacity: bytes.count + 64)
      JSONEscaping.append(text, to: &buffer)
      let root = try JSONDocument(parsing: buffer.bytes(), limits: options.limits).root
      return try readCall(root, isAPIRecord: false, sourceName)
    } catch {
      throw Self.named(error, sourceName)
    }
  }

  private static func checkedText(_ bytes: [UInt8]) throws(CallPressError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CallPressError(
        .wrongEncoding, "the input is not UTF-8 text; convert it to UTF-8 and try again",
        at: UTF8Check.firstInvalid(in: bytes).map { SourceLocation(byteOffset: $0) })
    }
    return text
  }

  // MARK: One call

  /// The calls of our own JSON, one document or a list of nothing else; `nil` for anything else.
  private func ownCalls(
    in root: JSONValue, _ sourceName: String?
  ) -> [Result<Call, CallPressError>]? {
    if let own = Self.ownDocument(in: root) {
      return [call(of: own, isAPIRecord: false, sourceName)]
    }
    guard root.kind == .array, !root.isEmpty,
      root.children.allSatisfy({ OwnDocument($0) != nil })
    else { return nil }
    return root.children.map { call(of: $0, isAPIRecord: false, sourceName) }
  }

  /// Our own JSON in the envelopes of those who pass it on.
  private static func ownDocument(in root: JSONValue) -> JSONValue? {
    var value = root
    for _ in 0..<3 {
      if OwnDocument(value) != nil { return value }
      guard let inner = value.first(of: "data", "payload", "call", "body", "result"),
        inner.kind == .object
      else { return nil }
      value = inner
    }
    return nil
  }

  private func call(
    of record: JSONValue, isAPIRecord: Bool, _ sourceName: String?
  ) -> Result<Call, CallPressError> {
    do throws(CallPressError) {
      return .success(try readCall(record, isAPIRecord: isAPIRecord, sourceName))
    } catch {
      return .failure(Self.named(error, sourceName))
    }
  }

  private func readCall(
    _ record: JSONValue, isAPIRecord: Bool, _ sourceName: String?
  ) throws(CallPressError) -> Call {
    var call = Call(record: record, isAPIRecord: isAPIRecord, sourceName: sourceName)
    let own = OwnDocument(record)
    if let own {
      call.innerFacts = own.facts
      call.isAPIRecord = own.facts != nil
    }
    var valueDiagnostics: [Diagnostic] = []
    readValues(of: &call, own, &valueDiagnostics)
    var options = options
    valueDiagnostics += SpeakerVariables.resolve(&options.speakerNames, call)
    let context = ReadingContext(
      callStart: call.instant(.startedAt), callDuration: call.duration, options: options)
    var reading = TranscriptReading(dialects: dialects, context: context)
    try reading.read(record, isAPIRecord: isAPIRecord)
    call.transcript = reading.transcript
    call.diagnostics = repeatedMembers(call) + reading.diagnostics + valueDiagnostics
    call.evidence = EvidenceJoin.evidence(
      for: call.transcript, variables: call.variables, outcomes: call.outcomes)
    noteLanguage(&call)
    if let diagnostic = LoneSurrogates.diagnostic(for: record) {
      call.diagnostics.append(diagnostic)
    }
    if let own { call.diagnostics = own.merged(with: call.diagnostics) }
    return call
  }

  /// Reads the outcomes and variables.
  private func readValues(
    of call: inout Call, _ own: OwnDocument?, _ diagnostics: inout [Diagnostic]
  ) {
    if let own {
      (call.variables, call.variablesState) = own.values("variables")
      (call.outcomes, call.outcomesState) = own.values("outcomes")
    } else if call.isAPIRecord {
      let variables = NamedValues(call[.agentDynamicVariables], limits: options.limits)
      call.variables = variables.values
      call.variablesState = variables.state
      let outcomes = NamedValues(call[.agentPostCallOutcomes], limits: options.limits)
      call.outcomes = outcomes.values
      call.outcomesState = outcomes.state
      diagnostics += variables.diagnostics + outcomes.diagnostics
    }
  }

  /// Members of the API's that are there more than once: only the first is read.
  private func repeatedMembers(_ call: Call) -> [Diagnostic] {
    guard call.isAPIRecord, MemberKeys.mayRepeat(in: call.facts) else { return [] }
    var seen: Set<String> = []
    var diagnostics: [Diagnostic] = []
    for member in call.facts.children {
      guard let name = member.key, !seen.insert(name).inserted,
        Self.fieldNames.contains(name), diagnostics.count < 20
      else { continue }
      diagnostics.append(
        Diagnostic(
          "repeated-member", .warning,
          "“\(name)” is there more than once; the first was read, all are in the record",
          at: member.location))
    }
    return diagnostics
  }

  private static let fieldNames = Set(CallField.all.map(\.name.description))

  private func noteLanguage(_ call: inout Call) {
    guard let language = call.language, call.languageTag == nil else { return }
    call.diagnostics.append(
      Diagnostic(
        "unknown-language", .info,
        "“\(MessageText.clean(language))” does not say for certain which language it is; it was kept "
          + "as it is", at: call[.transcriptLanguage]?.location))
  }

  private static func named(_ error: CallPressError, _ sourceName: String?) -> CallPressError {
    sourceName.map { error.named($0) } ?? error
  }
}
