/// What stands where a value stood.
public enum RedactionLabels {
  /// The label of a type: `[card number]`.
  static func label(_ type: RedactionType) -> String { "[\(type.title)]" }

  /// Whether some bytes, brackets included, are what redaction writes in any style.
  static func isLabel(_ bytes: ArraySlice<UInt8>) -> Bool {
    let inside = Array(bytes.dropFirst().dropLast())
    guard !inside.isEmpty, inside.count <= 64 else { return false }
    if titles.contains(inside) { return true }
    // PAN_1, PHONE:3f9a…
    var at = 0
    while at < inside.count, inside[at] &- 0x41 < 26 || inside[at] == UInt8(ascii: "_") { at += 1 }
    guard at > 0, at < inside.count else { return false }
    if inside[at] == UInt8(ascii: ":") {
      return inside[(at + 1)...].allSatisfy { $0.hexValue != nil }
    }
    guard inside[at - 1] == UInt8(ascii: "_"), tokens.contains(Array(inside[..<(at - 1)])) else {
      return false
    }
    return inside[at...].allSatisfy { $0 &- 0x30 < 10 }
  }

  private static let titles = Set(RedactionType.allCases.map { Array($0.title.utf8) })
  private static let tokens = Set(RedactionType.allCases.map { Array($0.tokenName.utf8) })
}
