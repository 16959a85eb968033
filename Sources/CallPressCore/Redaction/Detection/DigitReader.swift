/// Finds the runs of digits, written and said, in one turn.
struct DigitReader {
  private let text: RedactionText
  private let groups: NumberGroups
  private let turn: Int32
  private(set) var runs: [DigitRun] = []

  /// The most words between two digits of one number.
  private static let mostWords = 4

  init(_ text: RedactionText, turn: Int) {
    self.text = text
    self.turn = Int32(truncatingIfNeeded: turn)
    groups = NumberGroups(text: text)
  }

  /// The runs in order.
  static func runs(in text: RedactionText, turn: Int) -> [DigitRun] {
    var reader = DigitReader(text, turn: turn)
    var at = 0
    while at < text.count { at = reader.read(at) }
    return reader.runs
  }

  /// Reads a run that may begin at a token; returns where to go on.
  private mutating func read(_ start: Int) -> Int {
    var run = DigitRun()
    guard var next = appendAtom(at: start, .none, to: &run) else { return start + 1 }
    while true {
      guard let (at, separator) = connection(next),
        let end = appendAtom(at: at, separator, to: &run)
      else { break }
      next = end
    }
    finish(run)
    return next
  }

  private mutating func finish(_ run: DigitRun) {
    var range = run.atoms.indices
    // Letters alone at the ends are words more often than not; two and three begin numbers of
    // accounts and passports.
    while let first = range.first, isLetter(run.atoms[first]) {
      let letters = run.atoms[range].prefix { isLetter($0) }.count
      if letters <= 3, letters < range.count { break }
      range = first + max(letters - 2, 1)..<range.upperBound
      if letters == range.count { return }
    }
    guard run.atoms[range].contains(where: { !isLetter($0) }) else { return }
    runs.append(range == run.atoms.indices ? run : run.part(range))
  }

  private func isLetter(_ atom: DigitAtom) -> Bool { atom.hasLetters && atom.count == 1 }

  // MARK: What stands between

  /// The next token that may continue a number, and what stands before it.
  private func connection(_ start: Int) -> (at: Int, separator: DigitAtom.Separator)? {
    var at = start
    var words = 0
    var separator = DigitAtom.Separator.none
    while at < text.count {
      let cell = text.cells[at]
      if cell.isOpaque { return nil }
      if text.isKind(at, .mark) {
        guard let mark = mark(at) else { return nil }
        separator = max(separator, mark)
        at += 1
        if at - start > 8 { return nil }
        continue
      }
      if begins(at) {
        // "And" by itself between two numbers is a word like others.
        if separator == .none, text.hasSpace(at) { separator = .space }
        return (at, separator)
      }
      guard
        cell.isConnector || cell.has(.filler) || cell.has(.symbol) || cell.has(.and)
          || cell.has(.times) || cell.has(.point)
      else { return nil }
      if cell.has(.times), begins(at + 1) { return (at, max(separator, .space)) }
      words += 1
      guard words <= Self.mostWords else { return nil }
      separator = .words
      at += 1
    }
    return nil
  }

  private func mark(_ at: Int) -> DigitAtom.Separator? {
    let isTight = !text.hasSpace(at) && !text.hasSpace(at + 1)
    switch text.text.firstByte(at) {
    case UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "_"): return .hyphen
    case UInt8(ascii: "."): return isTight ? .dot : .pause
    case UInt8(ascii: "/"): return .slash
    case UInt8(ascii: ","): return .comma
    case UInt8(ascii: ":"): return .colon
    case UInt8(ascii: ";"), UInt8(ascii: "+"), UInt8(ascii: "'"): return .pause
    case 0xE2: return .pause
    default: return nil
    }
  }

  // MARK: Atoms

  /// Whether something that can be a part of a number begins at a token.
  private func begins(_ at: Int) -> Bool {
    guard at < text.count else { return false }
    let cell = text.cells[at]
    if cell.isOpaque { return false }
    return text.isKind(at, .digits) || cell.isNumber || isFreeLetter(at) || text.hasDigit(at)
      || isOh(at) || cell.has(.letter) && isBesideLetter(at)
  }

  /// Whether a token is a letter by itself, not one that an apostrophe joins to a word.
  private func isFreeLetter(_ at: Int) -> Bool {
    let apostrophe = UInt8(ascii: "'")
    return text.isLetter(at) && !(text.isMark(at - 1, apostrophe) && !text.hasSpace(at))
      && !(text.isMark(at + 1, apostrophe) && !text.hasSpace(at + 1))
  }

  private func isOh(_ at: Int) -> Bool { text.has(at, .oh) }

  private func isBesideLetter(_ at: Int) -> Bool {
    text.has(at - 1, .letter) || text.has(at + 1, .letter) || text.isKind(at + 1, .digits)
      || at + 1 < text.count && text.cells[at + 1].isNumber
  }

  /// Appends the atom at a token; returns the token behind it.
  private func appendAtom(
    at: Int, _ separator: DigitAtom.Separator, to run: inout DigitRun
  ) -> Int? {
    guard at < text.count, !text.cells[at].isOpaque else { return nil }
    var atom = DigitAtom(
      turn: turn, first: Int32(truncatingIfNeeded: at), end: Int32(truncatingIfNeeded: at + 1),
      start: 0, count: 0, separator: separator)
    let token = text.text.tokens[at]
    if token.kind == .digits {
      run.append(atom, text.text.bytes[token.range])
      return at + 1
    }
    let cell = text.cells[at]
    if cell.has(.times), let (digit, end) = single(at + 1) {
      atom.end = Int32(truncatingIfNeeded: end)
      atom.isSpoken = true
      run.append(atom, [UInt8](repeating: digit, count: max(2, timesValue(at)))[...])
      return end
    }
    if isOh(at) {
      // A zero only beside other digits.
      guard !run.atoms.isEmpty || beginsNumber(at + 1) else { return letter(at, atom, &run) }
      atom.isSpoken = true
      run.append(atom, [0x30])
      return at + 1
    }
    if cell.isNumber, let group = groups.group(at) {
      atom.isSpoken = true
      atom.isScaled = group.isScaled
      atom.end = Int32(truncatingIfNeeded: group.end)
      if let (count, end) = repetition(group) {
        atom.end = Int32(truncatingIfNeeded: end.token)
        run.append(atom, [UInt8](repeating: end.digit, count: count)[...])
        return end.token
      }
      run.append(atom, Array(String(group.value).utf8)[...])
      return group.end
    }
    if isFreeLetter(at) { return letter(at, atom, &run) }
    if token.kind == .word, text.hasDigit(at), token.length <= 40 {
      atom.hasLetters = true
      run.append(atom, text.text.bytes[token.range])
      return at + 1
    }
    return nil
  }

  private func letter(_ at: Int, _ atom: DigitAtom, _ run: inout DigitRun) -> Int? {
    guard isFreeLetter(at) else { return nil }
    var atom = atom
    (atom.hasLetters, atom.isSpoken) = (true, true)
    let end = behindExample(at + 1)
    atom.end = Int32(truncatingIfNeeded: end)
    run.append(atom, [text.text.firstByte(at)])
    return end
  }

  /// Behind "as in November", "comme Nicolas".
  private func behindExample(_ at: Int) -> Int {
    var next = at
    if text.isMark(next, UInt8(ascii: ",")) { next += 1 }
    guard text.has(next, .like) || text.isWord(next, "for"), next + 1 < text.count else {
      return at
    }
    next += 1
    if text.isWord(next, "in") { next += 1 }
    guard text.isKind(next, .word) || text.isKind(next, .otherWord),
      text.text.tokens[next].length > 2
    else { return at }
    return next + 1
  }

  private func beginsNumber(_ at: Int) -> Bool {
    var at = at
    if text.isMark(at, UInt8(ascii: ",")) || text.isMark(at, UInt8(ascii: "-")) { at += 1 }
    guard at < text.count else { return false }
    return text.isKind(at, .digits) || text.cells[at].isNumber || text.has(at, .times) || isOh(at)
  }

  private func timesValue(_ at: Int) -> Int {
    for part in SpokenLexicon.shared.parts(of: text.text.tokens[at]).range {
      let lexeme = SpokenLexicon.shared.lexemes[Int(part)]
      if lexeme.role == .times { return Int(lexeme.value) }
    }
    return 2
  }

  /// One digit, written or said.
  private func single(_ at: Int) -> (digit: UInt8, end: Int)? {
    guard at < text.count else { return nil }
    if text.isKind(at, .digits), text.text.tokens[at].length == 1 {
      return (text.text.firstByte(at), at + 1)
    }
    if isOh(at) { return (0x30, at + 1) }
    let cell = text.cells[at]
    guard cell.isNumber, cell.role == .unit, cell.value < 10 else { return nil }
    return (UInt8(0x30 + cell.value), at + 1)
  }

  /// "Trois fois le sept": seven three times.
  private func repetition(
    _ group: NumberGroups.Group
  ) -> (count: Int, (digit: UInt8, token: Int))? {
    guard (2...4).contains(group.value), text.isWord(group.end, "fois") else { return nil }
    var at = group.end + 1
    if text.isWord(at, "le") { at += 1 }
    guard let (digit, end) = single(at) else { return nil }
    return (group.value, (digit, end))
  }
}
