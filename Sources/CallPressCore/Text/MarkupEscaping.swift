/// The one escaping of text for XML and HTML, for the inside of elements and of quoted attributes.
///
/// Works on UTF-8 bytes, so no combining mark can hide a quote or an angle bracket. Characters that
/// markup cannot or should not hold become U+FFFD and are counted: the controls but for tab, line
/// feed and carriage return, U+007F to U+009F, and the noncharacters (XML 1.0 §2.2 with its note;
/// HTML §13.2.3.5).
public enum MarkupEscaping {
  /// Appends text that is safe between tags, or between quotes of either kind.
  ///
  /// In attributes tabs and line ends are written as references, since parsers turn them into
  /// spaces otherwise.
  ///
  /// - Parameters:
  ///   - bytes: Well-formed UTF-8, as the JSON reader and every `String` give it.
  ///   - output: Receives the escaped bytes.
  ///   - attribute: Whether the text goes into an attribute.
  ///   - keepsCarriageReturns: Whether carriage returns are written as references. XML needs
  ///     that to keep them; HTML forbids the reference, and there `false` makes every kind of line
  ///     end a line feed.
  /// - Returns: How many characters were replaced by U+FFFD.
  @discardableResult
  public static func append(
    _ bytes: UnsafeBufferPointer<UInt8>, to output: inout OutputBuffer, attribute: Bool,
    keepsCarriageReturns: Bool = true
  ) -> Int {
    var changed = 0
    var at = 0
    while at < bytes.count {
      let stop = min(bytes.count, at &+ blockSize)
      output.withCursor(room: room(for: stop &- at)) { cursor in
        func decide(_ at: Int, _ cursor: inout ByteCursor) -> Outcome {
          self.decide(bytes, at, &cursor, attribute, keepsCarriageReturns)
        }
        at =
          attribute
          ? run(bytes, at, stop, &cursor, &changed, .attribute, decide: decide)
          : run(bytes, at, stop, &cursor, &changed, .text, decide: decide)
      }
    }
    return changed
  }

  /// Appends a text that is safe between tags, or between quotes of either kind.
  ///
  /// - Returns: How many characters were replaced by U+FFFD.
  @discardableResult
  public static func append(
    text: String, to output: inout OutputBuffer, attribute: Bool,
    keepsCarriageReturns: Bool = true
  ) -> Int {
    var text = text
    return text.withUTF8 {
      append(
        $0, to: &output, attribute: attribute, keepsCarriageReturns: keepsCarriageReturns)
    }
  }

  /// Appends the inside of a JSON string with its escapes as they stand, and replaces nothing that
  /// XML can hold.
  ///
  /// - Returns: How many characters XML forbids; they are written as JSON escapes.
  static func append(
    rawJSON bytes: UnsafeBufferPointer<UInt8>, to output: inout OutputBuffer, attribute: Bool
  ) -> Int {
    var changed = 0
    var at = 0
    while at < bytes.count {
      let stop = min(bytes.count, at &+ blockSize)
      output.withCursor(room: room(for: stop &- at)) { cursor in
        at = run(
          bytes, at, stop, &cursor, &changed, attribute ? .jsonAttribute : .jsonText
        ) { at, cursor in
          decideRaw(bytes, at, &cursor)
        }
      }
    }
    return changed
  }

  // MARK: For writers that have a cursor already

  /// How many bytes are escaped before there is a look at the room again.
  static let blockSize = 1 << 10

  /// The room that so many bytes need at most: six times their own, for every one may be a quote.
  @inline(__always)
  static func room(for count: Int) -> Int { count &* 6 &+ 32 }

  /// Writes no more than ``blockSize`` bytes of text for the inside of an element.
  @inline(__always)
  static func put(text bytes: UnsafeBufferPointer<UInt8>, _ cursor: inout ByteCursor) -> Int {
    var changed = 0
    _ = run(bytes, 0, bytes.count, &cursor, &changed, .text) { at, cursor in
      decide(bytes, at, &cursor, false, true)
    }
    return changed
  }

  /// As ``append(rawJSON:to:attribute:)``, for no more than ``blockSize`` bytes, behind which there
  /// may be others to read: `readable` counts them all.
  @inline(__always)
  static func put(
    rawJSON bytes: UnsafeBufferPointer<UInt8>, readable: Int, _ cursor: inout ByteCursor,
    attribute: Bool
  ) -> Int {
    var changed = 0
    _ = run(
      bytes, 0, bytes.count, readable: readable, &cursor, &changed,
      attribute ? .jsonAttribute : .jsonText
    ) { at, cursor in
      decideRaw(bytes, at, &cursor)
    }
    return changed
  }

  /// Writes the inside of a JSON string between tags, where there are eight more bytes to read
  /// behind it and room for ``room(for:)``.
  ///
  /// - Returns: Whether XML can hold all of it; where not, what was written means nothing.
  @inline(__always)
  static func put(
    rawJSON base: UnsafePointer<UInt8>, _ count: Int, _ cursor: inout ByteCursor
  ) -> Bool {
    var at = 0
    while at < count {
      let length = min(count &- at, 8)
      let chunk = ByteCursor.loadFreely(base + at, length)
      guard firstSpecial(chunk, .jsonText) == nil else {
        return putSpecial(rawJSON: UnsafeBufferPointer(start: base, count: count), at, &cursor)
      }
      cursor.put(chunk: chunk, count: length)
      at &+= length
    }
    return true
  }

  /// The rest of a string from the eight bytes on in which there is something to escape.
  @inline(never)
  private static func putSpecial(
    rawJSON bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ cursor: inout ByteCursor
  ) -> Bool {
    var changed = 0
    _ = run(
      bytes, start, bytes.count, readable: bytes.count, &cursor, &changed, .jsonText
    ) { at, cursor in
      decideRaw(bytes, at, &cursor)
    }
    return changed == 0
  }

  // MARK: Runs and exceptions

  /// What kind of text goes where.
  private enum Place {
    case text, attribute, jsonText, jsonAttribute

    @inline(__always) var isAttribute: Bool { self == .attribute || self == .jsonAttribute }
    /// JSON has its quotes escaped and its controls as well.
    @inline(__always) var isJSON: Bool { self == .jsonText || self == .jsonAttribute }
  }

  /// What becomes of a character that needed a look; each holds its length in bytes.
  private enum Outcome {
    /// It is fine and is copied.
    case clean(Int)
    /// Something that means the same has been written for it.
    case written(Int)
    /// Something else has been written for it.
    case changed(Int)
  }

  /// Copies and checks eight bytes at a time from a place up to another; `decide` has the say about
  /// everything but the five characters of markup, tabs and line feeds.
  ///
  /// - Returns: The first byte not dealt with, behind `stop` where a character goes on there.
  @inline(__always)
  private static func run(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ stop: Int, readable: Int = 0,
    _ cursor: inout ByteCursor, _ changed: inout Int, _ place: Place,
    decide: (Int, inout ByteCursor) -> Outcome
  ) -> Int {
    guard let base = bytes.baseAddress else { return stop }
    var at = start
    while at < stop {
      let length = min(stop &- at, 8)
      let chunk =
        at &+ 8 <= readable
        ? ByteCursor.loadFreely(base + at, length) : ByteCursor.load(base + at, length)
      guard let clean = firstSpecial(chunk, place) else {
        cursor.put(chunk: chunk, count: length)
        at &+= length
        continue
      }
      cursor.put(chunk: chunk, count: clean)
      at &+= clean
      if let reference = reference(for: base[at], place) {
        cursor.put(reference)
        at &+= 1
        continue
      }
      switch decide(at, &cursor) {
      case .clean(let length):
        cursor.put(base + at, length)
        at &+= length
      case .written(let length): at &+= length
      case .changed(let length):
        at &+= length
        changed &+= 1
      }
    }
    return at
  }

  @inline(__always)
  private static func reference(for byte: UInt8, _ place: Place) -> StaticString? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\"") where place.isAttribute: "&quot;"
    case UInt8(ascii: "'") where place.isAttribute: "&#39;"
    case UInt8(ascii: "\t"): place.isAttribute ? "&#9;" : "\t"
    case UInt8(ascii: "\n"): place.isAttribute ? "&#10;" : "\n"
    default: nil
    }
  }

  /// For readable text: controls and noncharacters become U+FFFD.
  @inline(never)
  private static func decide(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ cursor: inout ByteCursor,
    _ attribute: Bool, _ keepsCarriageReturns: Bool
  ) -> Outcome {
    let lead = bytes[at]
    if lead == UInt8(ascii: "\r") {
      let isFollowed = at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "\n")
      if keepsCarriageReturns {
        cursor.put("&#13;")
      } else if !isFollowed {
        cursor.put(attribute ? "&#10;" : "\n")
      }
      return .written(1)
    }
    let length = sequenceLength(lead)
    // Half a character, which no well-formed text ends with, is replaced as well.
    let isComplete = bytes.count &- at >= length
    if isComplete, length > 1, !isControlOrNoncharacter(bytes, at) { return .clean(length) }
    cursor.put("\u{FFFD}")
    return .changed(isComplete ? length : bytes.count &- at)
  }

  /// For the inside of a JSON string: only what XML cannot hold becomes an escape.
  @inline(never)
  private static func decideRaw(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ cursor: inout ByteCursor
  ) -> Outcome {
    let length = sequenceLength(bytes[at])
    guard bytes.count &- at >= length else {
      cursor.put("\\uFFFD")
      return .changed(bytes.count &- at)
    }
    guard bytes[at] == 0xEF, bytes[at + 1] == 0xBF, bytes[at + 2] >= 0xBE else {
      return .clean(length)
    }
    cursor.put(bytes[at + 2] == 0xBE ? "\\uFFFE" : "\\uFFFF")
    return .changed(3)
  }

  /// Where the first of eight bytes stands that may need more than copying; `nil` where none does.
  ///
  /// Each test sets the high bit of the bytes that meet it. A borrow may set others, but only ones
  /// behind a byte that meets it, so the lowest bit of all is always right.
  @inline(__always)
  private static func firstSpecial(_ chunk: UInt64, _ place: Place) -> Int? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    func isZero(_ bytes: UInt64) -> UInt64 { (bytes &- ones) & ~bytes }
    var found = isZero(chunk ^ ones &* 0x26)  // &
    found |= isZero((chunk | ones &* 0x02) ^ ones &* 0x3E)  // < and >
    found |= (~chunk &- ones &* 0x11) & chunk  // 0xEF and above
    if place.isAttribute { found |= isZero(chunk ^ ones &* 0x22) }
    if !place.isJSON {
      if place.isAttribute { found |= isZero(chunk ^ ones &* 0x27) }  // '
      found |= (chunk &- ones &* 0x20) & ~chunk  // Controls.
      found |= isZero(chunk ^ ones &* 0x7F)
      found |= isZero(chunk ^ ones &* 0xC2)
    }
    found &= ones &* 0x80
    return found == 0 ? nil : found.trailingZeroBitCount / 8
  }

  /// How many bytes the sequence has that begins with one of the bytes that get a look.
  private static func sequenceLength(_ lead: UInt8) -> Int {
    lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }

  /// U+0080 to U+009F, U+FDD0 to U+FDEF, or the last two characters of a plane.
  private static func isControlOrNoncharacter(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int
  ) -> Bool {
    switch (bytes[at], bytes[at + 1]) {
    case (0xC2, let next): next < 0xA0
    case (0xEF, 0xB7): bytes[at + 2] >= 0x90 && bytes[at + 2] <= 0xAF
    case (0xEF, 0xBF): bytes[at + 2] >= 0xBE
    case (0xF0..., let next): next & 0x0F == 0x0F && bytes[at + 2] == 0xBF && bytes[at + 3] >= 0xBE
    default: false
    }
  }
}
