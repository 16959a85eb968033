/// The small words of English, French and Arabic that tell where a line reads well.
///
/// Looked up by their bytes: at most eight in UTF-8, in lower case.
struct FunctionWords: Sendable {
  /// What a word has to do with the words around it.
  enum Role: UInt8 {
    /// Nothing that is known.
    case none
    /// An article, a determiner or a title: belongs to the next word.
    case article
    /// A preposition: a good place to begin a line, a bad one to end it.
    case preposition
    /// A conjunction or a relative pronoun: the best place to begin a line.
    case conjunction
    /// A pronoun, an auxiliary or a negation: belongs to the verb behind it.
    case pronoun
  }

  /// The table: made once, read by everybody.
  static let standard = FunctionWords()

  private static let mask = 1023
  private var keys = [UInt64](repeating: 0, count: mask + 1)
  private var roles = [Role](repeating: .none, count: mask + 1)

  private init() {
    for (role, list) in Self.lists {
      for word in list.description.utf8.split(separator: 0x20) {
        guard let key = Array(word).withUnsafeBufferPointer({ Self.key($0) }) else { continue }
        var slot = Self.slot(key)
        while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & Self.mask }
        if keys[slot] == 0 {
          keys[slot] = key
          roles[slot] = role
        }
      }
    }
  }

  /// The role of a word, given as UTF-8 in any case.
  @inline(__always)
  func role(of word: UnsafeBufferPointer<UInt8>) -> Role {
    guard let key = Self.key(word) else { return .none }
    var slot = Self.slot(key)
    while keys[slot] != 0 {
      if keys[slot] == key { return roles[slot] }
      slot = (slot + 1) & Self.mask
    }
    return .none
  }

  /// The bytes of a word in lower case, filled up with spaces.
  @inline(__always)
  private static func key(_ word: UnsafeBufferPointer<UInt8>) -> UInt64? {
    guard let base = word.baseAddress, word.count &- 1 < 8, !word.isEmpty else { return nil }
    let key = ByteCursor.load(base, word.count)
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs = ones &* 0x80
    guard key & highs == 0 else { return foldedSlowly(key) }
    // The high bit of each sum tells whether the byte is at least `A`, and whether it is behind `Z`.
    let capitals = (key &+ ones &* 0x3F) & ~(key &+ ones &* 0x25) & highs
    return key | capitals >> 2
  }

  /// The same with letters beyond ASCII: those of Latin-1 have lower case as well.
  private static func foldedSlowly(_ key: UInt64) -> UInt64 {
    var folded: UInt64 = 0
    var isLatin1 = false
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      var byte = UInt8(truncatingIfNeeded: key >> shift)
      let next = byte == 0xC3
      if byte &- 0x41 < 26 || isLatin1 && byte &- 0x80 < 0x1F { byte |= 0x20 }
      isLatin1 = next
      folded |= UInt64(byte) << shift
    }
    return folded
  }

  @inline(__always)
  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 54)
  }

  /// Where a word is in two lists the first counts.
  private static let lists: [(Role, StaticString)] = [
    (
      .article,
      """
      a an the my your his her its our their this these those no every each some any mr mrs ms dr \
      le la les un une des du mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce \
      cet cette ces quel quelle quels quelles chaque aucun aucune mme mlle pr st ste \
      هذا هذه ذلك تلك كل أي يا
      """
    ),
    (
      .preposition,
      """
      of in on at to for with from by about into over after before under between without through \
      during until since against toward upon via \
      à de en dans par pour sur avec sans sous chez vers entre depuis pendant contre au aux jusque \
      من في على إلى الى عن مع بين عند منذ بعد قبل حول ضد دون تحت فوق
      """
    ),
    (
      .conjunction,
      """
      and or but so because if when while that which who whom whose where although though then \
      than unless \
      et ou mais donc car que qui quand si lorsque puisque comme dont où ni afin parce \
      و أو او لكن لأن إذا اذا عندما حتى ثم أن ان إن الذي التي
      """
    ),
    (
      .pronoun,
      """
      i you he she it we they is are was were am be been will would can could shall should may \
      might must have has had do does did not i'm i'll i've you're we're it's don't can't \
      je tu il elle on nous ils elles ne se me te y est sont suis es êtes sommes ont avons avez \
      avait était ai as a sera pas très \
      لا لم لن ما قد سوف هو هي أنا انا نحن هم كان كانت ليس غير
      """
    ),
  ]
}
