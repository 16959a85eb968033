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
    /// The last line.
    var node: Node
  }

  /// The cost of a cue as such, which keeps short ones from being split.
  private static let cueCost = 50
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
    firstNode.append(0)
    endings.append(Ending(cost: 0, first: 0, node: never(0)))
    let count = phrases.count - 1
    for end in 1...count {
      firstNode.append(nodes.count)
      let behind = phrases[end]
      var best = Ending(cost: Self.never, first: end - 1, node: never(0))
      var first = end - 1
      while first >= 0 {
        let phrase = phrases[first]
        let width = behind.columns - behind.gap - phrase.columns
        guard width <= limits.width || first == end - 1 else { break }
        let inside = behind.goingBefore - phrase.going
        let label = first == 0 ? limits.firstLabel : limits.otherLabel
        let fits = width + label <= limits.width
        var alone = Node(
          cost: endings[first].cost + phrase.cueCost + Self.cueCost + inside, width: width,
          cueStart: first, previous: -1)
        let scrap = width < 10 && end - first < count ? (10 - width) * 4 : 0
        var closed =
          alone.cost + scrap + Self.cost(ofDuration: behind.lastEnd - phrase.start, limits)
        let isPossible = fits || limits.lines == 1 && first == end - 1
        if isPossible, closed < best.cost {
          best = Ending(cost: closed, first: first, node: alone)
        }
        if limits.lines > 1 { nodes.append(isPossible ? alone : never(width)) }
        for layer in 1..<limits.lines {
          var (node, cost) = later(layer, first, width, phrase.lineCost + inside, behind, limits)
          if layer == 1, !fits {
            // The name takes a line of its own.
            alone.cost += Self.ownLineCost
            closed += Self.ownLineCost
            if closed < cost { (node, cost) = (alone, closed) }
          }
          if cost < best.cost { best = Ending(cost: cost, first: first, node: node) }
          if layer < limits.lines - 1 { nodes.append(node) }
        }
        first -= 1
      }
      endings.append(best)
    }
  }

  /// The best way to have a line behind another of its cue, and the cost when the cue ends with it.
  @inline(__always)
  private func later(
    _ layer: Int, _ first: Int, _ width: Int, _ entry: Int, _ behind: Phrase, _ limits: Limits
  ) -> (node: Node, closed: Int) {
    var chosen = never(width)
    var closed = Self.never
    var index = firstNode[first] + layer - 1
    let last = firstNode[first + 1]
    // Two lines are for what does not fit on one.
    let narrowest = layer == 1 ? limits.width - width : 0
    while index < last {
      let before = nodes[index]
      if before.width >= narrowest {
        let cost = before.cost + entry + imbalance[width - before.width + limits.width]
        if cost < closed {
          let duration = behind.lastEnd - phrases[before.cueStart].start
          let whole = cost + Self.cost(ofDuration: duration, limits)
          if whole < closed {
            closed = whole
            chosen = Node(cost: cost, width: width, cueStart: before.cueStart, previous: index)
          }
        }
      }
      index &+= limits.lines &- 1
    }
    return (chosen, closed)
  }

  @inline(__always)
  private func never(_ width: Int) -> Node {
    Node(cost: Self.never, width: width, cueStart: 0, previous: -1)
  }

  /// What a cue costs for staying too long or too short.
  @inline(__always)
  private static func cost(ofDuration duration: Int64, _ limits: Limits) -> Int {
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
      imbalance.append(10 + cost)
    }
  }

  private func collect(_ most: Int, into lines: inout Scratch<Line>) {
    var end = phrases.count - 1
    while end > 0 {
      var first = endings[end].first
      var node = endings[end].node
      let cueStart = node.previous < 0 ? first : node.cueStart
      while true {
        lines.append(
          Line(first: phrases[first].first, end: phrases[end].first, beginsCue: first == cueStart))
        end = first
        guard node.previous >= 0 else { break }
        first = end - 1 - (node.previous - firstNode[end]) / (most - 1)
        node = nodes[node.previous]
      }
    }
    lines.reverse()
  }
}
