/// Start tags that were written before, by the short names that their elements have.
///
/// The members of a record's objects go by the same few names thousands of times. Tags are kept with
/// their names escaped; a name that does not fit is written anew each time.
struct StartTags: ~Copyable {
  /// What a start tag is told apart by.
  struct Name: BitwiseCopyable {
    /// The bytes of the member's name, filled up with spaces.
    var bytes: UInt64
    /// The length of the name and the kind of the element; never 0.
    var kind: Int

    /// What an element goes by that has no name, being an array's.
    init(of tag: JSONNode.Tag) {
      bytes = 0
      kind = 0x100 | Int(tag.rawValue)
    }

    /// What an element goes by whose name, of at most eight bytes, begins at a place behind which
    /// there are eight bytes to read.
    @inline(__always)
    init(of tag: JSONNode.Tag, key: UnsafePointer<UInt8>, length: Int) {
      bytes = ByteCursor.loadFreely(key, length)
      kind = 0x200 | length << 4 | Int(tag.rawValue)
    }

    /// Where in the table its tag would be.
    @inline(__always)
    var slot: Int {
      let mixed = (bytes ^ UInt64(truncatingIfNeeded: kind)) &* 0x9E37_79B9_7F4A_7C15
      return Int(truncatingIfNeeded: mixed >> 58)
    }
  }

  /// A tag that was written before.
  struct Entry: BitwiseCopyable {
    var name = Name(of: .null)
    /// 0 for a place that is free.
    var length = 0
    var text = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
  }

  /// The longest tag that is kept.
  private static let longest = 32
  private var entries = Scratch<Entry>(capacity: 64)

  init() {
    for _ in 0..<64 { entries.append(Entry()) }
  }

  /// Writes the tag with a name, if it is known; needs room for 32 bytes.
  @inline(__always)
  func put(_ name: Name, _ cursor: inout ByteCursor) -> Bool {
    let entry = entries.base + name.slot
    guard entry.pointee.name.bytes == name.bytes, entry.pointee.name.kind == name.kind,
      entry.pointee.length > 0
    else { return false }
    cursor.put(chunks: entry.pointee.text, count: entry.pointee.length)
    return true
  }

  /// Keeps a tag for the next time, unless it is too long.
  mutating func keep(_ name: Name, _ tag: UnsafeBufferPointer<UInt8>) {
    guard tag.count <= Self.longest else { return }
    var entry = Entry()
    entry.name = name
    entry.length = tag.count
    withUnsafeMutableBytes(of: &entry.text) { $0.copyMemory(from: UnsafeRawBufferPointer(tag)) }
    entries[name.slot] = entry
  }
}
