/// Turns in an array, whatever the array and its members are called.
///
/// The array may stand in an object under any of the usual names, in lists by channel or by
/// participant, or be a single turn. Members are found by their usual names. Times may
/// be numbers of any unit, clocks, durations or instants; what they mean is found by looking at
/// all of them together.
public struct GenericTurnsDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "turns" }
  /// One line for people.
  public var summary: String { "turns in an array, with members of any usual name" }
  /// What it gives where all that it looks at fits.
  public var highestScore: Int { 60 }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: at most 60, so that whoever knows a shape better comes first.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    var lists = TurnLists()
    guard case .json(let value) = source, let found = lists.find(in: value) else { return .none }
    var (seen, substantial, labelled, known, timed) = (0, 0, 0, 0, 0)
    for turn in lists.sample(of: found) {
      let fields = lists.fields(of: turn.value)
      seen += 1
      if fields.hasSubstance { substantial += 1 }
      if fields.role != nil || turn.label != nil { labelled += 1 }
      let role = fields.role == nil ? turn.label.map(Role.classify) : fields.roleKind
      if let role, role != .unknown { known += 1 }
      if lists.hasTime(fields) { timed += 1 }
    }
    guard seen > 0, substantial * 2 >= seen else { return .none }
    // Texts alone are a list of anything.
    var score = 12 + (20 * labelled + 14 * known + 14 * timed) / seen
    if !found.isNamed { score -= 10 }
    return DialectMatch(
      score: score * substantial / seen,
      reason: "\(found.isSingleTurn ? "a single turn" : "\(seen) entries seen"): "
        + "\(substantial) with a text, \(labelled) with a speaker, \(timed) with a time")
  }

  /// Reads the turns.
  ///
  /// - Throws: `unrecognized-dialect` where there is no list of turns.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    var lists = TurnLists()
    guard case .json(let value) = source, let found = lists.find(in: value) else {
      throw CallPressError(
        .unrecognizedDialect,
        "the transcript holds no list of turns; a file for --mapping can say where they are")
    }
    let (elements, isMerged) = lists.elements(of: found)
    if found.isSingleTurn {
      builder.note(
        "single-turn", .info, "the transcript is one turn and no list of turns", at: value)
    }
    if isMerged { builder.noteMerging(at: found.list) }
    var reading = TurnListReading(NamedLayout(), context: builder.context)
    reading.read(elements, into: &builder)
  }
}

extension TranscriptBuilder {
  /// Says that the turns come from several lists, which their times bring into one order.
  mutating func noteMerging(at value: JSONValue) {
    isMerged = true
    note(
      "lists-merged", .info,
      "the turns stand in several lists; they were brought into one order by their starts",
      at: value)
  }
}
