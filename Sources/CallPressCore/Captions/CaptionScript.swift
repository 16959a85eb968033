/// What a run of speech is mostly written in, as far as captions treat scripts differently.
enum CaptionScript {
  /// Letters between spaces: Latin, Cyrillic, Greek and all others that have no rules of their own.
  case alphabetic
  case arabic
  case japanese
  case chinese
  case korean
  case thai

  /// The script of most of a text's letters; kana make it Japanese.
  init(of bytes: UnsafeBufferPointer<UInt8>) {
    self = .alphabetic
    guard !LetterCount.isASCII(bytes) else { return }
    var plain = 0
    var arabic = 0
    var kana = 0
    var han = 0
    var hangul = 0
    var thai = 0
    for at in bytes.indices {
      let lead = bytes[at]
      if lead < 0x80 {
        if (lead | 0x20) &- 0x61 < 26 { plain &+= 1 }
        continue
      }
      guard lead >= 0xC0 else { continue }
      switch lead {
      case 0xD8...0xDB: arabic &+= 1
      case 0xE0:
        if at &+ 1 < bytes.count, bytes[at &+ 1] == 0xB8 || bytes[at &+ 1] == 0xB9 {
          thai &+= 1
        } else {
          plain &+= 1
        }
      case 0xE3:
        if at &+ 1 < bytes.count, bytes[at &+ 1] >= 0x81, bytes[at &+ 1] <= 0x83 { kana &+= 1 }
      case 0xE4...0xE9: han &+= 1
      case 0xEA...0xED: hangul &+= 1
      case 0xE2, 0xEE, 0xEF, 0xF0...: break
      default: plain &+= 1
      }
    }
    // One character of East Asia says about as much as two letters.
    let east = (kana + han + hangul) * 2
    let most = max(plain, arabic, east, thai)
    if most == 0 || most == plain {
      self = .alphabetic
    } else if most == arabic {
      self = .arabic
    } else if most == thai {
      self = .thai
    } else if hangul > kana + han {
      self = .korean
    } else {
      self = kana * 20 > han ? .japanese : .chinese
    }
  }

  /// Whether words stand next to one another without spaces.
  var hasNoSpaces: Bool {
    switch self {
    case .japanese, .chinese, .thai: true
    case .alphabetic, .arabic, .korean: false
    }
  }
}

/// Where lines of scripts without spaces end well, told by the characters alone.
enum EastAsianBreaks {
  private enum Kind {
    case kanji, hiragana, katakana, digit, opening, other
  }

  /// The boundary between two atoms that touch.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - end: Where the first atom ends.
  ///   - left: What is known of the first atom.
  ///   - script: What the run is written in.
  ///   - isInWord: Whether a word that has a time goes on over the boundary.
  static func boundary(
    _ bytes: UnsafeBufferPointer<UInt8>, _ end: Int, _ left: AtomTraits, _ script: CaptionScript,
    isInWord: Bool
  ) -> BreakCosts.Boundary {
    switch left.closing {
    case .sentence: return .sentence
    case .clause: return .clause
    case .none, .title: break
    }
    guard let before = UTF8Scalars.decode(bytes, before: end)?.scalar else { return .plain }
    let after = UTF8Scalars.decode(bytes, end).scalar
    let cost: Int
    switch script {
    case .thai: cost = 120
    case .chinese: cost = chinese(before, after)
    default: cost = japanese(before, after)
    }
    return .adjacent(isInWord ? cost + 150 : cost)
  }

  private static func kind(_ scalar: UInt32) -> Kind {
    switch scalar {
    case 0x3041...0x309F: .hiragana
    case 0x30A0...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9F: .katakana
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFD, 0x3005, 0x3006:
      .kanji
    case 0x30...0x39, 0xFF10...0xFF19: .digit
    case 0x300C, 0x300E, 0xFF08, 0x3010, 0x300A: .opening
    default: .other
    }
  }

  /// Phrases end with particles and inflections in hiragana, and begin with anything else.
  private static func japanese(_ before: UInt32, _ after: UInt32) -> Int {
    let right = kind(after)
    switch (kind(before), right) {
    case (_, .opening): return 40
    case (.digit, .digit), (.katakana, .katakana): return 300
    case (.digit, _), (_, .digit): return right == .digit && kind(before) == .hiragana ? 50 : 260
    case (.hiragana, .hiragana):
      switch before {
      // は, を, へ; then て, で, に, が, と, も, ね, よ, ら.
      case 0x306F, 0x3092, 0x3078: return 80
      case 0x3066, 0x3067, 0x306B, 0x304C, 0x3068, 0x3082, 0x306D, 0x3088, 0x3089: return 110
      default: return 190
      }
    case (.hiragana, _):
      switch before {
      case 0x306F, 0x3092, 0x304C, 0x306B, 0x3067, 0x3068, 0x3082, 0x3078, 0x304B, 0x306D, 0x3088:
        return 40
      case 0x3066, 0x305F, 0x3060, 0x3070, 0x3089: return 50
      // の and な belong to what follows, and the honorific お and ご as well.
      case 0x306E, 0x306A: return 90
      case 0x304A, 0x3054: return 250
      default: return 70
      }
    case (.kanji, .hiragana), (.katakana, .hiragana): return 240
    case (.kanji, .kanji): return 180
    case (.kanji, .katakana), (.katakana, .kanji): return 120
    default: return 80
    }
  }

  private static func chinese(_ before: UInt32, _ after: UInt32) -> Int {
    let left = kind(before)
    let right = kind(after)
    if right == .opening { return 40 }
    if left == .digit || right == .digit { return left == right ? 300 : left == .digit ? 240 : 90 }
    switch before {
    // 了 吗 呢 吧 着 过 们 后 时: a phrase ends with them.
    case 0x4E86, 0x5417, 0x5462, 0x5427, 0x7740, 0x8FC7, 0x4EEC, 0x540E, 0x65F6: return 50
    // 的 地 得 and what binds to the next word: 和 与 在 把 被 从 向 对 给 让 很 不 没 是 一 这 那 我 你 您 他 她.
    case 0x7684, 0x5730, 0x5F97: return 105
    case 0x548C, 0x4E0E, 0x5728, 0x628A, 0x88AB, 0x4ECE, 0x5411, 0x5BF9, 0x7ED9, 0x8BA9, 0x5F88,
      0x4E0D, 0x6CA1, 0x662F, 0x4E00, 0x8FD9, 0x90A3, 0x6211, 0x4F60, 0x60A8, 0x4ED6, 0x5979:
      return 190
    default: break
    }
    switch after {
    // 和 与 及 或 但 而 因 所 如 在 把 被 从 向 对 给 让 并 就: a phrase begins with them.
    case 0x548C, 0x4E0E, 0x53CA, 0x6216, 0x4F46, 0x800C, 0x56E0, 0x6240, 0x5982, 0x5728, 0x628A,
      0x88AB, 0x4ECE, 0x5411, 0x5BF9, 0x7ED9, 0x8BA9, 0x5E76, 0x5C31:
      return 60
    // 我 你 您 他 她 这 那: a clause often does.
    case 0x6211, 0x4F60, 0x60A8, 0x4ED6, 0x5979, 0x8FD9, 0x90A3: return 70
    // 的 了 吗 呢 吧 着 过 们: never alone at the head of a line.
    case 0x7684, 0x4E86, 0x5417, 0x5462, 0x5427, 0x7740, 0x8FC7, 0x4EEC: return 300
    default: return 130
    }
  }
}
