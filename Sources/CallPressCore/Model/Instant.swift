/// A point on the world's clock, in whole milliseconds since 1970-01-01T00:00:00Z.
///
/// Held as an integer, since a floating-point second cannot hold a millisecond of this century.
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  public var millisecondsSince1970: Int64

  /// Makes an instant.
  public init(millisecondsSince1970: Int64) {
    self.millisecondsSince1970 = millisecondsSince1970
  }

  /// Orders by time.
  public static func < (left: Instant, right: Instant) -> Bool {
    left.millisecondsSince1970 < right.millisecondsSince1970
  }

  /// ISO 8601 in UTC with milliseconds where they are not zero: `2026-03-01T10:00:00Z`.
  public var description: String {
    let (days, inDay) = Self.split(millisecondsSince1970, by: 86_400_000)
    let (year, month, day) = Self.civil(fromDays: days)
    let milliseconds = inDay % 1000
    let seconds = inDay / 1000
    func pad(_ value: Int64, _ width: Int) -> String {
      let digits = String(value.magnitude)
      let zeros = String(repeating: "0", count: max(0, width - digits.count))
      return (value < 0 ? "-" : "") + zeros + digits
    }
    var text = "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))T"
    text += "\(pad(seconds / 3600, 2)):\(pad(seconds / 60 % 60, 2)):\(pad(seconds % 60, 2))"
    if milliseconds != 0 { text += "." + pad(milliseconds, 3) }
    return text + "Z"
  }

  private static func split(_ value: Int64, by unit: Int64) -> (quotient: Int64, rest: Int64) {
    var (quotient, rest) = value.quotientAndRemainder(dividingBy: unit)
    if rest < 0 {
      quotient -= 1
      rest += unit
    }
    return (quotient, rest)
  }

  /// The proleptic Gregorian date of a day counted from 1970-01-01.
  static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    // Count from 0000-03-01 so that the leap day is the last of a year; 146,097 days are 400 years.
    let shifted = days + 719_468
    let (era, dayOfEra) = split(shifted, by: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The day, counted from 1970-01-01, of a proleptic Gregorian date.
  static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = split(shiftedYear, by: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
