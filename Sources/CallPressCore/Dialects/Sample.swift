/// A look at long arrays that costs the same however long they are.
enum Sample {
  /// How many elements are looked at.
  static let size = 48

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
