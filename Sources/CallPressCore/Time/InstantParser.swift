extension Instant {
  /// Reads an ISO 8601 instant such as `2026-03-01T10:00:00Z`; without a zone it is taken as UTC.
  ///
  /// The `T` may be a space; the fraction may have any number of digits, of which milliseconds
  /// are kept, rounded half up. `nil` for anything else.
  public init?(iso8601 text: String) {
    guard let parsed = InstantParser.parse(text) else { return nil }
    self = parsed.instant
  }
}

/// Reads instants on the wall clock.
enum InstantParser {
  /// An instant, and whether its text names a zone.
  struct Parsed {
    var instant: Instant
    var hasZone: Bool
  }

  static func parse(_ text: String) -> Parsed? {
    var text = text
    return text.withUTF8 { parse($0) }
  }

  private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Parsed? {
    var at = 0
    func digits(_ count: Int) -> Int64? {
      guard at + count <= bytes.count else { return nil }
      var value: Int64 = 0
      for offset in 0..<count {
        guard bytes[at + offset] &- 0x30 < 10 else { return nil }
        value = value * 10 + Int64(bytes[at + offset] &- 0x30)
      }
      at += count
      return value
    }
    func skip(_ options: [UInt8]) -> Bool {
      guard at < bytes.count, options.contains(bytes[at]) else { return false }
      at += 1
      return true
    }
    let dash = [UInt8(ascii: "-")]
    guard let year = digits(4), skip(dash), let month = digits(2), skip(dash),
      let day = digits(2), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    var total = Instant.days(year: year, month: month, day: day) * 86_400_000
    guard skip([UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " ")]),
      let hour = digits(2), skip([UInt8(ascii: ":")]), let minute = digits(2),
      hour <= 24, minute < 60
    else { return nil }
    total += (hour * 60 + minute) * 60_000
    if skip([UInt8(ascii: ":")]) {
      guard let second = digits(2), second <= 60 else { return nil }
      total += second * 1000
      if skip([UInt8(ascii: "."), UInt8(ascii: ",")]) {
        var weight: Int64 = 100
        var count = 0
        while at < bytes.count, bytes[at] &- 0x30 < 10 {
          let digit = Int64(bytes[at] &- 0x30)
          if count == 3, digit >= 5 { total += 1 }
          total += digit * weight
          weight /= 10
          count += 1
          at += 1
        }
        guard count > 0 else { return nil }
      }
    }
    if at == bytes.count {
      return Parsed(instant: Instant(millisecondsSince1970: total), hasZone: false)
    }
    if skip([UInt8(ascii: "Z"), UInt8(ascii: "z")]) {
      return at == bytes.count
        ? Parsed(instant: Instant(millisecondsSince1970: total), hasZone: true) : nil
    }
    let isWest = bytes[at] == UInt8(ascii: "-")
    guard skip([UInt8(ascii: "+"), UInt8(ascii: "-")]), let zoneHours = digits(2) else {
      return nil
    }
    _ = skip([UInt8(ascii: ":")])
    let zoneMinutes = at == bytes.count ? 0 : digits(2)
    guard let zoneMinutes, at == bytes.count, zoneHours <= 23, zoneMinutes < 60 else { return nil }
    let offset = (zoneHours * 60 + zoneMinutes) * 60_000
    return Parsed(
      instant: Instant(millisecondsSince1970: total + (isWest ? offset : -offset)), hasZone: true)
  }
}
