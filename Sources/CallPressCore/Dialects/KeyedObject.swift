/// Objects whose member names are positions or speakers.
///
/// `{"0": {…}, "1": {…}, "10": {…}}` is an array that lost its brackets on the way through some
/// database; it is read in the order of the numbers. `{"Agent": "…", "User": ["…", "…"]}` names the
/// speakers; members stand in the order of the source, also those whose name repeats.
public struct KeyedObjectDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "keyed" }
  /// One line for people.
  public var summary: String { "an object whose member names are positions or speakers" }
  /// What it gives where all that it looks at fits.
  public var highestScore: Int { 80 }

  /// Makes the dialect.
  public init() {}

  /// How sure the dialect is: all names are numbers, or most are names of roles.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard case .json(let value) = source, value.kind == .object, !value.isEmpty else {
      return .none
    }
    let shape = Shape(value)
    if shape.numbered == shape.members {
      guard shape.speaking * 2 >= shape.members else { return .none }
      return DialectMatch(
        score: 50 + 30 * shape.speaking / shape.members,
        reason: "\(shape.members) members are named by their positions")
    }
    guard shape.speaking == shape.members, shape.labelled * 2 > shape.members else { return .none }
    return DialectMatch(
      score: 40 + 25 * shape.labelled / shape.members,
      reason: "\(shape.labelled) of \(shape.members) members are named by speakers")
  }

  /// Reads the members as turns.
  ///
  /// - Throws: `unrecognized-dialect` where the transcript is no object.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard case .json(let value) = source, value.kind == .object else {
      throw CallPressError(
        .unrecognizedDialect, "the transcript is no object whose members are turns")
    }
    noteRepeats(in: value, builder: &builder)
    let numbers = value.children.map { Self.position($0) }
    var elements: [TurnElement] = []
    if numbers.allSatisfy({ $0 != nil }) {
      let members = Array(value.children)
      let order = members.indices.sorted { (numbers[$0] ?? 0, $0) < (numbers[$1] ?? 0, $1) }
      for index in order { Self.append(members[index], label: nil, to: &elements) }
      if order != Array(members.indices) {
        builder.note(
          "positions-sorted", .info,
          "the members stand in another order than their numbers say; the numbers were followed",
          at: value)
      }
    } else {
      var lists = 0
      for member in value.children {
        if member.kind == .array { lists += 1 }
        Self.append(member, label: member.key, to: &elements)
      }
      if lists > 1 { builder.noteMerging(at: value) }
    }
    var reading = TurnListReading(NamedLayout(), context: builder.context)
    reading.read(elements, into: &builder)
  }

  private static func append(
    _ member: JSONValue, label: String?, to elements: inout [TurnElement]
  ) {
    switch member.kind {
    case .array:
      for element in member.children where element.kind == .object || element.kind == .string {
        elements.append(TurnElement(value: element, label: label))
      }
    case .object, .string: elements.append(TurnElement(value: member, label: label))
    case .null, .boolean, .number: return
    }
  }

  /// Says which names repeat: readers that keep the last member only lose the others.
  private func noteRepeats(in value: JSONValue, builder: inout TranscriptBuilder) {
    var names: Set<String> = []
    var repeats = 0
    var first: JSONValue?
    for member in value.children where !names.insert(member.key ?? "").inserted {
      repeats += 1
      first = first ?? member
    }
    guard repeats > 0 else { return }
    builder.note(
      "repeated-members", .info,
      "\(repeats) member(s) have a name that came before; all were kept, in order", at: first)
  }

  /// The position that a member's name gives, `nil` where it is no whole number.
  private static func position(_ member: JSONValue) -> UInt64? {
    guard let range = member.keyRange, !range.isEmpty, range.count <= 18 else { return nil }
    var position: UInt64 = 0
    for byte in member.tape.bytes[range] {
      guard byte &- 0x30 < 10 else { return nil }
      position = position * 10 + UInt64(byte &- 0x30)
    }
    return position
  }

  private struct Shape {
    var members = 0
    var numbered = 0
    var labelled = 0
    var speaking = 0

    init(_ value: JSONValue) {
      var layout = NamedLayout()
      for member in value.children {
        members += 1
        if KeyedObjectDialect.position(member) != nil { numbered += 1 }
        if Self.speaks(member, &layout) { speaking += 1 }
        if Self.isLabel(member.key ?? "") { labelled += 1 }
      }
    }

    /// A role, or a label that programs give to voices; a lone small letter may be anything.
    private static func isLabel(_ name: String) -> Bool {
      if Role.classify(name) != .unknown { return true }
      let isSmallLetter = name.utf8.count == 1 && name.lowercased() == name
      return !isSmallLetter && !name.isEmpty && Role.isDiarizationLabel(Role.normalForm(name))
    }

    private static func speaks(_ member: JSONValue, _ layout: inout NamedLayout) -> Bool {
      switch member.kind {
      case .string: return true
      case .object: return layout.turn(member).hasSubstance
      case .array:
        guard let first = member.children.first(where: { !$0.isNull }) else { return false }
        return first.kind == .string || first.kind == .object && layout.turn(first).hasSubstance
      case .null, .boolean, .number: return false
      }
    }
  }
}
