/// The schemas that are shipped in the program.
public enum Schemas {
  /// The XML Schema (XSD 1.0) of ``CallTranscriptXMLFormat``, in UTF-8.
  public static let callTranscript: [UInt8] = PackageResources.call_transcript_1_0_xsd
}
