/// Makes texts of unknown origin fit for a message: one line, of bounded length, that cannot
/// steer a terminal.
package enum MessageText {
  /// The text without controls and without marks that turn the direction of writing, white space
  /// run together, and cut after a number of characters.
  package static func clean(_ text: String, limit: Int = 80) -> String {
    var result = String.UnicodeScalarView()
    var count = 0
    var pendingSpace = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x2028, 0x2029:
        pendingSpace = count > 0
        continue
      case ..<0x20, 0x7F...0x9F, 0x061C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
        0xFFF9...0xFFFF, 0xE000...0xF8FF, 0xE0000...:
        continue
      default: break
      }
      if count + (pendingSpace ? 1 : 0) >= limit {
        result.append("…")
        return String(result)
      }
      if pendingSpace {
        result.append(" ")
        count += 1
        pendingSpace = false
      }
      result.append(scalar)
      count += 1
    }
    return String(result)
  }

  /// Names in quotation marks, with commas between them; the first few, and how many more.
  static func list(_ names: [String], limit: Int = 12) -> String {
    let shown = names.prefix(limit).map { "“\(clean($0, limit: 40))”" }.joined(separator: ", ")
    return names.count > limit ? "\(shown) and \(names.count - limit) more" : shown
  }

  /// The names of the members of a value, or of the first object in it; never their values.
  static func memberNames(of value: JSONValue) -> [String] {
    var value = value
    // Arrays of arrays are not followed for ever.
    for _ in 0..<4 where value.kind == .array {
      guard let first = value.children.first(where: { $0.kind == .object || $0.kind == .array })
      else { return [] }
      value = first
    }
    guard value.kind == .object else { return [] }
    var names: [String] = []
    var seen: Set<String> = []
    for member in value.children.prefix(256) {
      if let key = member.key, seen.insert(key).inserted { names.append(key) }
    }
    return names
  }
}
