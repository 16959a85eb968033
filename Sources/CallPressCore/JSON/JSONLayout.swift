/// The layout of the last flat object of an array, as a guess about the next one.
///
/// A transcript is mostly words, one object each, written alike: the same names, the same order,
/// the same spaces. Where the bytes between the values are the ones that stood there last time,
/// they need no parsing; only the values do. A wrong guess costs a comparison and changes nothing.
struct JSONLayout {
  /// The bytes before one value, or behind the last.
  private struct Gap {
    /// The bytes, eight to a word, and which of them count.
    var words = (UInt64(0), UInt64(0), UInt64(0))
    var masks = (UInt64(0), UInt64(0), UInt64(0))
    var length = 0
    /// Where the member's name begins in the gap.
    var keyOffset: UInt32 = 0
    var keyLength: UInt16 = 0
  }

  /// The most members of an object that is remembered.
  static let mostMembers = 8
  /// The most bytes of a gap.
  private static let longestGap = 24

  private let gaps: UnsafeMutablePointer<Gap>
  private var members = 0
  /// Guesses that went wrong since the last one that went right.
  private var misses = 0
  /// The escapes of all the strings.
  private(set) var seen: JSONScanner.Escapes = []
  /// How many objects to leave alone, after many wrong guesses.
  private var pause = 0

  init() {
    gaps = .allocate(capacity: Self.mostMembers + 1)
    gaps.initialize(repeating: Gap(), count: Self.mostMembers + 1)
  }

  func deallocate() {
    gaps.deallocate()
  }

  /// Reads an object by the guess and adds its rows to the tape, for which there must be room.
  ///
  /// - Returns: The offset behind the object, 0 where it is not what was guessed.
  @inline(__always)
  mutating func read(
    _ scanner: JSONScanner, _ start: Int, _ nodes: UnsafeMutablePointer<JSONNode>, _ count: Int
  ) -> Int {
    guard members > 0 else { return 0 }
    var at = start
    var row = count &+ 1
    var gap = UnsafePointer(gaps)
    for _ in 0..<members {
      guard Self.matches(gap, scanner, at) else { return miss() }
      let key = UInt32(truncatingIfNeeded: at) &+ gap.pointee.keyOffset
      at &+= gap.pointee.length
      guard at < scanner.end else { return miss() }
      var flags: UInt8 = 0
      let tag: JSONNode.Tag
      let next: Int
      switch scanner.base[at] {
      case UInt8(ascii: "\""):
        var escapes: JSONScanner.Escapes = []
        next = scanner.string(at &+ 1, &escapes)
        tag = .string
        if !escapes.isEmpty {
          flags = JSONNode.valueEscapes
          seen.formUnion(escapes)
        }
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
        next = scanner.number(at)
        tag = .number
      case UInt8(ascii: "n"):
        next = scanner.literal("null", at)
        tag = .null
      case UInt8(ascii: "t"):
        next = scanner.literal("true", at)
        tag = .true
      case UInt8(ascii: "f"):
        next = scanner.literal("false", at)
        tag = .false
      default: return miss()
      }
      guard next > 0 else { return miss() }
      (nodes + row).initialize(
        to: JSONNode(
          start: UInt32(truncatingIfNeeded: at), end: UInt32(truncatingIfNeeded: next),
          next: UInt32(truncatingIfNeeded: row &+ 1), keyStart: key,
          keyLength: gap.pointee.keyLength, tag: tag, flags: flags))
      row &+= 1
      at = next
      gap += 1
    }
    guard Self.matches(gap, scanner, at) else { return miss() }
    at &+= gap.pointee.length
    (nodes + count).initialize(
      to: JSONNode(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: at),
        next: UInt32(truncatingIfNeeded: row), keyStart: JSONNode.noKey, keyLength: 0,
        tag: .object, flags: 0))
    misses = 0
    return at
  }

  @inline(__always)
  private static func matches(
    _ gap: UnsafePointer<Gap>, _ scanner: JSONScanner, _ at: Int
  ) -> Bool {
    guard at &+ longestGap <= scanner.end,
      (scanner.chunk(at) ^ gap.pointee.words.0) & gap.pointee.masks.0 == 0
    else { return false }
    if gap.pointee.length <= 8 { return true }
    if (scanner.chunk(at &+ 8) ^ gap.pointee.words.1) & gap.pointee.masks.1 != 0 { return false }
    return gap.pointee.length <= 16
      || (scanner.chunk(at &+ 16) ^ gap.pointee.words.2) & gap.pointee.masks.2 == 0
  }

  @inline(never)
  private mutating func miss() -> Int {
    misses &+= 1
    if misses > 32 {
      // Objects of many shapes: guessing only costs. Try again later.
      members = 0
      misses = 0
      pause = 256
    }
    return 0
  }

  /// How many rows an object read by the guess adds.
  var rows: Int { members &+ 1 }

  /// Remembers the layout of an object that was just closed, if it is flat and small.
  @inline(never)
  mutating func learn(
    _ scanner: JSONScanner, _ nodes: UnsafeMutablePointer<JSONNode>, _ object: Int, _ count: Int
  ) {
    if pause > 0 {
      pause &-= 1
      return
    }
    let found = count &- object &- 1
    guard found > 0, found <= Self.mostMembers else { return }
    members = 0
    var previous = Int(nodes[object].start)
    for position in 0...found {
      let isLast = position == found
      let node = nodes[isLast ? object : object &+ 1 &+ position]
      let gapEnd = Int(isLast ? node.end : node.start)
      let length = gapEnd &- previous
      guard length <= Self.longestGap, previous &+ Self.longestGap <= scanner.end else { return }
      var gap = Gap()
      gap.length = length
      gap.words = (
        scanner.chunk(previous), scanner.chunk(previous &+ 8), scanner.chunk(previous &+ 16)
      )
      gap.masks = (Self.mask(length), Self.mask(length &- 8), Self.mask(length &- 16))
      if !isLast {
        guard node.tag.rawValue < JSONNode.Tag.array.rawValue,
          node.flags & JSONNode.keyEscapes == 0, Int(node.keyStart) >= previous
        else { return }
        gap.keyOffset = node.keyStart &- UInt32(truncatingIfNeeded: previous)
        gap.keyLength = node.keyLength
        previous = Int(node.end)
      }
      gaps[position] = gap
    }
    members = found
  }

  /// The mask that keeps so many of eight bytes.
  private static func mask(_ length: Int) -> UInt64 {
    length >= 8 ? .max : length <= 0 ? 0 : UInt64.max >> UInt64(64 - length * 8)
  }
}
