import CallPressCore
import TestSupport
import Testing

/// A call with facts, outcomes, variables, evidence and an event, as readers would make it.
private func richCall() throws -> Call {
  let estimated = TimePoint(MediaTime(milliseconds: 9400), .estimated(.readingSpeed))
  let turns = [
    Inline.turn(1, "agent", "Hello, your parcel comes on Monday.", 1000, 4000),
    Turn(
      number: 2, speaker: "customer", text: "Thank you,\n\nthat is {{fine}}.",
      span: TimeSpan(start: estimated, end: estimated)),
    Inline.turn(3, "agent", "Goodbye."),
  ]
  let record = """
    {"id": "c-1", "call_status": "completed", "call_duration": 65, "notes": "two\\nlines",
     "cost": 0.10, "price_unit": "EUR", "is_test": false, "call_to": null,
     "outcomes": {"day": "Monday", "again": true, "city": "Tunis", "detail": {"a": [1]}}}
    """
  var call = try Inline.call(Inline.transcript(turns), record: record)
  call.transcript.entries.insert(
    .event(
      Event(
        kind: .toolCall, name: "find_slot", text: "{}",
        time: TimePoint(MediaTime(milliseconds: 5000), .measured))), at: 1)
  call.outcomes = (call.record["outcomes"]?.children ?? call.record.children).map {
    NamedValue(name: $0.key ?? "", value: $0, rationale: $0.key == "day" ? "as asked" : nil)
  }
  call.outcomesState = .present
  let link = Evidence.Link(
    turn: 1, range: 28..<34, match: .exact, span: Inline.span(3000, 3600))
  call.evidence = Evidence(
    outcomes: [
      Evidence.Item(finding: .said, links: [link, link], saidByAgent: true),
      Evidence.Item(finding: .notSearchable), Evidence.Item(finding: .notSaid),
    ],
    placeholders: [
      Evidence.Placeholder(text: "{{fine}}", name: "fine", turn: 2, range: 20..<28)
    ])
  return call
}

@Suite("Plain text")
struct PlainTextTests {
  private func write(_ layout: TextSettings.Layout, width: Int? = nil) throws -> String {
    var settings = ExportSettings()
    settings.text.layout = layout
    settings.text.width = width
    return try PlainTextFormat.write(richCall(), settings: settings).text
  }

  @Test("facts, outcomes with evidence, variables and turns, as a file")
  func plain() throws {
    #expect(
      try write(.plain) == """
        Call:           c-1
        Status:         completed
        Duration:       00:01:05
        Notes:          two lines
        Cost:           0.10 EUR

        Outcomes
          day: Monday
            said in turn 1 at 00:00:03 and 1 more
            why: as asked
          again: true
          city: Tunis
            not said in the call
          detail: {"a": [1]}

        Variables: not in the record

        Placeholders spoken as they stand
          {{fine}} in turn 2

        [00:00:01] Agent: Hello, your parcel comes on Monday.
        [00:00:05] — tool call: find_slot
        [~00:00:09] Customer: Thank you, that is {{fine}}.
        Agent: Goodbye.

        """)
  }

  @Test("the turns with times, and the turns alone")
  func layouts() throws {
    #expect(
      try write(.timestamped) == """
        [00:00:01] Agent: Hello, your parcel comes on Monday.
        [~00:00:09] Customer: Thank you, that is {{fine}}.
        Agent: Goodbye.

        """)
    #expect(
      try write(.turns) == """
        Agent: Hello, your parcel comes on Monday.
        Customer: Thank you, that is {{fine}}.
        Agent: Goodbye.

        """)
  }

  @Test("lines wrap at the width, indented")
  func wrapping() throws {
    #expect(
      try write(.timestamped, width: 34) == """
        [00:00:01] Agent: Hello, your
                   parcel comes on Monday.
        [~00:00:09] Customer: Thank you,
                   that is {{fine}}.
        Agent: Goodbye.

        """)
  }

  @Test("no line is wider than the width and nothing is lost, whatever the texts")
  func wrappingLaw() throws {
    for seed in UInt64(1)...20 {
      var generator = TranscriptGenerator(seed: seed, isCruel: true)
      let call = try Inline.call(generator.next())
      for width in [20, 37, 80] {
        var settings = ExportSettings()
        settings.text.width = width
        settings.text.layout = .turns
        let wrapped = try PlainTextFormat.write(call, settings: settings).text
        settings.text.width = nil
        let whole = try PlainTextFormat.write(call, settings: settings).text
        #expect(Self.letters(wrapped) == Self.letters(whole))
        // Names are not wrapped, nor is a cluster ever cut.
        for line in wrapped.split(separator: "\n") where line.hasPrefix("    ") {
          let isHopeless = line.contains { DisplayWidth.columns(of: String($0)) > 2 }
          #expect(DisplayWidth.columns(of: String(line)) <= width || isHopeless, "\(line)")
        }
      }
    }
  }

  private static func letters(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter {
      !$0.properties.isWhitespace && DisplayWidth.columns(of: String($0)) > 0
    }
  }

  @Test(
    "no text makes a line of its own or reaches a terminal with a control",
    arguments: HostileTexts.all)
  func hostile(text: String) throws {
    let turns = [
      Inline.turn(1, "agent", text, 0, 900), Inline.turn(2, "customer", text, 1000, 2000),
    ]
    let call = try Inline.call(Inline.transcript(turns, names: ["agent": text, "customer": "C"]))
    let written = try PlainTextFormat.write(call).text
    #expect(written.unicodeScalars.filter { $0 == "\n" }.count == 2)
    for scalar in written.unicodeScalars where scalar != "\n" {
      #expect(scalar.properties.generalCategory != .control)
      #expect(scalar != "\u{2028}" && scalar != "\u{2029}")
    }
  }

  @Test("a call without turns says so in a line")
  func empty() throws {
    for (state, line) in [
      (Transcript.State.empty, "No transcript: nothing was said."),
      (.pending, "No transcript yet: the call is going on or has not been transcribed."),
    ] {
      let call = try Inline.call(Transcript(state: state), record: #"{"id": "c-2"}"#)
      let text = try PlainTextFormat.write(call).text
      #expect(text.hasPrefix("Call:           c-2\n"))
      #expect(text.hasSuffix("\n\n\(line)\n"))
    }
  }
}

@Suite("Markdown")
struct MarkdownTests {
  @Test("facts, outcomes with evidence, variables and turns, as a file")
  func golden() throws {
    #expect(
      try MarkdownFormat.write(richCall()).text == """
        # Call c-1

        - **Status:** completed
        - **Duration:** 00:01:05
        - **Notes:** two lines
        - **Cost:** 0.10 EUR

        ## Outcomes

        - **day:** Monday (said in turn 1 at 00:00:03 and 1 more) — as asked
        - **again:** true
        - **city:** Tunis (not said in the call)
        - **detail:** \\{"a": \\[1\\]\\}

        ## Variables

        Not in the record.

        ## Placeholders spoken as they stand

        - **\\{\\{fine\\}\\}:** in turn 2

        ## Transcript

        `00:00:01` **Agent:** Hello, your parcel comes on Monday.

        `00:00:05` — tool call: find\\_slot

        `~00:00:09` **Customer:** Thank you, that is \\{\\{fine\\}\\}.

        **Agent:** Goodbye.

        """)
  }

  @Test("no text becomes markup", arguments: HostileTexts.all)
  func hostile(text: String) throws {
    let written = try MarkdownFormat.write([Inline.turn(1, "agent", text, 0, 900)]).text
    let lines = written.split(separator: "\n", omittingEmptySubsequences: false)
    // The title, the heading, the turn: the text makes no line of its own.
    #expect(lines.count == 6)
    let prefix = "`00:00:00` **Agent:** "
    #expect(lines[4].unicodeScalars.starts(with: prefix.unicodeScalars))
    var isEscaped = false
    var word: [Unicode.Scalar] = []
    for scalar in lines[4].unicodeScalars.dropFirst(prefix.unicodeScalars.count) {
      if !isEscaped {
        #expect(!"`*_[]<>#&~|${}^".unicodeScalars.contains(scalar), "\(text)")
        // Addresses that renderers make links of.
        if scalar == "/" { #expect(word.last != ":") }
        if scalar == "." { #expect(word.suffix(3).map { String($0) }.joined() != "www") }
      }
      // What is escaped is no part of an address.
      if isEscaped { word.removeAll() } else { word.append(scalar) }
      isEscaped = scalar == "\\" && !isEscaped
    }
    #expect(!isEscaped)
  }

  @Test("nobody is called by a name with a sign before it, and addresses stay whole")
  func mentions() throws {
    let written = try MarkdownFormat.write([
      Inline.turn(1, "agent", "@everyone write to a.b@c.example now", 0, 900)
    ])
    #expect(written.text.contains("@\u{2060}everyone write to a.b@c.example now"))
  }
}
