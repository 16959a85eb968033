/// Lists of things by the number of the turn that they belong to.
struct ByTurn<Element> {
  /// Those of the turns from 1 to as many as there are.
  private var usual: [[Element]]
  /// Those of numbers that no turn should have.
  private var others: [Int: [Element]] = [:]

  init(turnCount: Int) {
    usual = Array(repeating: [], count: turnCount)
  }

  /// What belongs to a turn, in the order in which it came.
  subscript(number: Int) -> [Element] {
    if usual.indices.contains(number - 1) { return usual[number - 1] }
    return others[number] ?? []
  }

  mutating func append(_ element: Element, to number: Int) {
    if usual.indices.contains(number - 1) {
      usual[number - 1].append(element)
    } else {
      others[number, default: []].append(element)
    }
  }

  /// Changes every list of more than one.
  mutating func changeLongLists(_ change: ([Element]) -> [Element]) {
    for index in usual.indices where usual[index].count > 1 { usual[index] = change(usual[index]) }
    others = others.mapValues(change)
  }
}
