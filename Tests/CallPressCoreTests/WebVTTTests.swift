import CallPressCore
import TestSupport
import Testing

@Suite("WebVTT")
struct WebVTTTests {
  @Test("two speakers, as a file")
  func golden() throws {
    let written = try WebVTTFormat.write([
      Inline.turn(
        1, "agent", "Good morning, this is the clinic. How can I help you today?", 300, 4000),
      Inline.turn(2, "customer", "I <3 you & yours -->", 4200, 6000),
    ])
    #expect(
      written.text == """
        WEBVTT

        00:00:00.300 --> 00:00:04.116
        <v Agent>Good morning, this is the clinic.
        How can I help you today?

        00:00:04.200 --> 00:00:06.000
        <v Customer>I &lt;3 you &amp; yours --&gt;

        """)
    #expect(written.diagnostics.isEmpty)
  }

  @Test("without cues the file is a header and an empty line")
  func empty() throws {
    #expect(try WebVTTFormat.write([]).text == "WEBVTT\n\n")
  }

  @Test("hours over 99 have as many digits as they need")
  func hours() throws {
    let written = try WebVTTFormat.write([
      Inline.turn(1, "agent", "late", 359_999_999, 360_000_999)
    ])
    #expect(written.text.contains("\n99:59:59.999 --> 100:00:00.999\n"))
  }

  @Test("estimated times are told in a note")
  func estimated() throws {
    var settings = ExportSettings()
    settings.captions.timing = .estimate
    let written = try WebVTTFormat.write(
      [Inline.turn(1, "agent", "Hello."), Inline.turn(2, "agent", "Bye.")], settings: settings)
    #expect(
      try StrictWebVTT.read(written.bytes).notes == ["2 of 2 cues have an estimated start or end."])
  }

  @Test("a name cannot leave its tag", arguments: ["a>b", "<v x>", "R&D", "a\nb", "x\t y", "x--"])
  func names(name: String) throws {
    let call = try Inline.call(
      Inline.transcript([Inline.turn(1, "agent", "Hello.", 0, 2000)], names: ["agent": name]))
    let cue = try StrictWebVTT.read(WebVTTFormat.write(call).bytes).cues[0]
    #expect(cue.lines == ["Hello."])
    let shown = name.replacing(">", with: "›").replacing("<", with: "‹")
    #expect(
      cue.voice == shown.split { $0 == "\n" || $0 == "\t" || $0 == " " }.joined(separator: " "))
  }

  @Test("a blank name has no tag")
  func blankName() throws {
    let call = try Inline.call(
      Inline.transcript([Inline.turn(1, "agent", "Hello.", 0, 2000)], names: ["agent": " \u{200B}"])
    )
    #expect(try WebVTTFormat.write(call).text.hasSuffix("\nHello.\n"))
  }

  @Test("people who speak at once have a voice and a dash each, or overlap where asked for")
  func overlap() throws {
    let turns = [
      Inline.turn(1, "agent", "I was just going to say", 0, 4000),
      Inline.turn(2, "customer", "No!", 2000, 3000),
    ]
    #expect(
      try WebVTTFormat.write(turns).text.hasSuffix(
        "<v Agent>- I was just going to say</v>\n<v Customer>- No!</v>\n"))
    var settings = ExportSettings()
    settings.captions.overlap = .keep
    let cues = try StrictWebVTT.read(WebVTTFormat.write(turns, settings: settings).bytes).cues
    #expect(cues.map(\.end) == [4000, 3000])
  }

  @Test("times of words stand strictly inside of the cue, one behind the other")
  func wordTimes() throws {
    var settings = ExportSettings()
    settings.captions.showsWordTimes = true
    let written = try WebVTTFormat.write(
      [Inline.timedTurn(1, "agent", "One@0-300 two@300-600 three@300-900 four@900-1400")],
      settings: settings)
    #expect(
      written.text.hasSuffix(
        "<v Agent>One <00:00:00.300>two three <00:00:00.900>four\n"))
  }

  @Test("lines that would come out wrong with or without a base direction have marks")
  func direction() throws {
    func line(_ text: String) throws -> String {
      let written = try WebVTTFormat.write([Inline.turn(1, "agent", text, 0, 4000)])
      return try StrictWebVTT.read(written.bytes).cues[0].lines[0]
    }
    #expect(try line("iPhone هو هاتفي المفضل") == "\u{200F}\u{202B}iPhone هو هاتفي المفضل\u{202C}")
    #expect(try line("هاتفي المفضل iPhone") == "\u{202B}هاتفي المفضل iPhone\u{202C}")
    #expect(try line("هل تريد موعدا؟") == "\u{202B}هل تريد موعدا؟\u{202C}")
    #expect(try line("مرحبا بكم") == "مرحبا بكم")
    #expect(try line("Ça va ?") == "Ça va ?")
    #expect(try line("مطعم is the Arabic word") == "\u{200E}مطعم is the Arabic word")
    #expect(try line("42 ريال") == "\u{202B}42 ريال\u{202C}")
    // The mark that keeps a number's groups in order is a first letter too.
    #expect(try line("رقمي 71 000 صحيح") == "\u{202B}رقمي \u{200E}71 000 صحيح\u{202C}")
    #expect(try line("71 000 هو رقمي") == "\u{200F}\u{202B}\u{200E}71 000 هو رقمي\u{202C}")
  }

  @Test("controls become spaces, and that is said")
  func controls() throws {
    let written = try WebVTTFormat.write([Inline.turn(1, "", "a\u{0}b \u{1B}[31m c\n\nd", 0, 4000)])
    #expect(written.text.hasSuffix("\na b [31m c d\n"))
    #expect(written.diagnostics.map(\.code) == ["control-characters"])
  }
}
