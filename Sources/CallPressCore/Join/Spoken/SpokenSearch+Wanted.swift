/// What a value is when it is said.
extension SpokenSearch {
  /// Adds a value.
  ///
  /// - Parameters:
  ///   - folded: The value, folded with ``SpokenLexicon/seed``.
  ///   - text: The value as it is written.
  ///   - isJSONNumber: Whether the point in it is a decimal point and nothing else.
  /// - Returns: The keys that stand for it, none where it is only said as it is written.
  mutating func add(_ folded: FoldedView, _ text: String, isJSONNumber: Bool) -> [Int] {
    // Nothing that is longer is spelled or is a number.
    guard folded.tokens.count <= 24, text.utf8.count <= 120, !folded.tokens.isEmpty else {
      return []
    }
    let bytes = Self.trimmed(Array(text.utf8))
    var found: [Int] = []
    if isJSONNumber {
      if let micros = Self.micros(bytes), micros >= 0 {
        found.append(number(NumberKey(micros: micros, currency: 0, unit: 0)))
      }
      if bytes.count >= 3, bytes.count <= 20, bytes.allSatisfy({ $0 &- 0x30 < 10 }) {
        found.append(spelling(bytes, .digits))
      }
      return found
    }
    if bytes.contains(UInt8(ascii: "@")) {
      return Self.isAddress(folded) ? [spelling(Self.joined(folded), .email)] : []
    }
    if let moment = Self.moment(bytes) {
      found.append(contentsOf: add(moment.date))
      if let time = moment.time { found.append(self.time(time)) }
      return found
    }
    let view = view(folded)
    let said = reader.dates(view, 0)
    if let first = said.first, first.end == view.count, first.month != nil {
      for date in said { found.append(contentsOf: add(date)) }
      return found
    }
    if let time = reader.time(view, 0), time.end == view.count, time.isSure, !time.isNumber {
      for minute in time.minutesOfDay { found.append(self.time(minute)) }
      return found
    }
    let numbers = amounts(view)
    found.append(contentsOf: numbers.map { number($0) })
    let hasFraction = numbers.contains { $0.micros % SpokenCardinal.one != 0 }
    if !hasFraction { found.append(contentsOf: addDigits(bytes)) }
    if numbers.isEmpty { found.append(contentsOf: addSpellings(view)) }
    return found
  }

  // MARK: Keys

  private mutating func number(_ wanted: NumberKey) -> Int {
    if let key = numbers[wanted] { return key }
    let key = makeKey()
    numbers[wanted] = key
    wantedValues.formUnion(SpokenValues(saying: wanted.micros))
    let bit = FoldedText.mix(UInt64(bitPattern: wanted.micros))
    numberFilter[Int(bit >> 6 & 15)] |= 1 << (bit & 63)
    return key
  }

  private mutating func time(_ minute: Int) -> Int {
    if let key = times[minute] { return key }
    let key = makeKey()
    times[minute] = key
    return key
  }

  private mutating func add(_ date: SpokenDate) -> [Int] {
    guard let month = date.month else { return [] }
    if let year = date.year, !(1800...2200).contains(year) { return [] }
    let place = DateKey(month: month, day: date.day)
    if let known = dates[place]?.first(where: { $0.year == date.year }) { return [known.key] }
    let key = makeKey()
    dates[place, default: []].append((date.year, key))
    if let year = date.year {
      let weekday = Self.weekday(year, month, date.day)
      weekdays[DateKey(month: weekday, day: date.day), default: []].append(key)
    }
    return [key]
  }

  private mutating func spelling(_ bytes: [UInt8], _ kind: SpelledTree.Kind) -> Int {
    let known = tree.insert(bytes, kind, key: Int32(keys.count))
    return known == keys.count ? makeKey() : known
  }

  // MARK: Numbers

  /// The decimal number that some bytes are, in millionths.
  static func micros(_ bytes: [UInt8]) -> Int64? {
    var value: Int64 = 0
    var fraction: Int?
    for byte in bytes {
      if byte == UInt8(ascii: "."), fraction == nil {
        fraction = 0
        continue
      }
      guard byte &- 0x30 < 10 else { return nil }
      if let digits = fraction {
        guard digits < 6 || byte == 0x30 else { return nil }
        if digits >= 6 { continue }
        fraction = digits + 1
      }
      guard value < 900_000_000_000_000_000 else { return nil }
      value = value * 10 + Int64(byte - 0x30)
    }
    for _ in (fraction ?? 0)..<6 {
      guard value < 900_000_000_000_000_000 else { return nil }
      value *= 10
    }
    return bytes.isEmpty ? nil : value
  }

  /// The numbers that a text can be, with its currency or the word behind it.
  private mutating func amounts(_ view: SpokenView) -> [NumberKey] {
    var start = 0
    var currency: Int32 = 0
    if let sign = Self.currencySign(view, 0) {
      currency = sign
      start = 1
    } else if let word = view.lexeme(0, .currency) {
      currency = word.value
      start = 1
    }
    // A zero before other digits is the beginning of a code.
    guard start < view.count, view.isNumeric(start),
      !(view.isKind(start, .digits) && view.tokens[start].length > 1
        && view.text.firstByte(start) == 0x30),
      let number = reader.number(view, start)
    else { return [] }
    if currency == 0 { currency = number.currency }
    var end = number.moneyEnd
    var unit: UInt64 = 0
    if end < view.count, let sign = Self.currencySign(view, end) {
      currency = sign
      end += 1
    } else if view.isMark(end, UInt8(ascii: "%")) {
      end += 1
    } else if end == view.count - 1, currency == 0, view.tokens[end].hasSpace,
      view.isKind(end, .word) || view.isKind(end, .otherWord)
    {
      unit = view.tokens[end].hash
      end += 1
    }
    guard end == view.count else { return [] }
    var found = [NumberKey(micros: number.micros, currency: currency, unit: unit)]
    // 12,500 dinars are twelve and a half, or twelve thousand and five hundred.
    if currency == 1, view.isKind(start, .digits), view.isMark(start + 1, UInt8(ascii: ",")),
      number.words == 0, number.micros % SpokenCardinal.one == 0, number.end == start + 3
    {
      found.append(NumberKey(micros: number.micros / 1000, currency: 1, unit: 0))
    }
    return found
  }

  private static func currencySign(_ view: SpokenView, _ at: Int) -> Int32? {
    if view.isWord(at, "$") { return 2 }
    if view.isWord(at, "€") { return 3 }
    return view.isWord(at, "£") ? 4 : nil
  }

  // MARK: Digits

  /// A telephone number or a code of digits.
  private mutating func addDigits(_ bytes: [UInt8]) -> [Int] {
    var digits: [UInt8] = []
    for byte in bytes {
      switch byte {
      case 0x30...0x39: digits.append(byte)
      case UInt8(ascii: "+") where digits.isEmpty: continue
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "("),
        UInt8(ascii: ")"), UInt8(ascii: "/"):
        continue
      default: return []
      }
    }
    guard (3...20).contains(digits.count) else { return [] }
    let hasPlus = bytes.first == UInt8(ascii: "+")
    return TelephoneNumber.spokenForms(digits, hasPlus: hasPlus).map { spelling($0, .digits) }
  }

  // MARK: Letters

  private static func isAddress(_ folded: FoldedView) -> Bool {
    folded.tokens.dropFirst().allSatisfy { !$0.hasSpace }
  }

  private static func joined(_ folded: FoldedView) -> [UInt8] {
    guard let last = folded.tokens.last else { return [] }
    return folded.bytes[0..<Int(last.end)].filter { $0 != 0x20 }
  }

  /// A name or a code that may be spelled.
  private mutating func addSpellings(_ view: SpokenView) -> [Int] {
    var all: [UInt8] = []
    var parts: [[UInt8]] = []
    var hasDigits = false
    for at in view.tokens.indices {
      let token = view.tokens[at]
      if token.kind == .mark {
        guard view.isMark(at, UInt8(ascii: "-")) || view.isMark(at, UInt8(ascii: "'")) else {
          return []
        }
        continue
      }
      let bytes = Array(view.text.bytes[token.range])
      hasDigits = hasDigits || bytes.contains { $0 &- 0x30 < 10 }
      all += bytes
      parts.append(bytes)
    }
    guard all.count >= 3, all.count <= 40, !all.contains(UInt8(ascii: "_")) else { return [] }
    if hasDigits {
      guard all.contains(where: { $0 >= 0x61 }), parts.count <= 4 else { return [] }
      return [spelling(all, .code)]
    }
    guard parts.count <= 5 else { return [] }
    var found = [spelling(all, .name)]
    if parts.count > 1 {
      for part in parts {
        let letters = part.count { $0 & 0xC0 != 0x80 }
        if letters >= 4 { found.append(spelling(part, .name)) }
      }
    }
    return found
  }

  // MARK: Moments

  /// A date as computers write it, with or without a time: 2026-03-14T15:30:00Z; or a time alone.
  static func moment(_ bytes: [UInt8]) -> (date: SpokenDate, time: Int?)? {
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[range] {
        guard byte &- 0x30 < 10 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard bytes.count >= 10, let year = number(0..<4), bytes[4] == bytes[7],
      bytes[4] == UInt8(ascii: "-") || bytes[4] == UInt8(ascii: "/"), let month = number(5..<7),
      let day = number(8..<10), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let date = SpokenDate(month: month, day: day, year: year, start: 0, end: 0)
    if bytes.count == 10 { return (date, nil) }
    guard bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "), bytes.count >= 16,
      bytes[13] == UInt8(ascii: ":"), let hour = number(11..<13), let minute = number(14..<16),
      hour < 24, minute < 60
    else { return nil }
    return (date, hour * 60 + minute)
  }

  /// From Monday, 1, to Sunday, 7, in the Gregorian calendar.
  static func weekday(_ year: Int, _ month: Int, _ day: Int) -> Int {
    // Years that begin in March put the leap day at their end.
    let shifted = month < 3 ? year - 1 : year
    let offsets = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
    let sum = shifted + shifted / 4 - shifted / 100 + shifted / 400 + offsets[month - 1] + day
    return (sum + 6) % 7 + 1
  }

  private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    var slice = bytes[...]
    while let first = slice.first, first <= 0x20 { slice.removeFirst() }
    while let last = slice.last, last <= 0x20 { slice.removeLast() }
    return Array(slice)
  }
}
