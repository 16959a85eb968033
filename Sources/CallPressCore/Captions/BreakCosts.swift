/// What it costs to end a cue or a line before each atom of a run of speech: lower reads better.
///
/// The one place that knows what a good break is. Best are the ends of sentences, then of clauses,
/// then places before conjunctions and prepositions; bad are those behind an article, a
/// preposition or a pronoun, inside names and numbers, and those that leave a word or two of a
/// sentence alone; worst are those where a line must not end at all.
struct BreakCosts: ~Copyable {
  /// The costs at the boundary before one atom.
  struct Cost: BitwiseCopyable {
    /// Of a cue that ends there.
    var cue: Int
    /// Of a line that ends there, inside of a cue.
    var line: Int
    /// Of going on over all the boundaries up to this one, added up from the first.
    var going: Int
  }

  /// What makes a boundary a good or a bad one.
  enum Boundary {
    case sentence, clause, beforeConjunction, beforePreposition, beforePhrase, plain
    case afterAuxiliary, afterPronoun, afterWeakWord, name, number, afterDeterminer, afterTitle
    case glue, cut
    /// Between East Asian or Thai characters.
    case adjacent(Int)

    /// The costs of ending a cue and of ending a line.
    @inline(__always)
    var costs: (cue: Int, line: Int) {
      switch self {
      case .sentence: (0, 0)
      case .clause: (16, 6)
      case .beforeConjunction: (36, 18)
      case .beforePreposition: (48, 26)
      case .beforePhrase: (54, 30)
      case .plain: (64, 36)
      case .afterAuxiliary: (112, 78)
      case .afterPronoun: (124, 84)
      case .afterWeakWord: (160, 110)
      case .name: (112, 80)
      case .number: (260, 180)
      case .afterDeterminer: (220, 150)
      case .afterTitle: (300, 220)
      case .cut: (2000, 2000)
      case .glue: (5000, 5000)
      case .adjacent(let cost): (cost, cost * 5 / 8)
      }
    }
  }

  /// The costs, atom by atom.
  private(set) var costs = Scratch<Cost>()
  private var traits = Scratch<AtomTraits>()
  private let words = FunctionWords.standard
  /// How many small words of each language the call has had so far.
  private var tallies = WordTallies()

  @inline(__always)
  subscript(_ atom: Int) -> Cost { costs[atom] }

  /// Works the costs out.
  ///
  /// - Parameters:
  ///   - atoms: The run's atoms.
  ///   - bytes: The text that they are parts of.
  ///   - times: When the atoms are said; pauses count only where they are known.
  ///   - turns: The first atom of each turn of the run.
  ///   - language: The language where it is known; else most of the small words tell.
  ///   - script: What the run is mostly written in.
  ///   - wordEnds: Where words with times end, in bytes and in order; only for scripts without
  ///     spaces.
  mutating func compute(
    _ atoms: borrowing Scratch<Atom>, in bytes: UnsafeBufferPointer<UInt8>,
    times: borrowing AtomTimes, turns: borrowing Scratch<Int>, language: WordLanguage?,
    script: CaptionScript, wordEnds: borrowing Scratch<Int>
  ) {
    traits.removeAll()
    traits.reserve(atoms.count)
    var tally = WordTallies()
    for index in 0..<atoms.count {
      let trait = AtomTraits(atoms[index], in: bytes, words: words)
      tally.count(trait.left)
      traits.append(trait)
    }
    tallies.add(tally)
    let chosen =
      language?.rawValue
      ?? (script == .arabic ? WordLanguage.arabic.rawValue : tallies.best(with: tally))
    price(atoms, bytes, times, turns, chosen, script, wordEnds)
    priceScraps(atoms)
  }

  private mutating func price(
    _ atoms: borrowing Scratch<Atom>, _ bytes: UnsafeBufferPointer<UInt8>,
    _ times: borrowing AtomTimes, _ turns: borrowing Scratch<Int>, _ language: Int,
    _ script: CaptionScript, _ wordEnds: borrowing Scratch<Int>
  ) {
    costs.removeAll()
    guard !atoms.isEmpty else { return }
    costs.reserve(atoms.count)
    costs.append(Cost(cue: 0, line: 0, going: 0))
    var sum = 0
    var turn = 1
    var word = 0
    // The columns since a sentence or a clause has begun.
    var since = atoms[0].columns
    for index in 1..<atoms.count {
      let left = traits[index - 1]
      let atom = atoms[index]
      var boundary: Boundary
      if atom.joint == .adjacent {
        let end = atoms[index - 1].end
        while word < wordEnds.count, wordEnds[word] < end { word += 1 }
        let isInWord = !wordEnds.isEmpty && (word == wordEnds.count || wordEnds[word] != end)
        boundary = EastAsianBreaks.boundary(
          bytes, end, left, script, isInWord: isInWord)
      } else {
        boundary = Self.boundary(left, traits[index], atom.joint, language)
      }
      var costs = boundary.costs
      if turn < turns.count, turns[turn] == index {
        turn += 1
        // Somebody took it for an end, even without a sign.
        costs = (min(costs.cue, 30), min(costs.line, 20))
      }
      let pause = times.pause(before: index)
      let pauseCost = pause <= 300 ? 0 : min(Int((pause - 300) / 4), 400)
      if left.closing == .none {
        if since <= 6 {
          costs.cue += 50
          costs.line += 34
        } else if since <= 11 {
          costs.cue += 20
          costs.line += 12
        }
        since += atom.gap + atom.columns
      } else {
        since = atom.columns
      }
      if pause > 0 { costs.cue = max(costs.cue - Int(min(pause, 600) / 10), 0) }
      costs.line += pauseCost
      sum += pauseCost
      if case .sentence = boundary { sum += 14 }
      self.costs.append(Cost(cue: costs.cue, line: costs.line, going: sum))
    }
  }

  /// Makes boundaries dear that leave a word or two of a sentence to the next line.
  private mutating func priceScraps(_ atoms: borrowing Scratch<Atom>) {
    let costs = costs.base
    var columns = 1 << 20
    var index = atoms.count - 1
    while index > 0 {
      if traits[index].closing == .none {
        columns += atoms[index].columns + atoms[index].gap
      } else {
        columns = atoms[index].columns
      }
      if columns <= 11, traits[index - 1].closing == .none {
        costs[index].cue += columns <= 6 ? 46 : 18
        costs[index].line += columns <= 6 ? 26 : 10
      }
      index -= 1
    }
  }

  @inline(__always)
  private static func boundary(
    _ left: AtomTraits, _ right: AtomTraits, _ joint: Atom.Joint, _ language: Int
  ) -> Boundary {
    switch joint {
    case .glue: return .glue
    case .cut: return .cut
    case .space, .adjacent: break
    }
    switch left.closing {
    case .sentence: return .sentence
    case .clause: return .clause
    case .title: return .afterTitle
    case .none: break
    }
    switch left.left.role(in: language) {
    case .determiner: return .afterDeterminer
    case .preposition, .conjunction: return .afterWeakWord
    case .pronoun: return .afterPronoun
    case .auxiliary: return .afterAuxiliary
    case .title: return .afterTitle
    case .none: break
    }
    if left.endsInDigit { return right.beginsWithDigit ? .number : .afterAuxiliary }
    switch right.right.role(in: language) {
    case .conjunction: return .beforeConjunction
    case .preposition: return .beforePreposition
    case .determiner, .pronoun: return .beforePhrase
    case .auxiliary, .title, .none: break
    }
    if left.isCapitalised, right.isCapitalised, language != WordLanguage.german.rawValue {
      return .name
    }
    return .plain
  }
}

/// How many small words of each language there are.
struct WordTallies {
  private var even: UInt32 = 0
  private var odd: UInt32 = 0
  private var pending = 0
  private var counts = [Int](repeating: 0, count: 8)

  /// Counts a word.
  @inline(__always)
  mutating func count(_ roles: WordRoles) {
    guard !roles.isEmpty else { return }
    let bits = roles.bits
    let any = (bits | bits >> 1 | bits >> 2 | bits >> 3) & 0x1111_1111
    even &+= any & 0x0101_0101
    odd &+= (any >> 4) & 0x0101_0101
    pending &+= 1
    if pending == 255 { flush() }
  }

  private mutating func flush() {
    for lane in 0..<4 {
      counts[lane * 2] += Int((even >> (UInt32(lane) * 8)) & 0xFF)
      counts[lane * 2 + 1] += Int((odd >> (UInt32(lane) * 8)) & 0xFF)
    }
    even = 0
    odd = 0
    pending = 0
  }

  /// Adds other counts.
  mutating func add(_ other: WordTallies) {
    var other = other
    other.flush()
    for index in counts.indices { counts[index] += other.counts[index] }
  }

  /// The language with the most words, those of the run at hand counted once more; the first in
  /// order of several.
  func best(with run: WordTallies) -> Int {
    var run = run
    run.flush()
    var best = 0
    var most = -1
    for language in WordLanguage.allCases {
      let count = counts[language.rawValue] + run.counts[language.rawValue] * 2
      if count > most {
        best = language.rawValue
        most = count
      }
    }
    return best
  }
}
