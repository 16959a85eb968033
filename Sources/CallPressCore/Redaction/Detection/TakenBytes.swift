/// Which bytes of texts are part of a value already.
struct TakenBytes {
  private var maps: [[Bool]]

  init(lengths: [Int]) {
    maps = lengths.map { _ in [] }
    self.lengths = lengths
  }

  private let lengths: [Int]

  /// Whether any of the bytes is taken.
  func contains(_ text: Int, _ range: Range<Int>) -> Bool {
    guard !maps[text].isEmpty else { return false }
    return maps[text][range.clamped(to: 0..<lengths[text])].contains(true)
  }

  /// Takes bytes.
  mutating func insert(_ text: Int, _ range: Range<Int>) {
    if maps[text].isEmpty { maps[text] = [Bool](repeating: false, count: lengths[text]) }
    for at in range.clamped(to: 0..<lengths[text]) { maps[text][at] = true }
  }
}

extension [RedactionTopics.Mention] {
  /// The position of the first that ends behind a token: those before it end there or earlier.
  func firstEnding(behind token: Int) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].end > token { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
