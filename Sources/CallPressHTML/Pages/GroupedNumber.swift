/// A number whose parts would change places between words that run from right to left: one with a
/// plus sign in front, or digits in groups with spaces between them.
///
/// The Unicode Bidirectional Algorithm (UAX #9) orders such groups as it orders words, so that
/// `71 000 482` reads 482 000 71 and the plus sign stands at the wrong end.
struct GroupedNumber {
  /// The end of the number: behind its last digit, or where it begins when there is none.
  private(set) var end: Int
  /// Whether it must be kept together.
  private(set) var changesPlaces: Bool

  /// Looks at the digits and plus sign that begin at a place.
  init(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, at start: Int) {
    let hasPlus = bytes[start] == UInt8(ascii: "+")
    var at = hasPlus ? start + 1 : start
    end = start
    var spaces = 0
    var isGrouped = true
    while true {
      let group = at
      while at < bytes.endIndex, bytes[at] &- 0x30 < 10 { at += 1 }
      guard at > group else { break }
      // What follows the first group of a number has two to four digits.
      if end > start, !(2...4).contains(at - group) { isGrouped = hasPlus }
      if end > start, bytes[group - 1] == 0x20 { spaces += 1 }
      end = at
      guard at < bytes.endIndex, bytes[at] == 0x20 || bytes[at] == UInt8(ascii: "-") else { break }
      at += 1
    }
    changesPlaces = end > start && (hasPlus || isGrouped && spaces > 0)
  }
}
