import TestSupport
import Testing

@testable import CallPressCore

@Suite("Words")
struct WordTests {
  @Test("what a word lacks stays apart from zero")
  func absence() {
    var word = Word(text: "a")
    #expect(word.range == nil && word.span == nil && word.confidence == nil)
    #expect(word != Word(text: "a", range: 0..<0))
    #expect(word != Word(text: "a", confidence: 0))
    let zero = TimePoint(.zero, .measured)
    word.span = TimeSpan(start: zero, end: zero)
    #expect(word.span == TimeSpan(start: zero, end: zero))
    word.span = nil
    word.confidence = 0.25
    #expect(word.confidence == 0.25)
    word.confidence = nil
    #expect(word == Word(text: "a"))
  }

  @Test("a thousand words take 64 bytes each")
  func size() {
    #expect(MemoryLayout<Word>.stride <= 64)
  }

  @Test("short runs are copied whole, and nothing behind them is touched")
  func copies() {
    for count in 0...15 {
      let source = (0..<count).map { UInt8($0 + 1) }
      var target = [UInt8](repeating: 0xEE, count: 16)
      source.withUnsafeBufferPointer { source in
        target.withUnsafeMutableBufferPointer { target in
          guard let source = source.baseAddress, let target = target.baseAddress else { return }
          ByteRuns.copyShort(source, count, to: target)
        }
      }
      #expect(Array(target.prefix(count)) == source)
      #expect(target[count...].allSatisfy { $0 == 0xEE })
    }
  }

  @Test("runs of bytes are the same where all their bytes are")
  func runs() {
    var random = SeededRandom(seed: 7)
    for _ in 0..<4000 {
      let count = Int.random(in: 0...40, using: &random)
      let left = (0..<count).map { _ in UInt8.random(in: 0x60...0x62, using: &random) }
      var right = left
      if count > 0, Bool.random(using: &random) {
        right[Int.random(in: 0..<count, using: &random)] ^= 0x01
      }
      let same = left.withUnsafeBufferPointer { left in
        right.withUnsafeBufferPointer { right in
          guard let left = left.baseAddress, let right = right.baseAddress else { return true }
          if count < 8 {
            #expect(
              (ByteRuns.start(left, count) == ByteRuns.start(right, count))
                == ByteRuns.areEqual(left, right, count))
          }
          return ByteRuns.areEqual(left, right, count)
        }
      }
      #expect(same == (left == right))
    }
  }
}
