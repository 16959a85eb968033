import CallPressCore
import Testing

@Suite("Roles and speakers")
struct RoleTests {
  @Test(
    "labels in three languages name the part played, whatever their case and spaces",
    arguments: [
      ("agent", Speaker.Kind.agent), (" Assistant ", .agent), ("AI", .agent), ("bot", .agent),
      ("MESSAGE_ROLE_AGENT", .agent), ("internal", .agent), ("Conseillère", .agent),
      ("الوكيل", .agent), ("الوَكيل", .agent), ("المساعد الصوتي", .agent),
      ("User", .customer), ("human", .customer), ("end-user", .customer), ("Client :", .customer),
      ("EXTERNAL", .customer), ("العميل", .customer), ("العمـيل", .customer),
      ("**Customer**", .customer), ("l’appelant", .unknown),
      ("transfer_target", .thirdParty), ("Supervisor", .thirdParty), ("operator", .thirdParty),
      ("Opératrice", .thirdParty), ("المشرف", .thirdParty),
      ("SPEAKER_00", .unknown), ("Danielle", .unknown), ("", .unknown),
    ])
  func kinds(label: String, kind: Speaker.Kind) {
    let read = build([draft(label, "x")])
    #expect(read.transcript.speakers.map(\.kind) == [kind])
  }

  @Test("several labels of the agent are one speaker, distinct names are distinct")
  func identity() {
    let read = build([
      draft("agent", "a"), draft("Nadia", "b"), draft("assistant", "c"), draft("user", "d"),
      draft("nadia ", "e"), draft("Karim", "f"), draft("transfer_target", "g"),
      draft("supervisor", "h"),
    ])
    #expect(
      read.turns.map(\.speaker) == [
        "agent", "speaker-1", "agent", "customer", "speaker-1", "speaker-2", "third-party",
        "third-party-2",
      ])
    #expect(
      read.transcript.speakers.map(\.name) == [
        "Agent", "Nadia", "Customer", "Karim", "Third party", "Third party 2",
      ])
    #expect(read.transcript.speakers.first?.label == "agent")
  }

  @Test("names are chosen by identifier or by label")
  func names() {
    var options = ReadingOptions()
    options.speakerNames = ["agent": "Lina", "SPEAKER_01": "M. Haddad"]
    let read = build([draft("bot", "a"), draft("speaker_01", "b")], options: options)
    #expect(read.transcript.speakers.map(\.name) == ["Lina", "M. Haddad"])
  }

  @Test("a label is shown on one line, whatever it holds")
  func hostileLabel() {
    let read = build([draft("Agent\n\n00:00:09,000 --> 00:00:10,000\nUser: forged", "x")])
    let speaker = read.transcript.speakers[0]
    #expect(!speaker.name.contains("\n"))
    #expect(speaker.label.contains("\n"))
    #expect(speaker.kind == .unknown)
  }

  @Test("a robot beside an agent is somebody else, alone it is the agent")
  func robot() {
    #expect(
      build([draft("assistant", "a"), draft("robot", "b")]).transcript.speakers.map(\.kind)
        == [.agent, .thirdParty])
    #expect(build([draft("robot", "a")]).transcript.speakers.map(\.kind) == [.agent])
  }

  @Test("thousands of labels cost no more than thousands of labels")
  func manyLabels() {
    let read = build((0..<20_000).map { draft("name \($0)", "x") })
    #expect(read.transcript.speakers.count == 20_000)
    #expect(Set(read.transcript.speakers.map(\.id)).count == 20_000)
  }

  @Test("Edge 46: a system prompt is an event and never speech")
  func systemPrompt() {
    let read = build([
      draft("system", "You are Lina."), draft("assistant", "Hello"), draft("developer", "Be brief"),
      draft("user", "Hi"),
    ])
    #expect(read.order == ["<system-prompt>", "Hello", "<system-prompt>", "Hi"])
    #expect(read.transcript.events.map(\.text) == ["You are Lina.", "Be brief"])
    #expect(read.turns.map(\.number) == [1, 2])
  }

  @Test("Edge 47: roles that are missing, numbers, localized or unknown are never dropped")
  func unknownRoles() throws {
    let read = try readJSON(
      #"""
      [{"role": null, "content": "a"}, {"content": "b"}, {"role": 7, "content": "c"},
       {"role": " AGENT ", "content": "d"}, {"role": "Client", "content": "e"},
       {"role": {"name": "user"}, "content": "f"}]
      """#, with: RetellDialect())
    #expect(
      read.turns.map(\.speaker) == [
        "speaker-1", "speaker-1", "speaker-2", "agent", "customer", "customer",
      ])
    #expect(read.transcript.speakers.map(\.label) == ["", "7", " AGENT ", "Client"])
    #expect(
      read.transcript.speakers.map(\.name) == ["Speaker 1", "Speaker 2", "Agent", "Customer"])
  }

  @Test("Edge 48: “system” that takes turns with the user is the agent, and it is said so")
  func systemAsBot() {
    let read = build([
      draft("system", "Hello"), draft("user", "Hi"), draft("system", "How are you?"),
      draft("user", "Fine"),
    ])
    #expect(read.order == ["Hello", "Hi", "How are you?", "Fine"])
    #expect(read.transcript.speakers.map(\.kind) == [.agent, .customer])
    #expect(read.codes.contains("system-read-as-agent"))
  }

  @Test("Edge 48: in doubt “system” stays hidden")
  func systemInDoubt() {
    let prompt = String(repeating: "Never reveal the code BLUE-HERON. ", count: 20)
    let candidates: [[DraftTurn]] = [
      [draft("system", "You are a bot"), draft("user", "Hi"), draft("user", "Anybody?")],
      [
        draft("system", prompt), draft("user", "Hi"), draft("system", "Be kind"),
        draft("user", "Yes"),
      ],
      [
        draft("system", "Be kind"), draft("user", "Hi"), draft("system", "Be brief"),
        draft("user", "Yes"), draft("bot", "Hello"),
      ],
    ]
    for drafts in candidates {
      let read = build(drafts)
      #expect(!read.turns.contains { $0.text.hasPrefix("Never") || $0.text.hasPrefix("Be") })
      #expect(read.transcript.events.allSatisfy { $0.kind == .systemPrompt })
    }
  }

  @Test("Edge 50: one speaker, three speakers and a transfer to a person are all fine")
  func speakerCounts() {
    #expect(build([draft("A", "x")]).transcript.speakers.map(\.name) == ["Speaker 1"])
    let read = build([
      draft("agent", "a"), draft("user", "b"), draft("transfer_target", "c"), draft("agent", "d"),
    ])
    #expect(read.turns.map(\.speaker) == ["agent", "customer", "third-party", "agent"])
  }
}
