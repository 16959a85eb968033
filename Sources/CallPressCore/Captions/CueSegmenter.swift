/// Chooses where the lines and the cues of a run of speech end: the choice of least cost.
///
/// Words that belong together, an article and its noun, are first joined to phrases of up to half
/// a line. Then a dynamic programme runs over the boundaries between phrases: the best way to end a
/// cue at each is the cheapest of the cues that end there, each with its best lines, behind the
/// best way to end a cue where it begins. A cue costs a fixed amount, what lies inside of it, what
/// its line breaks cost and how badly its lines balance, and more where it would be too long, too
/// short or too fast to read, the silence around it counted in. No cue has more phrases than
/// columns, so the work grows with the length of the text.
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

  /// A boundary between phrases: before the phrase of the same number.
  struct Boundary: BitwiseCopyable {
    /// The first atom of the phrase behind it.
    var first: Int
    /// The column at which the phrase behind it begins.
    var column: Int
    /// The column at which the phrase before it ends.
    var endColumn: Int
    /// When the phrase behind it begins, in milliseconds.
    var start: Int64
    /// When a cue that begins here may appear at the earliest.
    var earliest: Int64
    /// When the phrase before it ends.
    var end: Int64
    /// When a cue that ends here may disappear at the latest.
    var latest: Int64
    /// The cost of a cue that ends here.
    var cueCost: Int
    /// The cost of a line that ends here.
    var lineCost: Int
    /// The cost of going on over all boundaries between words up to this one.
    var going: Int
    /// The cost of going on over all boundaries between words before this one.
    var goingBefore: Int
  }

  /// The best way to have a cue end at a boundary.
  struct Ending: BitwiseCopyable {
    /// The least cost of everything up to there, the boundary's own cost counted in.
    var cost: Int
    /// The boundary at which the cue begins.
    var first: Int
    /// The boundary at which the first line of two ends, or -1; the number of lines where there
    /// may be more.
    var middle: Int
  }

  /// The times around a run.
  struct Surroundings {
    /// When what was said before ends.
    var before: Int64
    /// When what is said behind begins.
    var after: Int64
  }

  /// The cost of a cue as such, which keeps short ones from being split.
  private static let cueCost = 50
  /// The least that a second line costs for its length.
  private static let balancedCost = 10
  /// The cost of a name on a line of its own.
  private static let ownLineCost = 60
  /// From this cost on a boundary is one inside of a phrase.
  private static let phraseCost = 100
  private static let never = Int.max / 4

  private(set) var boundaries = Scratch<Boundary>()
  private var endings = Scratch<Ending>()
  private var layers = LineLayers()

  /// Chooses the lines of a run.
  ///
  /// - Parameters:
  ///   - atoms: The run's atoms, none wider than a line.
  ///   - costs: What each boundary costs.
  ///   - times: When the atoms are said.
  ///   - surroundings: The times around the run.
  ///   - crossTalk: What others say meanwhile.
  ///   - limits: What the lines must keep to.
  ///   - lines: Receives the lines in order; what it held is forgotten.
  mutating func segment(
    _ atoms: borrowing Scratch<Atom>, costs: borrowing BreakCosts, times: borrowing AtomTimes,
    surroundings: Surroundings, crossTalk: borrowing CrossTalk, limits: CueLimits,
    into lines: inout Scratch<Line>
  ) {
    lines.removeAll()
    let count = atoms.count
    guard count > 0 else { return }
    join(atoms, costs, times, surroundings, limits)
    let all = boundaries[boundaries.count - 1]
    let first = boundaries[0]
    let width = all.endColumn - first.column + limits.firstLabel
    let need = limits.readingTime(width)
    if width <= limits.width, all.end - first.start <= limits.maximumDuration,
      all.goingBefore < Self.cueCost, need <= max(all.latest - first.earliest, 900)
    {
      lines.append(Line(first: 0, end: count, beginsCue: true))
      return
    }
    if limits.lines > 2 {
      searchMany(limits)
      collectMany(limits, into: &lines)
    } else {
      search(limits, crossTalk)
      collect(into: &lines)
    }
  }

  /// Joins atoms to phrases.
  private mutating func join(
    _ atoms: borrowing Scratch<Atom>, _ costs: borrowing BreakCosts, _ times: borrowing AtomTimes,
    _ surroundings: Surroundings, _ limits: CueLimits
  ) {
    boundaries.removeAll()
    boundaries.reserve(atoms.count + 1)
    let widest = min(limits.width / 2, limits.width - max(limits.firstLabel, limits.otherLabel))
    var columns = 0
    var width = 0
    var end = surroundings.before
    for index in 0..<atoms.count {
      let atom = atoms[index]
      let cost = costs[index]
      let joined = width &+ atom.gap &+ atom.columns
      if index > 0, cost.cue >= Self.phraseCost, joined <= widest {
        width = joined
      } else {
        if index > 0 { end = times[index - 1].end }
        let start = times[index].start
        let silence = start &- end &- limits.gap
        boundaries.append(
          Boundary(
            first: index, column: columns &+ atom.gap, endColumn: columns, start: start,
            earliest: start &- min(max(silence, 0), CueLimits.longestLead), end: end,
            latest: min(end &+ CueLimits.longestHang, max(start &- limits.gap, end &- 100)),
            cueCost: cost.cue, lineCost: cost.line, going: cost.going,
            goingBefore: index > 0 ? costs[index - 1].going : 0))
        width = atom.columns
      }
      columns &+= atom.gap &+ atom.columns
    }
    let last = atoms.count - 1
    end = times[last].end
    boundaries.append(
      Boundary(
        first: atoms.count, column: columns, endColumn: columns, start: end, earliest: end,
        end: end,
        latest: min(end &+ CueLimits.longestHang, max(surroundings.after &- limits.gap, end)),
        cueCost: 0, lineCost: 0, going: costs[last].going, goingBefore: costs[last].going))
  }

  private mutating func search(_ limits: CueLimits, _ crossTalk: borrowing CrossTalk) {
    endings.removeAll()
    let count = boundaries.count - 1
    endings.reserve(count + 1)
    endings.append(Ending(cost: 0, first: 0, middle: -1))
    let boundaries = boundaries.base
    let span = limits.lines > 1 ? limits.width &* 2 &+ 2 : limits.width
    var low = 0
    var lowMiddle = 1
    let isCrossed = !crossTalk.isEmpty
    for end in 1...count {
      let behind = boundaries[end]
      while low < end &- 1, behind.endColumn &- boundaries[low].column > span { low &+= 1 }
      let endings = endings.base
      var best = Ending(cost: Self.never, first: end &- 1, middle: -1)
      var middle = max(lowMiddle, low &+ 1)
      var isFirst = true
      var first = low
      while first < end {
        defer { first &+= 1 }
        let before = boundaries[first]
        var cost =
          endings[first].cost &+ Self.cueCost &+ behind.goingBefore &- before.going
        guard cost < best.cost else { continue }
        let label = first == 0 ? limits.firstLabel : limits.otherLabel
        let width = behind.endColumn &- before.column
        cost &+= Self.cost(of: before, behind, width &+ label, limits)
        if width < 10, end &- first < count { cost &+= (10 &- width) &* 5 }
        guard cost < best.cost else { continue }
        var crossed = 0
        if isCrossed {
          crossed = crossTalk.count(from: before.start, to: behind.end)
          if crossed > 1 { cost &+= 150 &* (crossed &- 1) }
        }
        if width &+ label <= limits.width {
          if cost < best.cost { best = Ending(cost: cost, first: first, middle: -1) }
          continue
        }
        if crossed > 0 { cost &+= 130 }
        guard limits.lines > 1 else {
          if first == end &- 1, cost < best.cost {
            best = Ending(cost: cost, first: first, middle: -1)
          }
          continue
        }
        if width <= limits.width, cost &+ Self.ownLineCost < best.cost {
          // The name takes a line of its own.
          best = Ending(cost: cost &+ Self.ownLineCost, first: first, middle: -1)
        }
        guard first &+ 1 < end, cost &+ Self.balancedCost < best.cost else { continue }
        // The first place where the first line is as wide as the second, then outward from it.
        middle = max(middle, first &+ 1)
        let begin = before.column &- label
        while middle < end,
          boundaries[middle].endColumn &- begin < behind.endColumn &- boundaries[middle].column
        {
          middle &+= 1
        }
        if isFirst {
          lowMiddle = middle
          isFirst = false
        }
        var place = middle &- 1
        while place > first {
          let second = behind.endColumn &- boundaries[place].column
          let difference = second &- (boundaries[place].endColumn &- begin)
          let balance = Self.balancedCost &+ (max(difference &- 8, 0) &* 3) >> 2
          guard second <= limits.width, cost &+ balance < best.cost else { break }
          let whole = cost &+ balance &+ boundaries[place].lineCost
          if whole < best.cost { best = Ending(cost: whole, first: first, middle: place) }
          place &-= 1
        }
        place = middle
        while place < end {
          let one = boundaries[place].endColumn &- begin
          let difference = one &- (behind.endColumn &- boundaries[place].column)
          let balance = Self.balancedCost &+ (difference &* 5) >> 2
          guard one <= limits.width, cost &+ balance < best.cost else { break }
          let whole = cost &+ balance &+ boundaries[place].lineCost
          if whole < best.cost { best = Ending(cost: whole, first: first, middle: place) }
          place &+= 1
        }
      }
      best.cost &+= behind.cueCost
      self.endings.append(best)
    }
  }

  /// What a cue costs for staying too long or too short, or for being too fast to read.
  @inline(__always)
  private static func cost(
    of before: Boundary, _ behind: Boundary, _ columns: Int, _ limits: CueLimits
  ) -> Int {
    let spoken = behind.end &- before.start
    // A little can be had of the neighbours' time.
    let room = behind.latest &- before.earliest &+ 60
    var cost = 0
    if spoken > limits.maximumDuration {
      cost = 400 &+ Int(min(spoken &- limits.maximumDuration, 40_000) / 4)
    }
    if room < limits.minimumDuration {
      cost &+= 120 &+ Int(limits.minimumDuration &- max(room, 0)) / 8
    }
    let easy = limits.easyTime(columns) &- room
    if easy > 0 {
      cost &+= 8 &+ Int(min(easy, 20_000)) / 30
      let lack = limits.readingTime(columns) &- room
      if lack > 0 { cost &+= 40 &+ columns &* 3 &+ Int(min(lack, 20_000)) / 16 }
    }
    return cost
  }

  private func collect(into lines: inout Scratch<Line>) {
    var end = boundaries.count - 1
    while end > 0 {
      let ending = endings[end]
      var stop = boundaries[end].first
      if ending.middle > 0 {
        let middle = boundaries[ending.middle].first
        lines.append(Line(first: middle, end: stop, beginsCue: false))
        stop = middle
      }
      lines.append(Line(first: boundaries[ending.first].first, end: stop, beginsCue: true))
      end = ending.first
    }
    lines.reverse()
  }

  // MARK: More than two lines

  private mutating func searchMany(_ limits: CueLimits) {
    endings.removeAll()
    let count = boundaries.count - 1
    for index in 0...count {
      endings.append(Ending(cost: index == 0 ? 0 : Self.never, first: 0, middle: 1))
    }
    for first in 0..<count {
      let before = boundaries[first]
      let label = first == 0 ? limits.firstLabel : limits.otherLabel
      let reach = layers.fill(boundaries, from: first, label: label, limits)
      for end in first + 1...first + reach {
        let behind = boundaries[end]
        let (lines, inside) = layers.best(first, end)
        guard lines > 0 else { continue }
        let width = behind.endColumn - before.column
        var cost = endings[first].cost + Self.cueCost + behind.goingBefore - before.going + inside
        cost += Self.cost(of: before, behind, width + label, limits) + behind.cueCost
        if width < 10, end - first < count { cost += (10 - width) * 5 }
        if cost < endings[end].cost {
          endings[end] = Ending(cost: cost, first: first, middle: lines)
        }
      }
    }
  }

  private mutating func collectMany(_ limits: CueLimits, into lines: inout Scratch<Line>) {
    var end = boundaries.count - 1
    while end > 0 {
      let ending = endings[end]
      let label = ending.first == 0 ? limits.firstLabel : limits.otherLabel
      _ = layers.fill(boundaries, from: ending.first, label: label, limits)
      var stop = end
      var line = ending.middle
      while line > 0 {
        let start = layers.previous(ending.first, stop, line: line)
        lines.append(
          Line(
            first: boundaries[start].first, end: boundaries[stop].first,
            beginsCue: start == ending.first))
        stop = start
        line -= 1
      }
      end = ending.first
    }
    lines.reverse()
  }
}
