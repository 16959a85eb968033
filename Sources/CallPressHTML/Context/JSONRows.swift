import CallPressCore

/// JSON of any shape as rows, one for each value in order, for templates, which cannot walk keys.
enum JSONRows {
  /// The rows of a value's members or elements; of the value itself where it is named or plain.
  static func rows(of value: JSONValue, isNamed: Bool = false) -> [ContextRow] {
    var rows: [ContextRow] = []
    if isNamed {
      append(value, depth: 0, to: &rows)
    } else if value.kind == .object || value.kind == .array {
      for child in value.children { append(child, depth: 0, to: &rows) }
    } else if !value.isNull {
      append(value, depth: 0, to: &rows)
    }
    return rows
  }

  private static func append(_ value: JSONValue, depth: Int, to rows: inout [ContextRow]) {
    var row = ContextRow(capacity: 4)
    row.set("key", value.key)
    row.set("depth_class", "d\(min(depth, 6))")
    var text: String?
    // An empty structure has no rows of its own to show it.
    if value.kind != .object && value.kind != .array || value.isEmpty {
      text = value.string ?? value.withRawBytes { String(decoding: $0, as: UTF8.self) }
    }
    row.set("value_text", text)
    row.set("dir", text.map { PageModel.direction(of: $0) } ?? "ltr")
    rows.append(row)
    guard text == nil else { return }
    for child in value.children { append(child, depth: depth + 1, to: &rows) }
  }
}
