import CallPressCore
import CallabAPI

/// Saves the recording of a call beside its record, with a checksum and a note of what it is.
struct RecordingSaver: Sendable {
  /// Fetches.
  let downloader: RecordingDownloader
  /// The folder, which is there.
  let folder: String
  /// Whether files that differ are replaced.
  let replaces: Bool
  /// The files.
  let fileSystem: any FileSystem
  /// What is to be removed when the run is interrupted.
  let cleanup: TemporaryFiles

  /// A recording that was saved.
  struct Saved: Sendable {
    /// The name of the file.
    var name: String
    /// What is known of it.
    var recording: Recording
    /// Whether it was there already.
    var isUnchanged: Bool
  }

  /// The address of a call's recording; `nil` where the record has none.
  static func address(in record: JSONValue) -> String? {
    guard let text = record["record_url"]?.string, !text.isEmpty else { return nil }
    return text
  }

  /// Fetches and saves.
  ///
  /// - Parameters:
  ///   - address: Where the recording is.
  ///   - id: The call's id.
  func save(_ address: String, id: String) async throws(CallPressError) -> Saved {
    let file = RecordingFile(folder: folder, fileSystem: fileSystem, cleanup: cleanup)
    let recording = try await downloader.download(address, to: file)
    let type = recording.contentType?.lowercased() ?? ""
    if recording.kind == nil,
      type.hasPrefix("text/") || type.contains("json") || recording.size == 0
    {
      throw CallPressError(
        .noRecording,
        "what came for the recording is no audio but "
          + (recording.size == 0 ? "nothing" : MessageText.clean(type)))
    }
    let base = FileNames.safe(id)
    let name = "\(base).\(recording.kind?.fileExtension ?? "bin")"
    let isNew = try file.finish(
      as: "\(folder)/\(name)", replaces: replaces, sha256: recording.sha256)
    var files = AtomicFiles(fileSystem: fileSystem, cleanup: cleanup, replacesExisting: true)
    let notes = [
      ("\(folder)/\(name).sha256", "\(recording.sha256)  \(name)\n"),
      ("\(folder)/\(base).recording.json", note(recording, id: id, name: name).document()),
    ]
    for (path, text) in notes {
      _ = try Array(text.utf8).withContiguousBytes { bytes throws(CallPressError) in
        try files.add(bytes, to: path)
      }
    }
    for result in files.commit() { _ = try result.get() }
    return Saved(name: name, recording: recording, isUnchanged: !isNew)
  }

  private func note(_ recording: Recording, id: String, name: String) -> ReportValue {
    .members([
      "schema": .text("callpress.recording/1"), "id": .text(id), "file": .text(name),
      "bytes": .count(recording.size), "sha256": .text(recording.sha256),
      "content_type": recording.contentType.map(ReportValue.text),
      "kind": recording.kind.map { .text($0.rawValue) },
      "duration_ms": recording.duration.map(ReportValue.count),
      "origin": .text(recording.origin),
    ])
  }
}
