/// What was said around a run of digits that tells what it is.
struct RunContext {
  /// What names it, in its own turn or in the question, the nearest first.
  var topics: [RedactionTopic] = []
  /// Whether the other side asked for it.
  var isAsked = false
  /// Whether only the last few digits of something are said.
  var isLastDigits = false
  /// Whether it counts, costs or times something.
  var isQuantity = false
  /// Whether a plus stands or is said before it.
  var hasPlus = false

  /// What names it nearest.
  var topic: RedactionTopic? { topics.first }

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

  /// The names that stand before a token, the nearest first; hints only without others.
  func topicsBefore(_ token: Int) -> [RedactionTopic] {
    var hints: [RedactionTopic] = []
    var sure: [RedactionTopic] = []
    for mention in mentions[..<mentions.firstEnding(behind: token)].reversed() {
      if mention.topic.kind == .lastDigits { continue }
      guard token - mention.end <= Self.reach else { break }
      if mention.topic.weight == .sure {
        sure.append(mention.topic)
      } else if token - mention.end <= 8 {
        hints.append(mention.topic)
      }
    }
    return sure + hints
  }

  /// The name that follows a number: "… is my card number".
  func topicAfter(_ token: Int) -> RedactionTopic? {
    for mention in mentions[mentions.firstEnding(behind: token)...]
    where mention.first >= token {
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

  /// What a turn asks for, the last first; hints only without others.
  var questions: [RedactionTopic] {
    var hints: [RedactionTopic] = []
    var appointments: [RedactionTopic] = []
    var sure: [RedactionTopic] = []
    for mention in mentions.reversed() {
      switch mention.topic.kind {
      case .lastDigits: continue
      case .appointment: appointments.append(mention.topic)
      default:
        if mention.topic.weight == .sure {
          sure.append(mention.topic)
        } else {
          hints.append(mention.topic)
        }
      }
    }
    let all = sure + hints
    return all.isEmpty ? appointments : all
  }

  /// What a turn asks for before all.
  var question: RedactionTopic? { questions.first }

  /// Whether the last digits of something are spoken of near a token.
  func speaksOfLastDigits(before token: Int) -> Bool {
    for mention in mentions[..<mentions.firstEnding(behind: token)].reversed() {
      guard token - mention.end <= 8 else { return false }
      if mention.topic.kind == .lastDigits { return true }
    }
    return false
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
      {
        return true
      }
      for sign in ["%", "$"] as [Character] where text.isMark(end, sign.asciiValue ?? 0) {
        return true
      }
      if text.isWord(end, "€") || text.isWord(end, "£") { return true }
    }
    // A day or a year beside its month.
    if end - first <= 2, text.has(first - 1, .month) || text.has(end, .month) { return true }
    if first > 0,
      text.isMark(first - 1, UInt8(ascii: "$")) || text.isWord(first - 1, "€")
        || text.isWord(first - 1, "£")
    {
      return true
    }
    return false
  }
}
