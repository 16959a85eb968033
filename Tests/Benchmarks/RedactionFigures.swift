import CallPress
import CallPressCore
import Foundation
import TestSupport

/// Prints how much of what should be redacted in the labelled snippets is, how much of what is
/// redacted should be, what stays of what should, what leaks into any format, and how fast it goes;
/// the mistakes of the snippets that are not held out follow.
///
/// - Parameter folder: Where the snippets are.
func measureRedaction(_ folder: String) throws {
  var corpus = RedactionCorpus()
  for language in ["ar", "en", "fr", "mixed"] {
    let url = URL(fileURLWithPath: folder).appendingPathComponent("\(language).jsonl")
    try corpus.add([UInt8](Data(contentsOf: url)), language: language)
  }
  let pipeline = CallPipeline()
  let redactor = CallRedactor(
    settings: RedactionSettings(types: Set(RedactionType.named("all"))), reader: pipeline.reader)
  var settings = ExportSettings()
  settings.captions.timing = .estimate
  let exporter = try CallExporter(
    formats: Formats.standard.formats.map { $0.info.id }, settings: settings)
  var buffer = OutputBuffer()
  var documents: [[UInt8]] = []
  for (title, isHeldOut) in [("developed on", false), ("held out", true)] {
    let snippets = corpus.snippets.filter { $0.isHeldOut == isHeldOut }
    var score = RedactionScore()
    var leaks = 0
    for (position, snippet) in snippets.enumerated() {
      let shapes = RedactionCorpus.Snippet.Shape.allCases
      let record = Array(snippet.record(shapes[position % shapes.count]).utf8)
      documents.append(record)
      let source = SourceDocument(name: "call.json", bytes: record)
      let result = try redactor.redact(try pipeline.calls(in: source)[0].get())
      score.add(snippet, result.items)
      let words = snippet.values.flatMap(\.parts).map(\.words).filter { $0.utf8.count > 4 }
      exporter.export(result.call, using: &buffer) { format, document, _ in
        let text = document.string()
        for word in words where text.contains(word) {
          leaks += 1
          print("leak\t\(snippet.id)\t\(format.id)")
        }
      }
    }
    print("\(title): \(snippets.count) snippets, \(leaks) leaks in \(exporter.infos.count) formats")
    print("what\tvalues\trecall\tprecision\tto keep\tkept")
    for (name, count) in score.counts.sorted(by: { $0.key < $1.key }) {
      func percent(_ value: Double) -> String { "\((value * 1000).rounded() / 10)%" }
      print(
        """
        \(name)\t\(count.values)\t\(percent(count.recall))\t\
        \(count.found > 0 ? percent(count.precision) : "")\t\(count.toKeep)\t\
        \(count.toKeep > 0 ? percent(count.keeping) : "")
        """)
    }
    if !isHeldOut { for mistake in score.mistakes { print(mistake) } }
  }
  try measureSpeed(documents, redactor, pipeline)
}

/// Prints megabytes of records a second: of the redaction alone, the reading before it left out.
private func measureSpeed(
  _ documents: [[UInt8]], _ redactor: CallRedactor, _ pipeline: CallPipeline
) throws {
  let generated = CallGenerator.calls(40, seed: 7)
  for (title, all) in [("snippets", documents), ("long calls", generated)] {
    let calls = try all.map {
      try pipeline.calls(in: SourceDocument(name: "call.json", bytes: $0))[0].get()
    }
    let bytes = all.reduce(0) { $0 + $1.count }
    let clock = ContinuousClock()
    var best = Duration.seconds(1000)
    for _ in 0..<5 {
      best = min(best, try clock.measure { for call in calls { _ = try redactor.redact(call) } })
    }
    let seconds = Double(best.components.attoseconds) / 1e18 + Double(best.components.seconds)
    print("speed\t\(title)\t\((Double(bytes) / seconds / 1e5).rounded() / 10) MB/s")
  }
}
