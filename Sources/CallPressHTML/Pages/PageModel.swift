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

  /// A speaker, and the class of that speaker's colour and shape.
  typealias Styled = (speaker: Speaker, styleClass: String)

  let call: Call
  /// Where in the transcript's entries each turn stands.
  private let turnEntries: [Int]
  /// How times look.
  let time: TimeText
  /// The language that the record names.
  let tag: LanguageTag?
  /// One for each turn.
  let scripts: [Script]
  /// Whether most turns run from right to left.
  let isRightToLeft: Bool
  /// Whether any turn or event has a time.
  let hasTimes: Bool
  /// Whether any time is an estimate.
  let hasEstimates: Bool
  /// Chips by ``Turn/number``.
  let chips: ByTurn<Chip>
  /// Marks by ``Turn/number``, ordered, without overlap.
  let marks: ByTurn<Mark>
  private let speakers: [Styled]
  /// Where in ``speakers`` they stand, where there are many.
  private let speakerPlaces: [Speaker.ID: Int]

  init(_ call: Call) {
    self.call = call
    tag = call.language.flatMap { LanguageTag(normalizing: $0) }
    var latest: Int64 = 0
    var hasTimes = false
    var hasEstimates = false
    var turnEntries: [Int] = []
    var spoken: [Spoken] = []
    turnEntries.reserveCapacity(call.transcript.entries.count)
    spoken.reserveCapacity(call.transcript.entries.count)
    // By index: an entry is a large value to copy.
    for index in call.transcript.entries.indices {
      switch call.transcript.entries[index] {
      case .turn(let turn):
        turnEntries.append(index)
        spoken.append(Spoken(direction: TextDirection.of(turn.text), language: turn.language))
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
    self.turnEntries = turnEntries
    self.hasTimes = hasTimes
    self.hasEstimates = hasEstimates
    time = TimeText(showsHours: latest >= 3_600_000)
    (scripts, isRightToLeft) = Self.scripts(of: spoken, tag: tag) { position in
      guard case .turn(let turn) = call.transcript.entries[turnEntries[position]] else { return "" }
      return turn.text
    }
    speakers = Self.styled(call.transcript.speakers)
    speakerPlaces =
      speakers.count > 8
      ? Dictionary(
        uniqueKeysWithValues: speakers.indices.map { [speakers] in (speakers[$0].speaker.id, $0) })
      : [:]
    chips = Self.chips(of: call, turnCount: turnEntries.count)
    marks = Self.marks(of: call, turnCount: turnEntries.count)
  }

  /// How many turns there are.
  var turnCount: Int { turnEntries.count }

  /// The turns alone, in order.
  var turns: [Turn] { call.transcript.turns }

  /// Who says a turn, and the class of that speaker's colour and shape.
  func speaker(_ id: Speaker.ID) -> Styled {
    place(of: id).map { speakers[$0] }
      ?? (Speaker(id: id, kind: .unknown, label: id, name: id), "other-1")
  }

  /// The name and the class of who says a turn.
  func shownSpeaker(_ id: Speaker.ID) -> (name: String, styleClass: String) {
    place(of: id).map { (speakers[$0].speaker.name, speakers[$0].styleClass) } ?? (id, "other-1")
  }

  private func place(of id: Speaker.ID) -> Int? {
    speakerPlaces.isEmpty
      ? speakers.firstIndex { $0.speaker.id == id } : speakerPlaces[id]
  }

  /// The turn with a number.
  func turn(number: Int) -> (turn: Turn, script: Script)? {
    guard turnEntries.indices.contains(number - 1),
      case .turn(let turn) = call.transcript.entries[turnEntries[number - 1]]
    else { return nil }
    return (turn, scripts[number - 1])
  }

  /// The direction of a value that stands by itself; left to right where nothing tells.
  static func direction(of text: String) -> String {
    TextDirection.of(text) == .rtl ? "rtl" : "ltr"
  }

  /// What tells the script of a turn.
  private struct Spoken {
    var direction: TextDirection
    var language: String?
  }

  private static func scripts(
    of turns: [Spoken], tag: LanguageTag?, text: (Int) -> String
  ) -> ([Script], Bool) {
    var balance = 0
    for turn in turns {
      balance += turn.direction == .rtl ? 1 : turn.direction == .ltr ? -1 : 0
    }
    let tagIsRightToLeft = tag?.isRightToLeft
    let isRightToLeft = balance == 0 ? tagIsRightToLeft ?? false : balance > 0
    // Turns in a row mostly name the same language; it is normalised once.
    var named: (text: String, tag: LanguageTag?) = ("", nil)
    let scripts = turns.indices.map { index in
      let direction = turns[index].direction
      var own: LanguageTag?
      if let language = turns[index].language, !language.isEmpty {
        if named.text != language { named = (language, LanguageTag(normalizing: language)) }
        own = named.tag
      }
      let isRightToLeft = direction == .neutral ? isRightToLeft : direction == .rtl
      if own == nil, tagIsRightToLeft == isRightToLeft { own = tag }
      if own == nil, direction == .rtl {
        let guess = LanguageTag.guessed(from: text(index))
        if guess.language != "und" { own = guess }
      }
      return Script(tag: own, isRightToLeft: isRightToLeft)
    }
    return (scripts, isRightToLeft)
  }

  private static func styled(_ speakers: [Speaker]) -> [Styled] {
    var result: [Styled] = []
    var known: Set<Speaker.ID> = []
    var taken: Set<Speaker.Kind> = []
    var others = 0
    for speaker in speakers where known.insert(speaker.id).inserted {
      if speaker.kind != .unknown, taken.insert(speaker.kind).inserted {
        result.append((speaker, speaker.kind.rawValue))
      } else {
        result.append((speaker, "other-\(others % 4 + 1)"))
        others += 1
      }
    }
    return result
  }

  private static func chips(of call: Call, turnCount: Int) -> ByTurn<Chip> {
    var chips = ByTurn<Chip>(turnCount: turnCount)
    func add(_ values: [NamedValue], _ items: [Evidence.Item], isOutcome: Bool) {
      for position in 0..<min(values.count, items.count) {
        for link in items[position].links {
          // A value has one chip in a turn, which is the last there if there is one.
          if let last = chips[link.turn].last, last.number == position + 1,
            last.isOutcome == isOutcome
          {
            continue
          }
          chips.append(
            Chip(name: values[position].name, isOutcome: isOutcome, number: position + 1),
            to: link.turn)
        }
      }
    }
    add(call.outcomes, call.evidence.outcomes, isOutcome: true)
    add(call.variables, call.evidence.variables, isOutcome: false)
    return chips
  }

  private static func marks(of call: Call, turnCount: Int) -> ByTurn<Mark> {
    var marks = ByTurn<Mark>(turnCount: turnCount)
    for items in [call.evidence.outcomes, call.evidence.variables] {
      for item in items {
        for link in item.links {
          marks.append(Mark(range: link.range, isPlaceholder: false), to: link.turn)
        }
      }
    }
    for placeholder in call.evidence.placeholders {
      marks.append(Mark(range: placeholder.range, isPlaceholder: true), to: placeholder.turn)
    }
    marks.changeLongLists(disjoint)
    return marks
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
