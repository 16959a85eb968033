import CLibXML2
public import CallPressCore

extension CallTranscriptXML {
  /// Checks a document against ``Schemas/callTranscript``.
  ///
  /// - Parameter bytes: The document. A DOCTYPE is refused; nothing outside it is read.
  /// - Returns: What the schema objects to, with lines, the first hundred of it; nothing where the
  ///   document is valid. The code is `schema-invalid`.
  /// - Throws: `malformed-xml` with line and column where it is not even well-formed.
  public static func validate(_ bytes: [UInt8]) throws(CallPressError) -> [Diagnostic] {
    let schema = try XMLSchema(Schemas.callTranscript)
    let document = try XMLTree(parsing: bytes)
    return try schema.problems(of: document)
  }
}

/// What libxml2 reports, gathered.
private final class ErrorLog {
  struct Entry {
    var message: String
    var line: Int
    var column: Int
  }

  private(set) var entries: [Entry] = []
  var hasDocumentType = false

  func add(_ error: xmlError) {
    guard entries.count < 100, error.level != XML_ERR_WARNING else { return }
    let message = error.message.map { String(cString: $0) } ?? ""
    entries.append(
      Entry(
        message: message.trimmingLineEnd(), line: Int(error.line), column: Int(error.int2)))
  }

  static func of(_ context: UnsafeMutableRawPointer?) -> ErrorLog? {
    context.map { Unmanaged<ErrorLog>.fromOpaque($0).takeUnretainedValue() }
  }

  var opaque: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }
}

/// The owner of a document that libxml2 has read into a tree.
private struct XMLTree: ~Copyable {
  let document: xmlDocPtr

  init(parsing bytes: [UInt8]) throws(CallPressError) {
    XMLLibrary.prepare()
    guard let parser = xmlNewParserCtxt() else {
      throw CallPressError(.malformedXML, "libxml2 could not start reading; is memory short?")
    }
    defer { xmlFreeParserCtxt(parser) }
    let log = ErrorLog()
    parser.pointee._private = log.opaque
    parser.pointee.sax.pointee.serror = { context, error in
      let parser = context?.assumingMemoryBound(to: xmlParserCtxt.self)
      guard let error else { return }
      ErrorLog.of(parser?.pointee._private)?.add(error.pointee)
    }
    parser.pointee.sax.pointee.internalSubset = { context, _, _, _ in
      guard let context else { return }
      let parser = context.assumingMemoryBound(to: xmlParserCtxt.self)
      ErrorLog.of(parser.pointee._private)?.hasDocumentType = true
      xmlStopParser(parser)
    }
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_BIG_LINES.rawValue
    let document = withExtendedLifetime(log) {
      bytes.withUnsafeBytes { buffer in
        xmlCtxtReadMemory(
          parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
          Int32(clamping: buffer.count), nil, nil, Int32(bitPattern: options))
      }
    }
    if let document, !log.hasDocumentType {
      self.document = document
      return
    }
    if let document { xmlFreeDoc(document) }
    if log.hasDocumentType {
      throw CallPressError(
        .malformedXML, "a DOCTYPE is not allowed in a call transcript; remove it")
    }
    let first = log.entries.first
    throw CallPressError(
      .malformedXML, "not well-formed XML: \(first?.message ?? "the document is empty")",
      at: first.map { SourceLocation(line: $0.line, column: $0.column) })
  }

  deinit {
    xmlFreeDoc(document)
  }
}

/// The owner of a schema that libxml2 has compiled.
private struct XMLSchema: ~Copyable {
  private let schema: xmlSchemaPtr

  init(_ source: [UInt8]) throws(CallPressError) {
    XMLLibrary.prepare()
    let log = ErrorLog()
    let schema: xmlSchemaPtr? = source.withUnsafeBytes { buffer in
      let context = xmlSchemaNewMemParserCtxt(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: buffer.count))
      guard let context else { return nil }
      defer { xmlSchemaFreeParserCtxt(context) }
      xmlSchemaSetParserStructuredErrors(
        context,
        { context, error in
          if let error { ErrorLog.of(context)?.add(error.pointee) }
        }, log.opaque)
      return withExtendedLifetime(log) { xmlSchemaParse(context) }
    }
    guard let schema else {
      throw CallPressError(
        .init("schema", .internal),
        "libxml2 does not take the schema: \(log.entries.first?.message ?? "is memory short?")")
    }
    self.schema = schema
  }

  deinit {
    xmlSchemaFree(schema)
  }

  borrowing func problems(of tree: borrowing XMLTree) throws(CallPressError) -> [Diagnostic] {
    guard let context = xmlSchemaNewValidCtxt(schema) else {
      throw CallPressError(.init("schema", .internal), "libxml2 could not start to validate")
    }
    defer { xmlSchemaFreeValidCtxt(context) }
    let log = ErrorLog()
    xmlSchemaSetValidStructuredErrors(
      context,
      { context, error in
        if let error { ErrorLog.of(context)?.add(error.pointee) }
      }, log.opaque)
    let result = withExtendedLifetime(log) { xmlSchemaValidateDoc(context, tree.document) }
    guard result >= 0 else {
      throw CallPressError(.init("schema", .internal), "libxml2 failed while validating")
    }
    var problems = log.entries.map {
      Diagnostic("schema-invalid", .warning, $0.message, at: SourceLocation(line: $0.line))
    }
    if result > 0, problems.isEmpty {
      problems.append(Diagnostic("schema-invalid", .warning, "the document is not valid"))
    }
    return problems
  }
}
