/// What may stand in front of what was said in a line: a time, a label.
///
/// Whether it is a label is not decided here: `Note: …` looks like one.
struct LineHead {
  /// When the line begins.
  var start = RawTime.missing
  /// When the line ends.
  var end = RawTime.missing
  /// Whether the time stands in brackets or ends in its unit, and so can be nothing else.
  var isTimeCertain = false
  /// Where the label stands, without what marks it; `nil` where nothing looks like one.
  var label: Range<Int>?
  /// Whether the label is set in bold, or stands in brackets.
  var isLabelMarked = false
  /// Whether something that no label has without being one follows: a blank, or the line's end.
  var isLabelSpaced = false
  /// Where the text begins when the label is one.
  var labelledText = 0
  /// Where the text begins behind the time, when the label is none.
  var timedText = 0

  /// Looks at a line without its end.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) {
    var scanner = LineScanner(bytes: bytes, at: line.lowerBound, end: line.upperBound)
    scanner.skipBlanks()
    let begin = scanner.at
    scanner.skipBullet()
    var isBold = scanner.skipMarks()
    if let time = scanner.time() {
      take(time)
      // The bold may hold the time alone, or the label as well.
      if isBold, scanner.skipMarks() { isBold = false }
      scanner.skipSeparators()
    } else if isBold {
      scanner.at -= 2
      isBold = false
    }
    timedText = start == .missing ? begin : scanner.at
    readLabel(&scanner, isBold: isBold)
  }

  private mutating func take(_ time: LineScanner.Time) {
    start = time.start
    end = time.end
    isTimeCertain = time.isCertain
  }

  /// `Label:`, `**Label:**`, `**Label**:`, `[Label]:`, `Label (00:01:02):`.
  private mutating func readLabel(_ scanner: inout LineScanner, isBold wasBold: Bool) {
    let isBold = wasBold || scanner.skipMarks()
    let isBracketed = scanner.skip(UInt8(ascii: "["))
    scanner.skipBlanks()
    let first = scanner.at
    var last = first
    var characters = 0
    // Long before this, a label is too long to be one.
    while scanner.at < scanner.end, characters < 48 {
      if scanner.isColon || scanner.isMark { break }
      if isBracketed, scanner.peek == UInt8(ascii: "]") { break }
      let here = scanner.at
      if start == .missing, last > first, let time = scanner.time(bracketedOnly: true) {
        take(time)
        scanner.skipBlanks()
        guard scanner.isColon else { return }
        break
      }
      scanner.at = here
      guard let kind = scanner.skipLabelCharacter() else { return }
      characters += 1
      if kind != .blank { last = scanner.at }
    }
    guard last > first else { return }
    if isBracketed {
      guard scanner.skip(UInt8(ascii: "]")) else { return }
    }
    // The colon stands inside the bold or behind it.
    let closedEarly = isBold && scanner.skipMarks()
    scanner.skipBlanks()
    guard scanner.skipColon() else { return }
    let closedLate = isBold && !closedEarly && scanner.skipMarks()
    guard !isBold || closedEarly || closedLate else { return }
    isLabelSpaced = scanner.at == scanner.end || scanner.isBlank
    scanner.skipBlanks()
    label = first..<last
    isLabelMarked = isBold || isBracketed
    labelledText = scanner.at
  }
}
