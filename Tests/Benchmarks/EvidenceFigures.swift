import Foundation
import TestSupport

/// Prints how much of what the labelled dialogues say is found, and how much of what is found is
/// right, by method and language; the mistakes of the dialogues that are not held out follow.
///
/// - Parameter folder: Where the dialogues are.
func measureEvidence(_ folder: String) throws {
  var corpus = EvidenceCorpus()
  let languages = ["ar", "en", "fr", "mixed"]
  for language in languages {
    let url = URL(fileURLWithPath: folder).appendingPathComponent("\(language).jsonl")
    try corpus.add([UInt8](Data(contentsOf: url)), language: language)
  }
  for (title, isHeldOut) in [("developed on", false), ("held out", true)] {
    let score = EvidenceScore(corpus.dialogues.filter { $0.isHeldOut == isHeldOut })
    let dialogues = corpus.dialogues.count { $0.isHeldOut == isHeldOut }
    print("\(title): \(dialogues) dialogues")
    print("method\tlanguage\texpected\tstrong\tright\tweak\tright\tprecision\trecall")
    func row(_ method: String, _ language: String, _ count: EvidenceScore.Count) {
      guard count.expected + count.strong + count.weak > 0 else { return }
      func percent(_ value: Double) -> String { "\((value * 1000).rounded() / 10)%" }
      print(
        """
        \(method)\t\(language)\t\(count.expected)\t\(count.strong)\t\(count.strongRight)\t\
        \(count.weak)\t\(count.weakRight)\t\(percent(count.precision))\t\(percent(count.recall))
        """)
    }
    for method in score.methods {
      for language in languages {
        row(method, language, score.count(method: method, language: language))
      }
      row(method, "all", score.count(method: method))
    }
    for language in languages { row("all", language, score.count(language: language)) }
    row("all", "all", score.count())
    if !isHeldOut { for mistake in score.mistakes { print(mistake) } }
  }
}
