/// What it costs to end a cue or a line before each atom of a turn: lower reads better.
///
/// The one place that knows what a good break is. Best are the ends of sentences, then of clauses,
/// then places before conjunctions and prepositions; bad are those behind an article, a
/// preposition or a pronoun, and inside numbers; worst are those where a line must not end at all.
struct BreakCosts: ~Copyable {
  /// The cost of a cue that ends before an atom.
  private(set) var cue = Scratch<Int>()
  /// The cost of a line that ends before an atom, inside of a cue.
  private(set) var line = Scratch<Int>()
  /// The cost of going on over all the boundaries up to an atom, added up from the first.
  private(set) var going = Scratch<Int>()

  /// What makes a boundary a good or a bad one.
  enum Boundary {
    case sentence
    case clause
    case beforeConjunction
    case beforePreposition
    case plain
    case adjacent
    case afterWeakWord
    case afterArticle
    case number
    case glue
    case cut

    /// The costs of ending a cue and of ending a line.
    @inline(__always)
    var costs: (cue: Int, line: Int) {
      switch self {
      case .sentence: (0, 0)
      case .clause: (14, 6)
      case .beforeConjunction: (32, 16)
      case .beforePreposition: (42, 22)
      case .plain: (60, 32)
      case .adjacent: (60, 32)
      case .afterWeakWord: (120, 75)
      case .afterArticle: (200, 130)
      case .number: (260, 180)
      case .cut: (2000, 2000)
      case .glue: (5000, 5000)
      }
    }
  }

  /// Works the costs out.
  ///
  /// - Parameters:
  ///   - atoms: The turn's atoms.
  ///   - bytes: The turn's text.
  ///   - times: When the atoms are said; pauses count only where they are known.
  ///   - words: The small words.
  mutating func compute(
    _ atoms: borrowing Scratch<Atom>, in bytes: UnsafeBufferPointer<UInt8>,
    times: borrowing AtomTimes, words: FunctionWords
  ) {
    cue.removeAll()
    line.removeAll()
    going.removeAll()
    var sum = 0
    var lastRole = FunctionWords.Role.none
    for index in 0..<atoms.count {
      let atom = atoms[index]
      let role = words.role(of: UnsafeBufferPointer(rebasing: bytes[atom.start..<atom.end]))
      defer { lastRole = role }
      guard index > 0 else {
        cue.append(0)
        line.append(0)
        going.append(0)
        continue
      }
      let boundary = Self.boundary(
        between: atoms[index - 1], lastRole, and: atom, role, in: bytes, words: words)
      let pause = times.pause(before: index)
      let pauseCost = Self.cost(ofPause: pause)
      let costs = boundary.costs
      cue.append(max(costs.cue - Int(min(pause, 500) / 10), 0))
      line.append(costs.line + pauseCost)
      sum += pauseCost + (boundary == .sentence ? 12 : 0)
      going.append(sum)
    }
  }

  /// The cost of a pause inside of a cue; from about half a second on a new cue is better.
  private static func cost(ofPause milliseconds: Int64) -> Int {
    milliseconds <= 300 ? 0 : min(Int((milliseconds - 300) / 4), 400)
  }

  private static func boundary(
    between left: Atom, _ leftRole: FunctionWords.Role, and right: Atom,
    _ rightRole: FunctionWords.Role, in bytes: UnsafeBufferPointer<UInt8>, words: FunctionWords
  ) -> Boundary {
    switch right.joint {
    case .glue: return .glue
    case .cut: return .cut
    case .space, .adjacent: break
    }
    let lastByte = bytes[left.end - 1]
    if lastByte | 0x20 &- 0x61 >= 26 || lastByte >= 0x80 {
      switch closing(of: left, in: bytes) {
      case .sentence:
        return endsWithAbbreviation(left, in: bytes, words: words) ? .afterArticle : .sentence
      case .clause: return .clause
      default: break
      }
    }
    if right.joint == .adjacent { return .adjacent }
    switch leftRole {
    case .article: return .afterArticle
    case .preposition, .conjunction, .pronoun: return .afterWeakWord
    case .none: break
    }
    if lastByte &- 0x30 < 10, bytes[right.start] &- 0x30 < 10 { return .number }
    switch rightRole {
    case .conjunction: return .beforeConjunction
    case .preposition: return .beforePreposition
    default: return .plain
    }
  }

  /// Whether a word ends a sentence or a clause; quotes and brackets behind the sign are skipped.
  private static func closing(
    of atom: Atom, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Boundary {
    var end = atom.end
    while end > atom.start, let (scalar, start) = UTF8Scalars.decode(bytes, before: end) {
      switch scalar {
      case 0x21, 0x2E, 0x3F, 0x2026, 0x61F, 0x6D4, 0x3002, 0xFF01, 0xFF0E, 0xFF1F, 0xFF61, 0x964:
        return .sentence
      case 0x2C, 0x3A, 0x3B, 0x2013, 0x2014, 0x60C, 0x61B, 0x3001, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF64:
        return .clause
      case 0x22, 0x27, 0x29, 0x5D, 0x7D, 0xBB, 0x2019, 0x201D, 0x300D, 0x300F, 0x3011, 0xFF09:
        end = start
      default:
        guard DisplayWidth.columns(of: scalar) == 0 else { return .plain }
        end = start
      }
    }
    return .plain
  }

  /// Whether the full stop behind a word belongs to it: a title such as `Mr.`, or an initial.
  private static func endsWithAbbreviation(
    _ atom: Atom, in bytes: UnsafeBufferPointer<UInt8>, words: FunctionWords
  ) -> Bool {
    guard bytes[atom.end - 1] == UInt8(ascii: "."), atom.end - atom.start <= 5 else { return false }
    let word = UnsafeBufferPointer(rebasing: bytes[atom.start..<atom.end - 1])
    if word.count == 1 { return word[0] &- 0x41 < 26 }
    guard let first = word.first, first &- 0x41 < 26 else { return false }
    return words.role(of: word) == .article && word.count <= 4 && isTitle(word)
  }

  /// Whether a word that stands before names is a title: articles end sentences now and then.
  private static func isTitle(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    word.count >= 2 && word.allSatisfy { ($0 | 0x20) &- 0x61 < 26 }
      && !word.contains { byte in "aeiouyAEIOUY".utf8.contains(byte) }
  }
}
