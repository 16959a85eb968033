/// What ``LetterFolding`` makes of the letters that French and Arabic texts are full of, by their
/// UTF-8, so that whole words can be folded without a look at each scalar.
///
/// Made once, never changed and never freed.
struct LetterTables: @unchecked Sendable {
  static let shared = LetterTables()

  /// The base letters of U+00C0 to U+00FF, whose UTF-8 begins with C3, by the six bits of the second
  /// byte; 0 where there is not exactly one letter.
  let latin: Lent<UInt8>
  /// The two bytes of the folded letters of U+0600 to U+067F, the first in the lower place, by the
  /// last bit of the first byte, D8 or D9, and the six of the second; 0 where a scalar is no letter,
  /// or no ordinary one.
  let arabic: Lent<UInt16>

  private init() {
    latin = Lent(
      forever: (UInt32(0xC0)...0xFF).map { scalar in
        guard case .letter(let letter, 0) = LetterFolding.fold(scalar), letter < 0x80 else {
          return 0
        }
        return UInt8(letter)
      })
    arabic = Lent(
      forever: (UInt32(0x0600)...0x067F).map { scalar in
        // The last letter of على has a meaning of its own there.
        guard scalar != 0x0649, case .letter(let letter, 0) = LetterFolding.fold(scalar),
          (0x80..<0x800).contains(letter)
        else { return 0 }
        return UInt16(0xC0 | letter >> 6) | UInt16(0x80 | letter & 0x3F) << 8
      })
  }
}
