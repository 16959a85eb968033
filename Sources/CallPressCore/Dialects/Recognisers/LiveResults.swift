/// A result of a live recogniser, which a later one may replace.
protocol LiveResult {
  /// Whether the recogniser says that it will not change.
  var isFinal: Bool { get }
  /// What results that replace each other have in common: the channel, mostly.
  var line: String { get }
  /// When it begins.
  var start: MediaTime? { get }
  /// When it ends.
  var end: MediaTime? { get }
}

extension Array where Element: LiveResult {
  /// The results without the interim ones that a later one of the same line replaces.
  ///
  /// What nothing replaces stays: it was the last that was heard. The other number is how many
  /// were replaced.
  func standing() -> (results: [Element], replaced: Int) {
    var next: [String: Element] = [:]
    var kept: [Element] = []
    for result in reversed() {
      if result.isFinal || !(next[result.line].map { Self.replaces($0, result) } ?? false) {
        kept.append(result)
      }
      next[result.line] = result
    }
    return (kept.reversed(), count - kept.count)
  }

  private static func replaces(_ later: Element, _ earlier: Element) -> Bool {
    guard let start = later.start, let from = earlier.start else { return true }
    return start < (earlier.end ?? from.advanced(by: 1))
  }
}

extension TranscriptBuilder {
  /// Says how many interim results were left out for later ones.
  mutating func noteInterim(_ count: Int, at value: JSONValue) {
    guard count > 0 else { return }
    note(
      "interim-results", .info,
      "\(count) interim result(s) that something later replaces were left out", at: value)
  }
}
