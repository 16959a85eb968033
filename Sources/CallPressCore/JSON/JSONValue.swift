/// A light view of one value of a ``JSONDocument``: strings and numbers are decoded when asked.
public struct JSONValue: Sendable {
  let tape: JSONTape
  let index: Int

  init(tape: JSONTape, index: Int) {
    self.tape = tape
    self.index = index
  }

  /// The kinds of JSON values.
  public enum Kind: String, Hashable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case boolean
    /// A number.
    case number
    /// A string.
    case string
    /// An array.
    case array
    /// An object.
    case object
  }

  var node: JSONNode { tape.nodes[index] }

  /// What kind of value it is.
  public var kind: Kind {
    switch node.tag {
    case .null: .null
    case .false, .true: .boolean
    case .number: .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }

  /// Where the value stands in the bytes of its document, quotes included.
  public var byteRange: Range<Int> { Int(node.start)..<Int(node.end) }

  /// The value exactly as the source writes it.
  public var rawBytes: ArraySlice<UInt8> { tape.bytes[byteRange] }

  /// Hands the value to a function exactly as the source writes it, without copying.
  public func withRawBytes<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try tape.bytes.withUnsafeBufferPointer { try body(.init(rebasing: $0[byteRange])) }
  }

  /// Whether it is `null`.
  public var isNull: Bool { node.tag == .null }

  /// The truth value, `nil` for anything but `true` and `false`.
  public var boolean: Bool? {
    switch node.tag {
    case .true: true
    case .false: false
    default: nil
    }
  }

  /// The number as the source writes it, to the digit; `nil` for anything but a number.
  public var numberText: String? {
    guard node.tag == .number else { return nil }
    return withRawBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// The decoded text, `nil` for anything but a string; lone surrogates become U+FFFD.
  public var string: String? {
    let node = node
    guard node.tag == .string else { return nil }
    return Self.text(
      Int(node.start) + 1..<Int(node.end) - 1,
      hasEscapes: node.flags & JSONNode.valueEscapes != 0, tape: tape)
  }

  /// Whether a string is written with escapes.
  public var hasEscapes: Bool { node.flags & JSONNode.valueEscapes != 0 }

  /// Whether a string holds an escape that no Unicode text can: half of a surrogate pair.
  public var hasLoneSurrogate: Bool {
    guard node.tag == .string, hasEscapes else { return false }
    return withRawBytes { JSONString.hasLoneSurrogate($0) }
  }

  /// The name of this member of an object, decoded; `nil` for an element or the root.
  public var key: String? {
    Self.key(of: node, tape: tape)
  }

  /// The name in a row of a tape, decoded.
  static func key(of node: JSONNode, tape: JSONTape) -> String? {
    guard let range = keyRange(of: node, tape: tape) else { return nil }
    return text(range, hasEscapes: node.flags & JSONNode.keyEscapes != 0, tape: tape)
  }

  /// Where the member's name stands in the bytes, without its quotes.
  public var keyRange: Range<Int>? { Self.keyRange(of: node, tape: tape) }

  private static func keyRange(of node: JSONNode, tape: JSONTape) -> Range<Int>? {
    guard node.keyStart != JSONNode.noKey else { return nil }
    let start = Int(node.keyStart)
    guard node.keyLength == JSONNode.longKey else { return start..<start + Int(node.keyLength) }
    // Too long for the tape: look for the closing quote again.
    return tape.bytes.withUnsafeBufferPointer { bytes in
      var end = start
      while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
        end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
      }
      return start..<min(end, bytes.count)
    }
  }

  /// Whether the member's name is written with escapes.
  var hasKeyEscapes: Bool { node.flags & JSONNode.keyEscapes != 0 }

  /// Whether the member's name is this one.
  public func hasKey(_ name: StaticString) -> Bool { Self.hasKey(index, name, tape) }

  @inline(__always)
  private static func hasKey(_ index: Int, _ name: StaticString, _ tape: JSONTape) -> Bool {
    let node = tape.nodes[index]
    let count = name.utf8CodeUnitCount
    guard Int(node.keyLength) == count || node.hasKeyEscapes else { return false }
    if node.hasKeyEscapes { return key(of: node, tape: tape) == name.description }
    guard node.keyStart != JSONNode.noKey else { return false }
    return tape.bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return false }
      return ByteRuns.areEqual(base + Int(node.keyStart), name.utf8Start, count)
    }
  }

  /// The first member with a name; `nil` where there is none or this is no object.
  public subscript(name: StaticString) -> JSONValue? {
    // By row, so that only the member that is found costs a reference to the tape.
    let node = node
    guard node.tag == .object else { return nil }
    var row = index &+ 1
    while row < Int(node.next) {
      if Self.hasKey(row, name, tape) { return JSONValue(tape: tape, index: row) }
      row = Int(tape.nodes[row].next)
    }
    return nil
  }

  /// The first member with a name; `nil` where there is none or this is no object.
  public func member(named name: String) -> JSONValue? {
    guard node.tag == .object else { return nil }
    for member in children where member.key == name { return member }
    return nil
  }

  /// The element at a position; `nil` beyond the end or where this is no array.
  public subscript(position: Int) -> JSONValue? {
    guard node.tag == .array, position >= 0 else { return nil }
    var remaining = position
    for element in children {
      if remaining == 0 { return element }
      remaining -= 1
    }
    return nil
  }

  /// The members of an object or the elements of an array, in order; empty for other kinds.
  public var children: JSONChildren { JSONChildren(parent: self) }

  /// Whether an object or array has nothing in it; true for other kinds as well.
  public var isEmpty: Bool { Int(node.next) == index + 1 }

  /// Where the value stands in its outermost document.
  ///
  /// Found by walking down from the root: for diagnostics, not for every value.
  public var pointer: JSONPointer {
    var tokens: [String] = []
    var container = 0
    while container != index {
      var child = container + 1
      var position = 0
      while Int(tape.nodes[child].next) <= index {
        child = Int(tape.nodes[child].next)
        position += 1
      }
      let view = JSONValue(tape: tape, index: child)
      tokens.append(view.key ?? String(position))
      container = child
    }
    let here = JSONPointer(tokens)
    return tape.origin.map { $0.pointer.appending(here) } ?? here
  }

  /// Where the value stands; the byte offset is that of the outermost document.
  public var location: SourceLocation {
    var outermost = self
    while let origin = outermost.tape.origin { outermost = origin }
    return SourceLocation(pointer: pointer, byteOffset: outermost.byteRange.lowerBound)
  }

  private static func text(_ range: Range<Int>, hasEscapes: Bool, tape: JSONTape) -> String {
    tape.bytes.withUnsafeBufferPointer { bytes in
      let slice = UnsafeBufferPointer(rebasing: bytes[range])
      return hasEscapes ? JSONString.decode(slice) : String(decoding: slice, as: UTF8.self)
    }
  }
}

/// The members of an object or the elements of an array, in order.
public struct JSONChildren: Sequence, Sendable {
  let parent: JSONValue

  /// Walks from sibling to sibling.
  public struct Iterator: IteratorProtocol {
    let tape: JSONTape
    var position: Int
    let end: Int

    /// The next member or element.
    @inline(__always)
    public mutating func next() -> JSONValue? {
      guard position < end else { return nil }
      defer { position = Int(tape.nodes[position].next) }
      return JSONValue(tape: tape, index: position)
    }
  }

  /// Starts at the first member or element.
  public func makeIterator() -> Iterator {
    let node = parent.node
    let isContainer = node.tag == .array || node.tag == .object
    return Iterator(
      tape: parent.tape, position: parent.index + 1,
      end: isContainer ? Int(node.next) : parent.index + 1)
  }

  /// How many there are; found by walking.
  public var count: Int {
    var count = 0
    for _ in self { count += 1 }
    return count
  }
}
