/// Bytes to read, and what to call them.
public struct SourceDocument: Sendable {
  /// The name of the file or stream, for messages and for names of outputs.
  public var name: String
  /// The bytes as they came.
  public var bytes: [UInt8]

  /// Makes a source document.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
