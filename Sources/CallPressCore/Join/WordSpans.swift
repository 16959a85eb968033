/// The times of a turn's words by their place in its text.
struct WordSpans {
  private var words: [(range: Range<Int>, span: TimeSpan)]

  init(_ turn: Turn) {
    words = turn.words.compactMap { word in
      guard let range = word.range, let span = word.span else { return nil }
      return (range, span)
    }
    // Words are in the order of the text; make sure, since the search below relies on it.
    let isOrdered = zip(words, words.dropFirst()).allSatisfy {
      $0.range.lowerBound <= $1.range.lowerBound && $0.range.upperBound <= $1.range.upperBound
    }
    if !isOrdered {
      words.sort {
        ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
      }
    }
  }

  /// From the start of the first word that overlaps a part of the text to the end of the last.
  func span(of range: Range<Int>) -> TimeSpan? {
    // The first word that ends behind the start, and the last that starts before the end.
    let first = partition { $0.upperBound > range.lowerBound }
    let last = partition { $0.lowerBound >= range.upperBound } - 1
    guard first <= last, first < words.count else { return nil }
    return TimeSpan(start: words[first].span.start, end: words[last].span.end)
  }

  /// The first word for which a condition holds that, once true, stays true.
  private func partition(_ holds: (Range<Int>) -> Bool) -> Int {
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if holds(words[middle].range) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
