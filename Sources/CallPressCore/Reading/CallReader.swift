/// Makes a ``Call`` of one record: finds the transcript, has a dialect read it, reads the named
/// values and joins them with what was said.
public struct CallReader: Sendable {
  /// The dialects to recognise.
  public var dialects: DialectRegistry
  /// What the user says about the reading.
  public var options: ReadingOptions

  /// Makes a reader.
  public init(dialects: DialectRegistry, options: ReadingOptions = ReadingOptions()) {
    self.dialects = dialects
    self.options = options
  }
}
