/// Finds the word behind "my password is", in three languages.
enum PasswordFinder {
  private static let heads: [[StaticString]] = [
    ["password"], ["passphrase"], ["mot", "de", "passe"], ["mdp"], ["كلمه", "السر"],
    ["كلمه", "المرور"], ["كلمه", "سر"], ["كلمه", "مرور"], ["الباسوورد"], ["باسوورد"],
    ["الموت", "دو", "باس"], ["كلمه", "سري"], ["كلمه", "السريه"],
  ]
  private static let verbs: [StaticString] = ["is", "est", "هو", "هي", "c", "as", "to", "متاعي"]

  /// The tokens of passwords in a text.
  static func passwords(in text: RedactionText) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var at = 0
    while at < text.count {
      guard let end = head(text, at) else {
        at += 1
        continue
      }
      at = end
      var next = end
      var hasVerb = false
      while next < text.count, next - end < 6 {
        if verbs.contains(where: { text.isWord(next, $0) }) || text.isMark(next, UInt8(ascii: ":"))
        {
          hasVerb = true
          next += 1
        } else if text.isMark(next, UInt8(ascii: "'")) || text.isMark(next, UInt8(ascii: "\""))
          || text.has(next, .filler)
        {
          next += 1
        } else {
          break
        }
      }
      guard hasVerb, next < text.count, !text.cells[next].isOpaque,
        text.text.tokens[next].kind != .mark
      else { continue }
      var last = next
      // Up to the next space that no digit or sign follows.
      while last + 1 < text.count, last - next < 12, !text.cells[last + 1].isOpaque,
        !text.hasSpace(last + 1) && !isEnd(text, last + 1)
          || text.isKind(last + 1, .digits) || text.hasDigit(last + 1)
      {
        last += 1
      }
      let isValue =
        last > next || text.hasDigit(next) || text.isKind(next, .digits)
        || isAlone(text, last + 1)
      if isValue, !isDenial(text, next) { found.append(next..<last + 1) }
      at = last + 1
    }
    return found
  }

  /// Whether a turn asks for a password: it ends soon after the word.
  static func asks(_ text: RedactionText) -> Bool {
    for at in max(0, text.count - 8)..<max(text.count, 0) {
      if let end = head(text, at), text.count - end <= 4, passwords(in: text).isEmpty {
        return true
      }
    }
    return false
  }

  /// The word with digits in it that answers, or an answer of a word alone.
  static func answer(in text: RedactionText) -> Range<Int>? {
    guard text.count <= 16 else { return nil }
    for at in 0..<text.count where text.hasDigit(at) && !text.cells[at].isOpaque {
      var first = at
      var last = at
      while first > 0, !text.hasSpace(first), !text.isMark(first - 1, UInt8(ascii: "'")) {
        first -= 1
      }
      while last + 1 < text.count, !text.hasSpace(last + 1), !isEnd(text, last + 1) { last += 1 }
      return first..<last + 1
    }
    return nil
  }

  private static func head(_ text: RedactionText, _ at: Int) -> Int? {
    for head in heads where head.indices.allSatisfy({ text.isWord(at + $0, head[$0]) }) {
      return at + head.count
    }
    return nil
  }

  private static func isEnd(_ text: RedactionText, _ at: Int) -> Bool {
    text.isKind(at, .mark)
      && (at + 1 >= text.count || text.hasSpace(at + 1))
      && (text.isMark(at, UInt8(ascii: ".")) || text.isMark(at, UInt8(ascii: ","))
        || text.isMark(at, UInt8(ascii: "?")))
  }

  private static func isAlone(_ text: RedactionText, _ at: Int) -> Bool {
    at >= text.count || text.isKind(at, .mark)
  }

  private static let denials: [StaticString] = [
    "wrong", "not", "incorrect", "expired", "required", "invalid", "secret", "pas", "incorrecte",
    "expire", "faux",
    "important", "correct", "oublie", "غلط", "خطا", "مش", "مو", "reset", "private", "weak",
    "faible",
  ]

  private static func isDenial(_ text: RedactionText, _ at: Int) -> Bool {
    denials.contains { text.isWord(at, $0) }
  }
}
