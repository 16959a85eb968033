/// Reads the transcript of a record: tries the places where it may be, the best first, and falls
/// back from one to the next, never in silence.
struct TranscriptReading {
  private let finder: TranscriptFinder
  private let context: ReadingContext
  private(set) var transcript = Transcript()
  private(set) var diagnostics: [Diagnostic] = []

  init(dialects: DialectRegistry, context: ReadingContext) {
    finder = TranscriptFinder(dialects: dialects, options: context.options)
    self.context = context
  }

  /// Reads the transcript of a record.
  ///
  /// - Throws: `unrecognized-dialect` or `unrecognized-input` where there is something to read that
  ///   no dialect knows.
  mutating func read(_ record: JSONValue, isAPIRecord: Bool) throws(CallPressError) {
    var findings = try finder.findings(in: record, isAPIRecord: isAPIRecord)
    noteUnrecognized(record, findings, isAPIRecord)
    var failure: CallPressError?
    var fallback: (transcript: Transcript, diagnostics: [Diagnostic])?
    var next = 0
    while next < findings.count {
      let finding = findings[next]
      next += 1
      do throws(CallPressError) {
        let result = try read(finding)
        if !result.transcript.hasTurns {
          // Perhaps another place has turns; what happened is worth keeping if none has.
          if fallback == nil { fallback = result }
          addText(of: record, to: &findings, isAPIRecord)
          continue
        }
        if let fallback {
          diagnostics.append(
            Diagnostic(
              "transcript-without-turns", .info,
              "nobody says anything in the transcript at "
                + "\(fallback.transcript.pointer?.description ?? ""); "
                + "the one at \(result.transcript.pointer?.description ?? "") was read",
              at: finding.place.value.location))
        }
        take(result, of: record, isAPIRecord)
        return
      } catch {
        failure = failure ?? error
        addText(of: record, to: &findings, isAPIRecord)
      }
    }
    if let fallback {
      take(fallback, of: record, isAPIRecord)
    } else if let failure {
      throw failure
    } else if isAPIRecord {
      transcript.state = .missing(in: record, duration: context.callDuration)
      noteMissing(record)
    }
  }

  /// Adds the plain text as a place to read where only the structured transcript was one.
  private func addText(
    of record: JSONValue, to findings: inout [TranscriptFinder.Finding], _ isAPIRecord: Bool
  ) {
    guard isAPIRecord, finder.options.dialect == nil, findings.count == 1,
      findings[0].place.kind == .transcriptObject, let text = finder.text(of: record)
    else { return }
    findings.append(text)
  }

  private mutating func take(
    _ result: (transcript: Transcript, diagnostics: [Diagnostic]), of record: JSONValue,
    _ isAPIRecord: Bool
  ) {
    transcript = result.transcript
    diagnostics += result.diagnostics
    noteUnusedMapping()
    let isGoingOn = isAPIRecord && CallProgress(record["call_status"]?.string) == .goingOn
    if !transcript.hasTurns {
      if isGoingOn { transcript.state = .pending }
      noteMissing(record)
    } else if isGoingOn {
      diagnostics.append(
        Diagnostic(
          "call-goes-on", .info, "the call goes on; this is the transcript so far",
          at: record["call_status"]?.location))
    }
  }

  /// Has the surest dialect read a place; one that finds that it cannot lets the next one try.
  private func read(
    _ finding: TranscriptFinder.Finding
  ) throws(CallPressError) -> (transcript: Transcript, diagnostics: [Diagnostic]) {
    var failure: CallPressError?
    var candidates = finding.candidates
    var next = 0
    while true {
      if next == finding.candidates.count { candidates += finder.otherCandidates(of: finding) }
      guard next < candidates.count else { break }
      let candidate = candidates[next]
      next += 1
      var builder = TranscriptBuilder(context: context)
      for diagnostic in finding.place.diagnostics { builder.note(diagnostic) }
      do throws(CallPressError) {
        try candidate.dialect.read(finding.place.source, into: &builder)
      } catch {
        failure = failure ?? error
        continue
      }
      var transcript = builder.finish()
      transcript.dialect = candidate.dialect.id
      transcript.pointer = finding.place.value.pointer
      return (transcript, builder.diagnostics)
    }
    var error =
      failure ?? CallPressError(.unrecognizedDialect, "no dialect recognises the transcript")
    if error.location == nil { error.location = finding.place.value.location }
    throw error
  }

  // MARK: Diagnostics

  /// Says so where the structured transcript is there and something else has to be read.
  private mutating func noteUnrecognized(
    _ record: JSONValue, _ findings: [TranscriptFinder.Finding], _ isAPIRecord: Bool
  ) {
    guard isAPIRecord, let first = findings.first, first.place.kind != .transcriptObject,
      let object = record["transcript_object"],
      let place = TranscriptPlace(object, .transcriptObject, limits: context.options.limits),
      !findings.contains(where: { $0.place.kind == .transcriptObject }),
      !(first.candidates.first?.dialect is MappingDialect)
    else { return }
    diagnostics.append(
      Diagnostic(
        "unrecognized-transcript-object", .warning,
        "no dialect recognises “transcript_object” (its members are "
          + "\(MessageText.list(place.memberNames))); “\(first.place.value.key ?? "")” was read",
        at: object.location))
  }

  /// Says so where a user's own description of the shape fits nothing.
  private mutating func noteUnusedMapping() {
    guard finder.options.dialect == nil, let mapping = finder.dialects.mapping,
      transcript.dialect != mapping.id
    else { return }
    diagnostics.append(
      Diagnostic(
        "mapping-not-used", .warning,
        "the transcript is not as the mapping file describes it; the dialect "
          + "“\(transcript.dialect ?? "")” read it", at: nil))
  }

  private mutating func noteMissing(_ record: JSONValue) {
    let location = (record["transcript_object"] ?? record["transcript"] ?? record).location
    switch transcript.state {
    case .pending:
      let isGoingOn = CallProgress(record["call_status"]?.string) == .goingOn
      diagnostics.append(
        Diagnostic(
          "transcript-pending", .warning,
          isGoingOn
            ? "the call goes on; there is no transcript yet"
            : "the call has not been transcribed yet", at: location))
    case .empty:
      diagnostics.append(
        Diagnostic(
          "no-transcript", .info,
          transcript.dialect == nil
            ? "the call has no transcript" : "nobody says anything in the transcript",
          at: location))
    case .present: break
    }
  }
}
