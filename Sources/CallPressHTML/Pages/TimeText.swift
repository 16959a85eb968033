import CallPressCore

/// Times as pages show them and as `datetime` takes them.
struct TimeText {
  /// Whether clocks show hours, because some time of the call needs them.
  var showsHours = false

  /// Appends a clock: `00:12`, `1:02:03`, and a minus sign before the zero point.
  func appendClock(_ time: MediaTime, to output: inout OutputBuffer) {
    let milliseconds = time.milliseconds
    // Rounded down, also before the zero point, so that equal texts mean the same second.
    var seconds = milliseconds / 1000
    if milliseconds < 0 {
      output.append("\u{2212}")
      if milliseconds % 1000 != 0 { seconds -= 1 }
    }
    let whole = seconds.magnitude
    if showsHours || whole >= 3600 {
      output.append(digits: whole / 3600, atLeast: 1)
      output.append(UInt8(ascii: ":"))
      output.append(digits: whole / 60 % 60, atLeast: 2)
    } else {
      output.append(digits: whole / 60, atLeast: 2)
    }
    output.append(UInt8(ascii: ":"))
    output.append(digits: whole % 60, atLeast: 2)
  }

  /// Appends seconds in the shortest decimal form: `12.34`.
  static func appendSeconds(_ time: MediaTime, to output: inout OutputBuffer) {
    if time.milliseconds < 0 { output.append(UInt8(ascii: "-")) }
    let milliseconds = time.milliseconds.magnitude
    output.append(digits: milliseconds / 1000, atLeast: 1)
    var fraction = milliseconds % 1000
    guard fraction != 0 else { return }
    output.append(UInt8(ascii: "."))
    var width = 3
    while fraction % 10 == 0 {
      fraction /= 10
      width -= 1
    }
    output.append(digits: fraction, atLeast: width)
  }

  /// Appends a valid duration string (HTML §2.3.5.7), `PT12.34S`; nothing before the zero point,
  /// for which there is none.
  ///
  /// - Returns: Whether anything was appended.
  @discardableResult
  static func appendDuration(_ time: MediaTime, to output: inout OutputBuffer) -> Bool {
    guard time.milliseconds >= 0 else { return false }
    output.append("PT")
    appendSeconds(time, to: &output)
    output.append(UInt8(ascii: "S"))
    return true
  }

  /// Appends a clock in a `time` element; before the zero point, without one.
  func appendElement(_ time: MediaTime, to output: inout OutputBuffer) {
    guard time.milliseconds >= 0 else { return appendClock(time, to: &output) }
    output.append("<time datetime=\"")
    Self.appendDuration(time, to: &output)
    output.append("\">")
    appendClock(time, to: &output)
    output.append("</time>")
  }

  /// A clock as text.
  func clock(_ time: MediaTime) -> String {
    var output = OutputBuffer(capacity: 64)
    appendClock(time, to: &output)
    return output.string()
  }

  /// Seconds as text.
  static func seconds(_ time: MediaTime) -> String {
    var output = OutputBuffer(capacity: 64)
    appendSeconds(time, to: &output)
    return output.string()
  }

  /// A duration string; `nil` before the zero point.
  static func duration(_ time: MediaTime) -> String? {
    var output = OutputBuffer(capacity: 64)
    return appendDuration(time, to: &output) ? output.string() : nil
  }

  /// An instant for people, in UTC: `1 March 2026, 10:00:05 UTC`.
  static func text(of instant: Instant) -> String {
    let iso = instant.description
    let bytes = Array(iso.utf8)
    // The date is read from its end: a year may have more digits than four.
    guard let separator = bytes.firstIndex(of: UInt8(ascii: "T")), separator >= 10 else {
      return iso
    }
    func number(_ start: Int) -> Int {
      Int(bytes[start] &- 0x30) * 10 + Int(bytes[start + 1] &- 0x30)
    }
    let month = number(separator - 5)
    guard InterfaceWord.months.indices.contains(month - 1) else { return iso }
    var output = OutputBuffer(capacity: 64)
    output.append(decimal: Int64(number(separator - 2)))
    output.append(UInt8(ascii: " "))
    output.append(text: InterfaceWord.months[month - 1])
    output.append(UInt8(ascii: " "))
    output.append(bytes[..<(separator - 6)])
    output.append(", ")
    output.append(bytes[(separator + 1)...].prefix(8))
    output.append(" UTC")
    return output.string()
  }
}
