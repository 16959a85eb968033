import CallPressCore
import Foundation

/// Mutes parts of a recording with ffmpeg, and proves that they are silent.
struct AudioRedaction {
  private let fileSystem: any FileSystem
  private let replacesExisting: Bool

  /// The loudest that a muted range may be, in decibels below full scale.
  private static let silence = -80.0

  init(_ fileSystem: any FileSystem, replacesExisting: Bool) {
    self.fileSystem = fileSystem
    self.replacesExisting = replacesExisting
  }

  /// Writes the muted recording.
  ///
  /// - Throws: `audio-failed` where ffmpeg is not there or fails, where a redaction has no time,
  ///   or where a range is not silent afterwards; then there is no output.
  func run(_ pair: RecordingPair, _ mute: MuteRanges) throws(CallPressError) {
    guard mute.untimed == 0 else {
      throw failure(
        "\(mute.untimed) redaction(s) have no time in the transcript, so that the recording cannot "
          + "be muted there", pair.input)
    }
    if (try? fileSystem.status(of: pair.output)) != nil, !replacesExisting {
      throw CallPressError(
        .outputExists, "the file is there already; --force replaces it",
        at: SourceLocation(source: pair.output))
    }
    guard let ffmpeg = Self.program("ffmpeg") else {
      throw failure(
        "ffmpeg is not installed, so that no recording can be muted; --mute-ranges writes the "
          + "ranges for other programs", pair.input)
    }
    let temporary = Self.temporary(besides: pair.output)
    defer { try? fileSystem.remove(temporary) }
    // Codecs smear sound over the edge of a muted range, so that each is muted a little wider.
    _ = try Self.run(
      ffmpeg,
      [
        "-nostdin", "-v", "error", "-y", "-protocol_whitelist", "file,pipe", "-i",
        "file:" + pair.input, "-map_metadata", "-1", "-map", "0:a", "-af", mute.filter,
        "file:" + temporary,
      ], pair.input)
    for range in mute.ranges {
      let loudest = try volume(ffmpeg, temporary, range, pair)
      guard loudest <= Self.silence else {
        throw failure(
          "the range from \(MuteRanges.seconds(range.start)) to "
            + "\(MuteRanges.seconds(range.end)) s is not silent: \(loudest) dB", pair.output)
      }
    }
    do throws(SystemError) {
      try fileSystem.rename(temporary, to: pair.output)
    } catch {
      throw error.whileWriting(pair.output)
    }
  }

  /// The loudest sample of a range, in decibels, as ffmpeg's `volumedetect` measures it.
  private func volume(
    _ ffmpeg: String, _ path: String, _ range: MuteRanges.Range, _ pair: RecordingPair
  ) throws(CallPressError) -> Double {
    // Half of the margin on each side, where a codec's window may reach.
    let start = range.start + MuteRanges.margin / 2
    let end = max(start + 1, range.end - MuteRanges.margin / 2)
    let said = try Self.run(
      ffmpeg,
      [
        "-nostdin", "-hide_banner", "-protocol_whitelist", "file,pipe", "-i", "file:" + path, "-af",
        "atrim=\(MuteRanges.seconds(start)):\(MuteRanges.seconds(end)),volumedetect", "-f", "null",
        "-",
      ], pair.output)
    guard let mark = said.range(of: "max_volume: ") else {
      // No samples: the range lies behind the end of the recording.
      return -.infinity
    }
    let number = said[mark.upperBound...].prefix { $0 == "-" || $0 == "." || $0.isNumber }
    return Double(number) ?? (said[mark.upperBound...].hasPrefix("-inf") ? -.infinity : 0)
  }

  private func failure(_ message: String, _ path: String) -> CallPressError {
    Self.failure(message, path)
  }

  private static func failure(_ message: String, _ path: String) -> CallPressError {
    CallPressError(.audioFailed, message, at: SourceLocation(source: path))
  }

  /// A name in the same folder with the same extension, by which ffmpeg chooses the codec.
  private static func temporary(besides path: String) -> String {
    let url = URL(fileURLWithPath: path)
    let name = AtomicFiles.temporaryPrefix + String(UInt64.random(in: 0 ... .max), radix: 16)
    return url.deletingLastPathComponent().appendingPathComponent(name)
      .appendingPathExtension(url.pathExtension).path
  }

  private static func program(_ name: String) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    for folder in path.split(separator: ":") {
      let candidate = "\(folder)/\(name)"
      if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
    }
    return nil
  }

  /// Runs a program and gives what it says on standard error.
  private static func run(
    _ program: String, _ arguments: [String], _ path: String
  ) throws(CallPressError) -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    let said: String
    do {
      try process.run()
      let data = try errors.fileHandleForReading.readToEnd() ?? Data()
      said = String(decoding: data, as: UTF8.self)
    } catch {
      throw failure("ffmpeg could not be started: \(error.localizedDescription)", path)
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let last = said.split(separator: "\n").last.map(String.init) ?? "no reason given"
      throw failure("ffmpeg failed: \(last)", path)
    }
    return said
  }
}

extension CallPressError.Code {
  /// A recording could not be muted, or not be proven to be silent.
  static let audioFailed = Self("audio-failed", .cannotCreate)
}
