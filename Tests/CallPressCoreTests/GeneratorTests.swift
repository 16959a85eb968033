import CallPressCore
import TestSupport
import Testing

@Suite("Generated calls")
struct GeneratorTests {
  @Test("the same seed gives the same calls, another seed others")
  func seeds() {
    #expect(CallGenerator.calls(3, seed: 1) == CallGenerator.calls(3, seed: 1))
    #expect(CallGenerator.calls(1, seed: 1) != CallGenerator.calls(1, seed: 2))
    #expect(CallGenerator.calls(3, seed: 1)[..<2] == CallGenerator.calls(2, seed: 1)[...])
  }

  @Test("they are of the size and shape that calls have")
  func shape() throws {
    let calls = CallGenerator.calls(100, seed: 1)
    var words = 0
    var turns = 0
    for call in calls {
      let list = try #require(
        JSONDocument(parsing: call).root["data"]?["transcript_object"])
      var clock: Int64 = 0
      for turn in list.children {
        turns += 1
        for word in turn["words"]?.children.map(\.self) ?? [] {
          words += 1
          let start = try #require(word["start"]?.numberText.flatMap { ExactDecimal($0) })
          let milliseconds = try #require(start.scaled(byPowerOfTen: 3))
          #expect(milliseconds >= clock)
          clock = milliseconds
        }
      }
    }
    let bytes = calls.reduce(0) { $0 + $1.count } / calls.count
    #expect((65_000...85_000).contains(bytes))
    #expect((70...90).contains(turns / calls.count))
    #expect((1000...1350).contains(words / calls.count))
  }

  @Test("the mutator gives the same damage for the same seed")
  func mutator() {
    let call = CallGenerator.calls(1, seed: 1)[0]
    var left = Mutator(seed: 4)
    var right = Mutator(seed: 4)
    for _ in 0..<50 { #expect(left.mutate(call) == right.mutate(call)) }
  }
}
