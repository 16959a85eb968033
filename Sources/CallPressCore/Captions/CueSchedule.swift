/// Decides when each cue shows.
///
/// Cues are ordered by start, and those that start together by the order of their turns. A cue
/// begins with its speech and ends with it, or later where there is silence: until it has been
/// read, and up to the next cue where that is near, so that nothing flickers. Where there is too
/// little time, a cue takes a little of the silence before it and of the time of a neighbour that
/// has some to spare. Of people who speak at once, short cues share the screen; else the first ends
/// where the second begins.
struct CueSchedule {
  private let limits: CueLimits
  private let overlap: CaptionSettings.Overlap
  private let keepsTimes: Bool
  /// How many cues could not be shown long enough to be read.
  private(set) var fast = 0
  /// How many cues are shorter than the minimum.
  private(set) var short = 0

  /// Prepares a schedule.
  ///
  /// - Parameters:
  ///   - settings: How long cues may stay.
  ///   - keepsTimes: Whether they stay as long as they do, since their source says so.
  init(_ settings: CaptionSettings, keepsTimes: Bool) {
    limits = CueLimits(settings, script: .alphabetic)
    overlap = settings.overlap
    self.keepsTimes = keepsTimes || settings.isOneCuePerTurn
  }

  /// Puts drafts in order and gives them their times.
  mutating func arrange(_ drafts: inout [CueDraft]) {
    if !Self.isOrdered(drafts) {
      // Swift's sort is stable today without promising it, so the place decides.
      let order = drafts.indices.sorted { (drafts[$0].start, $0) < (drafts[$1].start, $1) }
      let places = Self.places(order)
      drafts = order.map {
        var draft = drafts[$0]
        if draft.second >= 0 { draft.second = places[draft.second] }
        return draft
      }
    }
    guard !drafts.isEmpty else { return }
    if keepsTimes {
      for index in drafts.indices {
        drafts[index].from = drafts[index].start
        drafts[index].to = max(drafts[index].end, drafts[index].start + 1)
      }
      return
    }
    if overlap == .share, limits.lines > 1 { share(&drafts) }
    place(&drafts)
  }

  private static func isOrdered(_ drafts: [CueDraft]) -> Bool {
    for index in drafts.indices.dropFirst() where drafts[index].start < drafts[index - 1].start {
      return false
    }
    return true
  }

  private static func places(_ order: [Int]) -> [Int] {
    var places = order
    for (place, index) in order.enumerated() { places[index] = place }
    return places
  }

  // MARK: Two speakers in one cue

  private func share(_ drafts: inout [CueDraft]) {
    var index = 0
    while index + 1 < drafts.count {
      let other = index + 1
      guard canShare(drafts[index], drafts[other]) else {
        index += 1
        continue
      }
      let after = other + 1 < drafts.count ? drafts[other + 1].start : .max / 4
      guard shouldShare(drafts[index], drafts[other], after) else {
        index += 1
        continue
      }
      drafts[index].second = other
      drafts[index].end = max(drafts[index].end, drafts[other].end)
      drafts[index].columns += drafts[other].columns
      drafts[index].isEstimated = drafts[index].isEstimated || drafts[other].isEstimated
      drafts[other].isTaken = true
      index += 2
    }
  }

  private func canShare(_ one: CueDraft, _ two: CueDraft) -> Bool {
    // A dash and a space stand before each name.
    one.lineCount == 1 && two.lineCount == 1 && one.speaker != two.speaker
      && one.textColumns + one.label + 2 <= one.width
      && two.textColumns + two.label + 2 <= two.width
      && max(one.end, two.end) - one.start <= limits.maximumDuration
  }

  private func shouldShare(_ one: CueDraft, _ two: CueDraft, _ after: Int64) -> Bool {
    let talk = min(one.end, two.end) - two.start
    let silence = two.start - one.end
    guard silence < 600 else { return false }
    // What each lacks on its own, and what both lack together.
    let room = max(two.start, min(one.end, two.start + CueLimits.longestDelay)) - limits.gap
    let first = lack(one, until: room)
    let second = lack(two, until: min(after - limits.gap, two.end + CueLimits.longestHang))
    var both = one
    both.columns += two.columns
    both.end = max(one.end, two.end)
    let together = lack(both, until: min(after - limits.gap, both.end + CueLimits.longestHang))
    if talk > 300 { return together <= max(first, 0) + max(second, 0) || together <= 0 }
    return first > 100 && together <= 0 || second > 200 && first <= 0 && together <= 0
  }

  private func lack(_ draft: CueDraft, until end: Int64) -> Int64 {
    max(draft.readingTime, limits.minimumDuration) - (end - draft.start)
  }

  // MARK: Times

  private mutating func place(_ drafts: inout [CueDraft]) {
    var last = -1
    for index in drafts.indices where !drafts[index].isTaken {
      drafts[index].from = drafts[index].start
      if last >= 0 {
        let next = nextStart(drafts, behind: index)
        var one = drafts[last]
        settle(&one, &drafts[index], next)
        drafts[last] = one
      }
      last = index
    }
    if last >= 0 { finish(&drafts[last], before: .max / 4) }
  }

  /// When the cue behind one begins to be spoken.
  private func nextStart(_ drafts: [CueDraft], behind index: Int) -> Int64 {
    var next = index + 1
    while next < drafts.count, drafts[next].isTaken { next += 1 }
    return next < drafts.count ? drafts[next].start : .max / 4
  }

  /// What a cue must have at least.
  private func need(_ draft: CueDraft) -> Int64 {
    min(max(draft.readingTime, limits.minimumDuration), limits.maximumDuration)
  }

  /// Decides where one cue ends and the next begins.
  private mutating func settle(_ one: inout CueDraft, _ two: inout CueDraft, _ after: Int64) {
    if overlap == .keep, one.speaker != two.speaker, one.end > two.start {
      two.from = max(two.start, one.from)
      one.to = min(max(one.end, one.from + 1), one.from + limits.maximumDuration)
      tally(one)
      return
    }
    let gap = limits.gap
    let oneNeeds = one.from + need(one)
    let room = min(after - gap, two.end + CueLimits.longestHang) - two.start
    let lack = need(two) - room
    var from = two.start
    if two.start - one.end >= gap {
      // Silence between them: the second may begin a little early.
      if lack > 0 {
        let early = min(
          lack, CueLimits.longestLead,
          two.start - gap - max(one.end, min(oneNeeds, two.start - gap))
        )
        from -= max(early, 0)
      }
    } else {
      // No silence: the first is cut a little, or the second delayed.
      from = max(from, min(one.end - CueLimits.longestCut + gap, from + CueLimits.longestDelay))
      let spare = -lack - max(from - two.start, 0)
      if from - gap < oneNeeds, spare > 0 {
        from = min(
          max(from, min(oneNeeds + gap, two.start + CueLimits.longestDelay)), from + spare)
      } else if lack > 0, from - gap > oneNeeds {
        let early = min(lack, from - gap - oneNeeds, from - (one.end - CueLimits.longestCut) - gap)
        from -= max(early, 0)
      }
      let shortest = one.from + min(limits.minimumDuration, max(one.end - one.from, 400))
      if from - gap < shortest, one.end > two.start {
        // One speaks over the other: better late than unreadable.
        from = max(from, min(shortest + gap, two.start + 1000))
      }
    }
    two.from = max(from, one.from + 1)
    finish(&one, before: two.from)
  }

  /// Decides when a cue ends that another follows.
  private mutating func finish(_ one: inout CueDraft, before next: Int64) {
    let longest = one.from + limits.maximumDuration
    let latest = next - limits.gap
    var to = max(one.end, one.from + max(limits.minimumDuration, one.easyTime))
    to = min(to, max(one.end, one.start) + CueLimits.longestHang)
    to = max(to, one.from + limits.minimumDuration)
    if latest - to < CueLimits.chainedGap { to = latest }
    // Without room for a gap there is none.
    if to < one.from + limits.minimumDuration { to = min(next, one.from + limits.minimumDuration) }
    one.to = max(min(to, longest), one.from + 1)
    tally(one)
  }

  private mutating func tally(_ draft: CueDraft) {
    let length = draft.to - draft.from
    if length < limits.minimumDuration { short += 1 }
    if length < draft.readingTime { fast += 1 }
  }
}
