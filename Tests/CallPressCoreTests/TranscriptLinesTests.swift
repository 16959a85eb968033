import TestSupport
import Testing

@testable import CallPressCore

@Suite("Lines of text")
struct TranscriptLinesTests {
  private let dialect = TranscriptLinesDialect()

  private func read(_ text: String, _ context: ReadingContext = ReadingContext()) throws
    -> DialectReading
  {
    try DialectReading(dialect, .text(text, origin: nil), context: context)
  }

  private func context(duration: Int64? = nil, start: String? = nil) -> ReadingContext {
    ReadingContext(
      callStart: start.flatMap { Instant(iso8601: $0) },
      callDuration: duration.map { MediaTime(milliseconds: $0) })
  }

  @Test(
    "a label in front is the speaker, however it is written",
    arguments: [
      "Agent: Bonjour\nUser: Salut", "agent:Bonjour\nuser:Salut", "AGENT : Bonjour\nUSER : Salut",
      "**Agent:** Bonjour\n**User:** Salut", "**Agent**: Bonjour\n**User**: Salut",
      "__Agent__ : Bonjour\n__User:__ Salut", "- Agent: Bonjour\n- User: Salut",
      "[Agent]: Bonjour\n[User]: Salut", "Conseiller : Bonjour\nClient : Salut",
      "Conseiller\u{A0}: Bonjour\nClient\u{202F}:\u{A0}Salut", "الوكيل: Bonjour\nالعميل: Salut",
      "\u{200F}الوكيل\u{200F}: Bonjour\n\u{200F}العميل : Salut", "bot: Bonjour\nhuman: Salut",
      "AI: Bonjour\nCaller: Salut", "Agent：Bonjour\nUser：Salut",
      "Agent: Bonjour\r\nUser: Salut\r\n", "Agent: Bonjour\rUser: Salut",
      "\u{FEFF}Agent: Bonjour\n\n\nUser: Salut\n\n", "  Agent:\tBonjour  \n  User: Salut",
      "> **Agent:** Bonjour\n> **User:** Salut", "Agent:\nBonjour\nUser:\n\nSalut",
    ])
  func labels(text: String) throws {
    #expect(try read(text).lines == ["agent: Bonjour", "customer: Salut"])
  }

  @Test(
    "a time in front is the start of the turn, however it is written",
    arguments: [
      "[00:00:02] Agent: a\n[00:00:05] User: b", "00:00:02 - Agent: a\n00:00:05 - User: b",
      "[2.00s] agent: a\n[5s] user: b", "(00:02) Agent: a\n(00:05) User: b",
      "00:02 Agent: a\n00:05 User: b", "00:00:02,000 Agent : a\n00:00:05.000 | User : b",
      "**[00:02] Agent:** a\n**[00:05] User:** b", "**00:02** Agent: a\n**00:05** – User: b",
      "Agent [00:02]: a\nUser (00:05): b", "[٠٠:٠٢] الوكيل: a\n[٠٠:٠٥] العميل: b",
      "۰۰:۰۲ - Agent: a\n۰۰:۰۵ - User: b", "[+00:00:02.0] Agent: a\n[PT5S] User: b",
      "[00:02 --> 00:04] Agent: a\n[00:05 - 00:06] User: b",
      "- [00:02] Agent: a\n- [00:05] User: b",
    ])
  func times(text: String) throws {
    let reading = try read(text)
    #expect(reading.lines == ["agent: a", "customer: b"])
    #expect(reading.transcript.turns.map { $0.span?.start.milliseconds } == [2000, 5000])
    #expect(reading.transcript.turns.allSatisfy { $0.span?.start.provenance == .measured })
  }

  @Test("a range of times is the span of the turn")
  func ranges() throws {
    #expect(
      try read("[00:02 --> 00:04] Agent: a\n[00:05 - 00:06] User: b").spans == [
        "2000-4000", "5000-6000",
      ])
  }

  @Test(
    "edge 55: a colon does not make a label",
    arguments: [
      (
        "Agent: Bonjour\nNote: le client attend\nUser: Salut",
        "agent: Bonjour\nNote: le client attend"
      ),
      (
        "Agent: Rendez-vous ?\nIl est 10:30 : parfait\nUser: Salut",
        "agent: Rendez-vous ?\nIl est 10:30 : parfait"
      ),
      ("Agent: Voici\nRemarque : rien\nUser: Salut", "agent: Voici\nRemarque : rien"),
      (
        "Agent: Voir\nhttps://exemple.fr : ici\nUser: Salut",
        "agent: Voir\nhttps://exemple.fr : ici"
      ),
      ("Agent: a\n10:30 : parfait\nUser: Salut", "agent: a\n10:30 : parfait"),
      ("Agent: a\nOui, bien sûr : b\nUser: Salut", "agent: a\nOui, bien sûr : b"),
      (
        "Agent: a\nune phrase bien trop longue : b\nUser: Salut",
        "agent: a\nune phrase bien trop longue : b"
      ),
      ("Agent: a\nMontant dû : 12 €\nUser: Salut", "agent: a\nMontant dû : 12 €"),
      ("Agent: a\nملاحظة: شيء\nUser: Salut", "agent: a\nملاحظة: شيء"),
      ("Agent: a\n: b\nUser: Salut", "agent: a\n: b"),
      ("Agent: a\nContact: b\nUser: Salut", "agent: a\nContact: b"),
      ("Agent: a\nInstructions : tapez 1\nUser: Salut", "agent: a\nInstructions : tapez 1"),
    ])
  func noLabels(text: String, first: String) throws {
    #expect(try read(text).lines == [first, "customer: Salut"])
  }

  @Test("edge 55: a label that is no part's name must come again or stand everywhere")
  func names() throws {
    #expect(
      try read("Maya: a\nJean-Luc Picard: b\nMaya: c").transcript.speakers.map(\.name)
        == ["Maya", "Jean-Luc Picard"])
    #expect(
      try read("Maya: a\nDr. Okafor: b").transcript.speakers.map(\.name) == ["Maya", "Dr. Okafor"])
    let mixed = try read("Agent: a\nMaya: b\nUser: c\nMaya: d")
    #expect(mixed.transcript.turns.map(\.text) == ["a", "b", "c", "d"])
    #expect(
      try read("Agent: a\nMaya: b\nUser: c").transcript.turns.map(\.text) == ["a\nMaya: b", "c"])
    #expect(try read("Note: the client called").lines == ["speaker-1: Note: the client called"])
    #expect(
      try read("[00:01] Maya: a\n[00:02] Agent: b").transcript.speakers.map(\.name) == [
        "Maya", "Agent",
      ])
    #expect(
      try read("Speaker 1: a\nfree: b\nSpeaker 2: c").transcript.turns.map(\.text) == [
        "a\nfree: b", "c",
      ])
  }

  @Test("lines without a label go on with the turn, empty ones between them as well")
  func continuation() throws {
    let text = "Agent: one\n two\n\n\nthree\nUser: four\n\n"
    #expect(try read(text).lines == ["agent: one\n two\n\n\nthree", "customer: four"])
    #expect(try read("before\nAgent: a").lines == ["speaker-1: before", "agent: a"])
  }

  @Test("text without labels is somebody unknown, paragraph by paragraph")
  func unlabelled() throws {
    #expect(try read("Just one.\nStill it.").lines == ["speaker-1: Just one.\nStill it."])
    #expect(try read("One.\n\nTwo.").lines == ["speaker-1: One.", "speaker-1: Two."])
    #expect(try read("One.\n\nTwo.").transcript.speakers.map(\.kind) == [.unknown])
    #expect(try read(" \n\n").lines.isEmpty)
  }

  @Test("times without labels make turns of somebody unknown")
  func timesAlone() throws {
    let reading = try read("[00:01] one\ngoes on\n[00:04] two")
    #expect(reading.lines == ["speaker-1: one\ngoes on", "speaker-1: two"])
    #expect(try read("0:01 one\n0:04 two").transcript.turns.map(\.text) == ["one", "two"])
    #expect(
      try read("We meet at\n10:30 or so\nas ever").lines
        == ["speaker-1: We meet at\n10:30 or so\nas ever"])
  }

  @Test("edge 37: times of day count from the first and pass midnight once")
  func timesOfDay() throws {
    let text = "[23:59:58] Agent: a\n[23:59:59] User: b\n[00:00:03] Agent: c"
    let reading = try read(text, context(duration: 60_000))
    #expect(reading.transcript.turns.map { $0.span?.start.milliseconds } == [0, 1000, 5000])
    #expect(reading.transcript.turns[0].span?.start.provenance == .derived(.clock))
    #expect(reading.codes.contains("clock-of-day"))
    let morning = try read("[10:02:14] Agent: a\n[10:02:20] User: b", context(duration: 60_000))
    #expect(morning.transcript.turns.map { $0.span?.start.milliseconds } == [0, 6000])
  }

  @Test("edge 37: times of day count from the record's start where it fits them")
  func timesOfDayWithStart() throws {
    let reading = try read(
      "[10:02:14] Agent: a\n[10:02:20] User: b",
      context(duration: 60_000, start: "2026-03-01T10:02:10Z"))
    #expect(reading.transcript.turns.map { $0.span?.start.milliseconds } == [4000, 10_000])
    #expect(reading.transcript.zeroPoint?.label == "started-at")
    let afternoon = try read(
      "2:02:14 PM - Agent: a\n2:02:20 p.m. - User: b\n2:02:21 PM User: c",
      context(duration: 60_000, start: "2026-03-01T14:02:10Z"))
    #expect(afternoon.transcript.turns.first?.span?.start.milliseconds == 4000)
  }

  @Test("edge 36: instants with or without a zone are counted from the start of the call")
  func instants() throws {
    let text = """
      [2026-03-01T10:00:02Z] Agent: a
      [2026-03-01 10:00:05.5] User: b
      2026-03-01T11:00:07+01:00 Agent: c
      2026-03-01 10:00:09 - User: d
      """
    let reading = try read(text, context(duration: 60_000, start: "2026-03-01T10:00:00Z"))
    #expect(
      reading.transcript.turns.map { $0.span?.start.milliseconds } == [2000, 5500, 7000, 9000])
    #expect(reading.transcript.zeroPoint?.label == "started-at")
    #expect(reading.codes.contains("instant-without-zone"))
    #expect(try read(text).transcript.zeroPoint?.label == "earliest-entry")
  }

  @Test("edge 57: what looks like a cue or a header inside a turn is text")
  func cueLines() throws {
    let text =
      "Agent: WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nUser: <script>\n\n\n42\n: no label\nAgent:\n[99:99:99] ../: x\n\u{0}"
    #expect(
      try read(text).lines == [
        "agent: WEBVTT\n\n00:00:01,000 --> 00:00:02,000", "customer: <script>\n\n\n42\n: no label",
        "agent: [99:99:99] ../: x\n\u{0}",
      ])
  }

  @Test("edge 58: markup inside the text stays")
  func markup() throws {
    #expect(
      try read("Agent: **Bonjour** <break/>\nUser: b").lines[0] == "agent: **Bonjour** <break/>")
  }

  @Test("edge 46: a system line is instructions, not speech")
  func system() throws {
    let reading = try read("System: You are Lina.\nNever say 7731.\nAgent: hi\nUser: yo")
    #expect(reading.transcript.turns.map(\.text) == ["hi", "yo"])
    #expect(reading.transcript.events.map(\.kind) == [.systemPrompt])
    #expect(reading.transcript.events.first?.text == "You are Lina.\nNever say 7731.")
  }

  @Test("a list of texts is read like its lines")
  func listOfTexts() throws {
    let reading = try DialectReading(dialect, json: #"["Agent: a","User: b\nc"]"#)
    #expect(reading.lines == ["agent: a", "customer: b\nc"])
    #expect(try dialect.score(#"["Agent: a","User: b"]"#) > 50)
    #expect(try dialect.score(#"["hi",7]"#) == 0)
    #expect(try dialect.score("[]") == 0)
  }

  @Test("the more lines have labels, the surer")
  func recognition() {
    func score(_ text: String) -> Int { dialect.match(.text(text, origin: nil)).score }
    #expect(score("Agent: a\nUser: b") == 90)
    #expect(score("[00:01] a\n[00:02] b") == 70)
    #expect(score("Agent: a\nb\nc\nd") == 75)
    #expect((1..<50).contains(score("just text")))
    #expect(score("") == 0)
    #expect(score(" \n\u{A0}\n") == 0)
  }

  @Test("a line number tells where a turn of a text file stands; a pointer, one of a record")
  func locations() throws {
    #expect(try read("\nAgent: a\n\nUser: b").transcript.turns.map { $0.location?.line } == [2, 4])
    let record = try JSONDocument(parsing: Array(#"{"transcript":"Agent: a\nUser: b"}"#.utf8)).root
    let origin = try #require(record["transcript"])
    let reading = try DialectReading(
      dialect, .text(origin.string ?? "", origin: origin))
    #expect(
      reading.transcript.turns.map { $0.location?.pointer?.description } == [
        "/transcript", "/transcript",
      ])
    #expect(reading.transcript.turns.map { $0.location?.line } == [nil, nil])
  }

  @Test("no letter is lost or added: the turns' texts are parts of the source, in order")
  func nothingLost() throws {
    var random = SeededRandom(seed: 55)
    let pieces = [
      "Agent: ", "User:", "الوكيل : ", "[00:0", "1] ", "**", "\n", "\r\n", "\n\n", " ", "\u{A0}",
      "Note: ", "texte", "سلام", "10:30", "--> ", "]", "(", ")", "-", ":", "：", "\u{0}", "\u{200F}",
      "é", "😀", "2026-03-01T10:00:00Z", "0.5s", "PM", "Speaker 1: ",
    ]
    for _ in 0..<2000 {
      let text = (0..<Int.random(in: 1...30, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let normal = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
      var rest = normal.unicodeScalars[...]
      let reading = try read(text)
      for turn in reading.transcript.turns where turn.span == nil {
        let found = rest.firstRange(of: Array(turn.text.unicodeScalars))
        #expect(found != nil, "\(turn.text.debugDescription) in \(text.debugDescription)")
        if let found { rest = rest[found.upperBound...] }
      }
    }
  }

  @Test("a long text is read in one pass")
  func long() throws {
    let text = String(repeating: "Agent: bonjour\nsuite\nUser: salut\n", count: 50_000)
    #expect(try read(text).transcript.turns.count == 100_000)
    let oneLine = String(repeating: "[", count: 1_000_000)
    #expect(try read(oneLine).transcript.turns.count == 1)
    let blanks = "a" + String(repeating: "\n", count: 1_000_000) + "b"
    #expect(try read(blanks).transcript.turns.count == 2)
  }
}
