import CallPressCore
import TestSupport
import Testing

@Suite("SubRip")
struct SubRipTests {
  @Test("two speakers, as a file")
  func golden() throws {
    let written = try SRTFormat.write([
      Inline.turn(
        1, "agent", "Good morning, this is the clinic. How can I help you today?", 300, 4000),
      Inline.turn(2, "customer", "I would like an appointment.", 4200, 6000),
      Inline.turn(3, "customer", "On Monday.", 6200, 7500),
    ])
    #expect(
      written.text == """
        1
        00:00:00,300 --> 00:00:04,116
        Agent: Good morning, this is the clinic.
        How can I help you today?

        2
        00:00:04,200 --> 00:00:07,500
        Customer: I would like an appointment.
        On Monday.


        """)
    #expect(written.diagnostics.isEmpty)
  }

  @Test("without cues the file is empty")
  func empty() throws {
    #expect(try SRTFormat.write([]).bytes.isEmpty)
  }

  @Test("hours over 99 have as many digits as they need")
  func hours() throws {
    let written = try SRTFormat.write([Inline.turn(1, "agent", "late", 360_000_000, 3_600_000_500)])
    #expect(written.text.contains("\n100:00:00,000 --> 100:00:07,000\n"))
  }

  @Test("what players take for markup is replaced by lookalikes, and that is said")
  func markup() throws {
    let written = try SRTFormat.write([
      Inline.turn(1, "", "{\\an8}<b>AT&T</b> --> {{name}} 3 > 2 C:\\new", 0, 4000)
    ])
    #expect(
      written.text.contains("❴\\\u{2060}an8❵‹b›AT&T‹/b›\n--› ❴❴name❵❵ 3 > 2 C:\\\u{2060}new\n"))
    #expect(written.diagnostics.contains { $0.code == "srt-replaced-characters" })
  }

  @Test("a number alone at the end cannot be taken for an index", arguments: ["42", "٤٢", "1.5"])
  func bareNumber(text: String) throws {
    let written = try SRTFormat.write([
      Inline.turn(1, "agent", "How many?", 0, 2000), Inline.turn(2, "agent", text, 3000, 4000),
    ])
    #expect(written.text.contains("\n\(text)\u{2060}\n"))
  }

  @Test("a name that does not fit before the line stands on a line of its own")
  func ownLine() throws {
    let written = try SRTFormat.write([
      Inline.turn(1, "customer", "Hippopotomonstrosesquippedaliophobia", 0, 3000)
    ])
    #expect(written.text.contains("\nCustomer:\nHippopotomonstrosesquippedaliophobia\n"))
  }

  @Test("a name wider than a line is cut short, and that is said")
  func longName() throws {
    let name = String(repeating: "name ", count: 20)
    let call = try Inline.call(
      Inline.transcript([Inline.turn(1, "agent", "Hello.", 0, 2000)], names: ["agent": name]))
    let written = try SRTFormat.write(call)
    let lines = try StrictSubRip.read(written.bytes)[0].lines
    #expect(lines.allSatisfy { DisplayWidth.columns(of: $0) <= 42 })
    #expect(lines[0].hasSuffix("…:"))
    #expect(written.diagnostics.contains { $0.code == "srt-shortened-name" })
  }

  @Test("people who speak at once share a cue, a dash and the name before each line")
  func dialogue() throws {
    let turns = [
      Inline.turn(1, "agent", "A long remark that goes on", 0, 5000),
      Inline.turn(2, "customer", "Yes.", 300, 1300), Inline.turn(3, "customer", "No.", 6000, 7000),
    ]
    let cues = try StrictSubRip.read(SRTFormat.write(turns).bytes)
    #expect(
      cues.map(\.lines) == [
        ["- Agent: A long remark that goes on", "- Customer: Yes."], ["No."],
      ])
    var settings = ExportSettings()
    settings.captions.speakerLabels = .never
    let dashes = try StrictSubRip.read(SRTFormat.write(turns, settings: settings).bytes)
    #expect(dashes[0].lines == ["- A long remark that goes on", "- Yes."])
    settings.captions.overlap = .keep
    let kept = try SRTFormat.write(turns, settings: settings)
    #expect(try StrictSubRip.read(kept.bytes).map(\.end) == [5000, 1300, 7000])
    #expect(kept.diagnostics.contains { $0.code == "srt-overlaps" })
  }

  @Test("estimated times give a warning")
  func estimated() throws {
    var settings = ExportSettings()
    settings.captions.timing = .estimate
    let written = try SRTFormat.write([Inline.turn(1, "agent", "Hello.")], settings: settings)
    func severity(_ diagnostics: [Diagnostic]) -> Diagnostic.Severity? {
      diagnostics.first { $0.code == "srt-estimated-times" }?.severity
    }
    #expect(severity(written.diagnostics) == .warning)
    // Where the source times the turns, only places within them are estimates.
    let text = Array(repeating: "one two three four", count: 8).joined(separator: " ")
    let timed = try SRTFormat.write([Inline.turn(1, "agent", text, 0, 20_000)])
    #expect(severity(timed.diagnostics) == .info)
  }

  @Test("lines from right to left carry the marks that players need, others none")
  func direction() throws {
    func lines(_ text: String, speaker: String = "") throws -> [String] {
      try StrictSubRip.read(SRTFormat.write([Inline.turn(1, speaker, text, 0, 4000)]).bytes)[0]
        .lines
    }
    #expect(try lines("مرحبا بكم") == ["مرحبا بكم"])
    #expect(try lines("هل تريد موعدا؟") == ["\u{202B}هل تريد موعدا؟\u{202C}"])
    #expect(
      try lines("iPhone هو هاتفي المفضل") == ["\u{200F}\u{202B}iPhone هو هاتفي المفضل\u{202C}"])
    #expect(
      try lines("نعم", speaker: "agent") == ["\u{202B}Agent:\u{200F} نعم\u{202C}"])
    #expect(try lines("مطعم is the Arabic word") == ["\u{200E}مطعم is the Arabic word"])
    #expect(
      try lines("The word مطعم, it means restaurant") == ["The word مطعم, it means restaurant"])
    #expect(try lines("Ça va ?") == ["Ça va ?"])
  }

  @Test("isolates and no marks at all where they are asked for")
  func directionMarks() throws {
    func line(_ marks: CaptionSettings.DirectionMarks) throws -> String {
      var settings = ExportSettings()
      settings.captions.directionMarks = marks
      let turn = Inline.turn(1, "", "هل تريد موعدا؟", 0, 4000)
      return try StrictSubRip.read(SRTFormat.write([turn], settings: settings).bytes)[0].lines[0]
    }
    #expect(try line(.isolates) == "\u{2067}هل تريد موعدا؟\u{2069}")
    #expect(try line(.none) == "هل تريد موعدا؟")
  }

  @Test(
    "numbers in groups keep their order beside words from right to left",
    arguments: [
      ("رقمي 71 000 482 صحيح", "\u{202B}رقمي \u{200E}71 000 482 صحيح\u{202C}"),
      ("71 000 482 هو رقمي", "\u{200F}\u{202B}\u{200E}71 000 482 هو رقمي\u{202C}"),
      ("اتصل على +971 50 123 4567", "\u{202B}اتصل على \u{200E}+971 50 123 4567\u{202C}"),
      ("رقمي ٧١ ٠٠٠ ٤٨٢", "\u{202B}رقمي \u{202D}٧١ ٠٠٠ ٤٨٢\u{202C}\u{202C}"),
      ("رقمي ۷۱ ۰۰۰ صحيح", "\u{202B}رقمي \u{202D}۷۱ ۰۰۰\u{202C} صحيح\u{202C}"),
      ("my رقم 71 000 482 here", "my رقم \u{200E}71 000 482 here"),
      ("رقم 050-123-4567", "\u{202B}رقم \u{200E}050-123-4567\u{202C}"),
      // An Arabic reader reads a range from the right.
      ("من 10-12 دقيقة", "من 10-12 دقيقة"),
      ("عمري 42 سنة", "عمري 42 سنة"),
    ])
  func groupedNumbers(_ text: String, _ line: String) throws {
    let written = try SRTFormat.write([Inline.turn(1, "", text, 0, 4000)])
    #expect(try StrictSubRip.read(written.bytes)[0].lines == [line])
  }
}
