/// A word that has a place in its turn's text and a time that can be trusted.
struct TimedWord: BitwiseCopyable {
  /// Where it begins in the text, in UTF-8 bytes.
  var start: Int
  /// Where it ends.
  var end: Int
  /// When it begins, in milliseconds.
  var from: Int64
  /// When it ends; never before it begins, never after the next word begins.
  var to: Int64
  /// Whether either time is a guess.
  var isEstimated: Bool

  /// The words of a turn whose places and times both ascend.
  ///
  /// Where times contradict the order of the text, the longest run of words that agree is kept;
  /// the others share the time between them.
  ///
  /// - Parameters:
  ///   - list: The turn's words.
  ///   - length: The length of its text in UTF-8 bytes.
  ///   - offset: What is added to the places.
  ///   - bounds: The times to stay within; `nil` leaves them as they are.
  ///   - words: Receives the words; what it held is forgotten.
  static func collect(
    of list: [Word], inTextOf length: Int, at offset: Int = 0, within bounds: ClosedRange<Int64>?,
    into words: inout Scratch<TimedWord>
  ) {
    words.removeAll()
    var place = 0
    var isAscending = true
    var last = Int64.min
    list.withUnsafeBufferPointer { list in
      words.reserve(list.count)
      // By index: a word is a large value to copy.
      for index in list.indices {
        guard let range = list[index].range, let span = list[index].span,
          range.lowerBound >= place, range.upperBound <= length, !range.isEmpty
        else { continue }
        place = range.upperBound
        let from = clamp(span.start.milliseconds, bounds)
        let to = max(clamp(span.end.milliseconds, bounds), from)
        if from < last { isAscending = false }
        last = from
        words.append(
          TimedWord(
            start: range.lowerBound &+ offset, end: range.upperBound &+ offset, from: from, to: to,
            isEstimated: span.isEstimated))
      }
    }
    if !isAscending { keepLongestAscending(&words) }
    var index = 1
    while index < words.count {
      words[index - 1].to = min(words[index - 1].to, words[index].from)
      index += 1
    }
  }

  @inline(__always)
  private static func clamp(_ time: Int64, _ bounds: ClosedRange<Int64>?) -> Int64 {
    guard let bounds else { return TurnTiming.bounded(time) }
    return min(max(time, bounds.lowerBound), bounds.upperBound)
  }

  /// Keeps the longest run of words, not necessarily neighbours, whose times never decrease.
  private static func keepLongestAscending(_ words: inout Scratch<TimedWord>) {
    // Patience sorting: tails[k] is the word with the least time that ends a run of k + 1 words.
    var tails: [Int] = []
    var previous = [Int](repeating: -1, count: words.count)
    for index in 0..<words.count {
      var low = 0
      var high = tails.count
      while low < high {
        let middle = (low + high) / 2
        if words[tails[middle]].from <= words[index].from {
          low = middle + 1
        } else {
          high = middle
        }
      }
      if low > 0 { previous[index] = tails[low - 1] }
      if low == tails.count { tails.append(index) } else { tails[low] = index }
    }
    var kept: [TimedWord] = []
    var at = tails.last ?? -1
    while at >= 0 {
      kept.append(words[at])
      at = previous[at]
    }
    words.removeAll()
    for word in kept.reversed() { words.append(word) }
  }
}
