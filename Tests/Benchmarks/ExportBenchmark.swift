import CallPress
import CallPressCore

/// Reads the calls and writes each in every format of the registry, one by one and together.
///
/// - Parameter only: How the names of the figures begin that are wanted.
func measureExport(_ documents: [[UInt8]], only: String = "") throws {
  let bytes = documents.reduce(0) { $0 + $1.count }
  let count = documents.count
  let pipeline = CallPipeline()
  func read(_ document: [UInt8]) throws -> Call {
    let calls = try pipeline.calls(in: SourceDocument(name: "call.json", bytes: document))
    guard let first = calls.first else { throw CallPressError(.unrecognizedInput, "no call") }
    return try first.get()
  }
  func figure(_ name: String, _ passes: Int, _ work: () throws -> Void) throws {
    guard name.hasPrefix(only) else { return }
    Figure(
      name: name, seconds: try CPUClock.median(of: passes, work), bytes: bytes, calls: count
    ).print()
  }

  var turns = 0
  try figure("read") {
    for document in documents { turns += try read(document).transcript.entries.count }
  }
  let calls = try documents.map { try read($0) }
  var links = 0
  try figure("join") {
    for call in calls {
      let evidence = EvidenceJoin.evidence(
        for: call.transcript, variables: call.variables, outcomes: call.outcomes)
      links += evidence.outcomes.count
    }
  }
  try figure("captions") {
    for call in calls {
      links += try CueLayout().track(for: call.transcript, settings: CaptionSettings()).cues.count
    }
  }

  var buffer = OutputBuffer(capacity: 1 << 20)
  var written = 0
  func export(_ call: Call, _ exporter: CallExporter) throws {
    try exporter.export(call, using: &buffer) { info, output, result in
      _ = try result.get()
      written += output.count
    }
  }
  let formats = Formats.standard.formats.map { $0.info.id }
  for format in formats {
    let exporter = try CallExporter(formats: [format])
    try figure("write \(format)") { for call in calls { try export(call, exporter) } }
  }
  for (name, wanted) in [
    ("all formats", formats),
    ("five formats", ["srt", "vtt", "txt", "xml", "html"].filter { formats.contains($0) }),
  ] {
    let exporter = try CallExporter(formats: wanted)
    try figure("\(name) (\(wanted.joined(separator: " ")))") {
      for document in documents { try export(try read(document), exporter) }
    }
  }
  if only.isEmpty, turns == 0 || written == 0 || links == 0 { print("nothing was written") }

  func figure(_ name: String, _ work: () throws -> Void) throws { try figure(name, 5, work) }
}
