import CallPressCore

/// JSON of any shape as rows, one for each value in order, for templates, which cannot walk keys.
struct JSONRow {
  /// The member's name; `nil` for an element of an array.
  var key: String?
  /// The value; `nil` for a structure, whose rows follow.
  var text: String?
  /// How deep it stands, from 0 to 6; what is deeper counts as 6.
  var depth: Int

  /// The rows of a value's members or elements; of the value itself where it is named or plain.
  static func rows(of value: JSONValue, isNamed: Bool = false) -> [JSONRow] {
    var rows: [JSONRow] = []
    if isNamed {
      append(value, depth: 0, to: &rows)
    } else if value.kind == .object || value.kind == .array {
      for child in value.children { append(child, depth: 0, to: &rows) }
    } else if !value.isNull {
      append(value, depth: 0, to: &rows)
    }
    return rows
  }

  private static func append(_ value: JSONValue, depth: Int, to rows: inout [JSONRow]) {
    var row = JSONRow(key: value.key, text: nil, depth: min(depth, 6))
    // An empty structure has no rows of its own to show it.
    if value.kind != .object && value.kind != .array || value.isEmpty {
      row.text = value.string ?? value.withRawBytes { String(decoding: $0, as: UTF8.self) }
    }
    rows.append(row)
    guard row.text == nil else { return }
    for child in value.children { append(child, depth: depth + 1, to: &rows) }
  }

  /// The row as templates take it.
  var context: ContextRow {
    var row = ContextRow(capacity: 4)
    row.set("key", key)
    row.set("depth_class", "d\(depth)")
    row.set("value_text", text)
    row.set("dir", text.map { PageModel.direction(of: $0) } ?? "ltr")
    return row
  }
}
