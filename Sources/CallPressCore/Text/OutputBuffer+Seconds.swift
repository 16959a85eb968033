extension OutputBuffer {
  /// Appends a time as decimal seconds with three digits behind the point: `-0.120`.
  package mutating func append(seconds time: MediaTime) {
    let magnitude = time.milliseconds.magnitude
    if time.milliseconds < 0 { append(UInt8(ascii: "-")) }
    append(digits: magnitude / 1000, atLeast: 1)
    append(UInt8(ascii: "."))
    append(digits: magnitude % 1000, atLeast: 3)
  }
}
