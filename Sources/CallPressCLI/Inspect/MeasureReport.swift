import CallPressCore

/// The measures of a call, for people and for programs.
struct MeasureReport: Sendable {
  /// The name and version of what `measure --json` writes.
  static let schema = "callpress.measures/1"

  /// The call.
  let call: Call
  /// The name of the input.
  let source: String
  /// What was measured.
  let measures: CallMeasures

  init(_ call: Call, source: String, measures: CallMeasures) {
    self.call = call
    self.source = source
    self.measures = measures
  }

  // MARK: JSON

  /// The whole of what `measure --json` writes: an element for every call, in order, and what the
  /// measures are.
  static func document(_ calls: [ReportValue], _ settings: MeasureSettings) -> ReportValue {
    .object([
      "schema": .text(schema), "calls": .list(calls),
      "definitions": .list(
        MeasureDefinition.all(settings).map {
          .object([
            "id": .text($0.id), "title": .text($0.title), "definition": .text($0.definition),
          ])
        }),
    ])
  }

  /// The element for the call.
  var element: ReportValue {
    var members = Self.members(measures.named)
    members["source"] = .text(source)
    members["id"] = call.id.map(ReportValue.text)
    members["turns"] = .number(measures.turns)
    members["speakers"] = .list(
      measures.speakers.map { speaker in
        var members = Self.members(speaker.named)
        members["speaker"] = .text(speaker.speaker)
        for (name, count) in speaker.counts { members[name.description] = .number(count) }
        return .object(members)
      })
    return .object(members)
  }

  private static func members(
    _ measures: [(name: StaticString, measure: Measured)]
  ) -> [String: ReportValue] {
    var members: [String: ReportValue] = [:]
    for (name, measure) in measures {
      switch measure {
      case .value(let number, _): members[name.description] = .number(number)
      case .unknown: members[name.description] = .null
      case .notApplicable: continue
      }
    }
    let estimated = measures.filter(\.measure.isEstimated).map { $0.name.description }
    if !estimated.isEmpty { members["estimated"] = .list(estimated.map(ReportValue.text)) }
    return members
  }

  // MARK: Text

  /// The report for people.
  func text(for terminal: Terminal) -> String {
    var page = ReportPage(terminal: terminal)
    page.heading(call.id ?? source)
    if call.id != nil { page.row("file", source) }
    page.row("turns", String(measures.turns))
    for speaker in measures.speakers {
      let name = call.transcript.speaker(speaker.speaker)?.name ?? speaker.speaker
      page.row(name, Self.describe(speaker))
    }
    switch measures.span {
    case .notApplicable: page.row("times", "none: nothing was said")
    case .unknown: page.row("times", "unknown: there are turns without times")
    case .value: describeTimes(&page)
    }
    return page.text
  }

  private func describeTimes(_ page: inout ReportPage) {
    page.row("span", Self.seconds(measures.span))
    page.row(
      "silence",
      "\(Self.seconds(measures.silence)), longest \(Self.seconds(measures.longestSilence))")
    page.row(
      "dead air", "\(Self.seconds(measures.deadAir)) in \(Self.plain(measures.deadAirCount))")
    page.row("overlap", Self.seconds(measures.overlap))
    page.row("first word", "after \(Self.seconds(measures.timeToFirstWord))")
    guard measures.responseMedian != .notApplicable else {
      page.row("response", "none: no agent answers a customer")
      return
    }
    page.row(
      "response",
      "median \(Self.seconds(measures.responseMedian)), 95 % within "
        + "\(Self.seconds(measures.response95)), longest "
        + "\(Self.seconds(measures.longestResponse)), of \(Self.plain(measures.responses))")
  }

  private static func describe(_ speaker: SpeakerMeasures) -> String {
    func plural(_ count: Int64, _ noun: String) -> String {
      count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
    }
    var parts = [plural(speaker.turns, "turn"), plural(speaker.words, "word")]
    if speaker.talk.number != nil {
      parts.insert("talks \(seconds(speaker.talk)) (\(percent(speaker.share)))", at: 0)
      parts.append("\(plain(speaker.wordsPerMinute)) words a minute")
      parts.append("longest \(seconds(speaker.longestMonologue))")
    }
    if speaker.interruptions.number != nil {
      parts.append("interrupts \(plain(speaker.interruptions))×")
    }
    parts.append(plural(speaker.questions, "question"))
    return parts.joined(separator: ", ")
  }

  private static func seconds(_ measure: Measured) -> String {
    shown(measure) { milliseconds in
      let tenths = (milliseconds + 50) / 100
      return "\(tenths / 10).\(tenths % 10) s"
    }
  }

  private static func percent(_ measure: Measured) -> String {
    shown(measure) { "\($0 / 10).\($0 % 10) %" }
  }

  private static func plain(_ measure: Measured) -> String {
    shown(measure) { String($0) }
  }

  private static func shown(_ measure: Measured, _ text: (Int64) -> String) -> String {
    switch measure {
    case .value(let number, let isEstimated): (isEstimated ? "~" : "") + text(number)
    case .notApplicable: "none"
    case .unknown: "unknown"
    }
  }
}
