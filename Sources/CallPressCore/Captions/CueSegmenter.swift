/// Chooses where the lines and the cues of a turn end: the choice of least cost.
///
/// Words that belong together, an article and its noun, are first joined to phrases of up to half
/// a line. Then a dynamic programme runs over the lines, each a run of phrases that fits: a line
/// costs what lies inside of it, what its beginning costs as a break, and, as a later line of its
/// cue, how badly it balances with the line before. A cue costs a fixed amount, and more where it
/// would stay too long or too short; what fits on one line is not put on two. No line has more
/// phrases than columns, so the work grows with the length of the text.
struct CueSegmenter: ~Copyable {
  /// A line that was chosen.
  struct Line: BitwiseCopyable {
    /// Its first atom.
    var first: Int
    /// Behind its last atom.
    var end: Int
    /// Whether it is the first of its cue.
    var beginsCue: Bool
  }

  /// What a turn's lines must keep to.
  struct Limits {
    /// The most columns of a line.
    var width: Int
    /// The most lines of a cue.
    var lines: Int
    /// The columns of the speaker's name before the first cue.
    var firstLabel: Int
    /// The columns of the speaker's name before the other cues.
    var otherLabel: Int
    /// The longest a cue should stay, in milliseconds.
    var maximumDuration: Int64
    /// The shortest a cue should stay, in milliseconds.
    var minimumDuration: Int64
  }

  /// A run of atoms that is not divided.
  struct Phrase: BitwiseCopyable {
    /// Its first atom.
    var first: Int
    /// When the first atom begins.
    var start: Int64
    /// When the last atom of the phrase before ends.
    var lastEnd: Int64
    /// The columns of all atoms and gaps before it, its own gap included.
    var columns: Int
    /// The columns between the phrase before and this one.
    var gap: Int
    /// The cost of a cue that ends before it.
    var cueCost: Int
    /// The cost of a line that ends before it.
    var lineCost: Int
    /// The cost of going on over all boundaries up to its own.
    var going: Int
    /// The cost of going on over all boundaries up to the one before its own.
    var goingBefore: Int
  }

  /// A line that fits, as the last of a cue so far; one for each place it may have in the cue but
  /// the last, behind which no line can follow.
  struct Node: BitwiseCopyable {
    /// The least cost of everything up to the line's end, the cue's own end not counted.
    var cost: Int
    /// How wide the line is.
    var width: Int
    /// The first phrase of the cue.
    var cueStart: Int
    /// The node of the line before it in the cue, or -1.
    var previous: Int
  }

  /// The best way to have a cue end before a phrase.
  struct Ending: BitwiseCopyable {
    /// The least cost of everything up to there.
    var cost: Int
    /// The first phrase of the last line.
    var first: Int
    /// The first phrase of the cue.
    var cueStart: Int
    /// The node of the line before the last in the cue, or -1.
    var previous: Int
  }

  /// The cost of a cue as such, which keeps short ones from being split.
  private static let cueCost = 50
  /// The least that a second line costs for its length.
  private static let balancedCost = 10
  /// The cost of a name on a line of its own.
  private static let ownLineCost = 20
  /// From this cost on a boundary is one inside of a phrase.
  private static let phraseCost = 100
  private static let never = Int.max / 4

  /// The phrases, and one behind the last.
  private var phrases = Scratch<Phrase>()
  /// Where the nodes of the lines that end before each phrase begin; the shortest comes first.
  private var firstNode = Scratch<Int>()
  private var nodes = Scratch<Node>()
  /// The least cost of the nodes of the lines that end before each phrase.
  private var leastCost = Scratch<Int>()
  /// For each phrase.
  private var endings = Scratch<Ending>()
  /// What it costs that a second line is so much longer than the first, from `-width` on.
  private var imbalance = Scratch<Int>()

  /// Chooses the lines of a turn.
  ///
  /// - Parameters:
  ///   - atoms: The turn's atoms, none wider than a line.
  ///   - costs: What each boundary costs.
  ///   - times: When the atoms are said.
  ///   - limits: What the lines must keep to.
  ///   - lines: Receives the lines in order; what it held is forgotten.
  mutating func segment(
    _ atoms: borrowing Scratch<Atom>, costs: borrowing BreakCosts, times: borrowing AtomTimes,
    limits: Limits, into lines: inout Scratch<Line>
  ) {
    lines.removeAll()
    let count = atoms.count
    guard count > 0 else { return }
    join(atoms, costs, times, limits)
    let all = phrases[phrases.count - 1]
    if all.columns - phrases[0].columns + limits.firstLabel <= limits.width,
      all.lastEnd - phrases[0].start <= limits.maximumDuration,
      costs.going[count - 1] < Self.cueCost
    {
      lines.append(Line(first: 0, end: count, beginsCue: true))
      return
    }
    prepareImbalance(limits.width)
    search(limits)
    collect(limits.lines, into: &lines)
  }

  /// Joins atoms to phrases.
  private mutating func join(
    _ atoms: borrowing Scratch<Atom>, _ costs: borrowing BreakCosts,
    _ times: borrowing AtomTimes, _ limits: Limits
  ) {
    phrases.removeAll()
    let widest = min(limits.width / 2, limits.width - max(limits.firstLabel, limits.otherLabel))
    var columns = 0
    var width = 0
    for index in 0..<atoms.count {
      let atom = atoms[index]
      let joined = width + atom.gap + atom.columns
      if index > 0, costs.cue[index] >= Self.phraseCost, joined <= widest {
        width = joined
      } else {
        phrases.append(
          Phrase(
            first: index, start: times.start[index],
            lastEnd: index > 0 ? times.end[index - 1] : 0, columns: columns + atom.gap,
            gap: atom.gap, cueCost: costs.cue[index], lineCost: costs.line[index],
            going: costs.going[index], goingBefore: index > 0 ? costs.going[index - 1] : 0))
        width = atom.columns
      }
      columns += atom.gap + atom.columns
    }
    let last = atoms.count - 1
    phrases.append(
      Phrase(
        first: atoms.count, start: times.end[last], lastEnd: times.end[last], columns: columns,
        gap: 0, cueCost: 0, lineCost: 0, going: costs.going[last], goingBefore: costs.going[last]))
  }

  private mutating func search(_ limits: Limits) {
    firstNode.removeAll()
    nodes.removeAll()
    endings.removeAll()
    leastCost.removeAll()
    firstNode.append(0)
    leastCost.append(Self.never)
    endings.append(Ending(cost: 0, first: 0, cueStart: 0, previous: -1))
    let count = phrases.count - 1
    let phrases = phrases.base
    for end in 1...count {
      firstNode.append(nodes.count)
      // A line has at most as many phrases as columns, and one that is too wide stands alone.
      nodes.reserve((min(limits.width, end) + 1) * limits.lines)
      let behind = phrases[end]
      var best = Ending(cost: Self.never, first: end - 1, cueStart: end - 1, previous: -1)
      var least = Self.never
      var first = end - 1
      while first >= 0 {
        let width = behind.columns &- behind.gap &- phrases[first].columns
        guard width <= limits.width || first == end - 1 else { break }
        let inside = behind.goingBefore &- phrases[first].going
        let fits = width &+ (first == 0 ? limits.firstLabel : limits.otherLabel) <= limits.width
        let alone = endings[first].cost &+ phrases[first].cueCost &+ Self.cueCost &+ inside
        var closed = alone &+ Self.cost(of: behind.lastEnd &- phrases[first].start, limits)
        if width < 10, end &- first < count { closed &+= (10 &- width) &* 4 }
        let isPossible = fits || limits.lines == 1 && first == end - 1
        if isPossible, closed < best.cost {
          best = Ending(cost: closed, first: first, cueStart: first, previous: -1)
        }
        if limits.lines > 1 {
          let cost = isPossible ? alone : Self.never
          nodes.append(Node(cost: cost, width: width, cueStart: first, previous: -1))
          if cost < least { least = cost }
          if !fits, closed &+ Self.ownLineCost < best.cost {
            // The name takes a line of its own.
            best = Ending(
              cost: closed &+ Self.ownLineCost, first: first, cueStart: first, previous: -1)
          }
          follow(first, width, phrases[first].lineCost &+ inside, behind, limits, &best)
        }
        if limits.lines > 2 {
          appendLater(
            first, width, phrases[first].lineCost &+ inside, behind, limits,
            ownLine: fits ? Self.never : alone &+ Self.ownLineCost, &best)
        }
        first &-= 1
      }
      endings.append(best)
      leastCost.append(least)
    }
  }

  /// Tries a line as the second of a cue.
  @inline(__always)
  private func follow(
    _ first: Int, _ width: Int, _ entry: Int, _ behind: Phrase, _ limits: Limits,
    _ best: inout Ending
  ) {
    // Mostly not even the cheapest line before could make this the best.
    guard leastCost[first] &+ entry &+ Self.balancedCost < best.cost else { return }
    let step = limits.lines &- 1
    // What fits on one line is not put on two.
    let narrowest = limits.width &- width
    let imbalance = imbalance.base + (width &+ limits.width)
    let nodes = nodes.base
    let start = firstNode[first]
    var index = firstNode[first &+ 1] &- step
    var bound = best.cost
    // From the widest line on; of equal ones the narrowest is taken.
    while index >= start, nodes[index].width >= narrowest {
      let cost = nodes[index].cost &+ entry &+ imbalance[-nodes[index].width]
      if cost < bound {
        let cueStart = nodes[index].cueStart
        let whole = cost &+ Self.cost(of: behind.lastEnd &- phrases[cueStart].start, limits)
        if whole < bound {
          best = Ending(cost: whole, first: first, cueStart: cueStart, previous: index)
          bound = whole &+ 1
        }
      }
      index &-= step
    }
  }

  /// Adds the nodes of a line as the second and later ones of cues that may have more than two.
  private mutating func appendLater(
    _ first: Int, _ width: Int, _ entry: Int, _ behind: Phrase, _ limits: Limits, ownLine: Int,
    _ best: inout Ending
  ) {
    let step = limits.lines - 1
    for layer in 1..<limits.lines {
      var node = Node(cost: Self.never, width: width, cueStart: first, previous: -1)
      if layer == 1, ownLine < Self.never { node.cost = ownLine }
      var index = firstNode[first] + layer - 1
      while index < firstNode[first + 1] {
        let before = nodes[index]
        let cost = before.cost + entry + imbalance[width - before.width + limits.width]
        if cost < node.cost, layer > 1 || before.width + width >= limits.width {
          node = Node(cost: cost, width: width, cueStart: before.cueStart, previous: index)
        }
        index += step
      }
      let whole = node.cost + Self.cost(of: behind.lastEnd - phrases[node.cueStart].start, limits)
      if layer > 1, whole < best.cost {
        best = Ending(cost: whole, first: first, cueStart: node.cueStart, previous: node.previous)
      }
      if layer < step { nodes.append(node) }
    }
  }

  /// What a cue costs for staying too long or too short.
  @inline(__always)
  private static func cost(of duration: Int64, _ limits: Limits) -> Int {
    if duration > limits.maximumDuration {
      return 300 + Int(min(duration - limits.maximumDuration, 40_000) / 4)
    }
    return duration < limits.minimumDuration
      ? Int(limits.minimumDuration - max(duration, 0)) / 8 : 0
  }

  /// Of two lines the second should be as long as the first, or longer.
  private mutating func prepareImbalance(_ width: Int) {
    guard imbalance.count != width * 2 + 1 else { return }
    imbalance.removeAll()
    for difference in -width...width {
      let cost = difference >= 0 ? max(difference - 8, 0) * 3 / 4 : -difference * 3 / 2
      imbalance.append(Self.balancedCost + cost)
    }
  }

  private func collect(_ most: Int, into lines: inout Scratch<Line>) {
    var end = phrases.count - 1
    while end > 0 {
      let ending = endings[end]
      var first = ending.first
      var previous = ending.previous
      while true {
        lines.append(
          Line(
            first: phrases[first].first, end: phrases[end].first,
            beginsCue: first == ending.cueStart))
        end = first
        guard previous >= 0 else { break }
        first = end - 1 - (previous - firstNode[end]) / (most - 1)
        previous = nodes[previous].previous
      }
    }
    lines.reverse()
  }
}
