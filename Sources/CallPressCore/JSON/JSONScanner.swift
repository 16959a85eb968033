/// Moves over the tokens of JSON and checks them, UTF-8 included.
///
/// Every function returns the offset behind the token, or the complement of the offset at which it
/// goes wrong: no errors are made, and none are thrown, where the work is hot.
struct JSONScanner {
  /// The escapes of a string.
  struct Escapes: OptionSet {
    var rawValue: UInt8
    static let any = Escapes(rawValue: 1)
    /// One that may be half of a surrogate pair.
    static let surrogate = Escapes(rawValue: 2)
  }

  let base: UnsafePointer<UInt8>
  let end: Int

  /// Eight bytes at an offset, the first in the lowest place; the caller sees to the end.
  @inline(__always)
  func chunk(_ at: Int) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self))
  }

  @inline(__always)
  func skipWhitespace(_ start: Int) -> Int {
    var at = start
    while at < end {
      let byte = base[at]
      guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else {
        break
      }
      at &+= 1
    }
    return at
  }

  // MARK: Strings

  /// From behind the opening quote to behind the closing one; adds what escapes there are.
  @inline(__always)
  func string(_ start: Int, _ escapes: inout Escapes) -> Int {
    var at = start
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    while true {
      // Eight bytes at a time while none is a quote, a backslash, a control or beyond ASCII. A
      // borrow can only make bytes behind the first hit look like hits.
      while at &+ 8 <= end {
        let bytes = chunk(at)
        let quotes = bytes ^ 0x2222_2222_2222_2222
        let slashes = bytes ^ 0x5C5C_5C5C_5C5C_5C5C
        let hits =
          ((quotes &- ones) | (slashes &- ones) | (bytes &- 0x2020_2020_2020_2020) | bytes) & highs
        if hits != 0 {
          at &+= hits.trailingZeroBitCount &>> 3
          break
        }
        at &+= 8
      }
      guard at < end else { return ~end }
      let byte = base[at]
      if byte == UInt8(ascii: "\"") { return at &+ 1 }
      if byte >= 0x80 {
        at = beyondASCII(at)
        if at < 0 { return at }
      } else if byte == UInt8(ascii: "\\") {
        escapes.insert(isSurrogate(at) ? [.any, .surrogate] : .any)
        at = escape(at)
        if at < 0 { return at }
      } else if byte < 0x20 {
        return ~at
      } else {
        at &+= 1
      }
    }
  }

  /// A run of characters beyond ASCII, the usual case in Arabic.
  @inline(__always)
  private func beyondASCII(_ start: Int) -> Int {
    var at = start
    repeat {
      // Four sequences of two bytes at once: leads from C2 to DF, each with a continuation.
      while at &+ 8 <= end {
        let bytes = chunk(at)
        let leads = bytes & 0x001E_001E_001E_001E
        guard bytes & 0xC0E0_C0E0_C0E0_C0E0 == 0x80C0_80C0_80C0_80C0,
          (leads &+ 0x00FE_00FE_00FE_00FE) & 0x0100_0100_0100_0100 == 0x0100_0100_0100_0100
        else { break }
        at &+= 8
      }
      guard at < end else { break }
      let lead = base[at]
      if lead < 0x80 { break }
      if lead >= 0xC2, lead <= 0xDF, at &+ 1 < end, base[at &+ 1] & 0xC0 == 0x80 {
        at &+= 2
      } else {
        let length = UTF8Check.sequenceLength(base + at, end &- at)
        if length == 0 { return ~(UTF8Check.isCutShort(base + at, end &- at) ? end : at) }
        at &+= length
      }
    } while at < end && base[at] >= 0x80
    return at
  }

  /// Whether an escape can be half of a surrogate pair: D800 to DFFF.
  private func isSurrogate(_ at: Int) -> Bool {
    at &+ 3 < end && base[at &+ 1] == UInt8(ascii: "u") && base[at &+ 2] | 0x20 == UInt8(ascii: "d")
      && base[at &+ 3] >= UInt8(ascii: "8")
  }

  private func escape(_ at: Int) -> Int {
    guard at &+ 1 < end else { return ~end }
    switch base[at &+ 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return at &+ 2
    case UInt8(ascii: "u"):
      for offset in 2..<6 {
        guard at &+ offset < end else { return ~end }
        guard base[at &+ offset].hexValue != nil else { return ~at }
      }
      return at &+ 6
    default:
      return ~at
    }
  }

  // MARK: Numbers and literals

  /// A number, from its sign or first digit.
  @inline(__always)
  func number(_ start: Int) -> Int {
    var at = start
    if base[at] == UInt8(ascii: "-") {
      at &+= 1
      guard at < end else { return ~end }
    }
    if base[at] == UInt8(ascii: "0") {
      at &+= 1
      if at < end, base[at] &- 0x30 < 10 { return ~at }
    } else {
      let first = at
      at = digits(at)
      if at == first { return ~at }
    }
    guard at < end else { return at }
    if base[at] == UInt8(ascii: ".") {
      let first = at &+ 1
      at = digits(first)
      if at == first { return ~at }
      guard at < end else { return at }
    }
    return base[at] | 0x20 == UInt8(ascii: "e") ? power(at) : at
  }

  private func power(_ start: Int) -> Int {
    var at = start &+ 1
    if at < end, base[at] == UInt8(ascii: "+") || base[at] == UInt8(ascii: "-") { at &+= 1 }
    let first = at
    at = digits(first)
    return at == first ? ~at : at
  }

  /// Behind the digits that begin at a place, if any.
  @inline(__always)
  private func digits(_ start: Int) -> Int {
    var at = start
    while at &+ 8 <= end {
      // The high bit of each byte that is no digit.
      let bytes = chunk(at) ^ 0x3030_3030_3030_3030
      let others =
        (((bytes & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7676_7676_7676) | bytes)
        & 0x8080_8080_8080_8080
      if others != 0 { return at &+ others.trailingZeroBitCount &>> 3 }
      at &+= 8
    }
    while at < end, base[at] &- 0x30 < 10 { at &+= 1 }
    return at
  }

  /// A literal such as `true`, from its first letter.
  @inline(__always)
  func literal(_ text: StaticString, _ at: Int) -> Int {
    let count = text.utf8CodeUnitCount
    for offset in 0..<count {
      guard at &+ offset < end else { return ~end }
      guard base[at &+ offset] == text.utf8Start[offset] else { return ~at }
    }
    return at &+ count
  }
}

extension UInt8 {
  /// The value of an ASCII hexadecimal digit.
  var hexValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
