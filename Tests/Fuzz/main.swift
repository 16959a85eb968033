import CallPress
import CallPressCore
import CallPressXML
import TestSupport

// A target for libFuzzer: bytes through the JSON reader, every dialect and every format. Beside
// crashes, hangs and memory without bound it looks for documents that are not valid.
//
// `Tests/fuzz` builds and runs it.

/// The driver of libFuzzer, which comes with the toolchain.
@_silgen_name("LLVMFuzzerRunDriver")
func runFuzzer(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

/// Stops the fuzzer, which then keeps the input.
func fail(_ message: String) -> Never {
  fatalError(message)
}

/// The plain reader has no limits: leave it what no limit of the real one touches.
func isForPlainReader(_ bytes: [UInt8]) -> Bool {
  bytes.count < 4096 && !bytes.contains(0)
    && bytes.count { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") } < 500
}

func checkReader(_ bytes: [UInt8]) {
  guard isForPlainReader(bytes) else { return }
  // The plain reader does not know the names of other encodings; their marks are no UTF-8 anyway.
  let isJSON = ReferenceJSON(bytes) != nil
  let isAccepted = (try? JSONDocument(parsing: bytes)) != nil
  if isAccepted, !isJSON { fail("accepted what is no JSON") }
  if isJSON, !isAccepted { fail("refused what is JSON") }
}

func check(_ bytes: [UInt8], _ format: String) {
  if String(validating: bytes, as: UTF8.self) == nil { fail("\(format): not UTF-8") }
  do {
    switch format {
    case "srt": _ = try StrictSubRip.read(bytes)
    case "vtt": _ = try StrictWebVTT.read(bytes)
    case "json", "record": _ = try JSONDocument(parsing: bytes)
    case "xml":
      if let problem = try CallTranscriptXML.validate(bytes).first { fail("xml: \(problem)") }
    default: break
    }
  } catch {
    fail("\(format): \(error)")
  }
}

/// Takes one input.
func take(_ bytes: [UInt8]) {
  checkReader(bytes)
  var options = ReadingOptions()
  let dialects = Dialects.standard.dialects
  // The last byte chooses, at times, a dialect that would not have been chosen.
  let choice = Int(bytes.last ?? 0xFF)
  if choice < dialects.count { options.dialect = dialects[choice].id }
  let source = SourceDocument(name: "input", bytes: bytes)
  guard let calls = try? CallPipeline(options: options).calls(in: source) else { return }
  var settings = ExportSettings()
  settings.captions.timing = .estimate
  guard
    let exporter = try? CallExporter(
      formats: Formats.standard.formats.map { $0.info.id }, settings: settings)
  else { fail("the formats cannot be prepared") }
  var buffer = OutputBuffer()
  for case .success(let call) in calls.prefix(4) {
    exporter.export(call, using: &buffer) { info, output, result in
      if case .success = result { check(output.bytes(), info.id) }
    }
  }
}

var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
_ = runFuzzer(&count, &arguments) { data, size in
  take(Array(UnsafeBufferPointer(start: data, count: size)))
  return 0
}
