/// A number of the internet protocol, version 4 or 6.
public struct NetworkAddress: Hashable, Sendable, CustomStringConvertible {
  /// Four or sixteen bytes, the most significant first.
  public let bytes: [UInt8]

  /// Makes an address of its bytes; `nil` unless there are four or sixteen.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// Reads `192.0.2.1` or `2001:db8::1`, in the full form alone: no octal, no shortened numbers.
  public init?(_ text: String) {
    guard let bytes = text.contains(":") ? Self.version6(text) : Self.version4(text) else {
      return nil
    }
    self.bytes = bytes
  }

  /// The usual notation; version 6 without leaving groups out.
  public var description: String {
    if bytes.count == 4 { return bytes.map { String($0) }.joined(separator: ".") }
    return stride(from: 0, to: 16, by: 2).map { at in
      String(UInt16(bytes[at]) << 8 | UInt16(bytes[at + 1]), radix: 16)
    }.joined(separator: ":")
  }

  /// Whether it is this machine.
  public var isLoopback: Bool {
    if let inner = embeddedVersion4 { return inner.isLoopback }
    return bytes.count == 4 ? bytes[0] == 127 : bytes == Array(repeating: 0, count: 15) + [1]
  }

  /// Whether it is for everybody on the internet: not this machine, a private or shared network, a
  /// link, documentation, a benchmark, a group, or reserved (the IANA special-purpose registries).
  public var isPublic: Bool {
    if let inner = embeddedVersion4 { return inner.isPublic }
    if bytes.count == 4 {
      return !Self.special.contains { has(prefix: $0.prefix, bits: $0.bits) }
    }
    // 2000::/3 is all that is given out; of it not the protocols' own and not the documentation.
    return has(prefix: [0x20], bits: 3) && !has(prefix: [0x20, 0x01, 0x00], bits: 23)
      && !has(prefix: [0x20, 0x01, 0x0D, 0xB8], bits: 32) && !has(prefix: [0x3F, 0xFF], bits: 20)
  }

  /// The address of version 4 that one of version 6 stands for: mapped, translated, or 6to4.
  private var embeddedVersion4: NetworkAddress? {
    guard bytes.count == 16 else { return nil }
    let zeros = Array(repeating: UInt8(0), count: 10)
    if has(prefix: zeros + [0xFF, 0xFF], bits: 96)
      || has(prefix: [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0], bits: 96)
    {
      return NetworkAddress(bytes: Array(bytes[12...]))
    }
    if has(prefix: [0x20, 0x02], bits: 16) { return NetworkAddress(bytes: Array(bytes[2..<6])) }
    return nil
  }

  private static let special: [(prefix: [UInt8], bits: Int)] = [
    ([0], 8), ([10], 8), ([100, 64], 10), ([127], 8), ([169, 254], 16), ([172, 16], 12),
    ([192, 0, 0], 24), ([192, 0, 2], 24), ([192, 88, 99], 24), ([192, 168], 16), ([198, 18], 15),
    ([198, 51, 100], 24), ([203, 0, 113], 24), ([224], 4), ([240], 4),
  ]

  private func has(prefix: [UInt8], bits: Int) -> Bool {
    for at in 0..<(bits + 7) / 8 {
      let mask = UInt8(truncatingIfNeeded: 0xFF00 >> min(8, bits - at * 8))
      let expected = at < prefix.count ? prefix[at] : 0
      if bytes[at] & mask != expected & mask { return false }
    }
    return true
  }

  private static func version4(_ text: String) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bytes: [UInt8] = []
    for part in parts {
      guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        part == "0" || !part.hasPrefix("0"), let byte = UInt8(part)
      else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  private static func version6(_ text: String) -> [UInt8]? {
    guard text.utf8.count <= 45 else { return nil }
    let halves = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
    guard halves.count <= 2 else { return nil }
    var parts: [[UInt8]] = []
    for (position, half) in halves.enumerated() {
      guard let bytes = groups(half, mayEndInVersion4: position == halves.count - 1) else {
        return nil
      }
      parts.append(bytes)
    }
    if parts.count == 1 { return parts[0].count == 16 ? parts[0] : nil }
    let missing = 16 - parts[0].count - parts[1].count
    guard missing >= 2 else { return nil }
    return parts[0] + Array(repeating: 0, count: missing) + parts[1]
  }

  private static func groups(_ text: Substring, mayEndInVersion4: Bool) -> [UInt8]? {
    if text.isEmpty { return [] }
    var bytes: [UInt8] = []
    let groups = text.split(separator: ":", omittingEmptySubsequences: false)
    for (position, group) in groups.enumerated() {
      if mayEndInVersion4, position == groups.count - 1, group.contains(".") {
        guard let inner = version4(String(group)) else { return nil }
        bytes += inner
        continue
      }
      guard (1...4).contains(group.utf8.count), !group.hasPrefix("+"), !group.hasPrefix("-"),
        let number = UInt16(group, radix: 16)
      else { return nil }
      bytes += [UInt8(number >> 8), UInt8(number & 0xFF)]
    }
    return bytes
  }
}
