/// Decides what a run of digits is, by its shape and what was said around it.
struct RunTypes {
  /// A type, and how well a run fits it.
  struct Fit {
    var type: RedactionType
    /// Whether its check digits or its exact length are right.
    var isIdeal: Bool

    init(_ type: RedactionType, isIdeal: Bool = true) {
      self.type = type
      self.isIdeal = isIdeal
    }
  }

  let run: DigitRun
  let context: RunContext

  /// What some of the atoms, digits alone, are; `nil` for nothing to redact.
  func fit(_ range: Range<Int>) -> Fit? {
    let digits = run.digits(range)
    let count = digits.count
    guard count >= 3, count <= 34 else { return nil }
    if let fit = byChecksum(digits, range) { return fit }
    if context.isQuantity || isDateShape(range) || isTimeShape(range) { return nil }
    if context.isLastDigits, count <= 4 {
      if count == 4, context.topics.contains(where: { $0.kind == .type(.usSSN) }) {
        return Fit(.usSSN)
      }
      return nil
    }
    for topic in context.topics {
      if topic.kind == .other, topic.weight == .sure { return nil }
      if let fit = byTopic(topic, digits) { return fit }
    }
    return context.isSurelyOther ? nil : byShape(digits, range)
  }

  // MARK: Check digits

  private func byChecksum(_ digits: ArraySlice<UInt8>, _ range: Range<Int>) -> Fit? {
    let count = digits.count
    if count == 15, IdentityNumbers.isEmiratesShape(digits) {
      if Checksums.luhn(digits) || isIdentity || isHyphenated(range) { return Fit(.emiratesID) }
    }
    if count == 15, IdentityNumbers.isNIRShape(digits), Checksums.nirKey(digits) {
      return Fit(.frenchNIR)
    }
    if (12...19).contains(count), Checksums.luhn(digits) {
      let brand = CardNumbers.brand(digits)
      if isCard, count >= 13 || brand != .none { return Fit(.cardNumber) }
      if brand == .sure, !context.isSurelyOther { return Fit(.cardNumber) }
    }
    return nil
  }

  private var isCard: Bool {
    context.topics.contains { $0.kind == .type(.cardNumber) || $0.kind == .card }
  }

  private var isIdentity: Bool {
    context.topics.contains {
      [.type(.emiratesID), .identity, .card, .type(.saudiID)].contains($0.kind)
    }
  }

  private func isHyphenated(_ range: Range<Int>) -> Bool {
    run.atoms[range].dropFirst().allSatisfy { $0.separator == .hyphen } && range.count > 1
  }

  // MARK: What it is called

  private func byTopic(_ topic: RedactionTopic, _ digits: ArraySlice<UInt8>) -> Fit? {
    let count = digits.count
    let isSure = topic.weight == .sure
    switch topic.kind {
    case .type(let type): return byType(type, digits, isSure: isSure)
    case .card, .identity: return identity(topic, digits, isSure: isSure)
    case .code:
      return (4...8).contains(count) ? Fit(.oneTimeCode, isIdeal: count == 6 || count == 4) : nil
    case .number:
      guard (8...15).contains(count), PhoneShapes.shape(digits, hasPlus: context.hasPlus) != .none
      else { return nil }
      return Fit(.phoneNumber, isIdeal: isIdealPhone(digits))
    case .lastDigits, .other, .appointment: return nil
    }
  }

  private func isIdealPhone(_ digits: ArraySlice<UInt8>) -> Bool {
    PhoneShapes.shape(digits, hasPlus: context.hasPlus) == .sure
      || PhoneShapes.isTunisian(digits) || PhoneShapes.isNorthAmerican(digits)
  }

  private func byType(
    _ type: RedactionType, _ digits: ArraySlice<UInt8>, isSure: Bool
  ) -> Fit? {
    let count = digits.count
    func when(_ lengths: ClosedRange<Int>, ideal: Int? = nil) -> Fit? {
      lengths.contains(count) ? Fit(type, isIdeal: ideal.map { $0 == count } ?? true) : nil
    }
    switch type {
    case .cardNumber:
      if IdentityNumbers.isEmiratesShape(digits) { return Fit(.emiratesID) }
      if !isSure { return count == 8 ? Fit(.tunisianCIN) : when(13...19, ideal: 0) }
      return context.isAsked ? when(8...19, ideal: 16) : when(12...19, ideal: 16)
    case .cardSecurityCode: return when(3...4)
    case .pin: return when(4...8)
    case .oneTimeCode: return when(4...10, ideal: 6)
    case .password: return when(4...16)
    case .iban: return when(10...34)
    case .accountNumber: return when(5...26, ideal: 20)
    case .emiratesID: return when(12...17, ideal: 15)
    case .saudiID: return when(8...12, ideal: 10)
    case .tunisianCIN: return context.isAsked ? when(6...10, ideal: 8) : when(8...8)
    case .usSSN: return when(8...10, ideal: 9)
    case .frenchNIR: return when(12...15, ideal: 15)
    case .passport: return when(6...10, ideal: 9)
    case .phoneNumber:
      guard count >= (context.isAsked && context.topics.count == 1 ? 6 : 7), count <= 15 else {
        return nil
      }
      return Fit(.phoneNumber, isIdeal: isIdealPhone(digits))
    case .emailAddress, .ipAddress, .birthDate, .knownValue, .custom, .nationalID: return nil
    }
  }

  private func identity(
    _ topic: RedactionTopic, _ digits: ArraySlice<UInt8>, isSure: Bool
  ) -> Fit? {
    switch digits.count {
    case 15 where IdentityNumbers.isEmiratesShape(digits): return Fit(.emiratesID)
    case 15 where IdentityNumbers.isNIRShape(digits): return Fit(.frenchNIR)
    case 10 where digits.first == 0x31 || digits.first == 0x32: return Fit(.saudiID)
    case 8: return Fit(.tunisianCIN)
    case 9 where isSure: return Fit(.nationalID)
    case 13...19 where topic.kind == .card: return Fit(.cardNumber, isIdeal: false)
    case 6...18 where isSure: return Fit(.nationalID, isIdeal: false)
    default: return nil
    }
  }

  // MARK: Shape alone

  private func byShape(_ digits: ArraySlice<UInt8>, _ range: Range<Int>) -> Fit? {
    let count = digits.count
    let atoms = run.atoms[range]
    let isSpoken = atoms.contains { $0.isSpoken }
    let shape = PhoneShapes.shape(digits, hasPlus: context.hasPlus)
    if context.hasPlus, shape != .none, count >= 8 { return Fit(.phoneNumber) }
    if context.isOther { return nil }
    if count == 9, isSSNFormat(atoms), IdentityNumbers.isSSN(digits) { return Fit(.usSSN) }
    if shape == .sure, count != 9 || atoms.count > 1 { return Fit(.phoneNumber) }
    if count == 10, IdentityNumbers.isSaudi(digits), !isSpoken, atoms.count == 1 {
      return Fit(.saudiID)
    }
    if count == 10, PhoneShapes.isNorthAmerican(digits), isSpoken || isGrouped(atoms, [3, 3, 4]) {
      return Fit(.phoneNumber)
    }
    if count == 11, digits.first == 0x31, isGrouped(atoms, [1, 3, 3, 4]) {
      return Fit(.phoneNumber)
    }
    if PhoneShapes.isTunisian(digits), !isScaled(atoms) {
      if isSpoken || isGrouped(atoms, [2, 3, 3]) || isGrouped(atoms, [2, 2, 2, 2])
        || isGrouped(atoms, [2, 2, 1, 3])
      {
        return Fit(.phoneNumber)
      }
      if atoms.count == 1, !Self.isCompactDate(digits) { return Fit(.phoneNumber) }
    }
    return nil
  }

  private func isScaled(_ atoms: ArraySlice<DigitAtom>) -> Bool { atoms.contains { $0.isScaled } }

  private func isGrouped(_ atoms: ArraySlice<DigitAtom>, _ lengths: [Int]) -> Bool {
    atoms.count == lengths.count && zip(atoms, lengths).allSatisfy { Int($0.count) == $1 }
      && atoms.dropFirst().allSatisfy { $0.separator < .comma }
  }

  private func isSSNFormat(_ atoms: ArraySlice<DigitAtom>) -> Bool {
    atoms.count == 3 && zip(atoms, [3, 2, 4]).allSatisfy { Int($0.count) == $1 && !$0.isSpoken }
      && atoms.dropFirst().allSatisfy { $0.separator == .hyphen }
  }

  // MARK: Dates and times

  /// Year, month and day without anything between them.
  private static func isCompactDate(_ digits: ArraySlice<UInt8>) -> Bool {
    let all = Array(digits)
    guard all.count == 8 else { return false }
    let year = IdentityNumbers.number(all[..<4])
    let month = IdentityNumbers.number(all[4..<6])
    let day = IdentityNumbers.number(all[6...])
    return (1900...2100).contains(year) && (1...12).contains(month) && (1...31).contains(day)
  }

  /// Three written groups with the same sign between them, one of them a year.
  private func isDateShape(_ range: Range<Int>) -> Bool {
    let atoms = run.atoms[range]
    guard atoms.count == 3, !atoms.contains(where: { $0.isSpoken }) else { return false }
    let signs = atoms.dropFirst().map(\.separator)
    guard signs[0] == signs[1], [.hyphen, .slash, .dot].contains(signs[0]) else { return false }
    let values = atoms.map { IdentityNumbers.number(run.digits($0)) }
    let lengths = atoms.map { Int($0.count) }
    if lengths == [4, 2, 2] { return (1...12).contains(values[1]) && values[2] <= 31 }
    guard lengths[0] <= 2, lengths[1] <= 2, lengths[2] == 4 || lengths[2] == 2 else {
      return false
    }
    return values[0] <= 31 && values[1] <= 31 && min(values[0], values[1]) <= 12
  }

  private func isTimeShape(_ range: Range<Int>) -> Bool {
    let atoms = run.atoms[range]
    return atoms.count >= 2 && atoms.count <= 3
      && atoms.dropFirst().allSatisfy { $0.separator == .colon && $0.count == 2 }
  }
}
