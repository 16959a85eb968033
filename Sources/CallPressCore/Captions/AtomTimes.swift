/// When each atom of a turn is said: from the words' times where there are any, else shared out by
/// width between known neighbours.
struct AtomTimes: ~Copyable {
  /// When each atom begins, in milliseconds from the call's zero point; never decreasing.
  private(set) var start = Scratch<Int64>()
  /// When each atom ends; never before its start.
  private(set) var end = Scratch<Int64>()
  /// Whether the atom's start is a guess.
  private(set) var isStartEstimated = Scratch<Bool>()
  /// Whether the atom's end is a guess.
  private(set) var isEndEstimated = Scratch<Bool>()

  /// The silence before an atom in milliseconds, 0 where it is not known.
  @inline(__always)
  func pause(before atom: Int) -> Int64 {
    isStartEstimated[atom] || isEndEstimated[atom - 1] ? 0 : start[atom] - end[atom - 1]
  }

  /// Works the times out.
  ///
  /// - Parameters:
  ///   - atoms: The turn's atoms.
  ///   - words: The words whose times are trusted.
  ///   - turn: When the turn is said; no atom is said outside of it.
  mutating func compute(
    _ atoms: borrowing Scratch<Atom>, words: borrowing Scratch<TimedWord>, turn: TurnTiming
  ) {
    let count = atoms.count
    start.removeAll()
    end.removeAll()
    isStartEstimated.removeAll()
    isEndEstimated.removeAll()
    let unknown = Int64.min
    var next = 0
    var unknowns = 0
    for index in 0..<count {
      let atom = atoms[index]
      while next < words.count, words[next].end <= atom.start { next += 1 }
      var from = unknown
      var to = unknown
      var isFromGuess = true
      var isToGuess = true
      while next < words.count, words[next].start < atom.end {
        let word = words[next]
        if from == unknown, word.start >= atom.start {
          from = word.from
          isFromGuess = word.isEstimated
        }
        guard word.end <= atom.end else {
          to = unknown
          isToGuess = true
          break
        }
        to = word.to
        isToGuess = word.isEstimated
        next += 1
      }
      if from == unknown { unknowns += 1 }
      if to == unknown { unknowns += 1 }
      start.append(from)
      end.append(to)
      isStartEstimated.append(isFromGuess)
      isEndEstimated.append(isToGuess)
    }
    guard count > 0, unknowns > 0 else { return }
    if start[0] == unknown {
      start[0] = turn.start
      isStartEstimated[0] = turn.isStartEstimated
    }
    if end[count - 1] == unknown {
      end[count - 1] = max(turn.end, start[count - 1] == unknown ? turn.end : start[count - 1])
      isEndEstimated[count - 1] = turn.isEndEstimated
    }
    fillGaps(atoms, unknown)
  }

  /// Shares the time between known points out by width.
  private mutating func fillGaps(_ atoms: borrowing Scratch<Atom>, _ unknown: Int64) {
    // Points in order: the start of each atom, then its end; the space behind belongs to the atom.
    var known = 0
    var knownTime = start[0]
    var knownColumn = 0
    var column = 0
    for point in 0..<atoms.count * 2 {
      let index = point >> 1
      var time = start[index]
      if point & 1 == 1 {
        column += atoms[index].columns + (index + 1 < atoms.count ? atoms[index + 1].gap : 0)
        time = end[index]
      }
      guard time != unknown else { continue }
      time = max(time, knownTime)
      set(point, time)
      if point > known + 1 {
        share(
          atoms, points: known + 1..<point, from: (knownTime, knownColumn), to: (time, column))
      }
      known = point
      knownTime = time
      knownColumn = column
    }
  }

  private mutating func share(
    _ atoms: borrowing Scratch<Atom>, points: Range<Int>, from: (time: Int64, column: Int),
    to: (time: Int64, column: Int)
  ) {
    let columns = Int64(max(to.column - from.column, 1))
    let length = to.time - from.time
    var passed: Int64 = 0
    for point in points {
      if point & 1 == 1 {
        let index = point >> 1
        passed += Int64(atoms[index].columns)
        if index + 1 < atoms.count { passed += Int64(atoms[index + 1].gap) }
      }
      let share = min(passed, columns)
      // Whole and rest apart, so that no product leaves the range.
      let time = length / columns * share + length % columns * share / columns
      set(point, from.time + time)
    }
  }

  private mutating func set(_ point: Int, _ time: Int64) {
    if point & 1 == 0 { start[point >> 1] = time } else { end[point >> 1] = time }
  }
}
