/// A time as a source writes it, before the unit of its numbers is known.
enum RawTime: Hashable, Sendable {
  /// A number of some unit, in JSON a number or a text of one.
  case number(TimeNumber)
  /// Milliseconds by the text itself: a clock such as `00:01:02`, or a duration such as `1.5s`.
  case clock(Int64)
  /// Milliseconds since 1970.
  case instant(Int64, hasZone: Bool)
  /// No time: null, or an empty text.
  case missing
  /// Something that cannot be read as a time.
  case unreadable

  /// Times beyond this many milliseconds, three million years, are none.
  static let limit: UInt64 = 100_000_000_000_000_000

  /// Reads a JSON value.
  init(_ value: JSONValue) {
    switch value.kind {
    case .number:
      self = value.withRawBytes { TimeNumber(utf8: $0) }.map(RawTime.number) ?? .unreadable
    case .string: self = RawTime(text: value.string ?? "")
    case .null: self = .missing
    case .object: self = RawTime(secondsAndNanos: value)
    case .boolean, .array: self = .unreadable
    }
  }

  /// Reads a text: a decimal number, a clock or duration, or an ISO 8601 instant.
  init(text: String) {
    var text = text
    self = text.withUTF8 { bytes in
      let bytes = WordAligner.trimmed(bytes)
      if bytes.isEmpty { return .missing }
      if let number = TimeNumber(utf8: bytes) { return .number(number) }
      if let number = Self.withDecimalComma(bytes) { return .number(number) }
      if let parsed = InstantParser.parse(String(decoding: bytes, as: UTF8.self)) {
        return .instant(parsed.instant.millisecondsSince1970, hasZone: parsed.hasZone)
      }
      guard let milliseconds = ClockText.milliseconds(utf8: bytes),
        milliseconds.magnitude <= Self.limit
      else { return .unreadable }
      return .clock(milliseconds)
    }
  }

  /// Reads `{"seconds": "12", "nanos": 900000000}`, of which either member may be missing.
  private init(secondsAndNanos value: JSONValue) {
    self = .unreadable
    var milliseconds: Int64 = 0
    var found = false
    for (name, unit) in [("seconds", TimeUnit.seconds), ("nanos", .nanoseconds)] {
      guard let member = value.member(named: name) else { continue }
      guard case .number(let number) = RawTime(member), let part = number.milliseconds(in: unit)
      else { return }
      milliseconds += part
      found = true
    }
    if found { self = .clock(milliseconds) }
  }

  /// `0,49`: a comma is a decimal comma only where it cannot part thousands.
  private static func withDecimalComma(_ bytes: UnsafeBufferPointer<UInt8>) -> TimeNumber? {
    guard let comma = bytes.firstIndex(of: UInt8(ascii: ",")), bytes.count <= 40 else { return nil }
    let digitsBefore = bytes[..<comma].filter { $0 != UInt8(ascii: "-") }
    let digitsBehind = bytes.count - comma - 1
    let mayPartThousands =
      digitsBehind == 3 && digitsBefore.first != UInt8(ascii: "0") && digitsBefore.count <= 3
    guard !digitsBefore.isEmpty, digitsBehind > 0, !mayPartThousands else { return nil }
    var text = Array(bytes)
    text[comma] = UInt8(ascii: ".")
    return text.withUnsafeBufferPointer { TimeNumber(utf8: $0) }
  }
}
