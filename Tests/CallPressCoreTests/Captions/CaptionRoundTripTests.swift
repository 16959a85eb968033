import CallPressCore
import Foundation
import TestSupport
import Testing

/// Captions that our own writers wrote, read back, and written again.
@Suite("Captions there and back")
struct CaptionRoundTripTests {
  /// What a caption says: who, what, when.
  struct Said: Equatable {
    var speaker: String
    var text: String
    var start: Int64
    var end: Int64
  }

  static let seeds = Array(UInt64(0)..<60)

  /// A transcript whose words cannot be taken for names or for dashes of a dialogue.
  static func transcript(_ seed: UInt64) -> Transcript {
    var generator = TranscriptGenerator(seed: seed, isCruel: false)
    var transcript = generator.next()
    func plain(_ text: String) -> String {
      text.replacing(":", with: ".").replacing("-", with: "x")
    }
    transcript.entries = transcript.turns.map { turn in
      var turn = turn
      turn.text = plain(turn.text)
      for word in turn.words.indices { turn.words[word].text = plain(turn.words[word].text) }
      return .turn(turn)
    }
    // A name that comes once says nothing for itself in SubRip, so everybody has one that does.
    transcript.speakers[2].name = "الموظف البشري"
    return transcript
  }

  static func said(_ transcript: Transcript) -> [Said] {
    transcript.turns.map { turn in
      Said(
        speaker: transcript.speaker(turn.speaker)?.name ?? "", text: turn.text,
        start: turn.span?.start.milliseconds ?? -1, end: turn.span?.end.milliseconds ?? -1)
    }
  }

  /// What the writer was given to write.
  static func expected(_ transcript: Transcript) throws -> [Said] {
    let track = try CueLayout().track(for: transcript, settings: CaptionSettings())
    return track.cues.flatMap { cue in
      // One of each speaker of a cue, as it is read back.
      var voices: [Said] = []
      for line in track.lines(of: cue) {
        let speaker = transcript.speaker(track.turns[line.turn - 1].speaker)?.name ?? ""
        if let last = voices.indices.last, voices[last].speaker == speaker {
          voices[last].text += "\n" + track.text(of: line)
        } else {
          voices.append(
            Said(
              speaker: speaker, text: track.text(of: line), start: cue.start.milliseconds,
              end: cue.end.milliseconds))
        }
      }
      return voices
    }
  }

  /// What was read, with the times of the whole caption where several share one.
  static func whole(_ transcript: Transcript) -> [Said] {
    var all = said(transcript)
    let places = transcript.turns.map { $0.location?.line ?? 0 }
    for index in all.indices {
      let same = places.indices.filter { places[$0] == places[index] }
      all[index].start = same.map { said(transcript)[$0].start }.min() ?? 0
      all[index].end = same.map { said(transcript)[$0].end }.max() ?? 0
    }
    return all
  }

  /// A cue without marks of direction: which a line needs depends on the turn that it stands in, and
  /// a cue that was read is a turn of its own.
  static func unmarked(_ cue: ReadCue) -> ReadCue {
    var cue = cue
    cue.lines = cue.lines.map { line in
      String(
        String.UnicodeScalarView(
          line.unicodeScalars.filter {
            !(0x200E...0x200F ~= $0.value) && !(0x202A...0x202E ~= $0.value)
          }))
    }
    return cue
  }

  static func read(_ bytes: [UInt8], _ dialect: any TranscriptDialect) throws -> Transcript {
    try DialectReading(
      dialect, .text(String(decoding: bytes, as: UTF8.self), origin: nil)
    ).transcript
  }

  @Test("WebVTT comes back with its cues, voices and times", arguments: seeds)
  func webVTT(seed: UInt64) throws {
    let transcript = Self.transcript(seed)
    let written = try WebVTTFormat.write(Inline.call(transcript)).bytes
    let back = try Self.read(written, WebVTTDialect())
    #expect(Self.whole(back) == (try Self.expected(transcript)))
    // And once more, without moving a thing.
    let again = try WebVTTFormat.write(Inline.call(back)).bytes
    #expect(
      try StrictWebVTT.read(again).cues.map(Self.unmarked)
        == StrictWebVTT.read(written).cues.map(Self.unmarked))
  }

  @Test("SubRip comes back with its cues, names and times", arguments: seeds)
  func subRip(seed: UInt64) throws {
    let transcript = Self.transcript(seed)
    let written = try SRTFormat.write(Inline.call(transcript)).bytes
    let strict = try StrictSubRip.read(written)
    guard !strict.isEmpty else { return }
    let back = try Self.read(written, SubRipDialect())
    let expected = try Self.expected(transcript)
    #expect(Self.whole(back).map(\.start) == expected.map(\.start))
    #expect(Self.whole(back).map(\.end) == expected.map(\.end))
    #expect(back.turns.map(\.text) == expected.map(\.text))
    #expect(Self.said(back).map(\.speaker) == expected.map(\.speaker))
    let again = try SRTFormat.write(Inline.call(back)).bytes
    #expect(try StrictSubRip.read(again).map(Self.unmarked) == strict.map(Self.unmarked))
  }

  @Test("cruel captions are read, and what is written of them is strict", arguments: seeds)
  func cruel(seed: UInt64) throws {
    var generator = TranscriptGenerator(seed: seed, isCruel: true)
    let call = try Inline.call(generator.next())
    var settings = ExportSettings()
    settings.captions.timing = .estimate
    let vtt = try WebVTTFormat.write(call, settings: settings).bytes
    let srt = try SRTFormat.write(call, settings: settings).bytes
    for back in [try? Self.read(vtt, WebVTTDialect()), try? Self.read(srt, SubRipDialect())] {
      guard let back else { continue }
      let call = try Inline.call(back)
      _ = try StrictWebVTT.read(WebVTTFormat.write(call, settings: settings).bytes)
      _ = try StrictSubRip.read(SRTFormat.write(call, settings: settings).bytes)
    }
  }

  @Test("captions keep times that no layout would choose, and lines that fit")
  func kept() throws {
    let text =
      "1\n00:00:00,000 --> 00:00:20,000\nA long time\nfor few words\n\n"
      + "2\n00:00:20,000 --> 00:00:20,050\nso short. And. Two. Sentences in it.\n"
    let back = try Self.read(Array(text.utf8), SubRipDialect())
    let cues = try StrictWebVTT.read(WebVTTFormat.write(Inline.call(back)).bytes).cues
    #expect(cues.map(\.start) == [0, 20_000])
    #expect(cues.map(\.end) == [20_000, 20_050])
    #expect(cues[0].lines == ["A long time", "for few words"])
    #expect(cues[1].lines == ["so short. And. Two. Sentences in it."])
  }

  @Test("captions with lines that are too long are laid out within their time")
  func split() throws {
    let words = String(repeating: "several words ", count: 20)
    let text = "1\n00:00:10,000 --> 00:00:20,000\n\(words)\n"
    let back = try Self.read(Array(text.utf8), SubRipDialect())
    let cues = try StrictSubRip.read(SRTFormat.write(Inline.call(back)).bytes)
    #expect(cues.count > 1)
    #expect(cues.first?.start == 10_000)
    #expect(cues.last.map { $0.end <= 20_000 } == true)
  }

  @Test("damaged captions are read or refused, and what is written of them is strict")
  func damaged() throws {
    let samples: [(String, any TranscriptDialect)] = [
      (
        "1\n00:00:01,000 --> 00:00:02,500\nAgent: Hello <i>you</i>\n\n2\n00:00:02,000 --> 00:00:04,000\n"
          + "- Bye\n- \u{202B}مرحبا 12 000 x\u{202C}\n\n3\n00:00:05,000 --> 00:00:06,000\n{\\an8}x\\N y\n",
        SubRipDialect()
      ),
      (
        "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\nNOTE 1 of 2 cues have an estimated "
          + "start or end.\n\n00:01.000 --> 00:02.500 align:start\n<v.a Agent>Hi <00:01.500>you &amp; "
          + "me</v>\n<v B>yes</v>\n\nid\n00:00:02.500 --> 00:00:03.000\nyou & me\n",
        WebVTTDialect()
      ),
      (
        "# Call x\n\n## Transcript\n\n`00:00:01` **Agent:** a\\_b\n\n`~00:00:02` — tool call\n",
        OwnTextDialect()
      ),
    ]
    for (index, (sample, dialect)) in samples.enumerated() {
      var mutator = Mutator(seed: UInt64(index) + 7)
      for _ in 0..<1200 {
        let text = String(decoding: mutator.mutate(Array(sample.utf8)), as: UTF8.self)
        #expect((0...100).contains(dialect.match(.text(text, origin: nil)).score))
        guard let back = try? Self.read(Array(text.utf8), dialect) else { continue }
        var settings = ExportSettings()
        settings.captions.timing = .estimate
        let call = try Inline.call(back)
        _ = try StrictWebVTT.read(WebVTTFormat.write(call, settings: settings).bytes)
        _ = try StrictSubRip.read(SRTFormat.write(call, settings: settings).bytes)
      }
    }
  }
}
