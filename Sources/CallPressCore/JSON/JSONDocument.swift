/// A JSON text (RFC 8259) read in one pass to a tape: a flat table of its values over its bytes.
///
/// Nothing is decoded until asked for, and nothing is lost: the order of members, members that
/// repeat, the digits of numbers and escapes that no `String` can hold stay in ``bytes``, and
/// every value knows where it stands there.
public struct JSONDocument: Sendable {
  /// How much the reader takes before it refuses.
  public struct Limits: Hashable, Sendable {
    /// The deepest nesting of arrays and objects.
    public var depth: Int
    /// The largest document in bytes; never more than 2³² − 2.
    public var bytes: Int

    /// Makes limits; the defaults are 512 levels and 1 GiB.
    public init(depth: Int = 512, bytes: Int = 1 << 30) {
      self.depth = depth
      self.bytes = bytes
    }
  }

  let tape: JSONTape

  /// Reads a whole document.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, with or without a byte order mark.
  ///   - range: The part of `bytes` that holds the document; offsets still count from the start of
  ///     `bytes`, lines from the start of the part.
  ///   - limits: How much to take.
  /// - Throws: ``CallPressError`` with the code `malformed-json`, `wrong-encoding` or
  ///   `limit-exceeded` and the byte offset, line, column and JSON Pointer of the trouble.
  public init(
    parsing bytes: [UInt8], in range: Range<Int>? = nil, limits: Limits = Limits()
  ) throws(CallPressError) {
    tape = try JSONParser.parse(
      bytes, in: range ?? 0..<bytes.count, limits: limits, origin: nil)
  }

  /// Reads a document that stands as a text value inside another, keeping track of where.
  ///
  /// - Throws: As ``init(parsing:in:limits:)``, with offsets inside the decoded text.
  public init(embeddedIn value: JSONValue, limits: Limits = Limits()) throws(CallPressError) {
    let bytes = Array((value.string ?? "").utf8)
    tape = try JSONParser.parse(bytes, in: 0..<bytes.count, limits: limits, origin: value)
  }

  /// The source bytes.
  public var bytes: [UInt8] { tape.bytes }

  /// The outermost value.
  public var root: JSONValue { JSONValue(tape: tape, index: 0) }
}
