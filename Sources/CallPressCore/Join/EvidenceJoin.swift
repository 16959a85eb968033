/// Joins a call's named values with what was said in it.
///
/// Whole words only, in every turn, whoever speaks: exactly, or tolerant of case, accents, Arabic
/// diacritics, letter variants and particles written together with a word, the script of digits
/// and their grouping, the kinds of apostrophes, dashes and spaces. Numbers, money, dates, times,
/// telephone numbers, codes, e-mail addresses and names are found as people say and spell them, in
/// English, French and Arabic; true and false by the answer to the question that their name asks.
public enum EvidenceJoin {
  /// The most links that are kept of one value; there are fewer for each where a call has more
  /// than 200 values.
  public static let linkLimit = 100

  /// Looks for every outcome and every variable in the turns of a transcript, and for
  /// placeholders that were spoken as they stand.
  ///
  /// The work grows with the length of the transcript plus that of the values, not with their
  /// product.
  public static func evidence(
    for transcript: Transcript, variables: [NamedValue], outcomes: [NamedValue]
  ) -> Evidence {
    var join = Join(transcript)
    let wantedOutcomes = outcomes.map { join.want($0) }
    let wantedVariables = variables.map { join.want($0) }
    join.search()
    return Evidence(
      outcomes: wantedOutcomes.map { join.item(for: $0) },
      variables: wantedVariables.map { join.item(for: $0) },
      placeholders: join.placeholders)
  }
}

/// The work on one call.
private struct Join {
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
    return value.children.compactMap { scalar($0, nil) }
  }

  private mutating func scalar(_ value: JSONValue, _ name: String?) -> Scalar? {
    let text: String
    switch value.kind {
    case .string: text = value.string ?? ""
    case .number: text = Self.plain(value.numberText ?? "")
    case .boolean: return question(name, isTrue: value.boolean ?? false)
    case .null, .array, .object: return nil
    }
    folded.fold(text)
    let phrases = index.add(folded, isJSONNumber: value.kind == .number)
    guard !phrases.isEmpty, let first = folded.tokens.first, let last = folded.tokens.last else {
      return nil
    }
    wanted += 1
    let utf8 = Array(text.utf8)
    return Scalar(
      text: Array(utf8[Int(first.sourceStart)..<Int(last.sourceEnd)]), phrases: phrases,
      spoken: spoken.add(folded, text, isJSONNumber: value.kind == .number),
      isCommonWord: folded.tokens.count == 1 && SpokenLexicon.shared.knows(first))
  }

  /// What is true or false is not said itself, but the question of its name is answered.
  private mutating func question(_ name: String?, isTrue: Bool) -> Scalar? {
    guard let name else { return nil }
    folded.fold(NameWords.apart(name))
    let key = spoken.makeKey()
    guard questions.add(folded, isTrue: isTrue, key: key) else { return nil }
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
      if wanted > 0 { index.search(folded, number: position, isAgent: isAgent, matchLimit: limit) }
      if !spoken.isEmpty { searchSpoken(position, isAgent, limit) }
    }
    if !questions.isEmpty { searchQuestions(limit) }
  }

  private mutating func searchSpoken(_ position: Int, _ isAgent: Bool, _ limit: Int) {
    let view = spoken.view(folded)
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
        for asked in questions.asked(folded) {
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

  // MARK: What was found

  mutating func item(for scalars: [Scalar]) -> Evidence.Item {
    guard !scalars.isEmpty else { return Evidence.Item(finding: .notSearchable) }
    var links: [Evidence.Link] = []
    var saidByAgent = false
    var isTruncated = false
    var isAbandoned = false
    for scalar in scalars {
      for phrase in scalar.phrases {
        let phrase = index.phrases[phrase]
        saidByAgent = saidByAgent || phrase.saidByAgent
        isTruncated = isTruncated || phrase.isTruncated
        isAbandoned = isAbandoned || phrase.isAbandoned
        for match in phrase.matches {
          if let link = link(match, scalar) { links.append(link) }
        }
      }
      for key in scalar.spoken {
        let key = spoken.keys[key]
        saidByAgent = saidByAgent || key.saidByAgent
        isTruncated = isTruncated || key.isTruncated
        for match in key.matches {
          if let link = link(match) { links.append(link) }
        }
      }
    }
    if scalars.count > 1 || scalars[0].phrases.count + scalars[0].spoken.count > 1 {
      links = Self.ordered(links)
    }
    if links.count > EvidenceJoin.linkLimit {
      links.removeLast(links.count - EvidenceJoin.linkLimit)
      isTruncated = true
    }
    if links.isEmpty, isAbandoned { return Evidence.Item(finding: .notSearchable) }
    let finding: Evidence.Finding
    if links.contains(where: { $0.strength == .strong }) {
      finding = .said
    } else if !links.isEmpty {
      finding = .maybeSaid
    } else {
      // A question that was not asked does not tell that the value was not said.
      finding = scalars.allSatisfy(\.phrases.isEmpty) ? .notSearchable : .notSaid
    }
    return Evidence.Item(
      finding: finding, links: links, saidByAgent: saidByAgent,
      hasMoreLinks: isTruncated || isAbandoned)
  }

  /// In the order of the text, apart from one another: of links that overlap, the surest.
  private static func ordered(_ links: [Evidence.Link]) -> [Evidence.Link] {
    func rank(_ link: Evidence.Link) -> Int {
      link.match == .exact ? 0 : link.match == .tolerant ? 1 : link.strength == .strong ? 2 : 3
    }
    let sorted = links.sorted {
      ($0.turn, $0.range.lowerBound, rank($0), $1.range.upperBound, $0.match.rawValue)
        < ($1.turn, $1.range.lowerBound, rank($1), $0.range.upperBound, $1.match.rawValue)
    }
    var result: [Evidence.Link] = []
    for link in sorted {
      if let last = result.last, last.turn == link.turn, last.range.overlaps(link.range) {
        if rank(link) < rank(last) { result[result.count - 1] = link }
        continue
      }
      result.append(link)
    }
    return result
  }

  private mutating func link(_ match: PhraseIndex.Match, _ scalar: Scalar) -> Evidence.Link? {
    let wanted = scalar.text
    guard case .turn(let turn) = entries[match.text] else { return nil }
    var range = match.range
    var isExact = false
    var text = turn.text
    text.withUTF8 { bytes in
      if match.prefixLetters > 0 {
        range = Self.skip(match.prefixLetters, bytes, range)..<range.upperBound
        return
      }
      let plus = UInt8(ascii: "+")
      if wanted.first == plus, range.lowerBound > 0, bytes[range.lowerBound - 1] == plus {
        range = range.lowerBound - 1..<range.upperBound
      }
      isExact = bytes[range].elementsEqual(wanted)
    }
    if spans[match.text] == nil { spans[match.text] = WordSpans(turn) }
    return Evidence.Link(
      turn: turn.number, range: range, match: isExact ? .exact : .tolerant,
      strength: isExact || !scalar.isCommonWord ? .strong : .weak,
      span: spans[match.text]?.span(of: range) ?? turn.span)
  }

  private mutating func link(_ match: SpokenSearch.Match) -> Evidence.Link? {
    guard case .turn(let turn) = entries[match.text] else { return nil }
    var range = match.range
    if match.prefixLetters > 0 {
      var text = turn.text
      text.withUTF8 { bytes in
        range = Self.skip(match.prefixLetters, bytes, range)..<range.upperBound
      }
    }
    if spans[match.text] == nil { spans[match.text] = WordSpans(turn) }
    return Evidence.Link(
      turn: turn.number, range: range, match: match.method, strength: match.strength,
      span: spans[match.text]?.span(of: range) ?? turn.span)
  }

  /// Moves behind a number of Arabic letters and the signs on them.
  private static func skip(
    _ letters: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Int {
    var remaining = letters
    var at = range.lowerBound
    while at < range.upperBound {
      let lead = bytes[at]
      let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
      guard at + length <= range.upperBound else { break }
      var isLetter = true
      if length == 2 {
        let folded = LetterFolding.fold(UInt32(lead & 0x1F) << 6 | UInt32(bytes[at + 1] & 0x3F))
        if case .letter = folded { isLetter = true } else { isLetter = false }
      } else if length > 2 {
        isLetter = false
      }
      if isLetter {
        if remaining == 0 { return at }
        remaining -= 1
      }
      at += length
    }
    return at
  }
}
