/// Writes rows of comma-separated values (RFC 4180) that no spreadsheet takes for anything but
/// what they are.
///
/// A value that a spreadsheet would run as a formula is marked; one that is wholly a number or a
/// telephone number in the international form (E.164) is let through, so that `+97150…` stays a
/// number that can be called. Rules: RFC 4180 §2; OWASP ASVS 1.2.10 with the signs' full-width
/// forms, line ends, and blanks in front.
struct CSVRow {
  private let guardMark: FormulaGuard
  private var isFirst = true
  private(set) var guarded = 0

  init(_ guardMark: FormulaGuard) {
    self.guardMark = guardMark
  }

  /// Writes the names of the columns.
  static func header(_ names: [StaticString], to output: inout OutputBuffer) {
    for (position, name) in names.enumerated() {
      if position > 0 { output.append(UInt8(ascii: ",")) }
      output.append(name)
    }
    output.append("\r\n")
  }

  /// Writes a value; `nil` is an empty one.
  mutating func add(_ text: String?, to output: inout OutputBuffer) {
    separate(&output)
    guard var text, !text.isEmpty else { return }
    text.withUTF8 { add(bytes: $0, to: &output) }
  }

  /// Writes a whole number.
  mutating func add(_ number: Int64?, to output: inout OutputBuffer) {
    separate(&output)
    if let number { output.append(decimal: number) }
  }

  /// Writes a truth value.
  mutating func add(_ flag: Bool?, to output: inout OutputBuffer) {
    separate(&output)
    if let flag { output.append(flag ? "true" : "false") }
  }

  /// Writes a time in seconds with three decimals.
  mutating func add(seconds time: MediaTime?, to output: inout OutputBuffer) {
    separate(&output)
    if let time { output.append(seconds: time) }
  }

  /// Ends the row.
  mutating func end(_ output: inout OutputBuffer) {
    output.append("\r\n")
    isFirst = true
  }

  private mutating func separate(_ output: inout OutputBuffer) {
    if !isFirst { output.append(UInt8(ascii: ",")) }
    isFirst = false
  }

  private mutating func add(bytes: UnsafeBufferPointer<UInt8>, to output: inout OutputBuffer) {
    var mark: UInt8?
    if let sign = guardMark.mark, Self.isFormula(bytes) {
      mark = sign
      guarded += 1
    }
    let isQuoted =
      mark == 0x09
      || bytes.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0D || $0 == 0x0A || $0 == 0x09 }
      || bytes.first == 0x20 || bytes.last == 0x20
    guard isQuoted || bytes.contains(0) else {
      if let mark { output.append(mark) }
      output.append(bytes)
      return
    }
    output.append(UInt8(ascii: "\""))
    if let mark { output.append(mark) }
    var start = 0
    for at in bytes.indices where bytes[at] == 0x22 || bytes[at] == 0 {
      output.append(UnsafeBufferPointer(rebasing: bytes[start..<at]))
      // A quote is doubled; what ends a text for many readers cannot stand in one.
      output.append(bytes[at] == 0 ? "\u{FFFD}" : "\"\"")
      start = at + 1
    }
    output.append(UnsafeBufferPointer(rebasing: bytes[start...]))
    output.append(UInt8(ascii: "\""))
  }

  // MARK: Formulas

  /// Whether a spreadsheet may run a value.
  private static func isFormula(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if let first = bytes.first, first == 0x09 || first == 0x0D || first == 0x0A || first == 0 {
      return true
    }
    var rest = bytes[...]
    while let first = rest.first {
      if first <= 0x20 {
        rest = rest.dropFirst()
      } else if rest.starts(with: [0xC2, 0xA0]) {
        rest = rest.dropFirst(2)
      } else if rest.starts(with: [0xE2, 0x80, 0x8E]) || rest.starts(with: [0xE2, 0x80, 0x8F])
        || rest.starts(with: [0xEF, 0xBB, 0xBF])
      {
        rest = rest.dropFirst(3)
      } else {
        break
      }
    }
    switch rest.first {
    case 0x3D, 0x40: return true
    case 0x2B, 0x2D: return !(rest.count == bytes.count && isNumber(bytes))
    case 0xEF:
      // The full-width = + - @.
      return rest.count >= 3 && rest[rest.startIndex + 1] == 0xBC
        && [0x9D, 0x8B, 0x8D, 0xA0].contains(rest[rest.startIndex + 2])
    default: return false
    }
  }

  /// Whether a value is a number with a sign, or a telephone number in the international form.
  private static func isNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var digits = 0
    var points = 0
    for byte in bytes.dropFirst() {
      switch byte {
      case 0x30...0x39: digits += 1
      case 0x2E where digits > 0: points += 1
      default: return false
      }
    }
    return digits > 0 && points <= 1 && bytes.last != 0x2E
  }
}
