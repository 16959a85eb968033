/// A part of a number as it stands in the text: a run of written digits, a number word or group
/// of them, a letter.
struct DigitAtom {
  /// What stands between an atom and the one before.
  enum Separator: UInt8, Comparable {
    /// Nothing but a joining sign, or white space.
    case none, space, hyphen, dot, slash, colon, comma
    /// A mark with white space, a word, another turn.
    case pause, words, turn

    static func < (left: Separator, right: Separator) -> Bool { left.rawValue < right.rawValue }
  }

  /// The position of its turn.
  var turn: Int32
  /// Its tokens there.
  var first: Int32
  var end: Int32
  /// Its digits and letters among ``DigitRun/material``.
  var start: Int32
  var count: Int32
  var separator = Separator.none
  var isSpoken = false
  var hasLetters = false
  /// Whether it counts thousands.
  var isScaled = false
}

/// Digits one behind the other, in one turn or in several.
struct DigitRun {
  var atoms: [DigitAtom] = []
  /// The digits and letters of all the atoms.
  var material: [UInt8] = []

  var digitCount: Int { material.count }

  func digits(_ atom: DigitAtom) -> ArraySlice<UInt8> {
    material[Int(atom.start)..<Int(atom.start + atom.count)]
  }

  /// The digits of several atoms, which lie one behind the other.
  func digits(_ range: Range<Int>) -> ArraySlice<UInt8> {
    guard let first = atoms[range].first, let last = atoms[range].last else { return [] }
    return material[Int(first.start)..<Int(last.start + last.count)]
  }

  mutating func append(_ atom: DigitAtom, _ bytes: ArraySlice<UInt8>) {
    var atom = atom
    atom.start = Int32(truncatingIfNeeded: material.count)
    atom.count = Int32(truncatingIfNeeded: bytes.count)
    material.append(contentsOf: bytes)
    atoms.append(atom)
  }

  /// Another run as the continuation of this one, in a later turn.
  mutating func append(_ run: DigitRun) {
    for (position, atom) in run.atoms.enumerated() {
      var copy = atom
      if position == 0 { copy.separator = .turn }
      append(copy, run.digits(atom))
    }
  }

  /// A part of it as a run of its own.
  func part(_ range: Range<Int>) -> DigitRun {
    var part = DigitRun()
    for atom in atoms[range] { part.append(atom, digits(atom)) }
    return part
  }
}
