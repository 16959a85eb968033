/// A language as BCP 47 writes it: `en`, `ar-TN`, `zh-Hant-TW`.
public struct LanguageTag: Hashable, Sendable, CustomStringConvertible {
  /// The tag, with the case that BCP 47 recommends.
  public let description: String

  /// The language subtag alone: `ar` of `ar-TN`.
  public var language: String {
    String(description.prefix { $0 != "-" })
  }

  private init(unchecked description: String) {
    self.description = description
  }

  /// Makes a tag of whatever name a source gives a language, where it is certain which one.
  ///
  /// Taken are tags in any case and with underscores (`en_us`, `fr_FR.UTF-8`), ISO 639-2 codes
  /// (`eng`, `fre`), and names in English, French or the language itself (`Arabic`, `français`,
  /// `العربية`). `nil` for `multi`, `auto`, and everything else: the source's own word is kept
  /// where it stands.
  public init?(normalizing text: String) {
    if Self.isUsual(text) {
      self.init(unchecked: text)
      return
    }
    let cleaned = Self.cleaned(text)
    if let name = LanguageNames.tags[cleaned] {
      self.init(unchecked: name)
    } else if let tag = Self.tag(cleaned) {
      self.init(unchecked: tag)
    } else {
      return nil
    }
  }

  /// The language that the letters of a text suggest: `ar` for mostly Arabic script, else `und`.
  ///
  /// Latin letters do not tell English from French, so nothing is said of them.
  public static func guessed(from text: String) -> LanguageTag {
    var text = text
    let isArabic = text.withUTF8 { bytes in
      guard !LetterCount.isASCII(bytes) else { return false }
      let count = LetterCount(bytes)
      return count.arabic > count.leftToRight + count.rightToLeft - count.arabic
    }
    return LanguageTag(unchecked: isArabic ? "ar" : "und")
  }

  /// Whether the language is written from right to left.
  public var isRightToLeft: Bool {
    let parts = description.split(separator: "-")
    if parts.count > 1, parts[1].utf8.count == 4 {
      return ["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm"].contains(parts[1])
    }
    return LanguageNames.rightToLeft.contains(language)
  }

  /// Whether a text is a language and a region as BCP 47 writes them, as `fr-TN`; the United Kingdom
  /// is another matter.
  private static func isUsual(_ text: String) -> Bool {
    var bytes = text.utf8.makeIterator()
    guard let first = bytes.next(), let second = bytes.next(), first &- 0x61 < 26,
      second &- 0x61 < 26, bytes.next() == UInt8(ascii: "-"), let third = bytes.next(),
      let fourth = bytes.next(), third &- 0x41 < 26, fourth &- 0x41 < 26, bytes.next() == nil,
      (third, fourth) != (UInt8(ascii: "U"), UInt8(ascii: "K"))
    else { return false }
    return LanguageNames.twoLetterCodes.contains(String(text.prefix(2)))
  }

  /// Lower case, hyphens for underscores, without an encoding (`fr_FR.UTF-8`) or spaces around.
  private static func cleaned(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars.prefix(64) {
      switch scalar {
      case "_", "\u{2010}", "\u{2011}": result.unicodeScalars.append("-")
      case " ", "\t", "\n", "\r", "\u{A0}":
        if !result.isEmpty { result.unicodeScalars.append(" ") }
      default: result += scalar.properties.lowercaseMapping
      }
    }
    while result.last == " " { result.removeLast() }
    if let end = result.firstIndex(where: { $0 == "." || $0 == "@" }) {
      result = String(result[..<end])
    }
    return result
  }

  private static func tag(_ text: String) -> String? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, let language = primary(String(first)) else { return nil }
    var result = language
    // The order of BCP 47 §2.1: script, region, variants; extensions are not languages.
    var rank = 0
    for part in parts.dropFirst() {
      let bytes = Array(part.utf8)
      let isAlpha = bytes.allSatisfy { $0 &- 0x61 < 26 }
      let isDigits = bytes.allSatisfy { $0 &- 0x30 < 10 }
      guard bytes.allSatisfy({ $0 &- 0x61 < 26 || $0 &- 0x30 < 10 }) else { return nil }
      switch bytes.count {
      case 4 where isAlpha && rank < 1:
        rank = 1
        result += "-" + part.prefix(1).uppercased() + part.dropFirst()
      case 2 where isAlpha && rank < 2:
        rank = 2
        result += "-" + (part == "uk" ? "GB" : part.uppercased())
      case 3 where isDigits && rank < 2:
        rank = 2
        result += "-" + part
      case 5...8,
        4 where bytes[0] &- 0x30 < 10:
        rank = 3
        result += "-" + part
      default: return nil
      }
    }
    return result
  }

  private static func primary(_ code: String) -> String? {
    switch code.utf8.count {
    case 2: LanguageNames.twoLetterCodes.contains(code) ? code : nil
    case 3: LanguageNames.threeLetterCodes[code]
    default: nil
    }
  }
}

extension Call {
  /// The language of the transcript as a BCP 47 tag, where the record's word for it is certain.
  public var languageTag: LanguageTag? {
    language.flatMap { LanguageTag(normalizing: $0) }
  }
}
