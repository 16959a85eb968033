/// A date that is said.
struct SpokenDate: Equatable {
  /// `nil` where only the day and its weekday are said.
  var month: Int?
  var day: Int
  var year: Int?
  var weekday: Int?
  var start: Int
  var end: Int
  /// Whether it is digits alone, with marks between them.
  var isWritten = false
}

extension SpokenReader {
  /// The dates that can begin at a token, the likeliest first; several where 03/04 can be read
  /// in two ways.
  mutating func dates(_ view: SpokenView, _ start: Int) -> [SpokenDate] {
    days.removeAll()
    guard view.roles & SpokenRole.dateWords != 0, isNearDateWord(view, start) else {
      return view.isKind(start, .digits) ? writtenDates(view, start) : []
    }
    var at = start
    // Without its article, an Arabic weekday is a number or another word.
    let weekday = view.lexeme(at, .weekday).flatMap {
      $0.language != .arabic || $0.hasArticle ? Int($0.value) : nil
    }
    if weekday != nil {
      at += 1
      if view.isMark(at, UInt8(ascii: ",")) { at += 1 }
    }
    if view.lexeme(at, .article) != nil,
      view.lexeme(at + 1, .ordinal) != nil
        || view.isNumeric(at + 1) || weekday != nil
    {
      // "Un" is an article and a number.
      if !(weekday == nil && view.has(at, .unit)) { at += 1 }
    }
    guard at < view.count else { return [] }
    let first = weekday == nil ? at : start
    if weekday == nil, at == start {
      let written = writtenDates(view, at)
      if !written.isEmpty { return written }
    }
    if let date = monthFirst(view, at) ?? dayFirst(view, at) {
      var date = date
      date.start = first
      date.weekday = weekday
      return [date]
    }
    guard let weekday, let last = readDays(view, at).last else { return [] }
    let (day, end) = days[last]
    // A weekday and a number of hours is no date.
    guard !view.has(end, .hour), !view.has(end, .counted), !view.has(end, .evening),
      !view.has(end, .morning), !view.isMark(end, UInt8(ascii: ":")), !view.isNumeric(end)
    else { return [] }
    return [SpokenDate(month: nil, day: day, weekday: weekday, start: first, end: end)]
  }

  /// Whether a weekday or a month stands here or behind the words of a day.
  private func isNearDateWord(_ view: SpokenView, _ start: Int) -> Bool {
    if view.words[start].roles & SpokenRole.dateWords != 0 { return true }
    let months = SpokenRole.dateWords & ~SpokenRole.weekday.bit
    for at in start + 1..<max(start + 1, min(start + 9, view.count))
    where view.words[at].roles & months != 0 { return true }
    return false
  }

  private mutating func monthFirst(_ view: SpokenView, _ start: Int) -> SpokenDate? {
    guard let (month, behind) = month(view, start) else { return nil }
    var at = behind
    if view.lexeme(at, .article, .english) != nil { at += 1 }
    for place in readDays(view, at).reversed() {
      let (day, end) = days[place]
      guard !view.isMark(end, UInt8(ascii: ":")), !view.has(end, .hour),
        !view.isTightMark(end, UInt8(ascii: "-"))
      else { continue }
      var date = SpokenDate(month: month, day: day, start: start, end: end)
      readYear(view, &date)
      return date
    }
    return nil
  }

  private mutating func dayFirst(_ view: SpokenView, _ start: Int) -> SpokenDate? {
    for place in readDays(view, start).reversed() {
      let (day, end) = days[place]
      var at = end
      while at < end + 2, view.has(at, .of) { at += 1 }
      if let (month, behind) = month(view, at) {
        var date = SpokenDate(month: month, day: day, start: start, end: behind)
        readYear(view, &date)
        return date
      }
      // شهر ثلاثة: the month by its number.
      if view.isWord(at - 1, "شهر"), let last = readDays(view, at).last, days[last].value <= 12 {
        return SpokenDate(month: days[last].value, day: day, start: start, end: days[last].end)
      }
    }
    return nil
  }

  /// The month that is named at a place.
  private func month(_ view: SpokenView, _ at: Int) -> (Int, end: Int)? {
    if let month = view.lexeme(at, .month) {
      var end = at + 1
      // "Sept." and the like.
      if view.isMark(end, UInt8(ascii: ".")), view.tokens[at].length <= 4,
        view.isKind(end + 1, .digits)
      {
        end += 1
      }
      return (Int(month.value), end)
    }
    if let head = view.lexeme(at, .monthHead), let tail = view.lexeme(at + 1, .ordinal) {
      if tail.value == 1 { return (Int(head.value) / 16, at + 2) }
      if tail.value == 2 { return (Int(head.value) % 16, at + 2) }
    }
    return nil
  }

  /// Reads the days of a month at a place.
  ///
  /// - Returns: Where they stand in ``days``, the longest last.
  private mutating func readDays(_ view: SpokenView, _ at: Int) -> Range<Int> {
    let first = days.count
    readDays(view, at, behind: first)
    return first..<days.count
  }

  /// Adds a day behind those that end no later.
  private mutating func add(_ day: Int, _ end: Int, behind first: Int) {
    guard (1...31).contains(day) else { return }
    days.append((day, end))
    var place = days.count - 1
    while place > first, days[place - 1].end > end {
      days[place] = days[place - 1]
      place -= 1
    }
    days[place] = (day, end)
  }

  private mutating func readDays(_ view: SpokenView, _ at: Int, behind first: Int) {
    func add(_ day: Int, _ end: Int) { self.add(day, end, behind: first) }
    guard at < view.count else { return }
    if let (value, letters) = view.digitsAndLetters(at) {
      if view.isOrdinalEnding(letters) || view.equals(letters, "e") { add(value, at + 1) }
      return
    }
    if view.isKind(at, .digits) {
      if let value = view.digits(at), view.tokens[at].length <= 2 { add(value, at + 1) }
      return
    }
    for language in Self.languages {
      if let ordinal = view.lexeme(at, .ordinal, language) {
        add(Int(ordinal.value), at + 1)
        if language == .arabic {
          if let tail = view.lexeme(at + 1, .teenTail, .arabic), ordinal.value < 10 {
            add(Int(ordinal.value + tail.value), at + 2)
          } else if let tens = view.lexeme(at + 1, .tens, .arabic), tens.hasAnd, ordinal.value < 10
          {
            add(Int(ordinal.value + tens.value), at + 2)
          }
        }
      }
      for reading in readings(view, at, language) {
        let value = Int(reading.micros / SpokenCardinal.one)
        add(value, reading.end)
        // "Twenty-first".
        if language == .english, value == 20 || value == 30 {
          var next = reading.end
          if view.isTightMark(next, UInt8(ascii: "-")) { next += 1 }
          if let ordinal = view.lexeme(next, .ordinal, .english), ordinal.value < 10 {
            add(value + Int(ordinal.value), next + 1)
          }
        }
      }
    }
  }

  /// The year behind a date.
  private mutating func readYear(_ view: SpokenView, _ date: inout SpokenDate) {
    var at = date.end
    if view.isMark(at, UInt8(ascii: ",")) { at += 1 }
    if view.has(at, .of) || view.isWord(at, "سنه") || view.isWord(at, "عام")
      || view.isWord(at, "in")
      || view.isWord(at, "en")
    {
      at += 1
    }
    guard let (year, end) = year(view, at) else { return }
    date.year = year
    date.end = end
  }

  private mutating func year(_ view: SpokenView, _ at: Int) -> (Int, end: Int)? {
    let years = 1900...2100
    if let value = view.digits(at) {
      return view.tokens[at].length == 4 && years.contains(value) ? (value, at + 1) : nil
    }
    guard view.isNumeric(at) else { return nil }
    for language in Self.languages {
      let all = readings(view, at, language)
      for reading in all.reversed() {
        let value = Int(reading.micros / SpokenCardinal.one)
        if years.contains(value) { return (value, reading.end) }
      }
      // "Twenty twenty-six".
      guard language == .english,
        let century = all.first(where: {
          $0.micros == 19 * SpokenCardinal.one || $0.micros == 20 * SpokenCardinal.one
        })
      else { continue }
      let rest = readings(view, century.end, language).last {
        $0.micros >= 10 * SpokenCardinal.one && $0.micros < 100 * SpokenCardinal.one
      }
      if let rest {
        return (
          Int(century.micros / SpokenCardinal.one) * 100 + Int(rest.micros / SpokenCardinal.one),
          rest.end
        )
      }
    }
    return nil
  }

  /// 2026-03-14, 14/03/2026 and 14/03.
  private func writtenDates(_ view: SpokenView, _ start: Int) -> [SpokenDate] {
    guard let first = view.digits(start), view.tokens[start].length <= 4 else { return [] }
    guard view.isKind(start + 1, .mark) else { return [] }
    let separator = view.text.firstByte(start + 1)
    guard
      separator == UInt8(ascii: "/") || separator == UInt8(ascii: "-")
        || separator == UInt8(ascii: "."),
      view.isTightMark(start + 1, separator), let second = view.digits(start + 2),
      view.tokens[start + 2].length <= 2
    else { return [] }
    func make(_ year: Int?, _ month: Int, _ day: Int, _ end: Int) -> [SpokenDate] {
      guard (1...12).contains(month), (1...31).contains(day) else { return [] }
      return [
        SpokenDate(month: month, day: day, year: year, start: start, end: end, isWritten: true)
      ]
    }
    let hasThird = view.isTightMark(start + 3, separator)
    if hasThird, let third = view.digits(start + 4) {
      let length = view.tokens[start + 4].length
      if view.tokens[start].length == 4 {
        return length <= 2 && first >= 1900 ? make(first, second, third, start + 5) : []
      }
      guard length == 4 || length == 2, view.tokens[start].length <= 2 else { return [] }
      let year = length == 2 ? 2000 + third : third
      let dayFirst = make(year, second, first, start + 5)
      return first == second ? dayFirst : dayFirst + make(year, first, second, start + 5)
    }
    // Without a year only where it is written as dates are.
    guard separator == UInt8(ascii: "/"), !hasThird, view.tokens[start].length <= 2 else {
      return []
    }
    return make(nil, second, first, start + 3)
  }
}
