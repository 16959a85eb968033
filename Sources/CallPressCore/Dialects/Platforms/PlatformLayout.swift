/// A layout made of the functions of one dialect.
struct PlatformLayout: TurnLayout {
  let columns: [TimeColumn]
  private let appendTurns: (JSONValue, inout [TurnFields]) -> Void
  private let readWord: (JSONValue) -> WordFields

  /// Makes a layout.
  ///
  /// - Parameters:
  ///   - columns: The kinds of times; the functions refer to them by position.
  ///   - word: Finds what matters in a word.
  ///   - turns: Adds the turns and events of one element of the list.
  init(
    columns: [TimeColumn], word: @escaping (JSONValue) -> WordFields = { _ in WordFields() },
    turns: @escaping (JSONValue, inout [TurnFields]) -> Void
  ) {
    self.columns = columns
    appendTurns = turns
    readWord = word
  }

  mutating func turn(_ element: JSONValue) -> TurnFields {
    var turns: [TurnFields] = []
    appendTurns(element, &turns)
    return turns.first ?? TurnFields()
  }

  mutating func append(_ element: JSONValue, to turns: inout [TurnFields]) {
    guard element.kind == .object else {
      if element.kind == .string { turns.append(TurnFields(text: element)) }
      return
    }
    appendTurns(element, &turns)
  }

  mutating func word(_ element: JSONValue) -> WordFields { readWord(element) }
}

extension TurnFields {
  /// Takes a time that is there.
  mutating func take(_ time: JSONValue?, as column: Int, rank: Int = 0) {
    guard let time, !time.isNull else { return }
    times.append(TimeField(column: column, rank: rank, value: time))
  }

  /// An event with the times of the turn it belongs to.
  static func event(_ kind: Event.Kind, _ source: JSONValue, times: [TimeField]) -> TurnFields {
    var fields = TurnFields()
    fields.event = kind
    fields.source = source
    fields.times = times
    return fields
  }
}

extension TranscriptBuilder {
  /// Reads a list with a layout made of functions.
  mutating func read(
    _ list: some Sequence<JSONValue>, _ layout: PlatformLayout, start: Instant? = nil
  ) {
    var context = context
    if context.callStart == nil { context.callStart = start }
    var reading = TurnListReading(layout, context: context)
    reading.read(list.map { TurnElement(value: $0, label: nil) }, into: &self)
  }

  /// Says which members beside the one that is read repeat its words.
  mutating func noteOtherViews(_ names: [StaticString], beside found: PlatformList) {
    guard let holder = found.holder else { return }
    let others = names.filter { name in
      guard let view = holder[name], view.index != found.list.index else { return false }
      return view.kind == .string ? !(view.string ?? "").isEmpty : !view.isEmpty
    }
    noteOtherViews(
      others.map { "“\($0.description)”" }, read: "“\(found.list.key ?? "")”", at: found.list)
  }
}
