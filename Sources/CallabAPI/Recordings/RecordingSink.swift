public import CallPressCore

/// Where the bytes of a recording go: a temporary file, in the tool.
public protocol RecordingSink: AnyObject {
  /// Appends bytes.
  func append(_ bytes: [UInt8]) throws(CallPressError)
  /// Drops everything so far, because the other side begins anew.
  func restart() throws(CallPressError)
}

/// What is known of a recording that was fetched.
public struct Recording: Hashable, Sendable {
  /// Where it came from in the end, without the query.
  public var origin: String
  /// What the server says it is.
  public var contentType: String?
  /// What it is by its bytes; `nil` for nothing that is known.
  public var kind: AudioKind?
  /// How many bytes it has.
  public var size: Int
  /// Its SHA-256 in lower-case hexadecimal.
  public var sha256: String
  /// Its length in milliseconds, where its bytes tell it exactly.
  public var duration: Int?
  /// How often it was begun or resumed.
  public var attempts: Int
}
