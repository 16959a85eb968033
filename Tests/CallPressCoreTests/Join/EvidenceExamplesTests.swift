import CallPressCore
import Testing

@Suite("Evidence, by example")
struct EvidenceExamplesTests {
  @Test("the same characters are an exact match, with the turn and the place")
  func exactMatch() throws {
    let item = try evidence(
      of: #""Amélie Laurent""#, in: "Bonjour.", "Oui, Amélie Laurent à l'appareil.")
    #expect(item.finding == .said)
    #expect(item.links.count == 1)
    #expect(item.links[0].turn == 2)
    #expect(item.links[0].match == .exact)
    #expect(item.links[0].range == 5..<20)
    #expect(!item.saidByAgent)
  }

  @Test(
    "case, accents, apostrophes, dashes and spaces are forgiven",
    arguments: [
      ("amelie laurent", "Oui, Amélie Laurent.", "Amélie Laurent"),
      ("AMÉLIE", "c'est Ame\u{301}lie", "Ame\u{301}lie"),
      ("Müller", "Herr MULLER bitte", "MULLER"),
      ("Straße", "in der STRASSE", "STRASSE"),
      ("O'Neil", "Mr O’Neil speaking", "O’Neil"),
      ("Jean-Luc", "c'est Jean‑Luc", "Jean‑Luc"),
      ("New York", "from New\u{A0}York, yes", "New\u{A0}York"),
      ("New York", "from New \n York", "New \n York"),
      ("Œuvre", "mon oeuvre", "oeuvre"),
      ("Ёлкин", "господин елкин", "елкин"),
      ("Παπαδόπουλος", "ΠΑΠΑΔΟΠΟΥΛΟΣ", "ΠΑΠΑΔΟΠΟΥΛΟΣ"),
      ("ali@example.com", "it is Ali@Example.com.", "Ali@Example.com"),
    ])
  func tolerantMatch(value: String, text: String, expected: String) throws {
    let item = try evidence(of: literal(value), in: text)
    #expect(item.links.map(\.match) == [.tolerant])
    #expect(item.links.map { marked(text, $0.range) } == [expected])
  }

  @Test(
    "whole words only",
    arguments: [
      ("Ali", "we are alive"), ("Ali", "Khali said so"), ("cat", "concatenate"), ("12", "A12"),
      ("A1", "A12"), ("علي", "على الطاولة"), ("علي", "وعلى الله"), ("علي", "عليهم"),
      ("Jean Luc", "Jean-Luc"), ("New York", "NewYork"),
    ])
  func wholeWords(value: String, text: String) throws {
    #expect(try found(value, in: text) == [])
  }

  @Test("a word after an elision or before a possessive is a whole word")
  func elision() throws {
    #expect(try found("Amélie", in: "le dossier d’Amélie") == ["Amélie"])
    #expect(try found("Smith", in: "Smith's order") == ["Smith"])
  }

  @Test(
    "Arabic diacritics, lengthening and letter variants are forgiven",
    arguments: [
      ("أحمد", "اسمي احمد", "احمد"),
      ("أحمد", "اسمي أَحْمَدُ", "أَحْمَدُ"),
      ("فاطمة", "أنا فاطمه", "فاطمه"),
      ("مصري", "أنا مصرى", "مصرى"),
      ("مؤمن", "هو مومن", "مومن"),
      ("هانئ", "هو هاني", "هاني"),
      ("سلام", "ســـلام عليكم", "ســـلام"),
      ("کریم", "هو كريم", "كريم"),
    ])
  func arabicVariants(value: String, text: String, expected: String) throws {
    let item = try evidence(of: literal(value), in: text)
    #expect(item.links.map { marked(text, $0.range) } == [expected])
    #expect(item.links.map(\.match) == [.tolerant])
  }

  @Test(
    "Arabic particles before a word are no part of it",
    arguments: [
      ("أحمد", "قلت لأحمد", "أحمد"),
      ("أحمد", "وأحمد أيضا", "أحمد"),
      ("الرياض", "وبالرياض أيضا", "الرياض"),
      ("الرياض", "سافر للرياض أمس", "لرياض"),
      ("مصرف", "ذهبت إلى المصرف", "مصرف"),
      ("مصرف", "سأذهب للمصرف", "مصرف"),
      ("أحمد", "وَلِأَحْمَدَ", "أَحْمَدَ"),
    ])
  func arabicParticles(value: String, text: String, expected: String) throws {
    let item = try evidence(of: literal(value), in: text)
    #expect(item.links.map { marked(text, $0.range) } == [expected])
    #expect(item.links.map(\.match) == [.tolerant])
  }

  @Test(
    "numbers are found whatever their digits, grouping and decimal sign",
    arguments: [
      "1250.75", "1,250.75", "1 250,75", "1\u{202F}250,75", "1.250,75", "1'250.75", "١٢٥٠٫٧٥",
      "١٬٢٥٠٫٧٥", "۱۲۵۰٫۷۵", "1250,75", "1250.750",
    ])
  func numberForms(form: String) throws {
    #expect(try found(number: "1250.75", in: "it is \(form) TND, no?") == [form])
    #expect(try found("1,250.75", in: "c'est \(form).") == [form])
    #expect(
      try evidence(of: "1250.75", in: form).links.first?.match
        == (form == "1250.75" ? .exact : .tolerant))
  }

  @Test(
    "a part of a number is not the number",
    arguments: [
      ("250", "1,250 euros"), ("250", "1 250 euros"), ("1250", "1250.75"), ("5", "3.5"),
      ("12", "١٢٥٠"), ("12", "12.5"), ("34", "06 12 34 56 78"), ("1250", "1251"),
      ("1.25", "1250"), ("125", "1 250"),
    ])
  func numberParts(number: String, text: String) throws {
    #expect(try found(number: number, in: text) == [])
  }

  @Test(
    "telephone numbers are found whatever their grouping",
    arguments: [
      "+21620123456", "21620123456", "+216 20 123 456", "216-20-123-456", "+216.20.123.456",
      "(216) 20 123 456", "٢١٦ ٢٠ ١٢٣ ٤٥٦", "2 1 6 2 0 1 2 3 4 5 6",
    ])
  func telephone(form: String) throws {
    let item = try evidence(of: #""+216 20 123 456""#, in: "my number is \(form), thanks")
    #expect(item.links.count == 1)
    #expect(try found(number: "21620123456", in: "call \(form) now").count == 1)
  }

  @Test("a plus sign before the number belongs to the link where it belongs to the value")
  func plusSign() throws {
    #expect(try found("+21620123456", in: "call +216 20 123 456") == ["+216 20 123 456"])
    #expect(try found("21620123456", in: "call +216 20 123 456") == ["216 20 123 456"])
    let item = try evidence(of: #""+21620123456""#, in: "call +21620123456")
    #expect(item.links.map(\.match) == [.exact])
  }

  @Test("a number inside a longer value is forgiven its grouping")
  func numberInText() throws {
    #expect(try found("1,250.75 TND", in: "soit 1 250,75 tnd") == ["1 250,75 tnd"])
    #expect(try found("12 rue de la Paix", in: "au 12 rue de la paix") == ["12 rue de la paix"])
  }

  @Test("an Arabic particle may stand before digits")
  func particleBeforeDigits() throws {
    #expect(try found(number: "500", in: "الفاتورة ب500 دينار") == ["500"])
    #expect(try found(number: "500", in: "الفاتورة بـ٥٠٠ دينار") == ["٥٠٠"])
  }

  @Test("very short values must stand between spaces")
  func shortValues() throws {
    #expect(try found(number: "5", in: "about 3-5 of them") == [])
    #expect(try found(number: "5", in: "d5 (5) 5. “5” $5 5% A5") == ["5", "5", "5", "5", "5"])
    #expect(try found(number: "10", in: "at 10:30 or 10 sharp") == ["10"])
    #expect(try found("B", in: "plan B or A-B") == ["B"])
    #expect(try found(number: "5", in: "خمسة ٥ تمام") == ["٥"])
  }

  @Test("null, truth values, empty texts and structures are nothing to look for")
  func notSearchable() throws {
    for value in ["null", "true", "false", #""""#, #""  ""#, #""-""#, "{}", "[]", "[null,{}]"] {
      #expect(try evidence(of: value, in: "null true false - {}").finding == .notSearchable)
    }
    let missing = EvidenceJoin.evidence(
      for: transcript(["hello"]), variables: [NamedValue(name: "x", value: nil)], outcomes: [])
    #expect(missing.variables.map(\.finding) == [.notSearchable])
  }

  @Test("the links of the elements of an array are merged in order")
  func arrays() throws {
    let text = "tea, milk and tea"
    let item = try evidence(of: #"["milk", null, "tea", "TEA", ["x"]]"#, in: text)
    #expect(item.links.map { marked(text, $0.range) } == ["tea", "milk", "tea"])
    #expect(item.links.map(\.match) == [.exact, .exact, .exact])
  }

  @Test("what nobody said is said to be unsaid")
  func notSaid() throws {
    let item = try evidence(of: #""Tunis""#, in: "hello", "goodbye")
    #expect(item.finding == .notSaid)
    #expect(item.links.isEmpty)
  }

  @Test("who said it is known even where not every link is kept")
  func saidByAgent() throws {
    #expect(try evidence(of: #""yes""#, in: "no", "yes").saidByAgent == false)
    #expect(try evidence(of: #""yes""#, in: "yes", "no").saidByAgent)
    var texts = ["no", String(repeating: "yes ", count: 150)]
    #expect(try evidenceOfYes(texts).saidByAgent == false)
    texts.append("yes")
    let item = try evidenceOfYes(texts)
    #expect(item.saidByAgent)
    #expect(item.links.count == EvidenceJoin.linkLimit)
    #expect(item.hasMoreLinks)
  }

  private func evidenceOfYes(_ texts: [String]) throws -> Evidence.Item {
    let values = [NamedValue(name: "x", value: try json(#""yes""#))]
    return EvidenceJoin.evidence(for: transcript(texts), variables: values, outcomes: [])
      .variables[0]
  }

  @Test("a link has the times of the words it covers, else those of the turn")
  func spans() throws {
    func span(_ start: Int64, _ end: Int64) -> TimeSpan {
      TimeSpan(
        start: TimePoint(MediaTime(milliseconds: start), .measured),
        end: TimePoint(MediaTime(milliseconds: end), .measured))
    }
    let words = [
      Word(text: "It", range: 0..<2, span: span(0, 100)),
      Word(text: "is", range: 3..<5, span: span(100, 200)),
      Word(text: "New", range: 6..<9, span: span(200, 300)),
      Word(text: "York.", range: 10..<15, span: span(300, 450)),
    ]
    let timed = Turn(
      number: 1, speaker: "agent", text: "It is New York.", words: words, span: span(0, 500))
    let plain = Turn(number: 2, speaker: "agent", text: "New York", span: span(600, 900))
    let transcript = Transcript(state: .present, entries: [.turn(timed), .turn(plain)])
    let value = NamedValue(name: "city", value: try json(#""New York""#))
    let item = EvidenceJoin.evidence(for: transcript, variables: [], outcomes: [value]).outcomes[0]
    #expect(item.links.map(\.span) == [span(200, 450), span(600, 900)])
  }

  @Test("a call lists its unsaid outcomes and the variables that the agent never spoke")
  func accessors() throws {
    let values = try ["Tunis", "Sousse", "Sfax"].map {
      NamedValue(name: $0, value: try json(literal($0)))
    }
    var call = Call(
      record: try json("{}"), transcript: transcript(["to Tunis?", "no, to Sousse"]),
      variables: values, outcomes: values + [NamedValue(name: "none", value: nil)])
    call.evidence = EvidenceJoin.evidence(
      for: call.transcript, variables: call.variables, outcomes: call.outcomes)
    #expect(call.unsaidOutcomes.map(\.name) == ["Sfax"])
    #expect(call.variablesUnspokenByAgent.map(\.name) == ["Sousse", "Sfax"])
  }
}
