/// How long a text takes to say, for want of anything better.
///
/// Unhurried conversation runs at about 15 Latin letters a second. Arabic leaves short vowels
/// unwritten and a Chinese character or Japanese syllable is more than a letter, so these count
/// for more.
enum SpeakingRate {
  /// The shortest estimate in milliseconds.
  static let minimum: Int64 = 700

  /// Milliseconds to say a text.
  static func milliseconds(for text: String) -> Int64 {
    var text = text
    return text.withUTF8 { bytes in
      var total: Int64 = 0
      for byte in bytes {
        switch byte {
        case 0x80...0xBF: break
        case 0xD8...0xDB: total += 85
        case 0xE3...0xED: total += 200
        default: total += 65
        }
      }
      return max(total, minimum)
    }
  }
}
