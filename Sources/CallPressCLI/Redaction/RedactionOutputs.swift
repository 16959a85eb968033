import CallPressCore

/// Writes what is told of redaction: the report, the ranges to mute, the muted recording.
struct RedactionOutputs {
  private let arguments: RedactionArguments
  private var files: AtomicFiles

  init(_ arguments: RedactionArguments, _ files: AtomicFiles) {
    self.arguments = arguments
    self.files = files
  }

  /// Writes the files that were asked for.
  func write(_ log: RedactionLog) throws(CallPressError) {
    if let path = arguments.redactionReport { try write(log.report.document(), to: path) }
    if let path = arguments.muteRanges {
      let layout = MuteRanges.Layout(fileName: path)
      let isOne = layout == .json || layout == .csv
      guard isOne || log.entries.count <= 1 else {
        throw CallPressError(
          .contradictoryRequest,
          "there are \(log.entries.count) calls, and the ranges of several cannot share one file "
            + "of this kind; name a .json or .csv file with --mute-ranges, or choose a call with "
            + "--select ID", at: SourceLocation(source: path))
      }
      try write(MuteRanges.document(log.entries, layout), to: path)
    }
    if let pair = arguments.redactAudio {
      guard log.entries.count == 1, let entry = log.entries.first else {
        throw CallPressError(
          .contradictoryRequest,
          "--redact-audio takes the recording of one call, and \(log.entries.count) were exported; "
            + "choose one with --select ID")
      }
      try AudioRedaction(files.fileSystem, replacesExisting: files.replacesExisting).run(
        pair, MuteRanges(entry.items))
    }
  }

  private func write(_ text: String, to path: String) throws(CallPressError) {
    var files = files
    let bytes = Array(text.utf8)
    _ = try bytes.withContiguousBytes { bytes throws(CallPressError) in
      try files.add(bytes, to: path)
    }
    for ending in files.commit() { _ = try ending.get() }
  }
}
