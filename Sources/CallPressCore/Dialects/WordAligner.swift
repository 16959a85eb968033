/// Finds the words of a turn in its text, one after another.
///
/// The text is the truth and words only point into it: each is looked for behind the one before,
/// first right there, then further on at the edge of a word, whatever its case. The work is
/// bounded by the lengths of text and words together.
struct WordAligner {
  /// The words so far.
  private(set) var words: [Word] = []
  /// What is known of their times.
  private(set) var summary: WordSummary

  private let text: UnsafeBufferPointer<UInt8>
  private let provenance: TimeProvenance
  private var at = 0
  private var misses = 0
  private var budget: Int

  /// Begins with the UTF-8 of a text, which must stay where it is.
  init(_ text: UnsafeBufferPointer<UInt8>, provenance: TimeProvenance, expecting count: Int) {
    self.text = text
    self.provenance = provenance
    summary = WordSummary(provenance: provenance)
    budget = 64 * text.count + 4096
    words.reserveCapacity(min(count, text.count))
  }

  /// Adds the next word, given in UTF-8 with or without spaces around it; times in milliseconds.
  @inline(__always)
  mutating func append(
    _ word: UnsafeBufferPointer<UInt8>, start: Int64?, end: Int64?, confidence: Double? = nil
  ) {
    let word = Self.trimmed(word)
    guard !word.isEmpty else { return }
    let range = next(word) ?? search(word)
    if let confidence, !(confidence >= 0 && confidence <= 1) { summary.hasBadConfidence = true }
    if range == nil { summary.unfound += 1 }
    var span: TimeSpan?
    if let start, let end {
      span = TimeSpan(
        start: TimePoint(MediaTime(milliseconds: start), provenance),
        end: TimePoint(MediaTime(milliseconds: end), provenance))
      if end < start { summary.reversedEnds += 1 }
      summary.note(start: start, end: max(start, end))
    } else {
      noteUntimed(start: start, end: end)
    }
    words.append(
      Word(WordText(utf8: word), range: range, span: span, confidence: confidence))
  }

  private mutating func noteUntimed(start: Int64?, end: Int64?) {
    summary.untimed += 1
    guard start != nil || end != nil else { return }
    summary.partial.append(.init(word: words.count, start: start, end: end))
    if let start {
      summary.note(start: start, end: nil)
    } else if let end {
      summary.end = max(summary.end ?? end, end)
    }
  }

  // MARK: Looking for a word

  /// Where the next word stands in the text, `nil` where it could not be found.
  mutating func place(_ word: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    let word = Self.trimmed(word)
    return word.isEmpty ? nil : next(word) ?? search(word)
  }

  /// The place right behind the last word and the spaces there, where this word stands there.
  @inline(__always)
  private mutating func next(_ word: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    var place = at
    while place < text.count, Self.isSpace(text[place]) { place &+= 1 }
    if matches(word, at: place) {
      at = place &+ word.count
      misses = 0
      return place..<at
    }
    return nil
  }

  @inline(__always)
  private func matches(_ word: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    guard word.count <= text.count &- place, let left = word.baseAddress,
      let right = text.baseAddress
    else { return false }
    return ByteRuns.areEqual(left, right + place, word.count)
  }

  /// Looks further on, the further the more words in a row were not found.
  @inline(never)
  private mutating func search(_ word: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    var place = at
    while place < text.count, case let width = Self.spaceWidth(text, at: place, before: text.count),
      width > 0
    {
      place += width
    }
    if matches(word, at: place) { return found(place..<place + word.count) }
    budget += word.count
    misses += 1
    let window = 96 * min(misses, 1 << 20) + word.count
    let last = min(text.count - word.count, at + window)
    while place <= last, budget > 0 {
      budget -= 1
      if isEdge(place), matchesInAnyCase(word, at: place), isEdge(place + word.count) {
        return found(place..<place + word.count)
      }
      place += 1
    }
    return nil
  }

  private mutating func found(_ range: Range<Int>) -> Range<Int> {
    at = range.upperBound
    misses = 0
    return range
  }

  /// The same letters but for the case of ASCII and Latin-1 letters.
  private mutating func matchesInAnyCase(
    _ word: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> Bool {
    var offset = 0
    while offset < word.count {
      let (left, right) = (word[offset], text[place + offset])
      if left != right {
        let letter = left & 0xDF
        let isLetter =
          offset > 0 && word[offset - 1] == 0xC3
          ? (0x80...0x9E).contains(letter) && letter != 0x97
          : (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter)
        if !isLetter || left ^ right != 0x20 { break }
      }
      offset += 1
    }
    budget -= offset / 4
    return offset == word.count
  }

  /// Whether no word goes on from in front of a place to behind it.
  private func isEdge(_ place: Int) -> Bool {
    guard place > 0, place < text.count else { return true }
    guard text[place] & 0xC0 != 0x80 else { return false }
    var before = place - 1
    while before > 0, text[before] & 0xC0 == 0x80 { before -= 1 }
    return !(isLetter(before) && isLetter(place))
  }

  /// Whether a letter or digit begins here; beyond ASCII, whatever is no usual punctuation.
  private func isLetter(_ place: Int) -> Bool {
    let byte = text[place]
    if byte < 0x80 { return byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 }
    let next = place + 1 < text.count ? text[place + 1] : 0
    switch byte {
    case 0xC2: return false
    case 0xD8: return next != 0x8C && next != 0x9B && next != 0x9F
    case 0xE2: return next != 0x80 && next != 0x81
    case 0xE3: return next != 0x80
    default: return true
    }
  }

  // MARK: Bytes

  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }

  @inline(__always)
  static func trimmed(_ word: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = word.count
    while start < end {
      let width = spaceWidth(word, at: start, before: end)
      guard width > 0 else { break }
      start &+= width
    }
    while end > start {
      if isSpace(word[end &- 1]) {
        end &-= 1
      } else if word[end &- 1] >= 0x80, end &- start >= 2,
        spaceWidth(word, at: end &- 2, before: end) == 2
      {
        end &-= 2
      } else if word[end &- 1] >= 0x80, end &- start >= 3,
        spaceWidth(word, at: end &- 3, before: end) == 3
      {
        end &-= 3
      } else {
        break
      }
    }
    return UnsafeBufferPointer(rebasing: word[start..<end])
  }

  /// How many bytes of white space begin here: ASCII, U+00A0, U+202F or U+3000.
  @inline(__always)
  private static func spaceWidth(
    _ word: UnsafeBufferPointer<UInt8>, at place: Int, before end: Int
  ) -> Int {
    let byte = word[place]
    if byte < 0x80 { return isSpace(byte) ? 1 : 0 }
    if byte == 0xC2 { return place &+ 1 < end && word[place &+ 1] == 0xA0 ? 2 : 0 }
    guard byte == 0xE2 || byte == 0xE3, place &+ 2 < end else { return 0 }
    let rest = (word[place &+ 1], word[place &+ 2])
    return byte == 0xE2 ? (rest == (0x80, 0xAF) ? 3 : 0) : (rest == (0x80, 0x80) ? 3 : 0)
  }
}

/// What is known of the words of one turn besides the words.
struct WordSummary: Sendable {
  /// A word that has a start or an end, not both.
  struct Partial: Sendable {
    var word: Int
    var start: Int64?
    var end: Int64?
  }

  /// How the times came to be known.
  var provenance: TimeProvenance
  /// The earliest start.
  var start: Int64?
  /// The latest end.
  var end: Int64?
  /// How many words were not found in the text.
  var unfound = 0
  /// How many words lack a start, an end, or both.
  var untimed = 0
  /// How many words end before they start.
  var reversedEnds = 0
  /// Whether some word starts earlier than the one before.
  var isUnordered = false
  /// Whether some word's confidence is no probability.
  var hasBadConfidence = false
  /// Words with half a time.
  var partial: [Partial] = []

  private var previousStart = Int64.min

  init(provenance: TimeProvenance) {
    self.provenance = provenance
  }

  /// Whether something has to be put right or said of the words.
  var needsSettling: Bool { isUnordered || unfound > 0 || reversedEnds > 0 }

  /// Whether any word has a time.
  var isTimed: Bool { start != nil || end != nil }

  @inline(__always)
  mutating func note(start: Int64, end: Int64?) {
    if let earliest = self.start {
      if start < earliest { self.start = start }
    } else {
      self.start = start
    }
    if start < previousStart { isUnordered = true }
    previousStart = start
    guard let end else { return }
    if let latest = self.end {
      if end > latest { self.end = end }
    } else {
      self.end = end
    }
  }
}
