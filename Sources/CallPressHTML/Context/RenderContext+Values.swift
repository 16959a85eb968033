import CallPressCore

/// Outcomes and variables with the turns in which they were said.
extension RenderContext {
  func namedValues(
    _ values: [NamedValue], _ evidence: [Evidence.Item], prefix: String
  ) -> [ContextRow] {
    values.enumerated().map { position, value in
      let item = evidence.indices.contains(position) ? evidence[position] : nil
      var row = ContextRow(capacity: 32)
      row.set("value_id", "\(prefix)\(position + 1)")
      row.set("name", value.name)
      row.set("name_dir", PageModel.direction(of: value.name))
      let kind = value.value?.kind ?? .null
      let text = value.shownText
      row.set(flag: "has_value", !text.isEmpty)
      row.set("value_text", text)
      row.set(flag: "is_true", value.value?.boolean == true)
      row.set(flag: "is_false", value.value?.boolean == false)
      let isStructure = kind == .object || kind == .array
      row.set(flag: "is_structure", isStructure)
      row.set("dir", isStructure ? "ltr" : PageModel.direction(of: text))
      row.set("type", value.type)
      row.set("description", value.about)
      row.set("rationale", value.rationale)
      row.set(flag: "is_repeated", value.isRepeated)
      row.set(flag: "is_said", item?.finding == .said)
      row.set(flag: "is_maybe_said", item?.finding == .maybeSaid)
      row.set(flag: "is_not_said", item?.finding == .notSaid)
      row.set(flag: "is_not_searchable", item?.finding == .notSearchable)
      row.set(flag: "said_by_agent", item?.saidByAgent ?? false)
      row.set("evidence", (item?.links ?? []).map(row(of:)))
      return row
    }
  }

  private func row(of link: Evidence.Link) -> ContextRow {
    var row = ContextRow()
    row.set("turn_id", "t\(link.turn)")
    row.set("turn_number", String(link.turn))
    row.set("match", link.match.rawValue)
    row.set(flag: "is_tolerant", link.match == .tolerant)
    row.set(flag: "is_weak", link.strength == .weak)
    row.set("quote", "…")
    row.set("quote_dir", "ltr")
    row.set("turn_speaker", "–")
    if let (turn, _) = page.turn(number: link.turn) {
      let quote = Self.quote(link.range, of: turn.text)
      row.set("quote", quote)
      row.set("quote_dir", PageModel.direction(of: quote))
      row.set("turn_speaker", page.speaker(turn.speaker).speaker.name)
      if let start = (link.span ?? turn.span)?.start.time {
        row.set("at", TimeText.seconds(start))
        row.set("at_text", page.time.clock(start))
        row.set("at_iso", TimeText.duration(start))
      }
    }
    return row
  }

  /// The words of a link, cut behind 80 characters.
  static func quote(_ range: Range<Int>, of text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      let whole = TranscriptMarkup.whole(range, in: bytes)
      var end = whole.lowerBound
      var scalars = 0
      while end < whole.upperBound {
        if bytes[end] & 0xC0 != 0x80 { scalars += 1 }
        if scalars > 80 { break }
        end += 1
      }
      let part = UnsafeBufferPointer(rebasing: bytes[whole.lowerBound..<end])
      return String(decoding: part, as: UTF8.self) + (end < whole.upperBound ? "…" : "")
    }
  }
}

extension NamedValue {
  /// The value as pages show it: nothing for null, structures without the source's white space.
  var shownText: String {
    guard let value, !value.isNull else { return "" }
    guard value.kind == .object || value.kind == .array else { return text }
    var output = OutputBuffer(capacity: 256)
    JSONMinifier.append(value, to: &output)
    return output.string()
  }
}
