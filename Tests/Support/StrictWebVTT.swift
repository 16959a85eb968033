/// A reader of WebVTT that takes nothing but what the standard lets an author write.
public enum StrictWebVTT {
  /// The cues of a document.
  ///
  /// Checked are the header and the empty line behind it, comments without `-->`, times with two
  /// digits of hours or more, starts that never decrease, ends behind their starts, text without
  /// raw `<`, `>` or `&` but in voice tags and in the six references that all readers know, and one
  /// empty line between blocks.
  public static func read(_ bytes: [UInt8]) throws -> (cues: [ReadCue], notes: [String]) {
    let lines = try StrictLines(bytes)
    guard lines.count >= 2, lines[0] == "WEBVTT", lines[1].isEmpty else {
      throw StrictReadingError("no header with an empty line behind it", line: 0)
    }
    var cues: [ReadCue] = []
    var notes: [String] = []
    var at = 2
    while at < lines.count {
      if lines[at].hasPrefix("NOTE") {
        guard lines[at].hasPrefix("NOTE "), !lines[at].contains("-->") else {
          throw StrictReadingError("a malformed comment", line: at)
        }
        notes.append(String(lines[at].dropFirst(5)))
        at += 1
        guard at < lines.count, lines[at].isEmpty else {
          throw StrictReadingError("no empty line behind a comment", line: at)
        }
        at += 1
        continue
      }
      let (start, end) = try StrictLines.times(lines[at], decimalMark: ".", line: at)
      if let last = cues.last, start < last.start {
        throw StrictReadingError("out of order", line: at)
      }
      at += 1
      var cue = ReadCue(start: start, end: end, voice: nil, lines: [])
      var isOpen = false
      var time = start
      while at < lines.count, !lines[at].isEmpty {
        // Scalar by scalar, as readers go: no mark hides a sign.
        guard !lines[at].contains("-->") else {
          throw StrictReadingError("an arrow in a text", line: at)
        }
        var line = lines[at].unicodeScalars[...]
        if line.starts(with: "<v ".unicodeScalars) {
          guard let close = line.firstIndex(of: ">") else {
            throw StrictReadingError("a voice tag without an end", line: at)
          }
          var name = line[..<close].dropFirst(3)
          while name.last == " " { name.removeLast() }
          guard !name.allSatisfy(\.properties.isWhitespace), !name.contains("<") else {
            throw StrictReadingError("a malformed voice: \(String(name))", line: at)
          }
          if !cue.lines.isEmpty, isOpen {
            throw StrictReadingError("a voice inside of a voice", line: at)
          }
          isOpen = true
          let voice = try resolve(name, at)
          if cue.lines.isEmpty { cue.voice = voice }
          line = line[line.index(after: close)...]
        }
        if isOpen, line.suffix(4).elementsEqual("</v>".unicodeScalars) {
          line = line.dropLast(4)
          isOpen = false
        }
        line = try withoutTimes(line, &time, end, at)
        cue.lines.append(try resolve(line, at))
        at += 1
      }
      guard !cue.lines.isEmpty else { throw StrictReadingError("no text", line: at) }
      cues.append(cue)
      at += 1
    }
    if lines.count > 2, lines[lines.count - 1].isEmpty {
      throw StrictReadingError("an empty line at the end", line: lines.count - 1)
    }
    return (cues, notes)
  }

  /// Takes out the times of words, which must ascend strictly inside of the cue.
  private static func withoutTimes(
    _ line: Substring.UnicodeScalarView, _ time: inout Int64, _ end: Int64, _ at: Int
  ) throws -> Substring.UnicodeScalarView {
    var result = String.UnicodeScalarView()
    var rest = line
    while let open = rest.firstIndex(of: "<") {
      let tag = rest[rest.index(after: open)...].prefix { $0 != ">" }
      guard let first = tag.first, ("0"..."9").contains(first), tag.endIndex < rest.endIndex else {
        break
      }
      let text = String(tag) + " --> 999:00:00.000"
      let next = try StrictLines.times(text, decimalMark: ".", line: at).0
      guard next > time, next < end else {
        throw StrictReadingError("a time of a word that is not inside", line: at)
      }
      time = next
      result.append(contentsOf: rest[..<open])
      rest = rest[rest.index(after: tag.endIndex)...]
    }
    result.append(contentsOf: rest)
    return Substring(String(result)).unicodeScalars
  }

  /// Resolves references.
  private static func resolve(
    _ text: Substring.UnicodeScalarView, _ line: Int
  ) throws -> String {
    var result = String.UnicodeScalarView()
    var rest = text
    while let scalar = rest.first {
      switch scalar {
      case "<", ">": throw StrictReadingError("a raw \(scalar)", line: line)
      case "&":
        guard
          let (name, sign) = [
            ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{A0}"),
            ("&lrm;", "\u{200E}"), ("&rlm;", "\u{200F}"),
          ].first(where: { rest.starts(with: $0.0.unicodeScalars) })
        else { throw StrictReadingError("a raw &", line: line) }
        result.append(contentsOf: sign.unicodeScalars)
        rest = rest.dropFirst(name.unicodeScalars.count)
      default:
        result.append(scalar)
        rest = rest.dropFirst()
      }
    }
    return String(result)
  }
}
