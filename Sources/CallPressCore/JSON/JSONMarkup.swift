/// JSON in the elements of XPath's `json-to-xml` (XPath and XQuery Functions 3.1, §17.5), without
/// loss: `map`, `array`, `string`, `number`, `boolean`, `null`.
///
/// Numbers keep their digits, members their order and their repeats. Strings and names that are
/// written with escapes stay as they are, marked with `escaped` or `escaped-key`. So the JSON comes
/// back byte for byte but for white space between tokens. There is one exception: U+FFFE and
/// U+FFFF, which XML cannot hold, become escapes of the same value.
package struct JSONMarkup {
  /// The namespace of the elements.
  package static let namespace: StaticString = "http://www.w3.org/2005/xpath-functions"
  /// How many levels get elements of their own.
  ///
  /// XML readers refuse documents that are deeper than 256. What lies deeper than this is written
  /// as JSON text in a `json` element.
  package static let depthLimit = 200
  /// The elements that begin a line: those of the first levels.
  private static let lineDepth = 2
  /// How much may gather before it is handed on: no more than the caches hold.
  private static let pieceSize = 1 << 15

  /// The namespace of the `json` element.
  private let foreignNamespace: StaticString
  private var open: [Container] = []

  private struct Container {
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

  /// Writes a value, the outermost element with a declaration of the namespace.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - piece: An empty buffer to write into.
  ///   - drain: Takes what has gathered and empties the buffer; called from time to time and at
  ///     the end.
  package mutating func write<Failure: Error>(
    _ value: JSONValue, using piece: inout OutputBuffer,
    drain: (inout OutputBuffer) throws(Failure) -> Void
  ) throws(Failure) {
    let tape = value.tape
    let root = value.index
    let end = Int(tape.nodes[root].next)
    var index = root
    open.removeAll(keepingCapacity: true)
    while true {
      while let container = open.last, container.end == index {
        open.removeLast()
        close(container, to: &piece)
      }
      guard index < end else { break }
      if piece.count >= Self.pieceSize { try drain(&piece) }
      index = writeRow(index, isRoot: index == root, tape, &piece)
    }
    try drain(&piece)
  }

  private func close(_ container: Container, to output: inout OutputBuffer) {
    if open.count < Self.lineDepth { output.append("\n") }
    output.append(container.isObject ? "</map>" : "</array>")
  }

  /// Writes one value, or the beginning of a container; gives the next row to write.
  @inline(__always)
  private mutating func writeRow(
    _ index: Int, isRoot: Bool, _ tape: JSONTape, _ output: inout OutputBuffer
  ) -> Int {
    let node = tape.nodes[index]
    let next = Int(node.next)
    let depth = open.count
    if depth > 0, depth <= Self.lineDepth { output.append("\n") }
    switch node.tag {
    case .string: writeString(node, JSONValue(tape: tape, index: index), isRoot, &output)
    case .number:
      begin("<number", JSONValue(tape: tape, index: index), isRoot, &output)
      output.append(">")
      appendRaw(Int(node.start)..<Int(node.end), tape, &output)
      output.append("</number>")
    case .true, .false:
      begin("<boolean", JSONValue(tape: tape, index: index), isRoot, &output)
      output.append(node.tag == .true ? ">true</boolean>" : ">false</boolean>")
    case .null:
      begin("<null", JSONValue(tape: tape, index: index), isRoot, &output)
      output.append("/>")
    case .array, .object:
      if depth >= Self.depthLimit {
        writeText(JSONValue(tape: tape, index: index), &output)
        return next
      }
      let isObject = node.tag == .object
      begin(isObject ? "<map" : "<array", JSONValue(tape: tape, index: index), isRoot, &output)
      if next == index + 1 {
        output.append("/>")
      } else {
        output.append(">")
        open.append(Container(end: next, isObject: isObject))
      }
      return index + 1
    }
    return next
  }

  /// The start of a tag with the member's name, up to the bracket that closes it.
  private func begin(
    _ tag: StaticString, _ value: JSONValue, _ isRoot: Bool, _ output: inout OutputBuffer
  ) {
    output.append(tag)
    if isRoot {
      output.append(" xmlns=\"")
      output.append(Self.namespace)
      output.append("\"")
      return
    }
    guard let key = value.keyRange else { return }
    output.append(" key=\"")
    let changed = appendEscaped(key, value.tape, &output, attribute: true)
    output.append("\"")
    if changed || value.node.flags & JSONNode.keyEscapes != 0 {
      output.append(" escaped-key=\"true\"")
    }
  }

  private func writeString(
    _ node: JSONNode, _ value: JSONValue, _ isRoot: Bool, _ output: inout OutputBuffer
  ) {
    begin("<string", value, isRoot, &output)
    let content = Int(node.start) + 1..<Int(node.end) - 1
    let start = output.count
    var isEscaped = node.flags & JSONNode.valueEscapes != 0
    output.append(isEscaped ? " escaped=\"true\">" : ">")
    if appendEscaped(content, value.tape, &output, attribute: false), !isEscaped {
      isEscaped = true
      output.truncate(to: start)
      output.append(" escaped=\"true\">")
      _ = appendEscaped(content, value.tape, &output, attribute: false)
    }
    output.append("</string>")
  }

  /// A value as the text of its JSON.
  private func writeText(_ value: JSONValue, _ output: inout OutputBuffer) {
    begin("<json", value, false, &output)
    output.append(" xmlns=\"")
    output.append(foreignNamespace)
    output.append("\">")
    var text = OutputBuffer(capacity: value.byteRange.count)
    value.withRawBytes { JSONMinifier.append($0, to: &text) }
    text.withBytes { _ = MarkupEscaping.append(rawJSON: $0, to: &output, attribute: false) }
    output.append("</json>")
  }

  /// Appends the inside of a string; says whether characters had to become escapes.
  private func appendEscaped(
    _ range: Range<Int>, _ tape: JSONTape, _ output: inout OutputBuffer, attribute: Bool
  ) -> Bool {
    tape.bytes.withUnsafeBufferPointer { bytes in
      MarkupEscaping.append(
        rawJSON: UnsafeBufferPointer(rebasing: bytes[range]), to: &output, attribute: attribute)
        > 0
    }
  }

  private func appendRaw(_ range: Range<Int>, _ tape: JSONTape, _ output: inout OutputBuffer) {
    tape.bytes.withUnsafeBufferPointer { bytes in
      output.append(UnsafeBufferPointer(rebasing: bytes[range]))
    }
  }
}
