/// What tolerant comparison makes of one Unicode scalar beyond ASCII.
enum FoldedScalar {
  /// A letter, or what plays the part of one, with its one or two folded scalars.
  case letter(UInt32, second: UInt32 = 0)
  /// A letter of a script that sets no spaces between words; each is a token of its own.
  case standalone(UInt32)
  /// A decimal digit, from 0 to 9.
  case digit(UInt8)
  /// Punctuation or a symbol.
  case mark(UInt32)
  /// White space of any kind.
  case space
  /// A mark on the letter before it: an accent, a vowel sign, a lengthening stroke.
  case diacritic
  /// An invisible character: direction marks, joiners, the soft hyphen.
  case invisible
}

/// Case, accents, Arabic letter variants and the scripts of digits folded away.
///
/// Without normalisation by tables of the whole of Unicode: Latin by a table made from the
/// decompositions of Unicode 16, Greek, Cyrillic, Hebrew and Arabic by rule, everything else by
/// the scalar's own properties.
enum LetterFolding {
  /// The base letters of U+00C0 to U+024F; `*` where there is no single one.
  private static let latin: StaticString = """
    aaaaaa*ceeeeiiiidnooooo*ouuuuy**aaaaaa*ceeeeiiiidnooooo*ouuuuy*y\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkklllllll\
    lllnnnnnnn**oooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
    ********************************oo*************uu***************\
    *************aaiioouuuuuuuuuu*aaaa****ggkkoooo**j***gg**nnaa****\
    aaaaeeeeiiiioooorrrruuuusstt**hh******aaeeooooooooyy************\
    ****************
    """
  /// The base letters of U+1E00 to U+1EFF.
  private static let latinAdditional: StaticString = """
    aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
    mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
    wwwwwwwwwwxxxxyyzzzzzzhtwy*s****aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy******
    """

  /// Folds a scalar that is not ASCII.
  static func fold(_ scalar: UInt32) -> FoldedScalar {
    switch scalar {
    case 0x00C0...0x024F: return foldLatin(scalar, latin, 0x00C0)
    case 0x0600...0x06FF: return foldArabic(scalar)
    case 0x1E00...0x1EFF: return foldLatin(scalar, latinAdditional, 0x1E00)
    case 0x2000...0x206F: return foldGeneralPunctuation(scalar)
    case 0x0300...0x036F, 0x08CA...0x08E1, 0x08E3...0x08FF, 0xFE00...0xFE0F, 0xE0100...0xE01EF:
      return .diacritic
    case 0x00A0, 0x0085, 0x1680, 0x3000: return .space
    case 0x00AD, 0x180E, 0xFEFF: return .invisible
    case 0x00B4, 0x02B9...0x02BC, 0x05F3, 0xFF07: return .mark(0x27)
    case 0x00AB, 0x00BB, 0x05F4, 0xFF02: return .mark(0x22)
    case 0x05BE, 0x2212: return .mark(0x2D)
    case 0x0591...0x05BD, 0x05BF, 0x05C1, 0x05C2, 0x05C4, 0x05C5, 0x05C7: return .diacritic
    case 0x05D0...0x05EA: return .letter(scalar)
    case 0x0370...0x052F: return foldGreekOrCyrillic(scalar)
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x9FFF,
      0xF900...0xFAFF, 0x20000...0x3FFFF:
      return foldByProperties(scalar, standsAlone: true)
    case 0xFF01...0xFF5E:
      let ascii = scalar - 0xFF01 + 0x21
      switch ascii {
      case 0x30...0x39: return .digit(UInt8(ascii - 0x30))
      case 0x41...0x5A: return .letter(ascii + 0x20)
      case 0x61...0x7A: return .letter(ascii)
      default: return .mark(ascii)
      }
    default: return foldByProperties(scalar, standsAlone: false)
    }
  }

  private static func foldLatin(
    _ scalar: UInt32, _ table: StaticString, _ first: UInt32
  ) -> FoldedScalar {
    let base = table.utf8Start[Int(scalar - first)]
    if base != UInt8(ascii: "*") { return .letter(UInt32(base)) }
    switch scalar {
    case 0xD7, 0xF7: return .mark(scalar)
    case 0xDF, 0x1E9E: return .letter(0x73, second: 0x73)
    case 0xC6, 0xE6, 0x1E2, 0x1E3, 0x1FC, 0x1FD: return .letter(0x61, second: 0x65)
    case 0x152, 0x153: return .letter(0x6F, second: 0x65)
    case 0xDE, 0xFE: return .letter(0x74, second: 0x68)
    case 0x132, 0x133: return .letter(0x69, second: 0x6A)
    default: return foldByProperties(scalar, standsAlone: false)
    }
  }

  private static func foldArabic(_ scalar: UInt32) -> FoldedScalar {
    switch scalar {
    case 0x0627, 0x0628, 0x062A...0x063A, 0x0641...0x0648, 0x064A: return .letter(scalar)
    case 0x0610...0x061A, 0x0640, 0x064B...0x065F, 0x0670, 0x06D6...0x06DC, 0x06DF...0x06E4,
      0x06E7, 0x06E8, 0x06EA...0x06ED:
      return .diacritic
    case 0x0622, 0x0623, 0x0625, 0x0671: return .letter(0x0627)
    case 0x0629, 0x06BE, 0x06C0...0x06C2, 0x06D5: return .letter(0x0647)
    case 0x0649, 0x0626, 0x06CC: return .letter(0x064A)
    case 0x0624: return .letter(0x0648)
    case 0x06A9: return .letter(0x0643)
    case 0x0660...0x0669: return .digit(UInt8(scalar - 0x0660))
    case 0x06F0...0x06F9: return .digit(UInt8(scalar - 0x06F0))
    case 0x060C: return .mark(0x2C)
    case 0x061B: return .mark(0x3B)
    case 0x061F: return .mark(0x3F)
    case 0x066A: return .mark(0x25)
    case 0x06D4: return .mark(0x2E)
    case 0x061C, 0x0600...0x0605, 0x06DD: return .invisible
    case 0x0606...0x060F, 0x061D, 0x061E, 0x066B...0x066D, 0x06DE, 0x06E9, 0x06FD, 0x06FE:
      return .mark(scalar)
    default: return .letter(scalar)
    }
  }

  private static func foldGeneralPunctuation(_ scalar: UInt32) -> FoldedScalar {
    switch scalar {
    case 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F: return .space
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F: return .invisible
    case 0x2010...0x2015: return .mark(0x2D)
    case 0x2018...0x201B, 0x2032, 0x2035: return .mark(0x27)
    case 0x201C...0x201F, 0x2033, 0x2036: return .mark(0x22)
    default: return .mark(scalar)
    }
  }

  private static func foldGreekOrCyrillic(_ scalar: UInt32) -> FoldedScalar {
    switch scalar {
    case 0x0386, 0x03AC: return .letter(0x03B1)
    case 0x0388, 0x03AD: return .letter(0x03B5)
    case 0x0389, 0x03AE: return .letter(0x03B7)
    case 0x038A, 0x0390, 0x03AA, 0x03AF, 0x03CA: return .letter(0x03B9)
    case 0x038C, 0x03CC: return .letter(0x03BF)
    case 0x038E, 0x03AB, 0x03B0, 0x03CB, 0x03CD: return .letter(0x03C5)
    case 0x038F, 0x03CE: return .letter(0x03C9)
    case 0x03C2: return .letter(0x03C3)
    case 0x0391...0x03A1, 0x03A3...0x03A9, 0x0410...0x0418, 0x041A...0x042F:
      return .letter(scalar + 0x20)
    case 0x03B1...0x03C1, 0x03C3...0x03C9, 0x0430...0x0438, 0x043A...0x044F:
      return .letter(scalar)
    case 0x0400, 0x0401, 0x0450, 0x0451: return .letter(0x0435)
    case 0x0403, 0x0453: return .letter(0x0433)
    case 0x0407, 0x0457: return .letter(0x0456)
    case 0x040C, 0x045C: return .letter(0x043A)
    case 0x040D, 0x0419, 0x0439, 0x045D: return .letter(0x0438)
    case 0x040E, 0x045E: return .letter(0x0443)
    case 0x0483...0x0489: return .diacritic
    default: return foldByProperties(scalar, standsAlone: false)
    }
  }

  private static func foldByProperties(_ value: UInt32, standsAlone: Bool) -> FoldedScalar {
    guard let scalar = Unicode.Scalar(value) else { return .mark(value) }
    switch scalar.properties.generalCategory {
    case .decimalNumber:
      let digit = scalar.properties.numericValue ?? 0
      return .digit(UInt8(min(max(digit, 0), 9)))
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control: return .space
    case .format: return .invisible
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
      .modifierSymbol, .otherSymbol, .otherNumber, .unassigned, .privateUse, .surrogate:
      return .mark(value)
    case .uppercaseLetter, .titlecaseLetter:
      let lower = scalar.properties.lowercaseMapping.unicodeScalars
      guard let first = lower.first else { return .letter(value) }
      return .letter(first.value)
    default: return standsAlone ? .standalone(value) : .letter(value)
    }
  }
}
