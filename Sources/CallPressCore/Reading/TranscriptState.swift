extension Transcript.State {
  /// Why a record has no transcript: there is none to be had, or there is none yet.
  ///
  /// The API documents three words of status, `completed`, `failed` and `in-progress`; the others
  /// are those of telephony. A call that goes on has no transcript yet. One that nobody answered
  /// never will. One that ended has none yet where the record says nothing of a transcript, null
  /// or not at all, since transcribing is an event of its own after the end; it has none where the
  /// record says that it is empty: `{}`, `[]`, `""`.
  static func missing(in record: JSONValue, duration: MediaTime?) -> Transcript.State {
    switch CallProgress(record["call_status"]?.string) {
    case .goingOn: return .pending
    case .unanswered: return .empty
    case .ended, .unknown: break
    }
    let members = [record["transcript_object"], record["transcript"]]
    for case .some(let member) in members where !member.isNull { return .empty }
    if let duration { return duration.milliseconds > 0 ? .pending : .empty }
    let isOver = CallProgress(record["call_status"]?.string) == .ended
    let saysNothingHappened = record["call_duration"].map { Self.isZero($0) } ?? false
    return isOver && !saysNothingHappened ? .pending : .empty
  }

  private static func isZero(_ value: JSONValue) -> Bool {
    (value.numberText ?? value.string).flatMap { ExactDecimal($0) }?.isZero ?? false
  }
}

/// How far a call has come, by its status.
enum CallProgress: Hashable, Sendable {
  /// It has not begun, or goes on.
  case goingOn
  /// Nobody was reached.
  case unanswered
  /// It is over.
  case ended
  /// The status says nothing, or is missing.
  case unknown

  /// Reads a status in any case, with spaces, underscores or hyphens.
  init(_ status: String?) {
    var form = ""
    for scalar in (status ?? "").lowercased().unicodeScalars.prefix(64)
    where ("a"..."z").contains(scalar) {
      form.unicodeScalars.append(scalar)
    }
    self = Self.table[form] ?? .unknown
  }

  private static let table: [String: CallProgress] = {
    var table: [String: CallProgress] = [:]
    func put(_ progress: CallProgress, _ words: String) {
      for word in words.split(separator: " ") { table[String(word)] = progress }
    }
    put(
      .goingOn,
      """
      inprogress ongoing active queued ringing initiated initiating scheduled pending dialing \
      dialling calling connecting connected started running live new created waiting processing \
      registered transferring onhold
      """)
    put(
      .unanswered,
      """
      noanswer notanswered unanswered busy failed failure error cancelled canceled rejected declined \
      missed notconnected unreachable invalid expired blocked congestion voicemail timeout
      """)
    put(.ended, "completed complete ended done finished success successful answered hangup over")
    return table
  }()
}
