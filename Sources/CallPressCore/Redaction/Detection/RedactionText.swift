/// One turn's text as the detectors see it: folded tokens, and for each what it can be.
struct RedactionText {
  /// What a token is as a part of a number.
  struct Cell {
    /// The parts it can play, as ``SpokenRole`` bits.
    var roles: UInt64 = 0
    /// The part of a number, where ``isNumber``.
    var role = SpokenRole.filler
    /// The number's value.
    var value: Int32 = 0
    /// Which languages say it so: 1 English, 2 French, 4 Arabic.
    var languages: UInt8 = 0
    var isNumber = false
    /// Whether "and" is written together with it.
    var hasAnd = false
    /// Whether it is a number only beside other numbers.
    var isWeak = false
    var isConnector = false
    var isCorrection = false
    /// Whether it belongs to what was redacted before.
    var isOpaque = false

    func has(_ role: SpokenRole) -> Bool { roles & role.bit != 0 }
  }

  let text: FoldedCopy
  private(set) var cells: [Cell] = []
  /// The source, for what is told by its bytes.
  let source: [UInt8]

  var count: Int { cells.count }

  /// Reads a text.
  ///
  /// - Parameter folded: Reused from text to text.
  init(_ source: String, using folded: inout FoldedText) {
    var source = source
    self.source = source.withUTF8 { Array($0) }
    source.withUTF8 { folded.fold($0) }
    text = FoldedCopy(folded)
    cells.reserveCapacity(text.tokens.count)
    let lexicon = SpokenLexicon.shared
    let words = RedactionWords.shared
    for token in text.tokens {
      var cell = Cell()
      if token.kind == .word || token.kind == .otherWord {
        let parts = lexicon.parts(of: token)
        cell.roles = parts.roles
        if parts.roles & Self.numeric != 0 { Self.fill(&cell, parts, lexicon) }
        if let entry = words[token] {
          cell.isConnector = entry.isConnector
          cell.isCorrection = entry.isCorrection
          if entry.value >= 0, !cell.isNumber {
            cell.role = entry.role
            cell.value = entry.value
            cell.languages = 7
            (cell.isNumber, cell.isWeak) = (true, true)
          }
        }
        if cell.roles & SpokenRole.filler.bit != 0 { cell.isConnector = true }
      }
      cells.append(cell)
    }
    markOpaque()
  }

  private static let numeric = SpokenRole.numeric | SpokenRole.teenTail.bit

  private static func fill(
    _ cell: inout Cell, _ parts: SpokenLexicon.Parts, _ lexicon: SpokenLexicon
  ) {
    for part in parts.range {
      let lexeme = lexicon.lexemes[Int(part)]
      guard lexeme.role.bit & SpokenRole.numeric != 0 else { continue }
      // "Seconde" and the like: an article on a number makes it an ordinal or a weekday.
      if lexeme.language == .arabic, lexeme.hasArticle { continue }
      let language: UInt8 =
        switch lexeme.language {
        case .english: 1
        case .french: 2
        case .arabic: 4
        case .any: 7
        }
      if !cell.isNumber {
        (cell.role, cell.value, cell.isNumber) = (lexeme.role, lexeme.value, true)
        cell.languages = language
        cell.hasAnd = lexeme.hasAnd
      } else if cell.role == lexeme.role, cell.value == lexeme.value {
        cell.languages |= language
      }
    }
  }

  /// What stands in brackets and is ours, and digits beside asterisks, are no longer values.
  private mutating func markOpaque() {
    let tokens = text.tokens
    var at = 0
    while at < tokens.count {
      if isMark(at, UInt8(ascii: "[")) {
        var end = at + 1
        while end < tokens.count, end - at <= 12, !isMark(end, UInt8(ascii: "]")),
          !isMark(end, UInt8(ascii: "["))
        {
          end += 1
        }
        if end < tokens.count, isMark(end, UInt8(ascii: "]")),
          RedactionLabels.isLabel(
            source[Int(tokens[at].sourceStart)..<Int(tokens[end].sourceEnd)])
        {
          for inside in at...end { cells[inside] = Cell(isOpaque: true) }
          at = end + 1
          continue
        }
      }
      if isMark(at, UInt8(ascii: "*")), isMark(at + 1, UInt8(ascii: "*")) {
        var (first, last) = (at, at + 1)
        while first > 0, !tokens[first].hasSpace { first -= 1 }
        while last + 1 < tokens.count, !tokens[last + 1].hasSpace,
          isMark(last + 1, UInt8(ascii: "*")) || isKind(last + 1, .digits)
            || isKind(last + 1, .word)
        {
          last += 1
        }
        for inside in first...last { cells[inside] = Cell(isOpaque: true) }
        at = last + 1
        continue
      }
      at += 1
    }
  }

  func isKind(_ at: Int, _ kind: FoldedText.Kind) -> Bool {
    at >= 0 && at < text.tokens.count && text.tokens[at].kind == kind
  }

  func isMark(_ at: Int, _ byte: UInt8) -> Bool {
    isKind(at, .mark) && text.firstByte(at) == byte
  }

  func hasSpace(_ at: Int) -> Bool { at < text.tokens.count && text.tokens[at].hasSpace }

  func has(_ at: Int, _ role: SpokenRole) -> Bool {
    at >= 0 && at < cells.count && cells[at].roles & role.bit != 0
  }

  func isWord(_ at: Int, _ word: StaticString) -> Bool {
    guard at >= 0, at < text.tokens.count, text.tokens[at].length == word.utf8CodeUnitCount else {
      return false
    }
    let start = Int(text.tokens[at].start)
    for offset in 0..<word.utf8CodeUnitCount
    where text.bytes[start + offset] != word.utf8Start[offset] {
      return false
    }
    return true
  }

  /// Whether a token is one Latin letter, or the name of one in Arabic.
  func isLetter(_ at: Int) -> Bool {
    isKind(at, .word) && text.tokens[at].length == 1 && text.firstByte(at) >= 0x61
  }

  /// Whether a Latin word has a digit in it.
  func hasDigit(_ at: Int) -> Bool {
    isKind(at, .word) && text.bytes[text.tokens[at].range].contains { $0 &- 0x30 < 10 }
  }

  /// The bytes of the source that tokens cover.
  func sourceRange(_ tokens: Range<Int>) -> Range<Int> {
    Int(
      text.tokens[tokens.lowerBound].sourceStart)..<Int(
        text.tokens[tokens.upperBound - 1].sourceEnd)
  }
}
