/// JSON Lines: a document on each line, told from one JSON text over several lines.
package enum JSONLines {
  /// One line that is not empty.
  package struct Line: Sendable {
    /// Its number in the source, from 1.
    package var number: Int
    /// What stands there.
    package var document: Result<JSONDocument, CallPressError>
  }

  /// The lines of a source that is no single JSON text; `nil` where it is not JSON Lines either.
  ///
  /// Every line that is not empty must begin like an object or an array, and most of them must be
  /// whole: a text that was cut off, or that a log was appended to, stays one broken text.
  package static func lines(in bytes: [UInt8], limits: JSONDocument.Limits) -> [Line]? {
    let ranges = bytes.withUnsafeBufferPointer { lineRanges($0) }
    guard let ranges, ranges.count > 1 else { return nil }
    var lines: [Line] = []
    lines.reserveCapacity(ranges.count)
    var whole = 0
    for (number, range) in ranges {
      do throws(CallPressError) {
        let document = try JSONDocument(parsing: bytes, in: range, limits: limits)
        lines.append(Line(number: number, document: .success(document)))
        whole += 1
      } catch {
        lines.append(Line(number: number, document: .failure(located(error, number))))
      }
    }
    return whole * 2 > lines.count ? lines : nil
  }

  /// A failure of one line, with the line's number in the source.
  package static func located(_ error: CallPressError, _ number: Int) -> CallPressError {
    var copy = error
    var location = copy.location ?? SourceLocation()
    location.line = number
    copy.location = location
    return copy
  }

  /// Where the lines stand that are not empty; `nil` where one of them begins like something else.
  private static func lineRanges(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> [(number: Int, range: Range<Int>)]? {
    var ranges: [(Int, Range<Int>)] = []
    var number = 0
    var begin = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while begin < bytes.count {
      number += 1
      var end = begin
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      if let first = bytes[begin..<end].first(where: { $0 > 0x20 }) {
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return nil }
        ranges.append((number, begin..<end))
      }
      begin = end + 1
    }
    return ranges
  }
}
