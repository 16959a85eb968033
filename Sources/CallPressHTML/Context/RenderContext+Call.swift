import CallPressCore

/// The call as a whole: its title, its facts, its recording.
extension RenderContext {
  var pageRow: ContextRow {
    var row = ContextRow()
    let (heading, value) = title
    row.set("title", value.map { "\(heading) \($0)" } ?? heading)
    row.set("heading", heading)
    row.set("heading_value", value)
    row.set("lang", InterfaceWord.language)
    row.set("dir", InterfaceWord.direction)
    let origin = try? recording?.get().origin
    row.set("csp", policy.text(mediaSource: origin))
    row.set("media_source", origin)
    return row
  }

  /// “Outbound call to” and the number, or “Call” and the identifier.
  private var title: (heading: String, value: String?) {
    let call = page.call
    switch call.text(.callDirection)?.lowercased() {
    case "inbound":
      if let number = call.text(.callFrom) { return (InterfaceWord.inboundFrom.text, number) }
    case "outbound":
      if let number = call.text(.callTo) { return (InterfaceWord.outboundTo.text, number) }
    default: break
    }
    return (InterfaceWord.callWord.text, call.id ?? call.sourceName)
  }

  var callRow: ContextRow {
    let call = page.call
    var row = ContextRow(capacity: 64)
    for fact in CallFacts.fields {
      let name = fact.field.name.description
      let text = CallFacts.text(of: fact.field, in: call)
      switch fact.field.kind {
      case .boolean: row.set(flag: name, call[fact.field]?.boolean ?? false)
      case .url:
        row.set(name, try? recording?.get().url)
        row.set(name + "_text", text)
      case .instant:
        row.set(name, text)
        guard let instant = call.instant(fact.field) else { continue }
        row.set(name + "_text", TimeText.text(of: instant))
        row.set(name + "_iso", instant.description)
      case .text, .number, .json:
        row.set(name, text)
        if fact.isPhrase { row.set(name + "_text", text.map(Self.phrase)) }
      }
    }
    row.set("cost_text", costText)
    if let duration = call.duration {
      row.set("duration", TimeText.seconds(duration))
      row.set("duration_text", TimeText().clock(duration))
      row.set("duration_iso", TimeText.duration(duration))
    }
    row.set("transcript", call.text(.transcript))
    row.set("source", call.sourceName)
    return row
  }

  private var costText: String? {
    let call = page.call
    guard let cost = call.text(.cost) else { return nil }
    return call.text(.priceUnit).map { "\(cost) \($0)" } ?? cost
  }

  /// A word of the API's made readable: `user_hangup` becomes “User hangup”. Other texts stay.
  static func phrase(_ text: String) -> String {
    let isWord = text.utf8.allSatisfy {
      ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "_")
        || $0 == UInt8(ascii: "-")
    }
    guard isWord else { return text }
    var bytes = text.utf8.map { "_-".utf8.contains($0) ? UInt8(ascii: " ") : $0 }
    if let first = bytes.first, first &- 0x61 < 26 { bytes[0] = first & 0xDF }
    return String(decoding: bytes, as: UTF8.self)
  }

  var facts: [ContextRow] {
    let call = page.call
    var rows = CallFacts.fields.compactMap { fact -> ContextRow? in
      guard var text = CallFacts.text(of: fact.field, in: call) else {
        guard fact.field == .callDuration, let duration = call.duration else { return nil }
        return factRow(fact, TimeText().clock(duration), datetime: TimeText.duration(duration))
      }
      var datetime: String?
      switch fact.field.kind {
      case .boolean:
        let flag = call[fact.field]?.boolean
        text = flag == true ? InterfaceWord.yes.text : flag == false ? InterfaceWord.no.text : text
      case .instant:
        guard let instant = call.instant(fact.field) else { break }
        text = TimeText.text(of: instant)
        datetime = instant.description
      default:
        if fact.field == .callDuration {
          guard let duration = call.duration else { break }
          text = TimeText().clock(duration)
          datetime = TimeText.duration(duration)
        } else if fact.field == .cost {
          text = costText ?? text
        } else if fact.field == .priceUnit {
          // The cost names its currency already.
          guard call.text(.cost) == nil else { return nil }
        } else if fact.isPhrase {
          text = Self.phrase(text)
        }
      }
      return factRow(fact, text, datetime: datetime)
    }
    if let source = call.sourceName {
      var row = ContextRow()
      row.set("name", "source")
      row.set("label", InterfaceWord.factSource.text)
      row.set("value_text", source)
      row.set(flag: "is_code", true)
      row.set("dir", "ltr")
      rows.append(row)
    }
    return rows
  }

  private func factRow(_ fact: CallFact, _ text: String, datetime: String?) -> ContextRow {
    var row = ContextRow()
    row.set("name", fact.field.name.description)
    row.set("label", fact.label.text)
    row.set("value_text", text)
    row.set("datetime", datetime)
    row.set(flag: "is_code", fact.isCode)
    row.set("dir", fact.isCode ? "ltr" : PageModel.direction(of: text))
    return row
  }

  var badges: [ContextRow] {
    let call = page.call
    var rows: [ContextRow] = []
    func add(_ text: String?, isGood: Bool = false, isNotable: Bool = false) {
      guard let text else { return }
      var row = ContextRow(capacity: 4)
      row.set("badge", text)
      row.set(flag: "is_good", isGood)
      row.set(flag: "is_notable", isNotable)
      row.set("badge_dir", PageModel.direction(of: text))
      rows.append(row)
    }
    let status = call.text(.callStatus)
    add(status.map(Self.phrase), isGood: status == "completed")
    if call[.isTest]?.boolean == true { add(InterfaceWord.testCall.text, isNotable: true) }
    add(call.text(.analysisSentiment).map(Self.phrase))
    add(call.text(.disconnectReason).map(Self.phrase))
    return rows
  }

  var recordingRow: ContextRow {
    var row = ContextRow()
    switch recording {
    case .success(let address):
      row.set(flag: "has_url", true)
      row.set("url", address.url)
    case .failure(let refusal):
      row.set(flag: "has_url", false)
      row.set("problem", refusal.rawValue)
    case nil: row.set(flag: "has_url", false)
    }
    return row
  }
}
