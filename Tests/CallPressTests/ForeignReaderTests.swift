import CallPress
import CallPressCore
import Foundation
import TestSupport
import Testing

/// The subtitle files of the samples as programs by others read them.
@Suite("Subtitles in other readers")
struct ForeignReaderTests {
  /// A cue as somebody else read it.
  struct Seen: Decodable, Equatable {
    var start: Int64
    var end: Int64
    var text: String
  }

  static let python: String? = {
    let named = ProcessInfo.processInfo.environment["CALLPRESS_TEST_PYTHON"]
    let candidates = [named, "/usr/bin/python3"].compactMap { $0 }
    return candidates.first {
      (try? run($0, ["-c", "import pysubs2, webvtt"]).status) == 0
    }
  }()
  static let ffprobe = ["/usr/bin/ffprobe", "/usr/local/bin/ffprobe"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// The exports with cues in them; SubRip without a cue is empty and nothing to a reader.
  static func files(_ fileExtension: String) throws -> [(URL, [ReadCue])] {
    let names = try FileManager.default.contentsOfDirectory(atPath: Samples.exports.path).sorted()
    return try names.filter { $0.hasSuffix("." + fileExtension) }.compactMap { name in
      let url = Samples.exports.appending(path: name)
      let bytes = Array(try Data(contentsOf: url))
      let cues =
        try fileExtension == "srt"
        ? StrictSubRip.read(bytes) : StrictWebVTT.read(bytes).cues
      return cues.isEmpty ? nil : (url, cues)
    }
  }

  @Test(
    "pysubs2 and webvtt-py find the same cues, times and text",
    .enabled(if: python != nil, "pysubs2 and webvtt-py are not installed"),
    arguments: ["srt", "vtt"])
  func pythonReaders(fileExtension: String) throws {
    let python = try #require(Self.python)
    let script = """
      import json, sys
      if sys.argv[1] == "srt":
          import pysubs2
          read = lambda path: [
              dict(start=e.start, end=e.end, text=e.plaintext)
              for e in pysubs2.load(path, encoding="utf-8", format_="srt")]
      else:
          import webvtt
          ms = lambda t: round((t.hours * 3600 + t.minutes * 60 + t.seconds) * 1000 + t.milliseconds)
          read = lambda path: [
              dict(start=ms(c.start_time), end=ms(c.end_time), text=c.text)
              for c in webvtt.read(path)]
      print(json.dumps([read(path) for path in sys.argv[2:]]))
      """
    let files = try Self.files(fileExtension)
    let ran = try run(python, ["-c", script, fileExtension] + files.map { $0.0.path })
    try #require(ran.status == 0, "\(ran.errors)")
    let seen = try JSONDecoder().decode([[Seen]].self, from: Data(ran.output.utf8))
    try #require(seen.count == files.count && files.count > 10)
    for ((url, cues), seen) in zip(files, seen) {
      let name = url.lastPathComponent
      #expect(seen.map(\.start) == cues.map(\.start), "\(name)")
      #expect(seen.map(\.end) == cues.map(\.end), "\(name)")
      guard !name.hasPrefix("hostile") else { continue }
      for (one, cue) in zip(seen, cues) {
        #expect(one.text == cue.lines.joined(separator: "\n"), "\(name)")
      }
    }
  }

  @Test(
    "ffprobe finds the same number of cues with the same times",
    .enabled(if: ffprobe != nil, "ffprobe is not installed"), arguments: ["srt", "vtt"])
  func ffmpeg(fileExtension: String) throws {
    let ffprobe = try #require(Self.ffprobe)
    for (url, cues) in try Self.files(fileExtension) {
      let ran = try run(
        ffprobe,
        [
          "-v", "error", "-show_entries", "packet=pts,duration", "-of", "csv=p=0", url.path,
        ])
      try #require(ran.status == 0, "\(ran.errors)")
      let packets = ran.output.split(whereSeparator: \.isNewline).map { line in
        line.split(separator: ",").compactMap { Int64($0) }
      }
      let expected = cues.map { [$0.start, $0.end - $0.start] }
      #expect(packets == expected, "\(url.lastPathComponent)")
    }
  }
}

private struct Ran {
  var status: Int32
  var output: String
  var errors: String
}

private func run(_ program: String, _ arguments: [String]) throws -> Ran {
  let folder = FileManager.default.temporaryDirectory.appending(
    path: "callpress-readers-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let files = ["out", "err"].map { folder.appending(path: $0) }
  for file in files { try Data().write(to: file) }
  let process = Process()
  process.executableURL = URL(filePath: program)
  process.arguments = arguments
  process.standardInput = FileHandle.nullDevice
  process.standardOutput = try FileHandle(forWritingTo: files[0])
  process.standardError = try FileHandle(forWritingTo: files[1])
  try process.run()
  process.waitUntilExit()
  func text(_ file: URL) throws -> String {
    String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }
  return Ran(
    status: process.terminationStatus, output: try text(files[0]), errors: try text(files[1]))
}
