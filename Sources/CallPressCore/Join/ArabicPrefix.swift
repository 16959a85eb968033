/// The particles that Arabic writes together with the word after them: and, so, with, for, like,
/// the.
enum ArabicPrefix {
  /// A way in which a word may begin.
  struct Form: Equatable {
    /// The particles and the word, folded.
    var word: [UInt8]
    /// How many letters stand before the word.
    var letters: Int
  }

  private static let and: [UInt8] = Array("و".utf8)
  private static let so: [UInt8] = Array("ف".utf8)
  private static let with: [UInt8] = Array("ب".utf8)
  private static let to: [UInt8] = Array("ل".utf8)
  private static let like: [UInt8] = Array("ك".utf8)
  private static let the: [UInt8] = Array("ال".utf8)

  /// The forms of a folded word with particles before it; none for a word of fewer than three
  /// letters or of another script.
  static func forms(of word: Lent<UInt8>) -> [Form] {
    guard word.count >= 6, word.count % 2 == 0 else { return [] }
    for offset in stride(from: word.startIndex, to: word.endIndex, by: 2) {
      guard word[offset] == 0xD8 || word[offset] == 0xD9 else { return [] }
    }
    let hasArticle = word.starts(with: the)
    var forms: [Form] = []
    for conjunction in [[], and, so] {
      for preposition in [[], with, to, like] {
        let particles = conjunction + preposition
        if !particles.isEmpty {
          forms.append(Form(word: particles + word, letters: particles.count / 2))
        }
        if hasArticle {
          // "For the" drops the alef: للرياض.
          guard preposition == to else { continue }
          forms.append(
            Form(word: particles + word.dropFirst(2), letters: particles.count / 2))
        } else if preposition == to {
          forms.append(Form(word: particles + to + word, letters: particles.count / 2 + 1))
        } else {
          forms.append(
            Form(word: particles + the + word, letters: particles.count / 2 + 2))
        }
      }
    }
    return forms
  }
}
