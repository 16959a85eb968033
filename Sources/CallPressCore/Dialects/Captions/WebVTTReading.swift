/// Finds the cues of a WebVTT text, as its standard has them parsed, and a little more.
struct WebVTTReading {
  /// The cues in the order of the text.
  private(set) var cues: [SourceCue] = []
  /// Whether a comment of our own writer says that every cue has an estimated time.
  private(set) var areAllEstimated = false
  private(set) var diagnostics: [Diagnostic] = []

  private var text = WebVTTText()
  private var notes = 0
  private var styles = 0
  private var settings = 0
  private var rolled = 0
  private var strays = 0
  private var firstStray: Int?
  /// What times count from in the part that is being read, less what they do in the first.
  private var shift: Int64 = 0
  private var base: Int64?
  private var isShifted = false
  /// The last line that was shown, and until when.
  private var last: (line: String, end: Int64)?

  /// Whether a text begins with the signature.
  static func isHeader(_ lines: CaptionLines) -> Bool {
    lines.count > 0 && isSignature(lines[0])
  }

  private static func isSignature(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let signature = "WEBVTT".utf8
    guard line.starts(with: signature) else { return false }
    return line.count == signature.count || line[signature.count] == 0x20
      || line[signature.count] == 0x09
  }

  /// Reads the blocks of a text.
  mutating func read(_ lines: CaptionLines) {
    var at = 0
    while at < lines.count {
      if lines[at].isEmpty {
        at += 1
      } else if Self.isSignature(lines[at]), at == 0 || lines[at - 1].isEmpty {
        at = readHeader(lines, at)
      } else {
        at = readBlock(lines, at)
      }
    }
    noteWhatWasLeftOut()
  }

  // MARK: Blocks

  /// The signature and what stands under it, up to an empty line or the first cue.
  private mutating func readHeader(_ lines: CaptionLines, _ begin: Int) -> Int {
    var at = begin + 1
    while at < lines.count, !lines[at].isEmpty, CaptionShape.times(lines[at]) == nil {
      readMap(lines[at], at)
      at += 1
    }
    return at
  }

  /// A cue, a comment, a style, a region, or something that is nothing.
  private mutating func readBlock(_ lines: CaptionLines, _ begin: Int) -> Int {
    var at = begin
    var head: (line: Int, times: CueTimes)?
    while at < lines.count, !lines[at].isEmpty, head == nil {
      head = CaptionShape.times(lines[at]).map { (at, $0) }
      at += 1
    }
    // Behind an identifier and in front of text; a comment has no times of its own line.
    guard let head else {
      noteBlock(lines, begin..<at)
      return at
    }
    if head.line > begin + 1 || (head.line > begin && isBlock(lines[begin]) != nil) {
      noteBlock(lines, begin..<head.line)
    }
    let rest = UnsafeBufferPointer(rebasing: lines[head.line][head.times.rest...])
    if !rest.isEmpty { settings += 1 }
    let first = at
    while at < lines.count, !lines[at].isEmpty, CaptionShape.times(lines[at]) == nil { at += 1 }
    add(lines, head.line, head.times, text: first..<at)
    return at
  }

  private enum Block {
    case note, style
  }

  private func isBlock(_ line: UnsafeBufferPointer<UInt8>) -> Block? {
    func begins(_ name: StaticString) -> Bool {
      let name = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
      return line.starts(with: name)
        && (line.count == name.count || line[name.count] == 0x20 || line[name.count] == 0x09)
    }
    if begins("NOTE") { return .note }
    return begins("STYLE") || begins("REGION") ? .style : nil
  }

  private mutating func noteBlock(_ lines: CaptionLines, _ range: Range<Int>) {
    switch isBlock(lines[range.lowerBound]) {
    case .note:
      if !readOwnNote(lines[range.lowerBound], range.lowerBound) { notes += 1 }
    case .style: styles += 1
    case nil:
      strays += range.count
      if firstStray == nil { firstStray = range.lowerBound + 1 }
    }
  }

  private mutating func add(
    _ lines: CaptionLines, _ line: Int, _ times: CueTimes, text range: Range<Int>
  ) {
    let start = times.start + shift
    let end = times.end.map { $0 + shift }
    let bytes =
      range.isEmpty
      ? UnsafeBufferPointer(rebasing: lines.bytes[0..<0])
      : UnsafeBufferPointer(
        rebasing: lines.bytes[
          lines.ranges[range.lowerBound].lowerBound..<lines.ranges[range.upperBound - 1].upperBound]
      )
    let read = text.read(bytes, start: start, end: end, shift: shift)
    var cue = SourceCue(
      start: start, end: end, line: line + 1, voices: read.voices, language: read.language)
    if read.isTimed || last != nil { removeRolledUpLines(&cue, isTimed: read.isTimed) }
    cues.append(cue)
  }

  // MARK: Text that rolls up

  /// Takes the lines away that the cue before showed last, where times inside of cues say that
  /// words appear one by one.
  private mutating func removeRolledUpLines(_ cue: inout SourceCue, isTimed: Bool) {
    guard cue.voices.count == 1, let start = cue.start else {
      last = nil
      return
    }
    var lines = cue.voices[0].text.split(separator: "\n", omittingEmptySubsequences: true)
    let shown = lines.last.map { String($0) }
    if let last, let first = lines.first, first == last.line, isTimed || lines.count == 1,
      abs(start - last.end) <= 100
    {
      rolled += 1
      lines.removeFirst()
      cue.voices[0].text = lines.joined(separator: "\n")
      let count = first.split(whereSeparator: \.isWhitespace).count
      cue.voices[0].words.removeFirst(min(count, cue.voices[0].words.count))
      if cue.voices[0].words.first?.start == nil, !cue.voices[0].words.isEmpty {
        cue.voices[0].words[0].start = MediaTime(milliseconds: start)
      }
    }
    last = (shown ?? last?.line).map { ($0, cue.end ?? start) }
  }

  // MARK: Headers and comments

  /// `X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000`, as segments of a stream have it.
  ///
  /// What the clock of the stream begins with is not in the file, so only the distance between
  /// the parts of a file that was put together counts.
  private mutating func readMap(_ line: UnsafeBufferPointer<UInt8>, _ number: Int) {
    let text = String(decoding: line.prefix(128), as: UTF8.self)
    guard text.hasPrefix("X-TIMESTAMP-MAP=") else { return }
    var local: Int64 = 0
    var ticks: Int64?
    for field in text.dropFirst(16).split(separator: ",") {
      let field = field.drop { $0 == " " }
      if field.hasPrefix("LOCAL:") {
        var time = String(field.dropFirst(6))
        local = time.withUTF8 { CueTimes.time($0) } ?? 0
      } else if field.hasPrefix("MPEGTS:") {
        ticks = Int64(field.dropFirst(7).prefix { $0.isASCII && $0.isNumber }.prefix(15))
      }
    }
    guard let ticks else { return }
    let zero = ticks / 90 - local
    if let base {
      shift = zero - base
      if shift != 0 { isShifted = true }
    } else {
      base = zero
      if zero != 0 {
        diagnostics.append(
          Diagnostic(
            "stream-clock", .info,
            "the header maps the times to the clock of a stream, at \(zero) ms; they were left as "
              + "they stand, and --offset moves them", at: SourceLocation(line: number + 1)))
      }
    }
  }

  /// Reads the comment with which our own writer says how many cues have estimated times.
  private mutating func readOwnNote(_ line: UnsafeBufferPointer<UInt8>, _ number: Int) -> Bool {
    let text = String(decoding: line.prefix(128), as: UTF8.self)
    let words = text.split(separator: " ")
    guard words.count == 11, text.hasSuffix(" cues have an estimated start or end."),
      words[2] == "of", let estimated = Int(words[1]), let all = Int(words[3])
    else { return false }
    areAllEstimated = estimated == all
    diagnostics.append(
      Diagnostic(
        "captions-estimated-times", .warning,
        "a comment says that \(estimated) of \(all) cues have an estimated start or end; "
          + (areAllEstimated
            ? "all times were marked as estimated"
            : "it does not say which, so the times stand as if they were measured"),
        at: SourceLocation(line: number + 1)))
    return true
  }

  private mutating func noteWhatWasLeftOut() {
    var parts: [String] = []
    if notes > 0 { parts.append("\(notes) comment(s)") }
    if styles > 0 { parts.append("\(styles) style(s) and region(s)") }
    if settings > 0 { parts.append("the positions of \(settings) cue(s)") }
    if !parts.isEmpty {
      diagnostics.append(
        Diagnostic(
          "caption-layout-left-out", .info, parts.joined(separator: ", ") + " were left out"))
    }
    if text.count > 0 {
      diagnostics.append(
        Diagnostic(
          "caption-markup-removed", .info, "\(text.count) tag(s) were taken out of the text"))
    }
    if text.readings > 0 {
      diagnostics.append(
        Diagnostic(
          "ruby-readings", .info,
          "\(text.readings) reading(s) beside characters (ruby) were left out"))
    }
    if rolled > 0 {
      diagnostics.append(
        Diagnostic(
          "rolled-up-lines", .info,
          "\(rolled) cue(s) begin with the line that the cue before ends with; it was read once"))
    }
    if isShifted {
      diagnostics.append(
        Diagnostic(
          "stream-clock-parts", .info,
          "the text is put together of parts with headers of their own; their times were moved to "
            + "the clock of the first"))
    }
    guard strays > 0 else { return }
    diagnostics.append(
      Diagnostic(
        "text-outside-captions", .warning,
        "\(strays) line(s) belong to no cue; they were left out",
        at: firstStray.map { SourceLocation(line: $0) }))
  }
}
