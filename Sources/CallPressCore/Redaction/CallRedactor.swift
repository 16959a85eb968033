/// Takes sensitive values out of calls before any format sees them.
///
/// What is sensitive is found in the turns, where people say what a number is, and in the texts of
/// the record. The record is rewritten in all its copies of the words, and the call is read from it
/// again: no format can show what another hides. The work grows with the length of the call.
public struct CallRedactor: Sendable {
  /// What is redacted.
  public let settings: RedactionSettings
  /// Reads the redacted records.
  public let reader: CallReader

  /// How often the redacted call is looked through again for what only shows then.
  private static let rounds = 4

  /// Makes a redactor.
  ///
  /// - Parameter reader: The reader that the calls came from, with the same options.
  public init(settings: RedactionSettings, reader: CallReader) {
    self.settings = settings
    self.reader = reader
  }

  /// The call without the values.
  ///
  /// A call in which there is nothing to redact comes back as it is. Otherwise a diagnostic says
  /// how much was redacted, never what.
  ///
  /// - Throws: `redaction-incomplete` where a value could not be taken out of the record, or the
  ///   record could no longer be read the same: nothing may be written of such a call.
  public func redact(_ call: Call) throws(CallPressError) -> RedactionResult {
    guard !settings.isEmpty else { return RedactionResult(call: call, items: [], recordEdits: 0) }
    var pass = RedactionPass(settings: settings)
    var items: [RedactionItem] = []
    var edits = 0
    var current = call
    for round in 0..<Self.rounds {
      let found = pass.find(in: current)
      let changed = pass.rewrite(current, found)
      if round == 0 { items = pass.items(of: found, in: current) }
      guard changed.record != nil || !found.isEmpty else {
        var result = RedactionResult(call: current, items: items, recordEdits: edits)
        finish(&result, call, &pass)
        return result
      }
      guard let bytes = changed.record else { break }
      edits += changed.edits
      let document = try JSONDocument(parsing: bytes, limits: reader.options.limits)
      let next = try reader.reread(document, like: call)
      guard next.transcript.turns.count == call.transcript.turns.count else { break }
      current = next
    }
    throw CallPressError(
      .redactionIncomplete,
      "some of what is to be redacted could not be taken out of the record; nothing was written "
        + "of this call. Please report the shape of the record",
      at: call.transcript.pointer.map { SourceLocation(pointer: $0) })
  }

  /// A name, as of a file, without what is to be redacted.
  public func redacted(name: String) -> String {
    var pass = RedactionPass(settings: settings)
    return pass.redactedName(name)
  }

  private func finish(
    _ result: inout RedactionResult, _ original: Call, _ pass: inout RedactionPass
  ) {
    result.call.sourceName = original.sourceName.map { pass.redactedName($0) }
    guard !result.items.isEmpty || result.recordEdits > 0 else { return }
    result.items = RedactionPass.placed(result.items, in: result.call)
    result.call.diagnostics.append(
      Diagnostic(
        "redacted", .info,
        "\(result.items.count) value(s) redacted in turns, and in \(result.recordEdits) place(s) "
          + "of the record"))
  }
}

extension CallPressError.Code {
  /// Something to be redacted could not be taken out of the record.
  public static let redactionIncomplete = Self("redaction-incomplete", .internal)
  /// A file that says what to redact is wrong.
  public static let invalidRedaction = Self("invalid-redaction", .configuration)
}
