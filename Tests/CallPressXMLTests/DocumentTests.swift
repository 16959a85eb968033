import CallPressCore
import CallPressXML
import Testing

@Suite("The document of a call")
struct DocumentTests {
  func document(_ call: Call) throws -> String { text(try xml(call).bytes) }

  @Test("a call with something of everything")
  func everything() throws {
    let document = try document(try Samples.everything())
    let end = try #require(document.firstRange(of: " <record>"))
    #expect(
      document[..<end.lowerBound] == """
        <?xml version="1.0" encoding="UTF-8"?>
        <call-transcript xmlns="urn:callpress:call-transcript:1" version="1.0" xml:lang="en-US">
         <source name="everything.json" form="api-call"/>
         <call id="c-1" direction="inbound" status="completed" started="2026-03-01T10:00:00Z" ended="2026-03-01T10:12:34.500Z" duration="754.500" test="true">
          <fact name="id">c-1</fact>
          <fact name="call_status">completed</fact>
          <fact name="call_direction">inbound</fact>
          <fact name="is_test">true</fact>
          <fact name="call_feedback">&lt;b&gt;&amp;</fact>
          <fact name="transcript_language">en-US</fact>
          <fact name="cost">1.10</fact>
          <fact name="started_at">2026-03-01T10:00:00Z</fact>
          <fact name="ended_at">2026-03-01T10:12:34.500Z</fact>
         </call>
         <participants>
          <participant id="agent" kind="agent">
           <label>AGENT</label>
           <name>Agent</name>
          </participant>
          <participant id="customer" kind="customer">
           <label>user</label>
           <name>Leïla &lt;3</name>
          </participant>
         </participants>
         <outcomes state="present">
          <outcome name="city &quot;quoted&quot;&#10;" type="string" pointer="/a~1b/~0" finding="said" said-by-agent="true" more-evidence="true">
           <value kind="string">Tunis</value>
           <description>Where to</description>
           <rationale>She said so</rationale>
           <evidence turn="u1" from="16" to="21" match="exact" strength="strong" start="1.000" end="1.500">Tunis</evidence>
           <evidence turn="u2" from="5" to="9" match="tolerant" strength="strong">تونس</evidence>
          </outcome>
         </outcomes>
         <variables state="present">
          <variable name="amount" repeated="true" finding="not-said">
           <value kind="number">1.10</value>
          </variable>
          <variable name="amount" repeated="true" finding="not-searchable"/>
         </variables>
         <placeholders>
          <placeholder name="name" turn="u1" from="6" to="14">{{name}}</placeholder>
         </placeholders>
         <transcript state="present" dialect="by-hand" pointer="/transcript_object" zero-point="started-at" zero-instant="2026-03-01T10:00:00Z">
          <turn id="u1" who="agent" start="-1.005" end="3600.000" end-provenance="estimated" end-method="next-start" direction="ltr" interrupted="true" confidence="0.98" sentiment="neutral &amp; calm" pointer="/transcript_object/0">
           <text>Hello {{name}}, Tunis?</text>
           <planned>Hello {{name}}, Tunis or Sfax?</planned>
           <words><w start="0.120" end="0.410">Hello</w><w start="0.500" end="0.900" end-provenance="estimated" end-method="interpolated" confidence="0.5">{{name}},</w><w>Tunis?</w></words>
          </turn>
          <event kind="tool-call" time="2.000" time-provenance="derived" time-method="clock" name="lookup" call-id="t1">{"city":"Tunis"}</event>
          <event kind="tool-result" call-id="t1" error="true"></event>
          <turn id="u2" who="customer" xml:lang="ar" language="Arabic" direction="rtl">
           <text>نعم، تونس</text>
          </turn>
          <turn id="u3" who="customer" xml:lang="und" language="multi">
           <text>\u{FFFD}…&#13;
        </text>
          </turn>
         </transcript>
         <diagnostics>
          <diagnostic code="something-guessed" severity="info" pointer="/transcript_object/0" byte-offset="12">the end of turn 1 was guessed</diagnostic>
          <diagnostic code="characters-replaced" severity="warning">1 control(s) or noncharacter(s) became U+FFFD in the readable part; the record at its end keeps them</diagnostic>
         </diagnostics>

        """)
  }

  @Test("replaced characters are counted once, in the document and out of it")
  func replaced() throws {
    var call = try Samples.everything()
    call.outcomes[0].rationale = "\u{0}\u{B}\u{7F}"
    let (bytes, diagnostics) = try xml(call)
    #expect(diagnostics.map(\.code) == ["characters-replaced"])
    #expect(diagnostics.first?.message.hasPrefix("4 ") == true)
    #expect(!bytes.contains { $0 < 0x20 && $0 != 0x0A })
  }

  @Test("the same call gives the same bytes")
  func deterministic() throws {
    let call = try Samples.everything()
    #expect(try xml(call).bytes == xml(call).bytes)
  }

  @Test("the document is appended to what the buffer holds")
  func appends() throws {
    var output = OutputBuffer()
    output.append("before")
    let call = PreparedCall(try Samples.everything())
    _ = try CallTranscriptXMLFormat(settings: ExportSettings()).export(call, into: &output)
    let alone = try xml(call.call).bytes
    #expect(output.bytes() == Array("before".utf8) + alone)
    #expect(alone.last == 0x0A)
  }

  @Test("a name that data gives never becomes an identifier that XML refuses")
  func identifiers() throws {
    var call = try Samples.everything()
    let hostile = ["1", "u1", "p2", "a b", "é", "", "\"", "agent", "agent", "xml:id", "speaker-1"]
    call.transcript.speakers = hostile.map {
      Speaker(id: $0, kind: .unknown, label: $0, name: $0)
    }
    call.transcript.entries = (hostile + ["nobody"]).enumerated().map {
      .turn(Turn(number: $0.offset + 1, speaker: $0.element, text: "x"))
    }
    call.evidence = Evidence()
    let (bytes, diagnostics) = try xml(call)
    #expect(try CallTranscriptXML.validate(bytes).isEmpty)
    #expect(diagnostics.map(\.code) == ["unlisted-speaker"])
    let document = text(bytes)
    for id in ["agent", "speaker-1", "p1", "p2", "p3"] {
      #expect(document.contains("<participant id=\"\(id)\""))
    }
  }

  @Test("evidence that points nowhere is left out, and that is said")
  func danglingEvidence() throws {
    var call = try Samples.everything()
    for turn in [0, -1, 99, Int.max] {
      call.evidence.outcomes[0].links.append(
        Evidence.Link(turn: turn, range: 0..<1, match: .exact, span: nil))
    }
    call.evidence.placeholders[0].range = 90..<2_000
    let (bytes, diagnostics) = try xml(call)
    #expect(diagnostics.filter { $0.code == "dangling-evidence" }.count == 4)
    #expect(try CallTranscriptXML.validate(bytes).isEmpty)
  }

  @Test("turns that are numbered otherwise are still found")
  func numbering() throws {
    var call = try Samples.everything()
    call.transcript.entries = [
      .turn(Turn(number: 10, speaker: "agent", text: "Tunis")),
      .turn(Turn(number: 1, speaker: "agent", text: "xTunis")),
    ]
    call.evidence.placeholders = []
    call.evidence.outcomes[0].links = [
      Evidence.Link(turn: 1, range: 1..<6, match: .exact, span: nil)
    ]
    #expect(try document(call).contains("<evidence turn=\"u2\" from=\"1\" to=\"6\""))
  }

  @Test("times at the ends of their range and years that xs:dateTime has not are no trouble")
  func extremes() throws {
    for milliseconds in [Int64.min, -1, 0, 999, 1_000, 99_999_999_999, .max] {
      var call = try Samples.everything()
      let point = TimePoint(MediaTime(milliseconds: milliseconds), .measured)
      call.transcript.entries = [
        .turn(
          Turn(
            number: 1, speaker: "agent", text: "x",
            words: [Word(text: "x", span: TimeSpan(start: point, end: point))],
            span: TimeSpan(start: point, end: point), confidence: .infinity)),
        .event(Event(kind: .marker, time: point)),
      ]
      call.evidence = Evidence()
      call.transcript.zeroPoint = .recordingStart(Instant(millisecondsSince1970: milliseconds))
      let bytes = try xml(call).bytes
      #expect(try CallTranscriptXML.validate(bytes).isEmpty)
      let whole = milliseconds.magnitude / 1000
      let rest = String(milliseconds.magnitude % 1000)
      let expected =
        (milliseconds < 0 ? "-" : "") + "\(whole)."
        + String(repeating: "0", count: 3 - rest.utf8.count) + rest
      #expect(text(bytes).contains("<w start=\"\(expected)\" end=\"\(expected)\">x</w>"))
    }
  }

  @Test("a turn without a language of its own has the call's, unless its letters run the other way")
  func languages() throws {
    var call = try Samples.everything()
    func languages(_ call: Call, _ texts: [String]) throws -> [String?] {
      var call = call
      call.evidence = Evidence()
      call.transcript.entries = texts.enumerated().map {
        .turn(Turn(number: $0.offset + 1, speaker: "agent", text: $0.element))
      }
      let document = try document(call)
      return document.split(separator: "\n").filter { $0.hasPrefix("  <turn ") }.map {
        $0.split(separator: "xml:lang=\"").dropFirst().first.map {
          String($0.prefix { $0 != "\"" })
        }
      }
    }
    #expect(try languages(call, ["Hello", "مرحبا", "1"]) == [nil, "ar", nil])
    call.record = try JSONDocument(parsing: Array(#"{"transcript_language":"ar-TN"}"#.utf8)).root
    #expect(try languages(call, ["Hello", "مرحبا", "1"]) == ["und", nil, nil])
    call.record = try JSONDocument(parsing: Array(#"{"transcript_language":"multi"}"#.utf8)).root
    #expect(try languages(call, ["Hello", "مرحبا", "1"]) == [nil, "ar", nil])
  }

  @Test("a bare transcript has no facts")
  func bare() throws {
    let document = try document(try Samples.bare(Array("[]".utf8)))
    #expect(!document.contains("<call "))
    #expect(document.contains("<source form=\"document\"/>"))
    #expect(document.contains("<outcomes state=\"pending\"/>"))
  }
}
