/// Makes turns of lines: what begins a turn, what goes on with it, and what the times mean.
struct LinesReading {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let lines: [LineHeads.Line]
  private let location: SourceLocation?
  /// Whether any line has a label or a time, so that lines without go on with the one before.
  private let hasHeads: Bool

  /// A turn on its way.
  private struct Open {
    var role: String?
    var start: RawTime
    var end: RawTime
    var line: Int
    var text: [UInt8]
    /// Empty lines, which count only where more text follows.
    var pending: [UInt8] = []

    mutating func append(_ line: Slice<UnsafeBufferPointer<UInt8>>) {
      text.append(contentsOf: pending)
      text.append(0x0A)
      text.append(contentsOf: line)
      pending.removeAll(keepingCapacity: true)
    }

    mutating func appendBlank(_ line: Slice<UnsafeBufferPointer<UInt8>>) {
      pending.append(0x0A)
      pending.append(contentsOf: line)
    }
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>, location: SourceLocation?) {
    self.bytes = bytes
    self.location = location
    let heads = LineHeads(bytes)
    lines = heads.lines
    hasHeads = heads.labelled + heads.timed > 0
  }

  mutating func read(into builder: inout TranscriptBuilder) {
    let clock = LineClock(lines.map(\.head), context: builder.context)
    if let point = clock.zeroPoint { builder.zeroPoint = point }
    for var diagnostic in clock.diagnostics {
      diagnostic.location = location
      builder.note(diagnostic)
    }
    var open: Open?
    func close() {
      guard let turn = open else { return }
      open = nil
      var draft = DraftTurn(
        role: turn.role, text: String(decoding: trimmed(turn.text), as: UTF8.self))
      draft.start = clock.point(turn.start)
      draft.end = clock.point(turn.end)
      draft.location = place(ofLine: turn.line)
      builder.add(draft)
    }
    for (number, line) in lines.enumerated() {
      if line.isBlank {
        // Without labels and times, an empty line is all that parts what was said.
        if hasHeads { open?.appendBlank(bytes[line.range]) } else { close() }
        continue
      }
      if line.beginsTurn || open == nil {
        close()
        let begin =
          line.label != nil
          ? line.head.labelledText
          : line.beginsTurn ? line.head.timedText : line.range.lowerBound
        open = Open(
          role: line.label, start: line.head.start, end: line.head.end, line: number + 1,
          text: Array(bytes[begin..<max(begin, line.range.upperBound)]))
      } else {
        open?.append(bytes[line.range])
      }
    }
    close()
  }

  /// A text of its own is told by its lines; one inside a record, by its place there.
  private func place(ofLine line: Int) -> SourceLocation? {
    guard var location else { return SourceLocation(line: line) }
    if location.pointer?.tokens.isEmpty ?? true { location.line = line }
    return location
  }

  /// The text without blanks and byte order marks at its ends.
  private func trimmed(_ text: [UInt8]) -> ArraySlice<UInt8> {
    var text = text[...]
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    while let first = text.first, Self.isSpace(first) { text = text.dropFirst() }
    while let last = text.last, Self.isSpace(last) { text = text.dropLast() }
    return text
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }
}

/// What the times in front of lines mean.
struct LineClock {
  private(set) var zeroPoint: ZeroPoint?
  private(set) var diagnostics: [Diagnostic] = []
  private var zero: Int64 = 0
  private var dayClock: DayClock?

  init(_ heads: [LineHead], context: ReadingContext) {
    var clocks: [Int64] = []
    var instants: [Int64] = []
    var zoneless = 0
    for head in heads {
      for time in [head.start, head.end] {
        switch time {
        case .clock(let milliseconds): clocks.append(milliseconds)
        case .instant(let milliseconds, let hasZone):
          instants.append(milliseconds)
          if !hasZone { zoneless += 1 }
        case .number, .missing, .unreadable: break
        }
      }
    }
    dayClock = DayClock(clocks, context: context)
    if let dayClock {
      zeroPoint = dayClock.zeroPoint
      if !dayClock.agreesWithRecord {
        let doubt = context.callStart == nil ? "" : " and do not fit the start of the call"
        diagnostics.append(
          Diagnostic(
            "clock-of-day", context.callStart == nil ? .info : .warning,
            "the times are times of day\(doubt); they count from the first of them"))
      }
    }
    if let earliest = instants.min(), let latest = instants.max() {
      let finder = ZeroFinder(earliest: earliest, latest: latest, context: context)
      zero = finder.zero
      zeroPoint = finder.point
      if let diagnostic = finder.diagnostic { diagnostics.append(diagnostic) }
    }
    if zoneless > 0 {
      diagnostics.append(
        Diagnostic(
          "instant-without-zone", .warning,
          "\(zoneless) instant(s) name no time zone; they were taken as UTC"))
    }
  }

  /// A time on the call's clock.
  func point(_ time: RawTime) -> TimePoint? {
    switch time {
    case .clock(let milliseconds):
      if let dayClock {
        return TimePoint(
          MediaTime(milliseconds: dayClock.time(milliseconds)), .derived(.clock))
      }
      return TimePoint(MediaTime(milliseconds: milliseconds), .measured)
    case .instant(let milliseconds, hasZone: _):
      return TimePoint(MediaTime(milliseconds: milliseconds - zero), .derived(.clock))
    case .number, .missing, .unreadable: return nil
    }
  }
}
