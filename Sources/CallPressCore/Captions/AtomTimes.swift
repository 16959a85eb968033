/// When each atom of a run of speech is said: from the words' times where there are any, else
/// shared out by width between known neighbours.
struct AtomTimes: ~Copyable {
  /// The times of one atom.
  struct Time: BitwiseCopyable {
    /// When it begins, in milliseconds from the call's zero point; never decreasing in a turn.
    var start: Int64
    /// When it ends; never before its start.
    var end: Int64
    /// Whether the start is a guess.
    var isStartEstimated: Bool
    /// Whether the end is a guess.
    var isEndEstimated: Bool
  }

  /// The times, atom by atom.
  private(set) var times = Scratch<Time>()
  private static let unknown = Int64.min

  /// How many atoms have their times.
  var count: Int { times.count }

  /// Forgets all times.
  mutating func removeAll() { times.removeAll() }

  @inline(__always)
  subscript(_ atom: Int) -> Time { times[atom] }

  /// The silence before an atom in milliseconds, 0 where it is not known.
  @inline(__always)
  func pause(before atom: Int) -> Int64 {
    let left = times[atom - 1]
    let right = times[atom]
    return right.isStartEstimated || left.isEndEstimated ? 0 : right.start - left.end
  }

  /// Works out the times of the atoms of a turn, the next ones behind those that have theirs.
  ///
  /// - Parameters:
  ///   - atoms: The atoms of the whole run.
  ///   - limit: Where the turn ends, in bytes of the run's text.
  ///   - words: The words whose times are trusted.
  ///   - turn: When the turn is said; no atom is said outside of it.
  mutating func append(
    _ atoms: borrowing Scratch<Atom>, upTo limit: Int, words: borrowing Scratch<TimedWord>,
    turn: TurnTiming
  ) {
    let first = times.count
    var next = 0
    var unknowns = 0
    var index = first
    let unknown = Self.unknown
    while index < atoms.count, atoms[index].start < limit {
      let atom = atoms[index]
      index &+= 1
      while next < words.count, words[next].end <= atom.start { next &+= 1 }
      var time = Time(
        start: unknown, end: unknown, isStartEstimated: true, isEndEstimated: true)
      while next < words.count, words[next].start < atom.end {
        let word = words[next]
        if time.start == unknown, word.start >= atom.start {
          time.start = word.from
          time.isStartEstimated = word.isEstimated
        }
        guard word.end <= atom.end else {
          time.end = unknown
          time.isEndEstimated = true
          break
        }
        time.end = word.to
        time.isEndEstimated = word.isEstimated
        next &+= 1
      }
      if time.start == unknown { unknowns &+= 1 }
      if time.end == unknown { unknowns &+= 1 }
      times.append(time)
    }
    let count = times.count
    guard count > first, unknowns > 0 else { return }
    let times = times.base
    if times[first].start == unknown {
      times[first].start = turn.start
      times[first].isStartEstimated = turn.isStartEstimated
    }
    if times[count - 1].end == unknown {
      let start = times[count - 1].start
      times[count - 1].end = max(turn.end, start == unknown ? turn.end : start)
      times[count - 1].isEndEstimated = turn.isEndEstimated
    }
    fillGaps(atoms, first..<count)
  }

  /// Shares the time between known points out by width.
  private func fillGaps(_ atoms: borrowing Scratch<Atom>, _ range: Range<Int>) {
    let times = times.base
    // Points in order: the start of each atom, then its end; the space behind belongs to the atom.
    var known = range.lowerBound * 2
    var knownTime = times[range.lowerBound].start
    var knownColumn = 0
    var column = 0
    for point in range.lowerBound * 2..<range.upperBound * 2 {
      let index = point >> 1
      var time = times[index].start
      if point & 1 == 1 {
        column += atoms[index].columns
        if index + 1 < range.upperBound { column += atoms[index + 1].gap }
        time = times[index].end
      }
      guard time != Self.unknown else { continue }
      time = max(time, knownTime)
      set(point, time)
      if point > known + 1 {
        share(
          atoms, points: known + 1..<point, upTo: range.upperBound, from: (knownTime, knownColumn),
          to: (time, column))
      }
      known = point
      knownTime = time
      knownColumn = column
    }
  }

  private func share(
    _ atoms: borrowing Scratch<Atom>, points: Range<Int>, upTo end: Int,
    from: (time: Int64, column: Int), to: (time: Int64, column: Int)
  ) {
    let columns = Int64(max(to.column - from.column, 1))
    let length = to.time - from.time
    var passed: Int64 = 0
    for point in points {
      if point & 1 == 1 {
        let index = point >> 1
        passed += Int64(atoms[index].columns)
        if index + 1 < end { passed += Int64(atoms[index + 1].gap) }
      }
      let share = min(passed, columns)
      // Whole and rest apart, so that no product leaves the range.
      let time = length / columns * share + length % columns * share / columns
      set(point, from.time + time)
    }
  }

  private func set(_ point: Int, _ time: Int64) {
    if point & 1 == 0 {
      times.base[point >> 1].start = time
    } else {
      times.base[point >> 1].end = time
    }
  }
}
