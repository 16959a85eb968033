import CallPressCore
import TestSupport
import Testing

/// What a dialect makes of a text: its turns in short, and what it said.
private func read(
  _ text: String, _ dialect: any TranscriptDialect
) throws -> DialectReading {
  try DialectReading(dialect, .text(text, origin: nil))
}

extension TranscriptDialect {
  /// The score for a text.
  fileprivate func score(text: String) -> Int { match(.text(text, origin: nil)).score }
}

@Suite("SubRip read")
struct SubRipReadingTests {
  func srt(_ text: String) throws -> DialectReading { try read(text, SubRipDialect()) }

  @Test(
    "cues are found however they are written",
    arguments: [
      "1\n00:00:01,000 --> 00:00:02,500\nHello\n\n2\n00:00:03,000 --> 00:00:04,000\nBye\n",
      "\u{FEFF}1\r\n00:00:01,000 --> 00:00:02,500\r\nHello\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nBye",
      "1\r00:00:01,000 --> 00:00:02,500\rHello\r\r2\r00:00:03,000 --> 00:00:04,000\rBye\r",
      "1\n00:00:01,000 --> 00:00:02,500\nHello\n2\n00:00:03,000 --> 00:00:04,000\nBye",
      "00:00:01,000 --> 00:00:02,500\nHello\n\n00:00:03,000 --> 00:00:04,000\nBye",
      "7\n00:00:01.000 --> 00:00:02.500\nHello\n\n3\n00:00:03.000 --> 00:00:04.000\nBye",
      "1\n0:0:1,0 --> 0:0:2,5\nHello\n\n2\n00:3 --> 00:4\nBye",
      "1\n00:01,000-->00:02,500 X1:40 X2:600 Y1:20 Y2:50\nHello\n\n\n\n2\n00:00:03:000 – -> 00:04\n\n2\n00:03.000 -> 00:04.000\nBye"
        .replacing("\n2\n00:00:03:000 – -> 00:04\n", with: ""),
      "1\n\n00:00:01,000 --> 00:00:02,500\nHello\n\n2\n\n00:00:03,000 --> 00:00:04,000\nBye",
    ])
  func tolerant(text: String) throws {
    let reading = try srt(text)
    #expect(reading.transcript.turns.map(\.text) == ["Hello", "Bye"])
    #expect(reading.spans == ["1000-2500", "3000-4000"])
    #expect(SubRipDialect().score(text: text) >= 85)
    #expect(TranscriptLinesDialect().score(text: text) <= 10)
  }

  @Test("hours go beyond a hundred, and times before zero move there")
  func ranges() throws {
    let reading = try srt(
      "1\n-00:00:01,500 --> 00:00:01,000\na\n\n2\n123:00:00,000 --> 123:00:01,000\nb\n")
    #expect(reading.spans == ["?0-1000", "442800000-442801000"])
    #expect(reading.codes.contains("negative-time"))
  }

  @Test("empty lines inside of a cue stay when no cue follows")
  func blankLines() throws {
    let reading = try srt(
      "1\n00:00:01,000 --> 00:00:02,000\none\n\ntwo\n \n3 apples\n\n2\n00:00:03,000 --> 00:00:04,000\nx\n"
    )
    #expect(reading.transcript.turns.map(\.text) == ["one\n\ntwo\n\n3 apples", "x"])
  }

  @Test("a number at the end of a cue is text unless it is the next cue's")
  func bareNumber() throws {
    let reading = try srt(
      "1\n00:00:01,000 --> 00:00:02,000\nfor\n42\n00:00:03,000 --> 00:00:04,000\nb\n")
    #expect(reading.transcript.turns.map(\.text) == ["for\n42", "b"])
  }

  @Test("tags and overrides leave the text and are counted; references and other brackets stay")
  func markup() throws {
    let reading = try srt(
      "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>AT&amp;T</i> <font color=\"red\">is</font> "
        + "<inaudible> {ok} 5 < 6\n")
    #expect(reading.transcript.turns.map(\.text) == ["AT&amp;T is <inaudible> {ok} 5 < 6"])
    let note = reading.diagnostics.first { $0.code == "caption-markup-removed" }
    #expect(note?.message.hasPrefix("5 tag(s)") == true)
  }

  @Test("cues out of order are put in order, and ones that overlap stay")
  func order() throws {
    let reading = try srt(
      "1\n00:00:05,000 --> 00:00:06,000\nlater\n\n2\n00:00:01,000 --> 00:00:09,000\nlong\n")
    #expect(reading.transcript.turns.map(\.text) == ["long", "later"])
    #expect(reading.spans == ["1000-9000", "5000-6000"])
  }

  @Test(
    "a name in front of a cue holds until another comes",
    arguments: [
      ("Agent: a", "b", "Customer: c", "Agent: d"),
      ("[Agent] a", "b", "[Customer] c", "[Agent] d"),
      ("[Agent]: a", "b", "[Customer]: c", "[Agent]: d"),
      ("AGENT:\na", "b", "CUSTOMER:\nc", "AGENT: d"),
      (">> AGENT: a", "b", ">> CUSTOMER: c", ">> AGENT: d"),
      ("\u{202B}Agent: a\u{202C}", "b", "\u{200E}Customer:\u{200E} c", "Agent: d"),
    ])
  func names(_ first: String, _ second: String, _ third: String, _ fourth: String) throws {
    var text = ""
    for (index, cue) in [first, second, third, fourth].enumerated() {
      text += "\(index + 1)\n00:00:0\(index),000 --> 00:00:0\(index),900\n\(cue)\n\n"
    }
    #expect(try srt(text).lines == ["agent: a", "agent: b", "customer: c", "agent: d"])
  }

  @Test("remarks and sounds are no names")
  func noNames() throws {
    let reading = try srt(
      "1\n00:00:00,000 --> 00:00:01,000\n[music]\n\n2\n00:00:01,000 --> 00:00:02,000\nNote: it is 10:30\n\n"
        + "3\n00:00:02,000 --> 00:00:03,000\n[music] I said: go\n")
    #expect(
      reading.transcript.turns.map(\.text) == [
        "[music]", "Note: it is 10:30", "[music] I said: go",
      ])
    #expect(reading.transcript.speakers.map(\.kind) == [.unknown])
  }

  @Test("lines with dashes are two turns that share the time, and the border is an estimate")
  func dialogue() throws {
    let reading = try srt(
      "1\n00:00:00,000 --> 00:00:02,000\n- Agent: abcd\n- Customer: efgh\n\n"
        + "2\n00:00:03,000 --> 00:00:04,000\n-5 degrees\n")
    #expect(reading.lines.prefix(2) == ["agent: abcd", "customer: efgh"])
    #expect(reading.spans == ["0-?1000", "?1000-2000", "3000-4000"])
    #expect(reading.transcript.turns[2].text == "-5 degrees")
    #expect(reading.codes.contains("shared-captions"))
  }

  @Test("text with times in front of its lines is not taken for captions")
  func linesWithTimes() {
    let text = "00:00:01 --> 00:00:05 Agent: hello\n00:00:06 --> 00:00:09 Customer: hi\n"
    #expect(SubRipDialect().score(text: text) == 0)
    #expect(TranscriptLinesDialect().score(text: text) > 50)
  }

  @Test("text without a cue is refused")
  func refused() {
    #expect(throws: CallPressError.self) { try srt("Agent: hello") }
  }
}

@Suite("WebVTT read")
struct WebVTTReadingTests {
  func vtt(_ text: String) throws -> DialectReading { try read(text, WebVTTDialect()) }

  @Test("headers, comments, styles, regions, identifiers and positions are left out and counted")
  func blocks() throws {
    let reading = try vtt(
      "\u{FEFF}WEBVTT some text\r\nKind: captions\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\n"
        + "REGION\r\nid:fred\r\n\r\nNOTE a\r\nb\r\n\r\nintro - 1\r\n"
        + "00:01.000 --> 00:02.000 align:start line:0\r\n<v Agent>Hello\r\n\r\nstray\r\n")
    #expect(reading.lines == ["agent: Hello"])
    #expect(reading.spans == ["1000-2000"])
    let left = reading.diagnostics.first { $0.code == "caption-layout-left-out" }
    #expect(
      left?.message
        == "1 comment(s), 2 style(s) and region(s), the positions of 1 cue(s) were left out")
    #expect(reading.codes.contains("text-outside-captions"))
  }

  @Test("voices with classes, references and several in a cue")
  func voices() throws {
    let reading = try vtt(
      "WEBVTT\n\n00:00.000 --> 00:02.000\n<v.loud Agent>AT&amp;T &lt;b&gt;&nbsp;&#39;x&#x27;</v>\n"
        + "<v Sami &amp; Co>four</v>\n")
    #expect(reading.transcript.turns.map(\.text) == ["AT&T <b>\u{A0}'x'", "four"])
    #expect(reading.transcript.speakers.map(\.name) == ["Agent", "Sami & Co"])
    #expect(reading.transcript.turns[0].span?.start.provenance == .measured)
    #expect(reading.transcript.turns[1].span?.start.provenance == .estimated(.interpolated))
  }

  @Test("tags leave the text, unknown ones stay, readings beside characters are left out")
  func tags() throws {
    let reading = try vtt(
      "WEBVTT\n\n00:00.000 --> 00:02.000\n<i.x>a</i> <c.y>b</c> <lang fr>c</lang> <inaudible> 1 < 2 "
        + "<ruby>漢<rt>kan</rt></ruby>\n")
    #expect(reading.transcript.turns.map(\.text) == ["a b c <inaudible> 1 < 2 漢"])
    #expect(reading.transcript.turns[0].language == "fr")
    #expect(reading.codes.contains("ruby-readings"))
  }

  @Test("times inside of cues are those of words")
  func words() throws {
    let reading = try vtt(
      "WEBVTT\n\n00:01.000 --> 00:04.000\n<v A>one <00:02.000>two <00:00:03.000>three\n")
    let words = reading.transcript.turns[0].words
    #expect(words.map(\.text) == ["one", "two", "three"])
    #expect(words.map { $0.span?.start.milliseconds } == [1000, 2000, 3000])
    #expect(words.map { $0.span?.end.milliseconds } == [2000, 3000, 4000])
    #expect(words[0].span?.end.provenance == .estimated(.nextStart))
    #expect(words[2].span?.end.provenance == .measured)
  }

  @Test("text that rolls up is read once")
  func rollUp() throws {
    let reading = try vtt(
      "WEBVTT\n\n00:00.000 --> 00:02.000\n \none<00:01.000><c> two</c>\n\n"
        + "00:02.000 --> 00:02.010\none two\n \n\n"
        + "00:02.010 --> 00:04.000\none two\nthree<00:03.000><c> four</c>\n")
    #expect(reading.transcript.turns.map(\.text) == ["one two", "three four"])
    #expect(reading.transcript.turns.last?.words.map(\.text) == ["three", "four"])
    #expect(reading.transcript.turns.last?.words.first?.span?.start.milliseconds == 2010)
    #expect(reading.codes.contains("rolled-up-lines"))
  }

  @Test("a file put together of segments of a stream counts from the first")
  func segments() throws {
    let reading = try vtt(
      "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\n00:01.000 --> 00:02.000\na\n\n"
        + "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:1800000,LOCAL:00:00:00.000\n\n00:01.000 --> 00:02.000\nb\n"
    )
    #expect(reading.spans == ["1000-2000", "11000-12000"])
    #expect(reading.codes.contains("stream-clock"))
    #expect(reading.codes.contains("stream-clock-parts"))
  }

  @Test("the comment about estimated cues carries over")
  func ownNote() throws {
    let all = try vtt(
      "WEBVTT\n\nNOTE 1 of 1 cues have an estimated start or end.\n\n00:01.000 --> 00:02.000\na\n")
    #expect(all.spans == ["?1000-?2000"])
    let some = try vtt(
      "WEBVTT\n\nNOTE 1 of 2 cues have an estimated start or end.\n\n00:01.000 --> 00:02.000\na\n")
    #expect(some.spans == ["1000-2000"])
    #expect(some.diagnostics.contains { $0.code == "captions-estimated-times" })
  }

  @Test("the signature alone decides, and a word that begins like it does not")
  func signature() {
    for text in ["WEBVTT", "WEBVTT\n", "WEBVTT\tx\n\n", "\u{FEFF}WEBVTT - title\n"] {
      #expect(WebVTTDialect().score(text: text) == 100)
      #expect(SubRipDialect().score(text: text) == 0)
    }
    #expect(WebVTTDialect().score(text: "WEBVTTX\n\n00:01.000 --> 00:02.000\na\n") == 0)
  }
}
