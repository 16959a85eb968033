/// The text of one word: up to fifteen bytes in place, as nearly every word has, else a text of its
/// own.
///
/// What a `String` does too, but making one means checking its UTF-8 again, for every word of a
/// call; this is only made a `String` when somebody asks for one.
struct WordText: Sendable {
  private final class Long: Sendable {
    let text: String
    init(_ text: String) { self.text = text }
  }

  /// The most bytes that are kept in place.
  private static let room = 15

  /// The bytes, the last of them how many there are.
  private var bytes: (UInt64, UInt64) = (0, 0)
  private var long: Long?

  init(_ text: String) {
    var text = text
    self =
      text.withUTF8 { bytes in bytes.count <= Self.room ? WordText(short: bytes) : nil }
      ?? WordText(long: text)
  }

  /// Takes well-formed UTF-8.
  @inline(__always)
  init(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.count <= Self.room {
      self.init(short: bytes)
    } else {
      self.init(long: String(decoding: bytes, as: UTF8.self))
    }
  }

  private init(long text: String) {
    long = Long(text)
  }

  @inline(__always)
  private init(short source: UnsafeBufferPointer<UInt8>) {
    withUnsafeMutableBytes(of: &bytes) { target in
      guard let base = target.baseAddress, let start = source.baseAddress else { return }
      ByteRuns.copyShort(start, source.count, to: base.assumingMemoryBound(to: UInt8.self))
      target[Self.room] = UInt8(truncatingIfNeeded: source.count)
    }
  }

  /// The text.
  var string: String {
    long?.text ?? withUTF8 { String(decoding: $0, as: UTF8.self) }
  }

  /// Lends the text's bytes.
  @inline(__always)
  func withUTF8<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    if let long {
      var text = long.text
      return try text.withUTF8(body)
    }
    return try withUnsafeBytes(of: bytes) { bytes in
      try body(
        UnsafeBufferPointer(
          start: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
          count: Int(bytes[Self.room])))
    }
  }
}
