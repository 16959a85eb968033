/// Finds e-mail addresses, written and said, and IP addresses in one turn.
struct AddressFinder {
  /// An address, by the bytes of the source.
  struct Found {
    var range: Range<Int>
    var type: RedactionType
  }

  private let text: RedactionText
  private let mentions: [RedactionTopics.Mention]
  private(set) var found: [Found] = []
  /// Where the signs of written addresses stand.
  private var signs: Set<Int> = []

  static func addresses(
    in text: RedactionText, _ mentions: [RedactionTopics.Mention]
  ) -> [Found] {
    var finder = AddressFinder(text, mentions)
    finder.findWritten()
    finder.findSaid()
    finder.findIP()
    return finder.found
  }

  private init(_ text: RedactionText, _ mentions: [RedactionTopics.Mention]) {
    self.text = text
    self.mentions = mentions
  }

  // MARK: Written

  private mutating func findWritten() {
    let bytes = text.source
    var at = 0
    var floor = 0
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "@") else {
        at += 1
        continue
      }
      var first = at
      while first > floor, Self.isLocal(bytes[first - 1]) { first -= 1 }
      var end = at + 1
      var lastDot: Int?
      while end < bytes.count, Self.isDomain(bytes[end]) {
        if bytes[end] == UInt8(ascii: ".") { lastDot = end }
        end += 1
      }
      while end > at + 1, bytes[end - 1] == UInt8(ascii: ".") || bytes[end - 1] == UInt8(ascii: "-")
      {
        end -= 1
        lastDot = bytes[at + 1..<end].lastIndex(of: UInt8(ascii: "."))
      }
      if first < at, let dot = lastDot, end - dot >= 3 {
        found.append(Found(range: first..<end, type: .emailAddress))
        signs.insert(at)
        floor = end
      }
      at = max(end, at + 1)
    }
  }

  private static func isLocal(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte &- 0x30 < 10
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "%")
      || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
  }

  private static func isDomain(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte &- 0x30 < 10
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
  }

  // MARK: Said

  private mutating func findSaid() {
    var floor = 0
    var at = 1
    while at < text.count {
      guard isAt(at), !isWritten(at), let end = domain(at + 1) else {
        at += 1
        continue
      }
      let first = local(before: at, floor: floor)
      if first < at {
        found.append(
          Found(range: text.sourceRange(first..<end), type: .emailAddress))
      }
      floor = end
      at = end
    }
  }

  private func isWritten(_ at: Int) -> Bool {
    signs.contains(Int(text.text.tokens[at].sourceStart))
  }

  private func isAt(_ at: Int) -> Bool {
    if text.isMark(at, UInt8(ascii: "@")) { return true }
    return AddressWords.shared.role(text.text.tokens[at]) == .at
  }

  private func isDot(_ at: Int) -> Bool {
    guard at < text.count else { return false }
    if text.isMark(at, UInt8(ascii: ".")) { return true }
    return AddressWords.shared.role(text.text.tokens[at]) == .dot
  }

  private func isJoiner(_ at: Int) -> Bool {
    guard at >= 0, at < text.count else { return false }
    switch AddressWords.shared.role(text.text.tokens[at]) {
    case .dot, .joiner: return true
    default: break
    }
    return [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+")].contains {
      text.isMark(at, $0)
    }
  }

  /// The end of a domain that begins at a token: words with dots, the last a country or the like;
  /// a known provider needs no more than its name.
  private func domain(_ start: Int) -> Int? {
    var at = start
    var end: Int?
    var words = 0
    while at < text.count, words < 12 {
      guard text.text.tokens[at].kind != .mark, !text.cells[at].isOpaque else { break }
      let role = AddressWords.shared.role(text.text.tokens[at])
      if role == .provider, end == nil { end = at + 1 }
      if words > 0, role == .suffix { end = at + 1 }
      if words > 0, isDot(at - 1), text.isKind(at, .word), text.text.tokens[at].length <= 3,
        !text.hasDigit(at)
      {
        end = at + 1
      }
      // "t n" behind a dot.
      if words > 0, text.isLetter(at), text.isLetter(at + 1), isDot(at - 1) { end = at + 2 }
      words += 1
      at += 1
      if isDot(at), at + 1 < text.count {
        at += 1
      } else if isJoiner(at), at + 1 < text.count {
        at += 1
      } else if at < text.count, AddressWords.shared.role(text.text.tokens[at]) == .suffix {
        continue
      } else if at < text.count, text.isLetter(at) || text.isLetter(at - 1) || words < 3,
        text.text.tokens[at].kind != .mark
      {
        // A domain of several words, or letter by letter.
        if end != nil { break }
        continue
      } else {
        break
      }
    }
    return end
  }

  /// The first token of what stands before "at".
  private func local(before at: Int, floor: Int) -> Int {
    var first = at
    // Behind "my e-mail is" everything belongs to it.
    for lead in stride(from: at - 1, through: max(floor, at - 24), by: -1) {
      if AddressWords.shared.role(text.text.tokens[lead]) == .lead
        || text.isMark(lead, UInt8(ascii: ":"))
      {
        first = lead + 1
        break
      }
      let isBoundary = text.isMark(lead, UInt8(ascii: "?")) || text.isMark(lead, UInt8(ascii: "!"))
      if isBoundary { break }
    }
    if first < at {
      while first < at, skipsInLocal(first) { first += 1 }
      return first
    }
    first = at - 1
    guard first >= floor, text.text.tokens[first].kind != .mark else { return at }
    while first > floor {
      let before = first - 1
      if isJoiner(before), let word = wordBefore(before, floor) {
        first = word
      } else if isPiece(before), isPiece(first) || text.isKind(first, .digits) {
        first = before
      } else if text.isMark(before, UInt8(ascii: ",")), before > floor, isPiece(before - 1) {
        first = before - 1
      } else if text.isKind(first, .digits), text.isKind(before, .word), !text.has(before, .filler),
        AddressWords.shared.role(text.text.tokens[before]) == nil
      {
        first = before
      } else {
        break
      }
    }
    return first
  }

  /// The word before signs that join, as "underscore" of two words.
  private func wordBefore(_ at: Int, _ floor: Int) -> Int? {
    var at = at
    while at > floor, isJoiner(at) { at -= 1 }
    return at >= floor && text.text.tokens[at].kind != .mark ? at : nil
  }

  /// A letter, a digit or a number.
  private func isPiece(_ at: Int) -> Bool {
    text.isLetter(at) || text.isKind(at, .digits)
      || text.cells[at].isNumber && !text.cells[at].isWeak
      || text.has(at, .letter) && text.isKind(at, .otherWord)
  }

  private func skipsInLocal(_ at: Int) -> Bool {
    text.text.tokens[at].kind == .mark || text.has(at, .filler)
      || text.isWord(at, "s") && text.isMark(at - 1, UInt8(ascii: "'"))
      || AddressWords.shared.role(text.text.tokens[at]) == .lead
  }

  // MARK: IP

  private mutating func findIP() {
    findDottedQuads()
    findHexGroups()
    findSaidQuads()
  }

  private mutating func findDottedQuads() {
    var at = 0
    while at + 6 < text.count {
      guard text.isKind(at, .digits),
        (0..<3).allSatisfy({ part in
          text.isMark(at + 1 + 2 * part, UInt8(ascii: "."))
            && !text.hasSpace(at + 1 + 2 * part) && !text.hasSpace(at + 2 + 2 * part)
            && text.isKind(at + 2 + 2 * part, .digits)
        })
      else {
        at += 1
        continue
      }
      var end = at + 7
      let octets = stride(from: at, to: end, by: 2).map { token in
        text.text.tokens[token].length <= 3
          ? IdentityNumbers.number(text.text.bytes[text.text.tokens[token].range]) : 999
      }
      let isLonger =
        text.isMark(end, UInt8(ascii: ".")) && text.isKind(end + 1, .digits)
        && !text.hasSpace(end + 1)
        || text.isMark(at - 1, UInt8(ascii: ".")) && text.isKind(at - 2, .digits)
      if octets.allSatisfy({ $0 <= 255 }), !isLonger, !isVersion(at) {
        found.append(Found(range: text.sourceRange(at..<end), type: .ipAddress))
      }
      while text.isMark(end, UInt8(ascii: ".")), text.isKind(end + 1, .digits) { end += 2 }
      at = end
    }
  }

  private func isVersion(_ at: Int) -> Bool {
    mentions[..<mentions.firstEnding(behind: at)].suffix(2).contains { mention in
      at - mention.end <= 4 && mention.topic.kind == .other
    } || text.isWord(at - 1, "v")
  }

  private mutating func findSaidQuads() {
    let groups = NumberGroups(text: text)
    func number(_ at: Int) -> Int? {
      var at = at
      var digits = 0
      var value = 0
      while at < text.count, digits < 4 {
        if let group = groups.group(at) {
          value = value * (group.value >= 100 ? 1000 : group.value >= 10 ? 100 : 10) + group.value
          at = group.end
        } else if text.isKind(at, .digits), text.text.tokens[at].length <= 3 {
          value =
            value * 1000
            + IdentityNumbers.number(text.text.bytes[text.text.tokens[at].range])
          at += 1
        } else {
          break
        }
        digits += 1
      }
      return digits > 0 && value <= 255 ? at : nil
    }
    var start = 0
    while start < text.count {
      guard text.cells[start].isNumber || text.isKind(start, .digits),
        !(start > 0 && text.cells[start - 1].isNumber)
      else {
        start += 1
        continue
      }
      var at = start
      var parts = 0
      var dots = 0
      while parts < 4, let end = number(at) {
        parts += 1
        at = end
        guard parts < 4, at < text.count, text.text.tokens[at].kind != .mark, isDot(at) else {
          break
        }
        dots += 1
        at += 1
      }
      if parts == 4, dots == 3, !isVersion(start) {
        found.append(Found(range: text.sourceRange(start..<at), type: .ipAddress))
      }
      start = max(at, start + 1)
    }
  }

  /// Groups of hexadecimal digits with colons: eight of them, or fewer around two colons.
  private mutating func findHexGroups() {
    let bytes = text.source
    var at = 0
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: ":") else {
        at += 1
        continue
      }
      var first = at
      while first > 0, bytes[first - 1].hexValue != nil, at - first < 5 { first -= 1 }
      var end = at
      var groups = first < at ? 1 : 0
      var doubles = 0
      var length = at - first
      var isFine = length <= 4
      while end < bytes.count {
        if bytes[end] == UInt8(ascii: ":") {
          length = 0
          end += 1
          if end < bytes.count, bytes[end] == UInt8(ascii: ":") {
            doubles += 1
            end += 1
          }
        } else if bytes[end].hexValue != nil {
          if length == 0 { groups += 1 }
          length += 1
          if length > 4 { isFine = false }
          end += 1
        } else {
          break
        }
      }
      let isWord =
        first > 0 && (bytes[first - 1] | 0x20 >= 0x61 && bytes[first - 1] | 0x20 <= 0x7A)
        || end < bytes.count && bytes[end] | 0x20 >= 0x61 && bytes[end] | 0x20 <= 0x7A
      if bytes[end - 1] == UInt8(ascii: ":"), doubles == 0 { end -= 1 }
      if isFine, !isWord, doubles == 1 && (2...7).contains(groups) || doubles == 0 && groups == 8 {
        found.append(Found(range: first..<end, type: .ipAddress))
      }
      at = max(end, at + 1)
    }
  }
}

/// The words of addresses that are said.
struct AddressWords: Sendable {
  static let shared = AddressWords()

  enum Role: Sendable { case at, dot, joiner, provider, suffix, lead }

  private let roles: [UInt64: Role]

  private static let words: [(Role, StaticString)] = [
    (
      .at,
      "at arobase arobas arrobase arrobas arobaze chez آت ات أت أروباز أروبازا آروباز ارواباز عند @ اروبا أروبا"
    ),
    (.dot, "dot point period نقطة نقطه دوت بوان بوينت ضوت"),
    (
      .joiner,
      "underscore dash hyphen minus tiret trait plus bas souligne شرطة أندرسكور اندرسكور داش تيري بلس سفلية ناقص moins"
    ),
    (
      .provider,
      """
      gmail yahoo hotmail outlook icloud live msn aol protonmail wanadoo laposte topnet planet gnet hexabyte googlemail \
      جيميل جيمايل جي‌ميل ياهو هوتميل اوتلوك أوتلوك ايكلاود بروتون جميل
      """
    ),
    (
      .suffix,
      """
      com net org edu gov fr tn ae sa io co uk info me eu be ch ma dz qa kw bh om eg ly de es it us ca biz tv كوم نت اورغ \
      أورغ تيان تن كم
      """
    ),
    (
      .lead,
      "is its it's est c'est cest adresse email mail address هو هي ايميلي إيميلي بريدي الإيميل الايميل إيميل البريد to الي"
    ),
  ]

  private init() {
    var folded = FoldedText(seed: SpokenLexicon.seed)
    var roles: [UInt64: Role] = [:]
    for (role, list) in Self.words {
      for word in list.description.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        folded.fold(String(word))
        guard folded.tokens.count == 1, let token = folded.tokens.first, token.kind != .mark else {
          continue
        }
        if roles[token.hash] == nil { roles[token.hash] = role }
      }
    }
    self.roles = roles
  }

  func role(_ token: FoldedText.Token) -> Role? { roles[token.hash] }
}
