import CallPressCore

/// Makes captions of the paragraphs of a TTML document.
final class TTMLReader: SAXHandler {
  /// A name that the document gives a speaker.
  struct Agent {
    var label: String
    var name: String
  }

  /// What an element is to the reading.
  private enum Kind {
    /// Elements whose text counts only inside of a paragraph: `tt`, `body`, `div`, and `br`.
    case structure
    case paragraph
    case span
    case agent
    /// What an agent is called.
    case name
    /// What a piece of content is described as.
    case description
    /// From when on the programme counts.
    case programmeStart
    /// Everything else; nothing in it is read but what stands in the metadata of the head.
    case other
  }

  private struct Frame {
    var kind: Kind
    var timing = TTMLTiming()
    var agent: String?
    var language: String?
    var isPreserved = false
    /// Whether what is inside is shown.
    var isContent = false
  }

  private static let depthLimit = 250

  private var clock = TTMLClock()
  private var frames: [Frame] = []
  private var paragraph: TTMLParagraph?
  private var content: [UInt8] = []
  private var names: [String: String] = [:]
  private var agentID: String?
  private var programmeStart: Int64 = 0
  private var isTimed = false
  private var unreadableTimes = 0
  private var firstUnreadable = ""
  private(set) var cues: [SourceCue] = []

  func documentType(named name: SAXName) throws(SAXFailure) {
    throw .wrong("a DOCTYPE is not allowed in captions; remove it")
  }

  // MARK: Elements

  func start(_ element: SAXElement) throws(SAXFailure) {
    guard frames.count < Self.depthLimit else {
      throw .wrong("nested deeper than \(Self.depthLimit) elements", .limitExceeded)
    }
    guard let parent = frames.last else { return try startRoot(element) }
    var frame = Frame(
      kind: kind(of: element, in: parent), agent: parent.agent, language: parent.language,
      isPreserved: parent.isPreserved)
    content.removeAll(keepingCapacity: true)
    switch frame.kind {
    case .structure, .paragraph, .span: inherit(&frame, element, parent)
    case .agent:
      agentID = element.attribute("id", inNamespaceEndingWith: "/namespace").map { text(of: $0) }
    case .name, .description, .programmeStart, .other: break
    }
    if frame.kind == .structure, element.name == "br" { paragraph?.breakLine() }
    if frame.kind == .paragraph {
      paragraph = TTMLParagraph(line: element.line)
      frame.isContent = true
    }
    if frame.kind == .span { paragraph?.beginSpan() }
    frames.append(frame)
  }

  private func startRoot(_ element: SAXElement) throws(SAXFailure) {
    guard element.name == "tt", TTMLDocument.isNamespace(element.namespace) else {
      throw .wrong(
        "this is no TTML: the outermost element is <\(element.name.text)>", .unrecognizedDialect)
    }
    clock = TTMLClock(element)
    if clock.isDiscontinuous {
      throw .wrong(
        "its SMPTE times are marks that need not follow one another, so nothing says when anything "
          + "is shown; convert it to media time first", .unrecognizedDialect)
    }
    var frame = Frame(kind: .structure)
    frame.timing = TTMLTiming(begin: 0, end: nil)
    inherit(&frame, element, nil)
    frames.append(frame)
  }

  private func kind(of element: SAXElement, in parent: Frame) -> Kind {
    let name = element.name
    if element.namespace.hasSuffix("#metadata") {
      if name == "agent" { return .agent }
      if name == "name", parent.kind == .agent { return .name }
      if name == "desc" { return .description }
    }
    if name == "documentStartOfProgramme" { return .programmeStart }
    guard TTMLDocument.isNamespace(element.namespace) else { return .other }
    if parent.isContent {
      if name == "span" { return .span }
      return name == "br" ? .structure : .other
    }
    guard parent.kind == .structure else { return .other }
    if name == "p" { return .paragraph }
    return name == "body" || name == "div" ? .structure : .other
  }

  /// Takes up what an element says of times, speaker, language and white space.
  private func inherit(_ frame: inout Frame, _ element: SAXElement, _ parent: Frame?) {
    func value(_ name: StaticString) -> Int64? {
      guard let raw = element.attribute(name) else { return nil }
      isTimed = true
      let text = String(decoding: raw.bytes.prefix(80), as: UTF8.self)
      if let time = clock.milliseconds(text) { return time }
      unreadableTimes += 1
      if unreadableTimes == 1 { firstUnreadable = text }
      return nil
    }
    if let parent {
      frame.isContent = parent.isContent
      frame.timing = TTMLTiming(
        in: parent.timing, begin: value("begin"), end: value("end"), duration: value("dur"))
    }
    frame.timing.isSequence = element.attribute("timeContainer").map { $0 == "seq" } ?? false
    if let agent = element.attribute("agent", inNamespaceEndingWith: "#metadata") {
      frame.agent = text(of: agent).split(whereSeparator: \.isWhitespace).first.map(String.init)
    } else if let role = element.attribute("role", inNamespaceEndingWith: "#metadata") {
      let parts = text(of: role).split(whereSeparator: \.isWhitespace).map {
        $0.hasPrefix("x-") ? String($0.dropFirst(2)) : String($0)
      }
      if let part = parts.first(where: SourceCue.isPart), frame.agent == nil { frame.agent = part }
    }
    let xml: StaticString = "/XML/1998/namespace"
    if let language = element.attribute("lang", inNamespaceEndingWith: xml) {
      frame.language = language.count == 0 ? nil : text(of: language)
    }
    if let space = element.attribute("space", inNamespaceEndingWith: xml) {
      frame.isPreserved = space == "preserve"
    }
  }

  private func text(of name: SAXName) -> String {
    String(decoding: name.bytes.prefix(256), as: UTF8.self)
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SAXFailure) {
    guard let frame = frames.last else { return }
    switch frame.kind {
    case .paragraph, .span:
      paragraph?.append(bytes, voice: frame.agent, isPreserved: frame.isPreserved)
    case .name, .description, .programmeStart:
      if content.count < 1024 { content += bytes.prefix(1024) }
    case .structure, .agent, .other: break
    }
  }

  func end() throws(SAXFailure) {
    guard let frame = frames.popLast() else { return }
    let said = String(decoding: content, as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    switch frame.kind {
    case .name:
      if let agentID, !said.isEmpty, names[agentID] == nil { names[agentID] = said }
    case .description:
      // Of the element around it, or around the metadata that it stands in.
      for index in frames.indices.reversed().prefix(2)
      where frames[index].kind != .other && frames[index].agent == nil && SourceCue.isPart(said) {
        frames[index].agent = said
      }
    case .programmeStart:
      if clock.base == .smpte { programmeStart = clock.milliseconds(said) ?? 0 }
    case .span: paragraph?.endSpan(frame.timing)
    case .paragraph: finishParagraph(frame)
    case .structure, .agent, .other: break
    }
    content.removeAll(keepingCapacity: true)
    if let end = frame.timing.end, let last = frames.indices.last {
      frames[last].timing.reached = end
    }
  }

  private func finishParagraph(_ frame: Frame) {
    guard let paragraph else { return }
    self.paragraph = nil
    var start: Int64? = frame.timing.begin
    var end = frame.timing.end
    if let spans = paragraph.extent {
      if !frame.timing.isOwn { start = max(start ?? spans.start, spans.start) }
      if let last = spans.end { end = frame.timing.isOwn ? end ?? last : min(end ?? last, last) }
    }
    if !isTimed {
      start = nil
      end = nil
    }
    cues.append(
      SourceCue(
        start: start.map { $0 - programmeStart }, end: end.map { $0 - programmeStart },
        line: paragraph.line, voices: paragraph.voices(shift: -programmeStart) { self.label($0) },
        language: frame.language))
  }

  // MARK: Speakers

  /// What an agent goes by: its identifier where that is a part in a call, else its name.
  private func label(_ id: String) -> String {
    SourceCue.isPart(id) ? id : names[id] ?? id
  }

  /// What agents go by, and are called.
  var agents: [Agent] {
    names.sorted { $0.key < $1.key }.map { Agent(label: label($0.key), name: $0.value) }
  }

  // MARK: Diagnostics

  /// What was met on the way.
  var diagnostics: [Diagnostic] {
    var list: [Diagnostic] = []
    if clock.base != .media {
      let name = clock.base == .smpte ? "SMPTE time" : "time of day"
      let zero =
        programmeStart > 0
        ? "they count from the start of the programme, \(programmeStart) ms"
        : "they were left as they stand, and --offset moves them"
      list.append(Diagnostic("caption-clock", .warning, "the times are \(name); \(zero)"))
    }
    if unreadableTimes > 0 {
      list.append(
        Diagnostic(
          "unreadable-time", .warning,
          "\(unreadableTimes) time(s) cannot be read, such as “\(SourceCue.clean(firstUnreadable))”; "
            + "they count as not there"))
    }
    return list
  }
}
