/// Finds the parts of a run that are values: the whole, else what pauses part, else without a
/// number that only stands beside it.
struct RunPlacement {
  /// A part of the run, and its type.
  struct Part {
    var atoms: Range<Int>
    var type: RedactionType
  }

  private let run: DigitRun
  private let types: RunTypes
  private let context: RunContext
  private(set) var parts: [Part] = []

  init(_ run: DigitRun, _ context: RunContext) {
    self.run = run
    self.context = context
    types = RunTypes(run: run, context: context)
  }

  /// The parts of a run, in order.
  static func parts(of run: DigitRun, _ context: RunContext) -> [Part] {
    var placement = RunPlacement(run, context)
    placement.placeAll()
    return placement.parts.sorted { $0.atoms.lowerBound < $1.atoms.lowerBound }
  }

  private mutating func placeAll() {
    var start = 0
    let atoms = run.atoms
    if atoms.contains(where: \.hasLetters) {
      let mixed = MixedRun(run: run, context: context)
      for part in mixed.parts() {
        parts.append(part)
      }
    }
    var isTaken = [Bool](repeating: false, count: parts.isEmpty ? 0 : atoms.count)
    for part in parts {
      for atom in part.atoms { isTaken[atom] = true }
    }
    var at = 0
    while at <= atoms.count {
      if at == atoms.count || atoms[at].hasLetters || !isTaken.isEmpty && isTaken[at] {
        if start < at { placeDigits(start..<at) }
        start = at + 1
      }
      at += 1
    }
  }

  /// Digits alone: first what check digits tell wherever it stands, then the rest.
  private mutating func placeDigits(_ range: Range<Int>) {
    var rest = range.lowerBound
    var at = range.lowerBound
    while at < range.upperBound {
      guard mayBegin(at, in: range), let end = checked(at, in: range) else {
        at += 1
        continue
      }
      if rest < at { place(rest..<at, depth: 0) }
      let type = types.fit(at..<end)?.type ?? .cardNumber
      parts.append(Part(atoms: at..<end, type: type))
      at = end
      if type == .cardNumber { at = placeSecurityCode(behind: end, in: range) }
      rest = at
    }
    if rest < range.upperBound { place(rest..<range.upperBound, depth: 0) }
  }

  /// Whether a number may begin at an atom rather than go on.
  private func mayBegin(_ at: Int, in range: Range<Int>) -> Bool {
    at == range.lowerBound || run.atoms[at].separator >= .comma
      || !run.atoms[at].isSpoken && run.atoms[at].count >= 3
  }

  /// Where a number with check digits ends that begins at an atom, the longest first.
  private func checked(_ start: Int, in range: Range<Int>) -> Int? {
    var count = 0
    var ends: [Int] = []
    for end in start..<range.upperBound {
      count += Int(run.atoms[end].count)
      if count > 19 { break }
      if count >= 12 { ends.append(end + 1) }
    }
    for end in ends.reversed() {
      let digits = run.digits(start..<end)
      let isWhole = start == range.lowerBound && end == range.upperBound
      switch digits.count {
      case 15 where IdentityNumbers.isEmiratesShape(digits) && Checksums.luhn(digits): return end
      case 15 where IdentityNumbers.isNIRShape(digits) && Checksums.nirKey(digits): return end
      default: break
      }
      guard !context.isSurelyOther, Checksums.luhn(digits) else { continue }
      if CardNumbers.brand(digits) == .sure { return end }
      if isWhole, types.fit(start..<end)?.type == .cardNumber { return end }
    }
    return nil
  }

  /// Three digits, or four, at the end of what follows a card's number in the same breath.
  private mutating func placeSecurityCode(behind end: Int, in range: Range<Int>) -> Int {
    guard end < range.upperBound else { return end }
    let last = range.upperBound - 1
    let between = run.digits(end..<range.upperBound).count - Int(run.atoms[last].count)
    guard run.atoms[last].count == 3, between == 0 || (3...6).contains(between) else { return end }
    parts.append(Part(atoms: last..<range.upperBound, type: .cardSecurityCode))
    return range.upperBound
  }

  private mutating func place(_ range: Range<Int>, depth: Int) {
    guard !range.isEmpty else { return }
    let whole = types.fit(range)
    let strongest = run.atoms[range].dropFirst().map(\.separator).max() ?? .none
    if let whole, whole.isIdeal || strongest < .comma || depth > 4 {
      parts.append(Part(atoms: range, type: whole.type))
      return
    }
    if strongest >= .comma, depth <= 4 {
      let pieces = split(range, at: strongest)
      // Good by itself: the rest is another number.
      let isFirstIdeal = types.fit(pieces[0])?.isIdeal ?? false
      if whole == nil || isFirstIdeal {
        if whole == nil, let joined = withoutEnds(range) {
          parts.append(joined)
          return
        }
        for piece in pieces { place(piece, depth: depth + 1) }
        return
      }
    }
    if let whole {
      parts.append(Part(atoms: range, type: whole.type))
    } else if let part = withoutEnds(range) {
      parts.append(part)
    }
  }

  /// A number beside a single word or group that is none of its digits: "un 06 12 …".
  private func withoutEnds(_ range: Range<Int>) -> Part? {
    guard range.count >= 2, run.digits(range).count <= 24 else { return nil }
    for inner in [range.dropFirst(), range.dropLast()] {
      let inner = inner.startIndex..<inner.endIndex
      if let fit = types.fit(inner), fit.isIdeal, run.digits(inner).count >= 8 {
        return Part(atoms: inner, type: fit.type)
      }
    }
    return nil
  }

  private func split(_ range: Range<Int>, at separator: DigitAtom.Separator) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = range.lowerBound
    for at in range.dropFirst() where run.atoms[at].separator == separator {
      pieces.append(start..<at)
      start = at
    }
    pieces.append(start..<range.upperBound)
    return pieces
  }
}

/// Numbers with letters in them: IBANs, passports, codes and accounts.
struct MixedRun {
  let run: DigitRun
  let context: RunContext

  func parts() -> [RunPlacement.Part] {
    var parts: [RunPlacement.Part] = []
    var at = 0
    while at < run.atoms.count {
      if run.atoms[at].hasLetters, let end = iban(at) {
        parts.append(.init(atoms: at..<end, type: .iban))
        at = end
      } else if let (range, type) = corsican(at) {
        parts.append(.init(atoms: range, type: type))
        at = range.upperBound
      } else {
        at += 1
      }
    }
    if parts.isEmpty, let part = byTopic() { parts.append(part) }
    return parts
  }

  private func iban(_ start: Int) -> Int? {
    let head = run.material[Int(run.atoms[start].start)...].prefix(4)
    guard head.count == 4 else { return nil }
    let bytes = Array(head)
    guard bytes[0] >= 0x61, bytes[1] >= 0x61, bytes[2] &- 0x30 < 10, bytes[3] &- 0x30 < 10,
      let length = BankNumbers.length(bytes[0], bytes[1])
    else { return nil }
    var count = 0
    for end in start..<run.atoms.count {
      count += Int(run.atoms[end].count)
      if count == length, Checksums.iban(run.digits(start..<end + 1)) { return end + 1 }
      if count >= length { break }
    }
    guard context.topics.contains(where: { $0.kind == .type(.iban) }) else {
      // All there but for a slip of the tongue, and written as nothing else is.
      return count == length && run.atoms.count - start == 1 ? run.atoms.count : nil
    }
    let all = run.digits(start..<run.atoms.count).count
    return (length - 6...length + 4).contains(all) ? run.atoms.count : nil
  }

  /// A French number of a department of Corsica.
  private func corsican(_ start: Int) -> (Range<Int>, RedactionType)? {
    var count = 0
    for end in start..<min(run.atoms.count, start + 15) {
      count += Int(run.atoms[end].count)
      guard count <= 15 else { return nil }
      guard count == 15 else { continue }
      let digits = run.digits(start..<end + 1)
      return IdentityNumbers.isNIRShape(digits) && Checksums.nirKey(digits)
        ? (start..<end + 1, .frenchNIR) : nil
    }
    return nil
  }

  private func byTopic() -> RunPlacement.Part? {
    let digits = run.material.count { $0 &- 0x30 < 10 }
    for topic in context.topics {
      if topic.kind == .other, topic.weight == .sure { return nil }
      if let type = type(topic, run.material.count, digits) {
        return .init(atoms: 0..<run.atoms.count, type: type)
      }
    }
    return nil
  }

  private func type(_ topic: RedactionTopic, _ count: Int, _ digits: Int) -> RedactionType? {
    switch topic.kind {
    case .type(.passport): digits >= 4 && (6...12).contains(count) ? .passport : nil
    case .type(.oneTimeCode): digits >= 2 && (4...10).contains(count) ? .oneTimeCode : nil
    case .code: digits >= 2 && (4...8).contains(count) ? .oneTimeCode : nil
    case .type(.accountNumber): digits >= 4 && (6...30).contains(count) ? .accountNumber : nil
    case .type(.iban): digits >= 10 ? .iban : nil
    case .type(.password): .password
    case .identity where topic.weight == .sure:
      digits >= 5 && (6...14).contains(count) ? .nationalID : nil
    default: nil
    }
  }
}
