import CLibXML2
public import CallPressCore

/// The canonical XML of a call, `call-transcript` 1.0: its names, its schema, and the way back.
public enum CallTranscriptXML {
  /// The namespace of every element of the format; a new major version gets a new one.
  public static let namespace = "urn:callpress:call-transcript:1"
  /// The version that is written.
  public static let version = "1.0"

  static let namespaceName: StaticString = "urn:callpress:call-transcript:1"
  /// What the namespaces of all major versions begin with.
  static let namespaceStem: StaticString = "urn:callpress:call-transcript:"
  static let rootName: StaticString = "call-transcript"

  /// Whether bytes are XML whose outermost element is a call transcript of any version.
  ///
  /// Reads no further than that element. A document with a DOCTYPE of that name is taken for one
  /// too; ``records(parsing:limits:)`` then says why it is refused.
  public static func recognises(_ bytes: [UInt8]) -> Bool {
    // Enough for a declaration and some comments in front of the outermost element.
    let head = bytes.prefix(1 << 16)
    guard let first = head.first(where: { $0 > 0x20 }),
      [UInt8(ascii: "<"), 0xEF, 0xFE, 0xFF, 0].contains(first)
    else { return false }
    let probe = RootProbe()
    try? SAXParser.parse(head, source: probe)
    return probe.isTranscript
  }

  /// The records that a document was made from, as JSON without white space between the tokens.
  ///
  /// The bytes are those that `RecordFormat` writes for the same call, but for the line end. Nothing
  /// of the XML is taken on trust: escapes, numbers and truth values are checked against the
  /// grammar of JSON, so what comes back is always valid JSON.
  ///
  /// - Parameters:
  ///   - bytes: The document. A DOCTYPE is refused, so nothing outside it is ever read.
  ///   - limits: How large and how deep it may be; XML is never taken deeper than 256 levels.
  /// - Throws: `malformed-xml` with the line and the column for anything that is not a call
  ///   transcript, or `limit-exceeded`.
  public static func records(
    parsing bytes: [UInt8], limits: JSONDocument.Limits = JSONDocument.Limits()
  ) throws(CallPressError) -> [[UInt8]] {
    guard bytes.count <= min(limits.bytes, Int(Int32.max)) else {
      throw CallPressError(
        .limitExceeded,
        "the document is \(bytes.count) bytes, more than the limit of \(limits.bytes)")
    }
    let reader = RecordReader(limits: limits)
    try SAXParser.parse(bytes[...], source: reader)
    return reader.records
  }
}
