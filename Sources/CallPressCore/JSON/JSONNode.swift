/// One row of the tape: a value of the document and, in an object, the name it goes by.
struct JSONNode {
  /// The offset of the value's first byte.
  var start: UInt32
  /// The offset behind the value's last byte.
  var end: UInt32
  /// The row of the next sibling: the one behind everything inside this value.
  var next: UInt32
  /// The offset of the name's first byte inside its quotes; `noKey` outside objects.
  var keyStart: UInt32
  /// The length of the name in bytes; `longKey` where it does not fit.
  var keyLength: UInt16
  /// What kind of value it is.
  var tag: Tag
  /// `valueEscapes`, `keyEscapes`.
  var flags: UInt8

  enum Tag: UInt8 {
    case null, `false`, `true`, number, string, array, object
  }

  static let noKey = UInt32.max
  static let longKey = UInt16.max
  static let valueEscapes: UInt8 = 1
  static let keyEscapes: UInt8 = 2
}

/// The tape of one document and the bytes it describes.
///
/// `@unchecked Sendable`: the parser fills it before anyone else sees it; afterwards nothing
/// writes to it.
final class JSONTape: @unchecked Sendable {
  /// The source bytes; every offset counts from their start.
  let bytes: [UInt8]
  /// The rows, the root first.
  let nodes: UnsafeMutablePointer<JSONNode>
  /// How many rows there are.
  let count: Int
  /// Whether there is no white space between the tokens.
  let isCompact: Bool
  /// Whether some value has an escape that may be half of a surrogate pair.
  let mayHaveSurrogates: Bool
  /// The text value of another document that these bytes were decoded from, if they were.
  let origin: JSONValue?

  /// Takes over rows that were allocated for it.
  init(
    bytes: [UInt8], nodes: UnsafeMutablePointer<JSONNode>, count: Int, isCompact: Bool,
    mayHaveSurrogates: Bool, origin: JSONValue?
  ) {
    self.bytes = bytes
    self.nodes = nodes
    self.count = count
    self.isCompact = isCompact
    self.mayHaveSurrogates = mayHaveSurrogates
    self.origin = origin
  }

  deinit {
    nodes.deallocate()
  }
}
