/// Counts of what a turn says, by its text alone.
struct SpokenCount {
  /// How many words: those of the source where it gives any, else what stands between spaces and
  /// has a letter or a digit in it.
  private(set) var words = 0
  /// How many questions, by their marks.
  private(set) var questions = 0

  init(_ turn: Turn) {
    var isWord = false
    var isQuestion = false
    var pieces = 0
    func endPiece() {
      if isWord { pieces += 1 }
      if isQuestion { questions += 1 }
      isWord = false
      isQuestion = false
    }
    for scalar in turn.text.unicodeScalars {
      switch scalar {
      case "?", "\u{61F}", "\u{FF1F}", "\u{2047}", "\u{2048}", "\u{2049}": isQuestion = true
      case _ where scalar.properties.isWhitespace: endPiece()
      case _ where scalar.properties.isAlphabetic || scalar.properties.numericType != nil:
        isWord = true
        // A mark inside a word, as in an address, asks nothing.
        isQuestion = false
      default: continue
      }
    }
    endPiece()
    words = turn.words.isEmpty ? pieces : turn.words.count
  }
}
