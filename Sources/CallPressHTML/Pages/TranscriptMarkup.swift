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
    // By index: an entry is a large value to copy.
    for index in page.call.transcript.entries.indices {
      switch page.call.transcript.entries[index] {
      case .turn(let value):
        append(value, page.scripts[turn], to: &output)
        turn += 1
      case .event(let event): append(event, to: &output)
      }
    }
  }

  /// Appends a turn's text with its marks.
  func appendText(of turn: Turn, to output: inout OutputBuffer) {
    let marks = page.marks[turn.number]
    var text = turn.text
    text.withUTF8 { bytes in
      let hasNumbers = GroupedNumber.isPossible(in: bytes)
      var at = 0
      for mark in marks {
        let whole = Self.whole(mark.range, in: bytes)
        guard whole.upperBound > at, !whole.isEmpty else { continue }
        let range = max(whole.lowerBound, at)..<whole.upperBound
        append(bytes, at..<range.lowerBound, hasNumbers, to: &output)
        output.append(mark.isPlaceholder ? "<mark class=\"ph\">" : "<mark class=\"ev\">")
        append(bytes, range, hasNumbers, to: &output)
        output.append("</mark>")
        at = range.upperBound
      }
      append(bytes, at..<bytes.count, hasNumbers, to: &output)
    }
  }

  /// Appends a part of a turn's text; beside Arabic words a number in groups is kept together,
  /// since its groups would change places.
  private func append(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ hasNumbers: Bool,
    to output: inout OutputBuffer
  ) {
    var copied = range.lowerBound
    if hasNumbers {
      while let number = GroupedNumber.next(in: bytes, from: copied, to: range.upperBound) {
        output.append(escaped: bytes[copied..<number.range.lowerBound])
        output.append(number.needsOverride ? "<bdo dir=\"ltr\">" : "<bdi dir=\"ltr\">")
        output.append(escaped: bytes[number.range])
        output.append(number.needsOverride ? "</bdo>" : "</bdi>")
        copied = number.range.upperBound
      }
    }
    output.append(escaped: bytes[copied..<range.upperBound])
  }

  private func append(
    _ turn: Turn, _ script: PageModel.Script, to output: inout OutputBuffer
  ) {
    let (name, styleClass) = page.shownSpeaker(turn.speaker)
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
      append(span.start, to: &output)
    } else {
      output.append("<span class=\"vh\">")
      output.append(.turn)
      output.append(" </span>")
      output.append(decimal: Int64(turn.number))
    }
    output.append("</a><b class=\"who\"><bdi>")
    output.append(escaped: name)
    output.append("</bdi></b><div class=\"say\">")
    if turn.text.isEmpty {
      output.append("<p class=\"none\">")
      output.append(.noWords)
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
      output.append(.plannedText)
      output.append(" <bdi>")
      output.append(escaped: planned)
      output.append("</bdi></p>")
    }
    let chips = page.chips[turn.number]
    let sentiment = turn.sentiment ?? ""
    guard turn.isInterrupted || !sentiment.isEmpty || !chips.isEmpty else { return }
    output.append("<ul class=\"chips\">")
    if turn.isInterrupted {
      output.append("<li class=\"flag\">")
      output.append(.interrupted)
      output.append("</li>")
    }
    if !sentiment.isEmpty {
      output.append("<li><bdi>")
      output.append(escaped: sentiment)
      output.append("</bdi></li>")
    }
    for chip in chips {
      output.append(chip.isOutcome ? "<li><a href=\"#o" : "<li><a href=\"#v")
      output.append(decimal: Int64(chip.number))
      output.append("\"><bdi>")
      output.append(escaped: chip.name)
      output.append("</bdi></a></li>")
    }
    output.append("</ul>")
  }

  private func append(_ event: Event, to output: inout OutputBuffer) {
    output.append("<li class=\"e\"><span class=\"at\">")
    if let time = event.time {
      append(time, to: &output)
    }
    output.append("</span><b class=\"who\">")
    output.append(event.kind.word)
    output.append("</b><div class=\"say\">")
    if event.name != nil || event.isError == true {
      output.append("<p>")
      if let name = event.name {
        output.append("<code><bdi>")
        output.append(escaped: name)
        output.append("</bdi></code>")
      }
      if event.isError == true {
        output.append(" <span class=\"bad\">\u{2717} ")
        output.append(.failed)
        output.append("</span>")
      }
      output.append("</p>")
    }
    if let text = event.text, !text.isEmpty {
      output.append("<p class=\"load\"")
      output.append(directionOf: text)
      output.append(UInt8(ascii: ">"))
      output.append(escaped: text)
      output.append("</p>")
    }
    output.append("</div></li>\n")
  }

  private func append(_ point: TimePoint, to output: inout OutputBuffer) {
    if point.provenance.isEstimated {
      output.append("<span aria-hidden=\"true\">\u{2248}</span><span class=\"vh\">")
      output.append(.estimated)
      output.append(" </span>")
    }
    page.time.appendElement(point.time, to: &output)
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
