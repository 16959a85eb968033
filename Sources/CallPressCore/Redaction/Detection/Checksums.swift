/// The check digits that tell numbers from one another; all take ASCII digits.
enum Checksums {
  /// Whether the digits end with their Luhn digit (ISO/IEC 7812-1, annex B).
  static func luhn(_ digits: some BidirectionalCollection<UInt8>) -> Bool {
    var sum = 0
    var isSecond = false
    for byte in digits.reversed() {
      var value = Int(byte) - 0x30
      if isSecond {
        value *= 2
        if value > 9 { value -= 9 }
      }
      sum += value
      isSecond.toggle()
    }
    return sum % 10 == 0
  }

  /// The remainder by 97 of a number of digits and letters, these as 10 to 35 (ISO 7064).
  static func mod97(_ characters: some Sequence<UInt8>) -> Int? {
    var rest = 0
    for byte in characters {
      switch byte {
      case 0x30...0x39: rest = (rest * 10 + Int(byte - 0x30)) % 97
      case 0x61...0x7A: rest = (rest * 100 + Int(byte - 0x61) + 10) % 97
      default: return nil
      }
    }
    return rest
  }

  /// Whether an IBAN, in lower case without spaces, has the right check digits (ISO 13616).
  static func iban(_ iban: ArraySlice<UInt8>) -> Bool {
    guard iban.count > 4 else { return false }
    return mod97(iban.dropFirst(4) + iban.prefix(4)) == 1
  }

  /// Whether the two digits behind the thirteen of a French number are its key: 97 less the
  /// remainder; Corsica counts as 19 and 18.
  static func nirKey(_ number: ArraySlice<UInt8>) -> Bool {
    guard number.count == 15 else { return false }
    var digits = Array(number)
    if digits[5] == UInt8(ascii: "2"), digits[6] == UInt8(ascii: "a") {
      digits[5] = 0x31
      digits[6] = 0x39
    } else if digits[5] == UInt8(ascii: "2"), digits[6] == UInt8(ascii: "b") {
      digits[5] = 0x31
      digits[6] = 0x38
    }
    guard digits.allSatisfy({ $0 &- 0x30 < 10 }), let rest = mod97(digits[..<13]) else {
      return false
    }
    return 97 - rest == Int(digits[13] - 0x30) * 10 + Int(digits[14] - 0x30)
  }
}
