/// What the numbers of words count, and from when.
struct WordClock: Sendable {
  /// What one unit is; seconds where nothing else is known.
  var unit: TimeUnit?
  /// What numbers on the wall clock count from.
  var zero: ZeroFinder?
}

/// One way through an array of utterances.
///
/// This is the path that most calls take, a thousand words each, so it reads the tape directly and
/// makes no string that it does not keep.
struct RetellReading {
  private let word = ShortName("word")
  private let start = ShortName("start")
  private let end = ShortName("end")
  private let text = ShortName("text")

  private let clock: WordClock
  private let zero: Int64
  /// Whether numbers are plain seconds from the start of the call, as far as is known.
  private let isPlain: Bool
  /// The sizes of numbers read as plain seconds, in milliseconds; zeros do not count.
  private var largest: Int64 = 0
  private var smallest: Int64 = .max
  private var hasFraction = false
  /// The sizes of all other numbers.
  private var range = TimeRange()
  private var turns = 0

  init(clock: WordClock) {
    self.clock = clock
    zero = clock.zero?.zero ?? 0
    isPlain = clock.unit == nil && clock.zero == nil
  }

  mutating func read(_ list: JSONValue, into builder: inout TranscriptBuilder) {
    if let zero = clock.zero {
      builder.zeroPoint = zero.point
      builder.wordProvenance = .derived(.clock)
    }
    list.withTapeView { tape in
      builder.reserve(turns: list.children.count)
      var row = list.index + 1
      let end = tape.next(list.index)
      while row < end {
        readEntry(row, tape, into: &builder)
        row = tape.next(row)
      }
    }
  }

  // MARK: Entries

  /// The members of one entry that matter, as rows; 0 where there is none.
  private struct Rows {
    var role = 0
    var content = 0
    var words = 0
    var name = 0
    var call = 0
    var arguments = 0
    var successful = 0
    var time = 0
    var digit = 0
    var node = 0
  }

  private mutating func readEntry(
    _ entry: Int, _ tape: JSONTapeView, into builder: inout TranscriptBuilder
  ) {
    guard tape.tag(entry) == .object else {
      if tape.tag(entry) == .string, let text = tape.value(entry).string {
        builder.add(DraftTurn(role: nil, text: text, source: tape.value(entry)))
      } else {
        builder.note(
          "not-a-turn", .warning, "an entry of the transcript is no object; it was left out",
          at: tape.value(entry))
      }
      return
    }
    var rows = Rows()
    var row = entry + 1
    let end = tape.next(entry)
    while row < end {
      if tape.hasKey(row, "role") {
        rows.role = row
      } else if tape.hasKey(row, "content") {
        rows.content = row
      } else if tape.hasKey(row, "words") {
        rows.words = row
      } else {
        noteMember(row, tape, in: &rows)
      }
      row = tape.next(row)
    }
    if isSpeech(rows.role, tape) {
      readTurn(entry, rows, tape, into: &builder)
    } else {
      readEvent(entry, rows, tape, into: &builder)
    }
  }

  private func noteMember(_ row: Int, _ tape: JSONTapeView, in rows: inout Rows) {
    if tape.hasKey(row, "name") {
      rows.name = row
    } else if tape.hasKey(row, "tool_call_id") {
      rows.call = row
    } else if tape.hasKey(row, "arguments") {
      rows.arguments = row
    } else if tape.hasKey(row, "successful") {
      rows.successful = row
    } else if tape.hasKey(row, "time_sec") {
      rows.time = row
    } else if tape.hasKey(row, "digit") {
      rows.digit = row
    } else if tape.hasKey(row, "new_node_name") {
      rows.node = row
    } else if tape.hasKey(row, "new_node_id"), rows.node == 0 {
      rows.node = row
    }
  }

  private func isSpeech(_ role: Int, _ tape: JSONTapeView) -> Bool {
    guard role != 0, let bytes = tape.plainString(role) else { return true }
    if bytes.count <= 5 {
      return !(bytes.elementsEqual("dtmf".utf8) || bytes.elementsEqual("sms".utf8))
    }
    if case .event = Role.classify(String(decoding: bytes, as: UTF8.self)) { return false }
    return true
  }

  // MARK: Turns

  private mutating func readTurn(
    _ entry: Int, _ rows: Rows, _ tape: JSONTapeView, into builder: inout TranscriptBuilder
  ) {
    turns += 1
    let role = rows.role == 0 ? nil : tape.value(rows.role).labelText
    let text = rows.content == 0 ? "" : tape.value(rows.content).spokenText ?? ""
    let source = tape.value(entry)
    let hasWords = rows.words != 0 && tape.tag(rows.words) == .array
    let words = hasWords ? rows.words + 1..<tape.next(rows.words) : 0..<0
    if hasWords, text.utf8.allSatisfy(WordAligner.isSpace) {
      var draft = DraftTurn(role: role, text: text, source: source)
      draft.words = draftWords(words, tape)
      builder.add(draft)
      return
    }
    // A word is an object with three members: four rows.
    builder.add(role: role, text: text, source: source, wordCount: (words.count + 3) / 4) {
      readWords(words, tape, into: &$0)
    }
  }

  private mutating func readWords(
    _ rows: Range<Int>, _ tape: JSONTapeView, into aligner: inout WordAligner
  ) {
    var word = rows.lowerBound
    while word < rows.upperBound {
      let next = tape.next(word)
      let times =
        tape.tag(word) == .object ? wordMembers(word, tape) : (text: word, start: 0, end: 0)
      let start = time(times.start, tape)
      let end = time(times.end, tape)
      if times.text == 0 {
        // Nothing was said.
      } else if let plain = tape.plainString(times.text) {
        aligner.append(plain, start: start, end: end)
      } else if var text = tape.value(times.text).labelText {
        text.withUTF8 { aligner.append($0, start: start, end: end) }
      }
      word = next
    }
  }

  /// The rows of a word's text, start and end; 0 where there is none.
  @inline(__always)
  private func wordMembers(
    _ word: Int, _ tape: JSONTapeView
  ) -> (text: Int, start: Int, end: Int) {
    var found = (text: 0, start: 0, end: 0)
    var row = word &+ 1
    let end = tape.next(word)
    // Three plain members in this order is what nearly every word is.
    if end == word &+ 4, tape.next(row) == row &+ 1, tape.next(row &+ 1) == row &+ 2,
      self.word.matches(row, tape), self.start.matches(row &+ 1, tape),
      self.end.matches(row &+ 2, tape)
    {
      return (row, row &+ 1, row &+ 2)
    }
    while row < end {
      if self.word.matches(row, tape) {
        found.text = row
      } else if self.start.matches(row, tape) {
        found.start = row
      } else if self.end.matches(row, tape) {
        found.end = row
      } else if found.text == 0, self.text.matches(row, tape) {
        found.text = row
      }
      row = tape.next(row)
    }
    return found
  }

  private mutating func draftWords(_ rows: Range<Int>, _ tape: JSONTapeView) -> [DraftWord] {
    var drafts: [DraftWord] = []
    var word = rows.lowerBound
    while word < rows.upperBound {
      let members =
        tape.tag(word) == .object ? wordMembers(word, tape) : (text: word, start: 0, end: 0)
      if members.text != 0, let text = tape.value(members.text).labelText {
        drafts.append(
          DraftWord(
            text: text, start: time(members.start, tape).map { MediaTime(milliseconds: $0) },
            end: time(members.end, tape).map { MediaTime(milliseconds: $0) }))
      }
      word = tape.next(word)
    }
    return drafts
  }

  // MARK: Times

  /// A time in milliseconds on the call's clock.
  @inline(__always)
  private mutating func time(_ row: Int, _ tape: JSONTapeView) -> Int64? {
    guard row != 0 else { return nil }
    guard isPlain, let milliseconds = tape.plainMilliseconds(row) else {
      return generalTime(row, tape)
    }
    if milliseconds > largest { largest = milliseconds }
    if milliseconds < smallest, milliseconds > 0 { smallest = milliseconds }
    if !hasFraction, milliseconds % 1000 != 0 { hasFraction = true }
    return milliseconds
  }

  @inline(never)
  private mutating func generalTime(_ row: Int, _ tape: JSONTapeView) -> Int64? {
    switch RawTime(tape.value(row)) {
    case .number(let number):
      range.insert(number)
      return number.milliseconds(in: clock.unit ?? .seconds).map { $0 - zero }
    case .clock(let milliseconds): return milliseconds
    case .instant, .missing, .unreadable: return nil
    }
  }
}

extension RetellReading {
  // MARK: Events

  private func readEvent(
    _ entry: Int, _ rows: Rows, _ tape: JSONTapeView, into builder: inout TranscriptBuilder
  ) {
    let value = tape.value(entry)
    let label = rows.role == 0 ? nil : tape.value(rows.role).labelText
    guard case .event(let kind) = label.map(Role.classify) ?? .unknown else { return }
    func text(_ row: Int) -> String? {
      row == 0 ? nil : tape.value(row).oneText
    }
    var event = Event(kind: kind, callID: text(rows.call), location: builder.location(of: value))
    event.name = text(kind == .nodeTransition ? rows.node : rows.name)
    switch kind {
    case .toolCall: event.text = text(rows.arguments)
    case .dtmf: event.text = text(rows.digit)
    default: event.text = text(rows.content)
    }
    if rows.successful != 0, let successful = tape.value(rows.successful).boolean {
      event.isError = !successful
    }
    if rows.time != 0, case .number(let number) = RawTime(tape.value(rows.time)),
      let milliseconds = number.milliseconds(in: .seconds)
    {
      event.time = TimePoint(MediaTime(milliseconds: milliseconds), .measured)
    }
    builder.add(event)
  }

  // MARK: What the numbers mean

  /// What the numbers count, where that is not what they were read as.
  func correctedClock(in context: ReadingContext) -> WordClock? {
    var range = range
    var bounds = (smallest: smallest / 1000, largest: largest / 1000)
    if largest > 0 {
      range.merge(
        TimeRange(
          largest: bounds.largest.magnitude, smallest: bounds.smallest.magnitude,
          hasFraction: hasFraction))
    } else {
      bounds = (Int64(clamping: range.smallest), Int64(clamping: range.largest))
    }
    guard range.count > 0, clock.zero == nil else { return nil }
    let scale = TimeScale.decide(
      range, unit: clock.unit, callDuration: context.callDuration, turns: turns)
    guard scale.isAbsolute else {
      return scale.unit == clock.unit ?? .seconds ? nil : WordClock(unit: scale.unit)
    }
    let isExact = largest > 0 && scale.unit == .seconds
    func milliseconds(_ count: Int64) -> Int64 {
      Int64(clamping: scale.unit.milliseconds(inWhole: UInt64(clamping: count)))
    }
    return WordClock(
      unit: scale.unit,
      zero: ZeroFinder(
        earliest: isExact ? smallest : milliseconds(bounds.smallest),
        latest: isExact ? largest : milliseconds(bounds.largest), context: context))
  }

  /// Says that the numbers are not what they usually are.
  func note(_ clock: WordClock, in builder: inout TranscriptBuilder) {
    if let diagnostic = clock.zero?.diagnostic { builder.note(diagnostic) }
    guard let unit = clock.unit, unit != .seconds, unit != builder.context.options.timeUnit else {
      return
    }
    builder.note(
      Diagnostic(
        "time-unit-detected", .info,
        "the sizes of the times say that they are \(unit.name), and they were read as such; "
          + "--time-unit can force another unit"))
  }
}
