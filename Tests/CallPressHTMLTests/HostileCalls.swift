import CallPressCore

/// Calls with hostile text wherever text can be.
enum HostileCalls {
  static let script = "document.title='pwned';console.error('pwned')"

  static let texts: [String] = [
    "\"><script>\(script)</script>",
    "'><img src=x onerror=\(script)>",
    "\" autofocus onfocus=\(script) x=\"",
    "' onmouseover='\(script)",
    "\"\u{301} autofocus onfocus=\(script) x=\"\u{301}",
    "\"\u{FE0F}\u{200D}\u{20E3}><svg/onload=\(script)>",
    "<\u{338}script>\(script)</script>",
    "</title></style></script></textarea><script>\(script)</script>",
    "--><script>\(script)</script><!--",
    "]]><script>\(script)</script>",
    "</li></ol></section></main></body></html>",
    "<base href=\"https://evil.example/\"><link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content=\"0;url=https://evil.example/\">",
    "<iframe srcdoc=\"<script>parent.\(script)</script>\"></iframe>",
    "javascript:\(script)",
    "data:text/html,<script>\(script)</script>",
    "https://evil.example/x.mp3\" onerror=\"\(script)",
    "https://evil.example; script-src 'unsafe-inline'",
    "https://user:pass@evil.example/",
    "{{call.id}} {{{transcript_html}}} {{> page}} {{=<% %>=}} {{/turns}}",
    "&lt;script&gt; &#60;script&#62; &amp;lt; &quot",
    "\u{0}\u{8}\u{1B}[2J\u{7F}\u{85}\u{9B}31m\r\n\r\t\u{2028}\(SampleCalls.noncharacter)",
    "\u{202E}\u{2066}\u{2069}\u{200F}reversed\u{202C}",
    "url(https://evil.example/x.png) expression(\(script)) }</style>",
    "t1\" id=\"turns", "+1 +2 \u{5D0}+3\"'<",
  ]

  /// A call in which every text is this one.
  static func call(_ text: String) -> Call {
    let quoted = SampleCalls.quoted(text)
    var members = CallField.all.map { "\"\($0.name)\":\(quoted)" }
    members.removeAll { $0.hasPrefix("\"metadata\"") }
    members += [
      "\"metadata\":{\(quoted):\(quoted),\"list\":[\(quoted),{\(quoted):{}}]}",
      "\(quoted):{\(quoted):[\(quoted)]}",
    ]
    let value = SampleCalls.json(quoted)
    let structure = SampleCalls.json("{\(quoted):[\(quoted)]}")
    let estimated = SampleCalls.span(1000, 2000, .estimated(.interpolated))
    let named = [value, structure].map {
      NamedValue(
        name: text, value: $0, type: text, about: text, rationale: text, isRepeated: true)
    }
    let link = Evidence.Link(
      turn: 1, range: 0..<text.utf8.count, match: .tolerant, span: estimated)
    let items = [
      Evidence.Item(finding: .said, links: [link]), Evidence.Item(finding: .notSaid),
    ]
    let entries: [Entry] = [
      .turn(
        Turn(
          number: 1, speaker: text, text: text, span: estimated, plannedText: text,
          isInterrupted: true, language: text, sentiment: text)),
      .event(
        Event(
          kind: .toolResult, name: text, callID: text, text: text, isError: true,
          time: estimated.start)),
      .turn(Turn(number: 2, speaker: "nobody", text: text)),
    ]
    return Call(
      record: SampleCalls.json("{\(members.joined(separator: ","))}"), sourceName: text,
      transcript: Transcript(
        state: .present, entries: entries,
        speakers: [Speaker(id: text, kind: .thirdParty, label: text, name: text)],
        dialect: text),
      variables: named, variablesState: .present, outcomes: named, outcomesState: .present,
      evidence: Evidence(
        outcomes: items, variables: items,
        placeholders: [
          Evidence.Placeholder(text: text, name: text, turn: 1, range: 0..<2)
        ]),
      diagnostics: [
        Diagnostic(
          Diagnostic.Code(rawValue: text), .warning, text,
          at: SourceLocation(source: text, pointer: JSONPointer([text])))
      ])
  }

  /// A text as a page shows it.
  static func shown(_ text: String) -> String {
    var result = ""
    var before: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0D: result += "\n"
      case 0x0A: if before != "\r" { result += "\n" }
      case 0x09: result += "\t"
      case 0..<0x20, 0x7F..<0xA0, 0xFDD0...0xFDEF: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
      before = scalar
    }
    return result
  }
}
