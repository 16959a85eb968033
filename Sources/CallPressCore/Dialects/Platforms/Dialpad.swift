/// Lines with the name of whoever speaks, a content and an instant without a zone.
///
/// An object that holds them as `lines`, or the bare array. A line whose type is `transcript` is
/// speech; the others are moments that the platform's analysis noted. Names are shown as they
/// are: a number of a user or contact says nothing about the part played.
public struct DialpadDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "dialpad" }
  /// One line for people.
  public var summary: String { "lines of type transcript or moment, with a name and an instant" }

  /// Makes the dialect.
  public init() {}

  private static let types: Set<String> = [
    "transcript", "moment", "ai_question", "custom_moment", "real_time_moment",
  ]

  /// How sure the dialect is: one of the known types, a content, a name or number.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard let found = source.json.flatMap(Self.list) else { return .none }
    var spoken = 0
    let (known, seen) = found.count { line in
      guard let type = line["type"]?.string?.lowercased(), Self.types.contains(type),
        line["content"] != nil, line["role"] == nil,
        line["name"] != nil || line["user_id"] != nil || line["contact_id"] != nil
          || line["time"] != nil
      else { return false }
      if type == "transcript" { spoken += 1 }
      return true
    }
    guard spoken > 0, known * 2 >= seen else { return .none }
    return DialectMatch(
      score: 76 + 18 * known / seen,
      reason: "\(known) of \(seen) lines seen have a known type and a content, \(spoken) of them "
        + "are transcript")
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
    var introduced: Set<String> = []
    for line in found.list.children {
      guard let label = Self.number(of: line), let name = line["name"]?.string, !name.isEmpty,
        introduced.insert(label).inserted
      else { continue }
      builder.introduce(label, as: .unknown, name: name)
    }
    let layout = PlatformLayout(columns: [TimeColumn(meaning: .start)]) { line, turns in
      var fields = TurnFields()
      fields.text = line["content"]
      fields.take(line["time"], as: 0)
      if line["type"]?.string.map({ $0.lowercased() == "transcript" }) ?? true {
        fields.role = Self.number(of: line) ?? line["name"]?.labelText
      } else {
        fields.event = .marker
        fields.name = line["type"]
      }
      turns.append(fields)
    }
    builder.read(found.list.children, layout)
  }

  private static func list(in value: JSONValue) -> PlatformList? {
    PlatformList(in: value, named: ["lines"])
  }

  private static func number(of line: JSONValue) -> String? {
    line.first(of: "user_id", "contact_id")?.labelText
  }
}
