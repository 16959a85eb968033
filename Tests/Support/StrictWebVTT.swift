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
      while at < lines.count, !lines[at].isEmpty {
        // By scalars: a mark behind the tag makes one character of its last sign and itself.
        var line = lines[at].unicodeScalars[...]
        if cue.lines.isEmpty, line.starts(with: "<v ".unicodeScalars) {
          guard let close = line.firstIndex(of: ">") else {
            throw StrictReadingError("a voice tag without an end", line: at)
          }
          let name = line[..<close].dropFirst(3)
          guard !name.allSatisfy(\.properties.isWhitespace), !name.contains("<"),
            !name.contains("\t")
          else {
            throw StrictReadingError("a malformed voice: \(name)", line: at)
          }
          cue.voice = try resolve(name, at)
          line = line[line.index(after: close)...]
        }
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

  /// Resolves references; scalar by scalar, so that no mark hides a sign.
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
