/// Which digits can be the number of an identity document, by their shape and check digits.
enum IdentityNumbers {
  /// `784-YYYY-NNNNNNN-C`, with a year in which somebody living can be born.
  static func isEmiratesShape(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 15, digits.starts(with: "784".utf8) else { return false }
    let year = number(digits.dropFirst(3).prefix(4))
    return (1900...2035).contains(year)
  }

  /// Ten digits that begin with 1, a citizen, or 2, a resident; the last is a Luhn digit.
  static func isSaudi(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.count == 10 && (digits.first == 0x31 || digits.first == 0x32) && Checksums.luhn(digits)
  }

  /// Thirteen characters of a French number: sex, year, month, department, commune, order.
  static func isNIRShape(_ characters: ArraySlice<UInt8>) -> Bool {
    guard characters.count == 13 || characters.count == 15, let sex = characters.first,
      sex == 0x31 || sex == 0x32 || sex == 0x33 || sex == 0x34 || sex == 0x37 || sex == 0x38,
      characters.prefix(5).allSatisfy({ $0 &- 0x30 < 10 })
    else { return false }
    let month = number(characters.dropFirst(3).prefix(2))
    return (1...12).contains(month) || (20...42).contains(month) || (50...99).contains(month)
  }

  /// Nine digits that the Social Security Administration gives out.
  static func isSSN(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 9 else { return false }
    let area = number(digits.prefix(3))
    let group = number(digits.dropFirst(3).prefix(2))
    let serial = number(digits.suffix(4))
    return area != 0 && area != 666 && area < 900 && group != 0 && serial != 0
  }

  static func number(_ digits: ArraySlice<UInt8>) -> Int {
    var value = 0
    for byte in digits.prefix(9) {
      guard byte &- 0x30 < 10 else { return -1 }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }
}
