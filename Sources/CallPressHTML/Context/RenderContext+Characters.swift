import CallPressCore

/// What no page can hold: controls and noncharacters, which are written as U+FFFD.
extension RenderContext {
  /// The diagnostic for a finished page, `nil` where nothing was replaced.
  ///
  /// The texts of the call are looked through only where the page holds U+FFFD at all.
  func replacementDiagnostic(of page: borrowing OutputBuffer, from start: Int) -> Diagnostic? {
    let holdsReplacement = page.withBytes { Self.holdsReplacement($0[start...]) }
    guard holdsReplacement else { return nil }
    var scratch = OutputBuffer()
    var count = 0
    for text in shownTexts {
      count += MarkupEscaping.append(text: text, to: &scratch, attribute: false)
      scratch.removeAll()
    }
    guard count > 0 else { return nil }
    return Diagnostic(
      "characters-replaced", .warning,
      "\(count) control(s) or noncharacter(s), which no page can hold, became U+FFFD")
  }

  private static func holdsReplacement(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let bytes = UnsafeBufferPointer(rebasing: bytes)
    var at = 0
    while let lead = MarkupPieces.nextLead(bytes, at) {
      if lead + 2 < bytes.count, bytes[lead + 1] == 0xBF, bytes[lead + 2] == 0xBD { return true }
      at = lead + 1
    }
    return false
  }

  private var shownTexts: [String] {
    let call = page.call
    var texts = shownFacts.map(\.text)
    for entry in call.transcript.entries {
      switch entry {
      case .turn(let turn):
        texts += [turn.text, turn.plannedText ?? "", turn.sentiment ?? ""]
      case .event(let event): texts += [event.name ?? "", event.text ?? ""]
      }
    }
    for value in call.outcomes + call.variables {
      texts += [value.name, value.text, value.about ?? "", value.rationale ?? ""]
    }
    for row in metadata + otherMembers { texts += [row.key ?? "", row.text ?? ""] }
    texts += call.transcript.speakers.map(\.name)
    texts += call.diagnostics.map(\.message)
    return texts
  }
}
