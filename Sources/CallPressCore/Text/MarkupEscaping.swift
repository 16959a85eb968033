/// The one escaping of text for XML and HTML, for the inside of elements and of quoted attributes.
///
/// Works on UTF-8 bytes, so no combining mark can hide a quote or an angle bracket, and copies
/// clean runs whole. Characters that markup cannot or should not hold become U+FFFD and are
/// counted: the controls but for tab, line feed and carriage return, U+007F to U+009F, and the
/// noncharacters (XML 1.0 §2.2 with its note; HTML §13.2.3.5).
public enum MarkupEscaping {
  /// Appends text that is safe between tags, or between quotes of either kind.
  ///
  /// In attributes tabs and line ends are written as references, since parsers turn them into
  /// spaces otherwise.
  ///
  /// - Parameters:
  ///   - bytes: Well-formed UTF-8, as the JSON reader and every `String` give it.
  ///   - output: Receives the escaped bytes.
  ///   - attribute: Whether the text goes into an attribute.
  ///   - keepsCarriageReturns: Whether carriage returns are written as references. XML needs
  ///     that to keep them; HTML forbids the reference, and there `false` makes every kind of line
  ///     end a line feed.
  /// - Returns: How many characters were replaced by U+FFFD.
  @discardableResult
  public static func append(
    _ bytes: UnsafeBufferPointer<UInt8>, to output: inout OutputBuffer, attribute: Bool,
    keepsCarriageReturns: Bool = true
  ) -> Int {
    run(bytes, to: &output, attribute: attribute) { at, output in
      switch bytes[at] {
      case UInt8(ascii: "\r"):
        if keepsCarriageReturns {
          output.append("&#13;")
        } else if at + 1 == bytes.count || bytes[at + 1] != UInt8(ascii: "\n") {
          output.append(attribute ? "&#10;" : "\n")
        }
        return .written(1)
      case 0..<0x20, 0x7F: return .replaced(1)
      case 0xC2: return bytes[at + 1] < 0xA0 ? .replaced(2) : .clean(2)
      case 0xEF: return isBasicNoncharacter(bytes, at) ? .replaced(3) : .clean(3)
      default: return isSupplementaryNoncharacter(bytes, at) ? .replaced(4) : .clean(4)
      }
    }
  }

  /// Appends a text that is safe between tags, or between quotes of either kind.
  ///
  /// - Returns: How many characters were replaced by U+FFFD.
  @discardableResult
  public static func append(
    text: String, to output: inout OutputBuffer, attribute: Bool,
    keepsCarriageReturns: Bool = true
  ) -> Int {
    var text = text
    return text.withUTF8 {
      append(
        $0, to: &output, attribute: attribute, keepsCarriageReturns: keepsCarriageReturns)
    }
  }

  /// Appends the inside of a JSON string with its escapes as they stand, and replaces nothing that
  /// XML can hold.
  ///
  /// - Returns: How many characters XML forbids; they are written as JSON escapes.
  static func append(
    rawJSON bytes: UnsafeBufferPointer<UInt8>, to output: inout OutputBuffer, attribute: Bool
  ) -> Int {
    run(bytes, to: &output, attribute: attribute) { at, output in
      switch bytes[at] {
      case 0xC2: return .clean(2)
      case 0xEF:
        guard bytes[at + 1] == 0xBF, bytes[at + 2] >= 0xBE else { return .clean(3) }
        output.append(bytes[at + 2] == 0xBE ? "\\uFFFE" : "\\uFFFF")
        return .escaped(3)
      case 0xF0...: return .clean(4)
      default: return .clean(1)
      }
    }
  }

  /// What became of a character that needed a look; each holds its length in bytes.
  private enum Outcome {
    /// It is fine and goes with the run.
    case clean(Int)
    /// Something else has been written for it.
    case written(Int)
    /// An escape that changes the text has been written for it.
    case escaped(Int)
    /// It is to become U+FFFD.
    case replaced(Int)
  }

  /// Copies runs; the caller decides about everything but the five characters of markup, tabs and
  /// line feeds.
  @inline(__always)
  private static func run(
    _ bytes: UnsafeBufferPointer<UInt8>, to output: inout OutputBuffer, attribute: Bool,
    decide: (Int, inout OutputBuffer) -> Outcome
  ) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    let count = bytes.count
    var changed = 0
    var copied = 0
    var at = 0
    output.reserve(count)
    while true {
      at = nextSpecial(base, from: at, to: count, attribute: attribute)
      guard at < count else { break }
      let reference: StaticString
      switch base[at] {
      case UInt8(ascii: "&"): reference = "&amp;"
      case UInt8(ascii: "<"): reference = "&lt;"
      case UInt8(ascii: ">"): reference = "&gt;"
      case UInt8(ascii: "\"") where attribute: reference = "&quot;"
      case UInt8(ascii: "'") where attribute: reference = "&#39;"
      case UInt8(ascii: "\t") where attribute: reference = "&#9;"
      case UInt8(ascii: "\n") where attribute: reference = "&#10;"
      case UInt8(ascii: "\t"), UInt8(ascii: "\n"):
        at &+= 1
        continue
      default:
        // What is decided may write; the run before it must be there first.
        output.append(UnsafeBufferPointer(start: base + copied, count: at &- copied))
        copied = at
        guard count &- at >= sequenceLength(base[at]) else {
          // Half a character, which no well-formed text ends with.
          output.append("\u{FFFD}")
          return changed &+ 1
        }
        switch decide(at, &output) {
        case .clean(let length):
          at &+= length
          continue
        case .written(let length): at &+= length
        case .escaped(let length):
          at &+= length
          changed &+= 1
        case .replaced(let length):
          output.append("\u{FFFD}")
          at &+= length
          changed &+= 1
        }
        copied = at
        continue
      }
      output.append(UnsafeBufferPointer(start: base + copied, count: at &- copied))
      output.append(reference)
      at &+= 1
      copied = at
    }
    output.append(UnsafeBufferPointer(start: base + copied, count: count &- copied))
    return changed
  }

  /// The next byte that may need more than copying: markup, a control, or the first byte of a
  /// sequence among which there are noncharacters or C1 controls.
  @inline(__always)
  private static func nextSpecial(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int, attribute: Bool
  ) -> Int {
    var at = start
    while end &- at >= 8 {
      let chunk = UInt64(
        littleEndian: UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self))
      let found = specials(chunk, attribute: attribute)
      if found != 0 { return at &+ found.trailingZeroBitCount / 8 }
      at &+= 8
    }
    guard at < end else { return end }
    var chunk: UInt64 = 0x2020_2020_2020_2020
    var index = end
    while index > at {
      index &-= 1
      chunk = chunk << 8 | UInt64(base[index])
    }
    let found = specials(chunk, attribute: attribute)
    return found == 0 ? end : at &+ found.trailingZeroBitCount / 8
  }

  /// The high bit of every byte that may need more than copying, eight bytes at a time.
  @inline(__always)
  private static func specials(_ chunk: UInt64, attribute: Bool) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = ones &* 0x80
    let lows: UInt64 = ones &* 0x7F
    /// The low seven bits cannot carry into the next byte, so every byte is judged by itself.
    func isZero(_ value: UInt64) -> UInt64 { ~(((value & lows) &+ lows) | value | lows) }
    let low = chunk & lows
    let control = ~(low &+ ones &* 0x60)
    let delete = low &+ ones
    var found = (control | delete) & ~chunk
    found |= (low &+ ones &* 0x11) & chunk  // 0xEF and above.
    found &= highs
    found |= isZero(chunk ^ ones &* 0xC2)
    found |= isZero((chunk | ones &* 2) ^ ones &* 0x3E)  // < and >.
    if attribute {
      found |= isZero((chunk | ones) ^ ones &* 0x27)  // & and '.
      found |= isZero(chunk ^ ones &* 0x22)
    } else {
      found |= isZero(chunk ^ ones &* 0x26)
    }
    return found
  }

  /// How many bytes the sequence has that begins with one of the bytes that get a look.
  private static func sequenceLength(_ lead: UInt8) -> Int {
    lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }

  /// U+FDD0 to U+FDEF, U+FFFE or U+FFFF.
  private static func isBasicNoncharacter(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int
  ) -> Bool {
    switch bytes[at + 1] {
    case 0xB7: bytes[at + 2] >= 0x90 && bytes[at + 2] <= 0xAF
    case 0xBF: bytes[at + 2] >= 0xBE
    default: false
    }
  }

  /// The last two characters of a plane behind the first.
  private static func isSupplementaryNoncharacter(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int
  ) -> Bool {
    bytes[at + 1] & 0x0F == 0x0F && bytes[at + 2] == 0xBF && bytes[at + 3] >= 0xBE
  }
}
