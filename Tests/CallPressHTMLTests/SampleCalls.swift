import CallPressCore
import CallPressHTML

/// Calls made by hand, so that these tests need no reader.
enum SampleCalls {
  static func json(_ text: String) -> JSONValue {
    do {
      return try JSONDocument(parsing: Array(text.utf8)).root
    } catch {
      return SampleCalls.null
    }
  }

  private static var null: JSONValue {
    // The shortest document there is cannot fail to parse; without it there is nothing to test.
    guard let document = try? JSONDocument(parsing: Array("null".utf8)) else {
      preconditionFailure("the JSON reader refuses null")
    }
    return document.root
  }

  /// U+FDD0, which no literal can hold.
  static let noncharacter = String(decoding: [0xEF, 0xB7, 0x90] as [UInt8], as: UTF8.self)

  static func quoted(_ text: String) -> String {
    var output = OutputBuffer()
    JSONEscaping.append(text, to: &output)
    return output.string()
  }

  static func span(
    _ start: Int64, _ end: Int64, _ provenance: TimeProvenance = .measured
  ) -> TimeSpan {
    TimeSpan(
      start: TimePoint(MediaTime(milliseconds: start), provenance),
      end: TimePoint(MediaTime(milliseconds: end), provenance))
  }

  static let agent = Speaker(id: "agent", kind: .agent, label: "agent", name: "Agent")
  static let customer = Speaker(id: "customer", kind: .customer, label: "user", name: "Customer")

  /// The part of a text that a phrase takes, in UTF-8 bytes.
  static func range(_ phrase: String, in text: String) -> Range<Int> {
    guard let found = text.firstRange(of: phrase) else { return 0..<0 }
    let start = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
    return start..<(start + phrase.utf8.count)
  }

  /// An English call with everything that a page can show.
  static let english: Call = {
    let lines: [(String, String, Int64, Int64)] = [
      ("agent", "Good morning, this is Nour from Gulf Fiber, am I speaking with Ada?", 400, 5_100),
      ("customer", "Yes, this is Ada, who is calling please?", 6_100, 8_900),
      (
        "agent",
        "I am an automated assistant calling about your invoice of 1,250.75 dirhams, {{due_date}}. "
          + "This call is recorded for quality, is that all right with you?", 9_300, 17_100
      ),
      ("customer", "Okay, I thought I had paid that already, let me check.", 18_000, 21_900),
      ("agent", "Of course, please take your time, I will wait.", 22_300, 25_500),
      ("customer", "It says pending. My account number is 4471 2290.", 30_000, 33_400),
      (
        "agent", "Thank you, I can see a pending payment from yesterday at 16:42, so", 33_800,
        38_200
      ),
      ("customer", "So I do not need to do anything?", 38_000, 40_300),
      (
        "agent", "That is right, it should settle by tomorrow. Would you like a callback?", 40_800,
        47_000
      ),
      ("customer", "Yes, tomorrow at half past two.", 48_000, 50_400),
      ("third", "Billing here, how can I help?", 54_500, 57_900),
      ("customer", "Thanks, bye.", 59_000, 60_600),
    ]
    let third = Speaker(
      id: "third", kind: .thirdParty, label: "transfer_target", name: "Billing desk")
    var entries: [Entry] = lines.enumerated().map { position, line in
      .turn(
        Turn(
          number: position + 1, speaker: line.0, text: line.1,
          span: span(line.2, line.3, position == 9 ? .estimated(.readingSpeed) : .measured),
          plannedText: position == 6 ? "so you do not need to do anything for now." : nil,
          isInterrupted: position == 6, confidence: 0.92, language: "en",
          sentiment: position == 3 ? "surprised" : nil))
    }
    entries.insert(
      .event(
        Event(
          kind: .toolCall, name: "lookup_invoice", callID: "c1",
          text: "{\"account\":\"4471 2290\",\"open\":true}",
          time: TimePoint(MediaTime(milliseconds: 33_500), .measured))), at: 6)
    entries.insert(
      .event(
        Event(
          kind: .toolResult, name: "lookup_invoice", callID: "c1", text: "timeout", isError: true)),
      at: 7)
    entries.insert(
      .event(
        Event(
          kind: .transfer, text: "+97145550100",
          time: TimePoint(MediaTime(milliseconds: 51_000), .measured))), at: 12)
    let values = json(
      #"["1250.75", true, false, null, "tomorrow at half past two", {"a":[1,2.50]}, ""]"#)
    let of = Array(values.children)
    func link(_ turn: Int, _ phrase: String, _ match: Evidence.Link.Match) -> Evidence.Link {
      Evidence.Link(
        turn: turn, range: range(phrase, in: lines[turn - 1].1), match: match,
        span: span(lines[turn - 1].2, lines[turn - 1].3))
    }
    var call = Call(
      record: json(
        #"""
        {"id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","call_sid":"CA5d0d0d8047bf685c3f0ff980fe62c123",
        "company_id":"co-1","campaign_id":"ca-2","ai_agent_id":"ag-3","contact_id":"cn-4",
        "call_provider":"twilio","call_from":"+97145551234","call_to":"+971501234567",
        "call_duration":64,"call_status":"completed","call_direction":"outbound","is_test":true,
        "call_rating":4.50,"call_feedback":"Friendly & quick","notes":"Call back tomorrow.",
        "record_url":"https://recordings.example/calls/3c90.mp3?sig=a%2Bb&exp=1",
        "transcript":"Agent: Good morning…","transcript_language":"en-GB","cost":0.182,
        "price_unit":"USD","latency":812,"disconnect_reason":"user_hangup",
        "analysis_sentiment":"neutral","agent_task_status":"done",
        "agent_task_feedback":"Explained the pending payment.",
        "metadata":{"crm":{"ticket":"T-881","tags":["billing","callback"],"none":{}},"tier":2},
        "created_at":"2026-03-01T09:59:58Z","updated_at":"2026-03-01T10:02:00Z",
        "deleted_at":"2026-04-01T00:00:00Z","started_at":"2026-03-01T10:00:00Z",
        "ended_at":"2026-03-01T10:01:04Z","retry_at":"2026-03-02T10:00:00Z",
        "workspace_id":"default","x_extra":{"queue":"gold"}}
        """#),
      sourceName: "call.json",
      transcript: Transcript(
        state: .present, entries: entries, speakers: [agent, customer, third],
        dialect: "retell", zeroPoint: .callStart),
      variables: [
        NamedValue(name: "customer_name", value: json("\"Ada\""), type: "string"),
        NamedValue(name: "invoice_amount", value: of[0]),
        NamedValue(
          name: "plan", value: json("\"Fiber 500\""), about: "The customer's tariff.",
          rationale: "From the customer's file."),
        NamedValue(name: "account_number", value: json("\"44712290\"")),
      ],
      variablesState: .present,
      outcomes: [
        NamedValue(
          name: "appointment_booked", value: of[1], type: "boolean",
          about: "Whether a callback was agreed on.",
          rationale: "The customer asked for a callback tomorrow."),
        NamedValue(name: "callback_time", value: of[4], isRepeated: true),
        NamedValue(name: "callback_time", value: of[3], isRepeated: true),
        NamedValue(name: "escalated", value: of[2]),
        NamedValue(name: "amount_due", value: of[0], type: "number"),
        NamedValue(name: "details", value: of[5]),
        NamedValue(name: "promo_code", value: json("\"SPRING\"")),
        NamedValue(name: "الملاحظة", value: json("\"سيتصل غداً\"")),
      ],
      outcomesState: .present,
      evidence: Evidence(
        outcomes: [
          Evidence.Item(finding: .notSearchable),
          Evidence.Item(
            finding: .said, links: [link(10, "tomorrow at half past two", .exact)]),
          Evidence.Item(finding: .notSearchable),
          Evidence.Item(finding: .notSearchable),
          Evidence.Item(
            finding: .said, links: [link(3, "1,250.75", .tolerant)], saidByAgent: true),
          Evidence.Item(finding: .notSearchable),
          Evidence.Item(finding: .notSaid),
          Evidence.Item(finding: .notSaid),
        ],
        variables: [
          Evidence.Item(
            finding: .said, links: [link(1, "Ada", .exact), link(2, "Ada", .exact)],
            saidByAgent: true),
          Evidence.Item(
            finding: .said, links: [link(3, "1,250.75", .tolerant)], saidByAgent: true),
          Evidence.Item(finding: .notSaid),
          Evidence.Item(finding: .said, links: [link(6, "4471 2290", .tolerant)]),
        ],
        placeholders: [
          Evidence.Placeholder(
            text: "{{due_date}}", name: "due_date", turn: 3,
            range: range("{{due_date}}", in: lines[2].1))
        ]))
    call.diagnostics = [
      Diagnostic(
        "missing-end", .info, "one turn has no end; it was estimated from the reading speed",
        at: SourceLocation(pointer: JSONPointer(["transcript_object", "9"]))),
      Diagnostic(
        "repeated-name", .warning, "two outcomes are called “callback_time”; both are kept"),
    ]
    return call
  }()

  /// An Arabic call with a few words of English and French.
  static let arabic: Call = {
    let lines: [(String, String, Int64, Int64)] = [
      ("agent", "حياك الله، معك نورة من مركز الدرب لصيانة السيارات. كيف أقدر أخدمك؟", 300, 5_000),
      (
        "customer",
        "السلام عليكم، أبغى أحجز موعد لتغيير زيت السيارة، وبالمرة يشوفون صوت يطلع من الفرامل.",
        5_600, 11_000
      ),
      ("agent", "وعليكم السلام ورحمة الله، أبشر. ما نوع السيارة وموديلها؟", 11_400, 15_200),
      ("customer", "صحارى GT، موديل ٢٠٢٣، ورقمي +966 50 000 0333.", 15_900, 19_800),
      ("agent", "OK شكراً. وكم قراءة العدّاد تقريبًا؟", 20_100, 22_900),
      ("customer", "C'est à peu près 48 200 km, pardon, je parle aussi français.", 23_500, 27_000),
      (
        "agent",
        "عندي موعدان في فرع حي الياسمين: الأحد الساعة ٩ صباحًا، أو الاثنين الساعة ٤:٣٠ عصرًا.",
        27_400, 34_000
      ),
      ("customer", "الاثنين العصر مناسب. باسم عبدالعزيز الشهري.", 34_800, 38_500),
    ]
    let nour = Speaker(id: "agent", kind: .agent, label: "الوكيل", name: "الوكيل")
    let caller = Speaker(id: "customer", kind: .customer, label: "العميل", name: "العميل")
    let entries: [Entry] = lines.enumerated().map { position, line in
      .turn(
        Turn(
          number: position + 1, speaker: line.0, text: line.1, span: span(line.2, line.3),
          language: position == 5 ? "fr" : nil))
    }
    return Call(
      record: json(
        #"""
        {"id":"801261c3-c30a-4aaa-8ff5-0fd074d0ee6b","call_from":"+966500000333",
        "call_to":"+966110000777","call_duration":96,"call_status":"completed",
        "call_direction":"inbound","transcript_language":"ar",
        "record_url":"https://recordings.example/0b404fca.wav","analysis_sentiment":"إيجابي",
        "agent_task_feedback":"تم حجز الموعد.","disconnect_reason":"user_hangup",
        "started_at":"2026-09-03T13:12:44Z","ended_at":"2026-09-03T13:14:20Z"}
        """#),
      sourceName: "arabic.json",
      transcript: Transcript(
        state: .present, entries: entries, speakers: [nour, caller], dialect: "generic",
        zeroPoint: .callStart),
      variables: [
        NamedValue(name: "اسم_العميل", value: json("\"عَبدالعزيز الشِّهري\"")),
        NamedValue(name: "السيارة", value: json("\"صحارى gt\"")),
        NamedValue(name: "رقم_اللوحة", value: json("\"ح ر ب ٤٤٧١\"")),
      ],
      variablesState: .present, outcomes: [], outcomesState: .empty,
      evidence: Evidence(
        variables: [
          Evidence.Item(
            finding: .said,
            links: [
              Evidence.Link(
                turn: 8, range: range("عبدالعزيز الشهري", in: lines[7].1), match: .tolerant,
                span: span(34_800, 38_500))
            ]),
          Evidence.Item(
            finding: .said,
            links: [
              Evidence.Link(
                turn: 4, range: range("صحارى GT", in: lines[3].1), match: .tolerant,
                span: span(15_900, 19_800))
            ]),
          Evidence.Item(finding: .notSaid),
        ]))
  }()

  /// A call in progress.
  static let pending = Call(
    record: json(#"{"id":"p-1","call_status":"in_progress","call_direction":"inbound"}"#),
    transcript: Transcript(state: .pending))

  /// A call that nobody answered; the smallest there is.
  static let empty = Call(
    record: json("{}"), transcript: Transcript(state: .empty), variablesState: .empty,
    outcomesState: .empty)

  /// A transcript by itself, without any time and with speakers that nobody knows.
  static let untimed: Call = {
    let speakers = (0..<6).map {
      Speaker(id: "speaker-\($0)", kind: .unknown, label: "SPEAKER_0\($0)", name: "Speaker \($0)")
    }
    let entries: [Entry] = (0..<8).map {
      .turn(
        Turn(
          number: $0 + 1, speaker: "speaker-\($0 % 6)",
          text: $0 == 3 ? "" : "Line \($0)\nand its second line"))
    }
    return Call(
      record: json("[]"), isAPIRecord: false, sourceName: "talk.txt",
      transcript: Transcript(
        state: .present, entries: entries, speakers: speakers, dialect: "text"))
  }()

  static let all: [(name: String, call: Call)] = [
    ("english", english), ("arabic", arabic), ("pending", pending), ("empty", empty),
    ("untimed", untimed),
  ]
}

func render(
  _ call: Call, template: String? = nil, name: String = "page.html.mustache",
  partials: [HTMLSettings.Template] = []
) throws -> String {
  var settings = ExportSettings()
  settings.html.template = template.map { HTMLSettings.Template(name: name, source: $0) }
  settings.html.partials = partials
  var output = OutputBuffer()
  _ = try HTMLFormat(settings: settings).export(PreparedCall(call), into: &output)
  return output.string()
}
