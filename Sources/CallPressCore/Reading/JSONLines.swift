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

  /// The lines as the elements of one array, each still on its line of the text.
  package static func list(
    of bytes: [UInt8], limits: JSONDocument.Limits
  ) throws(CallPressError) -> JSONDocument {
    var joined: [UInt8] = []
    joined.reserveCapacity(bytes.count + bytes.count / 64 + 2)
    joined.append(UInt8(ascii: "["))
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var isFirst = true
    for line in bytes[start...].split(separator: 0x0A, omittingEmptySubsequences: false) {
      let hasElement = line.contains { $0 > 0x20 }
      if hasElement, !isFirst { joined.append(UInt8(ascii: ",")) }
      if hasElement { isFirst = false }
      joined += line
      joined.append(0x0A)
    }
    joined.append(UInt8(ascii: "]"))
    return try JSONDocument(parsing: joined, limits: limits)
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
