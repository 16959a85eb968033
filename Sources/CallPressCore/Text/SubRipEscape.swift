/// Keeps players of SubRip from taking text for markup.
///
/// SubRip has no escapes, so lookalikes stand in: `<b>` becomes `‹b›`, `{…}` (hidden or obeyed by
/// libass) becomes `❴…❵`, `-->` becomes `--›`. A backslash, with which libass begins a line break,
/// is followed by the invisible U+2060, which also stands inside a time that is spelled out as the
/// times of cues are: some readers begin a cue wherever a line holds two of them.
struct SubRipEscape: TextEscape {
  let stops = ByteSet("<>{}\\,.".utf8)
  /// How many characters were replaced.
  private(set) var replacements = 0
  private var isOpen = false

  mutating func beginLine() {
    isOpen = false
  }

  mutating func escape(
    _ bytes: UnsafeBufferPointer<UInt8>, at: Int, to output: inout OutputBuffer
  ) -> Int {
    switch bytes[at] {
    case UInt8(ascii: "<"):
      output.append("‹")
      isOpen = true
    case UInt8(ascii: ">"):
      let dash = UInt8(ascii: "-")
      let isArrow = at > 1 && bytes[at - 1] == dash && bytes[at - 2] == dash
      guard isOpen || isArrow else { return 0 }
      output.append("›")
      isOpen = false
    case UInt8(ascii: "{"): output.append("❴")
    case UInt8(ascii: "}"): output.append("❵")
    case UInt8(ascii: "\\"): output.append("\\\u{2060}")
    case UInt8(ascii: ","), UInt8(ascii: "."):
      guard Self.isInsideTime(bytes, at) else { return 0 }
      output.append("\u{2060}")
      output.append(bytes[at])
    default: return 0
    }
    replacements += 1
    return 1
  }

  /// Whether a decimal mark stands in a time such as `00:00:01,000`.
  private static func isInsideTime(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    guard at + 1 < bytes.count, bytes[at + 1] &- 0x30 < 10 else { return false }
    var before = at
    while before > 0, at - before < 2, bytes[before - 1] &- 0x30 < 10 { before -= 1 }
    return before < at && before > 0 && bytes[before - 1] == UInt8(ascii: ":")
  }

  /// Whether a line is nothing but a number, which some readers take for the next cue's index.
  static func isBareNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var hasDigits = false
    var at = 0
    while at < bytes.count {
      let (scalar, length) = UTF8Scalars.decode(bytes, at)
      at += length
      if scalar &- 0x30 < 10 {
        hasDigits = true
      } else if scalar < 0x80 {
        switch UInt8(truncatingIfNeeded: scalar) {
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ","),
          UInt8(ascii: "_"), UInt8(ascii: " "):
          break
        default: return false
        }
      } else if Unicode.Scalar(scalar)?.properties.generalCategory == .decimalNumber {
        hasDigits = true
      } else {
        return false
      }
    }
    return hasDigits
  }
}
