/// Texts of a record with an escape that no Unicode text can hold: half of a surrogate pair.
enum LoneSurrogates {
  /// What to say of them; `nil` where there are none.
  static func diagnostic(for record: JSONValue) -> Diagnostic? {
    guard record.tape.mayHaveSurrogates else { return nil }
    let found = record.withTapeView { tape in
      var count = 0
      var first = 0
      for row in record.index..<tape.next(record.index)
      where tape.tag(row) == .string && tape.nodes[row].flags & JSONNode.valueEscapes != 0 {
        guard JSONString.hasLoneSurrogate(tape.raw(row)) else { continue }
        if count == 0 { first = row }
        count += 1
      }
      return (count: count, first: first)
    }
    guard found.count > 0 else { return nil }
    return Diagnostic(
      "lone-surrogate", .info,
      "\(found.count) text(s) hold half of a surrogate pair, which is no character; U+FFFD stands "
        + "for it in the text, and the record keeps the escape",
      at: JSONValue(tape: record.tape, index: found.first).location)
  }
}
