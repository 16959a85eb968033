import CallPress
import CallPressCore
import CallPressXML
import TestSupport
import Testing

@Suite("TTML read")
struct TTMLTests {
  static func document(_ body: String, _ attributes: String = "", head: String = "") -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" \
    xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xmlns:ebuttm="urn:ebu:tt:metadata" \
    xml:lang="en" \(attributes)><head>\(head)</head>\(body)</tt>
    """
  }

  static func call(_ text: String) throws -> Call {
    let source = SourceDocument(name: "a.ttml", bytes: Array(text.utf8))
    return try #require(try CallPipeline().calls(in: source).first).get()
  }

  static func spans(_ call: Call) -> [[Int64?]] {
    call.transcript.turns.map { [$0.span?.start.milliseconds, $0.span?.end.milliseconds] }
  }

  @Test(
    "every way to write a time is understood",
    arguments: [
      ("begin=\"00:00:01.5\" end=\"00:00:02\"", "", 1500, 2000),
      ("begin=\"1.5s\" dur=\"500ms\"", "", 1500, 2000),
      ("begin=\"0.1m\" end=\"0.01h\"", "", 6000, 36_000),
      ("begin=\"00:00:01:12\" end=\"50f\"", "ttp:frameRate=\"25\"", 1480, 2000),
      (
        "begin=\"30f\" end=\"60f\"", "ttp:frameRate=\"30\" ttp:frameRateMultiplier=\"1000 1001\"",
        1001, 2002
      ),
      ("begin=\"15000000t\" end=\"20000000t\"", "ttp:tickRate=\"10000000\"", 1500, 2000),
      ("begin=\"1.0005s\" end=\"100:00:00\"", "", 1001, 360_000_000),
    ])
  func times(_ times: String, _ root: String, _ start: Int64, _ end: Int64) throws {
    let call = try Self.call(Self.document("<body><div><p \(times)>a</p></div></body>", root))
    #expect(Self.spans(call) == [[start, end]])
    #expect(call.transcript.dialect == "ttml")
  }

  @Test("times are inherited in parallel and in sequence, and cut by what is around them")
  func inheritance() throws {
    let call = try Self.call(
      Self.document(
        """
        <body begin="1s"><div begin="1s" end="5s"><p begin="1s" end="2s">a</p><p begin="3s">b</p></div>
        <div begin="10s" timeContainer="seq"><p dur="1s">c</p><p begin="1s" dur="2s">d</p></div></body>
        """))
    #expect(
      Self.spans(call) == [[3000, 4000], [5000, 6000], [11_000, 12_000], [13_000, 15_000]])
  }

  @Test("agents, roles and descriptions name the speakers")
  func speakers() throws {
    let call = try Self.call(
      Self.document(
        """
        <body><div><p begin="0s" end="1s" ttm:agent="agent">a</p>
        <p begin="1s" end="2s" ttm:agent="x">b</p>
        <p begin="2s" end="3s" ttm:role="dialog x-user">c</p>
        <p begin="3s" end="4s"><metadata><ttm:desc>supervisor</ttm:desc></metadata>d</p>
        <p begin="4s" end="6s"><span ttm:agent="agent">e e</span><br/><span ttm:agent="x">f f</span></p>
        </div></body>
        """,
        head: """
          <metadata><ttm:agent xml:id="agent" type="person"><ttm:name type="full">Lina</ttm:name>
          </ttm:agent><ttm:agent xml:id="x" type="person"><ttm:name type="full">M. Ben Ali</ttm:name>
          </ttm:agent></metadata>
          """))
    let names = call.transcript.turns.map { call.transcript.speaker($0.speaker)?.name }
    #expect(
      names == ["Lina", "M. Ben Ali", "Customer", "Third party", "Lina", "M. Ben Ali"])
    #expect(call.transcript.turns.map(\.text) == ["a", "b", "c", "d", "e e", "f f"])
  }

  @Test("white space, line breaks, foreign elements and spans with times")
  func text() throws {
    let call = try Self.call(
      Self.document(
        """
        <body><div><p begin="0s" end="4s">  one
           two<br/>three <x xmlns="urn:other">gone</x> &amp; four</p>
        <p begin="5s" end="9s" xml:lang="fr"><span begin="0s" end="1s">Bon</span> <span begin="1s" \
        end="2s">jour</span></p></div></body>
        """))
    let turns = call.transcript.turns
    #expect(turns.map(\.text) == ["one two\nthree & four", "Bon jour"])
    #expect(turns[1].language == "fr")
    #expect(turns[1].words.map { $0.span?.start.milliseconds } == [5000, 6000])
  }

  @Test("SMPTE times count from the start of the programme, and marks are refused")
  func smpte() throws {
    let call = try Self.call(
      Self.document(
        "<body><div><p begin=\"10:00:01:00\" end=\"10:00:02:00\">a</p></div></body>",
        "ttp:timeBase=\"smpte\" ttp:frameRate=\"25\"",
        head:
          "<metadata><ebuttm:documentStartOfProgramme>10:00:00:00</ebuttm:documentStartOfProgramme></metadata>"
      ))
    #expect(Self.spans(call) == [[1000, 2000]])
    #expect(call.diagnostics.contains { $0.code == "caption-clock" })
    #expect(throws: CallPressError.self) {
      try Self.call(
        Self.document(
          "<body/>", "ttp:timeBase=\"smpte\" ttp:markerMode=\"discontinuous\""))
    }
  }

  @Test("older namespaces are TTML as well, and UTF-16 is read")
  func older() throws {
    let text = Self.document("<body><div><p begin=\"1s\" end=\"2s\">é</p></div></body>")
      .replacing("http://www.w3.org/ns/ttml", with: "http://www.w3.org/2006/10/ttaf1")
      .replacing("UTF-8", with: "UTF-16")
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let calls = try CallPipeline().calls(in: SourceDocument(name: "a", bytes: bytes))
    #expect(try calls.first?.get().transcript.turns.map(\.text) == ["é"])
  }

  @Test("a DOCTYPE is refused, and nothing of it is read")
  func documentType() {
    let text = """
      <!DOCTYPE tt [<!ENTITY x SYSTEM "file:///etc/passwd">]>
      <tt xmlns="http://www.w3.org/ns/ttml"><body><p begin="1s">&x;</p></body></tt>
      """
    #expect(throws: CallPressError.self) { try Self.call(text) }
  }

  @Test("captions of XML go into every format, and the XML gives them back")
  func formats() throws {
    let call = try Self.call(
      Self.document("<body><div><p begin=\"1s\" end=\"2s\">Agent: a</p></div></body>"))
    let xml = try CallTranscriptXMLFormat.write(call).bytes
    let back = try #require(
      try CallPipeline().calls(in: SourceDocument(name: "a.xml", bytes: xml)).first
    ).get()
    #expect(try SRTFormat.write(back).text == "1\n00:00:01,000 --> 00:00:02,000\nAgent: a\n\n")
  }

  @Test("damaged documents are read or refused")
  func damaged() throws {
    let sample = Array(
      Self.document(
        """
        <body begin="1s"><div timeContainer="seq"><p begin="1s" end="2s" ttm:agent="a">x <span \
        begin="0.5s" dur="20f">y</span><br/>z</p><p dur="99999999999h">b</p></div></body>
        """, "ttp:frameRate=\"25\" ttp:tickRate=\"9\""
      ).utf8)
    var mutator = Mutator(seed: 5)
    for _ in 0..<1500 {
      let source = SourceDocument(name: "a", bytes: mutator.mutate(sample))
      guard let calls = try? CallPipeline().calls(in: source) else { continue }
      for case .success(let call) in calls {
        var settings = ExportSettings()
        settings.captions.timing = .estimate
        _ = try StrictWebVTT.read(WebVTTFormat.write(call, settings: settings).bytes)
        _ = try StrictSubRip.read(SRTFormat.write(call, settings: settings).bytes)
      }
    }
  }
}
