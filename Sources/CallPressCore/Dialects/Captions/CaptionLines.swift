/// The lines of a text, cut at line feeds, carriage returns and both together, without a byte
/// order mark at the start.
struct CaptionLines {
  /// The bytes of the text.
  let bytes: UnsafeBufferPointer<UInt8>
  /// Where each line stands, without its end.
  let ranges: [Range<Int>]

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    var ranges: [Range<Int>] = []
    var begin = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while begin < bytes.count {
      var end = begin
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
      ranges.append(begin..<end)
      if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { end += 1 }
      begin = end + 1
    }
    self.ranges = ranges
  }

  /// How many lines there are.
  var count: Int { ranges.count }

  /// The bytes of a line.
  subscript(_ line: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[ranges[line]])
  }

  /// Whether a line has nothing in it but blanks.
  func isBlank(_ line: Int) -> Bool { self[line].allSatisfy { $0 == 0x20 || $0 == 0x09 } }

  /// The number that a line is, where it is nothing else.
  func number(_ line: Int) -> Int? {
    let digits = WordAligner.trimmed(self[line])
    guard !digits.isEmpty, digits.count <= 12, digits.allSatisfy({ $0 &- 0x30 < 10 }) else {
      return nil
    }
    return digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
  }
}
