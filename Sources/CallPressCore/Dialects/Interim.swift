/// Recognition results that were replaced by later ones.
enum Interim {
  /// How far one looks at the beginnings of two results to see whether they are of one utterance.
  private static let compared = 4

  /// Which of the turns are interim and replaced; empty where none is interim.
  ///
  /// An interim result is replaced by the next result of the same speaker, unless somebody else
  /// finished saying something in between and the two do not begin alike. One that nothing
  /// replaces stays.
  static func superseded(_ turns: [TurnFields]) -> [Bool] {
    guard turns.contains(where: \.isInterim) else { return [] }
    struct Next {
      var text: String
      var finals: Int
    }
    var next: [String?: Next] = [:]
    var finals = 0
    var superseded = [Bool](repeating: false, count: turns.count)
    for (index, turn) in turns.enumerated().reversed() {
      let text = turn.text?.spokenText ?? ""
      if turn.isInterim {
        if let later = next[turn.role] {
          superseded[index] = later.finals == finals || beginAlike(text, later.text)
        }
      } else {
        finals += 1
      }
      // The finals that come behind this result are not between it and an earlier one.
      next[turn.role] = Next(text: text, finals: finals)
    }
    return superseded
  }

  private static func beginAlike(_ left: String, _ right: String) -> Bool {
    let left = left.lowercased().prefix(compared)
    return !left.isEmpty && left == right.lowercased().prefix(compared)
  }
}
