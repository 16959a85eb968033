extension JSONValue {
  /// Whether an array has exactly one element.
  var hasOneElement: Bool {
    var iterator = children.makeIterator()
    return iterator.next() != nil && iterator.next() == nil
  }

  /// This array, `nil` for anything else and where nothing is in it.
  var filledList: JSONValue? { kind == .array && !isEmpty ? self : nil }

  /// The elements of a member that is an array; none where it is no array.
  func elements(_ name: StaticString) -> [JSONValue] {
    guard let list = self[name], list.kind == .array else { return [] }
    return Array(list.children)
  }

  /// The first member with one of these names that is there and not null.
  func first(of names: StaticString...) -> JSONValue? {
    for name in names {
      if let value = self[name], !value.isNull { return value }
    }
    return nil
  }

  /// Whether the starts and ends of a list may be seconds: whole numbers alone, large ones among
  /// them, are milliseconds.
  var mayCountSeconds: Bool {
    var largest: Int64 = 0
    for element in Sample.elements(of: self) {
      for time in [element["start"], element["end"]] {
        guard let time, time.kind == .number else { continue }
        guard time.isWholeNumber, let count = time.numberText.flatMap({ Int64($0) }) else {
          return true
        }
        largest = max(largest, count)
      }
    }
    return largest < 1000
  }

  /// Whether it is a number without a fraction.
  var isWholeNumber: Bool {
    guard kind == .number else { return false }
    return withRawBytes { bytes in
      bytes.allSatisfy { $0 &- 0x30 < 10 || $0 == UInt8(ascii: "-") }
    }
  }

  /// Whether it is a number, or a text or object that reads as a time.
  var isTimeLike: Bool {
    switch RawTime(self) {
    case .number, .clock: true
    case .instant, .missing, .unreadable: false
    }
  }
}

extension JSONValue {
  /// The language that a member names: as a tag where that is certain, else as it is written;
  /// `nil` for the words that say that it is not known.
  var languageName: String? {
    let value = kind == .array && hasOneElement ? self[0] : self
    guard let name = value?.string, !name.isEmpty else { return nil }
    if let tag = LanguageTag(normalizing: name) { return tag.description }
    let unknown = ["auto", "multi", "und", "unknown", "none", "mul"]
    return unknown.contains(name.lowercased()) ? nil : name
  }
}
