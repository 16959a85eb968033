import CallPressCore
import Testing

@Suite("Languages and directions")
struct LanguageTagTests {
  @Test(
    "edge 62: a language as name, underscore, ISO 639-2 or upper case becomes BCP 47",
    arguments: [
      ("Arabic", "ar"), ("arabe", "ar"), ("العربية", "ar"), ("en_us", "en-US"), ("eng", "en"),
      ("EN", "en"), ("ar-TN", "ar-TN"), ("AR_tn", "ar-TN"), ("fre", "fr"), ("fra", "fr"),
      ("Français", "fr"), ("FRANCAIS", "fr"), ("fr_FR.UTF-8", "fr-FR"),
      ("zh-hant-tw", "zh-Hant-TW"),
      ("es-419", "es-419"), ("en-uk", "en-GB"), ("aeb", "aeb"), ("Tunisian Arabic", "ar-TN"),
      (" english ", "en"), ("English (US)", "en-US"), ("de-1996", "de-1996"), ("japanese", "ja"),
    ])
  func normalized(text: String, expected: String) {
    #expect(LanguageTag(normalizing: text)?.description == expected)
  }

  @Test(
    "edge 62: an uncertain language has no tag",
    arguments: [
      "multi", "auto", "unknown", "", " ", "xx", "xyz", "e", "en-", "en--us", "en-u-ca-buddhist",
      "en us", "en-US-Latn", "klingon", "12", "\u{0}", "<script>", "mul", "und",
      String(repeating: "en-", count: 10_000),
    ])
  func uncertain(text: String) {
    #expect(LanguageTag(normalizing: text) == nil)
  }

  @Test("a tag is normal already: normalising again changes nothing")
  func idempotent() {
    for text in ["Arabic", "en_us", "eng", "zh-hant-tw", "es-419", "aeb"] {
      let once = LanguageTag(normalizing: text)
      #expect(once != nil)
      #expect(once.flatMap { LanguageTag(normalizing: $0.description) } == once)
    }
  }

  @Test("a tag knows its language and its direction")
  func properties() {
    #expect(LanguageTag(normalizing: "ar-TN")?.language == "ar")
    #expect(LanguageTag(normalizing: "ar-TN")?.isRightToLeft == true)
    #expect(LanguageTag(normalizing: "ar-Latn")?.isRightToLeft == false)
    #expect(LanguageTag(normalizing: "az-Arab")?.isRightToLeft == true)
    #expect(LanguageTag(normalizing: "fr")?.isRightToLeft == false)
  }

  @Test(
    "edge 53: the direction is that of most letters",
    arguments: [
      ("Bonjour", .ltr), ("", .neutral), ("123 45 – 67, !? 😀", .neutral), ("السلام عليكم", .rtl),
      ("iPhone 15 هو الهاتف الذي طلبته", .rtl), ("Il a dit السلام puis il est parti", .ltr),
      ("٠١٢٣", .neutral), ("שלום", .rtl), ("é", .ltr), ("مرحبا Bob!", .rtl), ("ab سل", .ltr),
      ("سل ab", .rtl), ("日本語", .ltr), ("\u{202E}abc", .ltr), ("\u{200F}12", .neutral), ("ﻼ", .rtl),
      ("…«»", .neutral), ("12.5 €", .neutral), ("ـَ", .rtl),
    ] as [(String, TextDirection)])
  func direction(text: String, expected: TextDirection) {
    #expect(TextDirection.of(text) == expected)
  }

  @Test("a neutral text in front or behind never changes the direction")
  func neutralAffixes() {
    for text in ["Bonjour à tous", "السلام عليكم", "mixed مختلط جدا", "42"] {
      let direction = TextDirection.of(text)
      for affix in ["12 ", "— ", "😀", "\u{200F}", "؟ ", "12345678"] {
        #expect(TextDirection.of(affix + text) == direction)
        #expect(TextDirection.of(text + affix) == direction)
      }
    }
  }

  @Test("only Arabic script suggests a language")
  func guess() {
    #expect(LanguageTag.guessed(from: "السلام عليكم Bob").description == "ar")
    #expect(LanguageTag.guessed(from: "Bonjour").description == "und")
    #expect(LanguageTag.guessed(from: "Bonjour à tous, السلام").description == "und")
    #expect(LanguageTag.guessed(from: "שלום").description == "und")
    #expect(LanguageTag.guessed(from: "").description == "und")
  }

  @Test("truncated UTF-8 is no trouble")
  func truncated() {
    let bytes = Array("سلام é 日本 😀".utf8)
    for count in 0...bytes.count {
      bytes[..<count].withUnsafeBufferPointer { _ = TextDirection.of(utf8: $0) }
    }
  }
}
