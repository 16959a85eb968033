import CallPressCore

extension InspectReport {
  /// The name and version of what `inspect --json` writes.
  static let schema = "callpress.inspect/1"

  /// The whole of what `inspect --json` writes: an element for every call, in order.
  static func document(_ calls: [ReportValue]) -> ReportValue {
    .object(["schema": .text(schema), "calls": .list(calls)])
  }

  /// The element for a record that could not be read.
  static func element(for error: CallPressError, source: String) -> ReportValue {
    .members([
      "source": .text(source),
      "error": .members([
        "code": .text(error.code.name), "message": .text(error.message),
        "location": error.location.map(Self.element),
      ]),
    ])
  }

  /// The element for a call.
  var element: ReportValue {
    .members([
      "source": .text(source),
      "id": call.id.map(ReportValue.text),
      "is_api_record": .flag(call.isAPIRecord),
      "duration_ms": call.duration.map { .number($0.milliseconds) },
      "language": call.language.map(ReportValue.text),
      "transcript": transcript,
      "speakers": .list(speakers.map(Self.element)),
      "turns": .count(turns.total),
      "words": .count(words.total),
      "events": .object(
        Dictionary(events.map { ($0.kind.rawValue, .count($0.count)) }) { first, _ in first }),
      "timing": timing,
      "variables": Self.element(
        call.variables, call.evidence.variables, call.variablesState),
      "outcomes": Self.element(call.outcomes, call.evidence.outcomes, call.outcomesState),
      "placeholders": .list(
        call.evidence.placeholders.map { placeholder in
          .object([
            "text": .text(placeholder.text), "name": .text(placeholder.name),
            "turn": .count(placeholder.turn),
          ])
        }),
      "diagnostics": .list(call.diagnostics.map(Self.element)),
    ])
  }

  private var transcript: ReportValue {
    .members([
      "state": .text(call.transcript.state.rawValue),
      "dialect": call.transcript.dialect.map(ReportValue.text),
      "pointer": call.transcript.pointer.map { .text($0.description) },
      "candidates": .list(
        candidates.map { candidate in
          .object([
            "dialect": .text(candidate.dialect), "score": .count(candidate.score),
            "reason": .text(candidate.reason),
          ])
        }),
    ])
  }

  private var timing: ReportValue {
    .members([
      "turns": Self.element(turns),
      "words": Self.element(words),
      "zero_point": call.transcript.zeroPoint.map { zero in
        .members([
          "kind": .text(zero.label), "instant": zero.instant.map { .text($0.description) },
        ])
      },
      "first_start_ms": extent.map { .number($0.start.milliseconds) },
      "last_end_ms": extent.map { .number($0.end.milliseconds) },
    ])
  }

  private static func element(_ count: SpeakerCount) -> ReportValue {
    .object([
      "id": .text(count.speaker.id), "kind": .text(count.speaker.kind.rawValue),
      "label": .text(count.speaker.label), "name": .text(count.speaker.name),
      "turns": .count(count.turns), "words": .count(count.words),
    ])
  }

  private static func element(_ coverage: Coverage) -> ReportValue {
    .object([
      "total": .count(coverage.total), "timed": .count(coverage.timed),
      "starts": element(coverage.starts), "ends": element(coverage.ends),
    ])
  }

  private static func element(_ provenances: Provenances) -> ReportValue {
    .object([
      "measured": .count(provenances.measured), "derived": .count(provenances.derived),
      "estimated": .count(provenances.estimated),
    ])
  }

  private static func element(
    _ values: [NamedValue], _ evidence: [Evidence.Item], _ state: NamedValuesState
  ) -> ReportValue {
    .object([
      "state": .text(state.rawValue),
      "values": .list(
        values.enumerated().map { position, value in
          let item = position < evidence.count ? evidence[position] : nil
          return .members([
            "name": .text(value.name), "value": value.value.map { _ in .text(value.text) },
            "type": value.type.map(ReportValue.text),
            "is_repeated": value.isRepeated ? .flag(true) : nil,
            "finding": item.map { .text($0.finding.rawValue) },
            "said": item.map { .count($0.links.count) },
            "weak": item.map { .count($0.links.count { $0.strength == .weak }) },
            "said_by_agent": item.map { .flag($0.saidByAgent) },
            "turns": item.map { item in .list(item.links.map { .count($0.turn) }) },
          ])
        }),
    ])
  }

  private static func element(_ diagnostic: Diagnostic) -> ReportValue {
    .members([
      "code": .text(diagnostic.code.rawValue), "severity": .text(diagnostic.severity.rawValue),
      "message": .text(diagnostic.message), "location": diagnostic.location.map(element),
    ])
  }

  private static func element(_ location: SourceLocation) -> ReportValue {
    .members([
      "source": location.source.map(ReportValue.text),
      "pointer": location.pointer.map { .text($0.description) },
      "byte": location.byteOffset.map(ReportValue.count),
      "line": location.line.map(ReportValue.count),
      "column": location.column.map(ReportValue.count),
    ])
  }
}
