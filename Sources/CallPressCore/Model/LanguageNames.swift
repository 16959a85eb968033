/// The names and codes of languages that sources use.
enum LanguageNames {
  /// ISO 639-1.
  static let twoLetterCodes: Set<String> = Set(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia
    id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo
    lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl
    ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk
    tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split { $0 == " " || $0 == "\n" }.map(String.init))

  /// ISO 639-2 and 639-3 codes and what BCP 47 writes for them: the two-letter code where there is
  /// one, else the code itself.
  static let threeLetterCodes: [String: String] = pairs(
    """
    eng en, fra fr, fre fr, ara ar, arb ar, spa es, deu de, ger de, ita it, por pt, nld nl, dut nl,
    rus ru, tur tr, zho zh, chi zh, jpn ja, kor ko, hin hi, urd ur, fas fa, per fa, pes fa, heb he,
    pol pl, ukr uk, ell el, gre el, ces cs, cze cs, slk sk, slo sk, ron ro, rum ro, hun hu, swe sv,
    dan da, nor no, nob nb, nno nn, fin fi, isl is, ice is, bul bg, hrv hr, srp sr, slv sl, bos bs,
    mkd mk, mac mk, sqi sq, alb sq, est et, lav lv, lit lt, cat ca, eus eu, baq eu, glg gl, gle ga,
    cym cy, wel cy, mlt mt, hye hy, arm hy, kat ka, geo ka, aze az, kaz kk, uzb uz, ben bn, pan pa,
    guj gu, mar mr, tam ta, tel te, kan kn, mal ml, sin si, nep ne, tha th, vie vi, ind id, msa ms,
    may ms, tgl tl, khm km, lao lo, mya my, bur my, mon mn, swa sw, amh am, som so, hau ha, yor yo,
    ibo ig, zul zu, xho xh, afr af, pus ps, kur ku, snd sd, wol wo, mlg mg, kin rw, orm om, tir ti,
    aeb aeb, acm acm, acq acq, acw acw, afb afb, aii aii, ajp ajp, apc apc, apd apd, arq arq,
    ars ars, ary ary, arz arz, ayl ayl, ayn ayn, ckb ckb, cmn cmn, fil fil, kab kab, kmr kmr,
    shi shi, tzm tzm, yue yue, zgh zgh
    """)

  /// Names in English, in French and in the language itself, in lower case.
  static let tags: [String: String] = pairs(
    """
    english en, anglais en, الإنجليزية en, الانجليزية en, إنجليزي en, english (us) en-US,
    english (uk) en-GB, american english en-US, british english en-GB,
    french fr, français fr, francais fr, الفرنسية fr, فرنسي fr, french (canada) fr-CA,
    canadian french fr-CA, arabic ar, arabe ar, العربية ar, عربي ar, اللغة العربية ar,
    modern standard arabic ar, egyptian arabic ar-EG, tunisian arabic ar-TN,
    moroccan arabic ar-MA, algerian arabic ar-DZ, saudi arabic ar-SA, emirati arabic ar-AE,
    lebanese arabic ar-LB, jordanian arabic ar-JO, iraqi arabic ar-IQ, kuwaiti arabic ar-KW,
    arabic (egypt) ar-EG, arabic (tunisia) ar-TN, arabic (morocco) ar-MA, arabic (algeria) ar-DZ,
    arabic (saudi arabia) ar-SA, arabic (uae) ar-AE,
    spanish es, español es, espagnol es, german de, deutsch de, allemand de, italian it,
    italiano it, italien it, portuguese pt, português pt, portugais pt, dutch nl, nederlands nl,
    néerlandais nl, russian ru, русский ru, russe ru, turkish tr, türkçe tr, turc tr, chinese zh,
    中文 zh, chinois zh, mandarin cmn, cantonese yue, japanese ja, 日本語 ja, japonais ja, korean ko,
    한국어 ko, coréen ko, hindi hi, हिन्दी hi, urdu ur, اردو ur, persian fa, farsi fa, فارسی fa,
    hebrew he, עברית he, hébreu he, polish pl, polski pl, polonais pl, ukrainian uk, greek el,
    czech cs, slovak sk, romanian ro, roumain ro, hungarian hu, swedish sv, danish da,
    norwegian no, finnish fi, icelandic is, bulgarian bg, croatian hr, serbian sr, slovenian sl,
    bosnian bs, albanian sq, estonian et, latvian lv, lithuanian lt, catalan ca, basque eu,
    galician gl, irish ga, welsh cy, maltese mt, armenian hy, georgian ka, azerbaijani az,
    kazakh kk, uzbek uz, bengali bn, punjabi pa, gujarati gu, marathi mr, tamil ta, telugu te,
    kannada kn, malayalam ml, sinhala si, nepali ne, thai th, vietnamese vi, indonesian id,
    malay ms, tagalog tl, filipino fil, khmer km, lao lo, burmese my, mongolian mn, swahili sw,
    amharic am, somali so, hausa ha, yoruba yo, igbo ig, zulu zu, xhosa xh, afrikaans af,
    pashto ps, kurdish ku, sindhi sd, wolof wo, malagasy mg, kabyle kab, tamazight zgh
    """)

  /// Languages that are written from right to left unless their tag names a script.
  static let rightToLeft: Set<String> = [
    "ar", "aeb", "acm", "acq", "acw", "afb", "ajp", "apc", "apd", "arq", "ars", "ary", "arz", "ayl",
    "ayn", "he", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb", "ks", "aii",
  ]

  /// Reads `name tag, name tag`: the last word of each part is the tag.
  private static func pairs(_ text: String) -> [String: String] {
    var result: [String: String] = [:]
    for part in text.split(whereSeparator: { $0 == "," || $0 == "\n" }) {
      let words = part.split(separator: " ")
      guard let tag = words.last, words.count > 1 else { continue }
      result[words.dropLast().joined(separator: " ")] = String(tag)
    }
    return result
  }
}
