/// A folded text with the parts that its words can play.
struct SpokenView: BitwiseCopyable {
  let text: FoldedView
  let tokens: Lent<FoldedText.Token>
  /// For each token what it can be.
  let words: Lent<SpokenLexicon.Parts>
  let lexemes: Lent<SpokenLexeme>
  /// The roles of all the words together.
  let roles: UInt64
  /// What all the words together say of numbers.
  let values: SpokenValues
  /// Whether there are digits.
  let hasDigits: Bool

  var count: Int { tokens.count }

  /// The part of a token with a role, in a language.
  func lexeme(_ at: Int, _ role: SpokenRole, _ language: SpokenLanguage) -> SpokenLexeme? {
    guard has(at, role) else { return nil }
    for part in words[at].range {
      let lexeme = lexemes[part]
      if lexeme.role == role, lexeme.language == language || lexeme.language == .any {
        return lexeme
      }
    }
    return nil
  }

  /// The part of a token with a role, whatever the language.
  func lexeme(_ at: Int, _ role: SpokenRole) -> SpokenLexeme? {
    guard has(at, role) else { return nil }
    for part in words[at].range where lexemes[part].role == role { return lexemes[part] }
    return nil
  }

  func has(_ at: Int, _ role: SpokenRole) -> Bool {
    at >= 0 && at < words.count && words[at].roles & role.bit != 0
  }

  func isKind(_ at: Int, _ kind: FoldedText.Kind) -> Bool {
    at >= 0 && at < tokens.count && tokens[at].kind == kind
  }

  func isMark(_ at: Int, _ byte: UInt8) -> Bool {
    isKind(at, .mark) && text.firstByte(at) == byte
  }

  /// Whether a mark joins what stands on both its sides.
  func isTightMark(_ at: Int, _ byte: UInt8) -> Bool {
    isMark(at, byte) && !tokens[at].hasSpace && at + 1 < tokens.count && !tokens[at + 1].hasSpace
  }

  func isWord(_ at: Int, _ word: StaticString) -> Bool {
    guard at >= 0, at < tokens.count, tokens[at].length == word.utf8CodeUnitCount else {
      return false
    }
    let start = Int(tokens[at].start)
    for offset in 0..<word.utf8CodeUnitCount
    where text.bytes[start + offset] != word.utf8Start[offset] {
      return false
    }
    return true
  }

  /// The value of a token of digits, of nine at most.
  func digits(_ at: Int) -> Int? {
    guard isKind(at, .digits), tokens[at].length <= 9 else { return nil }
    return number(tokens[at].range)?.value
  }

  /// The value of the digits with which a range of bytes begins, and where they end.
  func number(_ range: Range<Int>) -> (value: Int, end: Int)? {
    var value = 0
    var at = range.lowerBound
    while at < range.upperBound, text.bytes[at] &- 0x30 < 10, at - range.lowerBound < 9 {
      value = value * 10 + Int(text.bytes[at] - 0x30)
      at += 1
    }
    return at > range.lowerBound ? (value, at) : nil
  }

  /// A word that begins with digits, as 14th or 15h30: the digits and the letters after them.
  func digitsAndLetters(_ at: Int) -> (value: Int, letters: Range<Int>)? {
    guard isKind(at, .word), text.firstByte(at) &- 0x30 < 10 else { return nil }
    let range = tokens[at].range
    guard let (value, end) = number(range) else { return nil }
    return (value, end..<range.upperBound)
  }

  /// Whether some letters make an ordinal of the digits before them.
  func isOrdinalEnding(_ letters: Range<Int>) -> Bool {
    equals(letters, "st") || equals(letters, "nd") || equals(letters, "rd")
      || equals(letters, "th") || equals(letters, "er") || equals(letters, "eme")
  }

  func equals(_ range: Range<Int>, _ word: StaticString) -> Bool {
    guard range.count == word.utf8CodeUnitCount else { return false }
    for offset in 0..<range.count
    where text.bytes[range.lowerBound + offset] != word.utf8Start[offset] {
      return false
    }
    return true
  }

  /// Whether a token can be a part of a number.
  func isNumeric(_ at: Int) -> Bool {
    guard at >= 0, at < tokens.count else { return false }
    return tokens[at].kind == .digits || words[at].roles & SpokenRole.numeric != 0
  }

  /// Whether the token is one letter by itself.
  func isLetter(_ at: Int) -> Bool {
    guard at >= 0, at < tokens.count else { return false }
    let token = tokens[at]
    switch token.kind {
    case .word: return token.length == 1 && text.firstByte(at) >= 0x61
    case .otherWord: return token.length == 2 && text.firstByte(at) >= 0xD8
    case .digits, .mark: return false
    }
  }
}
