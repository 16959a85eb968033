/// Joins a call's named values with what was said in it.
///
/// Whole words only, in every turn, whoever speaks: exactly, or tolerant of case, accents, Arabic
/// diacritics, letter variants and particles written together with a word, the script of digits
/// and their grouping, the kinds of apostrophes, dashes and spaces.
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
    let wantedOutcomes = outcomes.map { join.want($0.value) }
    let wantedVariables = variables.map { join.want($0.value) }
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
  }

  /// The turns stand among events; a copy of them all would cost more than the search.
  let entries: [Entry]
  let agents: Set<Speaker.ID>
  var index: PhraseIndex
  var folded: FoldedText
  var placeholders: [Evidence.Placeholder] = []
  var wanted = 0
  var spans: [WordSpans?]

  init(_ transcript: Transcript) {
    // Of this process alone, so that tokens that collide cannot be prepared.
    let seed = UInt64(bitPattern: Int64(Hasher().finalize()))
    entries = transcript.entries
    agents = Set(transcript.speakers.lazy.filter { $0.kind == .agent }.map(\.id))
    index = PhraseIndex(seed: seed)
    folded = FoldedText(seed: seed)
    spans = Array(repeating: nil, count: entries.count)
  }

  // MARK: What to look for

  mutating func want(_ value: JSONValue?) -> [Scalar] {
    guard let value else { return [] }
    guard value.kind == .array else { return scalar(value).map { [$0] } ?? [] }
    return value.children.compactMap { scalar($0) }
  }

  private mutating func scalar(_ value: JSONValue) -> Scalar? {
    let text: String
    switch value.kind {
    case .string: text = value.string ?? ""
    case .number: text = Self.plain(value.numberText ?? "")
    case .null, .boolean, .array, .object: return nil
    }
    folded.fold(text)
    let phrases = index.add(folded, isJSONNumber: value.kind == .number)
    guard !phrases.isEmpty, let first = folded.tokens.first, let last = folded.tokens.last else {
      return nil
    }
    wanted += 1
    let utf8 = Array(text.utf8)
    return Scalar(
      text: Array(utf8[Int(first.sourceStart)..<Int(last.sourceEnd)]), phrases: phrases)
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
        guard wanted > 0 else { return }
        folded.fold(bytes)
      }
      guard wanted > 0 else { continue }
      let isAgent = agents.contains(speaker)
      index.search(folded, number: position, isAgent: isAgent, matchLimit: limit)
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
          if let link = link(match, scalar.text) { links.append(link) }
        }
      }
    }
    if scalars.count > 1 || scalars[0].phrases.count > 1 { links = Self.ordered(links) }
    if links.count > EvidenceJoin.linkLimit {
      links.removeLast(links.count - EvidenceJoin.linkLimit)
      isTruncated = true
    }
    if links.isEmpty, isAbandoned { return Evidence.Item(finding: .notSearchable) }
    return Evidence.Item(
      finding: links.isEmpty ? .notSaid : .said, links: links, saidByAgent: saidByAgent,
      hasMoreLinks: isTruncated || isAbandoned)
  }

  private static func ordered(_ links: [Evidence.Link]) -> [Evidence.Link] {
    let sorted = links.sorted {
      ($0.turn, $0.range.lowerBound, $0.range.upperBound, $0.match == .exact ? 0 : 1)
        < ($1.turn, $1.range.lowerBound, $1.range.upperBound, $1.match == .exact ? 0 : 1)
    }
    var result: [Evidence.Link] = []
    for link in sorted {
      if let last = result.last, last.turn == link.turn, last.range == link.range { continue }
      result.append(link)
    }
    return result
  }

  private mutating func link(_ match: PhraseIndex.Match, _ wanted: [UInt8]) -> Evidence.Link? {
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
