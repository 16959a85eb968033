/// How many columns a text takes where every letter is equally wide.
///
/// Counted by grapheme cluster: a base counts 1, a wide one of East Asia or an emoji 2 (Unicode's
/// East Asian Width `W` and `F`), everything joined to it nothing.
public enum DisplayWidth {
  /// The columns of a text.
  public static func columns(of text: String) -> Int {
    var text = text
    return text.withUTF8 { columns(of: $0) }
  }

  /// The columns of UTF-8 bytes.
  static func columns(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var counter = Counter()
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte &- 0x20 < 0x5F {
        counter.addPlain()
        at &+= 1
      } else {
        let (scalar, length) = UTF8Scalars.decode(bytes, at)
        counter.add(scalar)
        at &+= length
      }
    }
    return counter.columns
  }

  /// Adds up columns scalar by scalar and knows what joins the one before: the parts of the
  /// grapheme rules (UAX #29) that bear on width.
  struct Counter {
    /// The columns so far.
    private(set) var columns = 0
    private var lastWidth = 0
    private var lastIsPicture = false
    private var joins = false

    /// Adds printable characters of ASCII.
    @inline(__always)
    mutating func addPlain(_ count: Int = 1) {
      columns &+= count
      lastWidth = 1
      lastIsPicture = false
      joins = false
    }

    /// Adds a scalar.
    @inline(__always)
    mutating func add(_ scalar: UInt32) {
      let width = DisplayWidth.columns(of: scalar)
      if width == 1, scalar < 0x2000 {
        columns &+= 1
        lastWidth = 1
        lastIsPicture = false
        joins = false
      } else {
        addRare(scalar, width)
      }
    }

    private mutating func addRare(_ scalar: UInt32, _ width: Int) {
      switch scalar {
      case 0x200D:
        joins = lastIsPicture
      case 0xFE0F:
        // The picture form of a character that is a narrow symbol without it.
        if lastWidth == 1 {
          columns += 1
          lastWidth = 2
        }
      case 0x1F3FB...0x1F3FF where lastWidth > 0:
        break
      default:
        if WhiteSpace.kind(scalar) == .breaking, width == 0 {
          lastWidth = 0
          lastIsPicture = false
          joins = false
          return
        }
        guard width > 0 else { return }
        let isPicture = DisplayWidth.isPicture(scalar)
        let isJoined = joins && isPicture
        joins = false
        lastIsPicture = isPicture
        guard !isJoined else { return }
        columns += width
        lastWidth = width
      }
    }
  }

  /// The columns of a scalar that stands alone.
  @inline(__always)
  static func columns(of scalar: UInt32) -> Int {
    if scalar < 0x300 {
      if scalar < 0x7F { return scalar < 0x20 ? 0 : 1 }
      return scalar < 0xA0 || scalar == 0xAD ? 0 : 1
    }
    if scalar >= 0x600, scalar < 0x700 { return isArabicMark(scalar) ? 0 : 1 }
    if scalar >= 0x370, scalar < 0x483 { return 1 }
    // Kana, the signs before them, the bulk of Chinese characters, and Hangul.
    if scalar >= 0x3001, scalar < 0x302A || scalar >= 0x3041 && scalar < 0x3097 { return 2 }
    if scalar >= 0x309B, scalar < 0x3100 || scalar >= 0x4E00 && scalar < 0xA000 { return 2 }
    return rareColumns(of: scalar)
  }

  private static func isArabicMark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x610...0x61A, 0x61C, 0x64B...0x65F, 0x670, 0x6D6...0x6DC, 0x6DF...0x6E4, 0x6E7, 0x6E8,
      0x6EA...0x6ED:
      true
    default: false
    }
  }

  private static func rareColumns(of scalar: UInt32) -> Int {
    // The vowels and finals of decomposed Hangul join the syllable's first letter.
    if (0x1160...0x11FF).contains(scalar) || (0xD7B0...0xD7FB).contains(scalar) { return 0 }
    guard let scalar = Unicode.Scalar(scalar) else { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark, .lineSeparator, .paragraphSeparator,
      .control:
      return 0
    case .format: return isVisibleFormat(scalar.value) ? 1 : 0
    default: return EastAsianWidth.isWide(scalar.value) ? 2 : 1
    }
  }

  /// Signs that enclose the digits behind them and are seen, though Unicode calls them formats.
  private static func isVisibleFormat(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x600...0x605, 0x6DD, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD: true
    default: false
    }
  }

  /// Whether a scalar may be part of a picture that U+200D joins from several.
  private static func isPicture(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xA9, 0xAE, 0x203C, 0x2049, 0x2122, 0x2139, 0x2194...0x21AA, 0x231A...0x23FF, 0x24C2,
      0x25AA...0x27BF, 0x2934, 0x2935, 0x2B05...0x2B55, 0x3030, 0x303D, 0x3297, 0x3299,
      0x1F000...0x1F1E5, 0x1F200...0x1F3FA, 0x1F400...0x1FAFF, 0x1FC00...0x1FFFD:
      true
    default: false
    }
  }
}
