/// Utterances of somebody internal or external, in seconds of the call.
///
/// An object that holds them as `transcription.content.utterances`, or the bare array. Whoever is
/// internal speaks for the company, whoever is external is the customer; several people of one
/// side are told apart by their numbers.
public struct AircallDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "aircall" }
  /// One line for people.
  public var summary: String { "utterances with participant_type internal or external" }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: a text, and a participant of one of the two types.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard let found = source.json.flatMap(Self.list) else { return .none }
    let (known, seen) = found.count { utterance in
      ["internal", "external"].contains(utterance["participant_type"]?.string?.lowercased())
        && utterance["text"] != nil
    }
    guard known > 0, known * 2 >= seen else { return .none }
    return DialectMatch(
      score: 76 + 18 * known / seen,
      reason: "\(known) of \(seen) utterances seen are of an internal or external participant")
  }

  /// Reads the utterances.
  ///
  /// - Throws: `unrecognized-dialect` where there is no list of utterances.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard let found = source.json.flatMap(Self.list) else {
      throw .notThisShape("list of utterances, nor does it hold one")
    }
    let sides = Sides(found.list)
    for (label, type) in sides.people { builder.introduce(label, role: type, name: nil) }
    let layout = PlatformLayout(
      columns: [
        TimeColumn(meaning: .start, unit: .seconds), TimeColumn(meaning: .end, unit: .seconds),
      ]
    ) { utterance, turns in
      var fields = TurnFields()
      fields.role = sides.label(of: utterance)
      fields.text = utterance["text"]
      fields.take(utterance["start_time"], as: 0)
      fields.take(utterance["end_time"], as: 1)
      fields.sentiment = utterance["sentiment"]
      turns.append(fields)
    }
    builder.read(found.list.children, layout)
  }

  private static func list(in value: JSONValue) -> PlatformList? {
    PlatformList(in: value, named: ["utterances"])
  }

  /// Who is on which side.
  private struct Sides {
    /// The labels of people where a side has several, in order, and the side.
    private(set) var people: [(label: String, type: String)] = []
    private var crowded: Set<String> = []

    init(_ list: JSONValue) {
      var members: [String: Set<String>] = [:]
      var order: [(label: String, type: String)] = []
      for utterance in list.children {
        guard let type = utterance["participant_type"]?.string, let id = Self.identity(utterance)
        else { continue }
        if members[type, default: []].insert(id).inserted { order.append(("\(type) \(id)", type)) }
      }
      crowded = Set(members.filter { $0.value.count > 1 }.keys)
      people = order.filter { crowded.contains($0.type) }
    }

    func label(of utterance: JSONValue) -> String? {
      guard let type = utterance["participant_type"]?.string else { return nil }
      guard crowded.contains(type), let id = Self.identity(utterance) else { return type }
      return "\(type) \(id)"
    }

    private static func identity(_ utterance: JSONValue) -> String? {
      utterance.first(of: "user_id", "phone_number")?.labelText
    }
  }
}
