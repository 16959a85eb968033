/// The smallest piece of a text that stays on one line: a word with its punctuation, an East Asian
/// character, or a part of a word that is too long for any line.
struct Atom: BitwiseCopyable {
  /// How an atom hangs together with the one before it.
  enum Joint: UInt8 {
    /// A space: a line may end there.
    case space
    /// A space that a line should not end at: it does not break, or stands before `? ! : ; »`.
    case glue
    /// Nothing between them, and a line may end there: between East Asian characters.
    case adjacent
    /// Nothing between them, inside of a word that no line could hold.
    case cut
  }

  /// Where it begins, in UTF-8 bytes.
  var start: Int
  /// Where it ends.
  var end: Int
  /// How wide it is.
  var columns: Int
  /// The columns between the atom before and this one, when both are on one line.
  var gap: Int
  /// How it hangs together with the atom before.
  var joint: Joint
}

/// Cuts a text into atoms, in one pass over its bytes.
struct AtomScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let limit: Int
  private var joint = Atom.Joint.space
  private var gap = 0
  private var start = -1
  private var end = 0
  private var invisibleStart = -1
  private var counter = DisplayWidth.Counter()
  private var lastScalar: UInt32 = 0
  private var isAfterSpace = false

  /// Appends the atoms of a text.
  ///
  /// - Parameters:
  ///   - bytes: The text as UTF-8.
  ///   - start: Where in it to begin.
  ///   - limit: The most columns of an atom; longer words are cut between grapheme clusters,
  ///     behind the signs within an address where there are any. At least 2.
  ///   - atoms: Where to.
  static func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, limit: Int,
    into atoms: inout Scratch<Atom>
  ) {
    var scanner = AtomScanner(bytes, max(limit, 2))
    scanner.run(from: start, into: &atoms)
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>, _ limit: Int) {
    self.bytes = bytes
    self.limit = limit
  }

  private mutating func run(from start: Int, into atoms: inout Scratch<Atom>) {
    var at = start
    while at < bytes.count {
      let byte = bytes[at]
      if byte &- 0x21 < 0x5E {
        if self.start < 0 || Kinsoku.isEastAsian(lastScalar) {
          see(UInt32(byte), at, 1, &atoms)
        } else {
          counter.addPlain()
        }
        // The rest of a word in ASCII.
        let next = at &+ 1
        at = plainEnd(next)
        if at > next { counter.addPlain(at &- next) }
        end = at
        lastScalar = UInt32(bytes[at &- 1])
      } else if byte == 0x20 {
        space(.space, &atoms)
        at &+= 1
      } else if self.start >= 0, isCommonLetter(at), !Kinsoku.isEastAsian(lastScalar) {
        // The rest of a word in Arabic, or an accent in French.
        let first = at
        repeat { at &+= 2 } while isCommonLetter(at)
        counter.addPlain((at &- first) / 2)
        end = at
        lastScalar = UTF8Scalars.decode(bytes, at &- 2).scalar
      } else {
        let (scalar, length) = UTF8Scalars.decode(bytes, at)
        take(scalar, at, length, &atoms)
        at &+= length
      }
    }
    close(&atoms)
  }

  /// Where a run of printable ASCII without spaces ends, eight bytes at a time.
  @inline(__always)
  private func plainEnd(_ start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs = ones &* 0x80
    var at = start
    while let base = bytes.baseAddress, bytes.count &- at >= 8 {
      let chunk = ByteCursor.loadFreely(base + at, 8)
      // The high bits of bytes above 0x7F, of 0x7F, and of those below 0x21.
      let stops =
        (chunk | ((chunk & ~highs) &+ ones) | ~((chunk | highs) &- ones &* 0x21)) & highs
      if stops != 0 { return at &+ stops.trailingZeroBitCount / 8 }
      at &+= 8
    }
    while at < bytes.count, bytes[at] &- 0x21 < 0x5E { at &+= 1 }
    return at
  }

  /// Whether one of the letters stands here that have two bytes and one column: U+00C0 to U+00FF
  /// and U+0620 to U+064A.
  @inline(__always)
  private func isCommonLetter(_ at: Int) -> Bool {
    guard at &+ 1 < bytes.count else { return false }
    return switch bytes[at] {
    case 0xC3: true
    case 0xD8: bytes[at &+ 1] >= 0xA0
    case 0xD9: bytes[at &+ 1] <= 0x8A
    default: false
    }
  }

  private mutating func take(
    _ scalar: UInt32, _ at: Int, _ length: Int, _ atoms: inout Scratch<Atom>
  ) {
    switch WhiteSpace.kind(scalar) {
    case .breaking: space(.space, &atoms)
    case .nonBreaking: space(.glue, &atoms)
    case .none:
      if scalar == 0x200B {
        close(&atoms)
        joint = joint == .glue ? .space : (gap == 0 ? .adjacent : joint)
        isAfterSpace = false
      } else if DisplayWidth.columns(of: scalar) == 0 {
        // Unseen: it belongs to what it touches.
        if start >= 0 {
          counter.add(scalar)
          end = at + length
        } else {
          if invisibleStart < 0 { invisibleStart = at }
          isAfterSpace = false
        }
      } else {
        see(scalar, at, length, &atoms)
        lastScalar = scalar
      }
    }
  }

  /// Takes up a character that is seen.
  private mutating func see(
    _ scalar: UInt32, _ at: Int, _ length: Int, _ atoms: inout Scratch<Atom>
  ) {
    if start >= 0, counter.columns > 0,
      Kinsoku.allowsBreak(between: lastScalar, and: scalar)
        || ThaiBreaks.allowsBreak(between: lastScalar, and: scalar)
    {
      let joined = bytes[end - 1] == 0x8D && end > 2 && bytes[end - 2] == 0x80
      if !joined {
        close(&atoms)
        joint = .adjacent
      }
    }
    if start < 0 {
      start = invisibleStart >= 0 ? invisibleStart : at
      invisibleStart = -1
      if joint == .space, !atoms.isEmpty,
        bindsToSpaceBefore(scalar, atoms[atoms.count - 1].end)
      {
        joint = .glue
      }
    }
    counter.add(scalar)
    end = at + length
  }

  private mutating func space(_ kind: Atom.Joint, _ atoms: inout Scratch<Atom>) {
    if start >= 0 {
      close(&atoms)
      joint = kind
      gap = 1
    } else {
      // The run breaks when any of it does.
      if kind == .space || joint == .adjacent { joint = .space }
      if !isAfterSpace, !atoms.isEmpty { gap += 1 }
    }
    invisibleStart = -1
    isAfterSpace = true
  }

  private mutating func close(_ atoms: inout Scratch<Atom>) {
    guard start >= 0 else { return }
    let atom = Atom(start: start, end: end, columns: counter.columns, gap: gap, joint: joint)
    if atom.columns <= limit {
      atoms.append(atom)
    } else {
      cut(atom, &atoms)
    }
    start = -1
    gap = 0
    joint = .adjacent
    counter = DisplayWidth.Counter()
    isAfterSpace = false
  }

  /// Whether a line must not end at the space before a character: French puts one before
  /// `? ! : ; » %`, and so do others now and then.
  private func bindsToSpaceBefore(_ scalar: UInt32, _ lastEnd: Int) -> Bool {
    switch scalar {
    case 0x21, 0x25, 0x3A, 0x3B, 0x3F, 0xBB, 0x60C, 0x61B, 0x61F: true
    case 0x20AC: bytes[lastEnd - 1] &- 0x30 < 10
    default: bytes[lastEnd - 1] == 0xAB && lastEnd > 1 && bytes[lastEnd - 2] == 0xC2
    }
  }

  /// Cuts a word that no line can hold.
  private func cut(_ atom: Atom, _ atoms: inout Scratch<Atom>) {
    let text = String(
      decoding: UnsafeBufferPointer(rebasing: bytes[atom.start..<atom.end]), as: UTF8.self)
    var piece = Atom(
      start: atom.start, end: atom.start, columns: 0, gap: atom.gap, joint: atom.joint)
    var good: (end: Int, columns: Int)?
    for cluster in text {
      var counter = DisplayWidth.Counter()
      for scalar in cluster.unicodeScalars { counter.add(scalar.value) }
      // A cluster is never cut, however wide its parts would be on their own.
      let columns = min(counter.columns, limit)
      if piece.columns + columns > limit, piece.columns > 0 {
        var rest = Atom(start: piece.end, end: piece.end, columns: 0, gap: 0, joint: .cut)
        if let good, good.columns * 2 > limit {
          rest = Atom(
            start: good.end, end: piece.end, columns: piece.columns - good.columns, gap: 0,
            joint: .cut)
          piece.end = good.end
          piece.columns = good.columns
        }
        atoms.append(piece)
        piece = rest
        good = nil
      }
      piece.end += cluster.utf8.count
      piece.columns += columns
      if let byte = cluster.utf8.first, cluster.utf8.count == 1, Self.separators.contains(byte) {
        good = (piece.end, piece.columns)
      }
    }
    if piece.columns > 0 {
      atoms.append(piece)
    } else if !atoms.isEmpty {
      atoms[atoms.count - 1].end = piece.end
    }
  }

  private static let separators = ByteSet("/?&=#-_.,;:@".utf8)
}
