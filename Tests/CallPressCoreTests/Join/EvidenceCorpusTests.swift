import Foundation
import TestSupport
import Testing

@Suite("Evidence, by the labelled dialogues")
struct EvidenceCorpusTests {
  private func corpus() throws -> EvidenceCorpus {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/evidence")
    var corpus = EvidenceCorpus()
    for language in ["ar", "en", "fr", "mixed"] {
      let file = try Data(contentsOf: folder.appendingPathComponent("\(language).jsonl"))
      try corpus.add([UInt8](file), language: language)
    }
    return corpus
  }

  @Test("strong links are right nineteen times of twenty, by every method")
  func precision() throws {
    let corpus = try corpus()
    #expect(corpus.dialogues.count >= 150)
    let score = EvidenceScore(corpus.dialogues)
    for method in score.methods {
      #expect(score.count(method: method).precision >= 0.95, "\(method)\n\(score.mistakes)")
    }
  }

  @Test("most of what was said is found, in every language, held out or not")
  func recall() throws {
    let corpus = try corpus()
    for isHeldOut in [false, true] {
      let score = EvidenceScore(corpus.dialogues.filter { $0.isHeldOut == isHeldOut })
      for language in ["ar", "en", "fr", "mixed"] {
        #expect(score.count(language: language).recall >= 0.85, "\(language)\n\(score.mistakes)")
      }
    }
  }
}
