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

  var facts: [ContextRow] {
    shownFacts.map { fact in
      var row = ContextRow()
      row.set("name", fact.name.description)
      row.set("label", fact.label.text)
      row.set("value_text", fact.text)
      row.set("datetime", fact.datetime)
      row.set(flag: "is_code", fact.isCode)
      row.set(flag: "is_minor", fact.isMinor)
      row.set("dir", fact.isCode ? "ltr" : PageModel.direction(of: fact.text))
      return row
    }
  }

  var badges: [ContextRow] {
    shownBadges.map { badge in
      var row = ContextRow(capacity: 4)
      row.set("badge", badge.text)
      row.set(flag: "is_good", badge.isGood)
      row.set(flag: "is_notable", badge.isNotable)
      row.set("badge_dir", PageModel.direction(of: badge.text))
      return row
    }
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
