/// The best ways to break what begins at one boundary into lines, for cues of more than two lines.
struct LineLayers: ~Copyable {
  /// The best way to a place.
  struct Step: BitwiseCopyable {
    var cost: Int
    var previous: Int
  }

  private static let never = Int.max / 4
  private var steps = Scratch<Step>()
  private var lines = 1
  private var reach = 0

  /// Works out the lines of all cues that begin at a boundary.
  ///
  /// - Returns: How many boundaries behind it the longest cue ends; at least one.
  mutating func fill(
    _ boundaries: borrowing Scratch<CueSegmenter.Boundary>, from first: Int, label: Int,
    _ limits: CueLimits
  ) -> Int {
    lines = limits.lines
    let begin = boundaries[first].column - label
    reach = 1
    while first + reach + 1 < boundaries.count,
      boundaries[first + reach + 1].endColumn - begin <= (limits.width + 1) * lines
    {
      reach += 1
    }
    steps.removeAll()
    for _ in 0..<(reach + 1) * (lines + 1) { steps.append(Step(cost: Self.never, previous: 0)) }
    steps[0].cost = 0
    for line in 1...lines {
      for end in 1...reach {
        var best = Step(cost: Self.never, previous: 0)
        var start = end - 1
        while start >= 0 {
          let left = start == 0 ? begin : boundaries[first + start].column
          let width = boundaries[first + end].endColumn - left
          // One phrase stands alone, whatever its width and the name before it.
          guard width <= limits.width || start == end - 1 else { break }
          let before = steps[(line - 1) * (reach + 1) + start].cost
          if before < Self.never {
            // Full lines, the last one aside, and no more of them than it takes.
            var cost = before + (start > 0 ? boundaries[first + start].lineCost + 40 : 0)
            cost += line > 1 ? max(limits.width / 2 - width, 0) / 2 : 0
            if cost < best.cost { best = Step(cost: cost, previous: start) }
          }
          start -= 1
        }
        steps[line * (reach + 1) + end] = best
      }
    }
    return reach
  }

  /// The number of lines that is best up to a boundary, 0 where there is none, and what they cost.
  func best(_ first: Int, _ end: Int) -> (lines: Int, cost: Int) {
    var best = (lines: 0, cost: Self.never)
    for line in 1...lines {
      let cost = steps[line * (reach + 1) + end - first].cost
      if cost < best.cost { best = (line, cost) }
    }
    return best
  }

  /// The boundary at which the last of so many lines begins.
  func previous(_ first: Int, _ end: Int, line: Int) -> Int {
    first + steps[line * (reach + 1) + end - first].previous
  }
}
