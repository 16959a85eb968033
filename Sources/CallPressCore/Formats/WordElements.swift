/// The words of a turn as a run of `<w>` elements: the longest run that an XML format writes.
package enum WordElements {
  /// Appends one element a word, with its times in seconds and how they came to be known.
  ///
  /// - Returns: How many characters were replaced by U+FFFD.
  package static func append(_ words: [Word], to output: inout OutputBuffer) -> Int {
    var replaced = 0
    words.withUnsafeBufferPointer { words in
      // By index: a word is a large value to copy.
      for index in words.indices {
        let confidence = words[index].confidence
        replaced &+= words[index].withUTF8 { bytes in
          if confidence == nil, bytes.count <= MarkupEscaping.blockSize {
            return output.withCursor(room: MarkupEscaping.room(for: bytes.count) &+ 336) {
              cursor in
              cursor.put("<w")
              if let span = words[index].span { put(span, &cursor) }
              cursor.put(">")
              let replaced = MarkupEscaping.put(text: bytes, &cursor)
              cursor.put("</w>")
              return replaced
            }
          }
          return appendRare(words[index], bytes, to: &output)
        }
      }
    }
    return replaced
  }

  /// A word that is long, or of which the source says how sure it is.
  @inline(never)
  private static func appendRare(
    _ word: Word, _ text: UnsafeBufferPointer<UInt8>, to output: inout OutputBuffer
  ) -> Int {
    output.withCursor(room: 320) { cursor in
      cursor.put("<w")
      if let span = word.span { put(span, &cursor) }
    }
    if let confidence = word.confidence, confidence.isFinite {
      output.append(" confidence=\"")
      output.append(text: confidence.description)
      output.append("\"")
    }
    output.append(">")
    let replaced = MarkupEscaping.append(text, to: &output, attribute: false)
    output.append("</w>")
    return replaced
  }

  /// The times of a word.
  @inline(__always)
  private static func put(_ span: TimeSpan, _ cursor: inout ByteCursor) {
    cursor.put(" start=\"")
    cursor.put(seconds: span.start.time)
    cursor.put("\"")
    put(" start-provenance=\"", " start-method=\"", span.start.provenance, &cursor)
    cursor.put(" end=\"")
    cursor.put(seconds: span.end.time)
    cursor.put("\"")
    put(" end-provenance=\"", " end-method=\"", span.end.provenance, &cursor)
  }

  /// How a time came to be known, where it was not measured.
  @inline(__always)
  private static func put(
    _ provenance: StaticString, _ method: StaticString, _ how: TimeProvenance,
    _ cursor: inout ByteCursor
  ) {
    if case .measured = how { return }
    cursor.put(provenance)
    put(how.label, &cursor)
    cursor.put("\"")
    if let name = how.method {
      cursor.put(method)
      put(name, &cursor)
      cursor.put("\"")
    }
  }

  /// A constant name of the model's own, none of which is longer than 24 bytes.
  private static func put(_ name: String, _ cursor: inout ByteCursor) {
    var name = name
    name.withUTF8 { cursor.put(short: UnsafeBufferPointer(rebasing: $0.prefix(24))) }
  }
}
