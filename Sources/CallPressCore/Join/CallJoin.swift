/// The work on one call.
struct CallJoin: ~Copyable {
  /// One scalar to look for: its text as the source has it, and the phrases that stand for it.
  struct Scalar {
    var text: [UInt8]
    var phrases: [Int]
    /// The keys of what is said in other words.
    var spoken: [Int]
    /// Whether it is a word of the language besides, as the names May and Neuf are.
    var isCommonWord = false
  }

  /// The turns stand among events; a copy of them all would cost more than the search.
  let entries: [Entry]
  let agents: Set<Speaker.ID>
  var index: PhraseIndex
  var folded: FoldedText
  var spoken = SpokenSearch()
  var questions = QuestionFinder()
  var answers: [(position: Int, range: Range<Int>, isYes: Bool)] = []
  var placeholders: [Evidence.Placeholder] = []
  var wanted = 0
  /// The scalars so far: variables and outcomes often say the same.
  var known: [(text: String, isNumber: Bool, scalar: Scalar)] = []
  var spans: [WordSpans?]

  init(_ transcript: Transcript) {
    let seed = SpokenLexicon.seed
    entries = transcript.entries
    agents = Set(transcript.speakers.lazy.filter { $0.kind == .agent }.map(\.id))
    index = PhraseIndex(seed: seed)
    folded = FoldedText(seed: seed)
    spans = Array(repeating: nil, count: entries.count)
  }

  // MARK: What to look for

  mutating func want(_ named: NamedValue) -> [Scalar] {
    guard let value = named.value else { return [] }
    guard value.kind == .array else { return scalar(value, named.name).map { [$0] } ?? [] }
    var scalars: [Scalar] = []
    for child in value.children {
      if let scalar = scalar(child, nil) { scalars.append(scalar) }
    }
    return scalars
  }

  private mutating func scalar(_ value: JSONValue, _ name: String?) -> Scalar? {
    let text: String
    switch value.kind {
    case .string: text = value.string ?? ""
    case .number: text = Self.plain(value.numberText ?? "")
    case .boolean: return question(name, isTrue: value.boolean ?? false)
    case .null, .array, .object: return nil
    }
    let isNumber = value.kind == .number
    for same in known.suffix(64)
    where same.isNumber == isNumber && same.text.utf8.elementsEqual(text.utf8) {
      wanted += 1
      return same.scalar
    }
    folded.fold(text)
    let folded = folded.view
    let phrases = index.add(folded, isJSONNumber: isNumber)
    guard !phrases.isEmpty, let first = folded.tokens.first, let last = folded.tokens.last else {
      return nil
    }
    wanted += 1
    let source = Int(first.sourceStart)..<Int(last.sourceEnd)
    let scalar = Scalar(
      text: Array(text.utf8.dropFirst(source.lowerBound).prefix(source.count)), phrases: phrases,
      spoken: spoken.add(folded, text, isJSONNumber: isNumber),
      isCommonWord: folded.tokens.count == 1 && SpokenLexicon.shared.knows(first))
    known.append((text, isNumber, scalar))
    return scalar
  }

  /// What is true or false is not said itself, but the question of its name is answered.
  private mutating func question(_ name: String?, isTrue: Bool) -> Scalar? {
    guard let name else { return nil }
    folded.fold(NameWords.apart(name))
    let key = spoken.makeKey()
    guard questions.add(folded.view, isTrue: isTrue, key: key) else { return nil }
    return Scalar(text: [], phrases: [], spoken: [key])
  }

  /// A number without a power of ten where it is a whole one of a size that people say.
  private static func plain(_ number: String) -> String {
    guard number.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }),
      let decimal = ExactDecimal(number), !decimal.hasFraction,
      let whole = decimal.scaled(byPowerOfTen: 0)
    else { return number }
    return String(whole)
  }

  // MARK: Looking

  mutating func search() {
    let limit = max(1, min(EvidenceJoin.linkLimit, 20_000 / max(wanted, 1)))
    for position in entries.indices {
      guard case .turn(let turn) = entries[position] else { continue }
      let number = turn.number
      let speaker = turn.speaker
      var text = turn.text
      text.withUTF8 { bytes in
        PlaceholderScanner.scan(bytes) { range, name in
          placeholders.append(
            Evidence.Placeholder(
              text: String(decoding: bytes[range], as: UTF8.self),
              name: String(decoding: bytes[name], as: UTF8.self), turn: number, range: range))
        }
        guard wanted > 0 || !questions.isEmpty else { return }
        folded.fold(bytes)
      }
      guard wanted > 0 || !questions.isEmpty else { continue }
      let isAgent = agents.contains(speaker)
      if wanted > 0 {
        index.search(folded.view, number: position, isAgent: isAgent, matchLimit: limit)
      }
      if !spoken.isEmpty { searchSpoken(position, isAgent, limit) }
    }
    if !questions.isEmpty { searchQuestions(limit) }
  }

  private mutating func searchSpoken(_ position: Int, _ isAgent: Bool, _ limit: Int) {
    let view = spoken.view(folded.view)
    spoken.search(view, text: position, isAgent: isAgent, matchLimit: limit)
    guard !questions.isEmpty, let (token, isYes) = QuestionFinder.answer(view) else { return }
    let source = view.tokens[token]
    answers.append((position, Int(source.sourceStart)..<Int(source.sourceEnd), isYes))
  }

  /// Looks before each yes and no for the question that the other side asked.
  private mutating func searchQuestions(_ limit: Int) {
    for answer in answers {
      guard case .turn(let answering) = entries[answer.position] else { continue }
      for position in QuestionFinder.placesBefore(answer.position).reversed() {
        guard case .turn(let turn) = entries[position], turn.speaker != answering.speaker else {
          continue
        }
        folded.fold(turn.text)
        for asked in questions.asked(folded.view) {
          let question = questions.questions[asked]
          guard question.isTrue == answer.isYes else { continue }
          let match = SpokenSearch.Match(
            text: answer.position, range: answer.range, prefixLetters: 0, method: .question,
            strength: .weak)
          spoken.emit(question.key, match, limit: limit)
        }
        break
      }
    }
  }
}
