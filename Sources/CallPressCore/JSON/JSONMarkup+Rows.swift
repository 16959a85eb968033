/// The rows that make up nearly all of a record: short names, and values without escapes.
extension JSONMarkup {
  /// How many bytes are made room for at once.
  private static var blockSize: Int { 1 << 14 }
  /// What a row needs at most besides its value: its tags, a line end and a name of eight quotes.
  private static var rowRoom: Int { 128 }

  /// Writes rows and closes what ends behind them, until there is no more room or a row comes that
  /// needs more thought, which `isRare` tells.
  ///
  /// - Returns: The next row to write.
  @inline(never)
  mutating func writeRows(
    from start: Int, to end: Int, _ tape: JSONTapeView, _ output: inout OutputBuffer,
    _ isRare: inout Bool
  ) -> Int {
    var row = start
    output.withCursor(room: Self.blockSize) { cursor in
      while cursor.room >= Self.rowRoom {
        if let container = innermost, container.end == row {
          close(container, &cursor)
          continue
        }
        guard row < end else { return }
        guard let next = write(row, tape, &cursor) else {
          isRare = true
          return
        }
        row = next
      }
    }
    return row
  }

  /// Writes a row; `nil`, and nothing written, where it is a rare one or too long for the room.
  @inline(__always)
  private mutating func write(
    _ row: Int, _ tape: JSONTapeView, _ cursor: inout ByteCursor
  ) -> Int? {
    let node = tape.nodes[row]
    guard node.flags == 0, let base = tape.bytes.baseAddress else { return nil }
    let start = Int(node.start)
    let end = Int(node.end)
    // What is read eight bytes at a time must not lie behind the document.
    guard end &+ 8 <= tape.bytes.count else { return nil }
    let mark = cursor.mark
    switch node.tag {
    case .string:
      let length = end &- start &- 2
      guard cursor.room >= MarkupEscaping.room(for: length) &+ Self.rowRoom,
        putTag("<string", node, base, &cursor)
      else { break }
      guard MarkupEscaping.put(rawJSON: base + start + 1, length, &cursor) else { break }
      cursor.put("</string>")
      return row &+ 1
    case .number:
      let length = end &- start
      guard length <= 16, putTag("<number", node, base, &cursor) else { break }
      let digits = base + start
      if length <= 8 {
        cursor.put(chunk: ByteCursor.loadEight(digits), count: length)
      } else {
        cursor.put(chunk: ByteCursor.loadEight(digits), count: 8)
        cursor.put(chunk: ByteCursor.loadEight(digits + 8), count: length &- 8)
      }
      cursor.put("</number>")
      return row &+ 1
    case .object, .array:
      let isObject = node.tag == .object
      guard Int(node.next) > row &+ 1, canOpen,
        isObject ? putTag("<map", node, base, &cursor) : putTag("<array", node, base, &cursor)
      else { break }
      begin(Container(end: Int(node.next), isObject: isObject))
      return row &+ 1
    case .true, .false, .null: break
    }
    cursor.rewind(to: mark)
    return nil
  }

  /// Writes a start tag with its bracket; `false` for a name that is too long.
  @inline(__always)
  private mutating func putTag(
    _ tag: StaticString, _ node: JSONNode, _ bytes: UnsafePointer<UInt8>,
    _ cursor: inout ByteCursor
  ) -> Bool {
    beginLine(&cursor)
    let name: StartTags.Name
    if node.keyStart == JSONNode.noKey {
      name = StartTags.Name(of: node.tag)
    } else {
      guard node.keyLength <= 8 else { return false }
      name = StartTags.Name(
        of: node.tag, key: bytes + Int(node.keyStart), length: Int(node.keyLength))
    }
    if tags.put(name, &cursor) { return true }
    return putNewTag(tag, name, node, bytes, &cursor)
  }

  @inline(never)
  private mutating func putNewTag(
    _ tag: StaticString, _ name: StartTags.Name, _ node: JSONNode, _ bytes: UnsafePointer<UInt8>,
    _ cursor: inout ByteCursor
  ) -> Bool {
    let start = cursor.mark
    cursor.put(tag)
    if node.keyStart != JSONNode.noKey {
      cursor.put(" key=\"")
      let length = Int(node.keyLength)
      let key = UnsafeBufferPointer(start: bytes + Int(node.keyStart), count: length)
      guard MarkupEscaping.put(rawJSON: key, readable: length, &cursor, attribute: true) == 0 else {
        return false
      }
      cursor.put("\"")
    }
    cursor.put(">")
    tags.keep(name, cursor.written(since: start))
    return true
  }
}
