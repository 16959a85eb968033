/// Damages documents in the ways in which they are damaged in the world, and in worse ones; the
/// same ones for the same seed.
public struct Mutator: Sendable {
  private var random: SeededRandom

  /// Starts from a seed.
  public init(seed: UInt64) {
    random = SeededRandom(seed: seed)
  }

  /// Bytes that mean something to one format or another.
  private static let hostile: [[UInt8]] = [
    "\\u0000", "\\ud800", "\\udfff", "\\u202e", "\\u2028", "\\ufffe", "\\uffff", "\\r\\n",
    "\\n\\n", "\\n\\n7\\n00:00:01,000 --> 00:00:02,000\\n", "-->", "WEBVTT", "NOTE", "STYLE",
    "<v Agent>", "</v>", "]]>", "<!--", "-->", "<script>alert(1)</script>", "&amp;", "&#0;", "&",
    "\\\"", "\\\" onload=\\\"x", "{{name}}", "{{{x}}}", "{{/x}}", "[NAME]", "1e400", "-1", "-0.0",
    "0.1e-5", "99999999999999999999", "1e18", "null", "true", "\"\"", "{}", "[]", "\u{301}",
    "\u{200D}", "\u{FEFF}", "\u{202E}", "قال", "1:00:00", "2026-03-01T10:00:00Z", "PT1.5S",
  ].map { Array($0.utf8) }

  /// Members that dialects look at.
  private static let names: [[UInt8]] = [
    "role", "content", "words", "word", "start", "end", "text", "speaker", "type", "items",
    "created_at", "timestamp", "message", "time", "duration", "data", "transcript_object",
    "transcript", "agent_post_call_outcomes", "agent_dynamic_variables", "value", "name", "id",
    "tool_calls", "metrics", "interrupted", "confidence",
  ].map { Array($0.utf8) }

  /// A damaged copy: one to four changes, of bytes or of structure.
  public mutating func mutate(_ sample: [UInt8]) -> [UInt8] {
    var bytes = sample
    for _ in 0...random.below(4) {
      if random.oneIn(3) { changeBytes(&bytes) } else { changeStructure(&bytes) }
    }
    return bytes
  }

  // MARK: Bytes

  private mutating func changeBytes(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    let at = random.below(bytes.count)
    switch random.below(7) {
    case 0: bytes[at] = UInt8(truncatingIfNeeded: random.next())
    case 1: bytes[at] ^= 1 << UInt8(random.below(8))
    case 2: bytes.remove(at: at)
    case 3: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: at)
    case 4: bytes.removeLast(bytes.count - at)
    case 5:
      let end = min(bytes.count, at + 1 + random.below(64))
      bytes.removeSubrange(at..<end)
    default:
      let end = min(bytes.count, at + 1 + random.below(64))
      bytes.insert(contentsOf: Array(bytes[at..<end]), at: random.below(bytes.count))
    }
  }

  // MARK: Structure

  private mutating func changeStructure(_ bytes: inout [UInt8]) {
    guard let token = token(in: bytes) else { return changeBytes(&bytes) }
    switch random.below(8) {
    case 0: bytes.replaceSubrange(token, with: scalar())
    case 1: bytes.replaceSubrange(token, with: string())
    case 2: insertIntoString(&bytes, token)
    case 3: bytes.replaceSubrange(token, with: [0x22] + random.pick(Self.names) + [0x22])
    case 4:
      let copy = Array(bytes[token])
      bytes.insert(contentsOf: copy + [0x2C], at: token.lowerBound)
    case 5:
      let inner = Array(bytes[token])
      bytes.replaceSubrange(token, with: random.oneIn(2) ? [0x5B] + inner + [0x5D] : wrap(inner))
    case 6:
      guard let other = self.token(in: bytes) else { return }
      bytes.replaceSubrange(token, with: Array(bytes[other]))
    default:
      let depth = random.below(40)
      let nest = [UInt8](repeating: 0x5B, count: depth) + [UInt8](repeating: 0x5D, count: depth)
      bytes.replaceSubrange(token, with: depth == 0 ? Array("null".utf8) : nest)
    }
  }

  private mutating func scalar() -> [UInt8] {
    switch random.below(6) {
    case 0: Array("null".utf8)
    case 1: Array("true".utf8)
    case 2: Array(String(Int64(truncatingIfNeeded: random.next())).utf8)
    case 3: Array("\(random.below(100_000)).\(random.below(1_000_000))".utf8)
    case 4: Array("\(random.below(10))e\(random.below(400) - 200)".utf8)
    default: string()
    }
  }

  private mutating func string() -> [UInt8] {
    var text: [UInt8] = [0x22]
    for _ in 0..<random.below(5) { text += random.pick(Self.hostile.filter { $0.first != 0x22 }) }
    return text + [0x22]
  }

  private mutating func insertIntoString(_ bytes: inout [UInt8], _ token: Range<Int>) {
    guard bytes[token.lowerBound] == 0x22, token.count >= 2 else { return }
    bytes.insert(
      contentsOf: random.pick(Self.hostile.filter { $0.first != 0x22 }),
      at: random.oneIn(2) ? token.lowerBound + 1 : token.upperBound - 1)
  }

  private mutating func wrap(_ value: [UInt8]) -> [UInt8] {
    [0x7B, 0x22] + random.pick(Self.names) + [0x22, 0x3A] + value + [0x7D]
  }

  /// A string, number or literal somewhere in the document.
  private mutating func token(in bytes: [UInt8]) -> Range<Int>? {
    guard bytes.count > 2 else { return nil }
    for _ in 0..<8 {
      var at = random.below(bytes.count)
      while at < bytes.count, !Self.beginsToken(bytes, at) { at += 1 }
      guard at < bytes.count else { continue }
      var end = at + 1
      if bytes[at] == 0x22 {
        while end < bytes.count, bytes[end] != 0x22 { end += bytes[end] == 0x5C ? 2 : 1 }
        end = min(end + 1, bytes.count)
      } else {
        while end < bytes.count, !Self.endsScalar(bytes[end]) { end += 1 }
      }
      return at..<end
    }
    return nil
  }

  private static func beginsToken(_ bytes: [UInt8], _ at: Int) -> Bool {
    guard at > 0 else { return false }
    let before = bytes[at - 1]
    let isPlace =
      before == 0x3A || before == 0x2C || before == 0x5B || before == 0x7B || before <= 0x20
    guard isPlace else { return false }
    switch bytes[at] {
    case 0x22, 0x2D, 0x30...0x39, UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
      return true
    default: return false
    }
  }

  private static func endsScalar(_ byte: UInt8) -> Bool {
    byte == 0x2C || byte == 0x5D || byte == 0x7D || byte <= 0x20
  }
}
