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
    guard let base = bytes.baseAddress else { return false }
    let raw = UnsafeRawPointer(base)
    let ones: UInt64 = 0x0101_0101_0101_0101
    var at = 0
    while at < bytes.count {
      if at + 8 <= bytes.count {
        // Eight bytes of which none is 0xEF, the first of U+FFFD.
        let chunk = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) ^ ones &* 0xEF
        if (chunk &- ones) & ~chunk & ones &* 0x80 == 0 {
          at += 8
          continue
        }
      }
      if bytes[at] == 0xEF, at + 2 < bytes.count, bytes[at + 1] == 0xBF, bytes[at + 2] == 0xBD {
        return true
      }
      at += 1
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
