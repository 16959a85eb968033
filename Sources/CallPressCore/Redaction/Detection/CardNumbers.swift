/// Which digits can be the number of a payment card: brand and length by the first digits.
enum CardNumbers {
  /// How sure the brand and the length make it, the Luhn digit apart.
  enum Brand {
    /// No brand has numbers like this.
    case none
    /// Numbers of this brand have many lengths: only where a card is spoken of.
    case likely
    /// The brand and its length.
    case sure
  }

  static func brand(_ digits: ArraySlice<UInt8>) -> Brand {
    let count = digits.count
    guard (12...19).contains(count) else { return .none }
    var prefix = 0
    for byte in digits.prefix(6) { prefix = prefix * 10 + Int(byte) - 0x30 }
    let (two, three, four) = (prefix / 10_000, prefix / 1000, prefix / 100)
    switch prefix {
    case 400_000...499_999:
      return count == 16 ? .sure : count == 13 || count == 19 ? .likely : .none
    case 510_000...559_999, 222_100...272_099: return count == 16 ? .sure : .none
    case 340_000...349_999, 370_000...379_999: return count == 15 ? .sure : .none
    case 588_845...588_851, 968_200...968_299, 636_120...636_129, 604_906...604_906:
      return count == 16 ? .sure : .none
    default: break
    }
    if (300...305).contains(three) || three == 309 || two == 36 || two == 38 || two == 39 {
      return count == 14 ? .sure : (16...19).contains(count) ? .likely : .none
    }
    if four == 6011 || (644...649).contains(three) || two == 65 {
      return count == 16 ? .sure : count > 16 ? .likely : .none
    }
    if (3528...3589).contains(four) { return count == 16 ? .sure : count > 16 ? .likely : .none }
    if two == 62 || two == 81 { return count == 16 ? .sure : count > 16 ? .likely : .none }
    if two == 50 || (56...58).contains(two) || two == 60 || two == 63 || two == 67 || two == 69
      || two == 61 || two == 64 || two == 66 || two == 68
    {
      return .likely
    }
    return .none
  }
}
