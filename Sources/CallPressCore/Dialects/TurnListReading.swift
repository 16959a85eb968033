/// One element of a list of turns, and the label that it inherits from the list.
struct TurnElement {
  var value: JSONValue
  var label: String?
}

/// Reads a list of turns whatever their members are called: finds out what all the times mean
/// first, then hands over turn by turn.
struct TurnListReading<Layout: TurnLayout> {
  /// What numbers count from.
  enum Zero: String, CaseIterable {
    /// The start of the call, whatever their sizes suggest.
    case callStart = "call-start"
    /// The epoch; the start of the call by its record becomes zero.
    case startedAt = "started-at"
    /// The epoch; the earliest entry becomes zero.
    case earliest
    /// Whatever their sizes suggest.
    case automatic
  }

  private var layout: Layout
  private let context: ReadingContext
  private let zeroRule: Zero
  /// A unit that the reader of the list knows better than names and sizes do.
  private let unit: TimeUnit?
  private var times: TimeSurvey

  init(
    _ layout: Layout, context: ReadingContext, unit: TimeUnit? = nil, zero: Zero = .automatic
  ) {
    self.layout = layout
    self.context = context
    self.unit = context.options.timeUnit ?? unit
    zeroRule = zero
    times = TimeSurvey()
  }

  /// Reads the list into a builder.
  mutating func read(_ elements: [TurnElement], into builder: inout TranscriptBuilder) {
    var fields: [TurnFields] = []
    fields.reserveCapacity(elements.count)
    for element in elements {
      let first = fields.count
      layout.append(element.value, to: &fields)
      for index in first..<fields.count {
        if fields[index].role == nil { fields[index].role = element.label }
        if fields[index].source == nil { fields[index].source = element.value }
        for time in fields[index].times { times.insert(time, layout.columns) }
        surveyWords(of: fields[index])
      }
    }
    times.decide(
      layout.columns, unit: unit, isRelative: zeroRule == .callStart, context: context,
      turns: fields.count)
    findZero(fields)
    for diagnostic in times.diagnostics { builder.note(diagnostic) }
    if let point = times.zeroPoint { builder.zeroPoint = point }
    if times.hasInstantsInWords { builder.wordProvenance = .derived(.clock) }

    let superseded = Interim.superseded(fields)
    var skipped = 0
    for (index, turn) in fields.enumerated() {
      guard superseded.isEmpty || !superseded[index] else {
        skipped += 1
        continue
      }
      if let source = turn.source { add(turn, of: source, to: &builder) }
    }
    if let first = elements.first { builder.noteInterim(skipped, at: first.value) }
  }

  // MARK: Looking

  private mutating func surveyWords(of turn: TurnFields) {
    for word in turn.pieces { surveyWord(word) }
    for word in turn.spokenWords where word.kind == .object { surveyWord(word) }
    guard let words = turn.words else { return }
    for word in words.children where word.kind == .object { surveyWord(word) }
  }

  private mutating func surveyWord(_ word: JSONValue) {
    let fields = layout.word(word)
    if let start = fields.start { times.insert(start, layout.columns) }
    if let end = fields.end { times.insert(end, layout.columns) }
    if let duration = fields.duration { times.insert(duration, layout.columns) }
  }

  /// Finds what instants count from, where there are any.
  private mutating func findZero(_ fields: [TurnFields]) {
    guard times.hasInstants else { return }
    var earliest = Int64.max
    var latest = Int64.min
    func note(_ time: ResolvedTime?) {
      guard case .absolute(let milliseconds) = time else { return }
      earliest = min(earliest, milliseconds)
      latest = max(latest, milliseconds)
    }
    for turn in fields {
      note(ChosenTimes(turn.times, times, layout.columns).start)
      guard times.hasInstantsInWords else { continue }
      for word in turn.pieces {
        if let field = layout.word(word).start { note(times.resolve(field)) }
      }
      guard let words = turn.words else { continue }
      for word in words.children where word.kind == .object {
        if let field = layout.word(word).start { note(times.resolve(field)) }
      }
    }
    guard earliest <= latest else { return }
    times.setZero(
      earliest: earliest, latest: latest, context: context, isEarliest: zeroRule == .earliest)
  }

  // MARK: Handing over

  private mutating func add(
    _ fields: TurnFields, of element: JSONValue, to builder: inout TranscriptBuilder
  ) {
    let (start, end) = points(of: fields)
    let text = fields.text?.spokenText
    if let kind = fields.event ?? builder.eventKind(of: fields.role) {
      builder.add(
        Event(
          kind: kind, name: fields.name?.labelText, callID: fields.callID?.labelText,
          text: text ?? (fields.arguments ?? fields.result)?.oneText,
          isError: fields.isError?.truth, time: start,
          location: builder.location(of: element)))
      return
    }
    var draft = DraftTurn(role: fields.role, text: text ?? "", source: element)
    (draft.start, draft.end) = (start, end)
    draft.plannedText = fields.planned?.string
    draft.isInterrupted = fields.isInterrupted
    draft.confidence = fields.confidence?.approximateNumber
    draft.language = fields.language?.string
    draft.sentiment = fields.sentiment?.string
    if let words = fields.words {
      draft.words = self.words(words.children, of: fields, in: &builder)
    } else if !fields.spokenWords.isEmpty {
      draft.words = words(fields.spokenWords, of: fields, in: &builder)
    } else if !fields.pieces.isEmpty {
      let words = words(fields.pieces, of: fields, in: &builder)
      // Pieces beside a text are what was planned before the text was all that came of it.
      if fields.text == nil {
        draft.words = words
      } else {
        draft.plannedText = TranscriptBuilder.joined(words)
      }
    }
    builder.add(draft)
  }

  private mutating func words(
    _ list: some Sequence<JSONValue>, of turn: TurnFields, in builder: inout TranscriptBuilder
  ) -> [DraftWord] {
    var words: [DraftWord] = []
    var strangers = 0
    for word in list {
      guard word.kind == .object else {
        if let text = word.string { words.append(DraftWord(text: text)) }
        continue
      }
      let fields = layout.word(word)
      guard let text = fields.text?.labelText else { continue }
      var start: Int64?
      var end: Int64?
      if let field = fields.start { start = times.resolve(field)?.onCall(times.zero) }
      if let field = fields.end { end = times.resolve(field)?.onCall(times.zero) }
      if end == nil, let start, let field = fields.duration,
        let duration = times.resolve(field)?.relative
      {
        end = start + duration
      }
      if let label = fields.role?.labelText, let own = turn.role, label != own { strangers += 1 }
      words.append(
        DraftWord(
          text: text, start: start.map { MediaTime(milliseconds: $0) },
          end: end.map { MediaTime(milliseconds: $0) },
          confidence: fields.confidence?.approximateNumber))
    }
    if strangers > 0 {
      builder.note(
        "word-speaker-differs", .info,
        "\(strangers) word(s) name another speaker than their turn; the turn's was kept",
        at: turn.words ?? turn.source)
    }
    return words
  }

  // MARK: Times

  /// When a turn begins and ends on the call's clock, as far as the source says.
  private func points(of fields: TurnFields) -> (start: TimePoint?, end: TimePoint?) {
    let chosen = ChosenTimes(fields.times, times, layout.columns)
    func point(_ time: ResolvedTime) -> TimePoint {
      TimePoint(
        MediaTime(milliseconds: time.onCall(times.zero)),
        time.isAbsolute ? .derived(.clock) : .measured)
    }
    let start = chosen.start.map(point)
    if let start, !(chosen.start?.isAbsolute ?? true), chosen.end?.isAbsolute ?? true,
      let from = chosen.absoluteStart, let until = chosen.absoluteEnd
    {
      // The wall clock tells the length, the call's own clock the start.
      let length = MediaTime(milliseconds: until).distance(from: MediaTime(milliseconds: from))
      return (start, TimePoint(start.time.advanced(by: length), .derived(.duration)))
    }
    if let end = chosen.end { return (start ?? begun(before: point(end), chosen), point(end)) }
    guard let start, let duration = chosen.duration else { return (start, nil) }
    return (start, TimePoint(start.time.advanced(by: duration), .derived(.duration)))
  }

  private func begun(before end: TimePoint, _ chosen: ChosenTimes) -> TimePoint? {
    chosen.duration.map { TimePoint(end.time.advanced(by: -$0), .derived(.duration)) }
  }
}

/// The times of one turn that are to be believed: those that count from the start of the call
/// before others, then by rank.
private struct ChosenTimes {
  var start: ResolvedTime?
  var end: ResolvedTime?
  var absoluteStart: Int64?
  var absoluteEnd: Int64?
  var duration: Int64?

  init(_ fields: [TimeField], _ times: TimeSurvey, _ columns: [TimeColumn]) {
    var ranks = (start: Int.max, end: Int.max, from: Int.max, until: Int.max, duration: Int.max)
    for field in fields {
      guard let time = times.resolve(field) else { continue }
      let rank = field.rank + (time.isAbsolute ? 1_000_000 : 0)
      switch columns[field.column].meaning {
      case .start:
        if rank < ranks.start { (ranks.start, start) = (rank, time) }
        if case .absolute(let instant) = time, rank < ranks.from {
          (ranks.from, absoluteStart) = (rank, instant)
        }
      case .end:
        if rank < ranks.end { (ranks.end, end) = (rank, time) }
        if case .absolute(let instant) = time, rank < ranks.until {
          (ranks.until, absoluteEnd) = (rank, instant)
        }
      case .duration:
        if let length = time.relative, rank < ranks.duration {
          (ranks.duration, duration) = (rank, length)
        }
      default: continue
      }
    }
  }
}
