/// Decoding of the escapes of JSON strings (RFC 8259 §7).
enum JSONString {
  /// The text of a string's inside; half surrogate pairs become U+FFFD.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    // An escape is never shorter than the UTF-8 it stands for, so the source's length suffices.
    String(unsafeUninitializedCapacity: bytes.count) { target in
      var written = 0
      var at = 0
      func put(_ scalar: UInt32) {
        if scalar < 0x80 {
          target[written] = UInt8(scalar)
          written += 1
        } else if scalar < 0x800 {
          target[written] = UInt8(0xC0 | scalar >> 6)
          target[written + 1] = UInt8(0x80 | scalar & 0x3F)
          written += 2
        } else if scalar < 0x10000 {
          target[written] = UInt8(0xE0 | scalar >> 12)
          target[written + 1] = UInt8(0x80 | scalar >> 6 & 0x3F)
          target[written + 2] = UInt8(0x80 | scalar & 0x3F)
          written += 3
        } else {
          target[written] = UInt8(0xF0 | scalar >> 18)
          target[written + 1] = UInt8(0x80 | scalar >> 12 & 0x3F)
          target[written + 2] = UInt8(0x80 | scalar >> 6 & 0x3F)
          target[written + 3] = UInt8(0x80 | scalar & 0x3F)
          written += 4
        }
      }
      while at < bytes.count {
        let byte = bytes[at]
        guard byte == UInt8(ascii: "\\"), at + 1 < bytes.count else {
          target[written] = byte
          written += 1
          at += 1
          continue
        }
        switch bytes[at + 1] {
        case UInt8(ascii: "b"): put(0x08)
        case UInt8(ascii: "f"): put(0x0C)
        case UInt8(ascii: "n"): put(0x0A)
        case UInt8(ascii: "r"): put(0x0D)
        case UInt8(ascii: "t"): put(0x09)
        case UInt8(ascii: "u"):
          let unit = codeUnit(bytes, at)
          if unit & 0xFC00 == 0xD800, let low = lowSurrogate(bytes, at + 6) {
            put(0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF)
            at += 12
            continue
          }
          put(unit & 0xF800 == 0xD800 ? 0xFFFD : unit)
          at += 6
          continue
        default: put(UInt32(bytes[at + 1]))
        }
        at += 2
      }
      return written
    }
  }

  /// Whether there is a surrogate escape without its other half.
  static func hasLoneSurrogate(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count else {
        at += 1
        continue
      }
      guard bytes[at + 1] == UInt8(ascii: "u") else {
        at += 2
        continue
      }
      let unit = codeUnit(bytes, at)
      if unit & 0xFC00 == 0xD800, lowSurrogate(bytes, at + 6) != nil {
        at += 12
      } else if unit & 0xF800 == 0xD800 {
        return true
      } else {
        at += 6
      }
    }
    return false
  }

  /// The code unit of the escape `\uXXXX` at a place that the parser has checked.
  private static func codeUnit(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt32 {
    guard at + 6 <= bytes.count else { return 0xFFFD }
    var unit: UInt32 = 0
    for offset in 2..<6 { unit = unit << 4 | UInt32(bytes[at + offset].hexValue ?? 0) }
    return unit
  }

  private static func lowSurrogate(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt32? {
    guard at + 6 <= bytes.count, bytes[at] == UInt8(ascii: "\\"),
      bytes[at + 1] == UInt8(ascii: "u")
    else { return nil }
    let unit = codeUnit(bytes, at)
    return unit & 0xFC00 == 0xDC00 ? unit : nil
  }
}
