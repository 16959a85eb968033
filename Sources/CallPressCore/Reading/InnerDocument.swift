extension TranscriptFinder {
  /// Members in which those who pass a transcript on put the whole of it.
  private static let envelopes: [StaticString] = [
    "data", "payload", "result", "response", "body", "output", "event", "detail",
  ]

  /// The part of a document that is the transcript, where it came in envelopes and a dialect knows
  /// the content better than the whole; else the document itself.
  func innerDocument(of root: JSONValue) -> JSONValue {
    var best = root
    var highest = score(root)
    var value = root
    for _ in 0..<3 {
      guard value.kind == .object,
        let inner = Self.envelopes.lazy.compactMap({ value[$0] })
          .first(where: { $0.kind == .object && !$0.isEmpty })
      else { break }
      let score = score(inner)
      if score > highest { (best, highest) = (inner, score) }
      value = inner
    }
    return best
  }
}
