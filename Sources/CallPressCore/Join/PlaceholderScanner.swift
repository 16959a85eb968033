/// Finds placeholders of templates that were spoken as they stand: `{{name}}`, `{name}`, `[NAME]`
/// and `<first_name>`.
enum PlaceholderScanner {
  /// The longest placeholder in bytes.
  private static let longest = 100

  /// What transcribers write in brackets, in capitals at times, about sounds and not for a name.
  private static let annotations: Set<String> = [
    "APPLAUSE", "AUDIO", "BACKGROUND", "BEEP", "BLANK", "BREATH", "BREATHING", "CHUCKLE",
    "CHUCKLES", "CLICK", "COUGH", "CROSSTALK", "CRYING", "FOREIGN", "INAUDIBLE", "INDISTINCT",
    "INTERPOSING", "LAUGH", "LAUGHING", "LAUGHS", "LAUGHTER", "MUSIC", "MUTED", "NOISE",
    "OVERLAPPING", "PAUSE", "PHONE", "REDACTED", "RINGING", "SIC", "SIGH", "SIGHS", "SILENCE",
    "SPEAKER", "STATIC", "UNCLEAR", "UNINTELLIGIBLE", "UNKNOWN", "VOICEMAIL",
  ]

  /// Finds the placeholders of a text, in order.
  static func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, _ found: (_ range: Range<Int>, _ name: Range<Int>) -> Void
  ) {
    var at = 0
    while true {
      at = nextOpening(bytes, at)
      guard at < bytes.count else { return }
      switch bytes[at] {
      case UInt8(ascii: "{"):
        var opened = at + 1
        while opened < bytes.count, bytes[opened] == UInt8(ascii: "{") { opened += 1 }
        let depth = opened - at
        guard depth <= 3, let name = name(bytes, opened, UInt8(ascii: "}"), isBraceName) else {
          at = opened
          continue
        }
        var closed = name.upperBound
        while closed < bytes.count, closed - name.upperBound < depth,
          bytes[closed] == UInt8(ascii: "}")
        {
          closed += 1
        }
        guard closed - name.upperBound == depth else {
          at = opened
          continue
        }
        found(at..<closed, trimmed(bytes, name))
        at = closed
      case UInt8(ascii: "["):
        if let name = name(bytes, at + 1, UInt8(ascii: "]"), isCapital),
          isPlaceholder(bytes, name)
        {
          found(at..<name.upperBound + 1, name)
          at = name.upperBound + 1
        } else {
          at += 1
        }
      case UInt8(ascii: "<"):
        if let name = name(bytes, at + 1, UInt8(ascii: ">"), isIdentifier),
          bytes[name].contains(UInt8(ascii: "_"))
        {
          found(at..<name.upperBound + 1, name)
          at = name.upperBound + 1
        } else {
          at += 1
        }
      default: at += 1
      }
    }
  }

  /// The next place where a placeholder may begin; the end where there is none.
  private static func nextOpening(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    guard let base = bytes.baseAddress else { return bytes.count }
    var at = start
    let ones: UInt64 = 0x0101_0101_0101_0101
    while at &+ 8 <= bytes.count {
      let chunk = ByteRuns.load8(base + at)
      // Both brackets at once: they differ in the bit of the case.
      let brackets = (chunk | 0x2020_2020_2020_2020) ^ 0x7B7B_7B7B_7B7B_7B7B
      let angles = chunk ^ 0x3C3C_3C3C_3C3C_3C3C
      // A borrow can only make bytes look like hits where there is one.
      let hits = ((brackets &- ones) & ~brackets) | ((angles &- ones) & ~angles)
      guard hits & 0x8080_8080_8080_8080 == 0 else { break }
      at &+= 8
    }
    while at < bytes.count {
      let byte = bytes[at]
      if byte | 0x20 == UInt8(ascii: "{") || byte == UInt8(ascii: "<") { return at }
      at &+= 1
    }
    return at
  }

  /// What stands before the closing byte, where all of it belongs to a name.
  private static func name(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ closing: UInt8, _ belongs: (UInt8) -> Bool
  ) -> Range<Int>? {
    var at = start
    var hasLetter = false
    while at < bytes.count, at - start <= longest {
      if bytes[at] == closing { return hasLetter ? start..<at : nil }
      guard belongs(bytes[at]) else { return nil }
      if bytes[at] | 0x20 >= UInt8(ascii: "a"), bytes[at] != UInt8(ascii: "_") { hasLetter = true }
      at += 1
    }
    return nil
  }

  private static func isIdentifier(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "_")
  }

  private static func isBraceName(_ byte: UInt8) -> Bool {
    isIdentifier(byte) || byte >= 0x80 || byte == UInt8(ascii: " ") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "-")
  }

  private static func isCapital(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "A") < 26 || byte == UInt8(ascii: "_")
  }

  private static func isPlaceholder(
    _ bytes: UnsafeBufferPointer<UInt8>, _ name: Range<Int>
  ) -> Bool {
    guard name.count >= 2 else { return false }
    let first = bytes[name].prefix { $0 != UInt8(ascii: "_") }
    return !annotations.contains(String(decoding: first, as: UTF8.self))
  }

  private static func trimmed(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Range<Int> {
    var range = range
    while let first = range.first, bytes[first] == UInt8(ascii: " ") {
      range = first + 1..<range.upperBound
    }
    while let last = range.last, bytes[last] == UInt8(ascii: " ") {
      range = range.lowerBound..<last
    }
    return range
  }
}
