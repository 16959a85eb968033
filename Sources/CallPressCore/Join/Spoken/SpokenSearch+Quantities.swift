/// Numbers, dates and times in a text.
extension SpokenSearch {
  /// Reads the quantity at a token and reports what it is.
  ///
  /// - Returns: Behind the last token that is used up.
  mutating func readQuantity(_ view: SpokenView, _ at: Int) -> Int {
    let found = reader.dates(view, at)
    if let first = found.first {
      for date in found { report(date, view) }
      return first.end
    }
    if let time = reader.time(view, at) {
      report(time, view)
      if time.isSure {
        if time.isNumber { _ = readNumbers(view, at) }
        return time.end
      }
    }
    return readNumbers(view, at)
  }

  // MARK: Dates

  private mutating func report(_ date: SpokenDate, _ view: SpokenView) {
    guard let month = date.month else {
      guard let weekday = date.weekday else { return }
      for key in weekdays[DateKey(month: weekday, day: date.day)] ?? [] {
        emit(key, view, date.start, date.end, .date, .weak)
      }
      return
    }
    for wanted in dates[DateKey(month: month, day: date.day)] ?? [] {
      if let year = wanted.year, let said = date.year, year != said { continue }
      emit(wanted.key, view, date.start, date.end, .date, .strong)
    }
  }

  // MARK: Times

  private mutating func report(_ time: SpokenTime, _ view: SpokenView) {
    for minute in time.minutesOfDay {
      guard let key = times[minute] else { continue }
      emit(key, view, time.start, time.end, .time, time.isSure ? .strong : .weak)
    }
  }

  // MARK: Numbers

  /// Reads the numbers that follow one another from a token on.
  private mutating func readNumbers(_ view: SpokenView, _ start: Int) -> Int {
    var first: SpokenReader.Number?
    var last: SpokenReader.Number?
    var count = 0
    var hasTightPair = false
    var at = start
    while at < view.count, let number = ordinal(view, at) ?? reader.number(view, at) {
      count += 1
      if first == nil { first = number }
      last = number
      at = number.moneyEnd
      if number.currency != 0 { break }
      if view.isNumeric(at) || view.has(at, .oh) && view.isNumeric(at + 1) {
        hasTightPair = true
        if view.has(at, .oh) { at += 1 }
      } else if view.isMark(at, UInt8(ascii: ",")) || view.isMark(at, UInt8(ascii: "-")),
        view.isNumeric(at + 1)
      {
        hasTightPair = hasTightPair || view.isMark(at, UInt8(ascii: "-"))
        at += 1
      } else {
        break
      }
    }
    guard let first, let last else { return start + 1 }
    if count == 1 || count == 2 && !hasTightPair {
      report(first, view)
      if count == 2 { report(last, view) }
    } else if count == 2 {
      reportPrice(first, last, view)
    }
    // More numbers in a row than two are digits of something, or a list.
    return last.moneyEnd
  }

  /// An ordinal, as a number that the words allow to be one.
  private mutating func ordinal(_ view: SpokenView, _ at: Int) -> SpokenReader.Number? {
    func make(_ value: Int, _ end: Int, _ language: SpokenLanguage) -> SpokenReader.Number {
      SpokenReader.Number(
        start: at, end: end, micros: Int64(value) * SpokenCardinal.one, moneyEnd: end,
        language: language, words: 1)
    }
    if let (value, letters) = view.digitsAndLetters(at) {
      return view.isOrdinalEnding(letters) ? make(value, at + 1, .english) : nil
    }
    if let lexeme = view.lexeme(at, .ordinal), lexeme.value > 2, !view.isNumeric(at) {
      return make(Int(lexeme.value), at + 1, lexeme.language)
    }
    guard let tens = view.lexeme(at, .tens, .english) else { return nil }
    let next = view.isTightMark(at + 1, UInt8(ascii: "-")) ? at + 2 : at + 1
    guard let unit = view.lexeme(next, .ordinal, .english), unit.value < 10 else { return nil }
    return make(Int(tens.value + unit.value), next + 1, .english)
  }

  private mutating func report(_ number: SpokenReader.Number, _ view: SpokenView) {
    guard mayLookFor(number.micros), number.words > 0, !view.has(number.start - 1, .minus) else {
      return
    }
    // "A hundred": the article is read with it.
    let isWhole =
      number.language == .english && view.isWord(number.start - 1, "a")
      && (view.has(number.start, .hundred) || view.has(number.start, .scale))
    look(
      number.micros, number.currency, view, isWhole ? number.start - 1 : number.start, number.end,
      strength(number, view))
  }

  /// "Twelve fifty" may be 12.50.
  private mutating func reportPrice(
    _ whole: SpokenReader.Number, _ part: SpokenReader.Number, _ view: SpokenView
  ) {
    let one = SpokenCardinal.one
    guard whole.words > 0, part.words > 0, whole.micros < 1000 * one, part.micros >= 10 * one,
      part.micros < 100 * one, part.micros % one == 0, whole.micros % one == 0
    else { return }
    look(
      whole.micros + part.micros / 100, part.currency, view, whole.start, part.end,
      part.currency == 0 ? .weak : .strong)
  }

  private mutating func look(
    _ micros: Int64, _ currency: Int32, _ view: SpokenView, _ start: Int, _ end: Int,
    _ strength: Evidence.Link.Strength
  ) {
    guard mayLookFor(micros) else { return }
    let unit = end < view.count ? view.tokens[end].hash : 0
    for wanted in 0...SpokenSearch.currencies
    where wanted == 0 || currency == 0 || wanted == currency {
      for hash in unit == 0 ? [0] : [0, unit] {
        let key = NumberKey(micros: micros, currency: wanted, unit: hash)
        guard let key = numbers[key] else { continue }
        emit(
          key, view, start, end, .numberWords,
          hash != 0 || wanted != 0 && currency != 0 ? .strong : strength)
      }
    }
  }

  /// How many currencies are told apart.
  static let currencies: Int32 = 7

  /// Numbers that are said for much else are weak.
  private func strength(
    _ number: SpokenReader.Number, _ view: SpokenView
  ) -> Evidence.Link.Strength {
    let one = SpokenCardinal.one
    if number.currency != 0 { return .strong }
    let next = number.end
    let isSingle = next == number.start + 1
    // Two or three: neither is what was meant.
    for (neighbour, far) in [(next, next + 1), (number.start - 1, number.start - 2)]
    where view.has(neighbour, .or) && view.isNumeric(far) { return .weak }
    if view.has(next, .dozen) { return .weak }
    // "Give me two seconds."
    if view.has(next, .timeUnit), number.micros <= 5 * one { return .weak }
    guard isSingle else { return .strong }
    // One, un, واحد.
    if number.micros == one { return .weak }
    let isCounted = view.has(next, .counted) || view.has(next, .hour) || view.has(next, .timeUnit)
    // "Neuf" is new, ست a lady, سبع a lion.
    if !isCounted,
      view.isWord(number.start, "neuf") || view.isWord(number.start, "ست")
        || view.isWord(number.start, "سبع")
    {
      return .weak
    }
    if view.has(next, .idiom), !isCounted { return .weak }
    // "A thousand thanks", "cent fois".
    if view.has(number.start, .hundred) || view.has(number.start, .scale),
      !isCounted || view.has(next, .idiom)
    {
      return .weak
    }
    return .strong
  }
}
