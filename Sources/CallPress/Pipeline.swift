public import CallPressCore

/// The way from bytes to calls: what kind of document it is, which calls are in it, who reads them.
public struct CallPipeline: Sendable {
  /// Reads the records.
  public var reader: CallReader

  /// Makes a pipeline; a mapping's dialect stands before the standard ones.
  public init(dialects: DialectRegistry = Dialects.standard, options: ReadingOptions = .init()) {
    reader = CallReader(dialects: dialects, options: options)
  }

  /// Reads every call of a document.
  ///
  /// JSON, JSON Lines, our own XML and plain text are told apart by their first bytes.
  ///
  /// - Returns: A call or an error for each record, in order: one bad record does not stop others.
  /// - Throws: When the document as a whole is nothing that can be read.
  public func calls(
    in source: SourceDocument
  ) throws(CallPressError) -> [Result<Call, CallPressError>] {
    throw CallPressError(.unrecognizedInput, "not built yet").named(source.name)
  }
}
