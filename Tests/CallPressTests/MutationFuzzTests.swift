import CallPress
import CallPressCore
import CallPressXML
import TestSupport
import Testing

/// Damaged samples through every dialect and every format: tens of thousands of documents, the
/// same ones in every run.
@Suite("Damaged calls")
struct MutationFuzzTests {
  /// Small samples, so that many fit in little time; together they know every dialect.
  static let samples = [
    "transfer-en", "livekit-fr", "support-en-turns", "chat-ar", "plain-timed-fr", "plain-en",
    "query-page", "hostile",
  ]

  @Test("whatever is damaged, documents stay valid or there is an error", arguments: samples)
  func damaged(name: String) throws {
    let sample = try Samples.document(name).bytes
    var mutator = Mutator(seed: UInt64(name.utf8.count) * 31 + UInt64(name.utf8.first ?? 0))
    var settings = ExportSettings()
    settings.captions.timing = .estimate
    let exporter = try CallExporter(
      formats: Formats.standard.formats.map { $0.info.id }, settings: settings)
    var buffer = OutputBuffer()
    var documents = 0
    for round in 0..<600 {
      let bytes = mutator.mutate(sample)
      guard
        let calls = try? CallPipeline().calls(in: SourceDocument(name: "\(round)", bytes: bytes))
      else { continue }
      for case .success(let call) in calls {
        exporter.export(call, using: &buffer) { info, document, result in
          guard case .success = result else { return }
          documents += 1
          let bytes = document.bytes()
          #expect(String(validating: bytes, as: UTF8.self) != nil, "\(name) \(round) \(info.id)")
          #expect(throws: Never.self, "\(name) \(round) \(info.id)") {
            try check(bytes, info.id, isThorough: round % 10 == 0)
          }
        }
      }
    }
    #expect(documents > 500)
  }

  /// The samples of every dialect, each damaged in fewer ways: there are many of them.
  @Test("whatever is damaged in a transcript", arguments: TranscriptFixtures.names)
  func damagedTranscript(name: String) throws {
    let sample = try TranscriptFixtures.bytes(name)
    var mutator = Mutator(seed: name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
    var settings = ExportSettings()
    settings.captions.timing = .estimate
    let exporter = try CallExporter(formats: ["srt", "vtt", "json", "xml"], settings: settings)
    var buffer = OutputBuffer()
    for round in 0..<60 {
      let bytes = mutator.mutate(sample)
      guard
        let calls = try? CallPipeline().calls(in: SourceDocument(name: "\(round)", bytes: bytes))
      else { continue }
      for case .success(let call) in calls {
        for turn in call.transcript.turns {
          if let span = turn.span { #expect(span.end.time >= span.start.time, "\(name) \(round)") }
        }
        exporter.export(call, using: &buffer) { info, document, result in
          guard case .success = result else { return }
          #expect(throws: Never.self, "\(name) \(round) \(info.id)") {
            try check(document.bytes(), info.id, isThorough: round % 20 == 0)
          }
        }
      }
    }
  }

  private func check(_ bytes: [UInt8], _ format: String, isThorough: Bool) throws {
    switch format {
    case "srt": _ = try StrictSubRip.read(bytes)
    case "vtt": _ = try StrictWebVTT.read(bytes)
    case "json", "record": _ = try JSONDocument(parsing: bytes)
    case "xml":
      _ = try CallTranscriptXML.records(parsing: bytes)
      if isThorough { #expect(try CallTranscriptXML.validate(bytes).isEmpty) }
    case "html":
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("<script>alert"))
      #expect(!text.contains("<!--"))
      #expect(text.hasSuffix("</html>\n"))
    default: break
    }
  }
}
