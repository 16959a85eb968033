/// The ways in which the digits at a place in a text can be read as one number.
///
/// Grouping (`1,250.75`, `1 250,75`, `١٬٢٥٠٫٧٥`), decimals, and digits in free groups as people
/// write telephone numbers, codes and dates. `1,250` can be read in two ways, and both are given.
struct NumberReader {
  /// One reading.
  struct Reading {
    /// The last of the tokens that it takes in.
    var lastToken: Int
    /// The digits, with a point before a fraction, in ``NumberReader/keys``; zeros at the end of
    /// a fraction are left out, leading zeros are kept.
    var key: Range<Int>
  }

  private enum Separator {
    case space, dot, comma, apostrophe, dash, slash, bracket, arabicDecimal, arabicThousands

    var canGroup: Bool {
      switch self {
      case .space, .dot, .comma, .apostrophe, .arabicThousands: true
      default: false
      }
    }

    var canStandBeforeFraction: Bool { self == .dot || self == .comma || self == .arabicDecimal }

    var canPartFreely: Bool {
      switch self {
      case .space, .dot, .dash, .slash, .bracket: true
      default: false
      }
    }
  }

  /// The most runs of digits in one number.
  private static let longestRuns = 16
  /// The most digits in a number of several runs.
  private static let longestDigits = 32

  private(set) var readings: [Reading] = []
  private(set) var keys: [UInt8] = []
  private var digits: [UInt8] = []

  /// Finds the readings that begin at a token of digits; the first is that token alone.
  mutating func read(_ text: FoldedView, at first: Int) {
    readings.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    digits.removeAll(keepingCapacity: true)
    appendDigits(text, first)
    emit(first)
    guard digits.count <= Self.longestDigits else { return }

    var groups = (1...3).contains(digits.count)
    var groupSeparator: Separator?
    var isFree = true
    var areSingle = digits.count == 1
    var current = first
    for run in 1..<Self.longestRuns {
      guard let (separator, next) = Self.following(text, current) else { return }
      let length = text.tokens[next].length
      guard digits.count + length <= Self.longestDigits else { return }
      let whole = digits.count
      appendDigits(text, next)
      let mayHaveFraction = run == 1 || groups && groupSeparator != separator
      if separator.canStandBeforeFraction, mayHaveFraction { emit(next, fractionAt: whole) }
      groups =
        groups && length == 3 && separator.canGroup
        && (groupSeparator == nil || groupSeparator == separator)
      groupSeparator = separator
      areSingle = areSingle && length == 1
      isFree = isFree && separator.canPartFreely
      if groups || isFree && (digits.count >= 6 || areSingle && digits.count >= 4) { emit(next) }
      guard groups || isFree else { return }
      current = next
    }
  }

  /// Reads what JSON writes: the point is a decimal point and nothing else.
  mutating func readJSON(_ text: FoldedView, at first: Int) {
    readings.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    digits.removeAll(keepingCapacity: true)
    appendDigits(text, first)
    guard let (separator, next) = Self.following(text, first), separator == .dot else {
      emit(first)
      return
    }
    let whole = digits.count
    appendDigits(text, next)
    emit(next, fractionAt: whole)
  }

  private mutating func appendDigits(_ text: FoldedView, _ token: Int) {
    digits.append(contentsOf: text.bytes[text.tokens[token].range])
  }

  private mutating func emit(_ token: Int, fractionAt point: Int? = nil) {
    let start = keys.count
    if let point {
      var end = digits.count
      while end > point, digits[end - 1] == UInt8(ascii: "0") { end -= 1 }
      keys.append(contentsOf: digits[..<point])
      if end > point {
        keys.append(UInt8(ascii: "."))
        keys.append(contentsOf: digits[point..<end])
      }
    } else {
      keys.append(contentsOf: digits)
    }
    readings.append(Reading(lastToken: token, key: start..<keys.count))
  }

  /// The next run of digits that may belong to the same number, and what stands between.
  private static func following(_ text: FoldedView, _ token: Int) -> (Separator, next: Int)? {
    let tokens = text.tokens
    let next = token + 1
    guard next < tokens.count else { return nil }
    if tokens[next].kind == .digits { return tokens[next].hasSpace ? (.space, next) : nil }
    guard tokens[next].kind == .mark, next + 1 < tokens.count, tokens[next + 1].kind == .digits,
      let separator = separator(text, next)
    else { return nil }
    let isTight = !tokens[next].hasSpace && !tokens[next + 1].hasSpace
    return isTight || separator == .bracket ? (separator, next + 1) : nil
  }

  private static func separator(_ text: FoldedView, _ token: Int) -> Separator? {
    switch text.firstByte(token) {
    case UInt8(ascii: "."): return .dot
    case UInt8(ascii: ","): return .comma
    case UInt8(ascii: "'"): return .apostrophe
    case UInt8(ascii: "-"): return .dash
    case UInt8(ascii: "/"): return .slash
    case UInt8(ascii: "("), UInt8(ascii: ")"): return .bracket
    case 0xD9:
      let second = text.bytes[Int(text.tokens[token].start) + 1]
      return second == 0xAB ? .arabicDecimal : second == 0xAC ? .arabicThousands : nil
    default: return nil
    }
  }

  // MARK: Boundaries

  /// Whether a stretch of tokens that begins or ends with digits stands apart from other digits.
  static func standsApart(_ text: FoldedView, _ first: Int, _ last: Int) -> Bool {
    let tokens = text.tokens
    if tokens[first].kind == .digits, first > 0 {
      if let before = preceding(text, first), isTied(text, before, first) { return false }
    }
    if tokens[last].kind == .digits {
      if let (_, after) = following(text, last), isTied(text, last, after) { return false }
    }
    return !isInsideLongNumber(text, first, last)
  }

  private static func preceding(_ text: FoldedView, _ token: Int) -> Int? {
    for before in [token - 1, token - 2] where before >= 0 && text.tokens[before].kind == .digits {
      if let (_, next) = following(text, before), next == token { return before }
    }
    return nil
  }

  /// Whether two runs of digits are parts of one number: a fraction, or groups of three.
  private static func isTied(_ text: FoldedView, _ left: Int, _ right: Int) -> Bool {
    guard let (separator, _) = following(text, left) else { return false }
    switch separator {
    case .dot, .comma, .apostrophe, .arabicDecimal, .arabicThousands: return true
    case .space: return text.tokens[right].length == 3 && text.tokens[left].length <= 3
    case .dash, .slash, .bracket: return false
    }
  }

  /// Whether a short number is only a few digits of a telephone number or the like.
  private static func isInsideLongNumber(_ text: FoldedView, _ first: Int, _ last: Int) -> Bool {
    let tokens = text.tokens
    guard first == last, tokens[first].kind == .digits, tokens[first].length <= 4 else {
      return false
    }
    var digits = tokens[first].length
    var runs = 1
    var at = first
    while runs < longestRuns, let before = preceding(text, at) {
      digits += tokens[before].length
      runs += 1
      at = before
    }
    at = last
    while runs < longestRuns, let (_, after) = following(text, at) {
      digits += tokens[after].length
      runs += 1
      at = after
    }
    return runs >= 3 && digits >= 8
  }
}
