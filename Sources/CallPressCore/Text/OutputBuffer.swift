/// A growable run of raw bytes that the writers append to, reused from document to document.
///
/// The one place of unsafe memory on the writing side, with `ByteCursor`: everything goes through
/// ``reserve(_:)``, so no write passes the end.
public struct OutputBuffer: ~Copyable {
  @usableFromInline var storage: UnsafeMutablePointer<UInt8>
  @usableFromInline var capacity: Int
  @usableFromInline var used = 0

  /// How many bytes have been written.
  @inlinable public var count: Int { used }

  /// Makes an empty buffer.
  public init(capacity: Int = 1 << 14) {
    self.capacity = max(capacity, 64)
    storage = .allocate(capacity: self.capacity)
  }

  deinit {
    storage.deallocate()
  }

  /// Forgets what was written and keeps the memory.
  public mutating func removeAll() {
    used = 0
  }

  /// Forgets everything behind the first `count` bytes.
  public mutating func truncate(to count: Int) {
    if count >= 0, count < used { used = count }
  }

  /// Makes room for more bytes.
  @inlinable @inline(__always)
  public mutating func reserve(_ additional: Int) {
    if additional > capacity &- used { grow(additional) }
  }

  @usableFromInline @inline(never)
  mutating func grow(_ additional: Int) {
    let newCapacity = max(capacity * 2, used + additional)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: newCapacity)
    larger.update(from: storage, count: used)
    storage.deallocate()
    storage = larger
    capacity = newCapacity
  }

  /// Appends one byte.
  @inlinable @inline(__always)
  public mutating func append(_ byte: UInt8) {
    reserve(1)
    storage[used] = byte
    used &+= 1
  }

  /// Appends bytes.
  @inlinable @inline(__always)
  public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    reserve(bytes.count)
    (storage + used).update(from: base, count: bytes.count)
    used &+= bytes.count
  }

  /// Appends bytes.
  public mutating func append(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  /// Appends bytes.
  public mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  /// Appends a constant text.
  @inlinable @inline(__always)
  public mutating func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a text as UTF-8.
  public mutating func append(text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  /// Appends a part of a text, given in UTF-8 bytes; the part is cut to the text's bounds.
  public mutating func append(text: String, utf8 range: Range<Int>) {
    var text = text
    text.withUTF8 { append(UnsafeBufferPointer(rebasing: $0[range.clamped(to: 0..<$0.count)])) }
  }

  /// Appends a whole number in decimal digits.
  public mutating func append(decimal value: Int64) {
    if value < 0 { append(UInt8(ascii: "-")) }
    append(digits: value.magnitude, atLeast: 1)
  }

  /// Appends decimal digits, with zeros in front up to a width of at most 20.
  @inline(__always)
  public mutating func append(digits value: UInt64, atLeast width: Int) {
    if value < 100_000_000, width <= 8 {
      withCursor(room: 8) { $0.put(digits: value, atLeast: width) }
      return
    }
    reserve(20)
    var count = 1
    var rest = value
    while rest >= 10 {
      rest /= 10
      count &+= 1
    }
    count = max(count, min(width, 20))
    var at = used &+ count
    rest = value
    while at > used {
      at &-= 1
      storage[at] = UInt8(truncatingIfNeeded: rest % 10) &+ 0x30
      rest /= 10
    }
    used &+= count
  }

  /// Lends the bytes written so far.
  public borrowing func withBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeBufferPointer(start: storage, count: used))
  }

  /// A copy of the bytes written so far.
  public borrowing func bytes() -> [UInt8] {
    Array(UnsafeBufferPointer(start: storage, count: used))
  }

  /// A copy of the bytes as text.
  public borrowing func string() -> String {
    String(decoding: UnsafeBufferPointer(start: storage, count: used), as: UTF8.self)
  }
}
