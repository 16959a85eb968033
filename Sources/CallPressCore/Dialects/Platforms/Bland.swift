/// Lines with `user`, `text` and the instant they were made at.
///
/// An array, or an object that holds one as `transcripts`. `user` names the role: `assistant`,
/// `user`, `robot` for a machine on the other end, `agent-action` for something that the agent did
/// and that is no speech. Times are on the wall clock and count from the call's own start, where
/// the object has one.
public struct BlandDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "bland" }
  /// One line for people.
  public var summary: String { "lines with user, text and created_at on the wall clock" }

  /// Makes the dialect.
  public init() {}

  private static let roles: Set<String> = ["user", "assistant", "robot", "agent-action"]

  /// How sure the dialect is: a `user` that is a role, a text, no other role.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard let found = source.json.flatMap(Self.list) else { return .none }
    var timed = 0
    let (known, seen) = found.count { line in
      guard line["role"] == nil, line["text"]?.kind == .string,
        line["user"]?.string.map({ Self.roles.contains($0.lowercased()) }) ?? false
      else { return false }
      if line["created_at"] != nil { timed += 1 }
      return true
    }
    guard known > 0, known * 2 >= seen else { return .none }
    return DialectMatch(
      score: (timed * 2 >= known ? 78 : 66) + 16 * known / seen,
      reason: "\(known) of \(seen) lines seen name their role in “user”, \(timed) of them have an "
        + "instant")
  }

  /// Reads the lines.
  ///
  /// - Throws: `unrecognized-dialect` where there is no list of lines.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let found = source.json.flatMap(Self.list) else {
      throw .notThisShape("list of lines, nor does it hold one")
    }
    builder.noteOtherViews(["concatenated_transcript"], beside: found)
    let layout = PlatformLayout(columns: [TimeColumn(meaning: .start)]) { line, turns in
      var fields = TurnFields()
      fields.role = line["user"]?.labelText ?? line["role"]?.labelText
      fields.text = line["text"]
      fields.take(line["created_at"], as: 0)
      turns.append(fields)
    }
    builder.read(found.list.children, layout, start: found.start("started_at"))
  }

  private static func list(in value: JSONValue) -> PlatformList? {
    PlatformList(in: value, named: ["transcripts", "transcript"])
  }
}

extension PlatformList {
  /// The start of the call, by a member beside the list.
  func start(_ name: StaticString) -> Instant? {
    holder?[name]?.string.flatMap { Instant(iso8601: $0) }
  }
}
