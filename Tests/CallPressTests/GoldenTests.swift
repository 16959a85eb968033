import CallPress
import CallPressCore
import Foundation
import Testing

/// The sample calls and their exports, as they stand in `examples`.
enum Samples {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let calls = root.appending(path: "examples/calls")
  static let exports = root.appending(path: "examples/exports")

  /// The names of the samples, without their extension, sorted.
  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: calls.path)) ?? []
    return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
  }()

  static func document(_ name: String) throws -> SourceDocument {
    let data = try Data(contentsOf: calls.appending(path: "\(name).json"))
    return SourceDocument(name: "\(name).json", bytes: Array(data))
  }

  static func read(_ name: String) throws -> [Call] {
    try CallPipeline().calls(in: document(name)).map { try $0.get() }
  }
}

/// What a format made of a call: a document, or why there is none.
struct Exported {
  var info: FormatInfo
  var bytes: [UInt8]
  var result: Result<[Diagnostic], CallPressError>
}

func exportAll(_ call: Call, settings: ExportSettings = ExportSettings()) throws -> [Exported] {
  let exporter = try CallExporter(
    formats: Formats.standard.formats.map { $0.info.id }, settings: settings)
  var buffer = OutputBuffer()
  var all: [Exported] = []
  exporter.export(call, using: &buffer) { info, document, result in
    let bytes = exporter.header(of: info.id) + document.bytes()
    all.append(Exported(info: info, bytes: bytes, result: result))
  }
  return all
}

@Suite("Goldens")
struct GoldenTests {
  static let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil

  @Test("every sample exports to the bytes beside it", arguments: Samples.names)
  func sample(name: String) throws {
    let calls = try Samples.read(name)
    var written: Set<String> = []
    for (position, call) in calls.enumerated() {
      let base = calls.count == 1 ? name : "\(name)-\(position + 1)"
      // The lines are those of the JSON beside them.
      for exported in try exportAll(call) where exported.info.id != "jsonl" {
        guard case .success = exported.result else {
          guard exported.info.needsTimes else {
            Issue.record("\(base): \(exported.info.id): \(exported.result)")
            continue
          }
          guard exported.info.needsCaptions else { continue }
          // Without times there are captions only for whoever asks for an estimate.
          var settings = ExportSettings()
          settings.captions.timing = .estimate
          let estimated = try #require(
            try exportAll(call, settings: settings).first { $0.info == exported.info })
          #expect(throws: Never.self) { try estimated.result.get() }
          let file = "\(base).estimated.\(exported.info.fileExtension)"
          compare(estimated.bytes, with: file)
          written.insert(file)
          continue
        }
        let file = "\(base).\(exported.info.fileExtension)"
        compare(exported.bytes, with: file)
        written.insert(file)
      }
    }
    #expect(!written.isEmpty)
  }

  @Test("no export stands there that nothing makes")
  func noStrays() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Samples.exports.path)
    for file in files {
      #expect(
        Samples.names.contains { file.hasPrefix("\($0).") || file.hasPrefix("\($0)-") },
        "\(file) belongs to no sample")
    }
  }

  private func compare(_ bytes: [UInt8], with file: String) {
    let url = Samples.exports.appending(path: file)
    if Self.isRecording {
      try? FileManager.default.createDirectory(
        at: Samples.exports, withIntermediateDirectories: true)
      let old = try? Data(contentsOf: url)
      if old != Data(bytes) { #expect(throws: Never.self) { try Data(bytes).write(to: url) } }
      Issue.record("recorded \(file): run again without RECORD_GOLDENS")
      return
    }
    guard let golden = try? Data(contentsOf: url) else {
      Issue.record("there is no \(file); record it with RECORD_GOLDENS=1")
      return
    }
    if Array(golden) != bytes {
      Issue.record("\(file) differs\(Self.firstDifference(Array(golden), bytes))")
    }
  }

  private static func firstDifference(_ old: [UInt8], _ new: [UInt8]) -> String {
    let before = String(decoding: old, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let after = String(decoding: new, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    for line in 0..<max(before.count, after.count) {
      let left = line < before.count ? String(before[line].prefix(200)) : "(end)"
      let right = line < after.count ? String(after[line].prefix(200)) : "(end)"
      if left != right { return " at line \(line + 1):\n- \(left)\n+ \(right)" }
    }
    return ""
  }
}

@Suite("Every format")
struct FormatConformanceTests {
  @Test("writes the same bytes twice, in UTF-8, ending its last line")
  func conforms() throws {
    for name in Samples.names {
      for call in try Samples.read(name) {
        let first = try exportAll(call)
        let second = try exportAll(call)
        for (one, two) in zip(first, second) {
          #expect(one.bytes == two.bytes, "\(name): \(one.info.id)")
          guard case .success = one.result else { continue }
          // SubRip without a cue is a file without a byte.
          let isEmptySubRip = one.info.id == "srt" && one.bytes.isEmpty
          #expect(
            one.bytes.last == UInt8(ascii: "\n") || isEmptySubRip, "\(name): \(one.info.id)")
          // Spreadsheets know UTF-8 by the mark alone.
          let isMarked = one.bytes.starts(with: [0xEF, 0xBB, 0xBF])
          #expect(isMarked == (one.info.mediaType == "text/csv"), "\(name): \(one.info.id)")
          #expect(String(validating: one.bytes, as: UTF8.self) != nil, "\(name): \(one.info.id)")
        }
      }
    }
  }

  @Test("has its own identifier, and an extension in lower case")
  func table() {
    let infos = Formats.standard.formats.map { $0.info }
    #expect(Set(infos.map(\.id)).count == infos.count)
    #expect(Set(infos.map(\.fileExtension)).count == infos.count)
    for info in infos {
      #expect(info.id == info.id.lowercased() && !info.id.isEmpty)
      #expect(!info.summary.isEmpty && info.mediaType.contains("/"))
      #expect(Formats.standard[info.id.uppercased()] != nil)
    }
  }

  @Test("keeps the instructions to the agent to itself unless asked")
  func systemPrompts() throws {
    let secrets = ["BLUE-HERON-42", "QV-ADMIN-7731"]
    var found: Set<String> = []
    for name in ["chat-ar", "livekit-fr", "query-page"] {
      for call in try Samples.read(name) {
        for exported in try exportAll(call) {
          let text = String(decoding: exported.bytes, as: UTF8.self)
          for secret in secrets {
            #expect(!text.contains(secret), "\(name): \(exported.info.id)")
          }
        }
        var settings = ExportSettings()
        settings.includesSystemPrompts = true
        for exported in try exportAll(call, settings: settings) where exported.info.id == "record" {
          let text = String(decoding: exported.bytes, as: UTF8.self)
          for secret in secrets where text.contains(secret) { found.insert(secret) }
        }
      }
    }
    #expect(found == Set(secrets), "the samples must hold the secrets")
  }
}
