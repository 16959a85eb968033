public import CallPressCore
public import HTTPTypes

/// Reads how long a server asks to be left alone.
public enum RequestedDelay {
  /// The wait that an answer asks for, `nil` where it asks for none that can be understood.
  ///
  /// Read in this order: `retry-after-ms`; `Retry-After` in seconds or as a date (RFC 9110,
  /// 10.2.3); `X-RateLimit-Reset` and `RateLimit-Reset`, which are seconds to go or, where that
  /// would be decades, seconds or milliseconds since 1970.
  ///
  /// - Parameters:
  ///   - fields: The answer's header fields.
  ///   - now: The present time.
  public static func read(_ fields: HTTPFields, now: Instant) -> Duration? {
    if let milliseconds = value("retry-after-ms", fields).flatMap(number) {
      return milliseconds / 1000
    }
    if let text = value("retry-after", fields) {
      if let seconds = number(text) { return seconds }
      if let date = HTTPDate.instant(text) { return until(date, now) }
    }
    for name in ["x-ratelimit-reset", "ratelimit-reset"] {
      guard let text = value(name, fields) else { continue }
      if let seconds = number(text) {
        // A thousand million seconds are more than thirty years: no delay, but a date.
        if seconds < .seconds(1_000_000_000) { return seconds }
        let count = seconds.components.seconds
        let milliseconds =
          count < 100_000_000_000 ? count.multipliedReportingOverflow(by: 1000) : (count, false)
        guard !milliseconds.1 else { continue }
        return until(Instant(millisecondsSince1970: milliseconds.0), now)
      }
      if let date = Instant(iso8601: text) ?? HTTPDate.instant(text) { return until(date, now) }
    }
    return nil
  }

  private static func value(_ name: String, _ fields: HTTPFields) -> String? {
    HTTPField.Name(name).flatMap { fields[$0] }
  }

  private static func until(_ instant: Instant, _ now: Instant) -> Duration {
    let (difference, overflow) = instant.millisecondsSince1970.subtractingReportingOverflow(
      now.millisecondsSince1970)
    return overflow ? .zero : .milliseconds(max(difference, 0))
  }

  /// A decimal number of seconds, not negative and of sensible size.
  private static func number(_ text: String) -> Duration? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, (1...15).contains(first.utf8.count),
      first.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let whole = Int64(first)
    else { return nil }
    guard parts.count == 2 else { return .seconds(whole) }
    let digits = parts[1].prefix(3)
    guard parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    var thousandths = Int64(digits) ?? 0
    for _ in digits.utf8.count..<3 { thousandths *= 10 }
    return .seconds(whole) + .milliseconds(thousandths)
  }
}

/// The dates of HTTP (RFC 9110, 5.6.7), in each of the three forms that a reader must take.
enum HTTPDate {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// The instant, `nil` for what is no such date.
  static func instant(_ text: String) -> Instant? {
    guard text.utf8.count <= 40 else { return nil }
    // `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`
    let parts = text.split { $0 == " " || $0 == "," || $0 == "-" }.map(String.init)
    switch parts.count {
    case 6: return instant(day: parts[1], month: parts[2], year: parts[3], time: parts[4])
    case 5: return instant(day: parts[2], month: parts[1], year: parts[4], time: parts[3])
    default: return nil
    }
  }

  private static func instant(day: String, month: String, year: String, time: String) -> Instant? {
    guard let month = months.firstIndex(of: month.lowercased()), let day = Int(day),
      (1...31).contains(day), var year = Int(year), year >= 0
    else { return nil }
    if year < 100 { year += year < 70 ? 2000 : 1900 }
    func pad(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    return Instant(iso8601: "\(pad(year, 4))-\(pad(month + 1, 2))-\(pad(day, 2))T\(time)Z")
  }
}
