/// When a turn is said, after everything that was missing or impossible has been filled in.
struct TurnTiming {
  /// Where the turn stands among the turns, from 0.
  var turn: Int
  /// The start in milliseconds; never negative.
  var start: Int64
  /// The end; always later than the start.
  var end: Int64
  /// Whether the start is a guess.
  var isStartEstimated: Bool
  /// Whether the end is a guess.
  var isEndEstimated: Bool
  /// Whether the source gives the times of words.
  var hasWordTimes: Bool
  /// How many characters the turn has, for sharing time out.
  var characters: Int64
  /// Whether another turn is said at the same time.
  var isOverlapped = false

  /// The latest time that is worked with, some 140,000 years: beyond it sums could overflow.
  static let latest: Int64 = 1 << 52

  /// A time within the range that is worked with.
  static func bounded(_ time: Int64) -> Int64 {
    min(max(time, 0), latest)
  }

  /// How long a reader takes for a number of characters: 15 a second, at least a second.
  static func readingTime(_ characters: Int64) -> Int64 {
    max(characters * 1000 / 15, 1000)
  }
}

/// Finds out when each turn of a transcript is said.
///
/// Whatever the source gives stands. Guesses fill what it does not give:
/// - turns that begin in the same millisecond, without times of words, share the time up to the
///   next start by their lengths;
/// - turns without times share the time between their neighbours;
/// - an end that is not after the start moves to a reader's time later, or to the next start;
/// - without any time at all, and only when asked for, turns follow one another at reading speed.
struct TurnTimer {
  private var timings: [TurnTiming] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Between turns whose times are all estimated, in milliseconds.
  private static let gap: Int64 = 200

  /// The times of all turns that have something to show.
  ///
  /// Where `keepsTimes` is set, times that are possible stand even where they are unlikely.
  ///
  /// - Throws: `no-times` where none of them has a time and estimating was not asked for.
  static func timings(
    of turns: [Turn], timing: CaptionSettings.Timing, keepsTimes: Bool = false
  ) throws(CallPressError) -> (timings: [TurnTiming], diagnostics: [Diagnostic]) {
    var timer = TurnTimer()
    var untimed: [Int] = []
    var negative = 0
    // By index: a turn is a large value to copy.
    for index in turns.indices {
      var text = turns[index].text
      let characters: Int64? = text.withUTF8 { bytes in
        guard !WhiteSpace.isBlank(bytes) else { return nil }
        var count: Int64 = 0
        for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
        return count
      }
      guard let characters else { continue }
      timer.add(turns, index, characters, &untimed, &negative)
    }
    if negative > 0 {
      timer.diagnostics.append(
        Diagnostic(
          "negative-time", .info,
          "\(negative) turns begin before the zero point; their captions begin at zero"))
    }
    guard !timer.timings.isEmpty else { return ([], []) }
    if untimed.count == timer.timings.count {
      guard timing == .estimate else {
        throw CallPressError(
          .noTimes,
          "the transcript has no times, and captions need them; export another format, or ask for "
            + "estimated times with --timing estimate")
      }
      timer.estimateAll()
    } else {
      timer.place(untimed, among: turns)
      if !keepsTimes { timer.separateEqualStarts(turns) }
      timer.mendEnds(keepsTimes: keepsTimes)
    }
    timer.markOverlaps()
    return (timer.timings, timer.diagnostics)
  }

  private mutating func add(
    _ turns: [Turn], _ index: Int, _ characters: Int64, _ untimed: inout [Int],
    _ negative: inout Int
  ) {
    var span = turns[index].span
    let hasWordTimes = turns[index].words.contains { $0.span != nil && $0.range != nil }
    if hasWordTimes, span.map({ $0.duration <= 0 }) ?? true {
      var words = Scratch<TimedWord>()
      TimedWord.collect(
        of: turns[index].words, inTextOf: turns[index].text.utf8.count, within: nil, into: &words)
      if !words.isEmpty {
        let start = MediaTime(milliseconds: words[0].from)
        let end = MediaTime(milliseconds: words[words.count - 1].to)
        span = TimeSpan(
          start: TimePoint(start, .derived(.words)), end: TimePoint(end, .derived(.words)))
      }
    }
    if let start = span?.start.milliseconds, start < 0 { negative += 1 }
    if span == nil { untimed.append(timings.count) }
    timings.append(
      TurnTiming(
        turn: index, start: TurnTiming.bounded(span?.start.milliseconds ?? 0),
        end: TurnTiming.bounded(span?.end.milliseconds ?? 0),
        isStartEstimated: span?.start.provenance.isEstimated ?? true,
        isEndEstimated: span?.end.provenance.isEstimated ?? true,
        hasWordTimes: hasWordTimes, characters: characters))
  }

  /// One turn after another, at reading speed.
  private mutating func estimateAll() {
    var at: Int64 = 0
    for index in timings.indices {
      timings[index].start = at
      timings[index].end = at + TurnTiming.readingTime(timings[index].characters)
      at = TurnTiming.bounded(timings[index].end + Self.gap)
    }
    diagnostics.append(
      Diagnostic(
        "estimated-times", .warning,
        "the transcript has no times; all \(timings.count) turns were timed from the length of "
          + "their text, at 15 characters a second"))
  }

  /// Puts each run of turns without times between its neighbours.
  private mutating func place(_ untimed: [Int], among turns: [Turn]) {
    guard let first = untimed.first else { return }
    diagnostics.append(
      Diagnostic(
        "estimated-times", .warning,
        "\(untimed.count) of \(timings.count) turns have no time; theirs were estimated from "
          + "their neighbours'", at: turns[timings[first].turn].location))
    var position = 0
    while position < untimed.count {
      let low = untimed[position]
      var high = low
      while position + 1 < untimed.count, untimed[position + 1] == high + 1 {
        position += 1
        high += 1
      }
      position += 1
      let before = low > 0 ? timings[low - 1].end : 0
      let after = high + 1 < timings.count ? timings[high + 1].start : nil
      place(low...high, from: min(before, after ?? before), to: after)
    }
  }

  private mutating func place(_ run: ClosedRange<Int>, from start: Int64, to end: Int64?) {
    let wanted = run.reduce(Int64(0)) { $0 + TurnTiming.readingTime(timings[$1].characters) }
    let length = min(wanted, end.map { $0 - start } ?? wanted)
    let isCrowded = length < Int64(run.count) * Self.gap
    let characters = max(run.reduce(Int64(0)) { $0 + timings[$1].characters }, 1)
    var passed: Int64 = 0
    for index in run {
      timings[index].start = start + Self.part(passed, of: characters, in: length)
      passed += timings[index].characters
      // With no room between the neighbours a turn is shown over them: in order and readable.
      timings[index].end =
        isCrowded
        ? timings[index].start + TurnTiming.readingTime(timings[index].characters)
        : start + Self.part(passed, of: characters, in: length)
    }
  }

  /// Shares the time up to the next start among turns that begin in the same millisecond.
  private mutating func separateEqualStarts(_ turns: [Turn]) {
    var low = 0
    var shared = 0
    var location: SourceLocation?
    while low < timings.count {
      let start = timings[low].start
      var high = low
      while high + 1 < timings.count, timings[high + 1].start == start,
        !timings[high].hasWordTimes, !timings[high + 1].hasWordTimes
      {
        high += 1
      }
      if high > low {
        separate(low...high)
        if shared == 0 { location = turns[timings[low].turn].location }
        shared += high - low + 1
      }
      low = high + 1
    }
    guard shared > 0 else { return }
    diagnostics.append(
      Diagnostic(
        "equal-starts", .info,
        "\(shared) turns begin at the same time as a neighbour; their captions share the time up to "
          + "the next start", at: location))
  }

  private mutating func separate(_ group: ClosedRange<Int>) {
    let start = timings[group.lowerBound].start
    var end = group.reduce(start) { max($0, timings[$1].end) }
    let next = group.upperBound + 1 < timings.count ? timings[group.upperBound + 1].start : start
    if end <= start {
      end =
        next > start
        ? next
        : group.reduce(start) {
          $0 + TurnTiming.readingTime(timings[$1].characters)
        }
    } else if next > start {
      end = min(end, next)
    }
    end = max(end, start + Int64(group.count))
    let characters = max(group.reduce(Int64(0)) { $0 + timings[$1].characters }, 1)
    var passed: Int64 = 0
    for index in group {
      let isFirst = index == group.lowerBound
      let isLast = index == group.upperBound
      let from = start + Self.part(passed, of: characters, in: end - start)
      passed += timings[index].characters
      let to = start + Self.part(passed, of: characters, in: end - start)
      timings[index].start = isFirst ? start : max(from, timings[index - 1].start + 1)
      timings[index].end = max(to, timings[index].start + 1)
      timings[index].isStartEstimated = timings[index].isStartEstimated || !isFirst
      timings[index].isEndEstimated = timings[index].isEndEstimated || !isLast
    }
  }

  /// Gives turns an end after their start, and turns that nobody could say so fast more room,
  /// where there is some.
  private mutating func mendEnds(keepsTimes: Bool) {
    for index in timings.indices where !timings[index].hasWordTimes || isEmpty(index) {
      let next = index + 1 < timings.count ? timings[index + 1].start : .max
      let timing = timings[index]
      let reading = TurnTiming.readingTime(timing.characters)
      let isTooFast = !keepsTimes && timing.end - timing.start < timing.characters * 1000 / 40
      if isEmpty(index) || isTooFast, next > timing.end {
        timings[index].end = min(timing.start + reading, next)
        timings[index].isEndEstimated = true
      }
      if isEmpty(index) {
        timings[index].end = timing.start + 1
        timings[index].isEndEstimated = true
      }
    }
  }

  private func isEmpty(_ index: Int) -> Bool {
    timings[index].end <= timings[index].start
  }

  /// Marks the turns during which others are said, by more than recognisers are wrong by.
  private mutating func markOverlaps() {
    let tolerance: Int64 = 100
    var latestEnd = Int64.min
    for index in timings.indices {
      if timings[index].start + tolerance < latestEnd { timings[index].isOverlapped = true }
      latestEnd = max(latestEnd, timings[index].end)
    }
    var earliestStart = Int64.max
    for index in timings.indices.reversed() {
      if timings[index].end - tolerance > earliestStart { timings[index].isOverlapped = true }
      earliestStart = min(earliestStart, timings[index].start)
    }
  }

  /// A part of a length, without leaving the range of integers.
  private static func part(_ share: Int64, of whole: Int64, in length: Int64) -> Int64 {
    length / whole * share + length % whole * share / whole
  }
}
