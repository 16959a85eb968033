/// Finds out where in a document values stand, in one walk for all of them.
///
/// ``JSONValue/pointer`` walks from the root each time, which is quadratic for every turn of a
/// long transcript. This remembers where it was: values asked for in the order of the document
/// cost a step each. Out of that order it makes a table of the whole document, once.
struct SourceTracker: Sendable {
  private struct Level {
    var container: Int
    var child: Int
    var position: Int
  }

  private var tape: JSONTape?
  private var base: [String] = []
  private var baseOffset: Int?
  private var levels: [Level] = []
  private var tokens: [String] = []
  private var tokensContainer = 0
  private var parents: [(parent: UInt32, position: UInt32)] = []

  /// Where a value stands, as ``JSONValue/location`` says.
  mutating func location(of value: JSONValue) -> SourceLocation {
    if tape !== value.tape { start(value.tape) }
    return SourceLocation(
      pointer: JSONPointer(path(to: value)), byteOffset: baseOffset ?? Int(value.node.start))
  }

  private mutating func start(_ tape: JSONTape) {
    self = SourceTracker()
    self.tape = tape
    guard let origin = tape.origin else { return }
    let location = origin.location
    base = location.pointer?.tokens ?? []
    baseOffset = location.byteOffset
    tokens = base
  }

  private mutating func path(to value: JSONValue) -> [String] {
    let target = value.index
    guard target > 0 else { return base }
    if !parents.isEmpty { return pathFromTable(to: value) }
    let nodes = value.tape.nodes
    if levels.isEmpty { levels.append(Level(container: 0, child: 1, position: 0)) }
    while levels.count > 1, Int(nodes[levels[levels.count - 1].container].next) <= target {
      levels.removeLast()
    }
    while true {
      var level = levels[levels.count - 1]
      guard level.child <= target else {
        makeTable(value.tape)
        return pathFromTable(to: value)
      }
      while Int(nodes[level.child].next) <= target {
        level.child = Int(nodes[level.child].next)
        level.position += 1
      }
      levels[levels.count - 1] = level
      if level.child == target { break }
      levels.append(Level(container: level.child, child: level.child + 1, position: 0))
    }
    updateTokens(value.tape)
    var path: [String] = []
    path.reserveCapacity(tokens.count + 1)
    path += tokens
    path.append(token(value, levels[levels.count - 1].position))
    return path
  }

  /// Finds the tokens of the innermost container, which are kept while it stays the same.
  private mutating func updateTokens(_ tape: JSONTape) {
    let container = levels[levels.count - 1].container
    guard tokensContainer != container else { return }
    tokens = base
    for level in levels.dropLast() {
      tokens.append(token(JSONValue(tape: tape, index: level.child), level.position))
    }
    tokensContainer = container
  }

  private func token(_ value: JSONValue, _ position: Int) -> String {
    value.key ?? String(position)
  }

  private mutating func makeTable(_ tape: JSONTape) {
    parents = Array(repeating: (0, 0), count: tape.count)
    for index in 0..<tape.count
    where tape.nodes[index].tag == .array || tape.nodes[index].tag == .object {
      var child = index + 1
      var position: UInt32 = 0
      while child < Int(tape.nodes[index].next) {
        parents[child] = (UInt32(truncatingIfNeeded: index), position)
        child = Int(tape.nodes[child].next)
        position += 1
      }
    }
  }

  private func pathFromTable(to value: JSONValue) -> [String] {
    var reversed: [String] = []
    var index = value.index
    while index > 0 {
      let row = parents[index]
      reversed.append(token(JSONValue(tape: value.tape, index: index), Int(row.position)))
      index = Int(row.parent)
    }
    return base + reversed.reversed()
  }
}
