import CallPress
import CallPressCore

/// The way from an input to the calls in it.
struct CallSource {
  /// Reads the bytes.
  let reader: InputReader
  /// Finds the calls in them.
  let pipeline: CallPipeline
  /// The shape that the user describes.
  var mapping: MappingDialect?

  /// Every call of an input, or why one cannot be read, in order.
  func calls(in input: Input) throws(CallPressError) -> [Result<Call, CallPressError>] {
    let document = try reader.read(input)
    var pipeline = pipeline
    if case .call = input.place {
      pipeline = pipeline.naming(agent: reader.fetcher?.agentName(for: document.bytes))
    }
    let records = try pipeline.calls(in: document)
    guard let mapping else { return records }
    return records.map { record in
      record.map { call in
        guard call.transcript.state == .present, let dialect = call.transcript.dialect,
          dialect != mapping.id
        else { return call }
        var call = call
        call.diagnostics.append(
          Diagnostic(
            .mappingNotUsed, .warning,
            "the transcript is not as \(mapping.name) describes it; it was read as \(dialect)",
            at: call.transcript.pointer.map { SourceLocation(pointer: $0) }))
        return call
      }
    }
  }
}

extension Diagnostic.Code {
  /// A mapping file was given that does not fit the transcript.
  static let mappingNotUsed: Self = "mapping-not-used"
}
