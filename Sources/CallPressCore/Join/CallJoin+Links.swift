/// What was found in a call: links, ordered and judged.
extension CallJoin {
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
      finding = scalars.allSatisfy { $0.phrases.isEmpty } ? .notSearchable : .notSaid
    }
    return Evidence.Item(
      finding: finding, links: links, saidByAgent: saidByAgent,
      hasMoreLinks: isTruncated || isAbandoned)
  }

  /// In the order of the text, apart from one another: of links that overlap, the surest.
  private static func ordered(_ links: [Evidence.Link]) -> [Evidence.Link] {
    var result: [Evidence.Link] = []
    result.reserveCapacity(links.count)
    for link in links.sorted(by: comesFirst) {
      if let last = result.last, last.turn == link.turn, last.range.overlaps(link.range) {
        if rank(link) < rank(last) { result[result.count - 1] = link }
        continue
      }
      result.append(link)
    }
    return result
  }

  /// How sure a link is, the surest first.
  private static func rank(_ link: Evidence.Link) -> Int {
    switch link.match {
    case .exact: 0
    case .tolerant: 1
    default: link.strength == .strong ? 2 : 3
    }
  }

  private static func comesFirst(_ left: Evidence.Link, _ right: Evidence.Link) -> Bool {
    if left.turn != right.turn { return left.turn < right.turn }
    if left.range.lowerBound != right.range.lowerBound {
      return left.range.lowerBound < right.range.lowerBound
    }
    let (first, second) = (rank(left), rank(right))
    if first != second { return first < second }
    if left.range.upperBound != right.range.upperBound {
      return left.range.upperBound > right.range.upperBound
    }
    return left.match.rawValue < right.match.rawValue
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
