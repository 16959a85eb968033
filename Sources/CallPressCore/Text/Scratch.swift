/// A growable run of plain values whose memory is reused from text to text.
///
/// For inner loops only: unlike an array it is never shared, so nothing is counted or copied, and
/// places are checked in debug builds alone.
struct Scratch<Element: BitwiseCopyable>: ~Copyable {
  private var storage: UnsafeMutablePointer<Element>
  private var capacity: Int

  /// How many values there are.
  private(set) var count = 0

  /// Makes an empty run.
  init(capacity: Int = 64) {
    self.capacity = max(capacity, 1)
    storage = .allocate(capacity: self.capacity)
  }

  deinit {
    storage.deallocate()
  }

  /// Whether there are no values.
  var isEmpty: Bool { count == 0 }

  /// Forgets the values and keeps the memory.
  mutating func removeAll() {
    count = 0
  }

  /// Forgets the last value.
  @inline(__always)
  mutating func removeLast() {
    assert(count > 0)
    count &-= 1
  }

  /// Adds a value at the end.
  @inline(__always)
  mutating func append(_ value: Element) {
    if count == capacity { grow(capacity &* 2) }
    storage[count] = value
    count &+= 1
  }

  /// Makes room for more values.
  @inline(__always)
  mutating func reserve(_ additional: Int) {
    if count &+ additional > capacity { grow(max(capacity &* 2, count &+ additional)) }
  }

  /// The values in memory, until there are more than there is room for.
  @inline(__always)
  var base: UnsafeMutablePointer<Element> { storage }

  /// The value at a place.
  @inline(__always)
  subscript(_ index: Int) -> Element {
    get {
      assert(index >= 0 && index < count)
      return storage[index]
    }
    set {
      assert(index >= 0 && index < count)
      storage[index] = newValue
    }
  }

  /// Turns the order around.
  mutating func reverse() {
    var values = UnsafeMutableBufferPointer(start: storage, count: count)
    values.reverse()
  }

  @inline(never)
  private mutating func grow(_ newCapacity: Int) {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: newCapacity)
    larger.update(from: storage, count: count)
    storage.deallocate()
    storage = larger
    capacity = newCapacity
  }
}
