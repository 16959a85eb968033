/// What was said around a run of digits that tells what it is.
struct RunContext {
  /// What names it, in its own turn or in the question.
  var topic: RedactionTopic?
  /// Whether the other side asked for it.
  var isAsked = false
  /// Whether only the last few digits of something are said.
  var isLastDigits = false
  /// Whether it counts, costs or times something.
  var isQuantity = false
  /// Whether a plus stands or is said before it.
  var hasPlus = false

  var isOther: Bool { topic?.kind == .other || topic?.kind == .appointment }
  var isSurelyOther: Bool { isOther && topic?.weight == .sure }
}

/// A turn as the detector works on it.
struct DetectedTurn {
  var speaker: Int
  var text: RedactionText
  var mentions: [RedactionTopics.Mention]
  var runs: [DigitRun]
}

extension DetectedTurn {
  /// How far before a number its name may stand, in tokens.
  private static let reach = 14

  /// The name that stands nearest before a token, one that is sure before a hint.
  func topicBefore(_ token: Int, behind earliest: Int = 0) -> RedactionTopic? {
    var hint: RedactionTopic?
    for mention in mentions.reversed() where mention.end <= token {
      if mention.topic.kind == .lastDigits { continue }
      guard token - mention.end <= Self.reach, mention.first >= earliest else { break }
      if mention.topic.weight == .sure { return mention.topic }
      if hint == nil, token - mention.end <= 8 { hint = mention.topic }
    }
    return hint
  }

  /// The name that follows a number: "… is my card number".
  func topicAfter(_ token: Int) -> RedactionTopic? {
    for mention in mentions where mention.first >= token {
      guard mention.first - token <= 5 else { return nil }
      // A mark of a sentence's end, or another number, parts them.
      for at in token..<mention.first
      where text.isMark(at, UInt8(ascii: ".")) || text.isMark(at, UInt8(ascii: "?"))
        || text.isKind(at, .digits)
      { return nil }
      return mention.topic.weight == .sure ? mention.topic : nil
    }
    return nil
  }

  /// What a turn asks for: the last that is sure, else the last hint.
  var question: RedactionTopic? {
    var hint: RedactionTopic?
    var appointment: RedactionTopic?
    for mention in mentions.reversed() {
      switch mention.topic.kind {
      case .lastDigits: continue
      case .appointment: if appointment == nil { appointment = mention.topic }
      default:
        if mention.topic.weight == .sure { return mention.topic }
        if hint == nil { hint = mention.topic }
      }
    }
    return hint ?? appointment
  }

  /// Whether the last digits of something are spoken of near a token.
  func speaksOfLastDigits(before token: Int) -> Bool {
    mentions.contains {
      $0.topic.kind == .lastDigits && $0.end <= token && token - $0.end <= 8
    }
  }

  var asksForLastDigits: Bool { mentions.contains { $0.topic.kind == .lastDigits } }

  /// Whether money, a unit, a time or a share of a hundred stands right behind or before.
  func isQuantity(_ first: Int, _ end: Int) -> Bool {
    let units: UInt64 =
      SpokenRole.currency.bit | SpokenRole.subunit.bit | SpokenRole.counted.bit
      | SpokenRole.timeUnit.bit | SpokenRole.dozen.bit
    if end < text.count {
      let cell = text.cells[end]
      if cell.roles & units != 0, !cell.isNumber, !text.isWord(end, "h"), !text.isWord(end, "pour")
      { return true }
      for sign in ["%", "$"] as [Character] where text.isMark(end, sign.asciiValue ?? 0) {
        return true
      }
      if text.isWord(end, "€") || text.isWord(end, "£") { return true }
    }
    if first > 0, text.isMark(first - 1, UInt8(ascii: "$")) || text.isWord(first - 1, "€")
      || text.isWord(first - 1, "£")
    { return true }
    return false
  }
}
