/// The texts and numbers of a record, and where each of them stands.
struct RecordLeaves {
  /// What a leaf is.
  enum Kind { case string, number, key }

  /// One text or number.
  struct Leaf {
    var kind: Kind
    /// Its text, decoded.
    var text: String
    /// Where it stands in the bytes, quotes included; a name without them.
    var range: Range<Int>
    /// The same for the leaves of one kind in lists: their path without positions.
    var column: Int
    /// The list or object right above, to tell where lists end.
    var group: Int
    /// What its name says of it.
    var hint: String
    /// Whether it is JSON in a text.
    var embedded: JSONDocument?
  }

  private(set) var leaves: [Leaf] = []
  private(set) var columnCount = 0
  private var columns: [String: Int] = [:]

  init(_ root: JSONValue) {
    visit(root, path: "", hint: "", group: root.index, isListed: false)
  }

  private mutating func visit(
    _ value: JSONValue, path: String, hint: String, group: Int, isListed: Bool
  ) {
    switch value.kind {
    case .string:
      let text = value.string ?? ""
      guard !text.isEmpty else { return }
      leaves.append(
        Leaf(
          kind: .string, text: text, range: value.byteRange, column: column(path), group: group,
          hint: hint, embedded: Self.embedded(value, text)))
    case .number:
      let text = value.numberText ?? ""
      guard text.utf8.count >= 3 else { return }
      leaves.append(
        Leaf(
          kind: .number, text: text, range: value.byteRange, column: column(path + "#"),
          group: group, hint: hint))
    case .array:
      for child in value.children {
        visit(child, path: path + "/*", hint: hint, group: value.index, isListed: true)
      }
    case .object:
      let named = Self.name(in: value)
      for member in value.children {
        let key = member.key ?? ""
        if let range = member.keyRange, Self.mayHoldValue(key) {
          leaves.append(
            Leaf(
              kind: .key, text: key, range: range, column: column("\u{1}" + path), group: group,
              hint: ""))
        }
        let isNamed = named != nil && Self.valueNames.contains(key)
        visit(
          member, path: path + "/" + key, hint: isNamed ? named ?? key : key,
          group: isListed ? group : value.index, isListed: false)
      }
    case .null, .boolean: return
    }
  }

  private mutating func column(_ path: String) -> Int {
    if let known = columns[path] { return known }
    columns[path] = columnCount
    columnCount += 1
    return columnCount - 1
  }

  private static let valueNames: Set<String> = ["value", "answer", "result", "text", "default"]

  /// What an object says that its value is called: `{"name": "phone", "value": …}`.
  private static func name(in object: JSONValue) -> String? {
    for name in ["name", "key", "label", "field", "variable", "question"] {
      if let text = object.member(named: name)?.string, !text.isEmpty { return text }
    }
    return nil
  }

  private static func mayHoldValue(_ key: String) -> Bool {
    var digits = 0
    for byte in key.utf8 {
      if byte == UInt8(ascii: "@") || byte >= 0x80 || byte == 0x20 { return true }
      if byte &- 0x30 < 10 { digits += 1 }
    }
    return digits >= 5
  }

  private static func embedded(_ value: JSONValue, _ text: String) -> JSONDocument? {
    guard let first = text.utf8.first(where: { $0 > 0x20 }),
      first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
      let document = try? JSONDocument(embeddedIn: value),
      document.root.kind == .object || document.root.kind == .array
    else { return nil }
    return document
  }
}
