/// A part of a text: the same place counted in UTF-8 bytes and in Unicode scalars.
///
/// The model counts bytes, since they cost nothing; exports count scalars, which is what most
/// other languages and XPath count.
public struct TextRange: Hashable, Sendable {
  /// The place in UTF-8 bytes, moved outward to whole scalars and into the text's bounds.
  public var utf8: Range<Int>
  /// The place in Unicode scalars.
  public var scalars: Range<Int>
  /// What stands there.
  public var text: String

  /// Finds a place given in UTF-8 bytes.
  public init(_ range: Range<Int>, in text: String) {
    var text = text
    (utf8, scalars, self.text) = text.withUTF8 { bytes in
      var range = range.clamped(to: 0..<bytes.count)
      while range.lowerBound > 0, range.lowerBound < bytes.count,
        bytes[range.lowerBound] & 0xC0 == 0x80
      {
        range = range.lowerBound - 1..<range.upperBound
      }
      while range.upperBound < bytes.count, bytes[range.upperBound] & 0xC0 == 0x80 {
        range = range.lowerBound..<range.upperBound + 1
      }
      let before = Self.scalarCount(bytes[..<range.lowerBound])
      let inside = Self.scalarCount(bytes[range])
      return (
        range, before..<before + inside,
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
      )
    }
  }

  private static func scalarCount(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var count = 0
    for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
