import CallPressCore

/// The turns and events of a call as items of a list, written straight to bytes.
///
/// Everything that comes from the call goes through the one escaping; classes, identifiers and
/// numbers are made here.
struct TranscriptMarkup {
  let page: PageModel

  /// Appends all items.
  func append(to output: inout OutputBuffer) {
    var turn = 0
    for entry in page.call.transcript.entries {
      switch entry {
      case .turn(let value):
        append(value, page.scripts[turn], to: &output)
        turn += 1
      case .event(let event): append(event, to: &output)
      }
    }
  }

  /// Appends a turn's text with its marks.
  func appendText(of turn: Turn, to output: inout OutputBuffer) {
    guard let marks = page.marks[turn.number] else {
      Self.escape(turn.text, to: &output)
      return
    }
    var text = turn.text
    text.withUTF8 { bytes in
      var at = 0
      for mark in marks {
        let range = Self.whole(mark.range, in: bytes)
        guard range.lowerBound >= at, !range.isEmpty else { continue }
        Self.escape(bytes[at..<range.lowerBound], to: &output)
        output.append(mark.isPlaceholder ? "<mark class=\"ph\">" : "<mark class=\"ev\">")
        Self.escape(bytes[range], to: &output)
        output.append("</mark>")
        at = range.upperBound
      }
      Self.escape(bytes[at...], to: &output)
    }
  }

  private func append(
    _ turn: Turn, _ script: PageModel.Script, to output: inout OutputBuffer
  ) {
    let (speaker, styleClass) = page.speaker(turn.speaker)
    output.append("<li id=\"t")
    output.append(decimal: Int64(turn.number))
    output.append("\" class=\"t ")
    output.append(text: styleClass)
    if let span = turn.span {
      output.append("\" data-s=\"")
      output.append(decimal: span.start.milliseconds)
      output.append("\" data-e=\"")
      output.append(decimal: span.end.milliseconds)
    }
    output.append("\"><a class=\"at\" href=\"#t")
    output.append(decimal: Int64(turn.number))
    output.append("\">")
    if let span = turn.span {
      append(span.start, isEstimated: span.start.provenance.isEstimated, to: &output)
    } else {
      output.append("<span class=\"vh\">")
      output.append(text: InterfaceWord.turn.text)
      output.append(" </span>")
      output.append(decimal: Int64(turn.number))
    }
    output.append("</a><b class=\"who\"><bdi>")
    Self.escape(speaker.name, to: &output)
    output.append("</bdi></b><div class=\"say\">")
    if turn.text.isEmpty {
      output.append("<p class=\"none\">")
      output.append(text: InterfaceWord.noWords.text)
    } else {
      output.append("<p lang=\"")
      output.append(text: script.tag?.description ?? "")
      output.append(script.isRightToLeft ? "\" dir=\"rtl\">" : "\" dir=\"ltr\">")
      appendText(of: turn, to: &output)
    }
    output.append("</p>")
    appendNotes(of: turn, to: &output)
    output.append("</div></li>\n")
  }

  private func appendNotes(of turn: Turn, to output: inout OutputBuffer) {
    if let planned = turn.plannedText, !planned.isEmpty {
      output.append("<p class=\"note\">")
      output.append(text: InterfaceWord.plannedText.text)
      output.append(" <bdi>")
      Self.escape(planned, to: &output)
      output.append("</bdi></p>")
    }
    let chips = page.chips[turn.number] ?? []
    let sentiment = turn.sentiment ?? ""
    guard turn.isInterrupted || !sentiment.isEmpty || !chips.isEmpty else { return }
    output.append("<ul class=\"chips\">")
    if turn.isInterrupted {
      output.append("<li class=\"flag\">")
      output.append(text: InterfaceWord.interrupted.text)
      output.append("</li>")
    }
    if !sentiment.isEmpty {
      output.append("<li><bdi>")
      Self.escape(sentiment, to: &output)
      output.append("</bdi></li>")
    }
    for chip in chips {
      output.append(chip.isOutcome ? "<li><a href=\"#o" : "<li><a href=\"#v")
      output.append(decimal: Int64(chip.number))
      output.append("\"><bdi>")
      Self.escape(chip.name, to: &output)
      output.append("</bdi></a></li>")
    }
    output.append("</ul>")
  }

  private func append(_ event: Event, to output: inout OutputBuffer) {
    output.append("<li class=\"e\"><span class=\"at\">")
    if let time = event.time {
      append(time, isEstimated: time.provenance.isEstimated, to: &output)
    }
    output.append("</span><b class=\"who\">")
    output.append(text: event.kind.word.text)
    output.append("</b><div class=\"say\">")
    if event.name != nil || event.isError == true {
      output.append("<p>")
      if let name = event.name {
        output.append("<code><bdi>")
        Self.escape(name, to: &output)
        output.append("</bdi></code>")
      }
      if event.isError == true {
        output.append(" <span class=\"bad\">\u{2717} ")
        output.append(text: InterfaceWord.failed.text)
        output.append("</span>")
      }
      output.append("</p>")
    }
    if let text = event.text, !text.isEmpty {
      output.append(
        TextDirection.of(text) == .rtl
          ? "<p class=\"load\" dir=\"rtl\">" : "<p class=\"load\" dir=\"ltr\">")
      Self.escape(text, to: &output)
      output.append("</p>")
    }
    output.append("</div></li>\n")
  }

  private func append(_ point: TimePoint, isEstimated: Bool, to output: inout OutputBuffer) {
    if isEstimated {
      output.append("<span aria-hidden=\"true\">\u{2248}</span><span class=\"vh\">")
      output.append(text: InterfaceWord.estimated.text)
      output.append(" </span>")
    }
    let isElement = point.milliseconds >= 0
    if isElement {
      output.append("<time datetime=\"")
      TimeText.appendDuration(point.time, to: &output)
      output.append("\">")
    }
    page.time.appendClock(point.time, to: &output)
    if isElement { output.append("</time>") }
  }

  private static func escape(_ text: String, to output: inout OutputBuffer) {
    MarkupEscaping.append(
      text: text, to: &output, attribute: false, keepsCarriageReturns: false)
  }

  private static func escape(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, to output: inout OutputBuffer
  ) {
    MarkupEscaping.append(
      UnsafeBufferPointer(rebasing: bytes), to: &output, attribute: false,
      keepsCarriageReturns: false)
  }

  /// A part moved outward to whole scalars and into the text's bounds.
  static func whole(
    _ range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Range<Int> {
    let range = range.clamped(to: 0..<bytes.count)
    var (start, end) = (range.lowerBound, range.upperBound)
    while start > 0, start < bytes.count, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return start..<end
  }
}
