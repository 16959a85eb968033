/// What is redacted, and what stands where it stood.
public struct RedactionSettings: Sendable {
  /// The kinds of values to look for.
  public var types: Set<RedactionType>
  /// What stands where a value stood.
  public var style: RedactionStyle
  /// The names of variables and outcomes whose values are redacted wherever they are written or
  /// said; names that are not there do nothing.
  public var variables: [String]
  /// Other texts that are redacted wherever they are written or said.
  public var texts: [String]
  /// Texts that stay, whatever they look like.
  public var allowed: [String]
  /// Shapes of the user's own.
  public var patterns: [RedactionPattern]

  /// Makes settings.
  public init(
    types: Set<RedactionType> = [], style: RedactionStyle = .label, variables: [String] = [],
    texts: [String] = [], allowed: [String] = [], patterns: [RedactionPattern] = []
  ) {
    self.types = types
    self.style = style
    self.variables = variables
    self.texts = texts
    self.allowed = allowed
    self.patterns = patterns
  }

  /// Whether nothing is asked for.
  public var isEmpty: Bool {
    types.isEmpty && variables.isEmpty && texts.isEmpty && patterns.isEmpty
  }
}

/// What stands where a value stood.
public enum RedactionStyle: Sendable {
  /// The name of the type: `[card number]`.
  case label
  /// The type and a number, the same for the same value within a call: `[PAN_1]`.
  case token
  /// Asterisks for all but the first six and last four digits of a card's number, which
  /// PCI DSS 4.0.1 (3.4.1) lets people see; the label for everything else.
  case mask
  /// The type and a keyed code, the same for the same value in all calls: `[PAN:3f9a…]`. The
  /// function takes bytes and gives their keyed hash, of which the first eight bytes are written.
  case pseudonym(@Sendable ([UInt8]) -> [UInt8])
}

/// A shape of the user's own: `#` stands for a digit, `@` for a letter, anything else for itself
/// in any case.
public struct RedactionPattern: Hashable, Sendable {
  /// What stands in the label.
  public var name: String
  /// The shape.
  public var shape: String

  /// Makes a pattern.
  public init(name: String, shape: String) {
    self.name = name
    self.shape = shape
  }

  /// Where a text has the shape, not inside of a longer word or number.
  func ranges(in bytes: [UInt8]) -> [Range<Int>] {
    let wanted = Array(shape.utf8)
    guard !wanted.isEmpty, wanted.count <= 200, wanted.count <= bytes.count else { return [] }
    var ranges: [Range<Int>] = []
    var at = 0
    while at + wanted.count <= bytes.count {
      let end = at + wanted.count
      let isApart =
        (at == 0 || !Self.isWord(bytes[at - 1]) || !Self.isWord(bytes[at]))
        && (end == bytes.count || !Self.isWord(bytes[end]) || !Self.isWord(bytes[end - 1]))
      if isApart, wanted.indices.allSatisfy({ Self.matches(bytes[at + $0], wanted[$0]) }) {
        ranges.append(at..<end)
        at = end
      } else {
        at += 1
      }
    }
    return ranges
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
  }

  private static func matches(_ byte: UInt8, _ wanted: UInt8) -> Bool {
    switch wanted {
    case UInt8(ascii: "#"): byte &- 0x30 < 10
    case UInt8(ascii: "@"): (byte | 0x20) &- 0x61 < 26
    default: byte == wanted || (wanted | 0x20) &- 0x61 < 26 && byte | 0x20 == wanted | 0x20
    }
  }
}
