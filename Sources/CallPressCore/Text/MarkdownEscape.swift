/// Makes text stand for itself inside a line of Markdown (CommonMark, GitHub's extensions).
///
/// What could begin emphasis, code, a link, an image, HTML, a reference, mathematics, a table cell
/// or a template's tag gets a backslash. Bare addresses stay text: the colon before `//` and the
/// dot of `www.` get one too. An `@` that could call somebody's attention is cut from the name by
/// the invisible U+2060; within an e-mail address it stays. Headings, lists and quotes begin only
/// at the start of a line, where the writers never put a text.
struct MarkdownEscape: TextEscape {
  private static let punctuation = ByteSet("\\`*_{}[]<>#&~|$^".utf8)
  private let punctuation = Self.punctuation
  let stops = Self.punctuation.union(ByteSet(":.@".utf8))

  mutating func escape(
    _ bytes: UnsafeBufferPointer<UInt8>, at: Int, to output: inout OutputBuffer
  ) -> Int {
    let byte = bytes[at]
    if punctuation.contains(byte) {
      output.append(UInt8(ascii: "\\"))
      output.append(byte)
      return 1
    }
    switch byte {
    case UInt8(ascii: ":"):
      guard at + 1 < bytes.count, bytes[at + 1] > 0x20, bytes[at + 1] &- 0x30 >= 10 else {
        return 0
      }
      output.append("\\:")
    case UInt8(ascii: "."):
      guard at > 2, Self.isW(bytes[at - 1]), Self.isW(bytes[at - 2]), Self.isW(bytes[at - 3])
      else { return 0 }
      output.append("\\.")
    case UInt8(ascii: "@"):
      guard at == 0 || !Self.isWord(bytes[at - 1]) else { return 0 }
      output.append("@\u{2060}")
    default: return 0
    }
    return 1
  }

  private static func isW(_ byte: UInt8) -> Bool { byte | 0x20 == UInt8(ascii: "w") }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
  }
}
