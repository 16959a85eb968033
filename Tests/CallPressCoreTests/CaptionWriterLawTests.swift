import CallPressCore
import TestSupport
import Testing

/// What must be true of SubRip and WebVTT documents of any transcript, as strict readers see them.
@Suite("Laws of the caption writers")
struct CaptionWriterLawTests {
  static let seeds = Array(UInt64(100)...130)

  private static func transcripts(_ seed: UInt64) -> [Transcript] {
    [false, true].flatMap { isCruel in
      var generator = TranscriptGenerator(seed: seed, isCruel: isCruel)
      return (0..<6).map { _ in generator.next() }
    }
  }

  private static var settings: ExportSettings {
    var settings = ExportSettings()
    settings.captions.timing = .estimate
    return settings
  }

  @Test("a strict reader finds every WebVTT cue, with its times and its text", arguments: seeds)
  func webVTT(seed: UInt64) throws {
    for transcript in Self.transcripts(seed) {
      let track = try CueLayout().track(for: transcript, settings: Self.settings.captions)
      let written = try WebVTTFormat.write(Inline.call(transcript), settings: Self.settings)
      let read = try StrictWebVTT.read(written.bytes).cues
      try #require(read.count == track.cues.count)
      for (cue, found) in zip(track.cues, read) {
        #expect(found.start == cue.start.milliseconds && found.end == cue.end.milliseconds)
        let said = Self.lines(of: cue, in: track).map(Self.bare)
        let shown = found.lines.map(Self.bare)
        try #require(shown.count == said.count)
        for (one, two) in zip(shown, said) {
          #expect(one == two || one.first == "-" && Array(one.dropFirst()) == two)
        }
      }
    }
  }

  @Test("a strict reader finds every SubRip cue, in order and with a length", arguments: seeds)
  func subRip(seed: UInt64) throws {
    for transcript in Self.transcripts(seed) {
      let track = try CueLayout().track(for: transcript, settings: Self.settings.captions)
      let written = try SRTFormat.write(Inline.call(transcript), settings: Self.settings)
      let read = try StrictSubRip.read(written.bytes)
      try #require(read.count == track.cues.count)
      for (cue, found) in zip(track.cues, read) {
        #expect(found.start == cue.start.milliseconds && found.end <= cue.end.milliseconds)
        // Names and dashes stand before lines alone.
        var shown = found.lines.map(Self.bare)
        for said in Self.lines(of: cue, in: track).map(Self.bare) {
          while let line = shown.first, line.suffix(said.count) != said[...] {
            #expect(line.last == ":", "\(found.lines)")
            shown.removeFirst()
          }
          try #require(!shown.isEmpty, "\(found.lines)")
          shown.removeFirst()
        }
        #expect(shown.isEmpty)
      }
    }
  }

  @Test("with the speaker's name no SubRip line is wider than the limit", arguments: seeds)
  func labelWidth(seed: UInt64) throws {
    var generator = TranscriptGenerator(seed: seed, isCruel: false)
    for _ in 0..<6 {
      let written = try SRTFormat.write(Inline.call(generator.next()))
      for cue in try StrictSubRip.read(written.bytes) {
        #expect(cue.lines.count <= 2)
        for line in cue.lines { #expect(DisplayWidth.columns(of: line) <= 42, "\(line)") }
      }
    }
  }

  private static func lines(of cue: Cue, in track: CaptionTrack) -> [String] {
    track.lines(of: cue).map { track.text(of: $0) }
  }

  /// A text without what writers add or change: white space, controls, marks of direction, the
  /// joiner, and the lookalikes of markup.
  private static func bare(_ text: String) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      switch scalar {
      case "‹": result.append("<")
      case "›": result.append(">")
      case "❴": result.append("{")
      case "❵": result.append("}")
      case "\u{200E}", "\u{200F}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{2060}": break
      case _ where scalar.properties.isWhitespace: break
      case _ where scalar.properties.generalCategory == .control: break
      default: result.append(scalar)
      }
    }
    return result
  }
}

@Suite("Hostile texts in captions")
struct HostileCaptionTests {
  @Test(
    "every text gives a document that strict readers take", arguments: HostileTexts.all.indices)
  func alone(index: Int) throws {
    let text = HostileTexts.all[index]
    let turns = [
      Inline.turn(1, "agent", text, 0, 2000), Inline.turn(2, "agent", text, 2500, 4000),
      Inline.turn(3, "customer", "ok \(text) ok", 5000, 9000),
    ]
    let vtt = try StrictWebVTT.read(WebVTTFormat.write(turns).bytes).cues
    let srt = try StrictSubRip.read(SRTFormat.write(turns).bytes)
    #expect(vtt.count == srt.count)
    #expect(vtt.allSatisfy { !$0.lines.isEmpty })
  }

  @Test("every name gives a document that strict readers take", arguments: HostileTexts.all)
  func names(name: String) throws {
    let turns = [
      Inline.turn(1, "agent", "Good morning.", 0, 2000),
      Inline.turn(2, "customer", "مرحبا، كيف الحال؟", 2500, 4000),
      Inline.turn(3, "agent", "42", 5000, 9000),
    ]
    let call = try Inline.call(
      Inline.transcript(turns, names: ["agent": name, "customer": "Customer"]))
    let vtt = try StrictWebVTT.read(WebVTTFormat.write(call).bytes).cues
    let srt = try StrictSubRip.read(SRTFormat.write(call).bytes)
    #expect(vtt.count == 3 && srt.count == 3)
    #expect(vtt[1].voice == "Customer")
  }

  @Test("text that is nothing but white space and controls has no cue")
  func blank() throws {
    for text in [
      "", " ", "\n\n", "\u{0}", "\u{200B}", "\u{200F}", "\u{A0}", "\u{2028}", "\u{3000}",
    ] {
      let turns = [
        Inline.turn(1, "agent", text, 0, 900), Inline.turn(2, "agent", "yes", 1000, 2000),
      ]
      #expect(try StrictWebVTT.read(WebVTTFormat.write(turns).bytes).cues.count == 1)
    }
  }
}
