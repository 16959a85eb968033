/// The forms in which people say a telephone number: with the country's code, with two zeros
/// before it, and without it.
enum TelephoneNumber {
  /// A country: its code, how many digits a number has within it, and whether a zero before the
  /// number is among these.
  private struct Plan {
    var code: StaticString
    var lengths: ClosedRange<Int>
    var hasTrunkZero: Bool
  }

  private static let plans: [Plan] = [
    Plan(code: "216", lengths: 8...8, hasTrunkZero: false),
    Plan(code: "213", lengths: 9...10, hasTrunkZero: true),
    Plan(code: "212", lengths: 10...10, hasTrunkZero: true),
    Plan(code: "218", lengths: 10...10, hasTrunkZero: true),
    Plan(code: "20", lengths: 10...11, hasTrunkZero: true),
    Plan(code: "33", lengths: 10...10, hasTrunkZero: true),
    Plan(code: "32", lengths: 9...10, hasTrunkZero: true),
    Plan(code: "41", lengths: 10...10, hasTrunkZero: true),
    Plan(code: "44", lengths: 11...11, hasTrunkZero: true),
    Plan(code: "49", lengths: 11...12, hasTrunkZero: true),
    Plan(code: "39", lengths: 9...10, hasTrunkZero: false),
    Plan(code: "34", lengths: 9...9, hasTrunkZero: false),
    Plan(code: "966", lengths: 10...10, hasTrunkZero: true),
    Plan(code: "971", lengths: 9...10, hasTrunkZero: true),
    Plan(code: "974", lengths: 8...8, hasTrunkZero: false),
    Plan(code: "973", lengths: 8...8, hasTrunkZero: false),
    Plan(code: "965", lengths: 8...8, hasTrunkZero: false),
    Plan(code: "968", lengths: 8...8, hasTrunkZero: false),
    Plan(code: "962", lengths: 9...10, hasTrunkZero: true),
    Plan(code: "961", lengths: 8...9, hasTrunkZero: true),
    Plan(code: "963", lengths: 10...10, hasTrunkZero: true),
    Plan(code: "970", lengths: 9...10, hasTrunkZero: true),
    Plan(code: "964", lengths: 10...11, hasTrunkZero: true),
    Plan(code: "1", lengths: 10...10, hasTrunkZero: false),
  ]

  /// The digits as they are, then the other forms that mean the same.
  static func spokenForms(_ digits: [UInt8], hasPlus: Bool) -> [[UInt8]] {
    let zero = UInt8(ascii: "0")
    var forms = [digits]
    let isForeign = digits.starts(with: [zero, zero])
    let whole = isForeign ? Array(digits.dropFirst(2)) : digits
    guard whole.count >= 8 else { return forms }
    for plan in plans {
      let code = UnsafeBufferPointer(start: plan.code.utf8Start, count: plan.code.utf8CodeUnitCount)
      if hasPlus || isForeign || whole.count > 10 && code.count == 3, whole.starts(with: code) {
        let number = Array(whole.dropFirst(code.count))
        let national = plan.hasTrunkZero && number.first != zero ? [zero] + number : number
        guard plan.lengths.contains(national.count) else { continue }
        forms += [national, whole, [zero, zero] + whole]
        if plan.hasTrunkZero { forms.append(number) }
      } else if !hasPlus, !isForeign, plan.lengths.contains(digits.count),
        plan.hasTrunkZero == (digits.first == zero)
      {
        let number = plan.hasTrunkZero ? Array(digits.dropFirst()) : digits
        forms += [code + number, [zero, zero] + code + number]
      }
    }
    var unique: [[UInt8]] = []
    for form in forms where !unique.contains(form) { unique.append(form) }
    return unique
  }
}
