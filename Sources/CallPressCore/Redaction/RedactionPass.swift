/// The work of redaction on one call.
struct RedactionPass {
  /// A value found in a turn, with what stands in its place.
  struct Found {
    /// The position among ``Transcript/turns``.
    var turn: Int
    var range: Range<Int>
    var type: RedactionType
    var key: [UInt8]
    var number: Int
    var replacement: String
  }

  /// A record that was rewritten.
  struct Rewritten {
    var record: [UInt8]?
    var edits: Int
  }

  let settings: RedactionSettings
  private var replacements: RedactionReplacements
  private let allowed: Set<[UInt8]>

  init(settings: RedactionSettings) {
    self.settings = settings
    replacements = RedactionReplacements(settings.style)
    allowed = Set(settings.allowed.map { Self.letters(Array($0.utf8)[...]) })
  }

  /// The letters and digits of a text, in lower case, as an allowed text is compared.
  private static func letters(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.filter { $0 >= 0x80 || $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26 }
      .map { $0 < 0x80 ? $0 | 0x20 : $0 }
  }

  // MARK: Turns

  /// What is to be redacted in the turns, in order.
  mutating func find(in call: Call) -> [Found] {
    let turns = call.transcript.turns
    var speakers: [Speaker.ID: Int] = [:]
    let detected = turns.map { turn in
      let speaker = speakers[turn.speaker] ?? speakers.count
      speakers[turn.speaker] = speaker
      return RedactionDetector.Turn(speaker: speaker, text: turn.text)
    }
    var found: [Found] = []
    var taken = TakenBytes(lengths: turns.map(\.text.utf8.count))
    if !settings.types.isEmpty {
      var detector = RedactionDetector()
      let all = detector.detect(detected).filter { settings.types.contains($0.type) }
      var parts: [Int: Int] = [:]
      for value in all { parts[value.value, default: 0] += 1 }
      for value in all where !taken.contains(value.turn, value.range) {
        guard !isAllowed(turns[value.turn].text, value.range, value.key) else { continue }
        taken.insert(value.turn, value.range)
        found.append(
          make(
            value.turn, value.range, value.type, value.key,
            isWhole: parts[value.value] == 1 || Self.isWhole(value, turns[value.turn].text)))
      }
    }
    for (position, turn) in turns.enumerated() {
      for (range, name, key) in patterns(in: turn.text) where !taken.contains(position, range) {
        taken.insert(position, range)
        found.append(make(position, range, .custom, key, name: name))
      }
    }
    for value in KnownValues.values(settings, in: call) {
      for (position, range) in value.places where !taken.contains(position, range) {
        taken.insert(position, range)
        found.append(make(position, range, .knownValue, value.key))
      }
    }
    return found.sorted { ($0.turn, $0.range.lowerBound) < ($1.turn, $1.range.lowerBound) }
  }

  /// Whether all the digits of a value stand in its one place.
  private static func isWhole(_ value: RedactionDetector.Found, _ text: String) -> Bool {
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: value.range.lowerBound)
    let end = bytes.index(start, offsetBy: value.range.count)
    return bytes[start..<end].filter { $0 &- 0x30 < 10 } == value.key
  }

  private func isAllowed(_ text: String, _ range: Range<Int>, _ key: [UInt8]) -> Bool {
    guard !allowed.isEmpty else { return false }
    return allowed.contains(key) || allowed.contains(Self.letters(Array(text.utf8)[range]))
  }

  private mutating func make(
    _ turn: Int, _ range: Range<Int>, _ type: RedactionType, _ key: [UInt8], name: String? = nil,
    isWhole: Bool = true
  ) -> Found {
    Found(
      turn: turn, range: range, type: type, key: key, number: replacements.number(type, key),
      replacement: replacements.text(type, key, name: name, isWhole: isWhole))
  }

  private func patterns(in text: String) -> [(Range<Int>, String, [UInt8])] {
    guard !settings.patterns.isEmpty else { return [] }
    let bytes = Array(text.utf8)
    return settings.patterns.flatMap { pattern in
      pattern.ranges(in: bytes).map { ($0, pattern.name, Self.letters(bytes[$0])) }
    }
  }

  // MARK: The record

  /// The record of a call without what was found, and without what its own texts hold.
  mutating func rewrite(_ call: Call, _ found: [Found]) -> Rewritten {
    let turns = call.transcript.turns
    var needles = RedactionNeedles()
    var spoken: Set<UInt64> = []
    var texts: [String: [RecordRedaction.Edit]] = [:]
    var byTurn = Dictionary(grouping: found, by: \.turn)
    var folded = FoldedText(seed: SpokenLexicon.seed)
    let words = turns.map { turn -> [FoldedText.Token] in
      folded.fold(turn.text)
      return folded.tokens.filter { $0.kind != .mark }
    }
    for (position, turn) in turns.enumerated() {
      for word in words[position] { spoken.insert(word.hash) }
      let values = byTurn.removeValue(forKey: position) ?? []
      let edits = values.map { RecordRedaction.Edit(range: $0.range, text: $0.replacement) }
      if texts[turn.text]?.isEmpty ?? true { texts[turn.text] = edits }
      for value in values { needles.add(needle(value, position, words, turn.text)) }
    }
    for value in KnownValues.scalars(settings, in: call) {
      let replacement = replacements.text(.knownValue, value.key)
      for text in value.spellings {
        folded.fold(text)
        let tokens = folded.tokens.filter { $0.kind != .mark }
        let isStrong = tokens.contains { $0.kind != .digits || $0.length >= 4 }
        needles.add(
          RedactionNeedles.Needle(
            words: tokens.map(\.hash), replacement: replacement, isStrong: isStrong))
      }
    }
    // The finder numbers values as it meets them.
    let box = RedactionFinder(settings: settings, replacements: replacements, allowed: allowed)
    var redaction = RecordRedaction(
      needles: needles, turns: texts, transcript: call.transcript.pointer, spoken: spoken,
      find: { text, hint, kind in box.edits(text, hint, kind) })
    let bytes = redaction.rewritten(call.record)
    replacements = box.replacements
    return Rewritten(record: bytes, edits: redaction.edits)
  }

  private func needle(
    _ value: Found, _ position: Int, _ words: [[FoldedText.Token]], _ text: String
  ) -> RedactionNeedles.Needle {
    let tokens = words[position]
    let inside = Self.tokens(tokens, in: value.range)
    let digits = inside.reduce(0) {
      $0 + (tokens[$1].kind == .digits ? tokens[$1].length : 0)
    }
    let letters = inside.contains { tokens[$0].kind == .word && tokens[$0].length >= 8 }
    let isStrong =
      digits >= 6 || inside.count >= 4 || inside.count >= 3 && digits == 0
      || value.type == .emailAddress || letters && value.type != .password
    let first = inside.first ?? 0
    let last = inside.last ?? 0
    return RedactionNeedles.Needle(
      words: inside.map { tokens[$0].hash }, replacement: value.replacement, isStrong: isStrong,
      before: first > 0 ? tokens[first - 1].hash : nil,
      after: last + 1 < tokens.count ? tokens[last + 1].hash : nil,
      beforeTurn: position > 0 ? words[position - 1].last?.hash : nil,
      afterTurn: position + 1 < words.count ? words[position + 1].first?.hash : nil)
  }

  /// The tokens that overlap a range.
  private static func tokens(_ tokens: [FoldedText.Token], in range: Range<Int>) -> Range<Int> {
    func first(where isBehind: (FoldedText.Token) -> Bool) -> Int {
      var low = 0
      var high = tokens.count
      while low < high {
        let middle = (low + high) / 2
        if isBehind(tokens[middle]) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    let start = first { Int($0.sourceEnd) > range.lowerBound }
    return start..<max(start, first { Int($0.sourceStart) >= range.upperBound })
  }

  /// A name without values, as of a file.
  mutating func redactedName(_ name: String) -> String {
    let box = RedactionFinder(settings: settings, replacements: replacements, allowed: allowed)
    defer { replacements = box.replacements }
    let edits = box.edits(name, "", .key)
    return edits.isEmpty ? name : RecordRedaction.applied(edits, to: name)
  }

  // MARK: What to tell

  /// What was found, with times, without values.
  func items(of found: [Found], in call: Call) -> [RedactionItem] {
    let turns = call.transcript.turns
    var spans: [Int: WordSpans] = [:]
    return found.map { value in
      let turn = turns[value.turn]
      let words = spans[value.turn] ?? WordSpans(turn)
      spans[value.turn] = words
      let span = words.span(of: value.range)
      return RedactionItem(
        type: value.type, value: value.number, turn: turn.number, range: value.range,
        redactedRange: 0..<value.replacement.utf8.count, span: span ?? turn.span,
        isTimedByWords: span != nil)
    }
  }

  /// The items with their places in the redacted turns.
  static func placed(_ items: [RedactionItem], in call: Call) -> [RedactionItem] {
    var shift = 0
    var turn = -1
    return items.map { item in
      if item.turn != turn { (turn, shift) = (item.turn, 0) }
      var item = item
      let length = item.redactedRange.count
      let start = item.range.lowerBound + shift
      shift += length - item.range.count
      item.redactedRange = start..<start + length
      return item
    }
  }
}
