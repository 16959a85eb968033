public import CallPressCore

/// What a format wrote, and what it said about it.
public struct Written: Sendable {
  /// The document.
  public var bytes: [UInt8]
  /// What the format could not carry.
  public var diagnostics: [Diagnostic]
  /// The document as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension ExportFormat {
  /// Writes a call with this format, with captions where it needs them.
  public static func write(
    _ call: Call, settings: ExportSettings = ExportSettings()
  ) throws -> Written {
    var prepared = PreparedCall(call)
    if info.needsCaptions {
      prepared.captions = .success(
        try CueLayout().track(for: call.transcript, settings: settings.captions))
    }
    var output = OutputBuffer()
    let diagnostics = try Self(settings: settings).export(prepared, into: &output)
    return Written(bytes: output.bytes(), diagnostics: diagnostics)
  }

  /// Writes turns with this format.
  public static func write(
    _ turns: [Turn], settings: ExportSettings = ExportSettings()
  ) throws -> Written {
    try write(Inline.call(Inline.transcript(turns)), settings: settings)
  }
}
