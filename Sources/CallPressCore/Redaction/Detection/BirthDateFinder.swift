/// Finds the dates that are said to be of birth, in the turn that says so or in the answer to it.
struct BirthDateFinder {
  /// A date, by its tokens.
  struct Found {
    var turn: Int
    var tokens: Range<Int>
  }

  private let turns: [DetectedTurn]

  static func dates(in turns: [DetectedTurn]) -> [Found] {
    let finder = BirthDateFinder(turns: turns)
    var found: [Found] = []
    for position in turns.indices { found += finder.dates(for: position) }
    return found
  }

  private init(turns: [DetectedTurn]) {
    self.turns = turns
  }

  private func dates(for position: Int) -> [Found] {
    let turn = turns[position]
    let births = turn.mentions.filter { $0.topic.kind == .type(.birthDate) }
    guard let last = births.last else { return [] }
    var found: [Found] = []
    for (index, mention) in births.enumerated() {
      let limit = index + 1 < births.count ? births[index + 1].first : turn.text.count
      if let tokens = date(in: turn, from: mention.end, within: 8, before: limit) {
        found.append(Found(turn: position, tokens: tokens))
        found += rest(behind: position, tokens, speaker: turn.speaker)
      } else if index == 0, let tokens = date(before: mention.first, in: turn) {
        found.append(Found(turn: position, tokens: tokens))
      }
    }
    guard found.isEmpty else { return found }
    // Something else may be asked behind it.
    let isLastAsked = !turn.mentions.contains {
      $0.first >= last.end && ($0.topic.kind == .appointment || $0.topic.weight == .sure)
        && $0.topic.kind != last.topic.kind
    }
    for next in turns.indices.dropFirst(position + 1).prefix(3)
    where turns[next].speaker != turn.speaker {
      let first = turns[next].mentions.first { $0.topic.kind == .appointment }
      if let tokens = date(in: turns[next], from: 0, within: 12, before: first?.first ?? .max),
        isLastAsked || tokens.lowerBound <= 4 && isWhole(turns[next], tokens)
      {
        return [Found(turn: next, tokens: tokens)]
          + rest(behind: next, tokens, speaker: turns[next].speaker)
      }
      if turns[next].mentions.contains(where: { $0.topic.weight == .sure }) { break }
    }
    return []
  }

  /// The year that follows in a later turn of the same person.
  private func rest(behind position: Int, _ tokens: Range<Int>, speaker: Int) -> [Found] {
    let text = turns[position].text
    let hasYear = tokens.contains { at in
      text.isKind(at, .digits) && text.text.tokens[at].length == 4
    }
    guard !hasYear, tokens.upperBound + 2 >= text.count else { return [] }
    var found: [Found] = []
    for next in turns.indices.dropFirst(position + 1).prefix(4) {
      let turn = turns[next]
      guard turn.speaker == speaker else {
        if turn.text.count > 12
          || turn.mentions.contains(where: {
            $0.topic.weight == .sure && $0.topic.kind != .type(.birthDate)
          })
        {
          break
        }
        continue
      }
      guard let tokens = stretch(in: turn, from: 0, within: 4, before: .max) else { break }
      found.append(Found(turn: next, tokens: tokens))
    }
    return found
  }

  // MARK: One date

  private func date(
    in turn: DetectedTurn, from start: Int, within reach: Int, before limit: Int
  ) -> Range<Int>? {
    var start = start
    let last = start + reach
    while start < last,
      let tokens = stretch(in: turn, from: start, within: last - start, before: limit)
    {
      if isDate(turn, tokens) { return tokens }
      start = tokens.upperBound
    }
    return nil
  }

  /// A date that stands before its name: "… that is my date of birth".
  private func date(before end: Int, in turn: DetectedTurn) -> Range<Int>? {
    var start = max(0, end - 20)
    var last: Range<Int>?
    while start < end,
      let tokens = stretch(in: turn, from: start, within: end - start, before: end)
    {
      if isDate(turn, tokens) { last = tokens }
      start = tokens.upperBound
    }
    guard let last, end - last.upperBound <= 8 else { return nil }
    return last
  }

  /// The tokens of numbers, months and what joins them, from the first that counts to the last.
  private func stretch(
    in turn: DetectedTurn, from start: Int, within reach: Int, before limit: Int
  ) -> Range<Int>? {
    let text = turn.text
    let end = min(text.count, limit)
    guard var first = (start..<max(start, end)).prefix(reach).first(where: { counts(text, $0) })
    else {
      return nil
    }
    var last = first
    var at = first + 1
    var gap = 0
    while at < end, gap <= 3 {
      if text.cells[at].isOpaque { break }
      if counts(text, at) {
        last = at
        gap = 0
      } else if joins(text, at) {
        gap += 1
      } else {
        break
      }
      at += 1
    }
    if first > 0, text.has(first - 1, .weekday), !text.has(first - 1, .ordinal) { first -= 1 }
    return first..<last + 1
  }

  private func counts(_ text: RedactionText, _ at: Int) -> Bool {
    guard at < text.count, !text.cells[at].isOpaque else { return false }
    if text.isKind(at, .digits) { return text.text.tokens[at].length <= 8 }
    if text.has(at, .month) || text.has(at, .monthHead) || text.has(at, .ordinal) { return true }
    if text.isKind(at, .word), text.hasDigit(at) { return text.text.tokens[at].length <= 4 }
    return text.cells[at].isNumber && !text.cells[at].isWeak || text.has(at, .teenTail)
  }

  private func joins(_ text: RedactionText, _ at: Int) -> Bool {
    if text.isKind(at, .mark) {
      return ["-", "/", ".", ",", "'"].contains { text.isMark(at, $0) }
    }
    let cell = text.cells[at]
    return cell.has(.of) || cell.has(.article) || cell.has(.and) || cell.has(.filler)
      || cell.has(.monthWord) || cell.isConnector || text.isWord(at, "in") || text.isWord(at, "en")
      || text.isWord(at, "year") || text.isWord(at, "annee") || text.isWord(at, "mois")
      || text.isWord(at, "month") || text.isWord(at, "في") || text.isWord(at, "سنه")
      || text.isWord(at, "عام") || text.isWord(at, "من") || text.isWord(at, "شهر")
      || text.isWord(at, "l") || text.isWord(at, "day") || text.isWord(at, "jour")
  }

  /// Whether it is a day, a month and a year.
  private func isWhole(_ turn: DetectedTurn, _ tokens: Range<Int>) -> Bool {
    let hasMonth = tokens.contains { turn.text.has($0, .month) }
    let numbers = tokens.count { counts(turn.text, $0) }
    return hasMonth ? numbers >= 3 : numbers == 3 && tokens.count == 5
  }

  private func isDate(_ turn: DetectedTurn, _ tokens: Range<Int>) -> Bool {
    let text = turn.text
    if turn.isQuantity(tokens.lowerBound, tokens.upperBound), tokens.count < 3 { return false }
    var numbers = 0
    var digits = 0
    var months = 0
    for at in tokens {
      if text.has(at, .month) || text.has(at, .monthHead) { months += 1 }
      if text.isKind(at, .digits) {
        numbers += 1
        digits += text.text.tokens[at].length
      } else if counts(text, at) {
        numbers += 1
        digits += text.cells[at].value >= 10 ? 2 : 1
      }
    }
    if months > 0 { return numbers + months >= 2 }
    return numbers >= 3 && digits >= 3 || digits >= 6 && (numbers >= 2 || digits == 8)
  }
}

extension RedactionText {
  fileprivate func isMark(_ at: Int, _ character: Character) -> Bool {
    isMark(at, character.asciiValue ?? 0)
  }
}
