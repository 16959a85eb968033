/// The times of a turn's words by their place in its text.
struct WordSpans {
  /// Words that all have a place and a time, in the order of the text.
  private let words: [Word]

  init(_ turn: Turn) {
    words = Self.areReady(turn.words) ? turn.words : Self.ready(turn.words)
  }

  /// Words nearly always are in the order of the text, each with its time; make sure, since the
  /// search below relies on it.
  private static func areReady(_ words: [Word]) -> Bool {
    var (lower, upper) = (Int.min, Int.min)
    for index in words.indices {
      guard words[index].span != nil, let range = words[index].range, range.lowerBound >= lower,
        range.upperBound >= upper
      else { return false }
      (lower, upper) = (range.lowerBound, range.upperBound)
    }
    return true
  }

  private static func ready(_ words: [Word]) -> [Word] {
    let placed = words.filter { $0.range != nil && $0.span != nil }
    guard !areReady(placed) else { return placed }
    return placed.sorted { left, right in
      guard let left = left.range, let right = right.range else { return false }
      return (left.lowerBound, left.upperBound) < (right.lowerBound, right.upperBound)
    }
  }

  /// From the start of the first word that overlaps a part of the text to the end of the last.
  func span(of range: Range<Int>) -> TimeSpan? {
    // The first word that ends behind the start, and the last that starts before the end.
    let first = partition { $0.upperBound > range.lowerBound }
    let last = partition { $0.lowerBound >= range.upperBound } - 1
    guard first <= last, first < words.count, let start = words[first].span?.start,
      let end = words[last].span?.end
    else { return nil }
    return TimeSpan(start: start, end: end)
  }

  /// The first word for which a condition holds that, once true, stays true.
  private func partition(_ holds: (Range<Int>) -> Bool) -> Int {
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if let range = words[middle].range, holds(range) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
