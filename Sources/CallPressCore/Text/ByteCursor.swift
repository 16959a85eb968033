/// A place in an ``OutputBuffer`` to write at, with room that was made beforehand.
///
/// Writers of long runs of small pieces keep it in a register instead of asking the buffer for
/// room at every piece.
struct ByteCursor {
  private var at: UnsafeMutablePointer<UInt8>
  private let end: UnsafeMutablePointer<UInt8>

  fileprivate init(at: UnsafeMutablePointer<UInt8>, room: Int) {
    self.at = at
    end = at + room
  }

  fileprivate func distance(from start: UnsafeMutablePointer<UInt8>) -> Int { at - start }

  /// How many bytes there is room for still.
  @inline(__always)
  var room: Int { end - at }

  /// The present place, to go back to or to look at what was written behind it.
  @inline(__always)
  var mark: UnsafeMutablePointer<UInt8> { at }

  /// Forgets what was written behind a place that was passed.
  @inline(__always)
  mutating func rewind(to mark: UnsafeMutablePointer<UInt8>) {
    assert(mark <= at)
    at = mark
  }

  /// What was written behind a place that was passed.
  func written(since mark: UnsafeMutablePointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: mark, count: at - mark)
  }

  @inline(__always)
  mutating func put(_ byte: UInt8) {
    assert(at < end)
    at.pointee = byte
    at += 1
  }

  @inline(__always)
  mutating func put(_ text: StaticString) {
    put(text.utf8Start, text.utf8CodeUnitCount)
  }

  @inline(__always)
  mutating func put(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    assert(end - at >= count)
    at.update(from: bytes, count: count)
    at += count
  }

  /// Writes the first of eight bytes, the lowest first; there must be room for all eight.
  @inline(__always)
  mutating func put(chunk: UInt64, count: Int) {
    assert(end - at >= 8)
    UnsafeMutableRawPointer(at).storeBytes(of: chunk.littleEndian, as: UInt64.self)
    at += count
  }

  /// Writes a number below 10⁸ with zeros in front up to a width of at most eight; there must be
  /// room for eight bytes.
  @inline(__always)
  mutating func put(digits value: UInt64, atLeast width: Int) {
    // All digits at once, the first in the lowest byte.
    var chunk: UInt64 = 0
    var count = 0
    var rest = value
    repeat {
      chunk = chunk << 8 | (rest % 10 | 0x30)
      rest /= 10
      count &+= 1
    } while rest > 0 || count < width
    put(chunk: chunk, count: count)
  }

  /// Writes the first of four times eight bytes, as they lie in memory; there must be room for all.
  @inline(__always)
  mutating func put(chunks: (UInt64, UInt64, UInt64, UInt64), count: Int) {
    assert(end - at >= 32)
    UnsafeMutableRawPointer(at).storeBytes(of: chunks, as: (UInt64, UInt64, UInt64, UInt64).self)
    at += count
  }

  /// Writes up to eight times eight bytes, none of which lies behind the source's end.
  @inline(__always)
  mutating func put(short bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    var offset = 0
    while bytes.count &- offset >= 8 {
      put(chunk: UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self), count: 8)
      offset &+= 8
    }
    let rest = bytes.count &- offset
    if rest > 0 { put(chunk: ByteCursor.load(base + offset, rest), count: rest) }
  }

  /// Up to eight bytes, the first one lowest, filled up with spaces.
  @inline(__always)
  static func load(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    let raw = UnsafeRawPointer(bytes)
    if count == 8 { return UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self)) }
    let value: UInt64
    if count >= 4 {
      // Two loads that overlap, neither of which reaches behind the end.
      let low = UInt32(littleEndian: raw.loadUnaligned(as: UInt32.self))
      let high = UInt32(
        littleEndian: raw.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
      value = UInt64(low) | UInt64(high) << (UInt64(count &- 4) &* 8)
    } else {
      let middle = count / 2
      value =
        UInt64(bytes[0]) | UInt64(bytes[middle]) << (UInt64(middle) &* 8)
        | UInt64(bytes[count &- 1]) << (UInt64(count &- 1) &* 8)
    }
    return value | 0x2020_2020_2020_2020 << (UInt64(count) &* 8)
  }

  /// Eight bytes, the first one lowest.
  @inline(__always)
  static func loadEight(_ bytes: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
  }

  /// Up to eight bytes, the first one lowest, filled up with spaces, where eight are there to read.
  @inline(__always)
  static func loadFreely(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    let value = loadEight(bytes)
    let mask: UInt64 = count >= 8 ? 0 : .max << (UInt64(count) &* 8)
    return value & ~mask | 0x2020_2020_2020_2020 & mask
  }
}

extension OutputBuffer {
  /// Lends a cursor with room for some bytes, and keeps what was written.
  ///
  /// - Parameters:
  ///   - room: The most that `body` writes, and eight more where it writes chunks.
  ///   - body: Writes.
  @inline(__always)
  mutating func withCursor<Result>(
    room: Int, _ body: (inout ByteCursor) -> Result
  ) -> Result {
    reserve(room)
    let start = storage + used
    var cursor = ByteCursor(at: start, room: room)
    let result = body(&cursor)
    used &+= cursor.distance(from: start)
    return result
  }
}
