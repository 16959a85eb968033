/// Draws who speaks when as an `svg` element.
///
/// Lengths are thousandths of the picture's width; positions have two decimals. Turns of a speaker
/// that are closer than one thousandth become one bar, so that a call of any length makes a
/// picture of a bounded size.
package struct TimelineDrawing {
  /// How many characters of names had to be replaced by U+FFFD.
  package private(set) var replaced = 0

  /// A bar in a lane, in hundredths of a thousandth.
  private struct Bar {
    var from: Int64
    var to: Int64
    var start: Int64
    var end: Int64
    var isEstimated: Bool
  }

  private struct Lane {
    var speaker: Speaker
    var talk: Int64
    var stretches: [SpeechStretches.Stretch]
    var isEstimated: Bool
  }

  private static let gutter: Int64 = 12_000
  private static let width: Int64 = 87_000
  private static let laneHeight: Int64 = 24
  private static let laneStep: Int64 = 34

  private let lanes: [Lane]
  private let settings: MeasureSettings
  private let measures: CallMeasures
  private let end: Int64

  /// Draws a transcript whose turns have times.
  package init(_ transcript: Transcript, settings: MeasureSettings) {
    self.settings = settings
    measures = CallMeasures(transcript, settings: settings)
    var stretches: [Speaker.ID: [SpeechStretches.Stretch]] = [:]
    var estimated: Set<Speaker.ID> = []
    for turn in transcript.turns {
      stretches[turn.speaker, default: []] += SpeechStretches.stretches(
        of: turn, pause: settings.pause)
      if turn.span?.isEstimated ?? false { estimated.insert(turn.speaker) }
    }
    lanes = transcript.speakers.compactMap { speaker in
      guard let own = stretches[speaker.id] else { return nil }
      let joined = SpeechStretches(own)
      return Lane(
        speaker: speaker, talk: joined.length, stretches: joined.stretches,
        isEstimated: estimated.contains(speaker.id))
    }
    end = max(lanes.compactMap { $0.stretches.last?.end }.max() ?? 0, 1)
  }

  private var height: Int64 { Int64(max(lanes.count, 1)) * Self.laneStep + 30 }

  /// Appends the element.
  package mutating func append(to output: inout OutputBuffer) {
    output.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1000 ")
    output.append(decimal: height)
    output.append("\" role=\"img\" aria-label=\"")
    write(sentence, to: &output, attribute: true)
    output.append("\">\n<title>")
    write(sentence, to: &output, attribute: false)
    output.append("</title>\n")
    output.append(Self.style)
    appendAxis(to: &output)
    appendShared(to: &output)
    for (position, lane) in lanes.enumerated() { append(lane, position, to: &output) }
    output.append("</svg>")
  }

  /// What the picture shows, for those who do not see it.
  private var sentence: String {
    guard !lanes.isEmpty else { return "Nobody speaks in this call." }
    var parts = lanes.map { "\($0.speaker.name) \(Self.seconds($0.talk))" }
    if let silence = measures.silence.number { parts.append("silence \(Self.seconds(silence))") }
    if let overlap = measures.overlap.number, overlap > 0 {
      parts.append("overlap \(Self.seconds(overlap))")
    }
    return "Who speaks when over \(Self.clock(end)): \(parts.joined(separator: ", "))."
  }

  // MARK: Parts

  private static let style: StaticString = """
    <style>
    text{font:11px system-ui,"Noto Sans Arabic",sans-serif;fill:#1b1f24}
    .t{font-size:9px;fill:#57606a}
    .g{stroke:#d0d7de;stroke-width:.5}
    .agent{fill:#0b5cad}.customer{fill:#8a4b00}.third-party{fill:#1a7f37}.unknown{fill:#57606a}
    .e{fill-opacity:.35;stroke:#57606a;stroke-width:.6;stroke-dasharray:2 1.5}
    .s{fill:url(#h)}.o{fill:#7040c4}
    @media (prefers-color-scheme:dark){text{fill:#e6e9ed}.t{fill:#a3adb8}.g{stroke:#3a424c}
    .agent{fill:#7cb8ff}.customer{fill:#ffb86b}.third-party{fill:#56d364}.unknown{fill:#a3adb8}
    .o{fill:#d2a8ff}}
    @media (forced-colors:active){text,.t{fill:CanvasText}rect{fill:CanvasText;stroke:CanvasText}
    .customer,.unknown{fill:Canvas}.s{fill:url(#h)}}
    </style>
    <defs><pattern id="h" width="6" height="6" patternUnits="userSpaceOnUse" \
    patternTransform="rotate(45)"><path d="M0 0V6" stroke="#8b96a2" stroke-width="1.2"/></pattern></defs>

    """

  /// A line and a label at every round time.
  private func appendAxis(to output: inout OutputBuffer) {
    let step = Self.steps.first { end / $0 <= 9 } ?? (end / 9 / 3_600_000 + 1) * 3_600_000
    var time: Int64 = 0
    while time <= end {
      output.append("<path class=\"g\" d=\"M")
      append(position(time), to: &output)
      output.append(" 4V")
      output.append(decimal: height - 22)
      output.append("\"/><text class=\"t\" text-anchor=\"middle\" x=\"")
      append(position(time), to: &output)
      output.append("\" y=\"")
      output.append(decimal: height - 9)
      output.append("\">")
      output.append(text: Self.clock(time))
      output.append("</text>\n")
      time += step
    }
  }

  private static let steps: [Int64] = [
    1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000,
    1_800_000, 3_600_000,
  ]

  /// The silences that are dead air, and what is spoken at the same time.
  private func appendShared(to output: inout OutputBuffer) {
    let speech = SpeechStretches(lanes.flatMap(\.stretches))
    for gap in speech.gaps where gap.end - gap.start >= settings.deadAir {
      rectangle("s", from: gap.start, to: gap.end, y: 8, height: height - 32, to: &output) {
        "Silence \(Self.clock($0)) to \(Self.clock($1))"
      }
    }
    guard lanes.count > 1 else { return }
    for bar in Self.bars(overlaps(), isEstimated: false, scale: position) {
      rectangle("o", bar, y: height - 27, height: 4, to: &output) {
        "Overlap \(Self.clock($0)) to \(Self.clock($1))"
      }
    }
  }

  /// The stretches in which more than one speaker speaks.
  private func overlaps() -> [SpeechStretches.Stretch] {
    var edges: [(time: Int64, change: Int)] = []
    for lane in lanes {
      for stretch in lane.stretches where stretch.end > stretch.start {
        edges.append((stretch.start, 1))
        edges.append((stretch.end, -1))
      }
    }
    edges.sort { ($0.time, $0.change) < ($1.time, $1.change) }
    var found: [SpeechStretches.Stretch] = []
    var speaking = 0
    var from: Int64 = 0
    for edge in edges {
      let before = speaking
      speaking += edge.change
      if before < 2, speaking >= 2 { from = edge.time }
      if before >= 2, speaking < 2, edge.time > from { found.append((from, edge.time)) }
    }
    return found
  }

  private mutating func append(_ lane: Lane, _ number: Int, to output: inout OutputBuffer) {
    let y = Int64(number) * Self.laneStep + 10
    output.append("<text x=\"112\" text-anchor=\"end\" y=\"")
    output.append(decimal: y + 16)
    output.append("\">")
    write(Self.cut(lane.speaker.name), to: &output, attribute: false)
    output.append("</text>\n")
    let name = lane.speaker.name
    var changed = 0
    for bar in Self.bars(lane.stretches, isEstimated: lane.isEstimated, scale: position) {
      let shape: StaticString
      switch lane.speaker.kind {
      case .agent: shape = lane.isEstimated ? "agent e" : "agent"
      case .customer: shape = lane.isEstimated ? "customer e" : "customer"
      case .thirdParty: shape = lane.isEstimated ? "third-party e" : "third-party"
      case .unknown: shape = lane.isEstimated ? "unknown e" : "unknown"
      }
      changed += rectangle(shape, bar, y: y, height: Self.laneHeight, to: &output) {
        "\(name) \(Self.clock($0)) to \(Self.clock($1))"
      }
    }
    replaced += changed
  }

  // MARK: Bars

  /// Where a time lies across the picture, in hundredths of a thousandth of its width.
  private func position(_ time: Int64) -> Int64 {
    let whole = max(time, 0).multipliedFullWidth(by: Self.width)
    return Self.gutter + end.dividingFullWidth(whole).quotient
  }

  /// Stretches as bars of at least the least width; those that would touch become one.
  private static func bars(
    _ stretches: [SpeechStretches.Stretch], isEstimated: Bool, scale: (Int64) -> Int64
  ) -> [Bar] {
    var bars: [Bar] = []
    for stretch in stretches {
      let from = scale(stretch.start)
      let to = max(scale(stretch.end), from + 150)
      if let last = bars.last, from - last.to < 100 {
        bars[bars.count - 1].to = max(last.to, to)
        bars[bars.count - 1].end = max(last.end, stretch.end)
      } else {
        bars.append(
          Bar(
            from: from, to: to, start: stretch.start, end: stretch.end, isEstimated: isEstimated))
      }
    }
    return bars
  }

  private func rectangle(
    _ shape: StaticString, from start: Int64, to end: Int64, y: Int64, height: Int64,
    to output: inout OutputBuffer, title: (Int64, Int64) -> String
  ) {
    let bar = Bar(
      from: position(start), to: position(end), start: start, end: end, isEstimated: false)
    rectangle(shape, bar, y: y, height: height, to: &output, title: title)
  }

  @discardableResult
  private func rectangle(
    _ shape: StaticString, _ bar: Bar, y: Int64, height: Int64, to output: inout OutputBuffer,
    title: (Int64, Int64) -> String
  ) -> Int {
    output.append("<rect class=\"")
    output.append(shape)
    output.append("\" x=\"")
    append(bar.from, to: &output)
    output.append("\" y=\"")
    output.append(decimal: y)
    output.append("\" width=\"")
    append(bar.to - bar.from, to: &output)
    output.append("\" height=\"")
    output.append(decimal: height)
    output.append("\"><title>")
    let changed = MarkupEscaping.append(
      text: title(bar.start, bar.end), to: &output, attribute: false)
    output.append("</title></rect>\n")
    return changed
  }

  // MARK: Texts

  private mutating func write(
    _ text: String, to output: inout OutputBuffer, attribute: Bool
  ) {
    replaced += MarkupEscaping.append(text: text, to: &output, attribute: attribute)
  }

  /// Hundredths as a decimal: `1234` is `12.34`.
  private func append(_ hundredths: Int64, to output: inout OutputBuffer) {
    output.append(decimal: hundredths / 100)
    let rest = hundredths % 100
    guard rest > 0 else { return }
    output.append(UInt8(ascii: "."))
    output.append(digits: UInt64(rest), atLeast: 2)
  }

  /// A name that fits in front of its lane.
  private static func cut(_ name: String) -> String {
    name.count > 18 ? "\(name.prefix(17))…" : name
  }

  private static func seconds(_ milliseconds: Int64) -> String {
    "\((milliseconds + 500) / 1000) s"
  }

  /// `1:02:03`, or `02:03` under an hour.
  private static func clock(_ milliseconds: Int64) -> String {
    let seconds = (milliseconds + 500) / 1000
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let rest = "\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    return seconds < 3600 ? rest : "\(seconds / 3600):\(rest)"
  }
}
