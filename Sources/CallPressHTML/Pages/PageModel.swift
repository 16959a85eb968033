import CallPressCore

/// What a page needs of a call, worked out once: who speaks in which colour, which way and in which
/// language turns run, and what was said where.
struct PageModel {
  /// A named value that was said in a turn.
  struct Chip {
    var name: String
    var isOutcome: Bool
    /// The position among the outcomes or variables, from 1.
    var number: Int
  }

  /// A part of a turn's text to mark, in UTF-8 bytes.
  struct Mark {
    var range: Range<Int>
    var isPlaceholder: Bool
  }

  /// The language and the direction of a text.
  struct Script: Equatable {
    var tag: LanguageTag?
    var isRightToLeft: Bool

    var direction: String { isRightToLeft ? "rtl" : "ltr" }
  }

  let call: Call
  /// Turns alone, in order.
  let turns: [Turn]
  /// How times look.
  let time: TimeText
  /// The language that the record names.
  let tag: LanguageTag?
  /// One for each of ``turns``.
  let scripts: [Script]
  /// Whether most turns run from right to left.
  let isRightToLeft: Bool
  /// Whether any turn or event has a time.
  let hasTimes: Bool
  /// Whether any time is an estimate.
  let hasEstimates: Bool
  /// Chips by ``Turn/number``.
  let chips: [Int: [Chip]]
  /// Marks by ``Turn/number``, ordered, without overlap.
  let marks: [Int: [Mark]]
  private let speakers: [Speaker.ID: (speaker: Speaker, styleClass: String)]

  init(_ call: Call) {
    self.call = call
    turns = call.transcript.turns
    tag = call.language.flatMap { LanguageTag(normalizing: $0) }
    var latest: Int64 = 0
    var hasTimes = false
    var hasEstimates = false
    for entry in call.transcript.entries {
      switch entry {
      case .turn(let turn):
        guard let span = turn.span else { continue }
        hasTimes = true
        latest = max(latest, span.end.milliseconds)
        hasEstimates = hasEstimates || span.isEstimated
      case .event(let event):
        guard let time = event.time else { continue }
        hasTimes = true
        latest = max(latest, time.milliseconds)
        hasEstimates = hasEstimates || time.provenance.isEstimated
      }
    }
    self.hasTimes = hasTimes
    self.hasEstimates = hasEstimates
    time = TimeText(showsHours: latest >= 3_600_000)
    (scripts, isRightToLeft) = Self.scripts(of: turns, tag: tag)
    speakers = Self.styled(call.transcript.speakers)
    chips = Self.chips(of: call)
    marks = Self.marks(of: call)
  }

  /// Who says a turn, and the class of that speaker's colour and shape.
  func speaker(_ id: Speaker.ID) -> (speaker: Speaker, styleClass: String) {
    speakers[id] ?? (Speaker(id: id, kind: .unknown, label: id, name: id), "other-1")
  }

  /// The turn with a number.
  func turn(number: Int) -> (turn: Turn, script: Script)? {
    guard turns.indices.contains(number - 1) else { return nil }
    return (turns[number - 1], scripts[number - 1])
  }

  /// The direction of a value that stands by itself; left to right where nothing tells.
  static func direction(of text: String) -> String {
    TextDirection.of(text) == .rtl ? "rtl" : "ltr"
  }

  private static func scripts(of turns: [Turn], tag: LanguageTag?) -> ([Script], Bool) {
    // By index: a turn is a large value to copy.
    let directions = turns.indices.map { TextDirection.of(turns[$0].text) }
    var balance = 0
    for direction in directions {
      balance += direction == .rtl ? 1 : direction == .ltr ? -1 : 0
    }
    let tagIsRightToLeft = tag?.isRightToLeft
    let isRightToLeft = balance == 0 ? tagIsRightToLeft ?? false : balance > 0
    // Turns in a row mostly name the same language; it is normalised once.
    var named: (text: String, tag: LanguageTag?) = ("", nil)
    let scripts = turns.indices.map { index in
      let direction = directions[index]
      var own: LanguageTag?
      if let language = turns[index].language, !language.isEmpty {
        if named.text != language { named = (language, LanguageTag(normalizing: language)) }
        own = named.tag
      }
      let isRightToLeft = direction == .neutral ? isRightToLeft : direction == .rtl
      if own == nil, tagIsRightToLeft == isRightToLeft { own = tag }
      if own == nil, direction == .rtl {
        let guess = LanguageTag.guessed(from: turns[index].text)
        if guess.language != "und" { own = guess }
      }
      return Script(tag: own, isRightToLeft: isRightToLeft)
    }
    return (scripts, isRightToLeft)
  }

  private static func styled(
    _ speakers: [Speaker]
  ) -> [Speaker.ID: (speaker: Speaker, styleClass: String)] {
    var result: [Speaker.ID: (speaker: Speaker, styleClass: String)] = [:]
    var taken: Set<Speaker.Kind> = []
    var others = 0
    for speaker in speakers where result[speaker.id] == nil {
      if speaker.kind != .unknown, taken.insert(speaker.kind).inserted {
        result[speaker.id] = (speaker, speaker.kind.rawValue)
      } else {
        result[speaker.id] = (speaker, "other-\(others % 4 + 1)")
        others += 1
      }
    }
    return result
  }

  private static func chips(of call: Call) -> [Int: [Chip]] {
    var chips: [Int: [Chip]] = [:]
    func add(_ values: [NamedValue], _ items: [Evidence.Item], isOutcome: Bool) {
      for (position, (value, item)) in zip(values, items).enumerated() where !item.links.isEmpty {
        var seen: Set<Int> = []
        for link in item.links where seen.insert(link.turn).inserted {
          chips[link.turn, default: []].append(
            Chip(name: value.name, isOutcome: isOutcome, number: position + 1))
        }
      }
    }
    add(call.outcomes, call.evidence.outcomes, isOutcome: true)
    add(call.variables, call.evidence.variables, isOutcome: false)
    return chips
  }

  private static func marks(of call: Call) -> [Int: [Mark]] {
    var marks: [Int: [Mark]] = [:]
    for item in call.evidence.outcomes + call.evidence.variables {
      for link in item.links {
        marks[link.turn, default: []].append(Mark(range: link.range, isPlaceholder: false))
      }
    }
    for placeholder in call.evidence.placeholders {
      marks[placeholder.turn, default: []].append(
        Mark(range: placeholder.range, isPlaceholder: true))
    }
    return marks.mapValues(disjoint)
  }

  /// Marks in order and without overlap; a placeholder keeps its place, others give way.
  private static func disjoint(_ marks: [Mark]) -> [Mark] {
    let ordered = marks.sorted {
      ($0.range.lowerBound, $0.isPlaceholder ? 0 : 1, $0.range.upperBound)
        < ($1.range.lowerBound, $1.isPlaceholder ? 0 : 1, $1.range.upperBound)
    }
    var result: [Mark] = []
    for var mark in ordered {
      let end = result.last?.range.upperBound ?? 0
      let (start, stop) = (mark.range.lowerBound, mark.range.upperBound)
      if mark.isPlaceholder, let last = result.last, !last.isPlaceholder, start < end {
        result[result.count - 1].range = last.range.lowerBound..<start
        result.append(mark)
        if end > stop { result.append(Mark(range: stop..<end, isPlaceholder: false)) }
        continue
      }
      if start < end {
        guard stop > end else { continue }
        mark.range = end..<stop
      }
      result.append(mark)
    }
    return result
  }
}
