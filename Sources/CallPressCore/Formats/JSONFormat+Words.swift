/// The words of a turn: most of a JSON document, and so written without the writer's bookkeeping.
extension JSONFormat {
  /// Appends the words as the elements of an array on one line.
  static func append(_ words: [Word], to output: inout OutputBuffer) {
    words.withUnsafeBufferPointer { words in
      // By index: a word is a large value to copy.
      for index in words.indices {
        output.append(index > 0 ? ", {\"text\": " : "{\"text\": ")
        output.append(UInt8(ascii: "\""))
        words[index].withUTF8 { JSONEscaping.append(inside: $0, to: &output) }
        output.append(UInt8(ascii: "\""))
        if let span = words[index].span {
          output.append(", \"start_ms\": ")
          output.append(decimal: span.start.milliseconds)
          append(
            ", \"start_provenance\": \"", ", \"start_method\": \"", span.start.provenance,
            to: &output)
          output.append(", \"end_ms\": ")
          output.append(decimal: span.end.milliseconds)
          append(
            ", \"end_provenance\": \"", ", \"end_method\": \"", span.end.provenance, to: &output)
        }
        if let confidence = words[index].confidence, confidence.isFinite {
          output.append(", \"confidence\": ")
          output.append(text: confidence.description)
        }
        output.append(UInt8(ascii: "}"))
      }
    }
  }

  /// How a time came to be known, where it was not measured: names of the model's own.
  private static func append(
    _ provenance: StaticString, _ method: StaticString, _ how: TimeProvenance,
    to output: inout OutputBuffer
  ) {
    guard let name = how.method else { return }
    output.append(provenance)
    output.append(text: how.label)
    output.append(UInt8(ascii: "\""))
    output.append(method)
    output.append(text: name)
    output.append(UInt8(ascii: "\""))
  }
}
