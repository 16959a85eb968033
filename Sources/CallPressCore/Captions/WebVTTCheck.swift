/// Reads WebVTT by its standard's parsing algorithm, and notes what its grammar does not allow.
struct WebVTTCheck {
  private let lines: CaptionLines
  private var order = CaptionOrder()
  private var identifiers: Set<String> = []
  private var text = WebVTTText()

  /// The captions.
  var captions: [ShownCaption] { order.captions }
  /// What is against the grammar.
  var findings: [CaptionFile.Finding] { order.findings }

  init(_ lines: CaptionLines) {
    self.lines = lines
  }

  /// Reads the file.
  mutating func run() {
    var at = 1
    while at < lines.count, !lines[at].isEmpty, SubRipCheck.arrow(lines[at]) == nil {
      order.note(
        "header", false, at, "a line of text under the signature; the standard wants an empty one")
      at += 1
    }
    if at < lines.count, !lines[at].isEmpty {
      order.note("missing-blank-line", true, at, "no empty line stands behind the signature")
    }
    while at < lines.count {
      if lines[at].isEmpty {
        at += 1
        continue
      }
      var end = at
      while end < lines.count, !lines[end].isEmpty { end += 1 }
      readBlock(at, end)
      at = end
    }
    if let last = lines.ranges.last, last.upperBound == lines.bytes.count, !last.isEmpty {
      order.note(
        "no-final-newline", false, lines.count - 1, "the file does not end with a line end")
    }
    if let zero = lines.bytes.firstIndex(of: 0) {
      let line = lines.ranges.firstIndex { $0.upperBound > zero } ?? 0
      order.note("null", true, line, "a null character; readers replace it")
    }
  }

  private mutating func readBlock(_ first: Int, _ end: Int) {
    if SubRipCheck.arrow(lines[first]) != nil {
      readCue(first, end)
      return
    }
    let line = lines[first]
    if Self.begins(line, "NOTE") {
      for index in first..<end where SubRipCheck.arrow(lines[index]) != nil {
        order.note("arrow-in-comment", true, index, "--> ends a comment and begins a caption")
      }
      return
    }
    if Self.begins(line, "STYLE") || Self.begins(line, "REGION") {
      if !captions.isEmpty {
        order.note(
          "late-block", true, first, "styles and regions behind the first caption are left out")
      }
      return
    }
    guard first + 1 < end, SubRipCheck.arrow(lines[first + 1]) != nil else {
      order.note("no-times", true, first, "text without times; readers leave it out")
      return
    }
    let identifier = String(decoding: line, as: UTF8.self)
    if !identifiers.insert(identifier).inserted {
      order.note("identifier", true, first, "the identifier stands before another caption already")
    }
    readCue(first + 1, end)
  }

  private static func begins(_ line: UnsafeBufferPointer<UInt8>, _ word: String) -> Bool {
    line.starts(with: word.utf8)
      && (line.count == word.utf8.count || line[word.utf8.count] == 0x20
        || line[word.utf8.count] == 0x09)
  }

  private mutating func readCue(_ head: Int, _ end: Int) {
    guard let times = CueTimes(lines[head]), let stop = times.end else {
      order.note("times", true, head, "the times cannot be read; readers leave the caption out")
      return
    }
    checkTimes(head)
    var stopLine = head + 1
    while stopLine < end {
      if let arrow = SubRipCheck.arrow(lines[stopLine]) {
        order.note(
          "arrow-in-text", true, stopLine, arrow + 1,
          "--> in a text ends the caption; write --&gt;")
        break
      }
      checkText(stopLine, times)
      stopLine += 1
    }
    let begin = head + 1 < stopLine ? lines.ranges[head + 1].lowerBound : 0
    let close = head + 1 < stopLine ? lines.ranges[stopLine - 1].upperBound : 0
    let content = text.read(
      UnsafeBufferPointer(rebasing: lines.bytes[begin..<close]), start: times.start, end: stop,
      shift: 0)
    var shown: [String] = []
    for voice in content.voices where !voice.text.isEmpty {
      let isDialogue = content.voices.count > 1
      for (index, line) in voice.text.split(separator: "\n").enumerated() {
        shown.append((isDialogue && index == 0 ? "- " : "") + line)
      }
    }
    order.add(
      ShownCaption(
        start: times.start, end: stop, lines: shown, speaker: content.voices.first?.label,
        place: head + 1),
      at: head)
    if stopLine < end { readCue(stopLine, end) }
  }

  private mutating func checkTimes(_ head: Int) {
    let line = lines[head]
    let parts = line.split { $0 == 0x20 || $0 == 0x09 }
    let dot = UInt8(ascii: ".")
    guard parts.count >= 3, parts[1].elementsEqual("-->".utf8),
      StrictTime.isTime(parts[0], mark: dot, needsHours: false),
      StrictTime.isTime(parts[2], mark: dot, needsHours: false)
    else {
      order.note(
        "times", true, head,
        "the times are not written 00:00:00.000 --> 00:00:00.000; readers leave the caption out")
      return
    }
    var seen: Set<String> = []
    for part in parts[3...] {
      let setting = String(decoding: part, as: UTF8.self)
      let name = String(setting.prefix { $0 != ":" })
      let isKnown = ["vertical", "line", "position", "size", "align", "region"].contains(name)
      if !isKnown || setting.utf8.count < name.utf8.count + 2 || !seen.insert(name).inserted {
        order.note(
          "setting", true, head, part.startIndex + 1,
          "‘\(MessageText.clean(setting))’ is no setting of a caption, or stands there twice")
      }
    }
  }

  /// Looks for signs that have to be written as references, and for tags that there are not.
  private mutating func checkText(_ index: Int, _ times: CueTimes) {
    let line = lines[index]
    for at in line.indices {
      switch line[at] {
      case UInt8(ascii: "&"):
        let rest = line[(at + 1)...].prefix(32)
        let name = rest.prefix { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x23 }
        if name.isEmpty || name.endIndex == line.endIndex || line[name.endIndex] != 0x3B {
          order.note("ampersand", true, index, at + 1, "& has to be written &amp;")
        }
      case UInt8(ascii: "<"):
        let rest = line[(at + 1)...].prefix(1024)
        let name = rest.drop { $0 == 0x2F }.prefix { ($0 | 0x20) &- 0x61 < 26 }
        let word = String(decoding: name, as: UTF8.self)
        let isTime = rest.first.map { $0 &- 0x30 < 10 } ?? false
        if !isTime, !["v", "c", "i", "b", "u", "ruby", "rt", "lang"].contains(word) {
          order.note("tag", true, index, at + 1, "< has to be written &lt;: there is no such tag")
        } else if isTime {
          checkInnerTime(rest, index, at, times)
        }
      default: break
      }
    }
  }

  private mutating func checkInnerTime(
    _ rest: Slice<UnsafeBufferPointer<UInt8>>, _ index: Int, _ at: Int, _ times: CueTimes
  ) {
    let tag = rest.prefix { $0 != UInt8(ascii: ">") }
    let isStrict = StrictTime.isTime(tag, mark: UInt8(ascii: "."), needsHours: false)
    let time = CueTimes.time(UnsafeBufferPointer(rebasing: tag))
    if !isStrict || time.map({ $0 <= times.start || $0 >= times.end ?? .max }) ?? true {
      order.note(
        "inner-time", true, index, at + 1,
        "a time inside of a text that cannot be read, or is not inside of the caption's")
    }
  }
}
