/// How many elements of an array look as they must.
struct ShapeShare {
  /// How many were looked at.
  var seen = 0
  /// How many of them fit.
  var fitting = 0

  /// Looks at elements spread over the whole array.
  init(of list: JSONValue?, where fits: (JSONValue) -> Bool) {
    let isList = list?.kind == .array
    self.init(of: isList ? list.map { Sample.elements(of: $0) } ?? [] : [], where: fits)
  }

  /// Looks at all of some elements.
  init(of elements: [JSONValue], where fits: (JSONValue) -> Bool) {
    seen = elements.count
    fitting = elements.count(where: fits)
  }

  /// Whether at least half of them fit.
  var isMost: Bool { fitting > 0 && fitting * 2 >= seen }

  /// A score that falls with every element that does not fit.
  func score(_ best: Int) -> Int {
    seen == 0 ? 0 : best - 20 * (seen - fitting) / seen
  }
}
