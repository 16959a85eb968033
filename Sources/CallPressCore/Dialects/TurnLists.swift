/// Finds the list of turns in a document of unknown shape.
struct TurnLists {
  /// How deep lists may stand in objects and in other lists.
  private let maximumDepth = 4

  /// A list that was found.
  struct Found {
    /// The array, or the object that is a turn itself.
    var list: JSONValue
    /// Whether the object is a turn itself.
    var isSingleTurn = false
    /// Whether the names of the members on the way are known ones.
    var isNamed = true
  }

  private var layout = NamedLayout()

  /// Finds the list: the value itself, a member with a telling name at any depth that makes sense,
  /// the value itself as a single turn, or any array of things that look like turns.
  mutating func find(in value: JSONValue) -> Found? {
    if let found = named(in: value, depth: 0) { return found }
    guard value.kind == .object else { return nil }
    if value.children.contains(where: { $0.kind == .array && !$0.isEmpty }) {
      for member in value.children where member.kind == .array && looksLikeTurns(member) {
        return Found(list: member, isNamed: false)
      }
    }
    return layout.turn(value).text != nil ? Found(list: value, isSingleTurn: true) : nil
  }

  private mutating func named(in value: JSONValue, depth: Int) -> Found? {
    switch value.kind {
    case .array: return value.isEmpty ? nil : Found(list: value)
    case .object:
      if depth < maximumDepth, let found = member(of: value, depth: depth) { return found }
      return looksLikeTurn(value) ? Found(list: value, isSingleTurn: true) : nil
    default: return nil
    }
  }

  /// The list in the member whose name is the likeliest.
  private mutating func member(of value: JSONValue, depth: Int) -> Found? {
    var candidates: [(rank: Int, member: JSONValue)] = []
    for member in value.children where member.kind == .array || member.kind == .object {
      guard !member.isEmpty, let rank = MemberNames.containerRank(member.key ?? "") else {
        continue
      }
      candidates.append((rank, member))
    }
    guard !candidates.isEmpty else { return nil }
    // Members of one rank stay in the order of the source.
    let order = candidates.indices.sorted { (candidates[$0].rank, $0) < (candidates[$1].rank, $1) }
    for index in order {
      let member = candidates[index].member
      guard let found = named(in: member, depth: depth + 1) else { continue }
      if found.isSingleTurn || holdsTurns(found.list, depth: depth + 1) { return found }
    }
    return nil
  }

  /// Whether most elements of a list say something or hold a list themselves.
  private mutating func holdsTurns(_ list: JSONValue, depth: Int) -> Bool {
    let sample = Sample.elements(of: list)
    var turns = 0
    for element in sample {
      if element.kind == .array || element.kind == .object && holdsTurn(element, depth: depth) {
        turns += 1
      }
    }
    return turns * 2 > sample.count
  }

  private mutating func holdsTurn(_ element: JSONValue, depth: Int) -> Bool {
    if layout.turn(element).hasSubstance { return true }
    return depth < maximumDepth && named(in: element, depth: maximumDepth - 2) != nil
  }

  // MARK: Looks

  /// What stands where in a turn.
  mutating func fields(of turn: JSONValue) -> TurnFields {
    turn.kind == .object ? layout.turn(turn) : TurnFields(text: turn.kind == .string ? turn : nil)
  }

  /// Whether a turn says when it begins or ends.
  func hasTime(_ fields: TurnFields) -> Bool { fields.hasTime(layout.columns) }

  /// Whether an object has a text and either a role or a time.
  private mutating func looksLikeTurn(_ value: JSONValue) -> Bool {
    guard value.kind == .object else { return false }
    let fields = layout.turn(value)
    return fields.text != nil && (fields.role != nil || hasTime(fields))
  }

  private mutating func looksLikeTurns(_ list: JSONValue) -> Bool {
    let sample = Sample.elements(of: list)
    return sample.reduce(0) { $0 + (looksLikeTurn($1) ? 1 : 0) } * 2 > sample.count
  }

  // MARK: Elements

  /// The turns of a list, with lists inside it laid out one behind the other.
  ///
  /// - Returns: The elements, and whether they come from more than one list.
  mutating func elements(of found: Found) -> (elements: [TurnElement], isMerged: Bool) {
    guard !found.isSingleTurn else {
      return ([TurnElement(value: found.list, label: nil)], false)
    }
    var elements: [TurnElement] = []
    var lists = 0
    collect(found.list, label: nil, depth: 0, into: &elements, &lists)
    return (elements, lists > 1)
  }

  /// A few of the turns of a list, spread over the whole of it.
  mutating func sample(of found: Found) -> [TurnElement] {
    guard !found.isSingleTurn else { return [TurnElement(value: found.list, label: nil)] }
    var turns: [TurnElement] = []
    for element in Sample.elements(of: found.list) {
      if element.kind == .array {
        for inner in Sample.elements(of: element) {
          turns.append(TurnElement(value: inner, label: ""))
        }
      } else if element.kind == .object, let inner = innerList(of: element) {
        for turn in Sample.elements(of: inner.list) {
          turns.append(TurnElement(value: turn, label: inner.label))
        }
      } else {
        turns.append(TurnElement(value: element, label: nil))
      }
      if turns.count > 4 * Sample.size { break }
    }
    return turns
  }

  private mutating func collect(
    _ list: JSONValue, label: String?, depth: Int, into elements: inout [TurnElement],
    _ lists: inout Int
  ) {
    var position = 0
    var isCounted = false
    for element in list.children {
      defer { position += 1 }
      if element.kind == .array {
        guard depth < maximumDepth else { continue }
        collect(
          element, label: label ?? String(position), depth: depth + 1, into: &elements, &lists)
      } else if element.kind == .object, depth < maximumDepth, let inner = innerList(of: element) {
        collect(
          inner.list, label: inner.label ?? label, depth: depth + 1, into: &elements, &lists)
      } else if element.kind == .object || element.kind == .string {
        if !isCounted { lists += 1 }
        isCounted = true
        elements.append(TurnElement(value: element, label: label))
      }
    }
  }

  /// The list in an object that is no turn itself: a participant's utterances, a speaker's
  /// sentences.
  private mutating func innerList(
    of element: JSONValue
  ) -> (list: JSONValue, label: String?)? {
    let fields = layout.turn(element)
    guard fields.text == nil, fields.words == nil,
      let found = named(in: element, depth: maximumDepth - 2), !found.isSingleTurn,
      found.list.children.contains(where: { $0.kind == .object })
    else { return nil }
    return (found.list, fields.role)
  }
}
