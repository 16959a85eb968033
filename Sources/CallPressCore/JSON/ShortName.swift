/// A member name of at most eight bytes, made ready to be compared in one step.
struct ShortName: Sendable {
  private let bits: UInt64
  private let mask: UInt64
  private let count: UInt16

  /// Makes a name; one of more than eight bytes matches nothing.
  init(_ name: StaticString) {
    var bits: UInt64 = 0
    let length = name.utf8CodeUnitCount
    for offset in 0..<min(length, 8) { bits |= UInt64(name.utf8Start[offset]) << (8 * offset) }
    self.bits = bits
    mask = length >= 8 ? .max : (1 << (8 * length)) - 1
    count = length <= 8 ? UInt16(length) : .max
  }

  /// Whether the name of a member is this one.
  @inline(__always)
  func matches(_ row: Int, _ tape: JSONTapeView) -> Bool {
    let node = tape.nodes[row]
    guard node.keyLength == count else { return node.hasKeyEscapes && matchesDecoded(row, tape) }
    let start = Int(node.keyStart)
    guard start &+ 8 <= tape.bytes.count, let base = tape.bytes.baseAddress else {
      return matchesDecoded(row, tape)
    }
    let found = UInt64(
      littleEndian: UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self))
    return found & mask == bits
  }

  /// The slow way: names with escapes, and names at the very end of the bytes.
  @inline(never)
  private func matchesDecoded(_ row: Int, _ tape: JSONTapeView) -> Bool {
    guard let key = tape.value(row).key, key.utf8.count == Int(count) else { return false }
    var found: UInt64 = 0
    for (offset, byte) in key.utf8.enumerated() { found |= UInt64(byte) << (8 * offset) }
    return found == bits
  }
}

extension JSONNode {
  /// Whether the name is written with escapes.
  var hasKeyEscapes: Bool { flags & Self.keyEscapes != 0 }
}
