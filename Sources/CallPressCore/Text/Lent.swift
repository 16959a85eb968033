/// Plain values in memory that somebody else owns: checked at every place, as a slice of an array
/// is, but nothing is counted when it is passed on.
///
/// For inner loops only: whoever lends the memory sees to it that it stays where it is meanwhile.
struct Lent<Element: BitwiseCopyable>: RandomAccessCollection {
  typealias Indices = Range<Int>
  typealias SubSequence = Lent<Element>

  let startIndex: Int
  let endIndex: Int
  /// Where the value at place 0 stands, whether or not it is one of these.
  private let base: UnsafePointer<Element>

  /// Lends the values at some places.
  @inline(__always)
  init(_ base: UnsafePointer<Element>, _ places: Range<Int>) {
    self.base = base
    startIndex = places.lowerBound
    endIndex = places.upperBound
  }

  /// Lends a copy of some values that is never freed: for what a process makes once.
  init(forever values: [Element]) {
    let copy = UnsafeMutablePointer<Element>.allocate(capacity: Swift.max(values.count, 1))
    copy.initialize(from: values, count: values.count)
    self.init(copy, 0..<values.count)
  }

  @inline(__always)
  var count: Int { endIndex &- startIndex }

  @inline(__always)
  subscript(place: Int) -> Element {
    precondition(place >= startIndex && place < endIndex, "no such place")
    return base[place]
  }

  @inline(__always)
  subscript(places: Range<Int>) -> Lent<Element> {
    precondition(places.lowerBound >= startIndex && places.upperBound <= endIndex, "no such place")
    return Lent(base, places)
  }

  /// The values as memory.
  @inline(__always)
  var memory: UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(start: base + startIndex, count: count)
  }

  func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<Element>) throws -> Result
  ) rethrows -> Result? {
    try body(memory)
  }
}
