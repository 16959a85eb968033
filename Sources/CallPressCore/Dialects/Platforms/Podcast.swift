/// Segments with `startTime`, `endTime` and `body`, as the podcast namespace describes them.
///
/// `{version, segments}`, or the bare array. `endTime` may be missing; `speaker` holds for the
/// segments behind it as well until another is named. Where the segments are single words, those
/// of one speaker up to a pause are one turn.
public struct PodcastDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "podcast" }
  /// One line for people.
  public var summary: String { "segments with startTime, endTime and body" }

  /// Makes the dialect.
  public init() {}

  /// So long a silence ends a turn that is put together from words, in milliseconds.
  private static let pause: Int64 = 1500

  /// How sure the dialect is: a body and a start in each segment.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard let found = source.json.flatMap(Self.list) else { return .none }
    let (known, seen) = found.count { segment in
      segment["body"].map { $0.kind == .string || $0.isNull } ?? false
        && segment["startTime"] != nil && segment["role"] == nil && segment["text"] == nil
    }
    guard known > 0, known * 2 >= seen else { return .none }
    return DialectMatch(
      score: 76 + 18 * known / seen,
      reason: "\(known) of \(seen) segments seen have a body and a start")
  }

  /// Reads the segments.
  ///
  /// - Throws: `unrecognized-dialect` where there is no list of segments.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let found = source.json.flatMap(Self.list) else {
      throw .notThisShape("list of segments, nor does it hold one")
    }
    let runs = Runs(found.list)
    if runs.isJoined {
      builder.note(
        "words-joined", .info,
        "the segments are single words; they were put together to turns, up to a change of "
          + "speaker or a pause", at: found.list)
    }
    let layout = PlatformLayout(
      columns: [
        TimeColumn(meaning: .start, unit: .seconds), TimeColumn(meaning: .end, unit: .seconds),
        TimeColumn(meaning: .start, unit: .seconds, isWord: true),
        TimeColumn(meaning: .end, unit: .seconds, isWord: true),
      ],
      word: { segment in
        WordFields(
          text: segment["body"], start: TimeField(segment["startTime"], column: 2),
          end: TimeField(segment["endTime"], column: 3))
      }
    ) { segment, turns in
      guard let run = runs.runs[segment.index] else { return }
      var fields = TurnFields()
      fields.role = run.label
      fields.take(segment["startTime"], as: 0)
      fields.take(run.segments.last?["endTime"], as: 1)
      if runs.isJoined { fields.pieces = run.segments } else { fields.text = segment["body"] }
      turns.append(fields)
    }
    builder.read(runs.heads, layout)
  }

  private static func list(in value: JSONValue) -> PlatformList? {
    PlatformList(in: value, named: ["segments"])
  }

  /// Segments that are one turn.
  private struct Runs {
    /// The first segment of each run, in order.
    private(set) var heads: [JSONValue] = []
    /// The runs by the row of their first segment.
    private(set) var runs: [Int: (label: String?, segments: [JSONValue])] = [:]
    /// Whether segments are put together at all.
    private(set) var isJoined = false

    init(_ list: JSONValue) {
      let (words, seen) = Sample.count(in: list) { segment in
        let body = segment["body"]?.string?.utf8.drop { $0 <= 0x20 } ?? "".utf8.dropFirst(0)
        let inner = body.reversed().drop { $0 <= 0x20 }
        return !inner.isEmpty && !inner.contains(0x20)
      }
      isJoined = seen > 2 && words * 4 >= seen * 3
      var label: String?
      var open: Int?
      var end: Int64?
      for segment in list.children where segment.kind == .object {
        let own = segment["speaker"]?.labelText
        let changes = own != nil && own != label
        if let own, !own.isEmpty { label = own }
        let start = Self.time(segment["startTime"])
        var isPause = false
        if let start, let end, start > end, start - end >= PodcastDialect.pause { isPause = true }
        if let head = open, isJoined, !changes, !isPause {
          runs[head]?.segments.append(segment)
        } else {
          open = segment.index
          heads.append(segment)
          runs[segment.index] = (label, [segment])
        }
        end = Self.time(segment["endTime"]) ?? start ?? end
      }
    }

    private static func time(_ value: JSONValue?) -> Int64? {
      guard let value else { return nil }
      switch RawTime(value) {
      case .number(let number): return number.milliseconds(in: .seconds)
      case .clock(let milliseconds): return milliseconds
      case .instant, .missing, .unreadable: return nil
      }
    }
  }
}
