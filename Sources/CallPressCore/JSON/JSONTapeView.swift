/// The rows and bytes of a tape without reference counting, for loops that run once a word.
///
/// Valid only inside ``JSONValue/withTapeView(_:)``.
struct JSONTapeView {
  let nodes: UnsafeMutablePointer<JSONNode>
  let bytes: UnsafeBufferPointer<UInt8>
  let tape: JSONTape

  /// The row behind everything inside a row.
  @inline(__always)
  func next(_ row: Int) -> Int { Int(nodes[row].next) }

  @inline(__always)
  func tag(_ row: Int) -> JSONNode.Tag { nodes[row].tag }

  /// A row as a value.
  func value(_ row: Int) -> JSONValue { JSONValue(tape: tape, index: row) }

  /// Whether the member's name is this one.
  @inline(__always)
  func hasKey(_ row: Int, _ name: StaticString) -> Bool {
    let node = nodes[row]
    guard node.flags & JSONNode.keyEscapes == 0 else { return value(row).hasKey(name) }
    let count = name.utf8CodeUnitCount
    guard Int(node.keyLength) == count, node.keyStart != JSONNode.noKey else { return false }
    let start = Int(node.keyStart)
    var offset = 0
    while offset < count {
      guard bytes[start &+ offset] == name.utf8Start[offset] else { return false }
      offset &+= 1
    }
    return true
  }

  /// The bytes of a value exactly as the source writes it.
  @inline(__always)
  func raw(_ row: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[Int(nodes[row].start)..<Int(nodes[row].end)])
  }

  /// The inside of a string that is written without escapes, `nil` for everything else.
  @inline(__always)
  func plainString(_ row: Int) -> UnsafeBufferPointer<UInt8>? {
    let node = nodes[row]
    guard node.tag == .string, node.flags & JSONNode.valueEscapes == 0 else { return nil }
    return UnsafeBufferPointer(rebasing: bytes[Int(node.start) &+ 1..<Int(node.end) &- 1])
  }
}

extension JSONValue {
  /// Lends the tape of the value for a loop.
  func withTapeView<Result, Failure: Error>(
    _ body: (JSONTapeView) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withExtendedLifetime(tape) { () throws(Failure) in
      try tape.bytes.withUnsafeBufferPointer { (bytes) throws(Failure) in
        try body(JSONTapeView(nodes: tape.nodes, bytes: bytes, tape: tape))
      }
    }
  }
}
