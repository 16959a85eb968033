/// The addresses, codes, telephone numbers and names to look for, as a tree over their bytes, so
/// that one walk over what is spelled looks for all of them.
struct SpelledTree {
  /// What is spelled.
  enum Kind: UInt8 {
    /// Digits alone: telephone numbers, codes, numbers of orders.
    case digits
    /// Letters and digits.
    case code
    /// Letters alone.
    case name
    case email
  }

  private struct Node {
    var byte: UInt8
    var firstChild: Int32 = -1
    var next: Int32 = -1
    /// The last of ``ends`` that ends here.
    var end: Int32 = -1
  }

  struct End {
    /// The value, by its number among all that are looked for.
    var key: Int32
    var kind: Kind
    fileprivate var next: Int32
  }

  /// No node has more bytes above it.
  static let longest = 80

  private var nodes = [Node(byte: 0)]
  private(set) var ends: [End] = []
  /// Whether some value is an e-mail address.
  private(set) var holdsAddresses = false
  /// One bit for each byte that something begins with.
  private var firstBytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  var isEmpty: Bool { ends.isEmpty }

  /// Whether something begins with a byte.
  func begins(with byte: UInt8) -> Bool {
    let bit = UInt64(1) &<< UInt64(byte & 63)
    return switch byte >> 6 {
    case 0: firstBytes.0 & bit != 0
    case 1: firstBytes.1 & bit != 0
    case 2: firstBytes.2 & bit != 0
    default: firstBytes.3 & bit != 0
    }
  }

  private mutating func noteBeginning(_ byte: UInt8) {
    let bit = UInt64(1) &<< UInt64(byte & 63)
    switch byte >> 6 {
    case 0: firstBytes.0 |= bit
    case 1: firstBytes.1 |= bit
    case 2: firstBytes.2 |= bit
    default: firstBytes.3 |= bit
    }
  }

  /// Inserts a value.
  ///
  /// - Returns: The key of the same value where it is known, else the key that was given.
  mutating func insert(_ bytes: [UInt8], _ kind: Kind, key: Int32) -> Int {
    guard let first = bytes.first, bytes.count <= Self.longest else { return Int(key) }
    noteBeginning(first)
    var node: Int32 = 0
    for byte in bytes {
      if let child = child(of: node, byte) {
        node = child
      } else {
        let new = Int32(nodes.count)
        nodes.append(Node(byte: byte, next: nodes[Int(node)].firstChild))
        nodes[Int(node)].firstChild = new
        node = new
      }
    }
    var end = nodes[Int(node)].end
    while end >= 0 {
      if ends[Int(end)].kind == kind { return Int(ends[Int(end)].key) }
      end = ends[Int(end)].next
    }
    ends.append(End(key: key, kind: kind, next: nodes[Int(node)].end))
    nodes[Int(node)].end = Int32(ends.count - 1)
    if kind == .email { holdsAddresses = true }
    return Int(key)
  }

  func child(of node: Int32, _ byte: UInt8) -> Int32? {
    var child = nodes[Int(node)].firstChild
    while child >= 0 {
      if nodes[Int(child)].byte == byte { return child }
      child = nodes[Int(child)].next
    }
    return nil
  }

  /// Where some bytes lead from a node.
  func walk(_ node: Int32, _ bytes: some Sequence<UInt8>) -> Int32? {
    var node = node
    for byte in bytes {
      guard let child = child(of: node, byte) else { return nil }
      node = child
    }
    return node
  }

  /// Calls back for each value that ends at a node.
  func forEachEnd(_ node: Int32, _ body: (End) -> Void) {
    var end = nodes[Int(node)].end
    while end >= 0 {
      body(ends[Int(end)])
      end = ends[Int(end)].next
    }
  }

  func hasEnd(_ node: Int32) -> Bool { nodes[Int(node)].end >= 0 }
}
