/// Looks at the outermost element and no further.
final class RootProbe: SAXHandler {
  /// Whether it is a call transcript of any version.
  private(set) var isTranscript = false

  func start(_ element: SAXElement) throws(SAXFailure) {
    isTranscript =
      element.name == CallTranscriptXML.rootName
      && element.namespace.hasPrefix(CallTranscriptXML.namespaceStem)
    throw .done
  }

  func end() {}

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

  func documentType(named name: SAXName) throws(SAXFailure) {
    isTranscript = name == CallTranscriptXML.rootName
    throw .done
  }
}
