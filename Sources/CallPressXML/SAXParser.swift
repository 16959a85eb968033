import CLibXML2
import CallPressCore

/// Receives what a ``SAXParser`` reads.
///
/// A handler that throws ends the reading.
protocol SAXHandler: AnyObject {
  /// An element begins.
  func start(_ element: SAXElement) throws(SAXFailure)
  /// The innermost open element ends.
  func end() throws(SAXFailure)
  /// A piece of text in the innermost open element.
  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SAXFailure)
  /// The document has a DOCTYPE; nothing in it will be read.
  func documentType(named name: SAXName) throws(SAXFailure)
}

/// Why a handler ends the reading: it has seen enough, or something is wrong.
enum SAXFailure: Error {
  case done
  case wrong(String, CallPressError.Code = .malformedXML)
}

/// A name or a value inside the parser, valid only while a handler runs.
struct SAXName {
  let start: UnsafePointer<UInt8>?
  let count: Int

  init(_ name: UnsafePointer<UInt8>?) {
    start = name
    var count = 0
    if let name { while name[count] != 0 { count += 1 } }
    self.count = count
  }

  init(from start: UnsafePointer<UInt8>?, to end: UnsafePointer<UInt8>?) {
    self.start = start
    if let start, let end { count = end - start } else { count = 0 }
  }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  /// The name as text, cut to a length that suits a message.
  var text: String { String(decoding: bytes.prefix(80), as: UTF8.self) }

  static func == (name: SAXName, constant: StaticString) -> Bool {
    name.count == constant.utf8CodeUnitCount && name.hasPrefix(constant)
  }

  func hasSuffix(_ constant: StaticString) -> Bool {
    let length = constant.utf8CodeUnitCount
    guard let start, count >= length else { return length == 0 }
    return SAXName(from: start + (count - length), to: start + count) == constant
  }

  func hasPrefix(_ constant: StaticString) -> Bool {
    let length = constant.utf8CodeUnitCount
    guard let start, count >= length else { return length == 0 }
    for at in 0..<length where start[at] != constant.utf8Start[at] { return false }
    return true
  }
}

/// An element's start tag inside the parser, valid only while a handler runs.
struct SAXElement {
  let name: SAXName
  let namespace: SAXName
  let attributeCount: Int
  /// Five pointers an attribute: name, prefix, namespace, the value's start and its end.
  let attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  /// The line of the document where the tag ends, from 1.
  let line: Int

  /// The value of an attribute that is in no namespace.
  func attribute(_ name: StaticString) -> SAXName? {
    guard let attributes else { return nil }
    for position in 0..<attributeCount {
      let row = attributes + position * 5
      if row[2] == nil, SAXName(row[0]) == name { return SAXName(from: row[3], to: row[4]) }
    }
    return nil
  }
}

extension SAXElement {
  /// The value of an attribute in a namespace whose name ends like this.
  func attribute(_ name: StaticString, inNamespaceEndingWith end: StaticString) -> SAXName? {
    guard let attributes else { return nil }
    for position in 0..<attributeCount {
      let row = attributes + position * 5
      if SAXName(row[0]) == name, SAXName(row[2]).hasSuffix(end) {
        return SAXName(from: row[3], to: row[4])
      }
    }
    return nil
  }
}

/// The owner of a libxml2 parser that reads untrusted XML from memory, without a tree.
///
/// No network, no entities but the five of XML, no DTD, no more than 256 levels; a DOCTYPE is
/// reported before anything in it is read, and nothing in it is ever loaded or expanded.
enum SAXParser {
  /// What the C callbacks get to see.
  private final class Bridge {
    let handler: any SAXHandler
    let parser: xmlParserCtxtPtr
    var isDone = false
    var failure: CallPressError?

    init(_ handler: any SAXHandler, _ parser: xmlParserCtxtPtr) {
      self.handler = handler
      self.parser = parser
    }

    static func of(_ context: UnsafeMutableRawPointer?) -> Bridge? {
      context.map { Unmanaged<Bridge>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Runs a handler unless the reading has ended; ends it where the handler throws.
    func run(_ body: (any SAXHandler) throws(SAXFailure) -> Void) {
      guard !isDone, failure == nil else { return }
      do throws(SAXFailure) {
        try body(handler)
      } catch {
        switch error {
        case .done: isDone = true
        case .wrong(let message, let code):
          failure = CallPressError(
            code, message,
            at: SourceLocation(
              line: Int(xmlSAX2GetLineNumber(parser)), column: Int(xmlSAX2GetColumnNumber(parser))))
        }
        xmlStopParser(parser)
      }
    }

    func report(line: Int, column: Int, code: Int, message: String) {
      guard !isDone, failure == nil else { return }
      let text = message.trimmingLineEnd()
      failure = CallPressError(
        .malformedXML, "not well-formed XML: \(text.isEmpty ? "error \(code) of libxml2" : text)",
        at: SourceLocation(line: line, column: column))
    }
  }

  /// Reads a document.
  ///
  /// - Throws: `malformed-xml` with line and column, or what the handler says is wrong.
  static func parse(
    _ bytes: ArraySlice<UInt8>, source handler: any SAXHandler
  ) throws(CallPressError) {
    XMLLibrary.prepare()
    guard !bytes.isEmpty else { throw CallPressError(.malformedXML, "the document is empty") }
    let parser = bytes.withUnsafeBytes { buffer in
      xmlCreateMemoryParserCtxt(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
        Int32(clamping: buffer.count))
    }
    guard let parser, let callbacks = parser.pointee.sax else {
      throw CallPressError(.malformedXML, "libxml2 could not start reading; is memory short?")
    }
    defer { xmlFreeParserCtxt(parser) }
    xmlCtxtUseOptions(parser, Int32(bitPattern: XML_PARSE_NONET.rawValue))

    let bridge = Bridge(handler, parser)
    callbacks.pointee = Self.callbacks()
    parser.pointee.userData = Unmanaged.passUnretained(bridge).toOpaque()
    let result = withExtendedLifetime(bridge) { xmlParseDocument(parser) }
    if let failure = bridge.failure { throw failure }
    if bridge.isDone { return }
    if result != 0 || parser.pointee.wellFormed == 0 {
      throw CallPressError(.malformedXML, "the document is not well-formed XML")
    }
  }

  private static func callbacks() -> xmlSAXHandler {
    // Everything that is not set here, declarations and external subsets among it, is ignored.
    var sax = xmlSAXHandler()
    sax.initialized = UInt32(XML_SAX2_MAGIC)
    sax.internalSubset = { context, name, _, _ in
      Bridge.of(context)?.run { (handler) throws(SAXFailure) in
        try handler.documentType(named: SAXName(name))
      }
    }
    sax.startElementNs = {
      context, name, _, namespace, _, _, attributeCount, _, attributes in
      guard let bridge = Bridge.of(context) else { return }
      let line = Int(xmlSAX2GetLineNumber(bridge.parser))
      bridge.run { (handler) throws(SAXFailure) in
        try handler.start(
          SAXElement(
            name: SAXName(name), namespace: SAXName(namespace),
            attributeCount: Int(attributeCount), attributes: attributes, line: line))
      }
    }
    sax.endElementNs = { context, _, _, _ in
      Bridge.of(context)?.run { (handler) throws(SAXFailure) in try handler.end() }
    }
    sax.characters = { context, bytes, count in
      Bridge.of(context)?.run { (handler) throws(SAXFailure) in
        try handler.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
      }
    }
    sax.cdataBlock = sax.characters
    sax.ignorableWhitespace = sax.characters
    sax.serror = { context, error in
      guard let error = error?.pointee, error.level != XML_ERR_WARNING else { return }
      Bridge.of(context)?.report(
        line: Int(error.line), column: Int(error.int2), code: Int(error.code),
        message: error.message.map { String(cString: $0) } ?? "")
    }
    return sax
  }
}

extension String {
  /// Without the line end that libxml2 puts behind its messages.
  func trimmingLineEnd() -> String {
    var text = self
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }
}
