/// Reads numbers below ten thousand in words, group by group, as people say the digits of a
/// longer one: "forty-one eleven", "quatre-vingt-douze", "خمسة وعشرين".
struct NumberGroups {
  /// One group.
  struct Group {
    var value: Int
    /// The token behind it.
    var end: Int
    /// Whether thousands were said.
    var isScaled = false
  }

  let text: RedactionText

  private func cell(_ at: Int, _ role: SpokenRole, _ language: UInt8) -> Int? {
    guard at >= 0, at < text.cells.count else { return nil }
    let cell = text.cells[at]
    guard cell.isNumber, cell.role == role, cell.languages & language != 0 else { return nil }
    return Int(cell.value)
  }

  /// Behind a hyphen, if one stands here and joins.
  private func hyphen(_ at: Int) -> Int {
    text.isMark(at, UInt8(ascii: "-")) && !text.hasSpace(at) ? at + 1 : at
  }

  /// The group that begins at a token.
  func group(_ at: Int) -> Group? {
    guard at < text.cells.count, text.cells[at].isNumber else { return nil }
    let cell = text.cells[at]
    var best: Group?
    for language in [1, 2, 4] as [UInt8] where cell.languages & language != 0 {
      let group = language == 4 ? arabic(at) : western(at, language)
      if let group, group.end > best?.end ?? 0 { best = group }
    }
    return best
  }

  // MARK: English and French

  private func western(_ at: Int, _ language: UInt8) -> Group? {
    if let scale = cell(at, .scale, language) {
      guard scale == 1000, language == 2 else { return nil }
      return thousands(1, at + 1, language)
    }
    guard let group = belowThousand(at, language) else { return nil }
    let next = hyphen(group.end)
    if let scale = cell(next, .scale, language) {
      guard scale == 1000 else { return Group(value: group.value, end: next + 1, isScaled: true) }
      return thousands(group.value, next + 1, language)
    }
    return group
  }

  private func thousands(_ count: Int, _ at: Int, _ language: UInt8) -> Group {
    var next = hyphen(at)
    if text.has(next, .and), language == 1 { next += 1 }
    if let rest = belowThousand(next, language) {
      return Group(value: count * 1000 + rest.value, end: rest.end, isScaled: true)
    }
    return Group(value: count * 1000, end: at, isScaled: true)
  }

  private func belowThousand(_ at: Int, _ language: UInt8) -> Group? {
    var hundreds: Int?
    var next = at
    if cell(at, .hundred, language) != nil {
      guard language == 2 else { return nil }
      hundreds = 1
      next = at + 1
    } else if let unit = cell(at, .unit, language), unit > 0,
      cell(hyphen(at + 1), .hundred, language) != nil
    {
      hundreds = unit
      next = hyphen(at + 1) + 1
    }
    guard let hundreds else { return belowHundred(at, language) }
    var rest = hyphen(next)
    if language == 1, text.has(rest, .and) { rest += 1 }
    if let below = belowHundred(rest, language), below.value > 0 {
      return Group(value: hundreds * 100 + below.value, end: below.end)
    }
    return Group(value: hundreds * 100, end: next)
  }

  private func belowHundred(_ at: Int, _ language: UInt8) -> Group? {
    if let unit = cell(at, .unit, language) {
      let next = hyphen(at + 1)
      if language == 2, unit == 4, cell(next, .tens, 2) == 20 { return behindTens(80, next + 1, 2) }
      return Group(value: unit, end: at + 1)
    }
    if let teen = cell(at, .teen, language) { return behindTeen(teen, at + 1, language) }
    guard let tens = cell(at, .tens, language) else { return nil }
    return behindTens(tens, at + 1, language)
  }

  /// Dix-sept, dix-huit, dix-neuf.
  private func behindTeen(_ teen: Int, _ at: Int, _ language: UInt8) -> Group {
    if language == 2, teen == 10, let unit = cell(hyphen(at), .unit, 2), unit >= 7 {
      return Group(value: 10 + unit, end: hyphen(at) + 1)
    }
    return Group(value: teen, end: at)
  }

  private func behindTens(_ tens: Int, _ at: Int, _ language: UInt8) -> Group {
    var next = hyphen(at)
    let isTied = next > at
    if language == 2, text.isWord(next, "et") {
      let one = hyphen(next + 1)
      guard cell(one, .unit, 2) == 1 || cell(one, .teen, 2) == 11 else {
        return Group(value: tens, end: at)
      }
      next = one
    }
    if let unit = cell(next, .unit, language), unit > 0 {
      // "Vingt quatre-vingt-douze" is twenty and ninety-two.
      if language == 2, unit == 4, !isTied, cell(hyphen(next + 1), .tens, 2) == 20 {
        return Group(value: tens, end: at)
      }
      return Group(value: tens + unit, end: next + 1)
    }
    if language == 2, tens == 60 || tens == 80, let teen = cell(next, .teen, 2) {
      let group = behindTeen(teen, next + 1, 2)
      return Group(value: tens + group.value, end: group.end)
    }
    return Group(value: tens, end: at)
  }

  // MARK: Arabic

  /// The token behind "and", where it stands by itself or is written together with the next.
  private func joined(_ at: Int) -> Int? {
    guard at < text.cells.count else { return nil }
    if text.has(at, .and), !text.cells[at].isNumber, text.isKind(at, .otherWord) { return at + 1 }
    return text.cells[at].hasAnd ? at : nil
  }

  private func arabic(_ at: Int) -> Group? {
    if let scale = cell(at, .scale, 4) ?? cell(at, .scales, 4) {
      guard scale < 1_000_000 else { return Group(value: scale, end: at + 1, isScaled: true) }
      return arabicThousands(scale, at + 1)
    }
    guard let group = arabicBelowThousand(at) else { return nil }
    if cell(group.end, .scale, 4) == 1000, !text.cells[group.end].hasAnd {
      return arabicThousands(group.value * 1000, group.end + 1)
    }
    return group
  }

  private func arabicThousands(_ value: Int, _ at: Int) -> Group {
    if let next = joined(at), let rest = arabicBelowThousand(next) {
      return Group(value: value + rest.value, end: rest.end, isScaled: true)
    }
    return Group(value: value, end: at, isScaled: true)
  }

  private func arabicBelowThousand(_ at: Int) -> Group? {
    var hundreds: Int?
    var next = at + 1
    if let value = cell(at, .hundreds, 4) {
      hundreds = value
    } else if cell(at, .hundred, 4) != nil {
      hundreds = 100
    } else if let unit = cell(at, .unit, 4), unit >= 3, cell(at + 1, .hundred, 4) != nil,
      !text.cells[at + 1].hasAnd
    {
      hundreds = unit * 100
      next = at + 2
    }
    guard let hundreds else { return arabicBelowHundred(at) }
    if let rest = joined(next), let below = arabicBelowHundred(rest), below.value > 0 {
      return Group(value: hundreds + below.value, end: below.end)
    }
    return Group(value: hundreds, end: next)
  }

  private func arabicBelowHundred(_ at: Int) -> Group? {
    if let unit = cell(at, .unit, 4) ?? cell(at, .teenHead, 4) {
      if unit > 0, text.has(at + 1, .teenTail), at + 1 < text.count, !text.cells[at + 1].hasAnd {
        return Group(value: 10 + unit, end: at + 2)
      }
      if unit > 0, let next = joined(at + 1), let tens = cell(next, .tens, 4) {
        return Group(value: tens + unit, end: next + 1)
      }
      return Group(value: unit, end: at + 1)
    }
    if let value = cell(at, .teen, 4) ?? cell(at, .tens, 4) {
      return Group(value: value, end: at + 1)
    }
    return nil
  }
}
