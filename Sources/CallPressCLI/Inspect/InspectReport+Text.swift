import CallPressCore

extension InspectReport {
  /// The report for people; what the call says is made harmless for terminals.
  func text(for terminal: Terminal) -> String {
    var page = ReportPage(terminal: terminal)
    page.heading(call.id ?? source)
    if call.id != nil { page.row("file", source) }
    if let status = call.text(.callStatus) { page.row("status", status) }
    if let duration = call.duration { page.row("duration", Self.clock(duration)) }
    if let language = call.language { page.row("language", language) }
    if !call.isAPIRecord { page.row("record", "a bare transcript, not a call of the API's") }
    describeTranscript(&page)
    describeTiming(&page)
    describe(call.outcomes, call.evidence.outcomes, call.outcomesState, "outcomes", &page)
    describe(call.variables, call.evidence.variables, call.variablesState, "variables", &page)
    for placeholder in call.evidence.placeholders {
      page.row("placeholder", "\(placeholder.text), spoken in turn \(placeholder.turn)")
    }
    describeDiagnostics(&page)
    return page.text
  }

  private func describeTranscript(_ page: inout ReportPage) {
    let transcript = call.transcript
    switch transcript.state {
    case .present: break
    case .empty: page.row("transcript", "empty: nothing was said")
    case .pending: page.row("transcript", "not there yet: the call is not transcribed")
    }
    if let pointer = transcript.pointer {
      page.row("found at", pointer.tokens.isEmpty ? "the whole document" : pointer.description)
    }
    if let dialect = transcript.dialect {
      let match = candidates.first { $0.dialect == dialect }
      page.row(
        "dialect", match.map { "\(dialect), score \($0.score): \($0.reason)" } ?? dialect)
    }
    for other in candidates where other.dialect != transcript.dialect {
      page.row("also", "\(other.dialect), score \(other.score): \(other.reason)")
    }
    guard transcript.state == .present else { return }
    for count in speakers {
      let speaker = count.speaker
      let label = speaker.label == speaker.name ? "" : ", “\(speaker.label)” in the source"
      let words = count.words > 0 ? ", \(Self.plural(count.words, "word"))" : ""
      page.row(
        "speaker",
        "\(speaker.id) (\(speaker.kind.rawValue)): \(speaker.name)\(label), "
          + "\(Self.plural(count.turns, "turn"))\(words)")
    }
    page.row("turns", String(turns.total))
    page.row("words", words.total == 0 ? "none by themselves" : String(words.total))
    if !events.isEmpty {
      page.row("events", events.map { "\($0.count) × \($0.kind.rawValue)" }.joined(separator: ", "))
    }
  }

  private func describeTiming(_ page: inout ReportPage) {
    guard turns.total > 0 else { return }
    page.row("turn times", Self.describe(turns))
    if words.total > 0 { page.row("word times", Self.describe(words)) }
    if let extent {
      page.row(
        "extent",
        "\(Self.clock(extent.start.time)) to \(Self.clock(extent.end.time))")
    }
    if let zero = call.transcript.zeroPoint {
      page.row("zero point", zero.label + (zero.instant.map { " (\($0))" } ?? ""))
    }
  }

  private func describe(
    _ values: [NamedValue], _ evidence: [Evidence.Item], _ state: NamedValuesState,
    _ title: String, _ page: inout ReportPage
  ) {
    switch state {
    case .present: break
    case .empty: page.row(title, "none")
    case .pending: page.row(title, "not in the record")
    }
    for (position, value) in values.enumerated() {
      let finding: String
      if turns.total == 0 {
        finding = "no words to look in"
      } else if position < evidence.count {
        let item = evidence[position]
        switch item.finding {
        case .said:
          finding =
            "said \(Self.plural(item.links.count, "time"))"
            + (item.saidByAgent ? ", by the agent too" : "")
        case .maybeSaid:
          finding = "maybe said \(Self.plural(item.links.count, "time"))"
        case .notSaid: finding = "not said"
        case .notSearchable: finding = "nothing to look for"
        }
      } else {
        finding = "not looked for"
      }
      page.row(
        position == 0 ? title : "",
        "\(finding): \(value.name) = \(Self.shortened(value.text))"
          + (value.isRepeated ? " (the name repeats)" : ""))
    }
  }

  private func describeDiagnostics(_ page: inout ReportPage) {
    for severity in Diagnostic.Severity.allCases.reversed() {
      for diagnostic in call.diagnostics where diagnostic.severity == severity {
        let pointer = diagnostic.location?.pointer
        let place = pointer.map { $0.tokens.isEmpty ? "" : "\($0): " } ?? ""
        page.row(
          severity == .warning ? "warning" : "note",
          "\(place)\(diagnostic.message) [\(diagnostic.code)]")
      }
    }
  }

  private static func describe(_ coverage: Coverage) -> String {
    guard coverage.timed > 0 else { return "none" }
    let share = percent(coverage.timed, of: coverage.total)
    guard coverage.starts != coverage.ends else {
      return "\(share) (\(describe(coverage.starts)))"
    }
    return "\(share) (starts: \(describe(coverage.starts)); ends: \(describe(coverage.ends)))"
  }

  private static func describe(_ provenances: Provenances) -> String {
    [
      (provenances.measured, "measured"), (provenances.derived, "derived"),
      (provenances.estimated, "estimated"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  /// Rounded down, so that 100 % is all.
  private static func percent(_ part: Int, of whole: Int) -> String {
    whole == 0 ? "0 %" : "\(part * 100 / whole) %"
  }

  private static func plural(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
  }

  private static func shortened(_ text: String) -> String {
    text.count <= 60 ? text : text.prefix(59) + "…"
  }

  /// A time as `h:mm:ss.mmm`.
  private static func clock(_ time: MediaTime) -> String {
    var output = OutputBuffer(capacity: 64)
    let total = time.milliseconds.magnitude
    if time.milliseconds < 0 { output.append("-") }
    output.append(digits: total / 3_600_000, atLeast: 1)
    output.append(":")
    output.append(digits: total / 60_000 % 60, atLeast: 2)
    output.append(":")
    output.append(digits: total / 1000 % 60, atLeast: 2)
    output.append(".")
    output.append(digits: total % 1000, atLeast: 3)
    return output.string()
  }
}

/// Lines with a label in front of each.
struct ReportPage {
  /// What was written so far.
  private(set) var text = ""
  private let terminal: Terminal

  init(terminal: Terminal) {
    self.terminal = terminal
  }

  /// A line by itself.
  mutating func heading(_ title: String) {
    text += terminal.styled(clean(title), .bold) + "\n"
  }

  /// A line with a label; a tab stands between them where no person is looking.
  mutating func row(_ label: String, _ value: String) {
    if terminal.isTerminal {
      let padding = String(repeating: " ", count: max(1, 13 - label.utf8.count))
      text += "  " + terminal.styled(label, .dim) + padding + clean(value) + "\n"
    } else {
      text += "  \(label)\t\(clean(value))\n"
    }
  }

  private func clean(_ value: String) -> String {
    let line = TerminalText.oneLine(value)
    return terminal.isTerminal ? TerminalText.isolated(line) : line
  }
}
