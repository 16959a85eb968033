import CallPressCore

/// When to mute a recording so that nothing redacted is heard.
struct MuteRanges {
  /// One range, in milliseconds of the call's own clock.
  struct Range: Equatable {
    var start: Int64
    var end: Int64
    var types: [RedactionType]
    /// Whether it is a whole turn, for want of times of words.
    var isWholeTurn: Bool
    /// Whether a time of it is a guess.
    var isEstimated: Bool
  }

  /// How much earlier and later is muted than the words are timed, in milliseconds: recognisers
  /// place words to within a tenth of a second.
  static let margin: Int64 = 100

  /// The ranges in order, those that touch joined.
  let ranges: [Range]
  /// How many redactions have no time at all.
  let untimed: Int

  /// Makes the ranges of what was redacted in one call.
  init(_ items: [RedactionItem]) {
    var all: [Range] = []
    var untimed = 0
    for item in items {
      guard let span = item.span else {
        untimed += 1
        continue
      }
      all.append(
        Range(
          start: max(0, span.start.milliseconds - Self.margin),
          end: span.end.milliseconds + Self.margin, types: [item.type],
          isWholeTurn: !item.isTimedByWords, isEstimated: span.isEstimated))
    }
    var joined: [Range] = []
    for range in all.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
      guard let last = joined.last, range.start <= last.end else {
        joined.append(range)
        continue
      }
      var merged = last
      merged.end = max(last.end, range.end)
      merged.isWholeTurn = last.isWholeTurn || range.isWholeTurn
      merged.isEstimated = last.isEstimated || range.isEstimated
      for type in range.types where !merged.types.contains(type) { merged.types.append(type) }
      joined[joined.count - 1] = merged
    }
    ranges = joined
    self.untimed = untimed
  }

  /// The ways to write ranges down, by the extension of the file.
  enum Layout: String {
    case json, csv, audacity = "txt", ffmpeg

    /// The layout that a file's name tells; JSON for any other.
    init(fileName: String) {
      let last = fileName.split(separator: ".").last.map { $0.lowercased() } ?? ""
      self = Layout(rawValue: last) ?? (last == "filter" ? .ffmpeg : .json)
    }
  }

  /// The ranges of calls as a document.
  static func document(_ entries: [RedactionLog.Entry], _ layout: Layout) -> String {
    switch layout {
    case .json: return json(entries).document()
    case .csv:
      var text = "call,start,end,types,timed_by,provenance\r\n"
      for entry in entries {
        for range in MuteRanges(entry.items).ranges {
          let types = range.types.map(\.rawValue).joined(separator: " ")
          text +=
            "\(field(entry.id ?? entry.source)),\(seconds(range.start)),\(seconds(range.end)),"
            + "\(types),\(range.timedBy),\(range.provenance)\r\n"
        }
      }
      return text
    case .audacity:
      // https://manual.audacityteam.org/man/importing_and_exporting_labels.html
      return entries.flatMap { MuteRanges($0.items).ranges }.map { range in
        "\(seconds(range.start))\t\(seconds(range.end))\t"
          + range.types.map(\.title).joined(separator: ", ") + "\n"
      }.joined()
    case .ffmpeg: return entries.map { MuteRanges($0.items).filter + "\n" }.joined()
    }
  }

  /// The filter that mutes the ranges, as ffmpeg's `-af` takes it.
  var filter: String {
    guard !ranges.isEmpty else { return "anull" }
    let conditions = ranges.map { "between(t,\(Self.seconds($0.start)),\(Self.seconds($0.end)))" }
    return "volume=0:eval=frame:enable='\(conditions.joined(separator: "+"))'"
  }

  private static func json(_ entries: [RedactionLog.Entry]) -> ReportValue {
    .object([
      "schema": .text("callpress.mute/1"),
      "calls": .list(
        entries.map { entry in
          let mute = MuteRanges(entry.items)
          return .members([
            "id": entry.id.map { .text($0) },
            "source": .text(entry.source),
            "margin_ms": .number(margin),
            "untimed": .count(mute.untimed),
            "ranges": .list(
              mute.ranges.map { range in
                .object([
                  "start_ms": .number(range.start), "end_ms": .number(range.end),
                  "types": .list(range.types.map { .text($0.rawValue) }),
                  "timed_by": .text(range.timedBy), "provenance": .text(range.provenance),
                ])
              }),
          ])
        }),
    ])
  }

  /// Seconds with three digits behind the point.
  static func seconds(_ milliseconds: Int64) -> String {
    let rest = String(milliseconds % 1000)
    return "\(milliseconds / 1000).\(String(repeating: "0", count: 3 - rest.utf8.count))\(rest)"
  }

  /// A field of CSV (RFC 4180) that no spreadsheet takes for a formula.
  private static func field(_ text: String) -> String {
    let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
    let text = isFormula ? "'" + text : text
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}

extension MuteRanges.Range {
  /// What the times were taken from.
  var timedBy: String { isWholeTurn ? "turn" : "words" }

  /// How the times came to be known.
  var provenance: String { isEstimated ? "estimated" : "measured" }
}
