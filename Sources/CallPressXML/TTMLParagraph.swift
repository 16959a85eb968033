import CallPressCore

/// When an element of TTML is active.
struct TTMLTiming {
  /// From when on, in milliseconds of the document.
  var begin: Int64 = 0
  /// Until when; `nil` for as long as there is anything.
  var end: Int64?
  /// Whether the element says something of it itself.
  var isOwn = false
  /// Whether its children come one behind the other.
  var isSequence = false
  /// When the last child that ended did so, in a sequence.
  var reached: Int64?

  init(begin: Int64 = 0, end: Int64? = nil) {
    self.begin = begin
    self.end = end
  }

  /// Works out the times of an element inside of another (TTML2 §12.4).
  init(in parent: TTMLTiming, begin: Int64?, end: Int64?, duration: Int64?) {
    let base = parent.isSequence ? parent.reached ?? parent.begin : parent.begin
    self.begin = base.addingReportingOverflow(begin ?? 0).partialValue
    let ends = [end.map { base + $0 }, duration.map { self.begin + $0 }, parent.end]
    self.end = ends.compactMap(\.self).min()
    isOwn = begin != nil || end != nil || duration != nil
  }
}

/// A paragraph of TTML on its way to a caption.
struct TTMLParagraph {
  /// The line of the document where it begins.
  let line: Int
  /// The first start and the last end of spans that have times.
  private(set) var extent: (start: Int64, end: Int64?)?

  private struct Piece {
    var voice: String?
    var text: [UInt8] = []
    var words: [DraftWord] = []
  }

  private var pieces: [Piece] = []
  /// How many spans with times have ended, to tell those that have others inside.
  private var timedSpans = 0

  init(line: Int) {
    self.line = line
  }

  /// Begins a line.
  mutating func breakLine() {
    guard let last = pieces.indices.last else { return }
    while pieces[last].text.last == 0x20 { pieces[last].text.removeLast() }
    pieces[last].text.append(0x0A)
  }

  /// Adds text, its white space as one space unless it is to be kept.
  mutating func append(
    _ bytes: UnsafeBufferPointer<UInt8>, voice: String?, isPreserved: Bool
  ) {
    if pieces.last?.voice != voice || pieces.isEmpty {
      // Blanks between spans are nobody's.
      if bytes.allSatisfy({ $0 <= 0x20 }) { return }
      pieces.append(Piece(voice: voice))
    }
    let last = pieces.count - 1
    guard !isPreserved else {
      pieces[last].text += bytes
      return
    }
    for byte in bytes {
      if byte > 0x20 {
        pieces[last].text.append(byte)
      } else if let before = pieces[last].text.last, before != 0x20, before != 0x0A {
        pieces[last].text.append(0x20)
      }
    }
  }

  // MARK: Times of words

  /// What there was when a span began.
  private struct Mark {
    var timedSpans: Int
    var pieces: Int
    var length: Int
  }

  private var marks: [Mark] = []

  /// Begins a span.
  mutating func beginSpan() {
    marks.append(
      Mark(timedSpans: timedSpans, pieces: pieces.count, length: pieces.last?.text.count ?? 0))
  }

  /// Ends a span: where it has times its words have them, unless spans inside of it had theirs.
  mutating func endSpan(_ timing: TTMLTiming) {
    guard let mark = marks.popLast(), timing.isOwn else { return }
    if let known = extent {
      let ends = [known.end, timing.end].compactMap(\.self)
      extent = (min(known.start, timing.begin), ends.max())
    } else {
      extent = (timing.begin, timing.end)
    }
    guard mark.timedSpans == timedSpans, let last = pieces.indices.last else { return }
    timedSpans += 1
    let text = pieces[last].text
    let start = mark.pieces == pieces.count ? min(mark.length, text.count) : 0
    let words = text[start...].split { $0 <= 0x20 }
    for (position, word) in words.enumerated() {
      // Of several words only the first start and the last end are said.
      pieces[last].words.append(
        DraftWord(
          text: String(decoding: word, as: UTF8.self),
          start: position == 0 ? MediaTime(milliseconds: timing.begin) : nil,
          end: position == words.count - 1
            ? timing.end.map { MediaTime(milliseconds: $0) } : nil))
    }
  }

  /// Who says what, the lines without blanks and marks at their ends.
  func voices(shift: Int64, label: (String) -> String) -> [SourceCue.Voice] {
    let voices = pieces.map { piece in
      SourceCue.Voice(
        label: piece.voice.map(label), text: SourceCue.lines(piece.text),
        // One span alone is but the paragraph's own time in another place.
        words: timedSpans < 2
          ? []
          : piece.words.map { word in
            DraftWord(
              text: word.text, start: word.start?.advanced(by: shift),
              end: word.end?.advanced(by: shift))
          })
    }.filter { !$0.text.isEmpty }
    return voices.isEmpty ? [SourceCue.Voice(text: "")] : voices
  }
}
