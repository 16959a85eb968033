import CallPressCore

/// One fact of a record and how pages show it.
struct CallFact {
  /// The member of the record.
  var field: CallField
  /// What it is called.
  var label: InterfaceWord
  /// Whether the value is a word of the API's, such as `user_hangup`, that can be made readable.
  var isPhrase = false
  /// Whether the value is a number or an identifier.
  var isCode = false
  /// Whether it is about the record rather than the call.
  var isMinor = false
}

/// The facts of a record in the order in which pages show them.
enum CallFacts {
  /// All members but the transcript and those that have lists of their own.
  static let fields: [CallFact] = [
    CallFact(field: .callDirection, label: .factDirection, isPhrase: true),
    CallFact(field: .callFrom, label: .factFrom, isCode: true),
    CallFact(field: .callTo, label: .factTo, isCode: true),
    CallFact(field: .callStatus, label: .factStatus, isPhrase: true),
    CallFact(field: .startedAt, label: .factStarted),
    CallFact(field: .endedAt, label: .factEnded),
    CallFact(field: .callDuration, label: .factDuration),
    CallFact(field: .disconnectReason, label: .factDisconnectReason, isPhrase: true),
    CallFact(field: .transcriptLanguage, label: .factLanguage),
    CallFact(field: .analysisSentiment, label: .factSentiment, isPhrase: true),
    CallFact(field: .agentTaskStatus, label: .factTaskStatus, isPhrase: true),
    CallFact(field: .agentTaskFeedback, label: .factTaskFeedback),
    CallFact(field: .callRating, label: .factRating),
    CallFact(field: .callFeedback, label: .factFeedback),
    CallFact(field: .notes, label: .factNotes),
    CallFact(field: .cost, label: .factCost),
    CallFact(field: .priceUnit, label: .factPriceUnit),
    CallFact(field: .latency, label: .factLatency, isMinor: true),
    CallFact(field: .isTest, label: .factTest, isMinor: true),
    CallFact(field: .recordURL, label: .factRecording, isCode: true, isMinor: true),
    CallFact(field: .id, label: .factID, isCode: true, isMinor: true),
    CallFact(field: .callSID, label: .factCallSID, isCode: true, isMinor: true),
    CallFact(field: .callProvider, label: .factProvider, isMinor: true),
    CallFact(field: .agentID, label: .factAgent, isCode: true, isMinor: true),
    CallFact(field: .contactID, label: .factContact, isCode: true, isMinor: true),
    CallFact(field: .campaignID, label: .factCampaign, isCode: true, isMinor: true),
    CallFact(field: .companyID, label: .factCompany, isCode: true, isMinor: true),
    CallFact(field: .workspaceID, label: .factWorkspace, isMinor: true),
    CallFact(field: .createdAt, label: .factCreated, isMinor: true),
    CallFact(field: .updatedAt, label: .factUpdated, isMinor: true),
    CallFact(field: .deletedAt, label: .factDeleted, isMinor: true),
    CallFact(field: .retryAt, label: .factRetry, isMinor: true),
  ]

  /// A fact as one line of text; what the API did not document as text is shown as JSON.
  static func text(of field: CallField, in call: Call) -> String? {
    if let text = call.text(field) { return text }
    guard let value = call[field], value.kind == .array || value.kind == .object else { return nil }
    return value.withRawBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// The cost with its currency.
  static func cost(of call: Call) -> String? {
    guard let cost = call.text(.cost) else { return nil }
    return call.text(.priceUnit).map { "\(cost) \($0)" } ?? cost
  }

  /// A word of the API's made readable: `user_hangup` becomes “User hangup”.
  ///
  /// Other texts stay.
  static func phrase(_ text: String) -> String {
    let isWord = text.utf8.allSatisfy {
      ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "_")
        || $0 == UInt8(ascii: "-")
    }
    guard isWord else { return text }
    var bytes = Array(text.utf8)
    for at in bytes.indices where bytes[at] == UInt8(ascii: "_") || bytes[at] == UInt8(ascii: "-") {
      bytes[at] = UInt8(ascii: " ")
    }
    if let first = bytes.first, first &- 0x61 < 26 { bytes[0] = first & 0xDF }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A fact as pages show it.
  struct Shown {
    var name: StaticString
    var label: InterfaceWord
    var text: String
    /// The value as `datetime` takes it.
    var datetime: String?
    var isCode: Bool
    var isMinor: Bool
  }

  /// The facts that a call has.
  static func shown(of call: Call) -> [Shown] {
    var all = fields.compactMap { fact -> Shown? in
      guard let (text, datetime) = value(of: fact, in: call) else { return nil }
      return Shown(
        name: fact.field.name, label: fact.label, text: text, datetime: datetime,
        isCode: fact.isCode, isMinor: fact.isMinor)
    }
    if let source = call.sourceName, !source.isEmpty {
      all.append(
        Shown(name: "source", label: .factSource, text: source, isCode: true, isMinor: true))
    }
    return all
  }

  private static func value(
    of fact: CallFact, in call: Call
  ) -> (text: String, datetime: String?)? {
    switch fact.field {
    case .callDuration:
      guard let duration = call.duration else { break }
      return (TimeText().clock(duration), TimeText.duration(duration))
    case .cost: if let cost = cost(of: call) { return (cost, nil) }
    case .priceUnit: if call.text(.cost) != nil { return nil }
    default: break
    }
    guard let text = text(of: fact.field, in: call) else { return nil }
    switch fact.field.kind {
    case .boolean:
      let flag = call[fact.field]?.boolean
      return (flag.map { ($0 ? InterfaceWord.yes : .no).text } ?? text, nil)
    case .instant:
      guard let instant = call.instant(fact.field) else { return (text, nil) }
      return (TimeText.text(of: instant), instant.description)
    case .text, .number, .url, .json: return (fact.isPhrase ? phrase(text) : text, nil)
    }
  }

  /// A fact that stands first on a page.
  struct Badge {
    var text: String
    var isGood = false
    var isNotable = false
  }

  /// The status, whether it was a test, the sentiment and how the call ended.
  static func badges(of call: Call) -> [Badge] {
    var badges: [Badge] = []
    if let status = call.text(.callStatus) {
      badges.append(Badge(text: phrase(status), isGood: status == "completed"))
    }
    if call[.isTest]?.boolean == true {
      badges.append(Badge(text: InterfaceWord.testCall.text, isNotable: true))
    }
    for field in [CallField.analysisSentiment, .disconnectReason] {
      if let text = call.text(field) { badges.append(Badge(text: phrase(text))) }
    }
    return badges
  }
}
