/// Parts of whole numbers, without overflow and without fractions.
enum Proportion {
  /// A number times `part / whole`, rounded down; all of it where the part is the whole or more.
  static func share(of number: Int64, _ part: Int64, _ whole: Int64) -> Int64 {
    guard number > 0, part > 0, whole > 0 else { return 0 }
    guard part < whole else { return number }
    let product = number.magnitude.multipliedFullWidth(by: part.magnitude)
    return Int64(whole.magnitude.dividingFullWidth(product).quotient)
  }
}
