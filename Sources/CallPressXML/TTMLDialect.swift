public import CallPressCore

/// TTML and its profiles, DFXP, IMSC and EBU-TT-D, read with libxml2: one turn a paragraph.
///
/// `ttm:agent` names the speaker, else a `ttm:role` or `ttm:desc` that is a part in a call, else a
/// name in front of the text, as in SubRip. Times are worked out as the standard says, in
/// parallel and in sequence, of clocks, offsets, frames and ticks; spans with times of their own
/// give times of words. Styles, regions and metadata are left out. A DOCTYPE is refused, nothing
/// outside the document is ever read, and no entity but XML's own is replaced.
public struct TTMLDialect: TranscriptDialect {
  /// What `--dialect` takes.
  public var id: String { "ttml" }
  /// One line for people.
  public var summary: String { "TTML captions, DFXP, IMSC and EBU-TT-D among them, as XML" }

  /// 100: the outermost element leaves no doubt.
  public var highestScore: Int { 100 }

  /// Makes the dialect.
  public init() {}

  /// Whether bytes are XML whose outermost element is that of TTML.
  ///
  /// Reads no further than that element.
  public static func recognises(_ bytes: [UInt8]) -> Bool {
    TTMLDocument.isTTML(TTMLDocument.body(bytes[...]))
  }

  /// How sure the dialect is: the outermost element leaves no doubt.
  public func match(_ source: TranscriptSource) -> DialectMatch {
    guard case .text(var text, origin: _) = source else { return .none }
    let isTTML = text.withUTF8 { bytes in
      TTMLDocument.mayBeXML(bytes)
        && TTMLDocument.isTTML(TTMLDocument.body(Array(bytes.prefix(1 << 16))[...]))
    }
    return isTTML
      ? DialectMatch(score: 100, reason: "the outermost element of the XML is TTML's <tt>") : .none
  }

  /// Reads the paragraphs.
  ///
  /// - Throws: `malformed-xml` with the line and the column, `unrecognized-dialect` for XML that is
  ///   not TTML and for times that nothing can be made of.
  public func read(
    _ source: TranscriptSource, into builder: inout TranscriptBuilder
  ) throws(CallPressError) {
    guard case .text(var text, let origin) = source else {
      throw CallPressError(.unrecognizedDialect, "the transcript is no text, and TTML is")
    }
    let bytes = text.withUTF8 { Array($0) }
    let reader = TTMLReader()
    try SAXParser.parse(TTMLDocument.body(bytes[...]), source: reader)
    var cues = reader.cues
    let isNamed = cues.contains { $0.voices.contains { $0.label != nil } }
    for diagnostic in reader.diagnostics + SourceCue.resolveSpeakers(&cues) {
      builder.note(diagnostic)
    }
    for agent in reader.agents { builder.suggest(name: agent.name, for: agent.label) }
    var turns = CaptionTurns(origin: origin)
    turns.labelsAreNames = !isNamed
    turns.add(cues, to: &builder)
  }
}

/// What TTML documents have in common.
enum TTMLDocument {
  /// Whether a namespace is TTML's, of any of its versions, or one of those beneath it.
  static func isNamespace(_ name: SAXName) -> Bool {
    name.hasPrefix("http://www.w3.org/ns/ttml") || name.hasPrefix("http://www.w3.org/2006/10/ttaf1")
      || name.hasPrefix("http://www.w3.org/2006/04/ttaf1")
  }

  /// Whether a text begins like XML.
  static func mayBeXML(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first(where: { $0 > 0x20 }) else { return false }
    return first == UInt8(ascii: "<") || first == 0xEF
  }

  /// The document without a byte order mark and without the XML declaration, whose encoding is
  /// not that of the text any more; line ends stay, for the sake of line numbers.
  static func body(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    guard bytes.starts(with: Array("<?xml".utf8)),
      let end = bytes.prefix(1024).firstIndex(of: UInt8(ascii: ">"))
    else { return bytes }
    for at in bytes.startIndex...end where bytes[at] != 0x0A { bytes[at] = 0x20 }
    return bytes
  }

  /// Whether the outermost element is TTML's.
  static func isTTML(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first(where: { $0 > 0x20 }), first == UInt8(ascii: "<") else {
      return false
    }
    let probe = Probe()
    try? SAXParser.parse(bytes.prefix(1 << 16), source: probe)
    return probe.isTTML
  }

  private final class Probe: SAXHandler {
    private(set) var isTTML = false

    func start(_ element: SAXElement) throws(SAXFailure) {
      isTTML = element.name == "tt" && TTMLDocument.isNamespace(element.namespace)
      throw .done
    }

    func end() {}

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    func documentType(named name: SAXName) throws(SAXFailure) {
      isTTML = name == "tt"
      throw .done
    }
  }
}
