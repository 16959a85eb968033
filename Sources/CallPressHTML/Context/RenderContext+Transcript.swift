import CallPressCore

/// What was said and what happened, for templates that make their own markup of it.
extension RenderContext {
  var transcriptRow: ContextRow {
    let transcript = page.call.transcript
    var row = ContextRow()
    row.set("state", transcript.state.rawValue)
    row.set(flag: "is_present", transcript.state == .present)
    row.set(flag: "is_empty", transcript.state == .empty)
    row.set(flag: "is_pending", transcript.state == .pending)
    row.set(flag: "has_times", page.hasTimes)
    row.set(flag: "has_estimates", page.hasEstimates)
    row.set("turn_count", String(page.turnCount))
    row.set("lang", page.tag?.description)
    row.set("dir", page.isRightToLeft ? "rtl" : "ltr")
    row.set("dialect", transcript.dialect)
    return row
  }

  var speakers: [ContextRow] {
    page.call.transcript.speakers.map { speaker in
      var row = ContextRow()
      row.set("speaker_id", speaker.id)
      row.set("name", speaker.name)
      row.set("label", speaker.label)
      row.set("kind", speaker.kind.rawValue)
      row.set("speaker_class", page.speaker(speaker.id).styleClass)
      row.set(flag: "is_agent", speaker.kind == .agent)
      row.set(flag: "is_customer", speaker.kind == .customer)
      return row
    }
  }

  var turns: [ContextRow] {
    let markup = TranscriptMarkup(page: page)
    return zip(page.turns, page.scripts).map { row(of: $0, $1, markup) }
  }

  var entries: [ContextRow] {
    let markup = TranscriptMarkup(page: page)
    var position = 0
    return page.call.transcript.entries.map { entry in
      var result = ContextRow(capacity: 1)
      switch entry {
      case .turn(let turn):
        result.set("turn", row(of: turn, page.scripts[position], markup))
        position += 1
      case .event(let event): result.set("event", row(of: event))
      }
      return result
    }
  }

  private func row(
    of turn: Turn, _ script: PageModel.Script, _ markup: TranscriptMarkup
  ) -> ContextRow {
    let (speaker, styleClass) = page.speaker(turn.speaker)
    var row = ContextRow(capacity: 32)
    row.set("turn_id", "t\(turn.number)")
    row.set("number", String(turn.number))
    row.set("speaker", speaker.name)
    row.set("speaker_id", speaker.id)
    row.set("speaker_kind", speaker.kind.rawValue)
    row.set("speaker_class", styleClass)
    row.set(flag: "is_agent", speaker.kind == .agent)
    row.set(flag: "is_customer", speaker.kind == .customer)
    setStart(turn.span?.start, in: &row)
    if let end = turn.span?.end {
      row.set("end", TimeText.seconds(end.time))
      row.set("end_text", page.time.clock(end.time))
      row.set("end_iso", TimeText.duration(end.time))
      row.set("end_provenance", end.provenance.label)
    }
    row.set(flag: "is_estimated", turn.span?.isEstimated ?? false)
    row.set("lang", script.tag?.description)
    row.set("dir", script.direction)
    row.set(flag: "has_text", !turn.text.isEmpty)
    row.set("text", turn.text)
    var output = OutputBuffer(capacity: turn.text.utf8.count + 64)
    markup.appendText(of: turn, to: &output)
    row.set(markup: "text_html", output.string())
    row.set(flag: "is_interrupted", turn.isInterrupted)
    row.set("planned_text", turn.plannedText)
    row.set("confidence", turn.confidence.flatMap { $0.isFinite ? $0.description : nil })
    row.set("sentiment", turn.sentiment)
    row.set(
      "chips",
      page.chips[turn.number].map { chip in
        var row = ContextRow(capacity: 4)
        row.set("chip", chip.name)
        row.set("target_id", chip.isOutcome ? "o\(chip.number)" : "v\(chip.number)")
        row.set(flag: "is_outcome", chip.isOutcome)
        row.set(flag: "is_variable", !chip.isOutcome)
        return row
      })
    return row
  }

  private func row(of event: Event) -> ContextRow {
    var row = ContextRow()
    row.set("kind", event.kind.rawValue)
    row.set("kind_text", event.kind.word.text)
    row.set("name", event.name)
    row.set("text", event.text)
    row.set(flag: "is_error", event.isError ?? false)
    row.set("dir", PageModel.direction(of: event.text ?? ""))
    setStart(event.time, in: &row)
    row.set(flag: "is_estimated", event.time?.provenance.isEstimated ?? false)
    return row
  }

  private func setStart(_ start: TimePoint?, in row: inout ContextRow) {
    row.set(flag: "has_time", start != nil)
    guard let start else { return }
    row.set("start", TimeText.seconds(start.time))
    row.set("start_text", page.time.clock(start.time))
    row.set("start_iso", TimeText.duration(start.time))
    row.set("start_provenance", start.provenance.label)
  }
}
