/// Puts cues in order and sees to it that each can be shown.
///
/// Cues are ordered by start, and those that start together by the order of their turns. None is
/// longer than the maximum, every one is at least a millisecond, and one shorter than the minimum
/// stays on until the minimum or the next cue. Cues of speakers who talk at the same time overlap:
/// formats decide what to do about it.
enum CueSchedule {
  /// Puts cues in order.
  ///
  /// - Parameters:
  ///   - cues: The cues.
  ///   - settings: How long they may stay.
  ///   - keepsTimes: Whether they stay as long as they do, since their source says so.
  static func arrange(
    _ cues: inout [Cue], settings: CaptionSettings, keepsTimes: Bool = false
  ) {
    if !isOrdered(cues) {
      // Swift's sort is stable today without promising it, so the place decides.
      let order = cues.indices.sorted {
        (cues[$0].start, $0) < (cues[$1].start, $1)
      }
      cues = order.map { cues[$0] }
    }
    let shortest = settings.usableMinimumDuration
    let longest = settings.usableMaximumDuration
    for index in cues.indices {
      let start = cues[index].start.milliseconds
      var end = max(cues[index].end.milliseconds, start + 1)
      if keepsTimes {
        // Somebody has decided how long it stays.
      } else if end - start < shortest {
        let next = index + 1 < cues.count ? cues[index + 1].start.milliseconds : .max
        end = max(end, min(start + shortest, next))
      } else if end - start > longest {
        end = start + longest
      }
      cues[index].end = MediaTime(milliseconds: end)
    }
  }

  private static func isOrdered(_ cues: [Cue]) -> Bool {
    for index in cues.indices.dropFirst() where cues[index].start < cues[index - 1].start {
      return false
    }
    return true
  }
}
