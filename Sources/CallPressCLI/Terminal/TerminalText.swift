/// Makes untrusted text fit for a terminal.
enum TerminalText {
  /// Whether a scalar steers a terminal: the C0 and C1 controls and DEL.
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }

  /// Whether a scalar reorders what stands around it, or breaks the line.
  static func isReordering(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029: true
    default: false
    }
  }

  /// One line without control characters: those that have a letter in Swift's notation are
  /// written with it, the others by number.
  static func oneLine(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { isControl($0) || isReordering($0) }) else {
      return text
    }
    var clean = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": clean += "\\n"
      case "\r": clean += "\\r"
      case "\t": clean += "\\t"
      case let scalar where isControl(scalar) || isReordering(scalar):
        clean += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: clean.unicodeScalars.append(scalar)
      }
    }
    return clean
  }

  /// The text between isolates where it holds right-to-left letters, so that it does not reorder
  /// the line around it.
  static func isolated(_ text: String) -> String {
    text.unicodeScalars.contains(where: isRightToLeft) ? "\u{2068}\(text)\u{2069}" : text
  }

  /// Lines without control characters other than the line end and the tab.
  static func lines(_ text: String) -> String {
    var clean = ""
    for scalar in text.unicodeScalars
    where !isControl(scalar) || scalar == "\n" || scalar == "\t" {
      clean.unicodeScalars.append(scalar)
    }
    return clean
  }

  private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      true
    default: false
    }
  }

  /// Copies UTF-8 without what steers a terminal, keeping line ends and tabs.
  static func appendPrintable(
    _ bytes: UnsafeRawBufferPointer, to output: inout [UInt8]
  ) {
    output.reserveCapacity(output.count + bytes.count)
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte < 0x20 ? byte == 0x0A || byte == 0x09 : byte != 0x7F {
        // The C1 controls are C2 80 to C2 9F in UTF-8.
        if byte == 0xC2, at + 1 < bytes.count, (0x80...0x9F).contains(bytes[at + 1]) {
          at += 1
        } else {
          output.append(byte)
        }
      }
      at += 1
    }
  }
}
