import CallPressCore

/// Facts, outcomes and variables as lists, written straight to bytes like ``TranscriptMarkup``.
struct ListMarkup {
  let page: PageModel

  /// Appends facts as `dt` and `dd`: those of the call, or those of the record.
  static func append(
    _ facts: [CallFacts.Shown], areMinor: Bool, to output: inout OutputBuffer
  ) {
    for fact in facts where fact.isMinor == areMinor {
      output.append("<dt>")
      output.append(fact.label)
      output.append(fact.isCode ? "</dt><dd class=\"code\">" : "</dt><dd>")
      if let datetime = fact.datetime {
        output.append("<time datetime=\"")
        output.append(escaped: datetime)
        output.append("\">")
        output.append(escaped: fact.text)
        output.append("</time>")
      } else {
        output.append("<bdi")
        if fact.isCode {
          output.append(" dir=\"ltr\"")
        } else {
          output.append(directionOf: fact.text)
        }
        output.append(UInt8(ascii: ">"))
        output.append(escaped: fact.text)
        output.append("</bdi>")
      }
      output.append("</dd>\n")
    }
  }

  /// Appends the facts that stand first.
  static func append(_ badges: [CallFacts.Badge], to output: inout OutputBuffer) {
    for badge in badges {
      output.append(
        badge.isGood
          ? "<li class=\"ok\">\u{2713} " : badge.isNotable ? "<li class=\"warn\">" : "<li>")
      output.append("<bdi")
      output.append(directionOf: badge.text)
      output.append(UInt8(ascii: ">"))
      output.append(escaped: badge.text)
      output.append("</bdi></li>\n")
    }
  }

  /// Appends rows of JSON as `dt` and `dd`, set in by their depth.
  static func append(_ rows: [JSONRow], to output: inout OutputBuffer) {
    for row in rows {
      output.append("<dt class=\"d")
      output.append(decimal: Int64(row.depth))
      output.append("\">")
      output.append(isolated: row.key ?? "\u{2013}")
      output.append("</dt><dd>")
      if let text = row.text {
        output.append("<bdi")
        output.append(directionOf: text)
        output.append(UInt8(ascii: ">"))
        output.append(escaped: text)
        output.append("</bdi>")
      }
      output.append("</dd>\n")
    }
  }

  /// Appends diagnostics, each an item of a list.
  static func append(_ diagnostics: [Diagnostic], to output: inout OutputBuffer) {
    for diagnostic in diagnostics {
      output.append("<li>")
      if diagnostic.severity == .warning {
        output.append("<b class=\"warn\">\u{25B2} ")
        output.append(.warning)
        output.append("</b> ")
      }
      output.append(isolated: diagnostic.message)
      output.append(" <span class=\"muted code\">")
      if let location = diagnostic.location {
        output.append(isolated: location.description)
        output.append(UInt8(ascii: " "))
      }
      output.append(isolated: diagnostic.code.rawValue)
      output.append("</span></li>\n")
    }
  }

  /// Appends placeholders that were spoken, each an item of a list.
  func appendPlaceholders(to output: inout OutputBuffer) {
    for placeholder in page.call.evidence.placeholders {
      output.append("<li><code>")
      output.append(isolated: placeholder.text)
      output.append("</code> <a href=\"#t")
      output.append(decimal: Int64(placeholder.turn))
      output.append("\">")
      let turn = page.turn(number: placeholder.turn)?.turn
      appendTime(turn?.span?.start.time, orTurn: placeholder.turn, to: &output)
      if let turn {
        output.append(UInt8(ascii: " "))
        output.append(isolated: page.shownSpeaker(turn.speaker).name)
      }
      output.append("</a></li>\n")
    }
  }

  /// Appends a time, or the number of a turn that has none.
  private func appendTime(
    _ time: MediaTime?, orTurn number: Int, to output: inout OutputBuffer
  ) {
    if let time {
      page.time.appendElement(time, to: &output)
    } else {
      output.append(.turn)
      output.append(UInt8(ascii: " "))
      output.append(decimal: Int64(number))
    }
  }

  /// Appends outcomes or variables with the turns in which they were said.
  func append(
    _ values: [NamedValue], _ evidence: [Evidence.Item], areOutcomes: Bool,
    to output: inout OutputBuffer
  ) {
    for (position, value) in values.enumerated() {
      output.append(areOutcomes ? "<div class=\"item\" id=\"o" : "<div class=\"item\" id=\"v")
      output.append(decimal: Int64(position + 1))
      output.append("\">\n<h3><bdi")
      output.append(directionOf: value.name)
      output.append(UInt8(ascii: ">"))
      output.append(escaped: value.name)
      output.append("</bdi>")
      if value.isRepeated {
        output.append(" <span class=\"tag warn\">")
        output.append(.repeatedName)
        output.append("</span>")
      }
      output.append("</h3>\n")
      appendValue(value, to: &output)
      appendNotes(of: value, to: &output)
      if evidence.indices.contains(position) {
        append(evidence[position], areOutcomes: areOutcomes, to: &output)
      }
      output.append("</div>\n")
    }
  }

  private func appendValue(_ value: NamedValue, to output: inout OutputBuffer) {
    output.append("<p class=\"value\">")
    switch value.value?.boolean {
    case true:
      output.append("<span class=\"ok\">\u{2713} ")
      output.append(.yes)
      output.append("</span>")
    case false:
      output.append("\u{2717} ")
      output.append(.no)
    case nil:
      let kind = value.value?.kind ?? .null
      let text = value.shownText
      if text.isEmpty {
        output.append("<span class=\"muted\">\u{2013} ")
        output.append(.noValue)
        output.append("</span>")
      } else {
        output.append("<bdi")
        if kind == .object || kind == .array {
          output.append(" class=\"code\" dir=\"ltr\"")
        } else {
          output.append(directionOf: text)
        }
        output.append(UInt8(ascii: ">"))
        output.append(escaped: text)
        output.append("</bdi>")
      }
    }
    output.append("</p>\n")
  }

  private func appendNotes(of value: NamedValue, to output: inout OutputBuffer) {
    if let about = value.about, !about.isEmpty {
      output.append("<p class=\"muted\">")
      output.append(isolated: about)
      output.append("</p>\n")
    }
    if let rationale = value.rationale, !rationale.isEmpty {
      output.append("<p class=\"muted\">")
      output.append(.rationale)
      output.append(UInt8(ascii: " "))
      output.append(isolated: rationale)
      output.append("</p>\n")
    }
  }

  private func append(
    _ item: Evidence.Item, areOutcomes: Bool, to output: inout OutputBuffer
  ) {
    switch item.finding {
    case .notSearchable: break
    case .notSaid:
      output.append("<p class=\"muted\">\u{2013} ")
      output.append(.notSaid)
      output.append("</p>\n")
    case .said, .maybeSaid:
      output.append("<ul class=\"ev-links\">\n")
      for link in item.links { append(link, to: &output) }
      output.append("</ul>\n")
      if !areOutcomes, !item.saidByAgent {
        output.append("<p class=\"warn\">\u{2013} ")
        output.append(.notSaidByAgent)
        output.append("</p>\n")
      }
    }
  }

  private func append(_ link: Evidence.Link, to output: inout OutputBuffer) {
    output.append("<li><a href=\"#t")
    output.append(decimal: Int64(link.turn))
    output.append("\">")
    let turn = page.turn(number: link.turn)?.turn
    appendTime((link.span ?? turn?.span)?.start.time, orTurn: link.turn, to: &output)
    if let turn {
      output.append(UInt8(ascii: " "))
      output.append(isolated: page.shownSpeaker(turn.speaker).name)
      let quote = RenderContext.quote(link.range, of: turn.text)
      output.append(" <q")
      output.append(directionOf: quote)
      output.append(UInt8(ascii: ">"))
      output.append(escaped: quote)
      output.append("</q>")
    }
    output.append("</a>")
    if let way = Self.way(link.match) {
      output.append(" <span class=\"muted\">")
      output.append(way)
      if link.strength == .weak {
        output.append(", ")
        output.append(.weakMatch)
      }
      output.append("</span>")
    }
    output.append("</li>\n")
  }

  /// How a value was said, `nil` where it was said as it is written.
  private static func way(_ match: Evidence.Link.Match) -> InterfaceWord? {
    switch match {
    case .exact: nil
    case .tolerant: .tolerantMatch
    case .numberWords: .numberWordsMatch
    case .date: .dateMatch
    case .time: .timeMatch
    case .digits: .digitsMatch
    case .email: .emailMatch
    case .spelled: .spelledMatch
    case .question: .questionMatch
    }
  }
}
