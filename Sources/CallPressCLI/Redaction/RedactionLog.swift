import CallPressCore

/// What was redacted in the calls of a run, for the report and the ranges to mute.
struct RedactionLog {
  /// One call.
  struct Entry {
    var id: String?
    var source: String
    var duration: MediaTime?
    var items: [RedactionItem]
    var recordEdits: Int
  }

  /// The calls so far, in order.
  private(set) var entries: [Entry] = []

  /// Notes a call.
  mutating func add(_ result: RedactionResult, source: String) {
    entries.append(
      Entry(
        id: result.call.id, source: source, duration: result.call.duration, items: result.items,
        recordEdits: result.recordEdits))
  }

  /// The report, schema `callpress.redaction/1`: counts, turns, ranges and times, never a value.
  var report: ReportValue {
    .object([
      "schema": .text("callpress.redaction/1"),
      "calls": .list(entries.map(Self.report)),
    ])
  }

  private static func report(_ entry: Entry) -> ReportValue {
    var counts: [String: Int] = [:]
    for item in entry.items { counts[item.type.rawValue, default: 0] += 1 }
    return .members([
      "id": entry.id.map { .text($0) },
      "source": .text(entry.source),
      "counts": .object(counts.mapValues { .count($0) }),
      "record_edits": .count(entry.recordEdits),
      "redactions": .list(entry.items.map(report)),
    ])
  }

  private static func report(_ item: RedactionItem) -> ReportValue {
    .members([
      "type": .text(item.type.rawValue),
      "value": .count(item.value),
      "turn": .count(item.turn),
      "range": .list([.count(item.range.lowerBound), .count(item.range.upperBound)]),
      "redacted_range": .list([
        .count(item.redactedRange.lowerBound), .count(item.redactedRange.upperBound),
      ]),
      "start_ms": item.span.map { .number($0.start.milliseconds) },
      "end_ms": item.span.map { .number($0.end.milliseconds) },
      "timed_by": item.span.map { _ in .text(item.isTimedByWords ? "words" : "turn") },
      "provenance": item.span.map { span in
        .text(span.isEstimated ? "estimated" : span.start.provenance.label)
      },
    ])
  }
}
