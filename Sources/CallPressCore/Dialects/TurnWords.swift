extension TranscriptBuilder {
  /// Puts the words of a turn right as far as that needs nothing but the turn, and notes it.
  mutating func settle(_ summary: WordSummary, of turn: inout Turn) {
    if summary.isUnordered { order(&turn, isFullyTimed: summary.untimed == 0) }
    if summary.unfound > 0 {
      let count = turn.words.reduce(0) { $0 + ($1.range == nil ? 1 : 0) }
      if count > 0 {
        note(
          Diagnostic(
            "words-not-in-text", .info,
            "\(count) of \(turn.words.count) words are not in the text of the turn; "
              + "the text stands as it is",
            at: turn.location))
      }
    }
    if summary.reversedEnds > 0 {
      note(
        Diagnostic(
          "word-end-before-start", .warning,
          "\(summary.reversedEnds) word(s) end before they start; their ends were moved to "
            + "their starts",
          at: turn.location))
    }
  }

  /// Orders words by start where all have one and the text does not contradict.
  private mutating func order(_ turn: inout Turn, isFullyTimed: Bool) {
    if isFullyTimed {
      let sorted = turn.words.enumerated().sorted { left, right in
        let (first, second) = (left.element.span?.start.time, right.element.span?.start.time)
        guard let first, let second, first != second else { return left.offset < right.offset }
        return first < second
      }.map(\.element)
      var text = turn.text
      let aligned = text.withUTF8 { bytes in
        var aligner = WordAligner(bytes, provenance: .measured, expecting: 0)
        return sorted.map { word in
          var word = word
          word.range = word.text.withUTF8 { aligner.place($0) }
          return word
        }
      }
      let found = { (words: [Word]) in words.reduce(0) { $0 + ($1.range == nil ? 0 : 1) } }
      if found(aligned) >= found(turn.words) {
        turn.words = aligned
        note(
          Diagnostic(
            "words-sorted", .info, "words were not in the order of their times; they were sorted",
            at: turn.location))
        return
      }
    }
    note(
      Diagnostic(
        "word-times-unordered", .info,
        "the times of some words go backwards; the words were kept in the order of the text",
        at: turn.location))
  }

  /// Leaves out what cannot be a probability.
  mutating func dropBadConfidence(of turn: inout Turn) {
    var bad = 0
    func isFine(_ value: Double?) -> Bool { value.map { $0 >= 0 && $0 <= 1 } ?? true }
    if !isFine(turn.confidence) {
      turn.confidence = nil
      bad += 1
    }
    for index in turn.words.indices where !isFine(turn.words[index].confidence) {
      turn.words[index].confidence = nil
      bad += 1
    }
    guard bad > 0 else { return }
    note(
      Diagnostic(
        "confidence-out-of-range", .info,
        "\(bad) confidence value(s) are not between 0 and 1; they were left out", at: turn.location
      ))
  }

  /// Gives a time to each word that lacks one and stands in a turn where other words have one.
  ///
  /// - Returns: How many words were given a time.
  static func fillWordTimes(
    _ words: inout [Word], _ summary: WordSummary, in span: TimeSpan
  ) -> Int {
    // A lone start ends with the next word, a lone end begins with the word before.
    for partial in summary.partial.reversed() {
      guard let start = partial.start else { continue }
      words[partial.word].span = begun(partial.word, start, words, summary, in: span)
    }
    for partial in summary.partial {
      guard let end = partial.end else { continue }
      let previous = partial.word > 0 ? words[partial.word - 1].span?.end.time : nil
      let time = MediaTime(milliseconds: end)
      words[partial.word].span = TimeSpan(
        start: TimePoint(min(time, previous ?? span.start.time), .estimated(.interpolated)),
        end: TimePoint(time, summary.provenance))
    }
    var index = 0
    while index < words.count {
      if words[index].span == nil {
        index = interpolate(&words, from: index, in: span)
      } else {
        index += 1
      }
    }
    return summary.untimed
  }

  /// Shares the time between two timed words out to the untimed ones between them.
  private static func interpolate(
    _ words: inout [Word], from first: Int, in span: TimeSpan
  ) -> Int {
    var next = first
    var length: Int64 = 0
    while next < words.count, words[next].span == nil {
      length += Int64(words[next].text.utf8.count)
      next += 1
    }
    // Neighbours that overlap leave no room: then the words share one point.
    let before = first > 0 ? words[first - 1].span?.end.time : nil
    let after = next < words.count ? words[next].span?.start.time : nil
    let low = before ?? min(span.start.time, after ?? span.start.time)
    let room = max(low, after ?? span.end.time).distance(from: low)
    var said: Int64 = 0
    var start = low
    for index in first..<next {
      said += Int64(words[index].text.utf8.count)
      let end = low.advanced(by: Proportion.share(of: room, said, length))
      words[index].span = TimeSpan(
        start: TimePoint(start, .estimated(.interpolated)),
        end: TimePoint(end, .estimated(.interpolated)))
      start = end
    }
    return next
  }

  private static func begun(
    _ index: Int, _ milliseconds: Int64, _ words: [Word], _ summary: WordSummary, in span: TimeSpan
  ) -> TimeSpan {
    let start = MediaTime(milliseconds: milliseconds)
    let end: TimePoint
    if index + 1 < words.count {
      end =
        words[index + 1].span.map { TimePoint($0.start.time, .estimated(.nextStart)) }
        ?? TimePoint(
          start.advanced(by: Int64(words[index].text.utf8.count) * 65), .estimated(.readingSpeed))
    } else {
      end = TimePoint(span.end.time, .estimated(.interpolated))
    }
    return TimeSpan(
      start: TimePoint(start, summary.provenance),
      end: end.time < start ? TimePoint(start, end.provenance) : end)
  }
}
