/// Which way a text runs, judged by most of its letters.
///
/// The first strong letter alone, which HTML's `dir="auto"` goes by, takes an Arabic sentence that
/// begins with a brand name for a left-to-right one.
public enum TextDirection: String, Hashable, Sendable, CaseIterable {
  /// Left to right, as Latin letters do.
  case ltr
  /// Right to left, as Arabic and Hebrew letters do.
  case rtl
  /// There is no letter to judge by.
  case neutral

  /// The direction of most letters of a text; the first letter decides a tie.
  public static func of(_ text: String) -> TextDirection {
    var text = text
    return text.withUTF8 { LetterCount.direction(of: $0) }
  }

  /// As ``of(_:)``, of a text in UTF-8.
  public static func of(utf8 bytes: UnsafeBufferPointer<UInt8>) -> TextDirection {
    LetterCount.direction(of: bytes)
  }
}

/// How many letters of a text run which way.
struct LetterCount {
  /// Letters that run from left to right.
  var leftToRight = 0
  /// Letters that run from right to left.
  var rightToLeft = 0
  /// Those of ``rightToLeft`` that are Arabic script.
  var arabic = 0
  /// Whether the first letter runs from right to left.
  var firstIsRightToLeft = false

  /// Counts the letters of a text.
  ///
  /// - Parameter stopsEarly: Whether it is enough to know of which there are more.
  init(_ bytes: UnsafeBufferPointer<UInt8>, stopsEarly: Bool = false) {
    guard let base = bytes.baseAddress else { return }
    let bulk = bytes.count &- 8
    var at = 0
    while at < bytes.count {
      let lead = bytes[at]
      if lead < 0x80 {
        if at <= bulk {
          let (letters, length) = Self.plain(ByteCursor.loadEight(base + at))
          leftToRight &+= letters
          at &+= length
          // A letter that runs from right to left takes two bytes at least.
          if stopsEarly, leftToRight &- rightToLeft > (bytes.count &- at) / 2 { return }
          continue
        }
        if (lead | 0x20) &- 0x61 < 26 { leftToRight &+= 1 }
        at &+= 1
        continue
      }
      if lead & 0xFE == 0xD8, at &+ 1 < bytes.count,
        lead == 0xD8 ? bytes[at &+ 1] >= 0xA0 : bytes[at &+ 1] <= 0x8A
      {
        // U+0620 to U+064A, the bulk of Arabic.
        if leftToRight == 0, rightToLeft == 0 { firstIsRightToLeft = true }
        rightToLeft &+= 1
        arabic &+= 1
        at &+= 2
        if stopsEarly, rightToLeft &- leftToRight > bytes.count &- at { return }
        continue
      }
      var scalar: UInt32
      switch lead {
      case 0xC2...0xDF where at + 1 < bytes.count:
        scalar = UInt32(lead & 0x1F) << 6 | UInt32(bytes[at + 1] & 0x3F)
        at &+= 2
      case 0xE0...0xEF where at + 2 < bytes.count:
        scalar = UInt32(lead & 0x0F) << 12 | UInt32(bytes[at + 1] & 0x3F) << 6
        scalar |= UInt32(bytes[at + 2] & 0x3F)
        at &+= 3
      case 0xF0...0xF4 where at + 3 < bytes.count:
        scalar = UInt32(lead & 0x07) << 18 | UInt32(bytes[at + 1] & 0x3F) << 12
        scalar |= UInt32(bytes[at + 2] & 0x3F) << 6 | UInt32(bytes[at + 3] & 0x3F)
        at &+= 4
      default:
        at &+= 1
        continue
      }
      let kind = Self.kind(of: scalar)
      switch kind {
      case .neutral: continue
      case .leftToRight: leftToRight &+= 1
      case .otherRightToLeft, .arabic:
        if leftToRight == 0, rightToLeft == 0 { firstIsRightToLeft = true }
        rightToLeft &+= 1
        if kind == .arabic { arabic &+= 1 }
      }
    }
  }

  /// How many of the bytes of ASCII that eight bytes begin with are letters, and how many there are.
  @inline(__always)
  private static func plain(_ chunk: UInt64) -> (letters: Int, length: Int) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs = ones &* 0x80
    let beyond = chunk & highs
    let length = beyond == 0 ? 8 : beyond.trailingZeroBitCount / 8
    // In lower case, without the high bits; the sums cannot reach into the next byte.
    let lower = (chunk | ones &* 0x20) & ~highs
    let letters = (lower &+ ones &* 0x1F) & ~(lower &+ ones &* 0x05) & highs
    let counted = length == 8 ? letters : letters & (1 << (UInt64(length) &* 8) &- 1)
    return (counted.nonzeroBitCount, length)
  }

  static func direction(of bytes: UnsafeBufferPointer<UInt8>) -> TextDirection {
    if isASCII(bytes) {
      return bytes.contains { ($0 | 0x20) &- 0x61 < 26 } ? .ltr : .neutral
    }
    let count = LetterCount(bytes, stopsEarly: true)
    if count.leftToRight == count.rightToLeft {
      return count.leftToRight == 0 ? .neutral : count.firstIsRightToLeft ? .rtl : .ltr
    }
    return count.rightToLeft > count.leftToRight ? .rtl : .ltr
  }

  /// Whether no byte is above 0x7F, eight bytes at a time.
  static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return true }
    let raw = UnsafeRawPointer(base)
    var at = 0
    while at + 8 <= bytes.count {
      if raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 {
        return false
      }
      at += 8
    }
    while at < bytes.count {
      if bytes[at] >= 0x80 { return false }
      at += 1
    }
    return true
  }

  /// What a character says about direction and script.
  enum Kind {
    case neutral, leftToRight, otherRightToLeft, arabic
  }

  /// The kind of a character beyond ASCII; digits, marks, punctuation and symbols are neutral.
  static func kind(of scalar: UInt32) -> Kind {
    switch scalar {
    case 0xAA, 0xB5, 0xBA: .leftToRight
    case ..<0xC0, 0xD7, 0xF7, 0x300...0x36F: .neutral
    case ..<0x590: .leftToRight
    case 0x590...0x5CF, 0x5F3...0x61F, 0x64B...0x66D, 0x670, 0x6D4, 0x6D6...0x6ED,
      0x6F0...0x6F9, 0x6FD...0x6FE:
      .neutral
    case 0x5D0...0x5F2: .otherRightToLeft
    case 0x620...0x6FF, 0x750...0x77F, 0x870...0x88E, 0x8A0...0x8C9: .arabic
    case 0x700...0x8FF: .otherRightToLeft
    case 0x2000...0x2070, 0x2074...0x207E, 0x2080...0x208E, 0x20A0...0x20FF, 0x2190...0x2BFF,
      0x2E00...0x3004, 0x3008...0x3020, 0x3030, 0xFE00...0xFE6F, 0xFF01...0xFF20,
      0xFF3B...0xFF40, 0xFF5B...0xFF65, 0xFFE0...0xFFFF, 0xE000...0xF8FF:
      .neutral
    case 0xFB1D...0xFB4F: .otherRightToLeft
    case 0xFB50...0xFDFB, 0xFE70...0xFEFC: .arabic
    case 0x10800...0x10FFF, 0x1E800...0x1EDFF, 0x1EF00...0x1EFFF: .otherRightToLeft
    case 0x1EE00...0x1EEFF: .arabic
    case 0x1F000...0x1FAFF, 0xE0000...: .neutral
    default: .leftToRight
    }
  }
}
