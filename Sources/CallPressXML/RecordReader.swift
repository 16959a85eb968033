import CallPressCore

/// Makes JSON of the `record` of a call transcript, and passes over everything else in it.
final class RecordReader: SAXHandler {
  /// What an element of the record is.
  private enum Kind {
    case map, array, string, number, boolean, null
    /// Something too deep for elements, as the text of its JSON.
    case json
  }

  private struct Frame {
    var kind: Kind
    var isEscaped = false
    var isEmpty = true
  }

  /// libxml2's own limit is 256; this one comes first and says more.
  private static let depthLimit = 250

  private let limits: JSONDocument.Limits
  private var depth = 0
  private var isInRecord = false
  private var hasValue = false
  private var frames: [Frame] = []
  private var json = OutputBuffer()
  private var content = OutputBuffer()
  /// The records read so far.
  private(set) var records: [[UInt8]] = []

  init(limits: JSONDocument.Limits) {
    self.limits = limits
  }

  func documentType(named name: SAXName) throws(SAXFailure) {
    throw .wrong("a DOCTYPE is not allowed in a call transcript; remove it")
  }

  func start(_ element: SAXElement) throws(SAXFailure) {
    depth += 1
    if depth > Self.depthLimit {
      throw .wrong("nested deeper than \(Self.depthLimit) elements", .limitExceeded)
    }
    if isInRecord {
      try startValue(element)
    } else if depth == 1 {
      try checkRoot(element)
    } else if depth == 2, element.name == "record",
      element.namespace == CallTranscriptXML.namespaceName
    {
      guard records.isEmpty else { throw .wrong("there is a second <record>") }
      isInRecord = true
    }
  }

  func end() throws(SAXFailure) {
    depth -= 1
    guard isInRecord else {
      if depth == 0, records.isEmpty {
        throw .wrong("there is no <record>, so the call cannot be had back from this document")
      }
      return
    }
    if let frame = frames.popLast() {
      try finish(frame)
    } else {
      guard hasValue else { throw .wrong("the <record> is empty") }
      records.append(json.bytes())
      isInRecord = false
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SAXFailure) {
    guard isInRecord else { return }
    switch frames.last?.kind {
    case .string, .number, .boolean, .null, .json: content.append(bytes)
    case .map, .array, nil:
      guard bytes.allSatisfy({ $0 <= 0x20 }) else {
        throw .wrong("there is text between the elements of the record")
      }
    }
  }

  private func checkRoot(_ element: SAXElement) throws(SAXFailure) {
    guard element.name == CallTranscriptXML.rootName,
      element.namespace.hasPrefix(CallTranscriptXML.namespaceStem)
    else {
      throw .wrong(
        "this is no call transcript: the outermost element is <\(element.name.text)> of the "
          + "namespace “\(element.namespace.text)”")
    }
    guard element.namespace == CallTranscriptXML.namespaceName else {
      throw .wrong(
        "this call transcript is of another major version, “\(element.namespace.text)”; "
          + "only “\(CallTranscriptXML.namespace)” can be read")
    }
  }

  private func startValue(_ element: SAXElement) throws(SAXFailure) {
    let kind = try kind(of: element)
    let key = element.attribute("key")
    if let parent = frames.last {
      switch parent.kind {
      case .map:
        guard let key else { throw .wrong("<\(element.name.text)> in a <map> needs a key") }
        if !parent.isEmpty { json.append(",") }
        json.append("\"")
        try withAmpersands(of: key.bytes) { bytes throws(SAXFailure) in
          try append(
            string: bytes, isEscaped: isTrue(element.attribute("escaped-key")), "name")
        }
        json.append("\":")
      case .array:
        guard key == nil else { throw .wrong("<\(element.name.text)> in an <array> has a key") }
        if !parent.isEmpty { json.append(",") }
      case .string, .number, .boolean, .null, .json:
        throw .wrong("<\(element.name.text)> stands inside an element that holds text alone")
      }
      frames[frames.count - 1].isEmpty = false
    } else {
      guard !hasValue else { throw .wrong("the <record> holds more than one value") }
      hasValue = true
    }
    var frame = Frame(kind: kind)
    switch kind {
    case .map: json.append("{")
    case .array: json.append("[")
    case .string: frame.isEscaped = isTrue(element.attribute("escaped"))
    case .number, .boolean, .null, .json: break
    }
    content.removeAll()
    frames.append(frame)
  }

  /// Lends the value of an attribute as it was meant.
  ///
  /// Where entities are not replaced, libxml2 hands every ampersand of an attribute's value to its
  /// handlers as `&#38;`, however the document wrote it; everything else is replaced already.
  private func withAmpersands(
    of value: UnsafeBufferPointer<UInt8>,
    _ body: (UnsafeBufferPointer<UInt8>) throws(SAXFailure) -> Void
  ) throws(SAXFailure) {
    guard value.contains(UInt8(ascii: "&")) else { return try body(value) }
    let reference = Array("&#38;".utf8)
    var meant: [UInt8] = []
    meant.reserveCapacity(value.count)
    var at = 0
    while at < value.count {
      meant.append(value[at])
      at += value[at...].starts(with: reference) ? reference.count : 1
    }
    let failure = meant.withUnsafeBufferPointer { bytes -> SAXFailure? in
      do throws(SAXFailure) {
        try body(bytes)
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  private func kind(of element: SAXElement) throws(SAXFailure) -> Kind {
    let name = element.name
    if element.namespace == JSONMarkup.namespace {
      if name == "string" { return .string }
      if name == "number" { return .number }
      if name == "map" { return .map }
      if name == "array" { return .array }
      if name == "null" { return .null }
      if name == "boolean" { return .boolean }
    } else if element.namespace == CallTranscriptXML.namespaceName, name == "json" {
      return .json
    }
    throw .wrong(
      "<\(name.text)> of the namespace “\(element.namespace.text)” has no place in a record")
  }

  private func finish(_ frame: Frame) throws(SAXFailure) {
    switch frame.kind {
    case .map: json.append("}")
    case .array: json.append("]")
    case .string:
      json.append("\"")
      try content.withBytes { (bytes) throws(SAXFailure) in
        try append(string: bytes, isEscaped: frame.isEscaped, "string")
      }
      json.append("\"")
    case .number:
      try content.withBytes { (bytes) throws(SAXFailure) in
        let number = trimmed(bytes)
        guard JSONPiece.isNumber(number) else {
          throw .wrong("“\(excerpt(number))” is no number as JSON writes it")
        }
        json.append(number)
      }
    case .boolean:
      try content.withBytes { (bytes) throws(SAXFailure) in
        switch truth(trimmed(bytes)) {
        case true: json.append("true")
        case false: json.append("false")
        case nil: throw .wrong("a <boolean> is true or false, not “\(excerpt(bytes))”")
        }
      }
    case .null:
      try content.withBytes { (bytes) throws(SAXFailure) in
        guard trimmed(bytes).isEmpty else { throw .wrong("a <null> holds nothing") }
      }
      json.append("null")
    case .json: try finishText()
    }
    content.removeAll()
  }

  private func finishText() throws(SAXFailure) {
    var limits = limits
    limits.depth = max(1, limits.depth - frames.count)
    do throws(CallPressError) {
      JSONPiece.append(
        minified: try JSONDocument(parsing: content.bytes(), limits: limits), to: &json)
    } catch {
      let code = error.code == .limitExceeded ? error.code : .malformedXML
      throw .wrong("the text of <json> is not valid JSON: \(error.message)", code)
    }
  }

  private func append(
    string bytes: UnsafeBufferPointer<UInt8>, isEscaped: Bool, _ what: StaticString
  ) throws(SAXFailure) {
    if !isEscaped {
      JSONPiece.append(string: bytes, to: &json)
    } else if !JSONPiece.append(escaped: bytes, to: &json) {
      throw .wrong("the \(what) “\(excerpt(bytes))” is marked as escaped and has a wrong escape")
    }
  }

  private func isTrue(_ value: SAXName?) -> Bool {
    value.flatMap { truth(trimmed($0.bytes)) } ?? false
  }

  /// A truth value as XML Schema writes it.
  private func truth(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
    if bytes.elementsEqual("true".utf8) || bytes.elementsEqual("1".utf8) { return true }
    if bytes.elementsEqual("false".utf8) || bytes.elementsEqual("0".utf8) { return false }
    return nil
  }

  /// The bytes without white space at either end.
  private func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var range = bytes.startIndex..<bytes.endIndex
    while let first = range.first, bytes[first] <= 0x20 { range = range.dropFirst() }
    while let last = range.last, bytes[last] <= 0x20 { range = range.dropLast() }
    return UnsafeBufferPointer(rebasing: bytes[range])
  }

  private func excerpt(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: bytes.prefix(40), as: UTF8.self)
  }
}
