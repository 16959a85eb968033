import CLibXML2
import CallPressCore

/// The owner of a libxml2 text writer: it checks every return, lets no character through that XML
/// cannot hold, and frees what it owns.
///
/// libxml2's writer checks nothing of what it is given, so every text goes through
/// ``MarkupEscaping`` first and reaches the writer as raw bytes. Names of elements and attributes
/// are constants of the program; data never becomes a name.
struct XMLWriter: ~Copyable {
  /// Receives what libxml2 writes.
  private final class Sink {
    var output: OutputBuffer
    init(_ output: consuming OutputBuffer) { self.output = output }
  }

  private let writer: OpaquePointer
  private let sink: Sink
  private var piece = OutputBuffer(capacity: 1 << 16)
  /// The first of the attributes that have gathered in ``piece``, if there are any.
  private var firstAttribute: StaticString?
  /// How many characters became U+FFFD so far.
  private(set) var replacedCharacters = 0

  private init(_ output: consuming OutputBuffer) throws(CallPressError) {
    XMLLibrary.prepare()
    sink = Sink(output)
    let buffer = xmlOutputBufferCreateIO(
      { context, bytes, count in
        guard let context, let bytes, count >= 0 else { return -1 }
        let sink = Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue()
        bytes.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
          sink.output.append(UnsafeBufferPointer(start: $0, count: Int(count)))
        }
        return count
      }, nil, Unmanaged.passUnretained(sink).toOpaque(), nil)
    guard let buffer else { throw XMLWriter.failure("preparing its output") }
    guard let writer = xmlNewTextWriter(buffer) else {
      xmlOutputBufferClose(buffer)
      throw XMLWriter.failure("starting")
    }
    self.writer = writer
  }

  deinit {
    // Frees the output buffer as well, which may hand its last bytes to the sink.
    xmlFreeTextWriter(writer)
  }

  /// Appends a document to a buffer: the XML declaration, what `body` writes, and a line end.
  ///
  /// - Throws: What `body` throws, or `xml-writing` when libxml2 reports a failure; then the new
  ///   bytes of the buffer mean nothing.
  static func appendDocument(
    to output: inout OutputBuffer,
    _ body: (inout XMLWriter) throws(CallPressError) -> Void
  ) throws(CallPressError) {
    // The buffer is lent to the sink, so that no byte is copied twice.
    var writer = try XMLWriter(OutputBuffer(capacity: 64))
    swap(&writer.sink.output, &output)
    defer { swap(&writer.sink.output, &output) }
    try check(xmlTextWriterSetIndent(writer.writer, 1), "indenting")
    try check(xmlTextWriterSetIndentString(writer.writer, " "), "indenting")
    try writer.raw { $0.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") }
    try body(&writer)
    try check(xmlTextWriterEndDocument(writer.writer), "ending the document")
    try check(xmlTextWriterFlush(writer.writer), "flushing")
  }

  /// Opens an element.
  mutating func start(_ name: StaticString) throws(CallPressError) {
    try flushAttributes()
    try Self.check(xmlTextWriterStartElement(writer, name.utf8Start), "opening an element")
  }

  /// Closes the innermost open element.
  mutating func end() throws(CallPressError) {
    try flushAttributes()
    try Self.check(xmlTextWriterEndElement(writer), "closing an element")
  }

  /// Adds an attribute to the element just opened; `nil` adds none.
  mutating func attribute(_ name: StaticString, _ value: String?) throws(CallPressError) {
    guard let value else { return }
    try attribute(name) { MarkupEscaping.append(text: value, to: &$0, attribute: true) }
  }

  /// Adds an attribute to the element just opened.
  mutating func attribute(_ name: StaticString, _ value: Int) throws(CallPressError) {
    try attribute(name) {
      $0.append(decimal: Int64(value))
      return 0
    }
  }

  /// Adds an attribute with a time in seconds.
  mutating func attribute(_ name: StaticString, _ time: MediaTime) throws(CallPressError) {
    try attribute(name) {
      $0.append(seconds: time)
      return 0
    }
  }

  /// Adds an attribute with a place in a JSON document; `nil` adds none.
  mutating func attribute(_ name: StaticString, _ pointer: JSONPointer?) throws(CallPressError) {
    guard let pointer else { return }
    try attribute(name) { $0.append(escaped: pointer) }
  }

  /// Adds an attribute whose value is `true`, or none.
  mutating func attribute(_ name: StaticString, flag: Bool) throws(CallPressError) {
    if flag { try attribute(name, "true") }
  }

  /// Adds an attribute whose value is written, already escaped, by a function that says how many
  /// characters it replaced.
  ///
  /// libxml2 is told of the first attribute of an element and gets the rest as part of its value,
  /// quotes and names included: three calls instead of three for each.
  mutating func attribute(
    _ name: StaticString, _ value: (inout OutputBuffer) -> Int
  ) throws(CallPressError) {
    if firstAttribute == nil {
      firstAttribute = name
      piece.removeAll()
    } else {
      piece.append("\" ")
      piece.append(name)
      piece.append("=\"")
    }
    replacedCharacters += value(&piece)
  }

  private mutating func flushAttributes() throws(CallPressError) {
    guard let name = firstAttribute else { return }
    firstAttribute = nil
    try Self.check(xmlTextWriterStartAttribute(writer, name.utf8Start), "adding an attribute")
    try Self.write(piece, to: writer)
    try Self.check(xmlTextWriterEndAttribute(writer), "adding an attribute")
  }

  /// Writes text inside the innermost open element.
  mutating func text(_ text: String) throws(CallPressError) {
    try counted { MarkupEscaping.append(text: text, to: &$0, attribute: false) }
  }

  /// Writes an element that holds text alone; `nil` writes none.
  mutating func element(_ name: StaticString, _ content: String?) throws(CallPressError) {
    guard let content else { return }
    try start(name)
    try text(content)
    try end()
  }

  /// Writes markup that is already well-formed and escaped: for long runs of small elements.
  mutating func raw(_ markup: (inout OutputBuffer) -> Void) throws(CallPressError) {
    try counted {
      markup(&$0)
      return 0
    }
  }

  /// As ``raw(_:)``, for markup with texts in it: the function says how many characters it replaced.
  mutating func counted(_ markup: (inout OutputBuffer) -> Int) throws(CallPressError) {
    try flushAttributes()
    piece.removeAll()
    replacedCharacters += markup(&piece)
    try Self.write(piece, to: writer)
  }

  /// As ``counted(_:)``, for runs so long that no byte should be copied again: the function writes
  /// straight to where libxml2 writes, behind all that it has written so far.
  mutating func run(_ markup: (inout OutputBuffer) -> Int) throws(CallPressError) {
    // Closes the start tag before it.
    try raw { _ in }
    try Self.check(xmlTextWriterFlush(writer), "flushing")
    replacedCharacters += markup(&sink.output)
  }

  /// Writes a JSON value in the elements of `json-to-xml`.
  mutating func json(
    _ value: JSONValue, foreignNamespace: StaticString
  ) throws(CallPressError) {
    var markup = JSONMarkup(foreignNamespace: foreignNamespace)
    try run {
      markup.write(value, to: &$0)
      return 0
    }
  }

  /// Hands raw bytes to libxml2, no more at a time than its lengths can count.
  private static func write(
    _ piece: borrowing OutputBuffer, to writer: OpaquePointer
  ) throws(CallPressError) {
    try piece.withBytes { (bytes) throws(CallPressError) in
      guard let base = bytes.baseAddress else { return }
      var at = 0
      repeat {
        // An empty run is written too: it closes the start tag before it.
        let count = min(bytes.count - at, 1 << 24)
        try check(xmlTextWriterWriteRawLen(writer, base + at, Int32(count)), "writing")
        at += count
      } while at < bytes.count
    }
  }

  private static func check(_ result: Int32, _ doing: StaticString) throws(CallPressError) {
    if result < 0 { throw failure(doing) }
  }

  private static func failure(_ doing: StaticString) -> CallPressError {
    CallPressError(
      .xmlWriting, "libxml2 failed while \(doing); there may be no memory left, try again")
  }
}
