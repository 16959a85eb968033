/// Stretches of time in which somebody speaks, in milliseconds on the call's clock.
struct SpeechStretches {
  /// A stretch, from its start to its end.
  typealias Stretch = (start: Int64, end: Int64)

  /// The stretches in order, none touching another.
  private(set) var stretches: [Stretch] = []

  /// Puts stretches in order and joins those that touch.
  init(_ all: [Stretch]) {
    stretches.reserveCapacity(all.count)
    for stretch in all.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
      if let last = stretches.last, stretch.start <= last.end {
        stretches[stretches.count - 1].end = max(last.end, stretch.end)
      } else {
        stretches.append(stretch)
      }
    }
  }

  /// How long they are together.
  var length: Int64 { stretches.reduce(0) { $0 + $1.end - $1.start } }

  /// From the first start to the last end.
  var extent: Int64 { (stretches.last?.end ?? 0) - (stretches.first?.start ?? 0) }

  /// What lies between them.
  var gaps: [Stretch] { zip(stretches, stretches.dropFirst()).map { ($0.end, $1.start) } }

  /// The stretches of one turn: its words without the pauses between them, or its whole span.
  static func stretches(of turn: Turn, pause: Int64) -> [Stretch] {
    guard let span = turn.span else { return [] }
    let whole = (span.start.milliseconds, span.end.milliseconds)
    var stretches: [Stretch] = []
    var start = whole.0
    var end = whole.0
    for word in turn.words {
      guard let own = word.span else { continue }
      if own.start.milliseconds - end >= pause {
        if end > start { stretches.append((start, end)) }
        start = own.start.milliseconds
      }
      end = max(end, own.end.milliseconds)
    }
    guard end > whole.0 else { return [whole] }
    // A turn may go on behind its last word.
    end = whole.1 - end >= pause ? end : max(end, whole.1)
    stretches.append((start, end))
    return stretches
  }
}
