/// Reads what is said at a place in a text: numbers with their fractions and their money, dates
/// and times.
struct SpokenReader: ~Copyable {
  /// A number, and what is known of it from the words around it.
  struct Number {
    var start: Int
    /// Behind the words of its value.
    var end: Int
    /// In millionths.
    var micros: Int64
    /// Where the words of money end, ``end`` where there are none.
    var moneyEnd: Int
    /// The currency that is named, 0 where there is none.
    var currency: Int32 = 0
    var language: SpokenLanguage
    /// How many of its tokens are words; 0 where it is digits alone.
    var words: Int
  }

  static var languages: SpokenLanguage.Each { SpokenLanguage.Each() }

  /// A day of the month that can be read at a place, and where it ends.
  typealias Day = (value: Int, end: Int)

  private(set) var cardinal = SpokenCardinal()
  /// The days that are being looked at, those of the innermost place last.
  var days = Scratch<Day>()
  /// The hours that are being looked at.
  var hours = Scratch<Day>()

  /// All the readings of a number at a place in a language, the last the longest; lent until the
  /// next are asked for.
  mutating func readings(
    _ view: SpokenView, _ at: Int, _ language: SpokenLanguage
  ) -> Lent<SpokenCardinal.Reading> {
    cardinal.read(view, at: at, language)
    return cardinal.readings
  }

  /// The longest number that begins at a token.
  mutating func number(_ view: SpokenView, _ at: Int) -> Number? {
    var best: Number?
    for language in Self.languages {
      cardinal.read(view, at: at, language)
      guard let reading = cardinal.readings.last else { continue }
      var number = Number(
        start: at, end: reading.end, micros: reading.micros, moneyEnd: reading.end,
        language: language, words: reading.words)
      readFraction(view, &number)
      number.moneyEnd = number.end
      readMoney(view, &number)
      if best.map({ $0.moneyEnd < number.moneyEnd }) ?? true { best = number }
    }
    return best
  }

  // MARK: Fractions

  private mutating func readFraction(_ view: SpokenView, _ number: inout Number) {
    let language = number.language
    let at = number.end
    guard number.micros % SpokenCardinal.one == 0 else { return }
    let isPoint =
      view.lexeme(at, .point, language) != nil
      || language == .arabic && view.isWord(at, "نقطه")
    if isPoint, let (fraction, end, words) = fraction(view, at + 1, language) {
      number.micros += fraction
      number.end = end
      number.words += words + 1
    } else if let (part, end) = shareBehind(view, at, language) {
      number.micros += part
      number.words += end - at
      number.end = end
    }
  }

  /// "And a half", "et demi", ونص: half or a quarter of one.
  private func shareBehind(
    _ view: SpokenView, _ start: Int, _ language: SpokenLanguage
  ) -> (Int64, end: Int)? {
    var at = start
    var isJoined = false
    if view.lexeme(at, .and, language) != nil {
      at += 1
      isJoined = true
    }
    if language == .english {
      guard isJoined, view.lexeme(at, .article, language) != nil else { return nil }
      at += 1
    }
    let part: Int64
    if let half = view.lexeme(at, .half, language) {
      isJoined = isJoined || half.hasAnd
      part = SpokenCardinal.one / 2
    } else if let quarter = view.lexeme(at, .quarter, language) {
      isJoined = isJoined || quarter.hasAnd
      part = SpokenCardinal.one / 4
    } else {
      return nil
    }
    return isJoined ? (part, at + 1) : nil
  }

  /// The digits behind the point: one by one, or as a number with zeros before it.
  private mutating func fraction(
    _ view: SpokenView, _ start: Int, _ language: SpokenLanguage
  ) -> (Int64, end: Int, words: Int)? {
    var digits: Int64 = 0
    var length = 0
    var at = start
    while length < 6 {
      if view.isKind(at, .digits), let value = view.digits(at), view.tokens[at].length <= 6 - length
      {
        for _ in 0..<view.tokens[at].length { digits *= 10 }
        digits += Int64(value)
        length += view.tokens[at].length
        at += 1
        continue
      }
      let isZero =
        view.lexeme(at, .unit, language)?.value == 0
        || language == .english && view.lexeme(at, .oh, language) != nil
      if isZero {
        digits *= 10
        length += 1
        at += 1
        continue
      }
      cardinal.read(view, at: at, language)
      let reading = cardinal.readings.last { $0.micros < 1000 * SpokenCardinal.one }
      guard let reading, length == 0 || digits == 0 || language == .english else { break }
      let value = reading.micros / SpokenCardinal.one
      let width = value >= 100 ? 3 : value >= 10 ? 2 : 1
      guard length + width <= 6, length == 0 || digits == 0 || width == 1 else { break }
      for _ in 0..<width { digits *= 10 }
      digits += value
      length += width
      at = reading.end
      if language != .english { break }
    }
    guard length > 0 else { return nil }
    for _ in length..<6 { digits *= 10 }
    return (digits, at, at - start)
  }

  // MARK: Money

  private mutating func readMoney(_ view: SpokenView, _ number: inout Number) {
    if let currency = view.lexeme(number.end, .currency) {
      number.currency = currency.value
      number.moneyEnd = number.end + 1
      readSmallMoney(view, &number)
    } else if let part = view.lexeme(number.end, .subunit), part.value > 0,
      number.micros % SpokenCardinal.one == 0
    {
      // Cents alone.
      let isCents = view.lexeme(number.end, .hundred) == nil
      guard isCents else { return }
      number.micros /= Int64(part.value)
      number.moneyEnd = number.end + 1
      number.end = number.moneyEnd
    }
  }

  /// The part of money behind the currency: "and seventy-five cents", "cinquante", ونص.
  private mutating func readSmallMoney(_ view: SpokenView, _ number: inout Number) {
    guard number.micros % SpokenCardinal.one == 0 else { return }
    let currency = number.currency
    // Dinars have a thousand parts, the others a hundred.
    let whole: Int64 = currency == 1 ? 1000 : 100
    for language in Self.languages {
      if let (part, end) = shareBehind(view, number.moneyEnd, language) {
        number.micros += part
        number.words += end - number.moneyEnd
        number.moneyEnd = end
        number.end = end
        return
      }
    }
    var at = number.moneyEnd
    let isJoined = view.has(at, .and)
    if isJoined { at += 1 }
    guard at < view.count, view.isNumeric(at) else { return }
    for language in Self.languages {
      cardinal.read(view, at: at, language)
      for reading in cardinal.readings.reversed() {
        let value = reading.micros / SpokenCardinal.one
        guard value * SpokenCardinal.one == reading.micros, value > 0, value < 1000 else {
          continue
        }
        var end = reading.end
        var parts: Int64 = 0
        if let part = view.lexeme(end, .subunit) {
          parts = part.value == 0 ? (currency == 6 ? 100 : 1000) : Int64(part.value)
          end += 1
        } else if value >= whole / 10 {
          // Without their name, only what can be nothing else.
          let isAnd = isJoined || view.lexeme(at, .hundreds)?.hasAnd == true
          guard whole == 100 || value % 10 == 0 || isAnd else { continue }
          guard !view.has(end, .currency), !view.has(end, .counted), !view.has(end, .scale) else {
            continue
          }
          parts = whole
        }
        guard parts > value else { continue }
        number.micros += value * SpokenCardinal.one / parts
        number.words += max(reading.words, 1)
        number.moneyEnd = end
        number.end = end
        return
      }
    }
  }
}
