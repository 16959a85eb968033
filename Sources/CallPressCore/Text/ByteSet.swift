/// A set of bytes that is asked about for every byte of a text.
struct ByteSet: Sendable {
  /// For each byte whether it is in the set; loops over texts borrow it once.
  private(set) var table = [Bool](repeating: false, count: 256)

  /// Makes a set.
  init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { table[Int(byte)] = true }
  }

  /// Whether a byte is in the set.
  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    table[Int(byte)]
  }

  /// The bytes that are in either set.
  func union(_ other: ByteSet) -> ByteSet {
    var union = self
    for index in other.table.indices where other.table[index] { union.table[index] = true }
    return union
  }
}
