import CallPressCore

/// The times of a TTML document, and what its root says about them.
struct TTMLClock {
  /// What the times count.
  enum Base {
    case media, smpte, clock
  }

  private(set) var base = Base.media
  private(set) var isDiscontinuous = false
  private var frameRate: Int64 = 30
  private var numerator: Int64 = 1
  private var denominator: Int64 = 1
  private var subFrames: Int64 = 1
  private var tickRate: Int64?
  private var hasFrameRate = false
  private var isDropFrame = false

  /// Reads the parameters of the root; those that make no sense count as not there.
  init(_ root: SAXElement? = nil) {
    guard let root else { return }
    func value(_ name: StaticString) -> String? {
      root.attribute(name, inNamespaceEndingWith: "parameter").map {
        String(decoding: $0.bytes.prefix(64), as: UTF8.self)
      }
    }
    func rate(_ name: StaticString) -> Int64? {
      value(name).flatMap { Int64($0) }.flatMap { (1...1_000_000_000).contains($0) ? $0 : nil }
    }
    if let rate = rate("frameRate") {
      frameRate = min(rate, 100_000)
      hasFrameRate = true
    }
    if let rate = rate("subFrameRate") { subFrames = min(rate, 10_000) }
    tickRate = rate("tickRate")
    if let multiplier = value("frameRateMultiplier") {
      let parts = multiplier.split { $0 == " " || $0 == ":" }.compactMap { Int64($0) }
      if parts.count == 2, parts.allSatisfy({ (1...1_000_000).contains($0) }) {
        (numerator, denominator) = (parts[0], parts[1])
      }
    }
    switch value("timeBase") {
    case "smpte": base = .smpte
    case "clock": base = .clock
    default: base = .media
    }
    isDropFrame = value("dropMode") == "dropNTSC" && base == .smpte
    isDiscontinuous = base == .smpte && value("markerMode") == "discontinuous"
  }

  /// A time in milliseconds, rounded half up; `nil` for what is none.
  func milliseconds(_ text: String) -> Int64? {
    guard text.utf8.count <= 64 else { return nil }
    let text = text.filter { $0 != " " && !$0.isNewline }
    return text.contains(":") ? clock(text) : offset(text)
  }

  /// `HH:MM:SS.fraction` or `HH:MM:SS:frames.subframes`.
  private func clock(_ text: String) -> Int64? {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    guard fields.count == 3 || fields.count == 4, let hours = Self.whole(fields[0]),
      let minutes = Self.whole(fields[1])
    else { return nil }
    let head = (hours * 60 + minutes) * 60
    if fields.count == 3 {
      return Self.decimal(fields[2], unit: 1000, per: 1).map { head * 1000 + $0 }
    }
    guard let seconds = Self.whole(fields[2]) else { return nil }
    let parts = fields[3].split(separator: ".", omittingEmptySubsequences: false)
    guard let frames = parts.first.flatMap({ Self.whole($0) }) else { return nil }
    let sub = parts.count > 1 ? Self.whole(parts[1]) ?? 0 : 0
    if base == .smpte { return smpte(hours, minutes, head + seconds, frames, sub) }
    return ofFrames(frames, sub).map { (head + seconds) * 1000 + $0 }
  }

  /// On SMPTE's clock a second has its frames, however long they take.
  private func smpte(
    _ hours: Int64, _ minutes: Int64, _ seconds: Int64, _ frames: Int64, _ sub: Int64
  ) -> Int64? {
    var count = seconds * frameRate + frames
    if isDropFrame {
      let total = hours * 60 + minutes
      count -= 2 * (total - total / 10)
    }
    return ofFrames(count, sub)
  }

  /// Frames, and parts of frames, in milliseconds.
  private func ofFrames(_ frames: Int64, _ sub: Int64) -> Int64? {
    let parts = frames.multipliedReportingOverflow(by: subFrames)
    let rate = (frameRate * subFrames).multipliedReportingOverflow(by: numerator)
    guard !parts.overflow, !rate.overflow, parts.partialValue >= 0 else { return nil }
    return Self.rounded(
      UInt64(parts.partialValue &+ sub), times: UInt64(1000 * denominator),
      by: UInt64(rate.partialValue))
  }

  /// `12.5s`, `500ms`, `30f`, `10000000t`.
  private func offset(_ text: String) -> Int64? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text.dropFirst(digits.count)
    switch unit {
    case "h": return Self.decimal(digits, unit: 3_600_000, per: 1)
    case "m": return Self.decimal(digits, unit: 60_000, per: 1)
    case "s": return Self.decimal(digits, unit: 1000, per: 1)
    case "ms": return Self.decimal(digits, unit: 1, per: 1)
    case "f": return Self.decimal(digits, unit: 1000 * denominator, per: frameRate * numerator)
    case "t":
      let rate = tickRate ?? (hasFrameRate ? frameRate * subFrames : 1)
      return Self.decimal(digits, unit: 1000, per: rate)
    default: return nil
    }
  }

  private static func whole(_ text: Substring) -> Int64? {
    guard !text.isEmpty, text.utf8.count <= 9, text.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else {
      return nil
    }
    return Int64(text)
  }

  /// A decimal number times `unit / per`, rounded half up.
  private static func decimal(_ text: Substring, unit: Int64, per: Int64) -> Int64? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ $0.utf8.allSatisfy { $0 &- 0x30 < 10 } }),
      let head = parts.first, head.utf8.count <= 15, let whole = UInt64(head)
    else { return nil }
    guard parts.count == 2 else {
      return rounded(whole, times: UInt64(unit), by: UInt64(per))
    }
    // Nine digits of a fraction are finer than anything that is rounded here.
    let digits = parts[1].prefix(9)
    let tail = UInt64(digits + String(repeating: "0", count: 9 - digits.utf8.count))
    let billion: UInt64 = 1_000_000_000
    let scaled = whole.multipliedReportingOverflow(by: billion)
    let divisor = UInt64(per).multipliedReportingOverflow(by: billion)
    guard let tail, !scaled.overflow, !divisor.overflow else { return nil }
    let sum = scaled.partialValue.addingReportingOverflow(tail)
    guard !sum.overflow else { return nil }
    return rounded(sum.partialValue, times: UInt64(unit), by: divisor.partialValue)
  }

  /// A product divided, rounded half up; `nil` for what no time of a call can be.
  private static func rounded(_ value: UInt64, times unit: UInt64, by divisor: UInt64) -> Int64? {
    let product = value.multipliedFullWidth(by: unit)
    let low = product.low.addingReportingOverflow(divisor / 2)
    let high = product.high + (low.overflow ? 1 : 0)
    guard divisor > 0, high < divisor else { return nil }
    let result = divisor.dividingFullWidth((high, low.partialValue)).quotient
    return result < 1 << 52 ? Int64(result) : nil
  }
}
