/// Where the things that matter stand in the turns and words of one shape.
protocol TurnLayout {
  /// The kinds of times met so far; fields refer to them by position.
  var columns: [TimeColumn] { get }

  /// What stands where in a turn.
  mutating func turn(_ element: JSONValue) -> TurnFields
  /// Adds what stands in an element of the list: one turn, unless a shape puts more into it.
  mutating func append(_ element: JSONValue, to turns: inout [TurnFields])
  /// What stands where in a word.
  mutating func word(_ element: JSONValue) -> WordFields
}

extension TurnLayout {
  mutating func append(_ element: JSONValue, to turns: inout [TurnFields]) {
    turns.append(element.kind == .object ? turn(element) : TurnFields(text: element))
  }
}

/// One kind of time in a list: the values of all members with the same name and meaning.
struct TimeColumn {
  /// What the times are: starts, ends or durations.
  var meaning: MemberNames.Meaning
  /// The unit that the name says.
  var unit: TimeUnit?
  /// Whether the times are those of words.
  var isWord = false
}

/// One time as it stands in a turn or word.
struct TimeField {
  /// Which of the layout's columns it belongs to.
  var column: Int
  /// How much it is preferred to others of the same meaning, 0 most.
  var rank: Int
  var value: JSONValue
}

/// What stands where in a turn.
struct TurnFields {
  /// The label of whoever speaks.
  var role: String?
  /// What the label says, as far as the layout looked.
  var roleKind = Role.unknown
  var text: JSONValue?
  var words: JSONValue?
  /// The words where they are no list of their own but entries of the list of turns; beside a
  /// text, what was planned.
  var pieces: [JSONValue] = []
  /// The words where they stand somewhere else in the document.
  var spokenWords: [JSONValue] = []
  var times: [TimeField] = []
  var identifier: JSONValue?
  var confidence: JSONValue?
  var language: JSONValue?
  var sentiment: JSONValue?
  var planned: JSONValue?
  var interrupted: JSONValue?
  var isFinal: JSONValue?
  var isPartial: JSONValue?
  var name: JSONValue?
  var callID: JSONValue?
  var arguments: JSONValue?
  var result: JSONValue?
  var isError: JSONValue?
  /// What it is where it is no speech, whatever the label says.
  var event: Event.Kind?
  /// The value it was read from, where that is not the element of the list.
  var source: JSONValue?

  /// Whether there is something that was said, or something that happened.
  var hasSubstance: Bool {
    if case .event = roleKind { return true }
    return text != nil || words != nil || !pieces.isEmpty
  }

  /// Whether it says when it begins or ends.
  func hasTime(_ columns: [TimeColumn]) -> Bool {
    times.contains { columns[$0.column].meaning != .duration }
  }

  /// Whether the speaker was cut off: the source says so, or gives it a status that says so.
  var isInterrupted: Bool {
    guard let interrupted else { return false }
    return interrupted.truth
      ?? ["incomplete", "interrupt", "interrupted", "conversation.item.truncated"]
      .contains(interrupted.string?.lowercased())
  }

  /// Whether it says of itself that something later replaces it.
  var isInterim: Bool {
    isFinal?.truth == false || isPartial?.truth == true
  }
}

/// What stands where in a word.
struct WordFields {
  var text: JSONValue?
  var start: TimeField?
  var end: TimeField?
  var duration: TimeField?
  var confidence: JSONValue?
  var role: JSONValue?
}

extension JSONValue {
  /// A truth value, also where it is written as a text.
  var truth: Bool? {
    if let boolean { return boolean }
    switch string?.lowercased() {
    case "true", "yes", "1": return true
    case "false", "no", "0": return false
    default: return nil
    }
  }

  /// A number that no exactness hangs on, also where it is written as a text.
  var approximateNumber: Double? {
    guard let text = numberText ?? string, text.utf8.count <= 40 else { return nil }
    return Double(text)
  }
}
