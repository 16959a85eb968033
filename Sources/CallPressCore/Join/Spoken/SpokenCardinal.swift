/// Reads numbers that are said in words, or in words and digits, in one language at a time.
///
/// Every place where the number could end is kept: "vingt deux" is 22, and 20 with a 2 after it.
struct SpokenCardinal: ~Copyable {
  /// A place where the number can end.
  struct Reading: BitwiseCopyable {
    /// Behind its last token.
    var end: Int
    /// Its value in millionths.
    var micros: Int64
    /// How many of its tokens are words.
    var words: Int
  }

  static let one: Int64 = 1_000_000
  /// No number of more than nine million millions.
  private static let limit: Int64 = 9_000_000_000_000 * 1_000_000

  private var found = Scratch<Reading>(capacity: 16)
  private var total: Int64 = 0
  private var group: Int64 = 0
  /// Below what a part must be that is added, 1 where nothing can be.
  private var room: Int64 = 1000
  private var lastScale = Int64.max
  private var isStarted = false
  private var hasHundred = false
  private var isAfterTen = false
  /// The Arabic unit that was just read and that tens or a hundred may follow.
  private var openUnit: Int64 = 0
  private var words = 0
  private var isHead = false

  /// The readings that were found last, lent until the next are; the last is the longest.
  var readings: Lent<Reading> { Lent(found.base, 0..<found.count) }

  /// Reads the numbers that begin at a token; none where there is none.
  mutating func read(_ view: SpokenView, at start: Int, _ language: SpokenLanguage) {
    found.removeAll()
    guard Self.mayBegin(view, start, language) else { return }
    (total, group, room, lastScale) = (0, 0, 1000, .max)
    (isStarted, hasHundred, isAfterTen, isHead) = (false, false, false, false)
    (openUnit, words) = (0, 0)
    var at = start
    if language == .english, view.isWord(at, "a"),
      view.lexeme(at + 1, .hundred, language) != nil
        || view.lexeme(at + 1, .scale, language) != nil
    {
      at += 1
    }
    // No number has more parts than this.
    for _ in 0..<32 {
      let next =
        language == .arabic ? stepArabic(view, at) : stepLatin(view, at, language)
      guard let next, total + group < Self.limit else { return }
      at = next
      isStarted = true
      // أحد is no number without عشر behind it.
      if isHead {
        isHead = false
      } else {
        found.append(Reading(end: at, micros: total + group, words: words))
      }
    }
  }

  /// Whether a token can be the beginning of a number in a language at all.
  private static func mayBegin(
    _ view: SpokenView, _ at: Int, _ language: SpokenLanguage
  ) -> Bool {
    guard at >= 0, at < view.count else { return false }
    if view.tokens[at].kind == .digits || language == .english && view.isWord(at, "a") {
      return true
    }
    let word = view.words[at]
    guard word.roles & SpokenRole.numeric != 0 else { return false }
    for part in word.range where view.lexemes[part].language == language { return true }
    return false
  }

  // MARK: English and French

  private mutating func stepLatin(
    _ view: SpokenView, _ start: Int, _ language: SpokenLanguage
  ) -> Int? {
    var at = start
    var isJoined = false
    if isStarted {
      if view.isTightMark(at, UInt8(ascii: "-")) {
        at += 1
        if language == .french, view.lexeme(at, .and, language) != nil,
          view.isTightMark(at + 1, UInt8(ascii: "-"))
        {
          isJoined = true
          at += 2
        }
      } else if view.lexeme(at, .and, language) != nil {
        isJoined = true
        at += 1
      }
    }
    guard at < view.count else { return nil }
    if isJoined {
      let isAllowed =
        language == .english
        ? room == 100 || room == 1000 && lastScale != .max
        : room == 10 || room == 20
      guard isAllowed else { return nil }
    }
    if view.isKind(at, .digits) { return isJoined ? nil : digits(view, at) }
    for part in view.words[at].range {
      let lexeme = view.lexemes[part]
      guard lexeme.language == language else { continue }
      if let next = latin(lexeme, view, at, language, isJoined) { return next }
    }
    return nil
  }

  private mutating func latin(
    _ lexeme: SpokenLexeme, _ view: SpokenView, _ at: Int, _ language: SpokenLanguage,
    _ isJoined: Bool
  ) -> Int? {
    let isFrench = language == .french
    let value = Int64(lexeme.value)
    switch lexeme.role {
    case .unit:
      if value == 0 {
        guard !isStarted else { return nil }
        room = 1
        lastScale = 0
        words += 1
        return at + 1
      }
      if isFrench, value == 4, room >= 100, !isJoined, let after = frenchTwenty(view, at) {
        if !isStarted {
          found.append(Reading(end: at + 1, micros: total + 4 * Self.one, words: words + 1))
        }
        group += 80 * Self.one
        room = 20
        words += 2
        return after
      }
      if isAfterTen {
        guard value >= 7 else { return nil }
        isAfterTen = false
      } else {
        guard room >= 10 else { return nil }
      }
      if isFrench, isJoined, value != 1 { return nil }
      group += value * Self.one
      room = 1
    case .teen:
      guard room >= 100 || isFrench && room == 20 else { return nil }
      if isFrench, isJoined, value != 11 { return nil }
      group += value * Self.one
      room = 1
      isAfterTen = isFrench && value == 10
    case .tens:
      guard room >= 100, !(isFrench && isJoined) else { return nil }
      group += value * Self.one
      room = isFrench && value == 60 ? 20 : 10
    case .hundred:
      guard !hasHundred, !isJoined, group < (isFrench ? 20 : 100) * Self.one else { return nil }
      if isStarted, group == 0, lastScale == 0 { return nil }
      group = max(group, Self.one) * 100
      room = 100
      hasHundred = true
      isAfterTen = false
    case .scale:
      guard !isJoined, multiply(by: value) else { return nil }
    default: return nil
    }
    words += 1
    return at + 1
  }

  /// Behind "vingt" after "quatre".
  private func frenchTwenty(_ view: SpokenView, _ at: Int) -> Int? {
    var next = at + 1
    if view.isTightMark(next, UInt8(ascii: "-")) { next += 1 }
    return view.lexeme(next, .tens, .french)?.value == 20 ? next + 1 : nil
  }

  private mutating func multiply(by scale: Int64) -> Bool {
    guard scale < lastScale else { return false }
    let (product, overflows) = max(group, isStarted && group == 0 ? Self.one : group)
      .multipliedReportingOverflow(by: scale)
    guard !overflows else { return false }
    total += product == 0 ? Self.one * scale : product
    group = 0
    room = 1000
    hasHundred = false
    isAfterTen = false
    openUnit = 0
    lastScale = scale
    return total < Self.limit
  }

  /// Digits at the beginning, as in "15 mille", or after a hundred or a thousand.
  private mutating func digits(_ view: SpokenView, _ at: Int) -> Int? {
    guard let value = view.digits(at) else { return nil }
    if isStarted {
      guard room >= 100, room <= 1000, Int64(value) < room, view.tokens[at].length <= 3 else {
        return nil
      }
      group += Int64(value) * Self.one
      room = 1
      return at + 1
    }
    var micros = Int64(value) * Self.one
    var end = at + 1
    // Groups of three, then a fraction.
    while micros < 1_000_000 * Self.one {
      let next: Int
      if view.isTightMark(end, UInt8(ascii: ",")) {
        next = end + 1
      } else if isSpacedGroup(view, end) {
        next = end
      } else {
        break
      }
      guard let group = view.digits(next), view.tokens[next].length == 3 else { break }
      micros = micros * 1000 + Int64(group) * Self.one
      end = next + 1
    }
    if view.isTightMark(end, UInt8(ascii: ".")) || view.isTightMark(end, UInt8(ascii: ",")),
      let fraction = view.digits(end + 1), view.tokens[end + 1].length <= 6
    {
      var scaled = Int64(fraction)
      for _ in view.tokens[end + 1].length..<6 { scaled *= 10 }
      micros += scaled
      end += 2
    }
    group = micros
    room = 1
    return end
  }

  private func isSpacedGroup(_ view: SpokenView, _ at: Int) -> Bool {
    view.isKind(at, .digits) && view.tokens[at].length == 3 && view.tokens[at - 1].length <= 3
      && view.tokens[at].hasSpace
  }

  // MARK: Arabic

  private mutating func stepArabic(_ view: SpokenView, _ start: Int) -> Int? {
    var at = start
    var isJoined = false
    if isStarted, view.lexeme(at, .and, .arabic) != nil {
      isJoined = true
      at += 1
    }
    guard at < view.count else { return nil }
    if view.isKind(at, .digits) {
      return !isStarted || isJoined ? digits(view, at) : nil
    }
    for part in view.words[at].range {
      let lexeme = view.lexemes[part]
      guard lexeme.language == .arabic else { continue }
      if arabic(lexeme, isStarted && (isJoined || lexeme.hasAnd)) {
        words += 1
        return at + 1
      }
    }
    return nil
  }

  private mutating func arabic(_ lexeme: SpokenLexeme, _ isJoined: Bool) -> Bool {
    let value = Int64(lexeme.value)
    let amount = value * Self.one
    let mayAdd = !isStarted || isJoined
    switch lexeme.role {
    case .unit, .teenHead:
      guard mayAdd, room >= 10 else { return false }
      if value == 0 {
        guard !isStarted else { return false }
        lastScale = 0
      }
      group += amount
      openUnit = value
      room = 1
      isHead = lexeme.role == .teenHead
    case .teenTail where openUnit > 0 && !isJoined && isStarted:
      group += 10 * Self.one
      openUnit = 0
    case .teen:
      guard mayAdd, room >= 100 else { return false }
      group += amount
      openUnit = 0
      room = 1
    case .tens:
      if openUnit > 0 {
        guard isJoined else { return false }
      } else {
        guard mayAdd, room >= 100 else { return false }
      }
      group += amount
      openUnit = 0
      room = 1
    case .hundred:
      if openUnit >= 3, !isJoined, group == openUnit * Self.one {
        group *= 100
      } else {
        guard mayAdd, room >= 1000 else { return false }
        group += amount
      }
      openUnit = 0
      room = 100
    case .hundreds:
      guard mayAdd, room >= 1000 else { return false }
      group += amount
      room = 100
    case .scale:
      guard group == 0 ? mayAdd : !isJoined, lastScale != 0 else { return false }
      return multiply(by: value)
    case .scales:
      guard mayAdd, group == 0, value / 2 < lastScale, lastScale != 0 else { return false }
      total += amount
      room = 1000
      lastScale = value / 2
    default: return false
    }
    return true
  }
}
