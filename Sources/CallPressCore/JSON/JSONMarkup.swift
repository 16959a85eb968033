/// JSON in the elements of XPath's `json-to-xml` (XPath and XQuery Functions 3.1, §17.5), without
/// loss: `map`, `array`, `string`, `number`, `boolean`, `null`.
///
/// Numbers keep their digits, members their order and their repeats. Strings and names that are
/// written with escapes stay as they are, marked with `escaped` or `escaped-key`. So the JSON comes
/// back byte for byte but for white space between tokens. There is one exception: U+FFFE and
/// U+FFFF, which XML cannot hold, become escapes of the same value.
package struct JSONMarkup: ~Copyable {
  /// The namespace of the elements.
  package static let namespace: StaticString = "http://www.w3.org/2005/xpath-functions"
  /// How many levels get elements of their own.
  ///
  /// XML readers refuse documents that are deeper than 256. What lies deeper than this is written
  /// as JSON text in a `json` element.
  package static let depthLimit = 200
  /// The elements that begin a line: those of the first levels.
  private static let lineDepth = 2

  /// The namespace of the `json` element.
  private let foreignNamespace: StaticString
  private var open = Scratch<Container>()
  /// The tags of the names that came up so far.
  var tags = StartTags()

  /// An array or an object that has begun.
  struct Container: BitwiseCopyable {
    /// The row behind the last one inside.
    var end: Int
    var isObject: Bool
  }

  /// Makes a writer.
  ///
  /// - Parameter foreignNamespace: The namespace of the `json` elements for what is too deep.
  package init(foreignNamespace: StaticString) {
    self.foreignNamespace = foreignNamespace
  }

  /// Appends a value, the outermost element with a declaration of the namespace.
  package mutating func write(_ value: JSONValue, to output: inout OutputBuffer) {
    open.removeAll()
    value.withTapeView { tape in
      let end = tape.next(value.index)
      var row = writeRow(value.index, isRoot: true, tape, &output)
      while true {
        var isRare = false
        row = writeRows(from: row, to: end, tape, &output, &isRare)
        if isRare {
          row = writeRow(row, isRoot: false, tape, &output)
        } else if row == end, open.isEmpty {
          break
        }
      }
    }
  }

  /// The container that began last and has not ended.
  @inline(__always)
  var innermost: Container? { open.isEmpty ? nil : open[open.count &- 1] }

  /// Whether another level may have elements of its own.
  @inline(__always)
  var canOpen: Bool { open.count < Self.depthLimit }

  /// Takes note of a container that has begun.
  @inline(__always)
  mutating func begin(_ container: Container) {
    open.append(container)
  }

  /// Writes the end of the innermost container.
  @inline(__always)
  mutating func close(_ container: Container, _ cursor: inout ByteCursor) {
    open.removeLast()
    if open.count < Self.lineDepth { cursor.put("\n") }
    if container.isObject { cursor.put("</map>") } else { cursor.put("</array>") }
  }

  /// Begins a line before an element of the first levels.
  @inline(__always)
  func beginLine(_ cursor: inout ByteCursor) {
    if open.count <= Self.lineDepth { cursor.put("\n") }
  }

  /// Writes one value, or the beginning of a container; gives the next row to write.
  @inline(__always)
  private mutating func writeRow(
    _ row: Int, isRoot: Bool, _ tape: JSONTapeView, _ output: inout OutputBuffer
  ) -> Int {
    let node = tape.nodes[row]
    let next = Int(node.next)
    switch node.tag {
    case .string:
      begin("<string", row, isRoot, tape, &output)
      writeString(node, tape, &output)
    case .number:
      begin("<number", row, isRoot, tape, &output)
      writeNumber(tape.raw(row), &output)
    case .true:
      begin("<boolean", row, isRoot, tape, &output)
      output.append(">true</boolean>")
    case .false:
      begin("<boolean", row, isRoot, tape, &output)
      output.append(">false</boolean>")
    case .null:
      begin("<null", row, isRoot, tape, &output)
      output.append("/>")
    case .array, .object:
      if open.count >= Self.depthLimit {
        writeText(row, tape, &output)
        return next
      }
      let isObject = node.tag == .object
      if isObject {
        begin("<map", row, isRoot, tape, &output)
      } else {
        begin("<array", row, isRoot, tape, &output)
      }
      if next == row &+ 1 {
        output.append("/>")
      } else {
        output.append(">")
        open.append(Container(end: next, isObject: isObject))
      }
      return row &+ 1
    }
    return next
  }

  /// A start tag with the member's name, up to the bracket that closes it.
  @inline(__always)
  private func begin(
    _ tag: StaticString, _ row: Int, _ isRoot: Bool, _ tape: JSONTapeView,
    _ output: inout OutputBuffer
  ) {
    let node = tape.nodes[row]
    guard !isRoot, node.keyLength <= 256 else {
      beginSlowly(tag, row, isRoot, tape, &output)
      return
    }
    let length = Int(node.keyLength)
    output.withCursor(room: MarkupEscaping.room(for: length) &+ 64) { cursor in
      beginLine(&cursor)
      cursor.put(tag)
      guard node.keyStart != JSONNode.noKey else { return }
      let start = Int(node.keyStart)
      let key = UnsafeBufferPointer(rebasing: tape.bytes[start..<start &+ length])
      cursor.put(" key=\"")
      let changed = MarkupEscaping.put(
        rawJSON: key, readable: tape.bytes.count &- start, &cursor, attribute: true)
      cursor.put("\"")
      if changed > 0 || node.flags & JSONNode.keyEscapes != 0 {
        cursor.put(" escaped-key=\"true\"")
      }
    }
  }

  /// The same for the outermost element, which declares the namespace, and for long names.
  @inline(never)
  private func beginSlowly(
    _ tag: StaticString, _ row: Int, _ isRoot: Bool, _ tape: JSONTapeView,
    _ output: inout OutputBuffer
  ) {
    if !isRoot, open.count <= Self.lineDepth { output.append("\n") }
    output.append(tag)
    if isRoot {
      output.append(" xmlns=\"")
      output.append(Self.namespace)
      output.append("\"")
    } else if let range = tape.value(row).keyRange {
      output.append(" key=\"")
      let changed = MarkupEscaping.append(
        rawJSON: UnsafeBufferPointer(rebasing: tape.bytes[range]), to: &output, attribute: true)
      output.append("\"")
      if changed > 0 || tape.nodes[row].flags & JSONNode.keyEscapes != 0 {
        output.append(" escaped-key=\"true\"")
      }
    }
  }

  /// The end of a number's start tag, its digits, and its end tag.
  @inline(__always)
  private func writeNumber(
    _ digits: UnsafeBufferPointer<UInt8>, _ output: inout OutputBuffer
  ) {
    output.withCursor(room: digits.count &+ 24) { cursor in
      cursor.put(">")
      cursor.put(short: digits)
      cursor.put("</number>")
    }
  }

  /// The rest of a string's start tag, its inside, and its end tag.
  @inline(__always)
  private func writeString(
    _ node: JSONNode, _ tape: JSONTapeView, _ output: inout OutputBuffer
  ) {
    let content = UnsafeBufferPointer(
      rebasing: tape.bytes[Int(node.start) &+ 1..<Int(node.end) &- 1])
    let isEscaped = node.flags & JSONNode.valueEscapes != 0
    let start = output.count
    if !isEscaped, content.count <= MarkupEscaping.blockSize {
      let changed = output.withCursor(room: MarkupEscaping.room(for: content.count) &+ 16) {
        cursor in
        cursor.put(">")
        let changed = MarkupEscaping.put(
          rawJSON: content, readable: tape.bytes.count &- Int(node.start) &- 1, &cursor,
          attribute: false)
        cursor.put("</string>")
        return changed
      }
      if changed == 0 { return }
      output.truncate(to: start)
    } else if !isEscaped {
      output.append(">")
      let changed = MarkupEscaping.append(rawJSON: content, to: &output, attribute: false)
      output.append("</string>")
      if changed == 0 { return }
      output.truncate(to: start)
    }
    output.append(" escaped=\"true\">")
    _ = MarkupEscaping.append(rawJSON: content, to: &output, attribute: false)
    output.append("</string>")
  }

  /// A value as the text of its JSON.
  @inline(never)
  private func writeText(_ row: Int, _ tape: JSONTapeView, _ output: inout OutputBuffer) {
    begin("<json", row, false, tape, &output)
    output.append(" xmlns=\"")
    output.append(foreignNamespace)
    output.append("\">")
    var text = OutputBuffer(capacity: tape.raw(row).count)
    JSONMinifier.append(tape.raw(row), to: &text)
    text.withBytes { _ = MarkupEscaping.append(rawJSON: $0, to: &output, attribute: false) }
    output.append("</json>")
  }
}
