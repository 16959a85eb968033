/// Where in which document something stands: a source's name, a JSON Pointer, a byte offset.
public struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
  /// The name of the file or stream, as the user gave it.
  public var source: String?
  /// The value's place in a JSON document.
  public var pointer: JSONPointer?
  /// Bytes from the start of the source.
  public var byteOffset: Int?
  /// The line, from 1.
  public var line: Int?
  /// The column in bytes, from 1.
  public var column: Int?

  /// Makes a location from whatever is known of it.
  public init(
    source: String? = nil, pointer: JSONPointer? = nil, byteOffset: Int? = nil,
    line: Int? = nil, column: Int? = nil
  ) {
    self.source = source
    self.pointer = pointer
    self.byteOffset = byteOffset
    self.line = line
    self.column = column
  }

  /// One line for people: `call.json:12:7#/data/id (byte 240)`.
  public var description: String {
    var text = source ?? ""
    if let line {
      text += ":\(line)"
      if let column { text += ":\(column)" }
    }
    if let pointer { text += "#\(pointer)" }
    if let byteOffset { text += text.isEmpty ? "byte \(byteOffset)" : " (byte \(byteOffset))" }
    return text
  }
}
