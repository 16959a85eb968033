/// A time of day that is said.
struct SpokenTime {
  enum Half { case unknown, morning, evening }

  var hour: Int
  var minute: Int
  var half = Half.unknown
  var start: Int
  var end: Int
  /// Whether the words can mean nothing but a time.
  var isSure: Bool
  /// Whether they can be a number as well, as ثلاثة ونص.
  var isNumber = false

  /// The minutes of the day that it can be.
  var minutesOfDay: [Int] {
    guard (0...24).contains(hour), (0..<60).contains(minute) else { return [] }
    switch half {
    case .morning:
      return hour > 12 ? [] : [hour % 12 * 60 + minute]
    case .evening:
      return hour > 12 ? [hour * 60 + minute] : [(hour % 12 + 12) * 60 + minute]
    case .unknown:
      let plain = hour % 24 * 60 + minute
      return hour >= 1 && hour <= 12
        ? [plain, (hour % 12 + (hour == 12 ? 0 : 12)) * 60 + minute] : [plain]
    }
  }
}

extension SpokenReader {
  /// The time that begins at a token.
  mutating func time(_ view: SpokenView, _ start: Int) -> SpokenTime? {
    guard start < view.count else { return nil }
    guard view.roles & SpokenRole.timeWords != 0 || view.isMark(start + 1, UInt8(ascii: ":")) else {
      return compactTime(view, start)
    }
    if let compact = compactTime(view, start) { return compact }
    if view.has(start, .hourName), let named = namedHour(view, start) { return named }
    if let english = englishTime(view, start) { return english }
    if view.isKind(start, .digits) { return digitsTime(view, start) }
    if let french = hourTime(view, start, .french) { return french }
    return hourTime(view, start, .arabic)
  }

  // MARK: Halves of the day

  /// Reads "pm", "in the morning", "du soir", صباحا.
  private func readHalf(_ view: SpokenView, _ time: inout SpokenTime) {
    var at = time.end
    var isAfter = false
    for _ in 0..<7 {
      guard at < view.count else { return }
      if view.isWord(at, "a") || view.isWord(at, "p"), view.isMark(at + 1, UInt8(ascii: ".")),
        view.isWord(at + 2, "m")
      {
        time.half = view.isWord(at, "a") ? .morning : .evening
        time.end =
          view.isTightMark(at + 3, UInt8(ascii: ".")) || view.isMark(at + 3, UInt8(ascii: "."))
          ? at + 4 : at + 3
        time.isSure = true
        return
      }
      if view.has(at, .morning) {
        time.half = .morning
      } else if let evening = view.lexeme(at, .evening),
        evening.language != .french || !view.has(at, .hourName) || isAfter
      {
        time.half = .evening
      } else {
        isAfter = isAfter || view.isWord(at, "apres")
        let isJoint =
          view.has(at, .of) || view.isWord(at, "in") || view.isWord(at, "the")
          || view.isWord(at, "l") || view.isWord(at, "apres") || view.isWord(at, "at")
          || view.isWord(at, "في") || view.isWord(at, "بعد") || view.isWord(at, "متاع")
          || view.isMark(at, UInt8(ascii: "'")) || isAfter && view.isMark(at, UInt8(ascii: "-"))
        guard isJoint else { return }
        at += 1
        continue
      }
      time.end = at + 1
      time.isSure = true
      return
    }
  }

  // MARK: Digits

  /// 15h30, 15h, 3pm.
  private mutating func compactTime(_ view: SpokenView, _ start: Int) -> SpokenTime? {
    guard let (hour, letters) = view.digitsAndLetters(start), hour <= 24 else { return nil }
    var time = SpokenTime(hour: hour, minute: 0, start: start, end: start + 1, isSure: true)
    if view.equals(letters, "am") || view.equals(letters, "pm") {
      time.half = view.equals(letters, "am") ? .morning : .evening
      return hour >= 1 && hour <= 12 ? time : nil
    }
    guard let first = letters.first, view.text.bytes[first] == UInt8(ascii: "h") else { return nil }
    if letters.count > 1 {
      guard let (minute, end) = view.number(letters.dropFirst()), minute < 60,
        end == letters.upperBound
      else { return nil }
      time.minute = minute
    }
    readHalf(view, &time)
    return time
  }

  /// 15:30, 15 h 30, 3 pm.
  private mutating func digitsTime(_ view: SpokenView, _ start: Int) -> SpokenTime? {
    guard let hour = view.digits(start), hour <= 24, view.tokens[start].length <= 2 else {
      return nil
    }
    var time = SpokenTime(hour: hour, minute: 0, start: start, end: start + 1, isSure: false)
    if view.isTightMark(start + 1, UInt8(ascii: ":")), let minute = view.digits(start + 2),
      minute < 60, view.tokens[start + 2].length == 2
    {
      time.minute = minute
      time.end = start + 3
      time.isSure = true
      if view.isTightMark(time.end, UInt8(ascii: ":")), view.isKind(time.end + 1, .digits) {
        time.end += 2
      }
      readHalf(view, &time)
      return time
    }
    if let time = hourTime(view, start, .french) { return time }
    if let time = hourTime(view, start, .arabic) { return time }
    readHalf(view, &time)
    return time.isSure && hour >= 1 && hour <= 12 ? time : nil
  }

  // MARK: Words

  private mutating func namedHour(_ view: SpokenView, _ start: Int) -> SpokenTime? {
    guard let name = view.lexeme(start, .hourName), !view.isMark(start - 1, UInt8(ascii: "-")),
      !view.isWord(start - 1, "apres"), !view.isWord(start - 1, "after")
    else { return nil }
    var time = SpokenTime(
      hour: Int(name.value), minute: 0, half: name.value == 0 ? .morning : .evening, start: start,
      end: start + 1, isSure: true)
    if name.language == .french { readMinutes(view, &time, .french) }
    return time
  }

  /// An hour from 1 to 12 in English.
  private mutating func englishHour(_ view: SpokenView, _ at: Int) -> (Int, end: Int)? {
    if let value = view.digits(at) { return (1...12).contains(value) ? (value, at + 1) : nil }
    guard let reading = readings(view, at, .english).first else { return nil }
    let value = Int(reading.micros / SpokenCardinal.one)
    return (1...12).contains(value) ? (value, reading.end) : nil
  }

  private mutating func englishTime(_ view: SpokenView, _ start: Int) -> SpokenTime? {
    // Half past three, ten to four.
    var minute: Int?
    var at = start
    var isSure = true
    if view.lexeme(at, .half, .english) != nil, view.isWord(at + 1, "past") {
      minute = 30
      at += 1
    } else if view.lexeme(at, .quarter, .english) != nil {
      minute = 15
      at += 1
    } else if view.isNumeric(at) {
      let reading = readings(view, at, .english).last { $0.micros < 60 * SpokenCardinal.one }
      if let reading {
        var end = reading.end
        isSure = view.lexeme(end, .timeUnit, .english)?.value == 60
        if isSure { end += 1 }
        if view.isWord(end, "past") || view.isWord(end, "to") {
          isSure = isSure || view.isWord(end, "past")
          minute = Int(reading.micros / SpokenCardinal.one)
          at = end
        }
      }
    }
    if let minute, view.lexeme(at, .past, .english) != nil || view.lexeme(at, .to, .english) != nil,
      let (hour, end) = englishHour(view, at + 1)
    {
      let isTo = view.lexeme(at, .to, .english) != nil
      var time = SpokenTime(
        hour: isTo ? (hour == 1 ? 12 : hour - 1) : hour, minute: isTo ? 60 - minute : minute,
        start: start, end: end, isSure: isSure)
      readHalf(view, &time)
      return minute > 0 && minute < 60 ? time : nil
    }
    guard let (hour, behind) = englishHour(view, start) else { return nil }
    var time = SpokenTime(hour: hour, minute: 0, start: start, end: behind, isSure: false)
    if view.isWord(behind, "oclock") {
      time.end = behind + 1
      time.isSure = true
    } else if view.isWord(behind, "o"), view.isMark(behind + 1, UInt8(ascii: "'")),
      view.isWord(behind + 2, "clock")
    {
      time.end = behind + 3
      time.isSure = true
    } else if view.tokens[start].kind != .digits, let (minute, end) = englishMinutes(view, behind) {
      time.minute = minute
      time.end = end
      let isLonger = view.isNumeric(end) || view.has(end, .currency) || view.has(end, .subunit)
      readHalf(view, &time)
      if time.isSure { return time }
      // "Three thirty" by itself can be much else.
      guard !isLonger, !view.isNumeric(start - 1), view.has(start - 1, .at) else { return nil }
      time.isSure = view.isWord(start - 1, "at")
      return time
    }
    readHalf(view, &time)
    return time.isSure ? time : nil
  }

  /// Minutes behind an hour: "thirty", "forty-five", "oh five".
  private mutating func englishMinutes(_ view: SpokenView, _ at: Int) -> (Int, end: Int)? {
    guard at < view.count, view.tokens[at].hasSpace else { return nil }
    if view.has(at, .oh), let unit = view.lexeme(at + 1, .unit, .english), unit.value > 0 {
      return (Int(unit.value), at + 2)
    }
    guard !view.isKind(at, .digits) else { return nil }
    let reading = readings(view, at, .english).last {
      $0.micros >= 10 * SpokenCardinal.one && $0.micros < 60 * SpokenCardinal.one
    }
    return reading.map { (Int($0.micros / SpokenCardinal.one), $0.end) }
  }

  /// French and Arabic: an hour, then minutes.
  private mutating func hourTime(
    _ view: SpokenView, _ start: Int, _ language: SpokenLanguage
  ) -> SpokenTime? {
    let isHeaded =
      language == .arabic
      && (view.has(start - 1, .hourHead)
        || view.has(start - 2, .hourHead) && view.isMark(start - 1, UInt8(ascii: "-")))
    hours.removeAll()
    if let value = view.digits(start) {
      if view.tokens[start].length <= 2 { hours.append((value, start + 1)) }
    } else {
      if language == .arabic, let ordinal = view.lexeme(start, .ordinal, .arabic),
        ordinal.hasArticle, ordinal.value <= 12
      {
        hours.append((Int(ordinal.value), start + 1))
        if let tail = view.lexeme(start + 1, .teenTail, .arabic), ordinal.value <= 2 {
          hours.append((Int(ordinal.value + tail.value), start + 2))
        }
      }
      for reading in readings(view, start, language) {
        hours.append((Int(reading.micros / SpokenCardinal.one), reading.end))
      }
    }
    for place in (0..<hours.count).reversed() {
      let (hour, end) = hours[place]
      guard (0...24).contains(hour) else { continue }
      var time = SpokenTime(hour: hour, minute: 0, start: start, end: end, isSure: false)
      if language == .french {
        guard view.has(end, .hour) else { continue }
        time.end = end + 1
        readMinutes(view, &time, .french)
        time.isSure = time.end > end + 1 || view.lexeme(start - 1, .at, .french) != nil
        readHalf(view, &time)
        return time
      }
      guard hour >= 1, hour <= 12 || isHeaded else { continue }
      // Without the word for the hour, "five and twenty" is 25.
      let isOrdinal = view.lexeme(start, .ordinal, .arabic)?.hasArticle == true
      readMinutes(view, &time, .arabic, takesNumbers: isHeaded || isOrdinal)
      let hasMinutes = time.end > end
      time.isSure = isHeaded || hasMinutes
      time.isNumber = hasMinutes && !isHeaded && !isOrdinal
      let isCounted = view.has(end, .counted) || view.has(end, .currency) || view.has(end, .scale)
      if isHeaded || !isCounted { readHalf(view, &time) }
      if time.isSure { return time }
    }
    return nil
  }

  /// Minutes behind an hour: "et demie", "moins le quart", "trente", ونص, إلا ربع.
  private mutating func readMinutes(
    _ view: SpokenView, _ time: inout SpokenTime, _ language: SpokenLanguage,
    takesNumbers: Bool = true
  ) {
    var at = time.end
    let isLess = view.lexeme(at, .less, language) != nil
    var isJoined = view.lexeme(at, .and, language) != nil
    if isLess || isJoined { at += 1 }
    if isLess, view.isWord(at, "le") || view.isWord(at, "un") { at += 1 }
    guard at < view.count else { return }
    var minute: Int?
    var end = at + 1
    for (role, value) in [(SpokenRole.half, 30), (.quarter, 15), (.third, 20)] {
      guard let part = view.lexeme(at, role, language) else { continue }
      if isLess || isJoined || part.hasAnd { minute = value }
      break
    }
    if minute == nil, takesNumbers || isLess {
      if let value = view.digits(at), view.tokens[at].length <= 2, value < 60 {
        if language == .french && !isJoined || isJoined || isLess { minute = value }
      } else if view.isNumeric(at) {
        let first = view.words[at].range.lazy.map { view.lexemes[$0] }.first {
          $0.language == language
        }
        isJoined = isJoined || first?.hasAnd == true
        let reading = readings(view, at, language).last {
          $0.micros > 0 && $0.micros < 60 * SpokenCardinal.one
        }
        if let reading,
          language == .french && !isJoined || language == .arabic && (isJoined || isLess)
        {
          minute = Int(reading.micros / SpokenCardinal.one)
          end = reading.end
        }
      }
      if minute != nil, view.lexeme(end, .timeUnit)?.value == 60 {
        end += 1
      }
    }
    guard let minute else { return }
    if isLess {
      time.hour = time.hour == 0 ? 23 : time.hour - 1
      time.minute = 60 - minute
    } else {
      time.minute = minute
    }
    time.end = end
  }
}
