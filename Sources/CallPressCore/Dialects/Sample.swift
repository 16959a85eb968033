/// A look at long arrays that costs the same however long they are.
enum Sample {
  /// How many elements are looked at.
  static let size = 48

  /// The rows of the elements that ``elements(of:)`` gives.
  static func rows(of list: JSONValue, _ tape: JSONTapeView) -> [Int] {
    var rows: [Int] = []
    var row = list.index + 1
    let end = list.kind == .array || list.kind == .object ? tape.next(list.index) : row
    while row < end {
      rows.append(row)
      row = tape.next(row)
    }
    let count = rows.count
    guard count > size else { return rows }
    var sample: [Int] = []
    sample.reserveCapacity(size)
    for position in rows.indices where position * size / count >= sample.count {
      sample.append(rows[position])
    }
    return sample
  }

  /// The elements of an array, or as many of them, spread over the whole of it.
  static func elements(of list: JSONValue) -> [JSONValue] {
    let count = list.children.count
    guard count > size else { return Array(list.children) }
    var sample: [JSONValue] = []
    sample.reserveCapacity(size)
    var position = 0
    for element in list.children {
      if position * size / count >= sample.count { sample.append(element) }
      position += 1
    }
    return sample
  }
}
