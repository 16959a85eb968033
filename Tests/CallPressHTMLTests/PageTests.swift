import CallPressCore
import Foundation
import Testing

@testable import CallPressHTML

@Suite("The page of a call")
struct PageTests {
  /// All values of an attribute, in order.
  private func values(_ attribute: String, in page: String) -> [String] {
    page.components(separatedBy: " \(attribute)=\"").dropFirst().map {
      String($0.prefix { $0 != "\"" })
    }
  }

  @Test("links within the page lead somewhere, and every place is there once")
  func links() throws {
    for (name, call) in SampleCalls.all {
      let page = try render(call)
      let identifiers = values("id", in: page)
      #expect(Set(identifiers).count == identifiers.count, "\(name)")
      for link in values("href", in: page) where link.hasPrefix("#") {
        #expect(identifiers.contains(String(link.dropFirst())), "\(name): \(link)")
      }
    }
  }

  @Test("every turn has its number, its language and its direction")
  func turns() throws {
    for (name, call) in SampleCalls.all {
      let page = try render(call)
      for turn in call.transcript.turns {
        #expect(page.contains("<li id=\"t\(turn.number)\" class=\"t "), "\(name)")
      }
    }
    let arabic = try render(SampleCalls.arabic)
    #expect(arabic.contains("<ol id=\"turns\" lang=\"ar\" dir=\"rtl\""))
    // By most letters, not by the first one; the record's own language first.
    #expect(arabic.contains("<p lang=\"ar\" dir=\"rtl\">OK شكراً."))
    #expect(arabic.contains("<p lang=\"fr\" dir=\"ltr\">C'est"))
    let english = try render(SampleCalls.english)
    #expect(english.contains("<p lang=\"en\" dir=\"ltr\">Okay, I thought"))
  }

  @Test("a turn in a language that nobody names does not take the page's")
  func unknownLanguage() throws {
    var call = SampleCalls.untimed
    call.transcript.entries = [
      .turn(Turn(number: 1, speaker: "speaker-0", text: "Bonjour")),
      .turn(Turn(number: 2, speaker: "speaker-1", text: "أهلا وسهلا")),
      .turn(Turn(number: 3, speaker: "speaker-1", text: "Hej", language: "sv_SE")),
    ]
    let page = try render(call)
    #expect(page.contains("<ol id=\"turns\" lang=\"\" dir=\"ltr\""))
    #expect(page.contains("<p lang=\"\" dir=\"ltr\">Bonjour"))
    #expect(page.contains("<p lang=\"ar\" dir=\"rtl\">أهلا وسهلا"))
    #expect(page.contains("<p lang=\"sv-SE\" dir=\"ltr\">Hej"))
  }

  @Test("an international number keeps its order between Arabic words, and only the markup changes")
  func numbersBetweenArabicWords() throws {
    let arabic = try render(SampleCalls.arabic)
    #expect(arabic.contains("ورقمي <bdi dir=\"ltr\">+966 50 000 0333</bdi>."))
    var call = SampleCalls.arabic
    let text = "اتصل + 5 أو +1 - أو +44-20 7946 ثم + و+"
    call.transcript.entries = [.turn(Turn(number: 1, speaker: "agent", text: text))]
    call.evidence = Evidence()
    let page = try render(call)
    #expect(
      page.contains("أو <bdi dir=\"ltr\">+1</bdi> - أو <bdi dir=\"ltr\">+44-20 7946</bdi> ثم + و+<")
    )
  }

  @Test(
    "numbers in groups keep their order between Arabic words",
    arguments: [
      ("71 000 482", true), ("48 200", true), ("06 12 34 56 78", true), ("4471-2290 11", true),
      ("050-123-4567", true),
      ("71", false), ("2026-03-01", false), ("71 0", false), ("1 12345", false), ("7 1 0", false),
    ])
  func groupedNumbers(_ number: String, _ isIsolated: Bool) throws {
    var call = SampleCalls.arabic
    call.evidence = Evidence()
    call.transcript.entries = [
      .turn(Turn(number: 1, speaker: "agent", text: "رقمي \(number) صحيح"))
    ]
    let page = try render(call)
    #expect(page.contains("رقمي <bdi dir=\"ltr\">\(number)</bdi> صحيح") == isIsolated)
    #expect(page.contains("رقمي \(number) صحيح") != isIsolated)
    // Nor does it beside a few Arabic words in a French turn.
    call.transcript.entries = [
      .turn(Turn(number: 1, speaker: "agent", text: "alors voilà, c'est رقمي \(number) merci"))
    ]
    #expect(
      try render(call).contains("رقمي <bdi dir=\"ltr\">\(number)</bdi> merci") == isIsolated)
    // Where nothing runs from right to left nothing changes places.
    call.transcript.entries = [
      .turn(Turn(number: 1, speaker: "agent", text: "my number \(number) right"))
    ]
    #expect(try render(call).contains("my number \(number) right"))
  }

  @Test("Arabic-Indic digits in groups have their order overridden; nothing less keeps it")
  func arabicIndicNumbers() throws {
    var call = SampleCalls.arabic
    call.evidence = Evidence()
    call.transcript.entries = [
      .turn(Turn(number: 1, speaker: "agent", text: "رقمي ٧١ ٠٠٠ ٤٨٢ صحيح، عمري ٤٢"))
    ]
    let page = try render(call)
    #expect(page.contains("رقمي <bdo dir=\"ltr\">٧١ ٠٠٠ ٤٨٢</bdo> صحيح، عمري ٤٢<"))
  }

  @Test("a placeholder is marked as one, also where it is a value's text or inside it")
  func placeholderFirst() throws {
    var call = SampleCalls.english
    let text = "Hello {{name}} and more"
    call.transcript.entries = [.turn(Turn(number: 1, speaker: "agent", text: text))]
    call.outcomes = []
    call.variables = [NamedValue(name: "v", value: SampleCalls.json("1"))]
    for range in [6..<14, 0..<23, 8..<10, 6..<23] {
      call.evidence = Evidence(
        variables: [
          Evidence.Item(
            finding: .said,
            links: [Evidence.Link(turn: 1, range: range, match: .exact, span: nil)])
        ],
        placeholders: [
          Evidence.Placeholder(text: "{{name}}", name: "name", turn: 1, range: 6..<14)
        ])
      #expect(try render(call).contains("<mark class=\"ph\">{{name}}</mark>"))
    }
  }

  @Test("a structure is shown without the source's white space, its numbers to the digit")
  func structures() throws {
    var call = SampleCalls.english
    call.outcomes = [
      NamedValue(name: "s", value: SampleCalls.json("{\n  \"a b\" : [ 1.10,\n 2 ] }"))
    ]
    call.evidence.outcomes = []
    #expect(try render(call).contains(">{\"a b\":[1.10,2]}</bdi>"))
    #expect(
      try render(call, template: "{{#outcomes}}{{value_text}}{{/outcomes}}")
        == "{&quot;a b&quot;:[1.10,2]}")
  }

  @Test("times are exact for machines and short for people; estimates are marked in words")
  func times() throws {
    let page = try render(SampleCalls.english)
    #expect(page.contains("<time datetime=\"PT0.4S\">00:00</time>"))
    #expect(page.contains("<time datetime=\"PT33.8S\">00:33</time>"))
    #expect(page.contains("≈</span><span class=\"vh\">estimated </span><time datetime=\"PT48S\">"))
    #expect(page.contains("A time behind ≈ is an estimate."))
    #expect(!(try render(SampleCalls.arabic)).contains("≈"))
    #expect(page.contains("data-s=\"400\" data-e=\"5100\""))
  }

  @Test(
    "clocks",
    arguments: [
      (0, "00:00", "PT0S"), (999, "00:00", "PT0.999S"), (59_999, "00:59", "PT59.999S"),
      (60_000, "01:00", "PT60S"), (3_599_999, "59:59", "PT3599.999S"),
      (3_600_000, "1:00:00", "PT3600S"), (400_000_010, "111:06:40", "PT400000.01S"),
      (-1, "\u{2212}00:01", nil), (-1000, "\u{2212}00:01", nil), (Int64.max, nil, nil),
      (Int64.min, nil, nil),
    ] as [(Int64, String?, String?)])
  func clocks(_ milliseconds: Int64, _ clock: String?, _ duration: String?) {
    let time = MediaTime(milliseconds: milliseconds)
    let text = TimeText().clock(time)
    if let clock { #expect(text == clock) }
    if milliseconds != .max { #expect(TimeText.duration(time) == duration) }
    if milliseconds >= 0, milliseconds < 3_600_000 {
      #expect(TimeText(showsHours: true).clock(time) == "0:" + text)
    }
  }

  @Test("instants are read from their end, so that a long year does no harm")
  func instants() {
    func text(_ iso: String) -> String? {
      Instant(iso8601: iso).map { TimeText.text(of: $0) }
    }
    #expect(text("2026-03-01T10:00:05.250+04:00") == "1 March 2026, 06:00:05 UTC")
    #expect(
      TimeText.text(of: Instant(millisecondsSince1970: 253_402_300_800_000))
        == "1 January 10000, 00:00:00 UTC")
  }

  @Test("outcomes lead to the turns in which they were said, and turns back")
  func evidence() throws {
    let page = try render(SampleCalls.english)
    #expect(page.contains("<div class=\"item\" id=\"o5\">"))
    #expect(
      page.contains(
        "<a href=\"#t3\"><time datetime=\"PT9.3S\">00:09</time> <bdi>Agent</bdi> "
          + "<q dir=\"ltr\">1,250.75</q></a> <span class=\"muted\">in other spelling</span>"))
    #expect(page.contains("<a href=\"#o5\"><bdi>amount_due</bdi></a>"))
    #expect(page.contains("<mark class=\"ev\">1,250.75</mark>"))
    #expect(page.contains("<mark class=\"ph\">{{due_date}}</mark>"))
    #expect(page.contains("Nobody said it"))
    #expect(page.contains("The agent never said it"))
  }

  @Test("marks that overlap, end in a character or beyond the text do no harm")
  func marks() throws {
    var call = SampleCalls.arabic
    let text = "قيمة a<b>c"
    call.transcript.entries = [.turn(Turn(number: 1, speaker: "agent", text: text))]
    func link(_ range: Range<Int>) -> Evidence.Link {
      Evidence.Link(turn: 1, range: range, match: .exact, span: nil)
    }
    let ranges = [1..<3, 0..<4, 2..<9, 9..<9, 10..<11, 50..<60, 9..<500]
    call.outcomes = [NamedValue(name: "n", value: SampleCalls.json("1"))]
    call.evidence = Evidence(
      outcomes: [Evidence.Item(finding: .said, links: ranges.map(link))],
      placeholders: [Evidence.Placeholder(text: "x", name: "x", turn: 77, range: 0..<1)])
    let page = try render(call)
    let start = try #require(page.range(of: "dir=\"rtl\">", options: .backwards))
    #expect(page[start.upperBound...].contains("</p>"))
    let marked = try #require(page.components(separatedBy: "<p lang=\"ar\" dir=\"rtl\">").last)
    let plain = marked.components(separatedBy: "</p>")[0]
      .replacingOccurrences(of: "<mark class=\"ev\">", with: "")
      .replacingOccurrences(of: "</mark>", with: "")
    #expect(plain == "قيمة a&lt;b&gt;c")
  }

  @Test("quotes are cut behind whole characters")
  func quotes() {
    #expect(RenderContext.quote(2..<3, of: "abcd") == "c")
    #expect(RenderContext.quote(1..<2, of: "é") == "é")
    #expect(RenderContext.quote(5..<9, of: "ab") == "")
    let long = String(repeating: "م", count: 100)
    #expect(RenderContext.quote(0..<200, of: long) == String(repeating: "م", count: 80) + "…")
  }

  @Test("speakers differ by a class from a fixed list, also those of one kind")
  func speakers() {
    let speakers = (0..<12).map {
      Speaker(
        id: "\" s\($0)", kind: Speaker.Kind.allCases[$0 % 4], label: "l", name: "Speaker \($0)")
    }
    let page = PageModel(
      Call(record: SampleCalls.json("{}"), transcript: Transcript(speakers: speakers)))
    let allowed = [
      "agent", "customer", "third-party", "other-1", "other-2", "other-3", "other-4",
    ]
    let classes = speakers.map { page.speaker($0.id).styleClass }
    #expect(classes.allSatisfy { allowed.contains($0) })
    #expect(classes[0] == "agent" && classes[1] == "customer" && classes[2] == "third-party")
    #expect(classes[3...6] == ["other-1", "other-2", "other-3", "other-4"])
    #expect(page.speaker("nobody").styleClass == "other-1")
  }

  @Test("a page without a recording holds no script; one with a refused address says why")
  func recording() throws {
    let english = try render(SampleCalls.english)
    #expect(english.contains("<audio controls preload=\"none\" src=\"https://recordings.example/"))
    #expect(english.contains("sig=a%2Bb&amp;exp=1"))
    #expect(english.components(separatedBy: "<script").count == 2)
    var refused = SampleCalls.english
    refused.record = SampleCalls.json(#"{"id":"x","record_url":"https://a;script-src/"}"#)
    var output = OutputBuffer()
    let diagnostics = try HTMLFormat(settings: ExportSettings()).export(
      PreparedCall(refused), into: &output)
    #expect(diagnostics.map(\.code) == ["recording-not-linked"])
    #expect(diagnostics.first?.location?.pointer?.description == "/record_url")
    let page = output.string()
    #expect(!page.contains("<script") && !page.contains("<audio") && !page.contains("media-src"))
    #expect(page.contains("https://a;script-src/"))
    #expect(page.contains("its host is not a plain name or number"))
  }

  @Test("a call without turns says whether they are still to come")
  func withoutTurns() throws {
    let pending = try render(SampleCalls.pending)
    #expect(pending.contains("There is no transcript yet."))
    #expect(!pending.contains("<ol"))
    let empty = try render(SampleCalls.empty)
    #expect(empty.contains("Nothing was said in this call."))
    #expect(empty.contains("<title>Call</title>"))
  }

  @Test("nothing is styled or handled in attributes")
  func attributes() throws {
    for (_, call) in SampleCalls.all {
      let page = try render(call)
      #expect(values("style", in: page) == [])
      for handler in ["onclick", "onload", "onerror", "onmouseover"] {
        #expect(values(handler, in: page) == [])
      }
    }
  }

  @Test("the same call makes the same bytes")
  func stable() throws {
    for (_, call) in SampleCalls.all { #expect(try render(call) == render(call)) }
  }
}
