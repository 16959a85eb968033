import CallPressCore

/// What a sync is to do about a call, and why.
enum SyncAction: String, Equatable, Sendable, CaseIterable {
  /// The call was never fetched.
  case new
  /// It was fetched and has changed since, or what was fetched is gone.
  case changed
  /// It was not ready, or lacks a recording or a format that is asked for now.
  case again
  /// There is nothing to do.
  case unchanged

  /// Decides.
  ///
  /// - Parameters:
  ///   - row: The call as the list has it.
  ///   - entry: What is remembered of it.
  ///   - formats: The formats that are asked for.
  ///   - wantsRecording: Whether recordings are.
  ///   - folder: Where the files should be.
  static func decide(
    stamp: String, entry: SyncEntry?, formats: [String], wantsRecording: Bool, folder: SyncFolder
  ) -> SyncAction {
    guard let entry else { return .new }
    guard entry.stamp == stamp, folder.hasRecord(entry.id) else { return .changed }
    if entry.state == .waiting { return .again }
    if !Set(formats).isSubset(of: entry.formats) { return .again }
    if wantsRecording {
      guard let name = entry.recording else { return .again }
      if !name.isEmpty, !folder.hasRecording(name) { return .again }
    }
    return .unchanged
  }
}

/// Whether all that is to be expected of a call is there.
enum SyncReadiness {
  /// How long outcomes may come after a call.
  static let outcomesWait: Int64 = 24 * 3600 * 1000
  /// How long a transcript may come after a call.
  static let transcriptWait: Int64 = 7 * 24 * 3600 * 1000

  /// The state in which a call is remembered.
  ///
  /// A transcript and outcomes that the record says nothing of may still come, but not for ever:
  /// an agent may have no outcomes at all.
  static func state(of call: Call, now: Instant) -> SyncEntry.State {
    let waiting: Int64
    if call.transcript.state == .pending {
      waiting = transcriptWait
    } else if call.transcript.state == .present, call.outcomesState == .pending {
      waiting = outcomesWait
    } else {
      return .done
    }
    let last = [CallField.endedAt, .updatedAt, .startedAt, .createdAt].compactMap {
      call.instant($0)
    }.max()
    guard let last else { return .waiting }
    let (age, overflow) = now.millisecondsSince1970.subtractingReportingOverflow(
      last.millisecondsSince1970)
    return !overflow && age < waiting ? .waiting : .done
  }
}

/// How a sync ended, in numbers that add up: every call that was listed is one of these.
struct SyncCounts: Equatable, Sendable {
  /// How many calls were listed.
  var listed = 0
  /// How many of them were fetched for the first time.
  var new = 0
  /// How many had changed.
  var changed = 0
  /// How many were fetched again.
  var again = 0
  /// For how many there was nothing to do.
  var unchanged = 0
  /// How many failed.
  var failed = 0
  /// How many of those that were fetched are not ready yet.
  var waiting = 0
  /// How many of those that were fetched could not be made into all of the formats.
  var lacking = 0

  /// Adds one call that went well.
  mutating func add(_ action: SyncAction) {
    switch action {
    case .new: new += 1
    case .changed: changed += 1
    case .again: again += 1
    case .unchanged: unchanged += 1
    }
  }

  /// One line for people.
  var summary: String {
    var text = "\(listed) \(listed == 1 ? "call" : "calls"): \(new) new, \(changed) changed, "
    text += "\(again) again, \(unchanged) unchanged, \(failed) failed"
    if lacking > 0 { text += "; \(lacking) not in every format" }
    if waiting > 0 { text += "; \(waiting) not ready yet, the next sync tries again" }
    return text
  }
}
